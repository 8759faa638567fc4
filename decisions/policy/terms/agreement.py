"""The child's part: what they understand, want and are told; and consent."""

from __future__ import annotations

from decisions.policy.terms.term import Term


class Understanding(Term):
    """Does the child understand this decision well enough to make it (Gillick; MCA 2005)?"""

    UNDERSTANDS = "UNDERSTANDS", "Yes, I have talked it through with them"
    DOES_NOT = "DOES_NOT", "No, not well enough for this decision"
    NOT_ASSESSED = "NOT_ASSESSED", "I have not been able to find out"


class View(Term):
    AGREES = "AGREES", "They agree"
    DISAGREES = "DISAGREES", "They do not agree"
    MIXED = "MIXED", "They are unsure, or agree to some of it"
    NOT_ASKED = "NOT_ASKED", "I have not asked"


class Told(Term):
    TOLD = "TOLD", "Yes"
    WILL_TELL = "WILL_TELL", "Not yet, but I will"
    NOT_WOULD_RAISE_RISK = "NOT_WOULD_RAISE_RISK", "No, telling would raise the risk"
    NOT_POSSIBLE = "NOT_POSSIBLE", "No, it is not possible"
    NOT_RIGHT = "NOT_RIGHT", "No, it would not be right"
    NOT_TOLD = "NOT_TOLD", "No"


class ConsentState(Term):
    NOT_SOUGHT = "not_sought", "Not asked for"
    REQUESTED = "requested", "Asked for"
    DEFERRED = "deferred", "They will think about it"
    GIVEN = "given", "Given"
    RENEWED = "renewed", "Given again"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REVOKED = "revoked", "Ended by another party"
    EXPIRED = "expired", "Ran out"
    INVALIDATED = "invalidated", "Found not to be valid"
    UNKNOWN = "unknown", "Not known"


VALID_CONSENT = frozenset({ConsentState.GIVEN, ConsentState.RENEWED})


class ConsentGiver(Term):
    CHILD = "CHILD", "The child"
    PARENT = "PARENT", "Someone with parental responsibility"
    PLACING_AUTHORITY = "PLACING_AUTHORITY", "The placing authority"
