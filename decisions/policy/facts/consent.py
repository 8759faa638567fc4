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


def understood_refusal(answers: Answers, circumstances: Circumstances) -> bool:
    """A child who understands said no, in this decision or in a consent on record."""
    says_no = answers.agreement.view is View.DISAGREES
    consent = consent_leaned_on(answers, circumstances)
    refused = consent is not None and consent.state is ConsentState.REFUSED
    own = refused and consent is not None and consent.giver is ConsentGiver.CHILD
    understands = answers.agreement.understanding is Understanding.UNDERSTANDS
    not_seen = answers.agreement.understanding is not Understanding.DOES_NOT
    presumed = not_seen and (age(circumstances) or 0) >= PRESUMED_CAPABLE_AT
    return (says_no or own) and (understands or presumed)


def consent_refused(answers: Answers, circumstances: Circumstances) -> bool:
    """Somebody who may say no has done so."""
    consent = consent_leaned_on(answers, circumstances)
    on_record = consent is not None and consent.state is ConsentState.REFUSED
    return on_record or understood_refusal(answers, circumstances)
