"""Every page that a role can reach: nothing that axe-core finds, and nothing wider than the screen.

The short test opens one page of each kind on a small phone, and the main ones on a wide dark
screen. The long one opens two of each kind in every mode.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from children.models import Agency, Child
from decisions.recording.drafts import start_draft
from decisions.recording.refiling import refile
from infoshare.organisation.models import Appointment, Home, Provider
from tests.browser.world import (
    fill,
    kind_of,
    one_of_each,
    pages_without_a_link,
    reachable,
)
from tests.cast import place_child
from tests.recording.records import own_initiative, sealed, unverified_caller

Faults = Callable[..., list[str]]
SignIn = Callable[..., Client]
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
ASKS_FOR_THE_SCREEN = re.compile(
    r"matchMedia|innerWidth|outerWidth|clientWidth|offsetWidth|screen\.|ResizeObserver|[\"']resize"
)
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ROLES = ("asha", "maya", "ruth", "dana", "ada", "ivy", "ian")
# How many kinds of page each role reaches at least: fewer means that the walk lost its way.
# Ruth reaches what Maya does; the long test walks with her too.
KINDS = {"asha": 38, "maya": 26, "dana": 9, "ada": 1, "ivy": 7, "ian": 2}
# And these by name: they stand at the end of a way that is easily lost.
BY_NAME = {
    "asha": {"paper-forms", "paper", "everyday-share", "everyday-end"},
    "maya": {"going-live", "second-person", "on-call", "paper", "shares-under"},
}
LOOKED_AT_IN_THE_DARK = ("/", "/records/", "/approval/", "/inspection/")


@pytest.fixture
def a_full_home(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    fill(rowan_house, kit, asha, maya, childrens_services)


@pytest.fixture
def walk(page: Page, live_server: LiveServer, signed_in: SignIn) -> Callable[..., Client]:
    """`walk(person)`: signs this person in at the page, and gives a client that is them too."""

    def sign_in(person: object) -> Client:
        client = signed_in(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        return client

    return sign_in


def faults_of(page: Page, address: str, found_by: Faults) -> list[str]:
    """What is wrong with one page as it is shown now."""
    page.goto(address)
    faults = [f"{address}: {fault}" for fault in found_by(page)]
    if page.evaluate(WIDE) > 0:
        faults.append(f"{address} is wider than the screen")
    return faults


def faults_in_every_mode(page: Page, address: str, found_by: Faults) -> list[str]:
    """As `faults_of`, on a phone and at a desk, in light and dark colours, from one page load:
    nothing but the style sheet looks at the width of the screen or at the colours wanted.
    """
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    faults = faults_of(page, address, found_by)
    page.emulate_media(color_scheme="dark")
    faults += [f"{address}, dark: {fault}" for fault in found_by(page, of_colour_only=True)]
    page.set_viewport_size(DESK)
    faults += [f"{address}, wide and dark: {fault}" for fault in found_by(page)]
    if page.evaluate(WIDE) > 0:
        faults.append(f"{address} is wider than a wide screen")
    page.emulate_media(color_scheme="light")
    faults += [f"{address}, wide: {fault}" for fault in found_by(page, of_colour_only=True)]
    return faults


@pytest.mark.usefixtures("a_full_home")
@pytest.mark.parametrize("role", KINDS)
def test_one_page_of_each_kind_on_a_small_phone(
    role: str,
    request: pytest.FixtureRequest,
    page: Page,
    walk: Callable[..., Client],
    live_server: LiveServer,
    accessibility_faults: Faults,
) -> None:
    client = walk(request.getfixturevalue(role))
    addresses = one_of_each(reachable(client, most_of_a_kind=5))
    assert len(addresses) >= KINDS[role], addresses
    assert BY_NAME.get(role, set()) <= {kind_of(one)[0] for one in addresses}
    page.set_viewport_size(PHONE)
    faults = []
    for address in [*addresses, *pages_without_a_link(role)]:
        faults += faults_of(page, live_server.url + address, accessibility_faults)
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark")
    for address in set(LOOKED_AT_IN_THE_DARK) & set(addresses):
        faults += faults_of(page, live_server.url + address, accessibility_faults)
    assert faults == []


def test_no_script_asks_how_wide_the_screen_is_or_which_colours_are_wanted() -> None:
    """So one page load may be looked at in every mode."""
    scripts = list((settings.BASE_DIR / "static").rglob("*.js"))
    assert scripts
    assert [one.name for one in scripts if ASKS_FOR_THE_SCREEN.search(one.read_text())] == []


@pytest.mark.long
@pytest.mark.usefixtures("a_full_home")
@pytest.mark.parametrize("role", ROLES)
def test_every_kind_of_page_in_every_mode(
    role: str,
    request: pytest.FixtureRequest,
    page: Page,
    walk: Callable[..., Client],
    live_server: LiveServer,
    accessibility_faults: Faults,
) -> None:
    client = walk(request.getfixturevalue(role))
    faults = []
    for address in [*reachable(client, most_of_a_kind=2), *pages_without_a_link(role)]:
        faults += faults_in_every_mode(page, live_server.url + address, accessibility_faults)
    assert faults == []


def test_what_is_sent_about_a_record_that_was_moved_meanwhile(
    page: Page,
    walk: Callable[..., Client],
    meadowbank: Provider,
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    live_server: LiveServer,
    accessibility_faults: Faults,
) -> None:
    """No link leads to this page: it stood open while somebody moved the record."""
    walk(asha)
    page.set_viewport_size(PHONE)
    born = date(2012, 5, 4)
    finn = place_child(meadowbank, rowan_house, childrens_services, "Finn", "Abara", born)
    record = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    page.goto(live_server.url + reverse("addenda", args=[record.pk]))
    page.get_by_label("What should the record say as well?").fill("The plan was changed.")
    refile(record, asha, finn, rowan_house, asha, reason="It was Finn", token=uuid4())
    page.get_by_role("button", name="Sign and add").press("Enter")
    page.get_by_role("heading", name="This record has been moved").wait_for()
    assert "The plan was changed." in page.content()
    assert accessibility_faults(page) == []
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page(
    page: Page, live_server: LiveServer, scheme: str, accessibility_faults: Faults
) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme)
    assert faults_of(page, f"{live_server.url}/", accessibility_faults) == []
    page.get_by_role("button", name="Sign in").press("Enter")
    page.wait_for_selector("[data-error-summary]")
    assert accessibility_faults(page) == []


def test_each_line_of_the_error_summary_leads_to_what_it_speaks_of(
    page: Page,
    walk: Callable[..., Client],
    rowan_house: Home,
    asha: Appointment,
    kit: Child,
    live_server: LiveServer,
    accessibility_faults: Faults,
) -> None:
    walk(asha)
    page.set_viewport_size(PHONE)
    draft = start_draft(rowan_house, kit, asha, unverified_caller())
    for step in ("request", "caller", "items", "decision"):
        page.goto(live_server.url + reverse("guide-step", args=[draft.pk, step]))
        empty_every_answer(page)
        page.get_by_role("button", name="Save and go on").press("Enter")
        page.wait_for_selector("[data-error-summary]")
        assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
        assert page.title().startswith("Error")
        assert accessibility_faults(page) == []
        each_line_leads_to_a_box(page)


def each_line_leads_to_a_box(page: Page) -> None:
    lines = page.locator("[data-error-summary] a")
    assert lines.count() > 0
    for number in range(lines.count()):
        target = str(lines.nth(number).get_attribute("href")).removeprefix("#")
        lines.nth(number).press("Enter")
        assert page.evaluate("document.activeElement.id") == target
        takes_an_answer = "document.activeElement.matches('input, select, textarea')"
        assert page.evaluate(takes_an_answer), f"#{target} takes no answer"


def empty_every_answer(page: Page) -> None:
    """As the page would be sent by somebody who answered nothing."""
    page.evaluate(
        """() => document.querySelectorAll("main form [name]").forEach(one => {
            if (one.type === "radio" || one.type === "checkbox") one.checked = false;
            else if (one.type !== "hidden" && "value" in one && one.tagName !== "BUTTON")
                one.value = "";
        })"""
    )
