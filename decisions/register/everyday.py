"""A record that is a routine arrangement: how it stands, and each share under it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from decisions.models import SharingDecision
from decisions.policy.terms import Start
from decisions.recording.arrangement_state import Arrangement, state_of
from decisions.recording.shared import Shared
from infoshare.common import clock
from infoshare.common.times_in_words import moment_in_words

NEWEST = 10
COLUMNS = ("When", "What", "How", "Who shared", "What they said")


def arrangement_of(decision: SharingDecision) -> Arrangement | None:
    """How the arrangement stands today; None for a record that is none."""
    if decision.start != Start.ROUTINE or not decision.shares:
        return None
    return state_of(decision, clock.today())


def shares_shown(decision: SharingDecision) -> int | None:
    """How many of what left its page shows: the newest of an arrangement, all of another record."""
    return NEWEST if decision.start == Start.ROUTINE and decision.shares else None


def everyday_shares(newest_first: Iterable[Shared], *, may_write: bool) -> dict[str, Any]:
    """Shares under an arrangement, each as a row."""
    return {"columns": COLUMNS, "rows": [_row(one, may_write) for one in newest_first]}


def _row(one: Shared, may_write: bool) -> list[Any]:
    # What was told face to face, or on the telephone, was answered there and then.
    said: dict[str, Any] = {"text": [receipt["what"] for receipt in one.receipts] or "–"}
    if may_write:
        said = {
            **said,
            "url": reverse("receipts", args=[one.id]),
            "text": ", ".join(receipt["what"] for receipt in one.receipts)
            or "Record what they said",
            "hidden": f"about {moment_in_words(one.when)}",
        }
    what = [*one.items, *filter(None, [one.words])]
    return [moment_in_words(one.when), what, one.how, one.recorded_by, said]
