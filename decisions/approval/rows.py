"""What waits for a manager, as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from decisions.approval.queries import SettingsByHome, aim_for, left_at
from decisions.models import Review, SharingDecision
from decisions.policy.circumstances import Settings
from decisions.policy.terms import AgencyType, Effect, Outcome, Verdict
from decisions.recording.approvers import Office
from decisions.recording.parts import Part
from decisions.recording.reading import read_rows
from decisions.recording.stages import (
    NOBODY_FREE,
    answered_by_telephone,
    confirm_by,
    has_gone_higher,
    names_of,
    on_call_among,
)
from infoshare.common.times_in_words import length_in_words, moment_in_words
from infoshare.organisation.models import User

CONFIRM_COLUMNS = ["Record", "What was said", "The call", "Confirm by"]
LAST_WORD_COLUMNS = ["Record", "What was decided", "Who did not agree", "Signed"]
AWAITING_COLUMNS = ["Record", "What was decided", "Why it needs you", "Waiting"]
AFTERWARDS_COLUMNS = ["Record", "Who was told", "Shared", "Full form"]
LATELY_COLUMNS = ["Record", "Answer", "By", "When"]
_MOST_WHYS = 3
_OWN = "You signed this: somebody else must review it"


def confirm_rows(
    decisions: Iterable[SharingDecision], user: User, now: datetime
) -> list[list[Any]]:
    """Calls to confirm: one's own, and those that whoever was rung has not confirmed in time."""
    rows = []
    for decision in decisions:
        rung = answered_by_telephone(decision)
        if rung is None or rung.rung_at is None:
            continue
        due = confirm_by(rung)
        mine = rung.reviewer_person_id == user.pk
        who = "You" if mine else rung.reviewer_person.name
        agreed = "agreed" if rung.verdict == Verdict.AGREED else "did not agree"
        decided = f"{Outcome(decision.outcome).label}. With: {_with_whom(decision)}"
        late = {"status": "Late", "kind": "danger"} if now > due else {}
        rows.append(
            [
                _code(decision, user, "confirmation"),
                [f"{who} {agreed}", decided],
                moment_in_words(rung.rung_at),
                {"text": moment_in_words(due), **late},
            ]
        )
    return rows


def agreed_on_the_telephone(decision: SharingDecision, user: User) -> bool:
    """Was it this person who was rung, and did they agree?"""
    rung = answered_by_telephone(decision)
    if rung is None or rung.reviewer_person_id != user.pk:
        return False
    return rung.verdict == Verdict.AGREED


def last_word_rows(decisions: Iterable[SharingDecision], user: User) -> list[list[Any]]:
    """Records that their authors took higher, with who did not agree."""
    return [
        [
            _code(decision, user, "escalation"),
            [Outcome(decision.outcome).label, f"{_with_whom(decision)}. By {_author(decision)}"],
            [one.reviewer_person.name for one in decision.reviews.all()],
            moment_in_words(decision.recorded_at),
        ]
        for decision in decisions
    ]


def awaiting_rows(
    decisions: Sequence[SharingDecision],
    user: User,
    now: datetime,
    settings: SettingsByHome,
    office: Office,
) -> list[list[Any]]:
    """Each record with why it needs a manager, from its sealed findings, and the time left.

    `office` says who is next when no time is left.
    """
    facts = read_rows(decisions, only="facts")
    return [
        [
            _code(decision, user, "review"),
            [Outcome(decision.outcome).label, f"{_with_whom(decision)}. By {_author(decision)}"],
            _why(facts[decision.pk]["facts"]),
            {
                "text": f"For {length_in_words(now - decision.recorded_at)}",
                **_time_left(decision, user, settings[decision.home_id], now, office),
            },
        ]
        for decision in decisions
    ]


def _author(decision: SharingDecision) -> str:
    return decision.author.user.name


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


def _time_left(
    decision: SharingDecision, user: User, settings: Settings, now: datetime, office: Office
) -> dict[str, str]:
    """What is left, and who is next when nothing is (rule I05)."""
    left = left_at(decision, settings, now)
    aim = length_in_words(aim_for(decision, settings))
    if left < timedelta(0) and decision.names_staff:
        return {"status": f"Past the aim of {aim}", "kind": "danger"}
    if left < timedelta(0):
        return {
            "status": f"Past the aim of {aim}",
            "kind": "danger",
            "hint": _with_whom_it_is(decision, user, settings, now, office),
        }
    return {"status": f"{length_in_words(left)} left of the aim of {aim}", "kind": "attention"}


def _with_whom_it_is(
    decision: SharingDecision, user: User, settings: Settings, now: datetime, office: Office
) -> str:
    """Whose turn it is when it is late, as the follow-ups say it."""
    if has_gone_higher(decision, aim_for(decision, settings), now):
        above = office.above(decision)
        if any(one.user_id == user.pk for one in above):
            return "It has gone to you."
        return f"It has gone to {names_of(above)}." if above else f"{NOBODY_FREE}."
    on_call = on_call_among(decision.home, office.approvers(decision))
    who = f"{names_of(on_call)}, on call" if on_call else f"a manager of {decision.home.name}"
    return f"Next: {who}. Then the responsible individual."


def afterwards_rows(decisions: Iterable[SharingDecision], user: User) -> list[list[Any]]:
    """Shares that went ahead, with whether the full form has been signed.

    It is named to those alone who may open it: it may name whoever reads this.
    """
    decisions = list(decisions)
    seen = SharingDecision.objects.visible_to(user).filter(completes__in=decisions)
    may_open = set(seen.values_list("pk", flat=True))
    return [
        [
            _code(one, user, "review"),
            [_with_whom(one), f"By {one.author.user.name}"],
            moment_in_words(one.recorded_at),
            _full_form(one, may_open),
        ]
        for one in decisions
    ]


def _full_form(decision: SharingDecision, may_open: set[UUID]) -> dict[str, Any]:
    if decision.outside_rules:
        return {"text": "", "status": "Shared outside the rules", "kind": "attention"}
    if not decision.urgent:
        return {"text": "Signed in full", "status": ""}
    completed = getattr(decision, "completed_by", None)
    if completed is None:
        return {"text": "", "status": "Still to come", "kind": "attention"}
    if completed.pk not in may_open:
        return {"text": "Signed", "status": ""}
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
