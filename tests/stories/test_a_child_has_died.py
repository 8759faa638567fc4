"""A child dies in the night: what nobody can ask of him any more is not asked, and all goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from children.models import Agency, Child
from decisions.policy.terms import Outcome
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, guide_pages, record_shown
from tests.stories.visitor import Visitor

COUNCIL = "Eastmere Council children's services"
SAID = "Kit could not breathe. We gave him his inhaler and began to press his chest."
HEALTH = "Physical health"
NIGHT = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
NEXT_DAY = NIGHT + timedelta(hours=8)
NO_VIEW = "What does the child think?"


def dies(kit: Child) -> None:
    kit.died_on = clock.today()
    kit.save()


def goes_past_the_lawful_reason(asha: Person) -> None:
    """The law on personal information is about the living: no reason need be chosen."""
    asha.sees("Why does the law allow it?").press(pages.ON)


def tells_the_parents(asha: Person) -> None:
    asha.sees("Who is told about this?").sees_no("Does the child know", "Tell the child")
    asha.answer("Do parents, or those with parental responsibility, know?", "Yes")
    asha.press(pages.ON)


def pages_shown(asha: Person) -> list[str]:
    return [one.split("?")[0].rstrip("/").split("/")[-1] for one in guide_pages(asha)]


def test_the_council_is_told_by_the_pages_that_are_left(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, childrens_services: Agency
) -> None:
    dies(kit)
    author = at_screen(asha)
    pages.begin(author, pages.OWN)
    pages.whom_to_tell(author, COUNCIL, job="Duty social worker")
    pages.what_for(
        author, "To give a notice that the law asks for", "So that they know that Kit died."
    )
    pages.danger(author, "No concern")
    pages.information(author, pages.Piece(HEALTH, SAID))
    goes_past_the_lawful_reason(author)
    tells_the_parents(author)
    pages.decide(author, "Share", "They placed him.", how="Telephone, on a number we hold")
    author.sees_no("one more lawful reason", NO_VIEW)
    pages.sign(author)
    sealed = read_decision(record_shown(author))
    assert sealed.answers.decision.outcome is Outcome.SHARE
    assert (sealed.answers.basis.basis, sealed.answers.agreement.view) == (None, None)
    assert "child" not in pages_shown(author)


def test_the_full_form_of_the_night_wants_no_more_of_him_either(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, childrens_services: Agency
) -> None:
    author = at_screen(asha)
    with clock.at(NIGHT):
        author.open("/").press("Share urgently")
        author.answer("Which child?", "Kit Tolland")
        author.answer("Who did you tell, or who rang?", COUNCIL)
        author.answer("How were you in touch?", "I rang, or wrote to, a number or address we hold")
        author.answer("What did you say?", SAID).answer("Why was it urgent?", "He may die.")
        author.press("Sign this urgent record")
        urgent = record_shown(author)
    with clock.at(NEXT_DAY):
        dies(kit)
        author.open("/").follow("Complete the urgent record").press("Fill in the full form")
        pages.whom_to_tell(author, COUNCIL, job="Duty social worker")
        pages.what_for(author, "To protect a child or adult from harm", "So that they could help.")
        pages.danger(
            author,
            "Someone is in danger now",
            to=["This child"],
            because="He could not breathe.",
        )
        pages.information(author, pages.Piece(HEALTH, SAID))
        goes_past_the_lawful_reason(author)
        tells_the_parents(author)
        # Taken up again, it is at the first page that still wants something.
        draft = author.address.split("/")[2]
        author.open(f"/drafts/{draft}/").sees("What do you decide?")
        pages.decide(author, "Share", "He might have lived.", how="Telephone, on a number we hold")
        pages.sign(author)
        full = record_shown(author)
    assert full.completes == urgent
    assert "child" not in pages_shown(author)
