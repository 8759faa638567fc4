"""A hand-over in a real browser, with two people at once: one types while the other takes over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from children.models import Agency, Child
from decisions.models import Draft, UnsavedPage
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.stories.test_a_draft_is_handed_over import (
    WHOLE,
    begins_at_night,
    reads_who_did_what,
    saves_too_late,
    takes_it_over,
    takes_the_words_and_signs,
    types_on,
)


def test_nothing_is_lost_while_two_people_are_at_one_draft(
    at_phone: Callable[[Appointment], ChromiumPerson],
    asha: Appointment,
    ben: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author, senior = at_phone(asha), at_phone(ben)
    begins_at_night(author)
    Draft.objects.update(created_at=clock.now() - timedelta(hours=3))
    concern = author.address.replace("/items/", "/concern/")

    types_on(author, concern)
    takes_it_over(senior)
    saves_too_late(author)
    assert UnsavedPage.objects.get().author == asha

    record = takes_the_words_and_signs(senior, concern)
    reads_who_did_what(senior, record)
    author.open(concern).sees("It has been signed since", record.code)
    sealed = read_decision(record)
    assert sealed.answers.concern.analysis == WHOLE
    assert [row["from"]["name"] for row in sealed.handed_over] == ["Asha Rahman"]
