"""Confirming with a passkey who one is."""

from __future__ import annotations

from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpResponse

from infoshare.access.permissions import Permission
from infoshare.access.requires import requires
from infoshare.access.sign_in.forms import ConfirmWithPasskeyForm


class ConfirmWithPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Asks again on the same page, where the package would lead away and lose what waits for it."""

    def form_invalid(self, form: ConfirmWithPasskeyForm) -> HttpResponse:
        page: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return page


confirm_with_passkey = requires(Permission.SIGNED_IN)(ConfirmWithPasskey.as_view())
