"""How great the danger is, and who has been told of it."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.recipient import held
from decisions.policy.terms import CHILD_SEXUAL_ABUSE, REFERRAL_BODIES, SERIOUS


def is_serious(answers: Answers) -> bool:
    return answers.concern.severity in SERIOUS


def is_child_sexual_abuse(answers: Answers) -> bool:
    return not CHILD_SEXUAL_ABUSE.isdisjoint(answers.concern.harms)


def abuse_reported(answers: Answers, circumstances: Circumstances) -> bool:
    return circumstances.abuse_already_reported or bool(answers.concern.already_reported.strip())


def protectors_told(answers: Answers, circumstances: Circumstances) -> bool:
    return circumstances.protectors_already_told or abuse_reported(answers, circumstances)


def is_referral(answers: Answers, circumstances: Circumstances) -> bool:
    """The home itself tells those who protect, at an address that it holds (principle 3)."""
    agency = held(answers, circumstances)
    if answers.was_asked or agency is None or agency.agency_type not in REFERRAL_BODIES:
        return False
    return is_serious(answers) or is_child_sexual_abuse(answers)
