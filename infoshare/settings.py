"""Every setting of InfoShare, read from the environment.

`INFOSHARE_MODE` is production (the default), development or demo. Nonsense is refused here, in
one sentence that says what to change, before anything else starts.
"""

import secrets
import sys
import zoneinfo
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from infoshare.common import sqlite

BASE_DIR = Path(__file__).resolve().parent.parent
MODES = ("production", "development", "demo")
SHORTEST_SECRET_KEY = 50
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
OWNER_COMMANDS = ("migrate",)

env = Env()


def text(name: str, default: str = "") -> str:
    """Return a setting without the blanks around it."""
    return str(env.str(name, default=default)).strip()


def flag(name: str, default: bool) -> bool:
    """Return a setting that may only be true or false."""
    value = text(name, str(default)).lower()
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value == "true"


def whole_number(name: str, default: int, least: int, most: int) -> int:
    """Return a setting that is a whole number between two limits."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {least} to {most}, not {value!r}."
        )
    return int(value)


def names(name: str) -> list[str]:
    """Return a setting that is a list with commas, without its empty parts."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


# Mode ------------------------------------------------------------------------------------------

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
    if len(given) < SHORTEST_SECRET_KEY or len(set(given)) < 10 or "insecure" in given:
        raise ImproperlyConfigured(
            f"SECRET_KEY is weak: it needs at least {SHORTEST_SECRET_KEY} random characters."
        )
    return given


SECRET_KEY = secret_key()

ALLOWED_HOSTS = names("ALLOWED_HOSTS")
if not IN_PRODUCTION and not ALLOWED_HOSTS:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is empty. Name the addresses people type, such as records.example.org."
    )
if IN_PRODUCTION and any(host.startswith("*") for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name each address; a star lets any name in.")
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")


# Database --------------------------------------------------------------------------------------


def data_directory() -> Path:
    """Return the folder for a database file that nobody named."""
    given = text("INFOSHARE_DATA_DIR")
    if given:
        return Path(given).expanduser().resolve()
    if IN_PRODUCTION:
        raise ImproperlyConfigured(
            "Set DATABASE_URL for PostgreSQL, or INFOSHARE_DATA_DIR to the folder where "
            "the SQLite file shall be kept."
        )
    return BASE_DIR


def sqlite_database(path: Path) -> dict[str, Any]:
    """Return Django's settings for one SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": sqlite.connection_options(SQLITE_JOURNAL),
        "ATOMIC_REQUESTS": False,
    }


def postgresql_database(address: dict[str, Any]) -> dict[str, Any]:
    """Return Django's settings for a PostgreSQL database whose URL was read."""
    options = {"connect_timeout": 5, "application_name": "infoshare", **address.get("OPTIONS", {})}
    return {
        **address,
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def database_from(name: str) -> dict[str, Any]:
    """Return Django's settings for the database that the URL in setting `name` points at."""
    # The URL may hold a password, so no message repeats it.
    refusal = (
        f"{name} cannot be read. It looks like postgres://user:password@host:5432/infoshare, "
        "postgres:////folder-of-the-socket/infoshare?user=name or sqlite:////folder/file.sqlite3."
    )
    given = text(name)
    scheme = given.partition(":")[0]
    if scheme not in DATABASE_SCHEMES or not given.startswith(f"{scheme}://"):
        raise ImproperlyConfigured(refusal)
    try:
        address: dict[str, Any] = env.db_url_config(given)
    except (ValueError, KeyError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(refusal) from error
    if not address.get("NAME") or address["NAME"] == ":memory:":
        raise ImproperlyConfigured(refusal)
    if scheme == "sqlite":
        return sqlite_database(BASE_DIR / str(address["NAME"]))
    return postgresql_database(address)


def chosen_database() -> dict[str, Any]:
    """Return the database to use: the demo's own file, the owner's, the served or a default."""
    if MODE == "demo":
        if text("DATABASE_URL") or text("DATABASE_OWNER_URL"):
            raise ImproperlyConfigured(
                "The demo only uses a file that it made itself. Remove DATABASE_URL and "
                "DATABASE_OWNER_URL, or do not use demo mode."
            )
        return sqlite_database(
            Path(text("INFOSHARE_DEMO_DATABASE") or BASE_DIR / "demo.sqlite3").resolve()
        )
    if sys.argv[1:2] and sys.argv[1] in OWNER_COMMANDS and text("DATABASE_OWNER_URL"):
        return database_from("DATABASE_OWNER_URL")
    if text("DATABASE_URL"):
        return database_from("DATABASE_URL")
    return sqlite_database(data_directory() / "infoshare.sqlite3")


try:
    SQLITE_JOURNAL = sqlite.journal_mode(forced=text("INFOSHARE_SQLITE_JOURNAL").lower() or None)
except ValueError as error:
    raise ImproperlyConfigured(f"INFOSHARE_SQLITE_JOURNAL: {error}.") from error

DATABASES = {"default": chosen_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ON_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")


# Ledger ----------------------------------------------------------------------------------------


def ledger_key_file() -> Path:
    """Return where the key that signs the ledger's checkpoints is kept."""
    given = text("INFOSHARE_LEDGER_KEY_FILE")
    if given:
        return Path(given).expanduser().resolve()
    if IN_PRODUCTION:
        raise ImproperlyConfigured(
            "INFOSHARE_LEDGER_KEY_FILE is missing. Name the file that holds the key that signs "
            "the ledger; keep it apart from the database and its backups."
        )
    beside = Path(DATABASES["default"]["NAME"]) if ON_SQLITE else BASE_DIR / "infoshare"
    return beside.with_suffix(".ledger-key")


INFOSHARE_LEDGER_KEY_FILE = ledger_key_file()


# Apps and requests -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "infoshare.common",
    "infoshare.organisation",
    "infoshare.access",
    "infoshare.ledger",
    "infoshare.demo",
    "children",
    "decisions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "auditlog",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    # Last, so that it knows who is signed in: denies every view that names no permission.
    "infoshare.access.middleware.AccessMiddleware",
]

ROOT_URLCONF = "infoshare.urls"
WSGI_APPLICATION = "infoshare.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "infoshare.access.context.page",
                "decisions.advice.context.waiting",
            ]
        },
    }
]
# Widgets are looked up in templates/ too, so that the house pack may draw them.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "house"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("house",)
# Large enough for a long account of a concern, small enough that a flood is refused early.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# A cookie would carry the message's text; the session keeps it in the database.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


# Words and time --------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
# Django's own sentences follow en-gb; the product is written in one language.
USE_I18N = True
LANGUAGES = [("en-gb", "English")]
USE_TZ = True
TIME_ZONE = text("INFOSHARE_TIME_ZONE", "Europe/London")
if TIME_ZONE not in zoneinfo.available_timezones():
    raise ImproperlyConfigured(
        f"INFOSHARE_TIME_ZONE must be the name of a time zone such as Europe/London, "
        f"not {TIME_ZONE!r}."
    )


# Sign-in ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE == "demo":
    PASSWORD_HASHERS = ["infoshare.demo.hashing.QuickHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "infoshare.access.adapter.ClosedAccountAdapter"
ACCOUNT_FORMS = {"login": "infoshare.access.sign_in.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True


# Sessions and cookies --------------------------------------------------------------------------

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * whole_number("INFOSHARE_SESSION_HOURS", 12, least=1, most=24)
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


# Transport and browser -------------------------------------------------------------------------

SECURE_SSL_REDIRECT = IN_PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IN_PRODUCTION and flag("INFOSHARE_HSTS_SUBDOMAINS", default=False)
# A provider's other sites, and the browsers' own list, are not ours to decide about.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Only where a proxy ends TLS and overwrites the header: a visitor could send it too.
if flag("INFOSHARE_BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}


# Static files ----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = text("INFOSHARE_STATIC_ROOT") or str(BASE_DIR / "staticfiles")
# Outside production files are served where they lie, so that one command starts everything.
WHITENOISE_USE_FINDERS = not IN_PRODUCTION
WHITENOISE_AUTOREFRESH = not IN_PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IN_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}


# Trail and log ---------------------------------------------------------------------------------

# auditlog believes X-Forwarded-For, which any visitor can send.
AUDITLOG_DISABLE_REMOTE_ADDR = True
# It would also store whatever text a visitor sends as a correlation id.
AUDITLOG_CID_HEADER = None
# Its own masking hides only half of a value.
AUDITLOG_MASK_CALLABLE = "infoshare.common.text.mask_whole_value"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "infoshare.common.logs.LineFormatter"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "infoshare": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
    },
}
