"""The consent that a share would lean on, and who has said no."""

from __future__ import annotations

from datetime import date

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances, ConsentHeld
from decisions.policy.facts.basics import PRESUMED_CAPABLE_AT, age, today
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.terms import (
    VALID_CONSENT,
    Basis,
    ConsentGiver,
    ConsentState,
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


def consents_in_scope(answers: Answers, circumstances: Circumstances) -> tuple[ConsentHeld, ...]:
    """Consents for this purpose and this recipient."""
    kind = recipient_type(answers, circumstances)
    return tuple(
        consent
        for consent in circumstances.consents
        if consent.purpose is answers.purpose.code
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


def consent_stands(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if consent is None or consent.state not in VALID_CONSENT:
        return False
    return not consent_expired(consent, circumstances)


def relies_on_consent(answers: Answers) -> bool:
    return answers.basis.basis is Basis.A6_1_A


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
    presumed = (age(circumstances) or 0) >= PRESUMED_CAPABLE_AT
    may_understand = presumed and understanding is not Understanding.DOES_NOT
    return says_no and (understanding is Understanding.UNDERSTANDS or may_understand)


def consent_refused(answers: Answers, circumstances: Circumstances) -> bool:
    """Somebody who may say no has done so."""
    consent = consent_leaned_on(answers, circumstances)
    on_record = _refused_on_record(consent) is not None
    return on_record or understood_refusal(answers, circumstances)
