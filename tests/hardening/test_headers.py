"""Every answer tells the browser what it may do, also one that no page made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from infoshare.access.permissions import Permission
from infoshare.access.requires import requires
from infoshare.common import health
from infoshare.organisation.models import Appointment
from infoshare.urls import urlpatterns as addresses_of_the_site

pytestmark = pytest.mark.django_db

EXACTLY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'"),
    *("base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"),
    *("require-trusted-types-for 'script'", "trusted-types 'none'"),
}
DENIED = ("camera", "microphone", "geolocation", "payment", "usb")


@requires(Permission.SIGNED_IN)
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("Marrowbone")


@requires(Permission.SIGNED_IN)
def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Marrowbone")


urlpatterns = [
    *addresses_of_the_site,
    path("broken/", broken),
    path("refused/", refused),
]
handler500 = "django.views.defaults.server_error"

# What is asked for, how, and the status of the answer.
ANSWERS = {
    "a page": ("/", {}, 200),
    "a page of nobody": ("/nowhere/", {}, 404),
    "a page that breaks": ("/broken/", {}, 500),
    "what is not theirs to do": ("/refused/", {}, 403),
    "another method": ("/", {"REQUEST_METHOD": "PUT"}, 405),
    "too many tries": ("/account/login/", {"REQUEST_METHOD": "POST"}, 429),
    "a site that is not ready": ("/readyz", {}, 503),
    "another host": ("/", {"HTTP_HOST": "evil.example"}, 400),
    "a static file": ("/static/js/house.js", {}, 200),
    "a file of nobody": ("/static/js/nothing.js", {}, 404),
    "a way to sign-in": ("/account/logout/", {}, 200),
    "a probe": ("/livez", {}, 200),
}


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_carries_every_header(
    name: str,
    maya: Appointment,
    signed_in: Callable[[Any], Client],
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    address, more, status = ANSWERS[name]
    settings.ACCOUNT_RATE_LIMITS = {"login": "0/m/ip"}
    monkeypatch.setattr(health.readiness, "is_ready", lambda: False)
    client = Client() if status == 429 else signed_in(maya)
    client.raise_request_exception = False
    answer = client.get(address, **more)
    assert answer.status_code == status
    assert {header: answer.headers.get(header) for header in EXACTLY} == EXACTLY
    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert policy >= POLICY
    assert not any("unsafe" in part or "http" in part or "*" in part for part in policy)
    for feature in DENIED:
        assert f"{feature}=()" in answer["Permissions-Policy"]
    if "/static/js/house" not in address:
        assert "no-store" in answer["Cache-Control"]
    answer.close()


@pytest.mark.urls(__name__)
def test_a_page_that_breaks_shows_nothing_of_why(
    maya: Appointment, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(maya)
    client.raise_request_exception = False
    assert b"Marrowbone" not in client.get("/broken/").content


def test_a_static_file_is_kept_and_is_about_nobody(client: Client) -> None:
    answer = client.get("/static/js/house.js")
    assert "no-store" not in answer["Cache-Control"]
    assert not answer.cookies
    answer.close()


def test_sign_out_tells_the_browser_to_forget(
    maya: Appointment, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(maya)
    assert "Clear-Site-Data" not in client.get(reverse("home")).headers
    left = client.post(reverse("account_logout"))
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert left.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert "Clear-Site-Data" not in client.get(reverse("account_login")).headers


def test_our_scripts_write_text_and_never_markup() -> None:
    scripts = list((settings.BASE_DIR / "static").rglob("*.js"))
    assert scripts
    sinks = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(")
    kept = ("localStorage", "sessionStorage", "indexedDB", "serviceWorker", "document.cookie")
    for script in scripts:
        source = script.read_text(encoding="utf-8")
        assert [word for word in (*sinks, *kept) if word in source] == [], script
