"""A manager will not agree; the author fears harm and asks the responsible individual to decide.

The direct routes stay open throughout, and both views stand on the record.
"""

from __future__ import annotations

from collections.abc import Callable

from children.models import Child, Professional
from decisions.models import SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import AddendumKind, ReviewStage, Verdict
from decisions.recording.reading import read_sealed
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

ASK = "Ask the responsible individual to decide"
ROUTES = "You may also go straight to the council's social care"
SEEN = "A man waits at the gate, and Kit hides from him"
NOT_SURE = "You know her voice only. I want her rung back."
ENOUGH = "The worry is too great. Share it today."


def is_worried_and_not_sure_of_the_caller(asha: Person) -> SharingDecision:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "Priya Nair, Social worker")
    pages.checked(asha, "I know them by voice or face", doubt="Yes")
    pages.what_for(
        asha, "To plan or review the child's care", "For the visit on Friday.", asked="How Kit is"
    )
    pages.danger(
        asha, "A worry, not significant harm", to=["This child"], because="Kit hides from the bell."
    )
    pages.information(asha, pages.Piece("Behaviour", SEEN, "Staff saw or heard it"))
    pages.lawful(asha)
    pages.childs_view(asha, words="She can know.")
    pages.told(asha)
    pages.decide(asha, "Share", "She can act on it.", how="Telephone, on a number we hold")
    pages.sign(asha)
    return record_shown(asha)


def does_not_agree(maya: Person, record: SharingDecision) -> None:
    maya.open("/").follow("to approve").follow(record.code)
    pages.answers_for(maya, NOT_SURE)
    maya.press("Do not agree: do not share").sees("You did not agree.")


def asks_somebody_above(asha: Person) -> None:
    """The direct routes are on the start page and on the record; one tap asks."""
    asha.open("/").sees("If you still fear harm", ROUTES).follow("Do not share:")
    asha.sees(NOT_SURE, "If you still fear harm", ROUTES)
    asha.press(ASK).sees("Asked.", "With the responsible individual", ROUTES)
    asha.is_offered_no(ASK)


def has_the_last_word(ruth: Person, record: SharingDecision) -> None:
    ruth.open("/").follow("to approve").sees("You have the last word", "Maya Okoro")
    ruth.follow(record.code).sees("What do you decide?", SEEN, NOT_SURE)
    pages.answers_for(ruth, ENOUGH)
    ruth.press("Agree: share").sees("You agreed.")


def test_the_responsible_individual_decides_and_both_views_stand(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    kit: Child,
    social_worker: Professional,
) -> None:
    author = at_screen(asha)
    record = is_worried_and_not_sure_of_the_caller(author)
    does_not_agree(at_screen(maya), record)
    asks_somebody_above(author)
    assert standing(SharingDecision.objects.get(pk=record.pk)) is Standing.ESCALATED
    has_the_last_word(at_screen(ruth), record)
    author.open(f"/records/{record.pk}/").sees(NOT_SURE, ENOUGH, "Agreed by a manager")
    author.follow("Record what we shared")

    first, last = record.reviews.order_by("seq")
    assert (first.verdict, first.reviewer) == (Verdict.NOT_AGREED, maya)
    assert (last.verdict, last.stage, last.reviewer) == (
        Verdict.AGREED,
        ReviewStage.ESCALATION,
        ruth,
    )
    assert [read_sealed(one)["text"]["words"] for one in (first, last)] == [NOT_SURE, ENOUGH]
    assert record.addenda.get().kind == AddendumKind.ESCALATED
    assert may_be_shared(SharingDecision.objects.get(pk=record.pk))


def test_asking_twice_asks_once(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    kit: Child,
    social_worker: Professional,
) -> None:
    author = at_screen(asha)
    record = is_worried_and_not_sure_of_the_caller(author)
    does_not_agree(at_screen(maya), record)
    author.open(f"/records/{record.pk}/").press_twice(ASK).sees("With the responsible individual")
    assert record.addenda.count() == 1
