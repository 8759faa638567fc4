"""Somebody sets up a passkey and signs in with it, in a real browser and under the site's policy.

The device is Chromium's own virtual authenticator: it keeps real keys and signs real challenges.
"""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from infoshare.organisation.models import Appointment
from tests.cast import PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def fingerprint_reader(page: Page) -> Any:
    """A fingerprint reader that says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


def give_password(page: Page, site: str, who: Appointment) -> None:
    page.goto(f"{site}/")
    page.get_by_label("Sign-in name", exact=True).fill(who.user.sign_in_name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_set_up_and_opens_the_site(
    page: Page, fingerprint_reader: Any, live_server: LiveServer, asha: Appointment
) -> None:
    errors: list[str] = []
    page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
    give_password(page, live_server.url, asha)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What do you call it?").fill("The blue key")
    page.get_by_role("button", name="Add this passkey").click()
    page.wait_for_url(lambda url: "/passkeys/new/" not in url)
    kept = Authenticator.objects.get(user=asha.user, type=Authenticator.Type.WEBAUTHN)
    assert kept.wrap().name == "The blue key"
    page.goto(f"{live_server.url}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Asha Rahman")

    page.goto(f"{live_server.url}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out", exact=True).click()
    give_password(page, live_server.url, asha)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello, Asha Rahman")
    assert errors == []
