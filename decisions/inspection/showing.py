"""How figures are shown: in full to those who read the records, else so that no child shows.

For the independent person (Regulation 44) figures under 5 are not given. Nothing is shown that
would let one be worked out: no total of parts that are shown, no breakdown by month, and nothing
of now or of this month, which could be compared from day to day.
"""

from __future__ import annotations

from typing import Any

from decisions.inspection.counting import Counts
from decisions.policy.terms import Outcome

SMALLEST_SHOWN = 5
UNDER = f"under {SMALLEST_SHOWN}"

_OUTCOMES = {
    Outcome.SHARE: "Decided to share",
    Outcome.SHARE_PART: "Decided to share part",
    Outcome.NOT_SHARE: "Decided not to share",
}

Row = dict[str, Any]


def summary(
    counts: Counts, awaiting: int, *, in_full: bool, emergencies_late: int = 0
) -> list[Row]:
    """Key and value of each figure of one home."""
    rows: list[Row] = []
    if in_full:
        rows.append({"key": "Decisions recorded", "value": str(counts.decisions)})
    rows += [
        {"key": words, "value": figure(counts.by_outcome[outcome], in_full=in_full)}
        for outcome, words in _OUTCOMES.items()
    ]
    rows += [
        {"key": "Shared urgently", "value": figure(counts.urgent, in_full=in_full)},
        {"key": "Urgent ones completed in time", "value": in_time(counts, in_full=in_full)},
        {"key": "From event to record", "value": waited(counts, in_full=in_full)},
    ]
    if in_full:
        rows.append({"key": "Waiting for a manager now", "value": str(awaiting)})
        late = {"key": "Emergency access nobody looked at in time", "value": str(emergencies_late)}
        rows.append(late)
    return rows


def figure(number: int, *, in_full: bool) -> str:
    return str(number) if in_full or number >= SMALLEST_SHOWN else UNDER


def in_time(counts: Counts, *, in_full: bool) -> str:
    """So many of so many. Where a part is small, only that it is small."""
    judged = counts.urgent_in_time + counts.urgent_late
    if in_full:
        return f"{counts.urgent_in_time} of {judged}"
    if judged < SMALLEST_SHOWN:
        return "Too few to say"
    if counts.urgent_late < SMALLEST_SHOWN:
        return f"All, or all but a few ({UNDER} late)"
    if counts.urgent_in_time < SMALLEST_SHOWN:
        return f"Few ({UNDER} in time)"
    return f"{counts.urgent_in_time} of {judged}"


def waited(counts: Counts, *, in_full: bool) -> str:
    """Half were recorded faster than this."""
    if counts.hours_to_record is None:
        return "No records yet" if in_full else "Too few to say"
    if not in_full and counts.decisions < SMALLEST_SHOWN:
        return "Too few to say"
    hours = counts.hours_to_record
    if hours < 1:
        return "Under 1 hour (median)"
    whole = round(hours)
    return f"{whole} {'hour' if whole == 1 else 'hours'} (median)"


def months(counts: Counts) -> list[list[Any]]:
    """Month and number, newest first, for a table."""
    return [[f"{month:%B %Y}", number] for month, number in reversed(counts.months)]
