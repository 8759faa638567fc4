"""A real Chromium, and what every page that it shows must keep to."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.cast import PASSWORD

# Playwright keeps an event loop in this thread, and Django would then refuse the database here.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without these Chromium calls home, which fails slowly on a closed network.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
# What a rule says of a page in light colours it says in dark ones too, but for these.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that drives a browser."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, and fail with the install line when there is none."""
    program = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if program is None:
        pytest.fail("Chromium is not installed. On Debian: apt-get install -y chromium")
    return {**browser_type_launch_args, "executable_path": program, "args": list(CHROMIUM_FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at pages as a person in England would."""
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture(autouse=True)
def page_without_errors(page: Page) -> Iterator[None]:
    """Fail when a script failed or the content-security policy refused part of a page."""
    errors: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            errors.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield
    assert errors == []


@pytest.fixture
def accessibility_faults() -> Callable[..., list[str]]:
    """Return a function that lists what axe-core finds wrong with the page as it is now."""
    if not AXE.exists():
        pytest.fail("axe-core is not installed. Run: npm ci --prefix tests/browser")
    axe = AXE.read_text(encoding="utf-8")

    def faults(page: Page, *, of_colour_only: bool = False) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe)
        rules = {"type": "tag", "values": AXE_RULES}
        if of_colour_only:
            rules = {"type": "rule", "values": COLOUR_RULES}
        asked = {"runOnly": rules, "resultTypes": ["violations"]}
        found = page.evaluate("asked => axe.run(asked)", asked)
        return [
            f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['target']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return faults


@pytest.fixture
def at_phone(
    browser: Browser,
    browser_context_args: dict[str, Any],
    live_server: LiveServer,
    accessibility_faults: Callable[[Page], list[str]],
    settings: Any,
) -> Iterator[Callable[[Appointment], ChromiumPerson]]:
    """`at_phone(asha)`: this person, signed in on the sign-in page, on the smallest phone.

    Fails when anything at all was written to the console as an error. As in the demo, a password
    is enough: the second step has tests of its own.
    """
    settings.SECOND_FACTOR_REQUIRED = False
    errors: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(f"{message.text} on {message.page.url if message.page else ''}")

    contexts = []

    def sign_in(who: Appointment) -> ChromiumPerson:
        context = browser.new_context(
            **{**browser_context_args, "viewport": {"width": 320, "height": 640}}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: errors.append(str(error)))
        person = ChromiumPerson(page, live_server.url, accessibility_faults)
        return person.sign_in(who.user.sign_in_name, PASSWORD)

    yield sign_in
    for context in contexts:
        context.close()
    assert errors == []
