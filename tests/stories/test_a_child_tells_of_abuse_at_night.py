"""At night a child tells of abuse: shared at once on one page, completed and reviewed next day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from children.models import Agency, Child
from decisions.followups.gathering import follow_ups_of
from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import Contact, Harm, Verdict
from decisions.recording.reading import read_decision, read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, guide_pages, record_shown
from tests.stories.visitor import Visitor

pytestmark = pytest.mark.as_site

COUNCIL = "Eastmere Council children's services"
TOLD = "Kit says that an uncle hurt him last summer, and that he is coming tomorrow."
LEARNED = "Rung at once, on the right number. Next time ask for the worker's name."
NIGHT = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
NEXT_DAY = NIGHT + timedelta(hours=8)
AFTERNOON = NIGHT + timedelta(hours=13)


def shares_urgently(asha: Person) -> SharingDecision:
    """Six answers on one page; the time stands there already."""
    asha.open("/").press("Share urgently")
    for question, words in SIX_ANSWERS.items():
        asha.answer(question, words)
    asha.press("Sign this urgent record")
    asha.sees("Signed. What you shared is recorded", "Fill in the full form by")
    return record_shown(asha)


SIX_ANSWERS = {
    "Which child?": "Kit Tolland",
    "Who did you tell, or who rang?": COUNCIL,
    "How were you in touch?": "I rang, or wrote to, a number or address we hold",
    "What did you say?": TOLD,
    "Why was it urgent?": "The man is coming tomorrow.",
}


def completes_it_in_full(asha: Person, record: SharingDecision) -> SharingDecision:
    """Asha fills in the rest; what the night's page says is there already."""
    asha.open("/").sees("Complete the urgent record").follow("Complete the urgent record")
    asha.sees("Full form still to come").press("Fill in the full form")
    asha.sees("This is the full form of", record.code)
    pages.whom_to_tell(asha, COUNCIL, job="Duty social worker")
    pages.what_for(asha, "To protect a child or adult from harm", "So that the uncle is kept away.")
    pages.danger(
        asha,
        "Suffering, or likely to suffer, significant harm",
        harms=["Sexual abuse"],
        to=["This child", "Another child"],
        because="Kit told me, in tears, with details of the place.",
    )
    pages.information(
        asha,
        pages.Piece("Being the victim of a crime or abuse", TOLD, "The child said it"),
    )
    pages.nobody_else_to_name(asha)
    pages.lawful(asha, sensitive="Safeguarding children and people at risk: we cannot reasonably")
    pages.childs_view(asha, words="I want somebody to stop him.")
    pages.told(asha, "Yes")
    pages.decide(
        asha,
        "Share",
        "Kit must be safe tomorrow.",
        how="Telephone, on a number we hold",
    )
    asha.sees("Nothing stands in the way.", "You do not need consent to share this.")
    pages.sign(asha)
    return record_shown(asha)


def reviews_it_afterwards(maya: Person, record: SharingDecision, full: SharingDecision) -> None:
    maya.open("/").follow("to approve").sees("Shared already, to review", record.code, full.code)
    maya.follow(record.code).sees("Review an urgent share", TOLD)
    maya.press("Record my review", refused=True).sees("Write what was good, and what to learn.")
    pages.answers_for(maya, LEARNED, question="What was good, and what is there to learn?")
    maya.press("Record my review")
    maya.sees("Your review is in the record.", "No share waits for a review.")


def test_it_is_shared_within_a_minute_completed_next_day_and_reviewed(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    with clock.at(NIGHT):
        record = shares_urgently(author)
    assert len(guide_pages(author)) == 1

    sealed = read_decision(record)
    assert sealed.answers.urgent.said == TOLD
    assert sealed.answers.transfer.contact is Contact.RANG_HELD_NUMBER
    assert record.urgent
    assert not record.needs_approval
    assert record.recorded_at == NIGHT
    shared = record.disclosures.get()
    assert shared.recipient == childrens_services
    assert shared.shared_at == NIGHT
    assert read_sealed(shared)["guarded"]["words"] == TOLD

    with clock.at(NEXT_DAY):
        assert left_to_do(maya) == {
            "urgent-to-complete",
            "share-to-review",
            "confirm-in-writing",
        }
        full = completes_it_in_full(author, record)
    whole = read_decision(full)
    assert full.completes == record
    assert whole.answers.concern.harms == (Harm.SEXUAL,)
    assert [item.words for item in whole.answers.going] == [TOLD]
    assert not full.needs_approval

    with clock.at(AFTERNOON):
        reviews_it_afterwards(manager, record, full)
        review = record.reviews.get()
        assert review.verdict == Verdict.REVIEWED_AFTERWARDS
        assert read_sealed(review)["text"]["words"] == LEARNED
        assert standing(record) is Standing.STANDS
        pages.confirmed_in_writing(author, record)
        assert left_to_do(maya) == set()
        author.open("/").sees("No record waits for you.", "You have no drafts.")

        they_say_that_they_have_it(author, record)
        author.open(f"/records/{record.pk}/").sees(LEARNED, full.code, "Reviewed")
    with clock.at(AFTERNOON + timedelta(days=14)):
        assert left_to_do(maya) == set()


def they_say_that_they_have_it(asha: Person, record: SharingDecision) -> None:
    asha.open(f"/records/{record.pk}/").follow("Record what they said")
    asha.answer("What did they say?", "They confirm that they have it").press("Record what they")


def left_to_do(who: Appointment) -> set[str]:
    """The follow-ups that this person would find now."""
    return {row.question for row in follow_ups_of(who.user, clock.now())}


def test_the_urgent_page_asks_for_six_answers_at_most(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, childrens_services: Agency
) -> None:
    author = at_screen(asha)
    author.open("/urgent/").press("Write down what I shared")
    author.answer("When was it?", "", "", "", "").press("Sign this urgent record", refused=True)
    asked = set(author.page.problems)
    author.answer("Who did you tell, or who rang?", COUNCIL)
    author.press("Sign this urgent record", refused=True)
    assert len(asked | set(author.page.problems)) <= 6
    assert not SharingDecision.objects.exists()
    for question, words in SIX_ANSWERS.items():
        author.answer(question, words)
    author.answer("When was it?", "23", "11", "2026", "09:20").press("Sign this urgent record")
    assert record_shown(author).urgent
