"""Where records are kept, and the key that signs their ledger."""

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from infoshare.common import sqlite

from .environment import env, text
from .mode import BASE_DIR, IN_PRODUCTION, MODE

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
OWNER_COMMANDS = ("migrate",)


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


def over_all_homes(database: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a role that row policies bind too, and that works over all rows."""
    options = database["OPTIONS"]
    if "postgresql" in database["ENGINE"]:
        options["options"] = f"{options.get('options', '')} -c infoshare.homes=*".strip()
    return database


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
    if is_the_owners():
        return over_all_homes(database_from("DATABASE_OWNER_URL"))
    if text("DATABASE_URL"):
        return database_from("DATABASE_URL")
    return sqlite_database(data_directory() / "infoshare.sqlite3")


def is_the_owners() -> bool:
    """Does this process sign in as the role that owns the tables, beside one for the site?"""
    is_migrating = bool(sys.argv[1:2]) and sys.argv[1] in OWNER_COMMANDS
    return is_migrating and bool(text("DATABASE_OWNER_URL"))


def role_of(name: str) -> str:
    """Return the role as which the URL in setting `name` signs in to PostgreSQL, if any."""
    if not text(name) or text(name).startswith("sqlite"):
        return ""
    address = database_from(name)
    return str(address.get("USER") or address["OPTIONS"].get("user") or "")


try:
    SQLITE_JOURNAL = sqlite.journal_mode(forced=text("INFOSHARE_SQLITE_JOURNAL").lower() or None)
except ValueError as error:
    raise ImproperlyConfigured(f"INFOSHARE_SQLITE_JOURNAL: {error}.") from error

DATABASES = {"default": chosen_database()}
# The role to which `migrate` grants what the site needs, where the owner's is another.
DATABASE_ROLE = role_of("DATABASE_URL") if is_the_owners() else ""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ON_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")

# Shared by all processes: a one-time code that one of them took is used up for each of them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "infoshare_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}


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
