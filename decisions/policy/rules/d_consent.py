"""D. Consent: whether one carries this share, how it was given, and when it ends."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import today
from decisions.policy.facts.consent import (
    consent_expired,
    consent_leaned_on,
    consent_stands,
    covers,
    relies_on_consent,
    was_explained,
)
from decisions.policy.facts.danger import is_serious
from decisions.policy.facts.duty import is_a_duty
from decisions.policy.facts.information import (
    going_where,
    names_the_child,
    relies_on,
)
from decisions.policy.rule import EVERY_RECORD, Rule
from decisions.policy.terms import (
    VALID_CONSENT,
    Advice,
    ConsentState,
    Effect,
    EmergencyEffect,
    Force,
    Purpose,
    SpecialCondition,
    Sureness,
)

NOT_GIVEN = frozenset(
    {
        ConsentState.NOT_SOUGHT,
        ConsentState.REQUESTED,
        ConsentState.DEFERRED,
        ConsentState.REFUSED,
        ConsentState.INVALIDATED,
        ConsentState.UNKNOWN,
    }
)
NOT_ANSWERED = frozenset({ConsentState.REQUESTED, ConsentState.DEFERRED})


@Rule(
    "D01",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 7(3); policy P19",
    dated="2018-05",
    says="The consent was withdrawn.",
    why="Anyone may change their mind. From then on it no longer counts.",
    do="Do not share on consent. If another basis truly fits, choose it and say why.",
    points=Advice.DO_NOT_SHARE,
)
def consent_withdrawn(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    ended = (ConsentState.WITHDRAWN, ConsentState.REVOKED)
    return relies_on_consent(answers) and consent is not None and consent.state in ended


@Rule(
    "D02",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, consent is time-limited; policy P19",
    dated="2024-06",
    says="The consent has run out.",
    why="Consent lasts only for the time that was agreed.",
    do="Ask again, or choose another basis that fits.",
    points=Advice.CHECK_FIRST,
)
def consent_ran_out(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None:
        return False
    standing = consent.state in VALID_CONSENT | {ConsentState.EXPIRED}
    return standing and consent_expired(consent, circumstances)


@Rule(
    "D03",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 6(1)(a); policy P19, P22",
    dated="2018-05",
    says="Nobody has given consent for this.",
    why="Silence, or not knowing, is not a yes. A no is a no.",
    do="Ask for consent, respect a no, or choose another basis that fits.",
    points=Advice.CHECK_FIRST,
)
def consent_not_given(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    none = not circumstances.consents
    not_given = consent is not None and consent.state in NOT_GIVEN
    return relies_on_consent(answers) and (none or not_given)


@Rule(
    "D04",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 4(11), consent is specific; policy P19",
    dated="2018-05",
    says="The consent was for something else.",
    why="Consent covers only what was agreed: what, to whom, and what for.",
    do="Leave it out, or ask for consent to this too.",
    points=Advice.SHARE_PART,
    waits_for=("purpose",),
)
def consent_does_not_cover(
    answers: Answers, circumstances: Circumstances
) -> bool | tuple[int, ...]:
    if not relies_on_consent(answers) or not circumstances.consents:
        return False
    consent = consent_leaned_on(answers, circumstances)
    if consent is None:
        return True
    return going_where(answers, lambda item: not covers(consent, item))


@Rule(
    "D05",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 7; policy P19",
    dated="2018-05",
    says="The record does not show how consent was explained, or the right to change one's mind.",
    why="Consent counts only when the person knew what they agreed to.",
    do="Explain it again and record how, or choose another basis.",
    points=Advice.CHECK_FIRST,
)
def consent_not_explained(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None:
        return False
    return consent.state in VALID_CONSENT and not was_explained(consent)


@Rule(
    "D10",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Power imbalance between staff and child; policy P19",
    dated="2026-11",
    says="They were asked close to a sanction, a restraint or a decision on where they live.",
    why="Under pressure, a yes may not be free.",
    do="Ask again when things are calm.",
    points=Advice.CHECK_FIRST,
)
def asked_under_pressure(answers: Answers, circumstances: Circumstances) -> bool:
    return relies_on_consent(answers) and answers.agreement.under_pressure is True


def _must_be_shared(answers: Answers) -> bool:
    """The law requires it, so that a no would change nothing."""
    by_law = is_a_duty(answers.basis.gateway)
    return by_law or answers.purpose.code is Purpose.STATUTORY_NOTICE


@Rule(
    "D11",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="GMC guidance on children, sharing without consent; policy P19",
    dated="2018-05",
    says="Consent is asked for, but this will be shared in any case.",
    why="It misleads to ask when a no would change nothing.",
    do="Tell them instead, and ask what they think. Choose the basis that fits.",
    points=Advice.CHECK_FIRST,
)
def consent_sought_though_shared_anyway(answers: Answers, circumstances: Circumstances) -> bool:
    if relies_on_consent(answers):
        # Where harm is serious, A07 says it.
        return _must_be_shared(answers) and not is_serious(answers)
    consent = consent_leaned_on(answers, circumstances)
    pending = consent is not None and consent.state in NOT_ANSWERED
    return pending and answers.basis.basis is not None


@Rule(
    "D14",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.CHOICE,
    Sureness.CHOICE,
    source="Consent is time-limited; policy P19",
    dated="2026-11",
    says="This consent runs out soon.",
    why="Consent lasts only for the time that was agreed.",
    do="Ask again in good time, if you will share this again.",
    points=None,
)
def consent_runs_out_soon(answers: Answers, circumstances: Circumstances) -> bool:
    consent = consent_leaned_on(answers, circumstances)
    if not relies_on_consent(answers) or consent is None or consent.expires_on is None:
        return False
    days_left = (consent.expires_on - today(circumstances)).days
    stands = consent_stands(answers, circumstances)
    return stands and days_left <= circumstances.settings.consent_warning_days


@Rule(
    "D15",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 9(2)(a)",
    dated="2018-05",
    says="This is sensitive, and no clear yes to sharing it is on record.",
    why="For health, faith and the like, the law asks for a yes in clear words.",
    do="Ask for a clear yes and record it, choose another condition, or leave this out.",
    points=Advice.CHECK_FIRST,
    waits_for=("purpose",),
)
def consent_not_explicit(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    if not relies_on(answers, SpecialCondition.A9_2_A) or not names_the_child(answers):
        return ()
    consent = consent_leaned_on(answers, circumstances)
    stands = consent_stands(answers, circumstances)
    if relies_on_consent(answers) and not stands:
        # The whole is stopped already.
        return ()
    explicit = stands and consent is not None and consent.explicit
    return going_where(answers, lambda item: item.category.special and not explicit)


@Rule(
    "D16",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 7(3) and Article 19",
    dated="2018-05",
    says="Something was shared on a consent that has since been withdrawn.",
    why="That was right at the time. From now on it stops, and they should know.",
    do="Tell those who have it, and stop whatever is sent again and again.",
    points=None,
    outcomes=EVERY_RECORD,
    follow_up=True,
)
def shared_on_a_consent_withdrawn_since(answers: Answers, circumstances: Circumstances) -> bool:
    return circumstances.shared_on_withdrawn_consent > 0
