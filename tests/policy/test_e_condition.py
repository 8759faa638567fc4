"""E. Conditions: the second lock."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.circumstances import Settings
from decisions.policy.terms import (
    AgencyType,
    ConsentGiver,
    ConsentState,
    Effect,
    Harm,
    InformationCategory,
    LessIntrusive,
    OffenceCondition,
    Severity,
    SpecialCondition,
    Understanding,
    View,
    WithoutConsentReason,
)
from tests.policy.builders import (
    EIGHTEEN,
    TODAY,
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
    own_initiative,
    referral,
)

HEALTH = item(InformationCategory.MENTAL_HEALTH)
OFFENCE = item(InformationCategory.SUSPECTED_OFFENCE)
P18 = {
    "special": SpecialCondition.A9_2_G_SCH1_P18,
    "without_consent": (WithoutConsentReason.P18_A_CANNOT_GIVE,),
}


def test_only_the_sensitive_pieces_that_go_are_stopped():
    items = (item(), HEALTH, item(InformationCategory.RELIGION, going=False))
    assessment = assessed(asked(items=items))
    assert [finding.concerns for finding in findings_of(assessment, "E01")] == [1]
    assert assessment.may_go == (0,)


def test_a_condition_lets_sensitive_information_go():
    answers = asked(items=(HEALTH,), basis={"special": SpecialCondition.A9_2_H_SCH1_P2})
    assert effect_of(assessed(answers), "E01") is None


@pytest.mark.parametrize(("piece", "rule"), [(HEALTH, "E01"), (OFFENCE, "E09")])
def test_what_names_nobody_needs_no_condition(piece, rule):
    unnamed = {"less_intrusive": LessIntrusive.NOT_NAMED}
    assert effect_of(assessed(asked(items=(piece,), necessity=unnamed)), rule) is None


@pytest.mark.parametrize(("piece", "rule"), [(HEALTH, "E01"), (OFFENCE, "E09")])
@pytest.mark.parametrize(
    ("beside", "effect"),
    [
        (item(), None),
        (item(InformationCategory.STAFF, going=False), None),
        (item(identifies_other=True), Effect.BLOCK),
        (item(InformationCategory.FAMILY_AND_RESPONSIBILITY), Effect.BLOCK),
    ],
    ids=["the child", "somebody else stays out", "somebody else in it", "family"],
)
def test_of_a_child_who_has_died_a_condition_is_wanted_where_somebody_lives_in_it(
    piece, rule, beside, effect
):
    """The law on personal information is about living people."""
    answers = asked(items=(piece, beside))
    assert effect_of(assessed(answers, died_on=TODAY), rule) is effect
    assert effect_of(assessed(answers), rule) is Effect.BLOCK


def test_public_interest_with_its_paragraph_is_enough():
    assert effect_of(assessed(asked(basis=P18)), "E02") is None


def test_safeguarding_with_its_reason_is_enough():
    assert effect_of(assessed(asked(basis=P18)), "E03") is None


@pytest.mark.parametrize(
    "agreement",
    [{"view": View.AGREES}, {"view": View.DISAGREES, "understanding": Understanding.DOES_NOT}],
)
def test_safeguarding_is_questioned_only_after_an_understood_no(agreement):
    assert effect_of(assessed(asked(basis=P18, agreement=agreement)), "E05") is None


def test_safeguarding_after_an_understood_no_wants_a_reason():
    assessment = assessed(asked(basis=P18, agreement={"view": View.DISAGREES}))
    assert findings_of(assessment, "E05")[0].needs_words


@pytest.mark.parametrize(
    ("giver", "fires"), [(ConsentGiver.CHILD, True), (ConsentGiver.PARENT, False)]
)
def test_an_understood_no_on_record_is_the_child_s_own(giver, fires):
    refused = consent(giver=giver, state=ConsentState.REFUSED)
    assessment = assessed(asked(basis=P18), consents=(refused,))
    assert (effect_of(assessment, "E05") is Effect.APPROVE) is fires


def test_only_the_offence_pieces_that_go_are_stopped():
    assessment = assessed(asked(items=(OFFENCE, item())))
    assert [finding.concerns for finding in findings_of(assessment, "E09")] == [0]


def test_a_condition_lets_offence_information_go():
    answers = asked(items=(OFFENCE,), basis={"offence": OffenceCondition.A10_SCH1_P36})
    assert effect_of(assessed(answers), "E09") is None


# Consent that was given


@pytest.mark.parametrize(
    ("given", "fires"),
    [
        ({}, True),
        ({"state": ConsentState.REFUSED}, False),
        ({"state": ConsentState.WITHDRAWN}, False),
        ({"expires_on": date(2026, 11, 8)}, False),
        ({"explained": False}, False),
        ({"told_of_withdrawal": False}, False),
        ({"competence_assessed": False}, False),
        ({"giver": ConsentGiver.PARENT, "responsibility_evidenced": False}, False),
        ({"giver": ConsentGiver.PARENT}, True),
    ],
)
def test_safeguarding_is_for_acting_without_a_valid_consent(given, fires):
    assessment = assessed(asked(basis=P18), consents=(consent(**given),))
    assert (effect_of(assessment, "E04") is Effect.WARN) is fires


def test_a_consent_that_turning_eighteen_ended_is_not_valid():
    given = consent(given_on=date(2026, 3, 3))
    assessment = assessed(asked(basis=P18), consents=(given,), birth_date=EIGHTEEN)
    assert effect_of(assessment, "E04") is None


def test_consent_is_not_held_against_another_condition():
    answers = asked(basis={"special": SpecialCondition.A9_2_H_SCH1_P2})
    assert effect_of(assessed(answers, consents=(consent(),)), "E04") is None
    assert effect_of(assessed(asked(basis=P18)), "E04") is None


# The policy document


def document(review_on):
    return {"settings": Settings(appropriate_policy_review_on=review_on)}


LAPSED = document(date(2026, 11, 8))


@pytest.mark.parametrize(
    ("review_on", "effect"),
    [
        (date(2026, 11, 8), Effect.APPROVE),
        (date(2026, 11, 9), None),
        (None, None),
    ],
)
def test_a_policy_document_is_current_until_the_day_of_its_review(review_on, effect):
    answers = own_initiative(items=(HEALTH,), basis=P18)
    assert effect_of(assessed(answers, **document(review_on)), "E06") is effect


@pytest.mark.parametrize(
    ("items", "basis", "fires"),
    [
        ((HEALTH,), {"special": SpecialCondition.A9_2_G_SCH1_P6}, True),
        ((HEALTH,), {"special": SpecialCondition.A9_2_H_SCH1_P2}, False),
        ((item(),), P18, False),
        ((item(), HEALTH.changed(going=False)), P18, False),
        ((OFFENCE,), {"offence": OffenceCondition.A10_SCH1_P36}, True),
        ((OFFENCE,), {"offence": OffenceCondition.A10_SCH1_P30}, False),
        ((OFFENCE,), P18, False),
    ],
)
def test_a_document_is_needed_only_by_the_conditions_that_name_it(items, basis, fires):
    answers = own_initiative(items=items, basis=basis)
    assert (effect_of(assessed(answers, **LAPSED), "E06") is Effect.APPROVE) is fires


ENFORCERS = {"transfer": {"agency_type": AgencyType.OTHER_LAW_ENFORCEMENT}}
P10 = {"special": SpecialCondition.A9_2_G_SCH1_P10}
P36 = {"offence": OffenceCondition.A10_SCH1_P36}


@pytest.mark.parametrize(
    ("items", "basis", "recipient", "fires"),
    [
        ((HEALTH,), P10, ENFORCERS, False),
        ((HEALTH,), P10, {}, True),
        ((OFFENCE,), P36, ENFORCERS, False),
        ((HEALTH, OFFENCE), {**P10, **P36}, ENFORCERS, False),
        ((HEALTH, OFFENCE), {**P18, **P36}, ENFORCERS, True),
        ((HEALTH,), P18, ENFORCERS, True),
    ],
)
def test_telling_of_a_crime_those_who_look_into_it_needs_no_document(
    items, basis, recipient, fires
):
    answers = own_initiative(items=items, basis=basis, **recipient)
    assert (effect_of(assessed(answers, **LAPSED), "E06") is Effect.APPROVE) is fires


@pytest.mark.parametrize(
    "answers",
    [
        referral(items=(HEALTH,), basis=P18),
        asked(items=(HEALTH,), basis=P18),
        own_initiative(items=(HEALTH,), basis=P18, concern={"severity": Severity.SIGNIFICANT}),
        own_initiative(items=(HEALTH,), basis=P18, concern={"harms": (Harm.CSE,)}),
    ],
    ids=["referral", "those who can protect", "serious harm", "sexual abuse"],
)
def test_a_document_never_holds_up_safeguarding(answers):
    assessment = assessed(answers, **LAPSED)
    assert effect_of(assessment, "E06") is Effect.NOTIFY
    assert not assessment.blocked


# Who can decide, and who keeps it confidential


@pytest.mark.parametrize(
    ("understanding", "fires"),
    [
        (Understanding.UNDERSTANDS, True),
        (Understanding.DOES_NOT, False),
        (Understanding.NOT_ASSESSED, False),
        (None, False),
    ],
)
def test_a_life_condition_is_for_those_who_cannot_decide(understanding, fires):
    basis = {"special": SpecialCondition.A9_2_C}
    answers = asked(basis=basis, agreement={"understanding": understanding})
    assert (effect_of(assessed(answers), "E07") is Effect.BLOCK) is fires


def test_their_understanding_stops_no_other_condition():
    assert effect_of(assessed(asked(basis=P18)), "E07") is None


HEALTH_CARE = {"special": SpecialCondition.A9_2_H_SCH1_P2}


@pytest.mark.parametrize(
    ("kind", "named", "fires"),
    [
        (AgencyType.SCHOOL, "", True),
        (AgencyType.SCHOOL, " ", True),
        (AgencyType.SCHOOL, "Our nurse, Eva Lind", False),
        (AgencyType.HEALTH_GP, "", False),
        (AgencyType.LA_PLACING, "", False),
        (AgencyType.IRO, "", False),
        (AgencyType.POLICE, "", True),
    ],
)
def test_a_professional_is_named_or_plain_from_who_receives_it(kind, named, fires):
    answers = own_initiative(
        basis={**HEALTH_CARE, "professional": named}, transfer={"agency_type": kind}
    )
    assert (effect_of(assessed(answers), "E08") is Effect.REASON) is fires


def test_a_professional_is_asked_of_no_other_condition():
    assert effect_of(assessed(own_initiative(basis=P18)), "E08") is None


LAPSED = {"settings": Settings(appropriate_policy_review_on=date(2026, 11, 8))}
FOR_A_CHARGE = {"offence": OffenceCondition.A10_SCH1_P36}


def test_the_lapsed_policy_is_said_of_once():
    day_to_day = assessed(own_initiative(items=(HEALTH,), basis=P18), **LAPSED)
    assert [found.effect for found in findings_of(day_to_day, "E06")] == [Effect.APPROVE]


def test_a_condition_for_offences_is_used_where_one_of_several_pieces_is_about_one():
    both = own_initiative(items=(item(), OFFENCE), basis=FOR_A_CHARGE)
    assert effect_of(assessed(both, **LAPSED), "E06") is Effect.APPROVE
    neither = own_initiative(items=(item(),), basis=FOR_A_CHARGE)
    assert not findings_of(assessed(neither, **LAPSED), "E06")


@pytest.mark.parametrize(
    "kind",
    [
        AgencyType.LA_PLACING,
        AgencyType.LA_AREA,
        AgencyType.LA_EDT,
        AgencyType.MASH_FRONT_DOOR,
        AgencyType.HEALTH_GP,
        AgencyType.HEALTH_HOSPITAL,
        AgencyType.HEALTH_CAMHS,
        AgencyType.HEALTH_LAC_NURSE,
        AgencyType.HEALTH_SEXUAL,
        AgencyType.AMBULANCE,
        AgencyType.ADULT_SOCIAL_CARE,
        AgencyType.IRO,
        AgencyType.CAFCASS,
    ],
)
def test_who_owes_confidence_by_profession_need_not_be_named(kind):
    answers = own_initiative(
        items=(HEALTH,),
        basis={"special": SpecialCondition.A9_2_H_SCH1_P2},
        transfer={"agency_type": kind},
    )
    assert not findings_of(assessed(answers), "E08")
