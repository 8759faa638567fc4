"""Why nothing may go out under a record, in plain words."""

from __future__ import annotations

from django.http import QueryDict

from decisions.models import Draft, SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import Start

_WHY = {
    Standing.AWAITING: "A manager must agree before anything goes. If someone is in danger now, "
    "use Share urgently, or ring 999.",
    Standing.RETURNED: "A manager asked a question. The person who signed this answers it first.",
    Standing.ESCALATED: "A manager did not agree. The responsible individual decides now.",
    Standing.NOT_AGREED: "A manager did not agree. Nothing may go out under this record.",
}


def why_locked(decision: SharingDecision) -> str:
    """The reason why nothing may be shared under this record; empty where it may."""
    if decision.start == Start.ALREADY_SHARED.value:
        return "This record says what had already gone. To share more, start a new record."
    if not decision.shares:
        return "The decision was not to share. To share after all, start a new record."
    return _WHY.get(standing(decision), "")


def answered_by(begun: Draft) -> str:
    """Who is writing the answer to a manager's question, where it is not this reader."""
    return f"{begun.author.user.name} is writing the answer to the manager’s question."


def typed_boxes(data: QueryDict) -> list[tuple[str, str]]:
    """What was typed about what went, to be sent on: nothing of it is lost when nothing may go."""
    names = [name for name in data if name in _BOXES]
    return [(name, text) for name in names for text in data.getlist(name)]


_BOXES = frozenset(
    {
        *("items", "as_decided", "method", "words"),
        *(f"shared_at_{part}" for part in ("day", "month", "year", "time")),
    }
)
