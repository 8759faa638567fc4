"""What left outside the rules, or went astray: whether it is a data breach is to be checked."""

from __future__ import annotations

from decisions.followups.asked import Asked
from decisions.followups.row import FollowUp, Next, Records, Weight, record_of
from decisions.models import SharingDecision
from decisions.recording.breach import TIME_TO_TELL, to_check_for_breach, waits_since
from decisions.recording.narrowing.what_left import something_went_wrong

_HOURS = int(TIME_TO_TELL.total_seconds() // 3600)


def breaches_to_check(asked: Asked) -> list[FollowUp]:
    """Records under which something went astray, where nobody has checked whether it matters."""
    found = asked.those(something_went_wrong(asked.logs), _to_be_checked)
    return [_to_check(record, asked) for record in found]


def _to_be_checked(records: Records) -> Records:
    return to_check_for_breach(records).prefetch_related("disclosures__recorded_by")


def _to_check(record: SharingDecision, asked: Asked) -> FollowUp:
    aware = waits_since(record)
    return FollowUp(
        question="breach-to-check",
        rule="H09",
        source=f"If it is a breach that can harm somebody, the ICO is told in {_HOURS} hours.",
        what="Check whether this is a data breach",
        about=record_of(record, "breach-check"),
        since=aware,
        due=aware + TIME_TO_TELL,
        next=_checker(record, asked, late=asked.now >= aware + TIME_TO_TELL),
        weight=Weight.CHILD,
    )


def _checker(record: SharingDecision, asked: Asked, *, late: bool) -> Next:
    """A manager who did not share it; the responsible individual, once the time to tell is over."""
    shared_it = {one.recorded_by.user_id for one in record.disclosures.all()}
    if late:
        return asked.turn.above(record, without=shared_it)
    return asked.turn.manager(record, without=shared_it)
