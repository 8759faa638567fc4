"""Every address of the site. Ids only: nothing about a child stands in an address."""

from allauth.account import views as account
from django.urls import include, path

urlpatterns = [
    # Only what is used of the sign-in package: no sign-up, no reset by mail.
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("", include("decisions.home.urls")),
    path("", include("decisions.guide.urls")),
    path("", include("decisions.everyday.urls")),
    path("", include("decisions.register.urls")),
    path("", include("decisions.approval.urls")),
    path("", include("decisions.advice.urls")),
    path("", include("decisions.followups.urls")),
    path("", include("decisions.inspection.urls")),
    path("", include("decisions.rulebook.urls")),
    path("", include("children.urls")),
    path("", include("infoshare.access.going_live.urls")),
]
