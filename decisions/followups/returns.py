"""Children who are back after they were missing, and the talk that they are offered."""

from __future__ import annotations

from datetime import datetime, timedelta

from decisions.followups.asked import Asked
from decisions.followups.reports import author_then_higher, once_a_child
from decisions.followups.row import FollowUp, Weight, record_of
from decisions.followups.standing import still_open
from decisions.models import SharingDecision
from decisions.recording.narrowing.harms import returns_without_a_talk


def return_talks_to_ask_for(asked: Asked) -> list[FollowUp]:
    """Records of a child who came back, where none says that a talk was offered since."""
    rows = asked.those(returns_without_a_talk(asked.logs), still_open)
    return [
        _to_ask_for(record, record.returned_at, asked)
        for record in once_a_child(rows)
        if record.returned_at
    ]


def _to_ask_for(record: SharingDecision, returned_at: datetime, asked: Asked) -> FollowUp:
    hours = asked.settings[record.home_id].return_interview_hours
    due = returned_at + timedelta(hours=hours)
    return FollowUp(
        question="return-talk-to-ask-for",
        rule="A14",
        source=f"The council offers a talk with somebody independent within {hours} hours.",
        what="Ask the placing authority to offer the talk after coming back",
        about=record_of(record),
        since=record.recorded_at,
        due=due,
        next=author_then_higher(record, asked, late=asked.now >= due),
        weight=Weight.CHILD,
    )
