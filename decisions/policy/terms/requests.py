"""How a record starts, how people reach us, and what they want it for."""

from __future__ import annotations

from enum import IntEnum
from typing import Self

from decisions.policy.terms.term import Term


class Start(Term):
    ASKED = "ASKED", "I was asked for information"
    OWN_INITIATIVE = "OWN_INITIATIVE", "I want to share information"
    ROUTINE = "ROUTINE", "Share regularly, under one arrangement"
    MOVE = "MOVE", "A child is moving"
    URGENT = "URGENT", "Share urgently"
    ALREADY_SHARED = "ALREADY_SHARED", "I have already shared"


class Channel(Term):
    PHONE = "PHONE", "Telephone"
    EMAIL = "EMAIL", "Email"
    LETTER = "LETTER", "Letter"
    IN_PERSON = "IN_PERSON", "In person"
    PORTAL = "PORTAL", "Secure website (portal)"
    MEETING = "MEETING", "Meeting"


class Contact(Term):
    """Who rang whom when information was passed on urgently."""

    RANG_999 = "RANG_999", "I rang 999"
    RANG_HELD_NUMBER = "RANG_HELD_NUMBER", "I rang, or wrote to, a number or address we hold"
    RANG_BACK = "RANG_BACK", "They rang, and I rang back on the number we hold"
    THEY_RANG = "THEY_RANG", "They rang, and I have not rung back yet"


class VerificationStrength(IntEnum):
    """How much a method of checking proves (a choice of the product, not law)."""

    NONE = 0
    MEDIUM = 1
    STRONG = 2


class Verification(Term):
    strength: VerificationStrength

    def __new__(cls, code: str, label: str = "", strength: int = 0) -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        term.strength = VerificationStrength(strength)
        return term

    CALLBACK_KNOWN = "CALLBACK_KNOWN", "I rang back on the number we already hold", 2
    CALLBACK_PUBLISHED = "CALLBACK_PUBLISHED", "I rang back through the published switchboard", 2
    KNOWN_ADDRESS = "KNOWN_ADDRESS", "I will reply only to the address we already hold", 2
    IN_PERSON_ID = "IN_PERSON_ID", "I saw their warrant card or staff pass and checked it", 2
    PORTAL = "PORTAL", "It came through a secure website we sign in to", 2
    COURT_SEAL = "COURT_SEAL", "A sealed court order, checked with the court", 2
    KNOWN_PERSON = "KNOWN_PERSON", "I know them by voice or face", 1
    WRITTEN_REQUEST_FORM = "WRITTEN_REQUEST_FORM", "A signed official request form", 1
    OFFICIAL_EMAIL_DOMAIN = "OFFICIAL_EMAIL_DOMAIN", "The email address looks official", 1
    CODE_WORD = "CODE_WORD", "They gave the agreed code word", 1
    NONE = "NONE", "I have not been able to check", 0


class RequestFeature(Term):
    """What staff noticed about a request; several may be true."""

    ASKS_FOR_EVERYTHING = "ASKS_FOR_EVERYTHING", "They ask for everything, or the whole file"
    STATES_PUBLIC_TASK = "STATES_PUBLIC_TASK", "They say they need it for their public task in law"
    SAYS_EMERGENCY = "SAYS_EMERGENCY", "They say it is an emergency"
    NO_RETURN_NUMBER = "NO_RETURN_NUMBER", "They would not give a number to ring back"
    CALLBACK_FAILED = "CALLBACK_FAILED", "I rang back and could not confirm them"
    WRITTEN_FORM_WITH_RANK = (
        "WRITTEN_FORM_WITH_RANK",
        "A police form signed by an inspector or above",
    )
    COURT_ORDER = "COURT_ORDER", "There is a court order or summons"
    ASKS_FOR_RECORDS = "ASKS_FOR_RECORDS", "They ask to see or have records"
    OUTSIDE_CONTACT = "OUTSIDE_CONTACT", "It is outside the agreed contact arrangements"
    SAFEGUARDING_PARTNER = (
        "SAFEGUARDING_PARTNER",
        "A safeguarding partner asks in writing under section 16H",
    )
    SCOPE_UNCLEAR = "SCOPE_UNCLEAR", "It is not clear what the order covers"


class RoleWithChild(Term):
    """Why this person may need to know: entitlement, apart from identity."""

    ALLOCATED_SOCIAL_WORKER = "ALLOCATED_SOCIAL_WORKER", "The child's social worker, or their team"
    INVESTIGATING = "INVESTIGATING", "They are looking into harm or a crime"
    HEALTH_CARE = "HEALTH_CARE", "They give the child health care"
    EDUCATION = "EDUCATION", "They teach or support the child"
    YOUTH_JUSTICE = "YOUTH_JUSTICE", "They work with the child in youth justice"
    FAMILY = "FAMILY", "Family, or someone with parental responsibility"
    REPRESENTATIVE = "REPRESENTATIVE", "They speak for the child (advocate, solicitor)"
    OVERSIGHT = "OVERSIGHT", "They inspect or review the child's care"
    NEXT_CARER = "NEXT_CARER", "They will care for the child next"
    ACTIVITY = "ACTIVITY", "They run an activity or job for the child"
    NO_ROLE = "NO_ROLE", "None that I know of"
    UNKNOWN = "UNKNOWN", "I do not know"


class Purpose(Term):
    PROTECT_FROM_HARM = "PROTECT_FROM_HARM", "To protect a child or adult from harm"
    INVESTIGATE_HARM = "INVESTIGATE_HARM", "To help an enquiry into harm"
    CRIME = "CRIME", "To prevent or look into a crime"
    HEALTH_CARE = "HEALTH_CARE", "To give health care"
    EDUCATION = "EDUCATION", "To help with school or learning"
    CARE_PLANNING = "CARE_PLANNING", "To plan or review the child's care"
    PLACEMENT_MOVE = "PLACEMENT_MOVE", "Because the child is moving"
    STATUTORY_NOTICE = "STATUTORY_NOTICE", "To give a notice that the law asks for"
    COURT_OR_CLAIM = "COURT_OR_CLAIM", "For a court or a legal claim"
    INSPECTION = "INSPECTION", "For an inspection"
    FAMILY_CONTACT = "FAMILY_CONTACT", "To keep family informed"
    ACTIVITY = "ACTIVITY", "For an activity, club or job"
    PUBLICITY = "PUBLICITY", "For a story, photo or publicity"
    OTHER = "OTHER", "Something else"
    UNCLEAR = "UNCLEAR", "It is not clear"
