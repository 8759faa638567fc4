"""Shares that went ahead, because danger did not wait or because they had happened already."""

from __future__ import annotations

from datetime import timedelta

from decisions.followups.asked import Asked
from decisions.followups.row import FollowUp, Weight, record_of
from decisions.models import SharingDecision
from decisions.recording.narrowing.answers import (
    urgent_and_not_completed,
    went_ahead_and_not_reviewed,
)
from infoshare.common.working_days import end_of_next_working_day


def urgent_to_complete(asked: Asked) -> list[FollowUp]:
    """Urgent records that no full form completes yet."""
    found = asked.those(urgent_and_not_completed(asked.logs))
    return [_to_complete(record, asked) for record in found]


def _to_complete(record: SharingDecision, asked: Asked) -> FollowUp:
    hours = asked.settings[record.home_id].urgent_completion_hours
    due, turn = record.recorded_at + timedelta(hours=hours), asked.turn
    late = asked.now >= due
    return FollowUp(
        question="urgent-to-complete",
        rule="A01",
        source=f"The full form of an urgent record is due in {hours} hours.",
        what="Complete the urgent record",
        about=record_of(record),
        since=record.recorded_at,
        due=due,
        next=turn.past_the_author(record, turn.above(record))
        if late
        else turn.author_or_in_charge(record),
        weight=Weight.DANGER,
    )


def shares_to_review(asked: Asked) -> list[FollowUp]:
    """What went ahead without a manager, or names staff, and nobody above has looked at since."""
    found = asked.those(went_ahead_and_not_reviewed(asked.logs))
    return [_to_review(record, asked) for record in found]


def _to_review(record: SharingDecision, asked: Asked) -> FollowUp:
    due, turn = end_of_next_working_day(record.recorded_at), asked.turn
    return FollowUp(
        question="share-to-review",
        rule="A01",
        source="Somebody above looks at it by the end of the next working day.",
        what="Look at what was decided without you",
        about=record_of(record),
        since=record.recorded_at,
        due=due,
        next=turn.above(record) if asked.now >= due else turn.manager(record),
        weight=Weight.CHILD,
    )
