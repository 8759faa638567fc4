"""The overall advice, its reasons and the other side."""

from __future__ import annotations

import pytest

from decisions.policy.circumstances import NotToBeTold
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Basis,
    Check,
    ConsentState,
    Contact,
    Harm,
    InformationCategory,
    Outcome,
    PersonAtRisk,
    RequestFeature,
    RoleWithChild,
    Severity,
    TransferMethod,
    Verification,
    View,
)
from tests.policy.builders import (
    already,
    already_in_full,
    asked,
    assessed,
    consent,
    findings_of,
    item,
    own_initiative,
    referral,
    routine,
    urgent,
)

SAYS_NO = {"view": View.DISAGREES}
WELFARE = {"severity": Severity.WELFARE}
REFUSING = {"refusing_now": True}
ON_CONSENT = {"basis": Basis.A6_1_A, "interest": None}
PART = (item(), item(InformationCategory.LIFE_STORY, needed=False, going=False))
NONE_NEEDED = (item(needed=False, going=False),)

SHARE = [
    asked(),
    own_initiative(),
    referral(),
    referral(items=PART),
    urgent(),
    asked(concern={"severity": Severity.IMMEDIATE}),
    asked(concern={"severity": Severity.SIGNIFICANT}, items=NONE_NEEDED),
    asked(concern={"severity": Severity.SIGNIFICANT, **REFUSING}, decision={"outcome": None}),
    asked(decision={"outcome": Outcome.NOT_SHARE}),
    already(),
    already_in_full(),
    routine(),
    routine(decision={"outcome": None}),
    already_in_full(concern={"severity": Severity.IMMEDIATE}),
]
SHARE_PART = [
    asked(items=(item(), item(going=False)), decision={"outcome": Outcome.SHARE_PART}),
    asked(items=PART),
    asked(items=(item(), item(needed=False))),
    asked(request={"features": (RequestFeature.ASKS_FOR_EVERYTHING,)}),
]
DO_NOT_SHARE = [
    asked(request={"agency_type": AgencyType.MEDIA}),
    asked(request={"features": (RequestFeature.CALLBACK_FAILED,)}),
    asked(concern=WELFARE, agreement=SAYS_NO),
    asked(items=NONE_NEEDED),
    asked(concern={**WELFARE, **REFUSING}, decision={"outcome": Outcome.NOT_SHARE}),
    asked(
        request={"agency_type": AgencyType.MEDIA},
        concern={"severity": Severity.SIGNIFICANT, **REFUSING},
        decision={"outcome": Outcome.NOT_SHARE},
    ),
]
CHECK_FIRST = [
    asked(request={"verification": Verification.NONE}),
    asked(request={"role_with_child": RoleWithChild.UNKNOWN}),
    asked(basis={"basis": None, "interest": None}),
    own_initiative(transfer={"method": TransferMethod.SMS}),
    urgent(transfer={"contact": Contact.THEY_RANG}),
]
ASK_MANAGER = [
    asked(request={"doubt": True}),
    asked(decision={"unsure": (Check.NECESSARY,)}),
    asked(concern={"severity": Severity.UNKNOWN}),
    asked(concern=REFUSING, decision={"outcome": Outcome.NOT_SHARE}),
    asked(
        concern={"severity": Severity.SIGNIFICANT},
        agreement=SAYS_NO,
        basis={"basis": Basis.A6_1_F, "interest": None},
    ),
    already_in_full(transfer={"method": TransferMethod.SMS}),
    already(transfer={"astray": True}),
]
CASES = [
    pytest.param(answers, advice, id=f"{advice.value}-{number}")
    for advice, group in (
        (Advice.SHARE, SHARE),
        (Advice.SHARE_PART, SHARE_PART),
        (Advice.DO_NOT_SHARE, DO_NOT_SHARE),
        (Advice.CHECK_FIRST, CHECK_FIRST),
        (Advice.ASK_MANAGER, ASK_MANAGER),
    )
    for number, answers in enumerate(group)
]


@pytest.mark.parametrize(("answers", "advice"), CASES)
def test_the_advice_fits_the_answers(answers, advice):
    assert assessed(answers).advice is advice


@pytest.mark.parametrize(("answers", "advice"), CASES)
def test_two_or_three_reasons_carry_it_and_the_other_side_is_heard(answers, advice):
    assessment = assessed(answers)
    assert 2 <= len(assessment.reasons) <= 3
    assert len(set(assessment.reasons)) == len(assessment.reasons)
    assert assessment.other_side
    assert assessment.other_side not in assessment.reasons


def test_the_reasons_are_the_words_of_the_rules():
    assessment = assessed(asked(request={"verification": Verification.NONE}))
    assert assessment.reasons[0] == findings_of(assessment, "B01")[0].says


def test_somebody_on_the_do_not_tell_list_is_not_told():
    entries = (NotToBeTold(name="Ros Hale"),)
    harm = asked(concern={"severity": Severity.SIGNIFICANT})
    assert assessed(harm, not_to_be_told=entries).advice is Advice.DO_NOT_SHARE


def test_a_withdrawn_consent_means_do_not_share():
    answers = asked(basis=ON_CONSENT)
    withdrawn = (consent(state=ConsentState.WITHDRAWN),)
    assert assessed(answers, consents=withdrawn).advice is Advice.DO_NOT_SHARE


def test_a_consent_that_ran_out_means_check_first():
    ran_out = (consent(state=ConsentState.EXPIRED),)
    assert assessed(asked(basis=ON_CONSENT), consents=ran_out).advice is Advice.CHECK_FIRST


@pytest.mark.parametrize("outcome", [None, Outcome.SHARE, Outcome.NOT_SHARE, Outcome.ASK_ADVICE])
def test_the_advice_does_not_follow_what_was_chosen(outcome):
    answers = asked(request={"doubt": True}, decision={"outcome": outcome})
    assert assessed(answers).advice is Advice.ASK_MANAGER


def test_where_few_rules_speak_two_reasons_are_enough():
    assert len(assessed(asked()).reasons) == 2


def test_a_child_who_agrees_is_not_said_to_disagree():
    assert assessed(asked()).other_side != "The child does not agree."


def test_sharing_hears_that_the_child_does_not_agree():
    assessment = assessed(asked(agreement=SAYS_NO))
    assert assessment.advice is Advice.SHARE
    assert assessment.other_side == "The child does not agree."


def test_not_sharing_hears_that_someone_may_be_harmed():
    request = {"agency_type": AgencyType.MEDIA}
    assessment = assessed(asked(request=request, concern={"severity": Severity.SIGNIFICANT}))
    assert assessment.other_side == findings_of(assessment, "A05")[0].says


def test_sharing_with_a_doubt_hears_the_doubt_first():
    answers = referral(decision={"unsure": (Check.NECESSARY,)})
    assessment = assessed(answers)
    assert assessment.advice is Advice.SHARE
    assert assessment.other_side == findings_of(assessment, "F02")[0].says


def test_harm_to_an_adult_counts_as_danger():
    answers = referral(
        concern={"at_risk": (PersonAtRisk.OTHER_ADULT,), "harms": (Harm.GANGS_SERIOUS_VIOLENCE,)},
        transfer={"agency_type": AgencyType.POLICE},
    )
    assert assessed(answers).advice is Advice.SHARE
