"""At night the manager agrees by telephone; it goes at once, and she confirms it in the morning.

Where nobody confirms by the next working day, it goes to the responsible individual; where the
manager says that it was not so, the record says that too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from children.models import Child, Professional
from decisions.models import SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording.reading import read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person
from tests.stories.test_a_manager_asks_a_question import leaves_a_doubt
from tests.stories.visitor import Visitor

CALL = "My manager answered by telephone"
ON_CALL = "Maya Okoro, registered manager: 01632 960101"
HER_WORDS = "Yes, tell Priya how he sleeps, and nothing else"
FIRST = "Ring Priya back on our number first"
TO = "Priya Nair, Social worker, Eastmere Council children's services"
NIGHT = datetime(2026, 11, 24, 3, 2, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TWO_DAYS_LATER = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
WRONG = "I said to wait for the morning"


def rings_the_manager(asha: Person, record: SharingDecision) -> None:
    """On the record: whom to ring, on which number; then what she said."""
    asha.open(f"/records/{record.pk}/").sees("On call for Rowan House", "01632 960101")
    asha.follow(CALL).sees("What did your manager say?", "Read this to them:", record.code)
    asha.press("Sign and write down the call", refused=True)
    asha.sees("Choose whom you rang.", "Write the words that they used.")
    says_what_she_said(asha)
    asha.press("Sign and write down the call").sees("Written down. It stands now.")


def says_what_she_said(asha: Person) -> None:
    asha.answer("Whom did you ring, and on which number?", ON_CALL)
    asha.answer(
        "Are they named in this, did they see it happen, or are they close to anybody in it?", "No"
    )
    asha.answer("What did they say?", "They agreed: share")
    asha.answer("What words did they use?", HER_WORDS)
    asha.answer("Did they agree only if something is done first?", FIRST)


def writes_down_what_went(asha: Person) -> None:
    """Her manager asked for something first: until that is done, nothing is recorded."""
    asha.follow("Record what we shared").sees(f"Your manager agreed only if: {FIRST}")
    asha.answer(f"Did it go to {TO}, and to nobody else?", "Yes")
    asha.answer("Was this done first?", "No").press("Record what we shared", refused=True)
    asha.sees("A manager agreed on a condition, and it is not met yet.")
    asha.answer("Was this done first?", "Yes").press("Record what we shared")
    asha.sees("What we shared is in the record.")


def confirms_it(maya: Person, record: SharingDecision) -> None:
    maya.open("/").follow("to approve").sees("You agreed by telephone: confirm")
    maya.follow(record.code).sees("Is this what was said?", HER_WORDS, "Written down by Asha")
    pages.answers_for(maya)
    maya.press("Confirm: I agreed").sees("Confirmed. The call and your word for it")


def test_it_unlocks_at_once_and_is_confirmed_in_the_morning(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    social_worker: Professional,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = leaves_a_doubt(author)
    with clock.at(NIGHT):
        rings_the_manager(author, record)
        writes_down_what_went(author)
    with clock.at(MORNING):
        confirms_it(manager, record)
        author.open(f"/records/{record.pk}/").sees("Call confirmed on screen", HER_WORDS)

    called, confirmed = record.reviews.order_by("seq")
    assert (called.reviewer, called.recorded_by, called.rung_at) == (maya, asha, NIGHT)
    assert (called.verdict, called.has_conditions) == (Verdict.AGREED, True)
    sealed = read_sealed(called)
    assert (sealed["text"]["words"], sealed["text"]["conditions"]) == (HER_WORDS, FIRST)
    assert sealed["facts"]["number"] == "01632 960101"
    assert (confirmed.stage, confirmed.reviewer) == (ReviewStage.CONFIRMATION, maya)
    assert record.disclosures.get().shared_at == NIGHT


def test_what_nobody_confirms_in_time_goes_to_the_responsible_individual(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    kit: Child,
    social_worker: Professional,
) -> None:
    author, above = at_screen(asha), at_screen(ruth)
    record = leaves_a_doubt(author)
    with clock.at(NIGHT):
        rings_the_manager(author, record)
    with clock.at(MORNING):
        above.open("/approval/").sees_no("Calls to confirm")
    with clock.at(TWO_DAYS_LATER):
        above.open("/").follow("to approve").sees("Calls to confirm", "Maya Okoro agreed", "Late")
        above.follow(record.code)
        pages.answers_for(above)
        above.press("Agree: share")
    assert record.reviews.get(stage=ReviewStage.CONFIRMATION.value).reviewer == ruth


def test_a_manager_who_says_that_it_was_not_so_closes_it_and_both_words_stand(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    social_worker: Professional,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = leaves_a_doubt(author)
    with clock.at(NIGHT):
        rings_the_manager(author, record)
        writes_down_what_went(author)
    with clock.at(MORNING):
        manager.open("/approval/").follow(record.code)
        pages.answers_for(manager)
        manager.press("I did not agree to this", refused=True)
        pages.answers_for(manager, WRONG)
        manager.press("I did not agree to this")
        author.open(f"/records/{record.pk}/").sees(HER_WORDS, WRONG)
        author.sees("Call not confirmed: this is not what was said")
        author.is_offered_no("Record what we shared", "Record something else we shared")
    found = SharingDecision.objects.get(pk=record.pk)
    assert standing(found) is Standing.NOT_AGREED
    assert not may_be_shared(found)
    assert found.disclosures.count() == 1
