"""What `manage.py check --deploy` asks of a site beside Django's own questions."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.urls import URLPattern, URLResolver, get_resolver

from infoshare.common.database_role import HINT, rights_too_many

STATUTORY_ZONE = "Europe/London"
# A mail says that something waits and where; what it is stands behind sign-in.
MAIL_MAY_SAY = frozenset({"link", "reference", "site_name", "until"})
NEVER_LEAVES_THE_MACHINE = ("", "localhost", "127.0.0.1", "::1")
_VARIABLE = re.compile(r"{{\s*(\w+)|{%\s*(?:include|blocktrans|extends)\b")


def register_deploy_checks() -> None:
    """Make Django ask these with `--deploy`; the database only where it is named too."""
    for check in (check_admin, check_cookies, check_mails, check_time_zone, check_database_tls):
        register(check, Tags.security, deploy=True)
    register(check_database_role, Tags.database, deploy=True)


def check_admin(**_: Any) -> list[CheckMessage]:
    """Django's admin passes every rule of access by (ASVS 5.0 8.4.2, 13.4.5)."""
    mounted = apps.is_installed("django.contrib.admin") or any(
        "django.contrib.admin" in module for module in _modules_of_views(get_resolver())
    )
    if not mounted:
        return []
    return [Error("Django's admin is installed or mounted: take it out.", id="infoshare.E010")]


def _modules_of_views(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _modules_of_views(pattern)
        elif isinstance(pattern, URLPattern):
            yield str(getattr(pattern.callback, "__module__", ""))


def check_cookies(**_: Any) -> list[CheckMessage]:
    """Cookies are for this host alone and unread by scripts (ASVS 5.0 3.3.1 to 3.3.4)."""
    return [
        Error(
            f"The {kind.lower()} cookie must be named __Host-..., secure, unread by scripts, "
            "SameSite Lax or Strict, for the path / and for no domain.",
            id="infoshare.E011",
        )
        for kind in ("SESSION", "CSRF")
        if not _is_for_this_host_alone(kind)
    ]


def _is_for_this_host_alone(kind: str) -> bool:
    def cookie(what: str) -> Any:
        return getattr(settings, f"{kind}_COOKIE_{what}")

    return bool(
        cookie("NAME").startswith("__Host-")
        and cookie("SECURE")
        and cookie("HTTPONLY")
        and cookie("SAMESITE") in ("Lax", "Strict")
        and cookie("PATH") == "/"
        and cookie("DOMAIN") is None
    )


def check_mails(**_: Any) -> list[CheckMessage]:
    """A mail names no child, nobody else and nothing written (ASVS 5.0 1.3.11)."""
    folder = Path(settings.BASE_DIR) / "templates"
    return [
        Error(f"The mail {path.relative_to(folder)} says {word}.", id="infoshare.E012")
        for path in sorted(folder.glob("**/email/*"))
        for word in said_too_much(path.read_text(encoding="utf-8"))
    ]


def said_too_much(mail: str) -> list[str]:
    """What a mail's template would fill in that no mail may say."""
    return [
        found.group(1) or found.group(0)
        for found in _VARIABLE.finditer(mail)
        if found.group(1) not in MAIL_MAY_SAY
    ]


def check_time_zone(**_: Any) -> list[CheckMessage]:
    """The law's days and hours are those of England, and rows keep UTC (ASVS 5.0 16.2.2)."""
    known = STATUTORY_ZONE in zoneinfo.available_timezones()
    if settings.USE_TZ and known and settings.TIME_ZONE == STATUTORY_ZONE:
        return []
    return [
        Error(
            f"Times must be kept in UTC and shown in {STATUTORY_ZONE}: set INFOSHARE_TIME_ZONE "
            "so, and install tzdata where the zone is not known.",
            id="infoshare.E013",
        )
    ]


def check_database_tls(**_: Any) -> list[CheckMessage]:
    """What goes to the database over a network is enciphered for it alone (ASVS 5.0 12.3.1)."""
    if settings.ON_SQLITE:
        return []
    database = settings.DATABASES["default"]
    host = str(database.get("HOST") or "")
    stays = host in NEVER_LEAVES_THE_MACHINE or host.startswith("/")
    if stays or database["OPTIONS"].get("sslmode") == "verify-full":
        return []
    return [
        Error(
            "The database is reached over a network without sslmode=verify-full: add it to "
            "DATABASE_URL, with sslrootcert where the authority is your own.",
            id="infoshare.E014",
        )
    ]


def check_database_role(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The site's role in PostgreSQL may not lift what guards rows (ASVS 5.0 13.2.2)."""
    return [
        Error(f"The database role {right}.", hint=HINT, id="infoshare.E015")
        for using in databases or ()
        if connections[using].vendor == "postgresql"
        for right in rights_too_many(using)
    ]
