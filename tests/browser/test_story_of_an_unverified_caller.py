"""The caller who could not be confirmed, in a real browser on a phone."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from decisions.models.standing import Standing, standing
from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.stories.person import guide_pages
from tests.stories.test_an_unverified_caller_says_it_is_urgent import (
    a_caller_cannot_be_confirmed,
    nothing_may_be_recorded_as_shared,
    the_author_sees_why,
    the_manager_does_not_agree,
)


def test_she_is_rung_back_held_for_the_manager_and_refused(
    at_phone: Callable[[Appointment], ChromiumPerson],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author = at_phone(asha)
    record = a_caller_cannot_be_confirmed(author)
    assert len(guide_pages(author)) <= 10
    nothing_may_be_recorded_as_shared(author, record, "A manager must agree before anything goes.")
    the_manager_does_not_agree(at_phone(maya), record)
    the_author_sees_why(author, record)
    assert standing(record) is Standing.NOT_AGREED
    assert not record.disclosures.exists()
