"""Abuse told at night, in a real browser on a phone: one page, six answers, then the rest."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from decisions.policy.terms import Verdict
from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.stories.person import guide_pages
from tests.stories.test_a_child_tells_of_abuse_at_night import (
    completes_it_in_full,
    reviews_it_afterwards,
    shares_urgently,
)


def test_it_is_shared_on_one_page_completed_and_reviewed(
    at_phone: Callable[[Appointment], ChromiumPerson],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author = at_phone(asha)
    before = author.answered
    record = shares_urgently(author)
    assert len(guide_pages(author)) == 1
    assert author.answered - before <= 6
    assert record.disclosures.get().recipient == childrens_services

    full = completes_it_in_full(author, record)
    assert full.completes == record
    reviews_it_afterwards(at_phone(maya), record, full)
    assert record.reviews.get().verdict == Verdict.REVIEWED_AFTERWARDS
