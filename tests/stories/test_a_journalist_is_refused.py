"""A journalist rings: refused in a few pages, told nothing, and no manager need agree."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Child
from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import AgencyType, Outcome
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, guide_pages, record_shown
from tests.stories.visitor import Visitor

WHY = "A newspaper has no part in Kit’s care."


def a_journalist_rings(asha: Person) -> SharingDecision:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(
        asha,
        "Newspaper, television or other media",
        name="would not say",
        job="Reporter",
        body="Eastmere Echo",
    )
    asha.sees("We hold no number for them")
    pages.checked(asha, "I have not been able to check", part="None that I know of", doubt="Yes")
    pages.what_for(
        asha,
        "For a story, photo or publicity",
        "He writes about the home.",
        asked="Whether a boy called Kit lives here",
        refusing=True,
    )
    pages.danger(asha, "No concern")
    pages.decide(asha, "Do not share", WHY)
    asha.sees("Nothing is shared. The record stands with your reasons.")
    asha.sees_no("A manager must agree")
    pages.sign(asha)
    asha.sees("Signed. Nothing is shared", "I cannot say anything about any child")
    return record_shown(asha)


def test_the_refusal_goes_straight_through_in_few_pages(
    at_screen: Callable[..., Visitor], asha: Appointment, maya: Appointment, kit: Child
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = a_journalist_rings(author)
    assert len(guide_pages(author)) <= 6

    sealed = read_decision(record)
    assert record.outcome == Outcome.NOT_SHARE
    assert record.recipient_type == AgencyType.MEDIA
    assert sealed.answers.request.agency_name == "Eastmere Echo"
    assert sealed.answers.decision.reasons == WHY
    assert sealed.answers.items == ()
    assert not record.needs_approval
    assert standing(record) is Standing.STANDS
    assert not record.reviews.exists()
    assert not record.disclosures.exists()
    manager.open("/").follow("to approve").sees("Nothing waits for you.")
    manager.open("/").follow("Records of every decision").sees(record.code)
