"""The consent that a share would lean on, and who has said no."""

from __future__ import annotations

from datetime import date

from decisions.policy.answers import Answers, Item
from decisions.policy.circumstances import Circumstances, ConsentHeld
from decisions.policy.facts.basics import ADULT_AT, PRESUMED_CAPABLE_AT, age, age_on, today
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.terms import (
    VALID_CONSENT,
    Basis,
    ConsentGiver,
    ConsentState,
    Purpose,
    Understanding,
    View,
)


def _newest(consents: tuple[ConsentHeld, ...]) -> ConsentHeld | None:
    """The one given last; of two on one day, the one that no longer stands."""
    return max(
        consents,
        key=lambda c: (c.given_on or date.min, c.state not in VALID_CONSENT, c.state.value),
        default=None,
    )


def consents_in_scope(
    answers: Answers, circumstances: Circumstances, besides: Purpose | None = None
) -> tuple[ConsentHeld, ...]:
    """Consents for this purpose, or for another one besides it, and this recipient."""
    if not circumstances.consents:
        return ()
    kind = recipient_type(answers, circumstances)
    return tuple(
        consent
        for consent in circumstances.consents
        if consent.purpose in (answers.purpose.code, besides)
        and consent.recipient in (None, answers.recipient.agency)
        and consent.recipient_type in (None, kind)
    )


def consent_leaned_on(answers: Answers, circumstances: Circumstances) -> ConsentHeld | None:
    """The consent that would carry this share: the child's own, else the newest other one."""
    scoped = consents_in_scope(answers, circumstances)
    own = tuple(consent for consent in scoped if consent.giver is ConsentGiver.CHILD)
    return _newest(own or scoped)


def consent_expired(consent: ConsentHeld, circumstances: Circumstances) -> bool:
    ran_out = consent.expires_on is not None and consent.expires_on < today(circumstances)
    return consent.state is ConsentState.EXPIRED or ran_out


def _stands(consent: ConsentHeld, circumstances: Circumstances) -> bool:
    return _stands_on(consent, today(circumstances))


def _stands_on(consent: ConsentHeld, day: date) -> bool:
    ran_out = consent.expires_on is not None and consent.expires_on < day
    return consent.state in VALID_CONSENT and not ran_out


def consent_stands(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    return consent is not None and _stands(consent, circumstances)


def those_who_agreed_to_a_visit(
    answers: Answers, circumstances: Circumstances
) -> frozenset[ConsentGiver]:
    """Those whose last word on what this visitor reads is a yes that still stands.

    The law asks for a yes to the visitor's reading a record, whatever they read it for.
    """
    scoped = consents_in_scope(answers, circumstances, Purpose.INSPECTION)
    return those_whose_last_word_is_yes(scoped, today(circumstances))


def those_whose_last_word_is_yes(
    consents: tuple[ConsentHeld, ...], day: date
) -> frozenset[ConsentGiver]:
    """Of everybody who said something: those who said yes last, where the yes stands that day."""
    last = (_newest(tuple(one for one in consents if one.giver is giver)) for giver in ConsentGiver)
    return frozenset(one.giver for one in last if one and _stands_on(one, day))


def relies_on_consent(answers: Answers) -> bool:
    return answers.basis.basis is Basis.A6_1_A


def covers(consent: ConsentHeld, item: Item) -> bool:
    """A consent that lists nothing is for all that its purpose needs."""
    return not consent.items or item.category in consent.items


# What makes a consent that was given a valid one


def was_explained(consent: ConsentHeld) -> bool:
    return consent.explained and consent.told_of_withdrawal


def _presumed_capable(circumstances: Circumstances) -> bool:
    return (age(circumstances) or 0) >= PRESUMED_CAPABLE_AT


def capacity_doubted(answers: Answers, circumstances: Circumstances, consent: ConsentHeld) -> bool:
    """From 16 they are presumed to understand: it is said that they do not, and not looked into."""
    own = consent.giver is ConsentGiver.CHILD and _presumed_capable(circumstances)
    lacks = answers.agreement.understanding is Understanding.DOES_NOT
    return own and lacks and not consent.competence_assessed


def competence_not_shown(
    answers: Answers, circumstances: Circumstances, consent: ConsentHeld
) -> bool:
    """The child consented, and it is not shown that they understand, or it is said that not."""
    if consent.giver is not ConsentGiver.CHILD:
        return False
    if capacity_doubted(answers, circumstances, consent):
        return False
    lacks = answers.agreement.understanding is Understanding.DOES_NOT
    return lacks or not (_presumed_capable(circumstances) or consent.competence_assessed)


def responsibility_not_shown(consent: ConsentHeld, circumstances: Circumstances) -> bool:
    """A parent consented, without evidence of parental responsibility; from 18 nobody has it."""
    parent = consent.giver is ConsentGiver.PARENT and not consent.responsibility_evidenced
    return parent and (age(circumstances) or 0) < ADULT_AT


def given_before_adulthood(consent: ConsentHeld, circumstances: Circumstances) -> bool:
    """Of somebody who is 18 now: they were not when they consented, or somebody else did."""
    born, given = circumstances.birth_date, consent.given_on
    if born is None or (age(circumstances) or 0) < ADULT_AT:
        return False
    own = consent.giver is ConsentGiver.CHILD
    return not own or given is None or age_on(born, given) < ADULT_AT


def consent_is_valid(answers: Answers, circumstances: Circumstances) -> bool:
    """It stands, and nothing shows that it was never a valid one, or no longer is."""
    consent = consent_leaned_on(answers, circumstances)
    if consent is None or not consent_stands(answers, circumstances):
        return False
    return was_explained(consent) and not (
        capacity_doubted(answers, circumstances, consent)
        or competence_not_shown(answers, circumstances, consent)
        or responsibility_not_shown(consent, circumstances)
        or given_before_adulthood(consent, circumstances)
    )


# Who has said no


def _refused_on_record(consent: ConsentHeld | None) -> ConsentGiver | None:
    """Who refused, where the consent that would carry this share was refused."""
    if consent is None or consent.state is not ConsentState.REFUSED:
        return None
    return consent.giver


def understood_refusal(answers: Answers, circumstances: Circumstances) -> bool:
    """A child who understands said no, in this decision or in a consent on record."""
    consent = consent_leaned_on(answers, circumstances)
    own = _refused_on_record(consent) is ConsentGiver.CHILD
    says_no = answers.agreement.view is View.DISAGREES or own
    understanding = answers.agreement.understanding
    may_understand = (
        _presumed_capable(circumstances) and understanding is not Understanding.DOES_NOT
    )
    return says_no and (understanding is Understanding.UNDERSTANDS or may_understand)


def consent_refused_on_record(answers: Answers, circumstances: Circumstances) -> bool:
    """Consent for this was asked for, and refused."""
    return _refused_on_record(consent_leaned_on(answers, circumstances)) is not None


def consent_refused(answers: Answers, circumstances: Circumstances) -> bool:
    """Somebody who may say no has done so."""
    on_record = consent_refused_on_record(answers, circumstances)
    return on_record or understood_refusal(answers, circumstances)


def agreed_over_the_childs_no(answers: Answers, circumstances: Circumstances) -> bool:
    """It leans on consent: somebody else gave theirs, and a child who understands said no."""
    others = any(
        consent.giver is not ConsentGiver.CHILD and _stands(consent, circumstances)
        for consent in consents_in_scope(answers, circumstances)
    )
    return relies_on_consent(answers) and others and understood_refusal(answers, circumstances)
