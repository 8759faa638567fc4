"""A child moves: what the next council needs to know goes before the child does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.policy.terms import AgencyType, InformationCategory, Outcome, Purpose, Start
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment, Provider
from tests.stories import pages
from tests.stories.person import guide_pages, record_shown
from tests.stories.visitor import Visitor

RISK = "Who Kit must not meet, and how Kit goes missing"
NEXT = "Westmere Council children's services"


@pytest.fixture
def next_council(meadowbank: Provider) -> Agency:
    return Agency.objects.create(
        provider=meadowbank,
        agency_type=AgencyType.LA_AREA.value,
        name=NEXT,
        number="01632 960221",
    )


def tells_the_next_council(asha: Visitor) -> SharingDecision:
    pages.begin(asha, pages.MOVE)
    pages.whom_to_tell(asha, NEXT, job="Duty social worker")
    assert asha.value_of("What is it for?") == "Because the child is moving"
    pages.what_for(asha, "Because the child is moving", "Kit moves on Monday. They take over.")
    pages.danger(
        asha,
        "A worry, not significant harm",
        harms=["Missing"],
        to=["This child"],
        because="Kit went missing twice before the last move.",
    )
    pages.information(
        asha,
        pages.Piece("Missing episodes", RISK),
        pages.Piece("Physical health", "Asthma, and which inhaler", "A professional's opinion"),
    )
    pages.lawful(asha, sensitive="Health or social care")
    pages.childs_view(asha, words="Tell them so that I need not say it all again.")
    pages.told(asha, parents="Yes")
    pages.decide(asha, "Share", "They need it on the first day.", how="Encrypted email")
    pages.sign(asha)
    asha.sees("Signed. You may share it")
    return record_shown(asha)


def test_the_next_council_is_told(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, next_council: Agency
) -> None:
    author = at_screen(asha)
    record = tells_the_next_council(author)
    assert len(guide_pages(author)) <= 10

    sealed = read_decision(record)
    assert sealed.answers.start is Start.MOVE
    assert sealed.answers.purpose.code is Purpose.PLACEMENT_MOVE
    assert record.outcome == Outcome.SHARE
    assert record.recipient == next_council
    assert [item.category for item in sealed.answers.going] == [
        InformationCategory.MISSING_EPISODES,
        InformationCategory.PHYSICAL_HEALTH,
    ]
    assert not record.needs_approval
