"""From when to when something may have left under a record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from decisions.models import SharingDecision
from decisions.models.standing import may_be_shared
from decisions.recording.reading import SealedDecision, read_decision
from decisions.recording.stages import agreed_at
from infoshare.common import clock


class DisclosureRefused(Exception):
    """This cannot be recorded as shared so; the message says what to do."""


class NotUnderThisRecord(DisclosureRefused):
    """It is not what was decided. Where it has gone already, a record of its own states that."""


def refuse_wrong_time(
    decision: SharingDecision, sealed: SealedDecision, shared_at: datetime
) -> None:
    """Refuse a time to come, before what led to the record, or before a manager agreed."""
    if shared_at > clock.now():
        raise DisclosureRefused("The time it was shared cannot be in the future.")
    if shared_at >= _let_go_where_misfiled(decision):
        return
    if shared_at < _happened_at(sealed):
        raise NotUnderThisRecord(
            "That is before you were asked, or before it happened. Check the time."
        )
    if decision.needs_approval and shared_at < _agreed_at(decision):
        raise NotUnderThisRecord("That is before a manager agreed. Check the time.")


def lets_go_from(decision: SharingDecision, sealed: SealedDecision) -> datetime:
    """When a record that lets something go began to: what led to it, or a manager's agreement."""
    happened = _happened_at(sealed)
    own = max(happened, _agreed_at(decision)) if decision.needs_approval else happened
    return min(own, _let_go_where_misfiled(decision))


def _let_go_where_misfiled(decision: SharingDecision) -> datetime:
    """When the record that was filed under the wrong child, and that this one replaces, began to
    let it go: what left under that one is written down here with its true time.
    """
    earlier = decision.refiles
    if earlier is None or not may_be_shared(earlier):
        return datetime.max.replace(tzinfo=UTC)
    return lets_go_from(earlier, read_decision(earlier))


def _happened_at(sealed: SealedDecision) -> datetime:
    """Before this nothing can have left under the record.

    Where nobody was asked when it happened, staff may have rung first and begun to write
    afterwards, up to as long as an entry still counts as prompt.
    """
    if sealed.answers.request.occurred_at is not None:
        return to_the_minute(sealed.occurred_at)
    return sealed.occurred_at - timedelta(hours=sealed.circumstances.settings.retrospective_hours)


def _agreed_at(decision: SharingDecision) -> datetime:
    return to_the_minute(agreed_at(decision) or clock.now())


def to_the_minute(moment: datetime) -> datetime:
    """As times are typed."""
    return moment.replace(second=0, microsecond=0)
