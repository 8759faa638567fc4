"""How a record stands now, derived from the rows beside it; nothing is kept in step."""

from __future__ import annotations

from decisions.models.decision import SharingDecision
from decisions.policy.terms import Term, Verdict


class Standing(Term):
    AWAITING = "AWAITING", "Waiting for a manager"
    AGREED = "AGREED", "Agreed by a manager"
    NOT_AGREED = "NOT_AGREED", "Not agreed"
    RETURNED = "RETURNED", "Sent back with a question"
    STANDS = "STANDS", "Stands"


_BY_VERDICT = {
    Verdict.AGREED: Standing.AGREED,
    Verdict.NOT_AGREED: Standing.NOT_AGREED,
    Verdict.QUESTION: Standing.RETURNED,
    Verdict.REVIEWED_AFTERWARDS: Standing.STANDS,
}


def standing(decision: SharingDecision) -> Standing:
    """What the last review says, or that none is needed. Reads `decision.reviews`."""
    reviews = sorted(decision.reviews.all(), key=lambda review: review.seq)
    if reviews:
        return _BY_VERDICT[Verdict(reviews[-1].verdict)]
    return Standing.AWAITING if decision.needs_approval else Standing.STANDS


def may_be_shared(decision: SharingDecision) -> bool:
    """Is nothing holding back what this record lets go?"""
    return decision.shares and standing(decision) in (Standing.AGREED, Standing.STANDS)
