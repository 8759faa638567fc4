"""What a record's page says and offers about approval: whose turn, whom to ring, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import ReviewStage
from decisions.recording.disagreement import direct_routes, may_escalate
from decisions.recording.reading import SealedDecision
from decisions.recording.review import not_your_turn
from decisions.recording.stages import has_it_now, stages_open_to, verdicts_for, waited_too_long
from decisions.recording.telephone import may_be_answered_by_telephone
from infoshare.access.on_call import whom_to_ring
from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.organisation.models import User

Offer = tuple[str, str]
_AT_STAGE = {
    ReviewStage.CONFIRMATION: ("Confirm the call", "confirmation"),
    ReviewStage.ESCALATION: ("Look at it and decide", "escalation"),
}


def answers_offered(decision: SharingDecision, user: User) -> Iterator[Offer]:
    """The words and the page of each answer that this person may give now."""
    for stage in stages_open_to(decision, user):
        if stage in _AT_STAGE:
            yield _AT_STAGE[stage]
        elif decision.needs_approval:
            yield "Look at it and decide", "review"
        else:
            yield "Review what was shared", "review"


def why_not_yours(decision: SharingDecision, user: User) -> str:
    """Said to somebody who approves, where a record waits for a first answer of somebody else."""
    if decision.reviews.all() or not verdicts_for(decision) or stages_open_to(decision, user):
        return ""
    if decision.author.user_id == user.pk:
        return "You signed this, so somebody else must review it."
    return not_your_turn(decision, ReviewStage.FIRST)


def call_offered(decision: SharingDecision) -> Offer | None:
    """Writing down what a manager said on the telephone, while the record waits for one."""
    if not may_be_answered_by_telephone(decision):
        return None
    return "My manager answered by telephone", "telephone-approval"


def around_approval(
    decision: SharingDecision, sealed: SealedDecision, user: User
) -> dict[str, Any]:
    """Whom to ring while it waits, and the ways that stay open where a manager did not agree."""
    stands = standing(decision)
    waits = stands is Standing.AWAITING and not decision.names_staff
    is_author = decision.author.user_id == user.pk
    refused = is_author and stands in (Standing.NOT_AGREED, Standing.ESCALATED)
    return {
        "ring": _whom_to_ring(decision, user) if waits else None,
        "waited": waited_too_long(decision, sealed) if waits else None,
        "routes": direct_routes(sealed) if refused else None,
        "may_escalate": may_escalate(decision, user),
        "has_it_now": has_it_now(decision) if decision.stood_aside.exists() else "",
    }


def _whom_to_ring(decision: SharingDecision, user: User) -> dict[str, str] | None:
    """Whom this person rings about a record that waits: nobody, where they may answer it now.

    Nor its author, who may be on call.
    """
    may_record = may(user, Permission.RECORD, decision.home, decision.child_id)
    if not may_record or stages_open_to(decision, user):
        return None
    return whom_to_ring(decision.home, user, decision.author.user)
