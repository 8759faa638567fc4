"""How long a visit is open still counts down; without script it is said in words."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from infoshare.organisation.models import Visit
from tests.browser.chromium_person import ChromiumPerson

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_counts_down_with_script_and_stands_in_words_without(
    ivy: Visit,
    at_phone: Callable[[Any], ChromiumPerson],
    browser: Browser,
    live_server: LiveServer,
) -> None:
    page = at_phone(SimpleNamespace(user=ivy.visitor)).page
    page.clock.install()
    page.reload()
    left = page.locator("[data-seconds-left]")
    expect(left).to_have_text("23 hours 59 minutes left")
    page.clock.fast_forward("02:30:00")
    expect(left).to_have_text("21 hours 29 minutes left")
    # The server says when it is over; the page only makes way.
    page.clock.fast_forward("22:00:00")
    expect(left).to_have_text("no time left")

    plain = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    said = plain.new_page()
    said.goto(live_server.url)
    expect(said.locator(".banner.visit")).to_contain_text("23 hours 59 minutes left")
    plain.close()
