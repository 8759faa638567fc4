"""In good time before a session locks the page asks whether somebody is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_key_carries_on_and_what_was_typed_is_not_touched(
    asha: Appointment, at_phone: Callable[[Appointment], ChromiumPerson], settings: Any
) -> None:
    settings.IDLE_SECONDS_SHARED = 170
    person = at_phone(asha)
    page = person.page
    dialog = page.get_by_role("dialog", name="Are you still there?")
    expect(dialog).to_be_visible()
    assert person.faults(page) == []
    settings.IDLE_SECONDS_SHARED = 600
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
