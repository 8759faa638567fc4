"""The provider's own directory, where it has one that speaks OpenID Connect. Off unless named."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .environment import names, text
from .mode import IN_PRODUCTION


def directory() -> dict[str, Any] | None:
    """Return how to reach the directory; None where the environment names none."""
    issuer = text("INFOSHARE_OIDC_ISSUER")
    if not issuer:
        return None
    client_id, file = text("INFOSHARE_OIDC_CLIENT_ID"), text("INFOSHARE_OIDC_SECRET_FILE")
    if not client_id or not file:
        raise ImproperlyConfigured(
            "INFOSHARE_OIDC_ISSUER also needs INFOSHARE_OIDC_CLIENT_ID and "
            "INFOSHARE_OIDC_SECRET_FILE, the file that holds the client's secret."
        )
    if IN_PRODUCTION and not issuer.startswith("https://"):
        raise ImproperlyConfigured("INFOSHARE_OIDC_ISSUER must begin with https://.")
    try:
        secret = Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured("INFOSHARE_OIDC_SECRET_FILE cannot be read.") from error
    if not secret:
        raise ImproperlyConfigured("INFOSHARE_OIDC_SECRET_FILE is empty.")
    return {
        "issuer": issuer,
        "client_id": client_id,
        "secret": secret,
        "name": text("INFOSHARE_OIDC_NAME", "your work account"),
        # The words of amr or acr that prove a second factor. Without one, our own is asked for.
        "second_factor": frozenset(names("INFOSHARE_OIDC_SECOND_FACTOR")),
    }


DIRECTORY = directory()
SOCIALACCOUNT_ADAPTER = "infoshare.access.sign_in.directory.adapter.DirectoryAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
