"""Where a manager does not agree: the ways that stay open, and the way to somebody above.

A manager's no never closes the direct way to those who protect children (rule I07).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from uuid import uuid4

from decisions.models import Addendum, SharingDecision
from decisions.models.standing import Standing, is_escalated, standing
from decisions.policy.assess import assess
from decisions.policy.assessment import Finding
from decisions.policy.rules.i_review import manager_did_not_agree
from decisions.policy.terms import AddendumKind, ReviewStage
from decisions.recording.addendum import SaidBefore, add
from decisions.recording.approvers import approvers
from decisions.recording.reading import SealedDecision, read_decision
from infoshare.access.permissions import Permission
from infoshare.access.scope import appointment_for
from infoshare.common import clock
from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry
from infoshare.organisation.models import User


class NotEscalated(Exception):
    """This cannot be taken higher, or not by this person; the message is for them."""


def direct_routes(sealed: SealedDecision) -> Finding | None:
    """What stays open to staff who fear harm although a manager did not agree, if the rule says."""
    refused = sealed.circumstances.changed(manager_refused=True)
    found = assess(sealed.answers, refused, clock.today()).findings
    return next((finding for finding in found if finding.rule == manager_did_not_agree.id), None)


def routes_after_a_no(not_agreed: Iterable[SharingDecision]) -> Finding | None:
    """The direct routes, where they are open for any of these records; a broken seal opens none."""
    for decision in not_agreed:
        with suppress(LedgerMismatch, NoSuchEntry):
            routes = direct_routes(read_decision(decision))
            if routes is not None:
                return routes
    return None


def may_escalate(decision: SharingDecision, user: User) -> bool:
    """May this person ask the responsible individual to decide?

    The author, while they record here, where what they decided was not agreed and nothing has
    followed it, once, and where somebody is left to ask.
    """
    return (
        decision.author.user_id == user.pk
        and standing(decision) is Standing.NOT_AGREED
        and not is_escalated(decision)
        and not decision.followed_by.exists()
        and appointment_for(user, Permission.RECORD, decision.home, decision.child_id) is not None
        and bool(approvers(decision, ReviewStage.ESCALATION))
    )


def escalate(decision: SharingDecision, author: User) -> Addendum:
    """Ask the responsible individual to decide; asking again finds the first time.

    Raises NotEscalated.
    """
    asked = decision.addenda.filter(kind=AddendumKind.ESCALATED.value).first()
    if decision.author.user_id != author.pk:
        raise NotEscalated("Only the person who signed this can ask somebody above to decide.")
    if asked is not None:
        return asked
    by = appointment_for(author, Permission.RECORD, decision.home, decision.child_id)
    if by is None or not may_escalate(decision, author):
        raise NotEscalated("This record does not wait for somebody above to decide.")
    try:
        return add(decision, by, kind=AddendumKind.ESCALATED, words="", reason="", token=uuid4())
    except SaidBefore as before:
        return before.addendum
