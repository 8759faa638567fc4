"""What all other settings build on: the mode, the key that signs and the site's addresses.

`INFOSHARE_MODE` is production (the default), development or demo.
"""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from .environment import flag, names, text

BASE_DIR = Path(__file__).resolve().parents[2]
MODES = ("production", "development", "demo")
SHORTEST_SECRET_KEY = 50

MODE = text("INFOSHARE_MODE", "production")
if MODE not in MODES:
    raise ImproperlyConfigured(
        f"INFOSHARE_MODE must be production, development or demo, not {MODE!r}."
    )
IN_PRODUCTION = MODE == "production"

DEBUG = flag("DEBUG", default=False)
if DEBUG and MODE != "development":
    raise ImproperlyConfigured(
        f"DEBUG shows people's information to strangers, so {MODE} mode refuses it. "
        "Remove DEBUG, or set INFOSHARE_MODE=development on a machine without real records."
    )


def is_weak(key: str) -> bool:
    """Might somebody guess this key?"""
    return len(key) < SHORTEST_SECRET_KEY or len(set(key)) < 10 or "insecure" in key


def secret_key() -> str:
    """Return the key that signs sessions; production accepts only a strong one."""
    given = text("SECRET_KEY")
    if given and not IN_PRODUCTION:
        return given
    if not IN_PRODUCTION:
        # Nobody shares a demo or a development key: a restart signs everybody out, no more.
        return secrets.token_urlsafe(SHORTEST_SECRET_KEY)
    if not given:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing. Make one with: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
        )
    if is_weak(given):
        raise ImproperlyConfigured(
            f"SECRET_KEY is weak: it needs at least {SHORTEST_SECRET_KEY} random characters."
        )
    return given


SECRET_KEY = secret_key()
# Keys that were used before, the newest first: what they signed and encrypted is still read.
SECRET_KEY_FALLBACKS = names("SECRET_KEY_FALLBACKS")
if IN_PRODUCTION and any(is_weak(key) for key in SECRET_KEY_FALLBACKS):
    raise ImproperlyConfigured(
        "SECRET_KEY_FALLBACKS holds a weak key, and what it signs is still believed: each needs at "
        f"least {SHORTEST_SECRET_KEY} random characters, and a comma between two."
    )

ALLOWED_HOSTS = names("ALLOWED_HOSTS")
if not IN_PRODUCTION and not ALLOWED_HOSTS:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is empty. Name the addresses people type, such as records.example.org."
    )
if IN_PRODUCTION and any(host.startswith("*") for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name each address; a star lets any name in.")
if any("/" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS holds names alone, such as records.example.org, without https:// and paths."
    )
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")
