"""The school that asks for everything, in a real browser on a phone."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from decisions.policy.terms import InformationCategory, Outcome, ReceiptOutcome
from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.stories.person import guide_pages
from tests.stories.test_a_school_asks_for_everything import (
    cuts_it_to_part,
    records_that_they_have_it,
    records_what_went,
    the_manager_agrees,
)


def test_it_is_cut_to_part_agreed_to_and_only_that_goes(
    at_phone: Callable[[Appointment], ChromiumPerson],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
) -> None:
    author = at_phone(asha)
    record = cuts_it_to_part(author)
    assert len(guide_pages(author)) <= 10
    assert record.outcome == Outcome.SHARE_PART

    the_manager_agrees(at_phone(maya), record)
    records_what_went(author, record)
    records_that_they_have_it(author)
    went = record.disclosures.get()
    assert [item.category for item in went.items.all()] == [InformationCategory.EDUCATION]
    assert went.receipts.get().outcome == ReceiptOutcome.RECEIVED
