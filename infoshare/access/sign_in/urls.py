"""Addresses of this area, and what is used of the sign-in package: no sign-up, no mail."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as printed_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import path

from infoshare.access.sign_in import invitation_views
from infoshare.access.sign_in.directory import views as directory
from infoshare.access.sign_in.passkey_views import confirm_with_passkey
from infoshare.access.sign_in.recovery import views as recovery

urlpatterns = [
    path("invitation/", invitation_views.invitation, name="invitation"),
    path("people/<uuid:pk>/invitation/", invitation_views.invite_person, name="invite"),
    path("sign-in-help/", recovery.recoveries, name="recoveries"),
    path("sign-in-help/<uuid:pk>/", recovery.recovery, name="recovery"),
    path("sign-in-help/<uuid:pk>/code/", recovery.recovery_code, name="recovery-code"),
    path("people/<uuid:pk>/sign-in-help/", recovery.recovery_start, name="recovery-start"),
    path("account/login/", account.login, name="account_login"),
    path("account/directory/", directory.to_directory, name="directory"),
    path("account/directory/back/", directory.from_directory, name="directory-callback"),
    path("people/<uuid:pk>/work-account/", directory.person_unlink, name="person-unlink"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("account/factors/", factors.index, name="mfa_index"),
    path("account/factors/second-step/", factors.authenticate, name="mfa_authenticate"),
    path("account/factors/confirm/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("account/factors/app/", app.activate_totp, name="mfa_activate_totp"),
    path("account/factors/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "account/factors/codes/", printed_codes.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "account/factors/codes/new/",
        printed_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("account/factors/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/factors/passkeys/new/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "account/factors/passkeys/confirm/",
        confirm_with_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/factors/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
]
