"""How a record stands, as a status that a page shows."""

from __future__ import annotations

from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import ReviewStage, Start
from decisions.recording.stages import answered_by_telephone, to_be_confirmed
from infoshare.organisation.models import User

Status = dict[str, str]
OUTSIDE_RULES = "Shared outside the rules"
EVERYDAY = "Everyday sharing"

_KINDS = {
    Standing.AWAITING: "attention",
    Standing.AGREED: "done",
    Standing.NOT_AGREED: "danger",
    Standing.RETURNED: "attention",
    Standing.ESCALATED: "attention",
    Standing.STANDS: "neutral",
}


def statuses(decision: SharingDecision, reader: User) -> list[Status]:
    """All that a record's own page says of how it stands, the main thing first."""
    return [
        standing_status(decision),
        *urgent_statuses(decision, reader),
        *outside_statuses(decision),
        *telephone_statuses(decision),
    ]


def standing_status(decision: SharingDecision) -> Status:
    """Words and kind for how a record stands. Reads `reviews` and `addenda`."""
    stands = standing(decision)
    return {"status": stands.label, "kind": _KINDS[stands]}


def urgent_statuses(decision: SharingDecision, reader: User) -> list[Status]:
    """What an urgent record still waits for. Reads `reviews` and `completed_by`."""
    if not decision.urgent:
        return []
    urgent = ("Shared urgently", "information")
    seen = ("Reviewed", "done") if decision.reviews.all() else ("Review to come", "attention")
    said = [urgent, *_full_form(decision, reader), seen]
    return [{"status": words, "kind": kind} for words, kind in said]


def _full_form(decision: SharingDecision, reader: User) -> list[tuple[str, str]]:
    """Nothing to somebody whom the full form names, who wrote the urgent record."""
    completed = getattr(decision, "completed_by", None)
    if completed is None:
        return [("Full form still to come", "attention")]
    is_named = completed.named_staff.filter(person=reader).exists()
    return [] if is_named else [("Full form signed", "done")]


def outside_statuses(decision: SharingDecision) -> list[Status]:
    """That something stood against what had already gone. Words without blame."""
    if not decision.outside_rules:
        return []
    return [{"status": OUTSIDE_RULES, "kind": "attention"}]


def everyday_mark(decision: SharingDecision) -> str:
    """What a row of a list says of an arrangement for everyday sharing; nothing of others."""
    return EVERYDAY if decision.start == Start.ROUTINE.value and decision.shares else ""


def telephone_statuses(decision: SharingDecision) -> list[Status]:
    """What became of an answer given by telephone. Reads `reviews` and `addenda`."""
    rung = answered_by_telephone(decision)
    if rung is None:
        return []
    if to_be_confirmed(decision) is not None:
        return [{"status": "By telephone: to be confirmed on screen", "kind": "attention"}]
    confirmed = next(
        (one for one in decision.reviews.all() if one.stage == ReviewStage.CONFIRMATION), None
    )
    if confirmed is None:
        return []
    if confirmed.reviewer_person_id != rung.reviewer_person_id:
        kind = "done" if confirmed.verdict == rung.verdict else "danger"
        return [{"status": "By telephone: somebody above has decided", "kind": kind}]
    if confirmed.verdict == rung.verdict:
        return [{"status": "Call confirmed on screen", "kind": "done"}]
    return [{"status": "Call not confirmed: this is not what was said", "kind": "danger"}]
