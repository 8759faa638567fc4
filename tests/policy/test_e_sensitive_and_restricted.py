"""E. Sensitive, offence and restricted content."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.answers import PersonConcerned
from decisions.policy.terms import (
    Basis,
    ConsentGiver,
    ConsentState,
    Effect,
    Gateway,
    InformationCategory,
    LessIntrusive,
    OffenceCondition,
    PersonAtRisk,
    PersonKind,
    Severity,
    SpecialCondition,
    Understanding,
    View,
    WithoutConsentReason,
)
from tests.policy.builders import asked, assessed, consent, effect_of, findings_of, item, referral

HEALTH = item(InformationCategory.MENTAL_HEALTH)
OFFENCE = item(InformationCategory.SUSPECTED_OFFENCE)
SECRET = item(in_confidence=True)
P18 = {
    "special": SpecialCondition.A9_2_G_SCH1_P18,
    "without_consent": (WithoutConsentReason.P18_A_CANNOT_GIVE,),
}
BOTH = {"harm_if_shared": "He may stop trusting us.", "harm_if_not_shared": "He may be hurt."}
NEITHER = {"harm_if_shared": "", "harm_if_not_shared": ""}


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


def test_a_confidence_is_kept_unless_both_sides_are_weighed():
    def rules(necessity):
        answers = asked(items=(item(), SECRET), necessity=necessity)
        found = assessed(answers).findings
        return {finding.rule for finding in found if finding.rule in ("E10", "E11")}

    assert rules(NEITHER) == {"E10"}
    assert rules({**NEITHER, "harm_if_shared": "He may stop trusting us."}) == {"E11"}
    assert rules({**NEITHER, "harm_if_not_shared": "He may be hurt."}) == {"E11"}
    assert rules(BOTH) == set()


def test_a_confidence_is_asked_about_piece_by_piece():
    answers = asked(items=(item(), SECRET), necessity=NEITHER)
    assert [finding.concerns for finding in findings_of(assessed(answers), "E10")] == [1]


def test_a_confidence_that_stays_is_not_asked_about():
    answers = asked(items=(item(), item(in_confidence=True, going=False)), necessity=NEITHER)
    assert effect_of(assessed(answers), "E10") is None


def test_a_legal_duty_lets_a_confidence_go():
    duty = {"basis": Basis.A6_1_C, "interest": None, "gateway": Gateway.COURT_ORDER}
    answers = asked(items=(SECRET,), necessity=NEITHER, basis=duty)
    assert effect_of(assessed(answers), "E10") is None


def test_consent_lets_a_confidence_go_while_it_stands():
    answers = asked(items=(SECRET,), necessity=NEITHER)
    assert effect_of(assessed(answers, consents=(consent(),)), "E10") is None
    ran_out = consent(expires_on=date(2026, 10, 1))
    assert effect_of(assessed(answers, consents=(ran_out,)), "E10") is Effect.BLOCK


def test_a_referral_has_the_public_interest_test_done_for_it():
    answers = referral(items=(SECRET,), necessity=NEITHER)
    found = {finding.rule for finding in assessed(answers).findings}
    assert not found & {"E10", "E11"}


def test_leaning_on_the_public_interest_means_weighing_both_sides():
    public_interest = {"gateway": Gateway.COMMON_LAW_PI}
    answers = asked(basis=public_interest, necessity=NEITHER)
    assert effect_of(assessed(answers), "E11") is Effect.BLOCK
    assert effect_of(assessed(asked(basis=public_interest, necessity=BOTH)), "E11") is None
    assert effect_of(assessed(referral(basis=public_interest)), "E11") is None


IN_CARE = (PersonConcerned(kind=PersonKind.LOOKED_AFTER_CHILD, name="Jay"),)
NOT_IN_CARE = (PersonConcerned(kind=PersonKind.CHILD), PersonConcerned(kind=PersonKind.ADULT))
ABOUT_A_CHILD = item(InformationCategory.THIRD_PARTY_CHILD)


@pytest.mark.parametrize(
    ("people", "items", "effect"),
    [
        (IN_CARE, (ABOUT_A_CHILD,), Effect.APPROVE),
        (IN_CARE, (item(identifies_other=True),), Effect.APPROVE),
        (IN_CARE, (item(), ABOUT_A_CHILD.changed(going=False)), Effect.INFO),
        (IN_CARE, (item(InformationCategory.THIRD_PARTY_ADULT),), Effect.INFO),
        (NOT_IN_CARE, (ABOUT_A_CHILD,), None),
        ((), (ABOUT_A_CHILD,), None),
    ],
)
def test_what_tells_of_another_child_in_care_is_seen_by_a_manager(people, items, effect):
    answers = asked(people=people, items=items)
    assert effect_of(assessed(answers), "E18") is effect


def test_another_child_in_care_who_may_be_harmed_has_a_record_of_their_own():
    answers = asked(people=IN_CARE, concern={"at_risk": (PersonAtRisk.ANOTHER_CHILD,)})
    finding = findings_of(assessed(answers), "E18")[0]
    assert (finding.effect, finding.do) == (Effect.INFO, "Make a separate record for that child.")


def test_in_an_emergency_another_child_in_care_is_looked_at_afterwards():
    danger = {"severity": Severity.IMMEDIATE}
    answers = asked(people=IN_CARE, items=(ABOUT_A_CHILD,), concern=danger)
    finding = findings_of(assessed(answers), "E18")[0]
    assert (finding.effect, finding.follow_up) == (Effect.NOTIFY, True)
