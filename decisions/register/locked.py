"""Why nothing may go out under a record, in plain words."""

from __future__ import annotations

from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing

_WHY = {
    Standing.AWAITING: "A manager must agree before anything goes. If someone is in danger now, "
    "use Share urgently, or ring 999.",
    Standing.RETURNED: "A manager asked a question. The person who signed this answers it first.",
    Standing.NOT_AGREED: "A manager did not agree. Nothing may go out under this record.",
}


def why_locked(decision: SharingDecision) -> str:
    """The reason why nothing may be shared under this record; empty where it may."""
    if not decision.shares:
        return "The decision was not to share. To share after all, start a new record."
    return _WHY.get(standing(decision), "")
