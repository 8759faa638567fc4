"""A manager asks; the author answers with a new record that cites the old one; it is agreed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from children.models import Child, Professional
from decisions.models import SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import Verdict, Verification
from decisions.recording.reading import read_decision, read_sealed
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

pytestmark = pytest.mark.as_site

QUESTION = "Did you ring Priya Nair back on our number?"
PLAN = "How Kit sleeps, and what helps"


def leaves_a_doubt(asha: Person) -> SharingDecision:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "Priya Nair, Social worker")
    pages.checked(asha, "I know them by voice or face", doubt="Yes")
    pages.what_for(
        asha, "To plan or review the child's care", "For the review on Friday.", asked="How Kit is"
    )
    pages.danger(asha, "Everyday welfare")
    pages.information(asha, pages.Piece("Behaviour", PLAN, "Staff saw or heard it"))
    pages.lawful(asha)
    pages.childs_view(asha, words="She can know.")
    pages.told(asha)
    pages.decide(asha, "Share", "She plans Kit’s care.", how="Telephone, on a number we hold")
    asha.sees("You have a doubt about whether this person should have this.")
    pages.sign(asha)
    return record_shown(asha)


def answers_it(asha: Person, record: SharingDecision) -> SharingDecision:
    asha.open("/").follow("Answer the manager’s question").sees(QUESTION, "Sent back")
    asha.press("Answer the manager’s question").follow("Change Checking them")
    pages.checked(asha, "I rang back on the number we already hold", doubt="No")
    asha.sees("Check, then sign", PLAN, record.code)
    pages.sign(asha)
    asha.sees("Signed. You may share it")
    return record_shown(asha)


def test_the_author_answers_with_a_record_that_follows(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    social_worker: Professional,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    first = leaves_a_doubt(author)
    assert first.needs_approval

    manager.open("/").follow("to approve").follow(first.code)
    pages.answers_for(manager, QUESTION)
    manager.press("Ask a question")
    asked = first.reviews.get()
    assert asked.verdict == Verdict.QUESTION
    assert read_sealed(asked)["text"]["words"] == QUESTION
    assert not may_be_shared(first)

    second = answers_it(author, first)
    assert second.follows == first
    sealed, before = read_decision(second), read_decision(first)
    assert sealed.answers.request.verification is Verification.CALLBACK_KNOWN
    assert before.answers.request.verification is Verification.KNOWN_PERSON
    assert sealed.answers.items == before.answers.items
    assert may_be_shared(second)
    assert standing(SharingDecision.objects.get(pk=first.pk)) is Standing.RETURNED
    author.open("/").sees_no("Answer the manager’s question")
