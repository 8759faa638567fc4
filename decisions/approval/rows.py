"""What waits for a manager, as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from decisions.approval.queries import aim_for, left_at
from decisions.models import Review, SharingDecision
from decisions.policy.terms import AgencyType, Effect, Outcome, Verdict
from decisions.recording.parts import Part
from decisions.recording.reading import read_rows
from decisions.recording.sheet import length_in_words, moment_in_words
from infoshare.organisation.models import User

AWAITING_COLUMNS = ["Record", "What was decided", "Why it needs you", "Waiting"]
URGENT_COLUMNS = ["Record", "Who was told", "Shared", "Full form"]
LATELY_COLUMNS = ["Record", "Answer", "By", "When"]
_MOST_WHYS = 3
_OWN = "You signed this: somebody else must review it"


def awaiting_rows(
    decisions: Sequence[SharingDecision], user: User, now: datetime
) -> list[list[Any]]:
    """Each record with why it needs a manager, from its sealed findings, and the time left."""
    facts = read_rows(decisions, only="facts")
    return [_awaiting_row(one, facts[one.pk]["facts"], user, now) for one in decisions]


def _awaiting_row(decision: SharingDecision, facts: Part, user: User, now: datetime) -> list[Any]:
    outcome = Outcome(decision.outcome)
    return [
        _code(decision, user, "review"),
        [outcome.label, f"{_with_whom(decision)}. By {decision.author.user.name}"],
        _why(facts),
        {"text": f"For {length_in_words(now - decision.recorded_at)}", **_time_left(decision, now)},
    ]


def _code(decision: SharingDecision, user: User, page: str) -> dict[str, Any]:
    own = decision.author.user_id == user.pk
    hints = [decision.child.initials]
    if decision.follows is not None:
        hints.append(f"Follows {decision.follows.code}")
    if own:
        hints.append(_OWN)
    return {
        "text": decision.code,
        "url": reverse("record" if own else page, args=[decision.pk]),
        "code": True,
        "hint": ". ".join(hints),
    }


def _with_whom(decision: SharingDecision) -> str:
    if decision.recipient is not None:
        return decision.recipient.name
    return AgencyType(decision.recipient_type).label if decision.recipient_type else "Not known"


def _why(facts: Part) -> list[str]:
    """What the findings that ask for a manager said when the record was signed."""
    says = [
        finding["says"]
        for finding in facts["assessment"]["findings"]
        if finding["effect"] == Effect.APPROVE
    ]
    said = list(dict.fromkeys(says))
    more = len(said) - _MOST_WHYS
    return [*said[:_MOST_WHYS], f"And {more} more"] if more > 0 else said


def _time_left(decision: SharingDecision, now: datetime) -> dict[str, str]:
    left, aim = left_at(decision, now), length_in_words(aim_for(decision))
    if left < timedelta(0):
        return {"status": f"Past the aim of {aim}", "kind": "danger"}
    return {"status": f"{length_in_words(left)} left of the aim of {aim}", "kind": "attention"}


def urgent_rows(decisions: Iterable[SharingDecision], user: User) -> list[list[Any]]:
    """Urgent shares that went ahead, with whether the full form has been signed."""
    return [
        [
            _code(one, user, "review"),
            [_with_whom(one), f"By {one.author.user.name}"],
            moment_in_words(one.recorded_at),
            _full_form(one),
        ]
        for one in decisions
    ]


def _full_form(decision: SharingDecision) -> dict[str, Any]:
    if not decision.urgent:
        return {"text": "Signed in full", "status": ""}
    completed = getattr(decision, "completed_by", None)
    if completed is None:
        return {"text": "", "status": "Still to come", "kind": "attention"}
    url = reverse("record", args=[completed.pk])
    return {"text": completed.code, "url": url, "code": True, "hint": "Signed"}


def lately_rows(reviews: Iterable[Review]) -> list[list[Any]]:
    return [
        [
            {
                "text": review.decision.code,
                "url": reverse("record", args=[review.decision_id]),
                "code": True,
                "hint": f"{review.decision.child.initials}. {review.decision.home.name}",
            },
            Verdict(review.verdict).label,
            review.reviewer_person.name,
            moment_in_words(review.recorded_at),
        ]
        for review in reviews
    ]
