"""Calls to a manager, written down through the product's own functions and pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from decisions.models import Review, SharingDecision
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording.review import Answer, review
from decisions.recording.telephone import HeldNumber, answered_on_the_telephone, held_numbers
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.organisation.models import Appointment
from tests.recording.records import shown

ON_CALL = "01632 960101"


def number_of(decision: SharingDecision, writer: Appointment, manager: Appointment) -> HeldNumber:
    held = held_numbers(decision, writer.user)
    return next(one for one in held if one.manager == manager)


def rung(
    decision: SharingDecision,
    writer: Appointment,
    manager: Appointment,
    verdict: Verdict = Verdict.AGREED,
    words: str = "Yes, tell them that",
    *,
    conditions: str = "",
    at: datetime | None = None,
) -> Review:
    """This manager answered on the home's number on call, and the writer wrote it down."""
    return answered_on_the_telephone(
        decision,
        writer.user,
        number_of(decision, writer, manager),
        answer=Answer(verdict, words, conditions),
        rung_at=at or clock.now(),
        shown=shown(decision),
    )


def fresh(decision: SharingDecision) -> SharingDecision:
    return SharingDecision.objects.get(pk=decision.pk)


def answered(
    decision: SharingDecision,
    person: Appointment,
    verdict: Verdict,
    stage: ReviewStage,
    words: str = "Weighed again",
) -> Review:
    return review(
        fresh(decision),
        person.user,
        verdict=verdict,
        words=words,
        shown=shown(decision),
        stage=stage,
    )


def form_of_a_call(
    decision: SharingDecision, manager: Appointment, **changes: Any
) -> dict[str, Any]:
    """What the page about a call sends, just now."""
    now = (changes.pop("at", None) or clock.now()).astimezone(LONDON)
    return {
        "shown": shown(decision),
        "rung": f"{manager.pk.hex}:{ON_CALL}",
        "rung_at_day": str(now.day),
        "rung_at_month": str(now.month),
        "rung_at_year": str(now.year),
        "rung_at_time": f"{now:%H:%M}",
        "is_conflicted": "no",
        "verdict": "AGREED",
        "words": "Yes, tell them that, and only that",
        "conditions": "",
        **changes,
    }
