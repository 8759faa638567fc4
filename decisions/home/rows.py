"""What the start page shows, as its components want it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timesince import timesince

from decisions.followups.row import FollowUp
from decisions.home.waiting import WaitingApproval, what_a_draft_waits_for
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Outcome, Start

Row = dict[str, Any]

STARTS = (
    ("asked", "I was asked for information", "Somebody rang, wrote or came and wants to know."),
    ("own-initiative", "I want to share information", "You are worried, or somebody should know."),
    ("move", "A child is moving", "What the next home and the next council need to know."),
)
_MOMENT = timedelta(minutes=1)


def start_links() -> list[Row]:
    """The three ways to start a record."""
    return [
        {"url": reverse("guide-start", args=[slug]), "label": label, "hint": hint}
        for slug, label, hint in STARTS
    ]


def draft_rows(drafts: list[Draft], now: datetime) -> list[Row]:
    return [_draft_row(draft, now) for draft in drafts]


def _draft_row(draft: Draft, now: datetime) -> Row:
    status, kind = what_a_draft_waits_for(draft, now)
    about = draft.child.initials if draft.child else "no child chosen yet"
    what = Start(draft.read().start).label
    if draft.completes is not None:
        what = f"The full form of urgent record {draft.completes.code}"
    return {
        "label": f"{what}: {about}",
        "url": reverse("draft", args=[draft.pk]),
        "hint": f"{draft.home.name}. Last worked on {_ago(draft.touched_at, now)}.",
        "status": status,
        "kind": kind,
    }


def waiting_rows(
    follow_ups: list[FollowUp], not_agreed: list[SharingDecision], now: datetime
) -> list[Row]:
    """One's own records that need something, what presses most first."""
    return [
        *(_follow_up_row(row, now) for row in follow_ups),
        *(_not_agreed_row(record) for record in not_agreed),
    ]


def _follow_up_row(row: FollowUp, now: datetime) -> Row:
    late = row.is_late(now)
    return {
        "label": f"{row.what}: {row.decision.child.initials}",
        "url": reverse("record", args=[row.decision.pk]),
        # The code begins its line, so that it is not broken in two.
        "hint": f"{row.decision.code}, {row.decision.home.name}, {_ago(row.since, now)}.",
        "status": _time_left(row, now),
        "kind": "danger" if late else "attention",
    }


def _time_left(row: FollowUp, now: datetime) -> str:
    if not row.is_late(now):
        return f"{timesince(now, row.due, depth=1)} left"
    late_by = now - row.due
    return f"Late by {timesince(row.due, now, depth=1)}" if late_by > _MOMENT else "Due now"


def _not_agreed_row(record: SharingDecision) -> Row:
    refused = record.outcome == Outcome.NOT_SHARE.value
    what = "The manager did not agree to keep this back" if refused else "Do not share"
    return {
        "label": f"{what}: {record.child.initials}",
        "url": reverse("record", args=[record.pk]),
        "hint": f"{record.code}, {record.home.name}. Open it to read the manager’s reason.",
        "status": "Not agreed",
        "kind": "danger",
    }


def oversight_tiles(
    approval: WaitingApproval | None, open_now: int, late: int, now: datetime
) -> list[Row]:
    """What waits at the homes that this person answers for."""
    tiles = []
    if approval is not None:
        oldest = (
            f"The oldest since {timesince(approval.oldest, now, depth=1)}"
            if (approval.oldest)
            else "Nothing waits"
        )
        tiles.append(
            {
                "number": approval.number,
                "label": "to approve",
                "url": reverse("approval-queue"),
                "hint": oldest,
            }
        )
    tiles.append(
        {
            "number": open_now,
            "label": "to follow up",
            "url": reverse("follow-ups"),
            "hint": f"{late} late" if late else "None late",
        }
    )
    return tiles


def _ago(moment: datetime, now: datetime) -> str:
    return f"{timesince(moment, now, depth=1)} ago" if now - moment > _MOMENT else "just now"
