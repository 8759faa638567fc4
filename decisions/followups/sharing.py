"""What may go and has not been written down as gone, and arrangements whose day has come."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef

from decisions.followups.asked import Asked
from decisions.followups.row import (
    FollowUp,
    Records,
    Weight,
    is_serious,
    record_of,
    weight_of,
)
from decisions.followups.standing import may_go, still_open, with_last_verdict
from decisions.models import Disclosure, SharingDecision
from decisions.recording.arrangement_state import Arrangement, State, as_they_stand
from decisions.recording.arrangements import open_arrangements
from decisions.recording.narrowing.arrangements import arrangements_to_look_at_again
from decisions.recording.narrowing.what_left import shares_without_what_left
from infoshare.common.clock import LONDON
from infoshare.common.working_days import working_days_after


def agreed_to_share(asked: Asked) -> list[FollowUp]:
    """Records that let something go, where nobody has written down that it went.

    An arrangement is for shares to come, and need not have any.
    """
    found = asked.those(shares_without_what_left(asked.logs), _that_may_go)
    return [_to_share(record, asked) for record in found]


def _that_may_go(records: Records) -> Records:
    """Those that nothing holds back, where nothing went under the other form of the same either."""
    unshared = records.filter(
        ~Exists(Disclosure.objects.filter(decision=OuterRef("completes"))),
        ~Exists(Disclosure.objects.filter(decision__completes=OuterRef("pk"))),
    )
    return still_open(may_go(with_last_verdict(unshared)))


def _to_share(record: SharingDecision, asked: Asked) -> FollowUp:
    decided_at = _decided_at(record)
    return FollowUp(
        question="agreed-to-share",
        rule="F01",
        source="What protects a child is shared in time, and what left is recorded.",
        what="Share it, then write down what was shared",
        about=record_of(record),
        since=decided_at,
        due=decided_at if is_serious(record) else working_days_after(decided_at, 1),
        next=asked.turn.author(record),
        weight=weight_of(record),
    )


def arrangements_to_review(asked: Asked) -> list[FollowUp]:
    """Arrangements for everyday sharing whose day to be looked at again is over.

    As its own page says how it stands: what was taken back, or has ended, is not asked for.
    """
    due = arrangements_to_look_at_again(asked.today, asked.logs)
    rows = asked.those(due, lambda records: open_arrangements(records, asked.today))
    found = as_they_stand(rows, asked.today)
    return [_to_renew(one, asked) for one in found if one.state in (State.REVIEW_DUE, State.CLOSED)]


def _to_renew(arrangement: Arrangement, asked: Asked) -> FollowUp:
    record, closed = arrangement.decision, arrangement.state is State.CLOSED
    day = record.review_on or asked.today
    return FollowUp(
        question="arrangement-to-review",
        rule="F10",
        source="Everyday sharing is agreed for a time, then looked at again with the child.",
        what="This everyday sharing is closed: renew it or end it"
        if closed
        else "Look at this everyday sharing again: renew it or end it",
        about=record_of(record),
        since=datetime.combine(day, time.min, LONDON),
        due=datetime.combine(day + timedelta(days=1), time.min, LONDON),
        next=asked.turn.author_or_in_charge(record),
        weight=Weight.RECORD,
    )


def _decided_at(record: SharingDecision) -> datetime:
    """When the last review was written, or the record itself where there was none."""
    reviewed: datetime | None = getattr(record, "last_reviewed_at", None)
    return reviewed or record.recorded_at
