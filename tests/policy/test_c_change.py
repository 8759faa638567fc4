"""C. Another purpose, or another basis, than somebody agreed to."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.circumstances import AdviceHeld
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Basis,
    ConsentGiver,
    ConsentState,
    Effect,
    Gateway,
    InformationCategory,
    Outcome,
    ProviderType,
    Purpose,
    RecognisedInterest,
    Role,
    Severity,
    SpecialCondition,
    View,
    WithoutConsentReason,
)
from tests.policy.builders import (
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
    own_initiative,
)

COUNCIL = {"provider_type": ProviderType.COUNCIL}
TASK = {"basis": Basis.A6_1_E, "interest": None}
DUTY = {"basis": Basis.A6_1_C, "interest": None}
LIFE = {"basis": Basis.A6_1_D, "interest": None}
REFUSED = {"outcome": Outcome.NOT_SHARE, "reasons": "We do not think that they need it."}
P18 = {
    "special": SpecialCondition.A9_2_G_SCH1_P18,
    "without_consent": (WithoutConsentReason.P18_A_CANNOT_GIVE,),
}


# What was collected on consent

COLLECTED = (item(), item(on_consent=True), item(on_consent=True, going=False))


def test_what_was_collected_on_consent_is_stopped_piece_by_piece():
    assessment = assessed(own_initiative(items=COLLECTED))
    assert [finding.concerns for finding in findings_of(assessment, "C14")] == [1]
    assert assessment.may_go == (0,)


@pytest.mark.parametrize(
    ("purpose", "stops"),
    [
        (Purpose.PROTECT_FROM_HARM, False),
        (Purpose.INVESTIGATE_HARM, False),
        (Purpose.CRIME, False),
        (Purpose.STATUTORY_NOTICE, False),
        (Purpose.EDUCATION, True),
        (Purpose.PUBLICITY, True),
        (Purpose.INSPECTION, True),
        (Purpose.UNCLEAR, True),
    ],
)
def test_a_purpose_that_the_law_treats_as_compatible_lets_it_go(purpose, stops):
    answers = own_initiative(items=COLLECTED, purpose={"code": purpose})
    assert (effect_of(assessed(answers), "C14") is Effect.BLOCK) is stops


@pytest.mark.parametrize(
    ("basis", "kind", "stops"),
    [
        ({**DUTY, "gateway": Gateway.COURT_ORDER}, ProviderType.PRIVATE, False),
        (LIFE, ProviderType.PRIVATE, False),
        ({"interest": RecognisedInterest.RLI_PUBLIC_TASK_REQUEST}, ProviderType.PRIVATE, False),
        ({"interest": RecognisedInterest.RLI_PUBLIC_TASK_REQUEST}, ProviderType.COUNCIL, True),
        ({"interest": RecognisedInterest.RLI_CRIME}, ProviderType.PRIVATE, False),
        ({"interest": RecognisedInterest.RLI_SECURITY}, ProviderType.PRIVATE, False),
        ({"interest": RecognisedInterest.RLI_EMERGENCY}, ProviderType.PRIVATE, False),
        ({"interest": RecognisedInterest.RLI_SAFEGUARDING}, ProviderType.PRIVATE, True),
        ({"basis": Basis.A6_1_F, "interest": None}, ProviderType.PRIVATE, True),
        (
            {**TASK, "interest": RecognisedInterest.RLI_PUBLIC_TASK_REQUEST},
            ProviderType.PRIVATE,
            True,
        ),
    ],
)
def test_a_basis_that_the_law_treats_as_compatible_lets_it_go(basis, kind, stops):
    answers = asked(items=COLLECTED, basis=basis)
    assert (effect_of(assessed(answers, provider_type=kind), "C14") is Effect.BLOCK) is stops


@pytest.mark.parametrize(
    ("kind", "severity", "stops"),
    [
        (AgencyType.LA_PLACING, Severity.SIGNIFICANT, False),
        (AgencyType.LA_PLACING, Severity.CONCERN, True),
        (AgencyType.SCHOOL, Severity.SIGNIFICANT, True),
    ],
)
def test_harm_that_is_told_to_those_who_can_protect_lets_it_go(kind, severity, stops):
    answers = asked(items=COLLECTED, request={"agency_type": kind}, concern={"severity": severity})
    assert (effect_of(assessed(answers), "C14") is Effect.BLOCK) is stops


def test_a_new_consent_lets_it_go_for_what_it_covers():
    answers = own_initiative(items=COLLECTED)
    other = (InformationCategory.EDUCATION,)
    assert effect_of(assessed(answers, consents=(consent(),)), "C14") is None
    assert effect_of(assessed(answers, consents=(consent(items=other),)), "C14") is Effect.BLOCK
    ended = consent(state=ConsentState.WITHDRAWN)
    assert effect_of(assessed(answers, consents=(ended,)), "C14") is Effect.BLOCK


@pytest.mark.parametrize(
    ("role", "advises", "stops"),
    [
        (Role.DATA_PROTECTION_OFFICER, Advice.SHARE, False),
        (Role.DATA_PROTECTION_OFFICER, Advice.SHARE_PART, False),
        (Role.DATA_PROTECTION_OFFICER, Advice.DO_NOT_SHARE, True),
        (Role.SAFEGUARDING_LEAD, Advice.SHARE, True),
    ],
)
def test_the_data_protection_officer_can_let_it_go(role, advises, stops):
    advice = (AdviceHeld(role=role, advises=advises),)
    assessment = assessed(own_initiative(items=COLLECTED), advice=advice)
    assert (effect_of(assessment, "C14") is Effect.BLOCK) is stops


def test_it_is_asked_from_the_day_that_the_law_is_in_force():
    basis = {"basis": Basis.A6_1_F, "interest": None, "balance": "It helps him."}
    answers = own_initiative(items=COLLECTED, basis=basis)
    assert effect_of(assessed(answers, on=date(2026, 2, 4)), "C14") is None
    assert effect_of(assessed(answers, on=date(2026, 2, 5)), "C14") is Effect.BLOCK


# Another basis after a no

SAID_NO = {"consents": (consent(state=ConsentState.REFUSED),)}


def test_another_basis_after_a_no_is_explained_and_seen_by_a_manager():
    finding = findings_of(assessed(own_initiative(), **SAID_NO), "C16")[0]
    assert (finding.effect, finding.needs_words) == (Effect.APPROVE, True)


@pytest.mark.parametrize("giver", ConsentGiver)
def test_it_is_asked_whoever_said_no(giver):
    refused = consent(giver=giver, state=ConsentState.REFUSED)
    assert effect_of(assessed(own_initiative(), consents=(refused,)), "C16") is Effect.APPROVE


@pytest.mark.parametrize(
    ("basis", "fires"),
    [
        ({"basis": Basis.A6_1_A, "interest": None}, False),
        ({"basis": None, "interest": None}, False),
        ({**DUTY, "gateway": Gateway.CHR2015_R40}, False),
        (LIFE, True),
        ({"interest": RecognisedInterest.RLI_CRIME}, True),
    ],
)
def test_what_the_law_requires_was_never_a_matter_of_consent(basis, fires):
    assessment = assessed(own_initiative(basis=basis), **SAID_NO)
    assert (effect_of(assessment, "C16") is Effect.APPROVE) is fires


def test_a_no_in_this_talk_alone_is_no_change_of_basis():
    answers = own_initiative(agreement={"view": View.DISAGREES})
    assert effect_of(assessed(answers), "C16") is None


def test_a_yes_after_the_no_counts():
    again = consent(given_on=date(2026, 10, 1))
    assessment = assessed(own_initiative(), consents=(*SAID_NO["consents"], again))
    assert effect_of(assessment, "C16") is None


@pytest.mark.parametrize(
    ("answers", "instead"),
    [
        (own_initiative(concern={"severity": Severity.WELFARE}), "D12"),
        (own_initiative(basis=P18), "E05"),
    ],
)
def test_a_manager_is_asked_about_the_no_once(answers, instead):
    assessment = assessed(answers, **SAID_NO)
    assert effect_of(assessment, "C16") is None
    assert effect_of(assessment, instead) is Effect.APPROVE


def test_those_who_can_protect_are_told_meanwhile():
    answers = asked(concern={"severity": Severity.SIGNIFICANT})
    assert effect_of(assessed(answers, **SAID_NO), "C16") is Effect.NOTIFY


def test_a_parents_no_is_asked_about_although_paragraph_18_is_chosen():
    refused = consent(giver=ConsentGiver.PARENT, state=ConsentState.REFUSED)
    answers = own_initiative(basis=P18, items=(item(InformationCategory.MENTAL_HEALTH),))
    assert effect_of(assessed(answers, consents=(refused,)), "C16") is Effect.APPROVE
