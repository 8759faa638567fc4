"""How great the danger is, and who has been told of it."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import ADULT_AT, age
from decisions.policy.facts.recipient import held
from decisions.policy.terms import (
    CHILD_SEXUAL_ABUSE,
    REFERRAL_BODIES,
    SERIOUS,
    Harm,
    Severity,
    Start,
)

CALM = frozenset({Severity.NONE, Severity.WELFARE})
# Below this age no child can agree to it (Sexual Offences Act 2003 sections 5 to 8).
MAY_AGREE_AT = 13


def is_serious(answers: Answers) -> bool:
    return answers.concern.severity in SERIOUS


def is_calm(answers: Answers) -> bool:
    """Is nobody worried: is there no concern, or is none spoken of?"""
    severity = answers.concern.severity
    return answers.start is not Start.URGENT and (severity is None or severity in CALM)


def is_child_sexual_abuse(answers: Answers) -> bool:
    return not CHILD_SEXUAL_ABUSE.isdisjoint(answers.concern.harms)


def is_between_peers(answers: Answers, circumstances: Circumstances) -> bool:
    """Does the record bear it out that two young people of about one age both wanted it?

    The duty to report leaves that out. It does not leave out exploitation, a picture, what staff
    have to do with, or contact that does either of them significant harm.
    """
    concern, years = answers.concern, age(circumstances)
    of_an_age = years is not None and MAY_AGREE_AT <= years < ADULT_AT
    harmless = concern.severity in CALM | {Severity.CONCERN} and not concern.indecent_image
    nothing_else = set(concern.harms) == {Harm.SEXUAL} and not answers.names_staff
    return concern.between_peers is True and of_an_age and harmless and nothing_else


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
