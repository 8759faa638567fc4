"""How a record stands, as a status that a page shows."""

from __future__ import annotations

from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing

Status = dict[str, str]

_KINDS = {
    Standing.AWAITING: "attention",
    Standing.AGREED: "done",
    Standing.NOT_AGREED: "danger",
    Standing.RETURNED: "attention",
    Standing.STANDS: "neutral",
}


def standing_status(decision: SharingDecision) -> Status:
    """Words and kind for how a record stands. Reads `decision.reviews`."""
    stands = standing(decision)
    return {"status": stands.label, "kind": _KINDS[stands]}


def urgent_statuses(decision: SharingDecision) -> list[Status]:
    """What an urgent record still waits for. Reads `reviews` and `completed_by`."""
    if not decision.urgent:
        return []
    completed = getattr(decision, "completed_by", None) is not None
    full = ("Full form signed", "done") if completed else ("Full form still to come", "attention")
    seen = ("Reviewed", "done") if decision.reviews.all() else ("Review to come", "attention")
    urgent = ("Shared urgently", "information")
    return [{"status": words, "kind": kind} for words, kind in (urgent, full, seen)]
