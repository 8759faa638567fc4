"""How a record stands now, derived from the rows beside it; nothing is kept in step."""

from __future__ import annotations

from decisions.models.decision import SharingDecision
from decisions.policy.terms import AddendumKind, ReviewStage, Term, Verdict


class Standing(Term):
    AWAITING = "AWAITING", "Waiting for a manager"
    AGREED = "AGREED", "Agreed by a manager"
    NOT_AGREED = "NOT_AGREED", "Not agreed"
    RETURNED = "RETURNED", "Sent back with a question"
    ESCALATED = "ESCALATED", "With the responsible individual"
    STANDS = "STANDS", "Stands"


_BY_VERDICT = {
    Verdict.AGREED: Standing.AGREED,
    Verdict.NOT_AGREED: Standing.NOT_AGREED,
    Verdict.QUESTION: Standing.RETURNED,
    Verdict.REVIEWED_AFTERWARDS: Standing.STANDS,
}


def standing(decision: SharingDecision) -> Standing:
    """What the last review says, or that none is needed. Reads `reviews` and `addenda`."""
    reviews = sorted(decision.reviews.all(), key=lambda review: review.seq)
    if not reviews:
        return Standing.AWAITING if decision.needs_approval else Standing.STANDS
    last = Verdict(reviews[-1].verdict)
    if last is Verdict.NOT_AGREED and waits_for_the_last_word(decision):
        return Standing.ESCALATED
    return _BY_VERDICT[last]


def is_escalated(decision: SharingDecision) -> bool:
    """Has its author asked the responsible individual to decide? Reads `addenda`."""
    return any(one.kind == AddendumKind.ESCALATED for one in decision.addenda.all())


def waits_for_the_last_word(decision: SharingDecision) -> bool:
    """Was it taken to the responsible individual, who has not decided yet?"""
    decided = any(one.stage == ReviewStage.ESCALATION for one in decision.reviews.all())
    return not decided and is_escalated(decision)


def may_be_shared(decision: SharingDecision) -> bool:
    """Is nothing holding back what this record lets go?"""
    return decision.shares and standing(decision) in (Standing.AGREED, Standing.STANDS)
