"""Who would receive the information, how far they were checked, and the emergency path."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances, HeldAgency
from decisions.policy.facts.basics import FAMILY, OUTSIDERS, is_in_danger_now
from decisions.policy.terms import (
    EMERGENCY_SERVICES,
    PRIVATE_PERSONS,
    PROTECTORS,
    SHARING,
    AgencyType,
    Contact,
    Outcome,
    RequestFeature,
    Start,
    Verification,
    VerificationStrength,
)


def held(answers: Answers, circumstances: Circumstances) -> HeldAgency | None:
    """What the directory holds of whoever would receive the information."""
    return circumstances.requester_held if answers.was_asked else circumstances.recipient_held


def recipient_type(answers: Answers, circumstances: Circumstances) -> AgencyType | None:
    """The recipient's kind: as the directory has it, else as it was answered."""
    agency = held(answers, circumstances)
    return answers.recipient.agency_type if agency is None else agency.agency_type


def can_protect(answers: Answers, circumstances: Circumstances) -> bool:
    return recipient_type(answers, circumstances) in PROTECTORS


def is_outsider(answers: Answers, circumstances: Circumstances) -> bool:
    """Media, family, strangers and the like, and a caller who would not say who they are."""
    kind = recipient_type(answers, circumstances)
    return kind in OUTSIDERS or (kind is None and answers.was_asked)


def is_family(answers: Answers, circumstances: Circumstances) -> bool:
    return recipient_type(answers, circumstances) in FAMILY


def is_access_request(answers: Answers, circumstances: Circumstances) -> bool:
    """Does family ask for records: all of them, if they like, and without saying why (B12)?"""
    records = RequestFeature.ASKS_FOR_RECORDS in answers.request.features
    return answers.was_asked and records and is_family(answers, circumstances)


def organisation_named(answers: Answers) -> bool:
    who = answers.recipient
    return bool(who.agency or who.agency_name.strip()) or who.agency_type in FAMILY


# Verification and the emergency path


def is_unverified(answers: Answers) -> bool:
    """Nothing, or only the look of an address, says that the requester is who they say."""
    weak = (None, Verification.NONE, Verification.OFFICIAL_EMAIL_DOMAIN)
    return answers.request.verification in weak


def _urgent_contact_confirmed(answers: Answers, circumstances: Circumstances) -> bool:
    kind = recipient_type(answers, circumstances)
    if answers.transfer.contact is Contact.RANG_999:
        return kind is None or kind in PROTECTORS
    reached = answers.transfer.contact in (Contact.RANG_HELD_NUMBER, Contact.RANG_BACK)
    return reached and circumstances.recipient_held is not None and kind not in PRIVATE_PERSONS


def cannot_be_rung_back(answers: Answers) -> bool:
    """They would give no number, or ringing back did not confirm them."""
    signs = {RequestFeature.NO_RETURN_NUMBER, RequestFeature.CALLBACK_FAILED}
    return answers.was_asked and not signs.isdisjoint(answers.request.features)


def _requester_confirmed(answers: Answers, circumstances: Circumstances) -> bool:
    if cannot_be_rung_back(answers):
        return False
    checked = answers.request.verification
    by_held = checked in (Verification.CALLBACK_KNOWN, Verification.KNOWN_ADDRESS)
    if by_held and circumstances.requester_held is not None:
        return True
    emergency_service = recipient_type(answers, circumstances) in EMERGENCY_SERVICES
    strong = checked is not None and checked.strength is VerificationStrength.STRONG
    return emergency_service and strong


def is_confirmed(answers: Answers, circumstances: Circumstances) -> bool:
    """Staff themselves reached this recipient: 999, or a number or address already held."""
    if answers.start is Start.URGENT:
        return _urgent_contact_confirmed(answers, circumstances)
    if answers.was_asked:
        return _requester_confirmed(answers, circumstances)
    return circumstances.recipient_held is not None


def is_ungated(answers: Answers, circumstances: Circumstances) -> bool:
    """Confirmed, and able to protect: nothing holds up an emergency share (9.2)."""
    rang_999 = answers.start is Start.URGENT and answers.transfer.contact is Contact.RANG_999
    protects = rang_999 or can_protect(answers, circumstances)
    return protects and is_confirmed(answers, circumstances)


def is_emergency_path(
    answers: Answers, circumstances: Circumstances, outcome: Outcome | None
) -> bool:
    """Whether each rule's emergency effect applies.

    The path is for sharing. In the ordinary guide it is for those who can protect, and for
    organisations that the directory holds; danger never opens the door to anybody else.
    """
    if answers.start is Start.URGENT:
        return True
    if outcome not in (None, *SHARING) or not is_in_danger_now(answers):
        return False
    known = held(answers, circumstances) is not None
    outsider = is_outsider(answers, circumstances)
    return can_protect(answers, circumstances) or (known and not outsider)
