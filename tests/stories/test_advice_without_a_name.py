"""Advice is asked of two people, one of whom must not learn the child; neither is followed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from children.models import Agency, Child
from decisions.models import AdviceAsked, SharingDecision
from decisions.policy.terms import Advice, Outcome
from decisions.recording.reading import read_decision, read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.advice.people import huw as huw
from tests.stories import pages
from tests.stories.conftest import MORNING
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

QUESTION = "May the school know that Kit’s father waits at the gate of Rowan House?"
WITHOUT_NAMES = "May the school know that the child’s father waits at the gate of the home?"
NOT_YET = "The social worker tells the school, not us. Wait until she has."
SAME_HERE = "We had that once. We rang the social worker first."
OTHERWISE = "School ends at three today, and the social worker cannot be reached before four."
RIGHT = "Yes, this is the right child"
OTHERWISE_THAN_ADVISED = "You decide otherwise than you were advised."


def comes_to_the_question(asha: Person) -> None:
    pages.begin(asha, pages.OWN)
    pages.whom_to_tell(asha, "Hollin Bank School", name="Ines Duarte", job="Pastoral lead")
    pages.what_for(
        asha, "To help with school or learning", "So that somebody watches the gate at three."
    )
    pages.danger(asha, "Everyday welfare")
    pages.information(asha, pages.Piece("Education", "Kit leaves by the back gate this week"))
    pages.lawful(asha)
    pages.childs_view(asha, words="Tell them.")
    pages.told(asha)
    asha.answer("What do you decide?", "Ask for advice first").press(pages.ON)


def asks_both(asha: Person) -> None:
    asha.sees("Who can advise you?", "Maya Okoro 01632 960101")
    asha.sees("They do not see who the child is, or which home it is.")
    asha.answer("What do you want to ask?", QUESTION)
    asha.press("Ask for advice", refused=True).sees("Choose who should answer.", QUESTION)
    asha.answer("Who should answer?", "Sam Whitlock, safeguarding lead")
    asha.answer("Or somebody at another home?", "Huw Pritchard, registered manager, Willow Lodge")
    asha.press("Ask for advice").sees("Asked: Sam Whitlock, Huw Pritchard.")
    asha.sees("Your question says who the child is", WITHOUT_NAMES)
    asha.open("/").sees("Waits for advice since 09:30")


def answers_without_knowing(huw: Person) -> None:
    huw.open("/").follow("to advise on").sees("A child of 15").sees_no("KT", "Rowan House")
    huw.follow("23 November 2026").sees(WITHOUT_NAMES, "15 years", "Everyday welfare", "School")
    huw.sees_no("Kit", "Tolland", "KT", "Rowan House", "Asha", "Hollin Bank")
    huw.is_offered_no("Open this child’s page")
    huw.answer("What do you say?", SAME_HERE)
    huw.answer("What do you advise?", "It is for you to decide").press("Record my advice")
    huw.sees("Your advice is recorded.", SAME_HERE).sees_no("Kit", "Rowan House")
    huw.open("/").sees_no("to advise on", "To advise")


def answers_knowing(sam: Person) -> None:
    sam.open("/").follow("to advise on").sees("KT, 15", "Asha Rahman, care worker")
    sam.follow("23 November 2026").sees(QUESTION).follow("Open this child’s page")
    sam.sees("Kit Tolland").open("/advice/").follow("23 November 2026")
    sam.press("Record my advice", refused=True).sees("Write your advice.")
    sam.answer("What do you say?", NOT_YET).answer("What do you advise?", "Do not share")
    sam.press("Record my advice").sees("Do not share", NOT_YET)


def decides_otherwise(asha: Person) -> SharingDecision:
    asha.open("/").sees("Advice given").follow("I want to share information: KT")
    asha.sees("Advice given: do not share", NOT_YET, SAME_HERE)
    asha.follow("Now decide")
    pages.decide(
        asha, "Share", "Somebody must watch the gate today.", how="Telephone, on a number we hold"
    )
    asha.sees(OTHERWISE_THAN_ADVISED).answer(RIGHT, RIGHT)
    asha.press("Sign the record", refused=True)
    pages.sign(asha, (OTHERWISE_THAN_ADVISED, OTHERWISE))
    return record_shown(asha)


def test_advice_is_asked_without_a_name_and_not_followed_for_a_reason(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    sam: Appointment,
    huw: Appointment,
    kit: Child,
    school: Agency,
) -> None:
    author, lead, elsewhere = at_screen(asha), at_screen(sam), at_screen(huw)
    comes_to_the_question(author)
    asks_both(author)
    with clock.at(MORNING + timedelta(minutes=20)):
        answers_without_knowing(elsewhere)
        answers_knowing(lead)
    assert not AdviceAsked.objects.unanswered().exists()
    with clock.at(MORNING + timedelta(minutes=40)):
        record = decides_otherwise(author)

    sealed = read_decision(record)
    assert sealed.answers.decision.outcome is Outcome.SHARE
    assert [(one.rule, one.words) for one in sealed.answers.decision.explanations] == [
        ("I12", OTHERWISE)
    ]
    # Words that leave it open are advice too; what was not followed is the other.
    assert [one.advises for one in sealed.circumstances.advice] == [None, Advice.DO_NOT_SHARE]
    asked = AdviceAsked.objects.get(asked_of=huw)
    assert (
        read_sealed(asked)["text"] | {"asked": QUESTION, "shown": WITHOUT_NAMES}
        == (read_sealed(asked)["text"])
    )

    manager = at_screen(maya)
    manager.open(f"/records/{record.pk}/")
    manager.sees(
        "Asked Sam Whitlock, safeguarding lead",
        "Asked Huw Pritchard, registered manager",
        "Asked without saying who the child is.",
        NOT_YET,
        SAME_HERE,
        OTHERWISE,
    )
    elsewhere.open("/advice/").follow("23 November 2026").sees(SAME_HERE).sees_no("Kit", "Rowan")
