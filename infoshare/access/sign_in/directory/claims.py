"""What the directory says of somebody, and whether it is believed (OpenID Connect Core 3.1.3.7).

The signature is looked at although the token came over TLS: one check more costs nothing.
"""

from __future__ import annotations

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest
from django.urls import reverse

from infoshare.access.sign_in.directory.named import directory

ALGORITHMS = ("RS256", "PS256", "ES256")
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
# How far the clocks of two machines may be apart.
LEEWAY = 60
LONGEST_SUBJECT = 191


class Directory(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks with the directory."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != directory()["issuer"]:
            raise OAuth2Error("The directory calls itself by another name.")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(build_absolute_uri(request, reverse("directory-callback")))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        claims = self._claims(str(kwargs["response"].get("id_token", "")))
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        # Nothing of what was said is kept but who it is.
        login.account.extra_data = {}
        login.claims = claims
        return login

    def _claims(self, id_token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(id_token)
            if header.get("alg") not in ALGORITHMS:
                raise OAuth2Error("Signed in a way that is not taken.")
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=self._key(header),
                algorithms=list(ALGORITHMS),
                audience=directory()["client_id"],
                issuer=directory()["issuer"],
                leeway=LEEWAY,
                options={"require": NEEDED},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as wrong:
            raise OAuth2Error("What the directory said is not to be believed.") from wrong
        if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
            raise OAuth2Error("A subject that cannot be kept.")
        if claims.get("azp", directory()["client_id"]) != directory()["client_id"]:
            raise OAuth2Error("Meant for another site.")
        return claims

    def _key(self, header: dict[str, Any]) -> Any:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        for key in answer.json()["keys"]:
            if key.get("kid") == header["kid"]:
                return jwt.PyJWK(key, algorithm=header["alg"]).key
        raise OAuth2Error("Signed with a key that is not the directory's.")


def proves_a_second_factor(claims: dict[str, Any]) -> bool:
    """Does it name a factor of those that the settings trust? None is trusted unless named."""
    methods = claims.get("amr")
    said = [*(methods if isinstance(methods, list) else []), claims.get("acr")]
    return any(one in directory()["second_factor"] for one in said if isinstance(one, str))
