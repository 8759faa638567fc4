"""What `check --deploy` finds wrong, and that a site in production has nothing of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.checks import CheckMessage
from django.db import connection
from django.urls import path

from infoshare.common import deploy_checks
from infoshare.urls import urlpatterns as addresses_of_the_site
from tests.settings.test_production_starts import ROOT, manage, production

__all__ = ["production"]


def ids(found: list[CheckMessage]) -> list[str]:
    return [str(message.id) for message in found]


def admin(request: object) -> None: ...


admin.__module__ = "django.contrib.admin.sites"
urlpatterns = [*addresses_of_the_site, path("admin/", admin)]  # type: ignore[list-item]


def test_admin_is_neither_installed_nor_mounted() -> None:
    assert deploy_checks.check_admin() == []


@pytest.mark.urls(__name__)
def test_a_mounted_admin_is_found() -> None:
    assert ids(deploy_checks.check_admin()) == ["infoshare.E010"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SESSION_COOKIE_NAME", "infoshare-session"),
        ("SESSION_COOKIE_SECURE", False),
        ("SESSION_COOKIE_HTTPONLY", False),
        ("SESSION_COOKIE_SAMESITE", "None"),
        ("SESSION_COOKIE_DOMAIN", "example.org"),
        ("SESSION_COOKIE_PATH", "/records/"),
        ("CSRF_COOKIE_NAME", "csrf"),
        ("CSRF_COOKIE_HTTPONLY", False),
    ],
)
def test_a_cookie_that_others_could_read_or_set_is_found(
    settings: Any, name: str, value: object
) -> None:
    for kind in ("SESSION", "CSRF"):
        setattr(settings, f"{kind}_COOKIE_NAME", f"__Host-{kind}")
        setattr(settings, f"{kind}_COOKIE_SECURE", True)
    assert deploy_checks.check_cookies() == []
    setattr(settings, name, value)
    assert ids(deploy_checks.check_cookies()) == ["infoshare.E011"]


def test_no_mail_of_ours_says_more_than_that_something_waits() -> None:
    assert deploy_checks.check_mails() == []


def test_a_mail_that_names_somebody_is_found(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "templates" / "notices" / "email"
    folder.mkdir(parents=True)
    (folder / "waits.txt").write_text("Open {{ link }} for {{ reference }}.", encoding="utf-8")
    assert deploy_checks.check_mails() == []
    (folder / "about.txt").write_text("About {{ child.name }}: {{words}}", encoding="utf-8")
    assert ids(deploy_checks.check_mails()) == ["infoshare.E012"] * 2


@pytest.mark.parametrize(("name", "value"), [("TIME_ZONE", "UTC"), ("USE_TZ", False)])
def test_other_hours_than_those_of_england_are_found(
    settings: Any, name: str, value: object
) -> None:
    assert deploy_checks.check_time_zone() == []
    setattr(settings, name, value)
    assert ids(deploy_checks.check_time_zone()) == ["infoshare.E013"]


@pytest.mark.parametrize(
    ("host", "options", "found"),
    [
        ("database.example.org", {}, ["infoshare.E014"]),
        ("database.example.org", {"sslmode": "require"}, ["infoshare.E014"]),
        ("database.example.org", {"sslmode": "verify-full"}, []),
        ("localhost", {}, []),
        ("/run/postgresql", {}, []),
        ("", {}, []),
    ],
)
def test_a_database_over_an_open_network_is_found(
    monkeypatch: pytest.MonkeyPatch, host: str, options: dict[str, str], found: list[str]
) -> None:
    databases = {"default": {"HOST": host, "OPTIONS": options}}
    site = SimpleNamespace(ON_SQLITE=False, DATABASES=databases)
    monkeypatch.setattr(deploy_checks, "settings", site)
    assert ids(deploy_checks.check_database_tls()) == found


@pytest.mark.django_db
def test_a_role_that_may_lift_what_guards_sealed_rows_is_found() -> None:
    found = deploy_checks.check_database_role(databases=["default"])
    # The tests' own role makes and drops its database, so it owns everything in it.
    if connection.vendor == "postgresql":
        assert "owns tables" in deploy_checks.rights_too_many()
        assert set(ids(found)) == {"infoshare.E015"}
    else:
        assert found == []
    assert deploy_checks.check_database_role(databases=None) == []


ASK = """
import json, logging, django
django.setup()
from django.test import Client
from django.conf import settings
client = Client(raise_request_exception=False)
def told(path, **more):
    answer = client.get(path, headers={"host": "records.example.org"}, **more)
    cookies = {name: morsel.OutputString() for name, morsel in answer.cookies.items()}
    return {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies}
print(json.dumps({
    "sign-in": told("/account/login/", secure=True),
    "nothing": told("/admin/", secure=True),
    "git": told("/.git/config", secure=True),
    "broken": told("/records/", secure=True),
    "plain": told("/account/login/"),
}))
"""


@pytest.fixture
def site(production: dict[str, str]) -> dict[str, Any]:
    """What a site in production answers; it has no tables yet, so what asks for one breaks."""
    built = manage(production, "collectstatic", "--no-input", "--verbosity", "0")
    assert built.returncode == 0, built.stderr
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK],
        cwd=ROOT,
        env=production
        | {"DJANGO_SETTINGS_MODULE": "infoshare.settings", "INFOSHARE_HSTS_SUBDOMAINS": "true"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    answers: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return answers


def test_in_production_answers_keep_to_https_and_cookies_to_this_host(
    site: dict[str, Any],
) -> None:
    for name in ("sign-in", "nothing", "git", "broken"):
        strict = site[name]["headers"]["Strict-Transport-Security"]
        assert strict == "max-age=31536000; includeSubDomains", name
    assert site["plain"]["status"] == 301
    assert site["plain"]["headers"]["Location"].startswith("https://")
    # Neither Django's admin nor the source is there.
    assert [site[name]["status"] for name in ("nothing", "git")] == [404, 404]
    ((name, whole),) = site["sign-in"]["cookies"].items()
    assert name == "__Host-infoshare-csrf"
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(whole.split("; "))
    assert "Domain" not in whole
