"""Fifteen, understands, says no, and nobody is at risk: it is not shared, and nobody need agree."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import Outcome, Severity, Understanding, View
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

NO = "That is mine. I do not want them to know."
OVERRULED = "They said no, and nothing here shows that sharing is needed to keep someone safe."


def a_no_is_respected(asha: Person) -> SharingDecision:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "Hollin Bank School", name="Ines Duarte", job="Pastoral lead")
    pages.checked(asha, part="They teach or support the child")
    pages.what_for(
        asha,
        "To help with school or learning",
        "They would like to understand Kit better.",
        asked="What Kit talks about with the counsellor",
    )
    pages.danger(asha, "No concern")
    pages.information(
        asha,
        pages.Piece("Mental health", "What Kit talks about with the counsellor", "The child said"),
        if_not="Nothing. Kit does well in class.",
    )
    pages.lawful(asha, sensitive="Health or social care")
    pages.childs_view(asha, thinks="They do not agree", words=NO)
    pages.told(asha)
    pages.decide(asha, "Share", "The school asks kindly.", how="Telephone, on a number we hold")
    asha.sees("A manager must agree", OVERRULED, "Do not share, or say why sharing matters more")

    asha.follow("Change Decision")
    pages.decide(asha, "Do not share", "Kit understands and said no. Nobody is at risk.")
    asha.sees("Nothing is shared. The record stands with your reasons.").sees_no(OVERRULED)
    pages.sign(asha)
    asha.sees("Signed. Nothing is shared", "I cannot share this with you.")
    return record_shown(asha)


def test_it_is_not_shared_and_goes_straight_through(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = a_no_is_respected(author)

    sealed = read_decision(record)
    assert record.outcome == Outcome.NOT_SHARE
    assert sealed.answers.agreement.understanding is Understanding.UNDERSTANDS
    assert sealed.answers.agreement.view is View.DISAGREES
    assert sealed.answers.agreement.words == NO
    assert sealed.answers.concern.severity is Severity.NONE
    assert sealed.assessment.may_go == ()
    assert not record.needs_approval
    assert standing(record) is Standing.STANDS
    assert not may_be_shared(record)

    manager.open("/").follow("to approve").sees("Nothing waits for you.")
    author.open("/").sees("No record waits for you.", "You have no drafts.")
    author.open(f"/records/{record.pk}/").sees(NO, "Nothing was shared.")
    author.is_offered_no("Record what we shared")
    assert not record.disclosures.exists()
