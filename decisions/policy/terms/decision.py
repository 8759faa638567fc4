"""What is decided, checked and approved, and what comes of it afterwards."""

from __future__ import annotations

from decisions.policy.terms.term import Term


class Outcome(Term):
    SHARE = "SHARE", "Share"
    SHARE_PART = "SHARE_PART", "Share part"
    NOT_SHARE = "NOT_SHARE", "Do not share"
    ASK_ADVICE = "ASK_ADVICE", "Ask for advice first"
    DECIDE_LATER = "DECIDE_LATER", "Decide later"


SHARING = frozenset({Outcome.SHARE, Outcome.SHARE_PART})
SEALABLE = frozenset({Outcome.SHARE, Outcome.SHARE_PART, Outcome.NOT_SHARE})


class Check(Term):
    NECESSARY = "NECESSARY", "Necessary"
    PROPORTIONATE = "PROPORTIONATE", "Proportionate"
    RELEVANT = "RELEVANT", "Relevant"
    ADEQUATE = "ADEQUATE", "Adequate"
    ACCURATE = "ACCURATE", "Accurate"
    TIMELY = "TIMELY", "Timely"
    SECURE = "SECURE", "Secure"


class CheckAnswer(Term):
    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_SURE = "NOT_SURE", "Not sure"


class Verdict(Term):
    AGREED = "AGREED", "Agreed"
    NOT_AGREED = "NOT_AGREED", "Not agreed"
    QUESTION = "QUESTION", "Asked a question"
    REVIEWED_AFTERWARDS = "REVIEWED_AFTERWARDS", "Reviewed afterwards"


class ReviewStage(Term):
    FIRST = "FIRST", "First"
    CONFIRMATION = "CONFIRMATION", "Confirmation"
    ESCALATION = "ESCALATION", "Escalation"


class ReceiptOutcome(Term):
    RECEIVED = "RECEIVED", "They confirm that they have it"
    ACTED = "ACTED", "They told us what they did"
    NOT_RECEIVED = "NOT_RECEIVED", "They say they do not have it"
    SENT_TO_WRONG_PERSON = "SENT_TO_WRONG_PERSON", "It went to the wrong person"


class AddendumKind(Term):
    CORRECTION = "CORRECTION", "Something was wrong"
    ADDITION = "ADDITION", "Something was missing"
    CHILD_VIEW = "CHILD_VIEW", "The child wants to add something"
    TOLD = "TOLD", "Somebody has now been told"
    CONFIRMED_IN_WRITING = "CONFIRMED_IN_WRITING", "What was said is now confirmed in writing"
    ALLEGATION_REVIEWED = "ALLEGATION_REVIEWED", "An allegation was looked at again"
    REPORTED = "REPORTED", "It has now been reported"
    RETURN_TALK_OFFERED = "RETURN_TALK_OFFERED", "The child was offered a talk after coming back"
    BREACH_CHECKED = "BREACH_CHECKED", "We checked whether this was a data breach"
    ARRANGEMENT_ENDED = "ARRANGEMENT_ENDED", "This arrangement has ended"
    ESCALATED = "ESCALATED", "The author asked the responsible individual to decide"
    REFILED = "REFILED", "This was filed under the wrong child"


class BreachOutcome(Term):
    """What came of checking whether what was shared was a personal data breach (Article 33)."""

    NOT_A_BREACH = "NOT_A_BREACH", "It was not a data breach"
    LOW_RISK = "LOW_RISK", "A data breach, with little risk to anybody"
    REPORTED = "REPORTED", "A data breach, reported to the ICO"
    PEOPLE_TOLD = "PEOPLE_TOLD", "A data breach, reported to the ICO, and the people were told"


class LawReviewOutcome(Term):
    """What a data protection officer found of a rule or a provision that was not yet confirmed."""

    CONFIRMED = "CONFIRMED", "It is right as it stands"
    NEEDS_CHANGING = "NEEDS_CHANGING", "It needs changing"


# Those that a person chooses from a list; the others come of an act that has its own page.
WRITTEN_ADDENDA = (
    AddendumKind.CORRECTION,
    AddendumKind.ADDITION,
    AddendumKind.CHILD_VIEW,
    AddendumKind.TOLD,
    AddendumKind.CONFIRMED_IN_WRITING,
    AddendumKind.ALLEGATION_REVIEWED,
    AddendumKind.REPORTED,
    AddendumKind.RETURN_TALK_OFFERED,
)
