"""Every question put to the records that a person follows up, as one list."""

from __future__ import annotations

from datetime import datetime

from decisions.followups.questions import (
    Records,
    agreed_to_share,
    people_to_tell,
    questions_to_answer,
    records_to_follow_up,
    refusals_not_agreed,
    urgent_to_complete,
    urgent_to_review,
)
from decisions.followups.recipients import recipients_to_tell, silent_recipients
from decisions.followups.row import FollowUp
from decisions.recording.circumstances import hours_to_complete
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.organisation.models import User

_QUESTIONS = (
    urgent_to_review,
    agreed_to_share,
    questions_to_answer,
    refusals_not_agreed,
    people_to_tell,
    silent_recipients,
    recipients_to_tell,
)


def follow_ups_of(user: User, now: datetime) -> list[FollowUp]:
    """What is open at the homes whose follow-ups this person reads, what presses most first."""
    records: Records = records_to_follow_up(user)
    hours = hours_to_complete(homes_where(user, Permission.READ_FOLLOW_UPS), now)
    rows = urgent_to_complete(records, now, hours)
    for question in _QUESTIONS:
        rows += question(records, now)
    return by_urgency(rows, now)


def by_urgency(rows: list[FollowUp], now: datetime) -> list[FollowUp]:
    """Late before not late, danger before the rest, and the longest open first."""
    return sorted(rows, key=lambda row: (not row.is_late(now), row.weight, row.due))
