"""A draft of Asha's about Kit, and somebody to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from children.models import Agency, Child
from decisions.models import AdviceAsked, Draft
from decisions.policy.terms import Outcome
from decisions.recording.asking import ask_advice
from decisions.recording.drafts import start_draft
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.advice.people import huw as huw
from tests.recording.records import own_initiative

MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
QUESTION = "May Hollin Bank School know that Kit ran off from Rowan House to Carl Tolland?"


@pytest.fixture(autouse=True)
def a_quiet_morning() -> Iterator[None]:
    with clock.at(MORNING):
        yield


@pytest.fixture
def draft(rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency) -> Draft:
    """Asha's draft, put off until somebody has advised her."""
    answers = own_initiative(childrens_services)
    asking = answers.decision.changed(outcome=Outcome.ASK_ADVICE, advice_wanted=QUESTION)
    return start_draft(rowan_house, kit, asha, answers.changed(decision=asking))


def ask(draft: Draft, *people: Appointment, words: str = QUESTION) -> AdviceAsked:
    """The author asks these people; the question put to the last of them."""
    return ask_advice(draft, draft.author, people, words=words, token=uuid4())[-1]
