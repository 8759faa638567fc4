"""One record as a row of the register: initials and codes, no names of children."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from decisions.models import SharingDecision
from decisions.policy.terms import AgencyType, Outcome, Start
from decisions.recording.standing_words import OUTSIDE_RULES, everyday_mark, standing_status
from infoshare.common.times_in_words import moment_in_words

COLUMNS = ["Record", "Child", "Decision", "With whom", "Signed", "How it stands"]
_OUTCOME_KINDS = {Outcome.SHARE: "done", Outcome.SHARE_PART: "information"}


def row_of(decision: SharingDecision, *, name_home: bool) -> list[Any]:
    """The cells of a row, in the order of COLUMNS."""
    outcome = Outcome(decision.outcome)
    already = decision.start == Start.ALREADY_SHARED.value
    return [
        {
            "text": decision.code,
            "url": reverse("record", args=[decision.pk]),
            "code": True,
            "hint": decision.home.name if name_home else "",
        },
        decision.child.initials,
        {
            "text": "",
            "status": "Already shared" if already else outcome.label,
            "kind": _OUTCOME_KINDS.get(outcome, "neutral"),
            "hint": _hint(decision),
        },
        _with_whom(decision),
        [moment_in_words(decision.recorded_at), decision.author.user.name],
        {"text": "", **standing_status(decision)},
    ]


def _hint(decision: SharingDecision) -> str:
    if decision.outside_rules:
        return OUTSIDE_RULES
    if not decision.urgent:
        return everyday_mark(decision)
    completed = hasattr(decision, "completed_by")
    return "Urgent" if completed else "Urgent, full form still to come"


def _with_whom(decision: SharingDecision) -> str:
    """The agency in the directory, else the kind of recipient; people are named on opening."""
    if decision.recipient is not None:
        return decision.recipient.name
    return AgencyType(decision.recipient_type).label if decision.recipient_type else "Not known"
