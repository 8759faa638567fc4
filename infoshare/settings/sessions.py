"""How long somebody stays signed in, and the cookies that say so."""

from django.core.exceptions import ImproperlyConfigured

from .environment import whole_number
from .mode import IN_PRODUCTION

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * whole_number("INFOSHARE_SESSION_HOURS", 12, least=1, most=24)
# A session on a computer that others use too locks sooner than one on a device of one's own. Long
# enough that the warning, three minutes before, never comes at once.
IDLE_SECONDS_SHARED = 60 * whole_number("INFOSHARE_IDLE_MINUTES_SHARED", 10, least=5, most=30)
IDLE_SECONDS_OWN = 60 * whole_number("INFOSHARE_IDLE_MINUTES_OWN", 15, least=5, most=60)
if IDLE_SECONDS_OWN < IDLE_SECONDS_SHARED:
    raise ImproperlyConfigured(
        "INFOSHARE_IDLE_MINUTES_OWN must not be less than INFOSHARE_IDLE_MINUTES_SHARED: a device "
        "that others use too is the one to lock sooner."
    )
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SAMESITE = "Lax"
# A __Host- name is refused by browsers unless the cookie is secure and for this host alone.
COOKIE_PREFIX = "__Host-" if IN_PRODUCTION else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}infoshare-session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}infoshare-csrf"
SESSION_COOKIE_SECURE = IN_PRODUCTION
CSRF_COOKIE_SECURE = IN_PRODUCTION
