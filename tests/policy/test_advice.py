"""The overall advice, its reasons and the other side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decisions.policy.assess import assess
from decisions.policy.assessment import Finding
from decisions.policy.circumstances import NotToBeTold, RelativeHeld, Settings
from decisions.policy.rules import RULES
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
from decisions.policy.versions import RULE_SETS
from tests.policy.builders import (
    TODAY,
    already,
    already_in_full,
    asked,
    assessed,
    circumstances,
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
        basis={"basis": Basis.A6_1_F, "interest": None, "balance": "It helps him."},
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


ORDERED = {"features": (RequestFeature.COURT_ORDER,)}
UNCLEAR = {"features": (RequestFeature.COURT_ORDER, RequestFeature.SCOPE_UNCLEAR)}
OFSTED = {"agency_type": AgencyType.OFSTED, "role_with_child": RoleWithChild.OVERSIGHT}
AUNT = {
    "agency": None,
    "agency_type": AgencyType.RELATIVE_OTHER,
    "name": "Ada Finch",
    "verification": Verification.KNOWN_PERSON,
}
ON_THE_PLAN = (RelativeHeld(name="Ada Finch", on_placement_plan=True),)
CALM_NO = {"severity": Severity.NONE, "harms": (), "at_risk": (), **REFUSING}
HARMED = {"severity": Severity.SIGNIFICANT, "already_reported": "Police, 88-204"}


@pytest.mark.parametrize("request_of", [ORDERED, OFSTED])
@pytest.mark.parametrize(
    "refusal",
    [
        {"concern": CALM_NO},
        {"concern": {**CALM_NO, "severity": Severity.CONCERN}},
        {"items": NONE_NEEDED},
    ],
    ids=["calm", "a worry", "nothing needed"],
)
def test_what_the_law_lets_nobody_refuse_is_not_advised_against(request_of, refusal):
    answers = asked(request=request_of, decision={"outcome": Outcome.NOT_SHARE}, **refusal)
    assessment = assessed(answers)
    assert assessment.blocked
    assert assessment.advice is Advice.SHARE
    assert assessment.reasons[0] == assessment.findings[0].says


def test_legal_advice_opens_the_way_out_of_an_order():
    decision = {"outcome": Outcome.NOT_SHARE, "legal_advice": "Hale and Marsh: it was set aside."}
    answers = asked(request=ORDERED, concern=CALM_NO, decision=decision)
    assert assessed(answers).advice is Advice.DO_NOT_SHARE


def test_a_duty_to_answer_does_not_lift_the_check_of_who_asks():
    answers = asked(request={**OFSTED, "verification": Verification.NONE}, concern=CALM_NO)
    assert assessed(answers).advice is Advice.CHECK_FIRST


ABUSE = {"harms": (Harm.SEXUAL,)}
POLICE = {"agency_type": AgencyType.POLICE, "features": (RequestFeature.WRITTEN_FORM_WITH_RANK,)}


@pytest.mark.parametrize("severity", [Severity.CONCERN, Severity.WELFARE, Severity.UNKNOWN])
@pytest.mark.parametrize("request_of", [{}, POLICE])
@pytest.mark.parametrize("more", [REFUSING, {}], ids=["from the start", "at the end"])
def test_a_report_of_sexual_abuse_is_advised_however_slight_it_seems(severity, request_of, more):
    concern = {**ABUSE, "severity": severity, **more}
    items = () if more else NONE_NEEDED
    refusal = {"outcome": Outcome.NOT_SHARE}
    answers = asked(request=request_of, concern=concern, items=items, decision=refusal)
    assessment = assessed(answers)
    assert assessment.advice is Advice.SHARE
    assert findings_of(assessment, "A08")[0].says in assessment.reasons


@pytest.mark.parametrize(
    ("groups", "advice"),
    [
        ({"request": {"agency_type": AgencyType.SCHOOL}}, Advice.ASK_MANAGER),
        ({"request": {"doubt": True}}, Advice.ASK_MANAGER),
        ({"request": {"verification": Verification.NONE}}, Advice.CHECK_FIRST),
        ({"request": {"features": (RequestFeature.CALLBACK_FAILED,)}}, Advice.DO_NOT_SHARE),
        ({"concern": {"already_reported": "Police, log 210"}}, Advice.ASK_MANAGER),
    ],
    ids=["school", "doubt", "not checked", "not confirmed", "reported"],
)
def test_nothing_else_is_a_report_of_it(groups, advice):
    concern = {**ABUSE, **REFUSING, **groups.get("concern", {})}
    refusal = {"outcome": Outcome.NOT_SHARE}
    answers = asked(**{**groups, "concern": concern, "decision": refusal})
    assert assessed(answers).advice is advice


IN_FORCE = {"settings": Settings(s16la_in_force_from=TODAY)}
WORSE = {
    "outcome": Outcome.NOT_SHARE,
    "reasons": "Her father works there.",
    "more_detrimental": True,
}
SIGNIFICANT = {"severity": Severity.SIGNIFICANT}


@pytest.mark.parametrize("more", [REFUSING, {}], ids=["from the start", "at the end"])
@pytest.mark.parametrize("build", [asked, referral])
def test_that_sharing_would_harm_the_child_more_is_for_a_manager(build, more):
    answers = build(concern={**SIGNIFICANT, **more}, decision=WORSE)
    assessment = assessed(answers, **IN_FORCE)
    assert assessment.advice is Advice.ASK_MANAGER
    assert assessment.reasons[0] == findings_of(assessment, "A04")[0].says


@pytest.mark.parametrize(
    ("groups", "changes"),
    [
        ({}, {}),
        ({"decision": {**WORSE, "more_detrimental": False}}, IN_FORCE),
        (
            {"concern": {**SIGNIFICANT, **REFUSING}, "decision": {**WORSE, "reasons": " "}},
            IN_FORCE,
        ),
        ({"decision": {**WORSE, "outcome": Outcome.SHARE}}, IN_FORCE),
        ({"concern": {"severity": Severity.IMMEDIATE}}, IN_FORCE),
        ({"concern": {**SIGNIFICANT, **ABUSE}}, IN_FORCE),
        ({"request": ORDERED}, IN_FORCE),
        ({"request": {"agency_type": AgencyType.VIRTUAL_SCHOOL}, "concern": {}}, IN_FORCE),
    ],
    ids=[
        "no duty yet",
        "not said",
        "without reasons",
        "shared",
        "danger now",
        "sexual abuse",
        "an order",
        "a worry",
    ],
)
def test_otherwise_there_is_no_way_out_of_sharing(groups, changes):
    answers = asked(**{"concern": SIGNIFICANT, "decision": WORSE, **groups})
    assert assessed(answers, **changes).advice is Advice.SHARE


@pytest.mark.parametrize(
    "refusal", [{"concern": {**HARMED, **REFUSING}}, {"concern": HARMED, "items": NONE_NEEDED}]
)
def test_serious_harm_is_no_reason_to_tell_an_outsider(refusal):
    answers = asked(request=AUNT, decision={"outcome": Outcome.NOT_SHARE}, **refusal)
    assert assessed(answers, relatives=ON_THE_PLAN).advice is Advice.DO_NOT_SHARE


@pytest.mark.parametrize("points", [Advice.DO_NOT_SHARE, Advice.CHECK_FIRST])
def test_an_earlier_row_with_the_same_words_speaks_for_itself(monkeypatch, points):
    """A rule that was changed stands on two rows, and may say the same on both."""
    earlier = tuple(replace(one, points=points) if one.id == "B04" else one for one in RULES)
    monkeypatch.setattr("decisions.policy.assess.rules_of", lambda version: earlier)
    doubt = asked(request={"doubt": True})
    assert assessed(doubt).advice is Advice.ASK_MANAGER
    assert assess(doubt, circumstances(doubt), TODAY, next(iter(RULE_SETS))).advice is points


def test_nothing_is_sealed_of_what_a_rule_speaks_for():
    assert "points" not in Finding.model_fields


def test_each_row_of_a_rule_speaks_for_itself():
    assert assessed(asked(request=ORDERED)).advice is Advice.SHARE
    assert assessed(asked(request=UNCLEAR)).advice is Advice.ASK_MANAGER
    adoption = (item(InformationCategory.ADOPTION_HISTORY),)
    advised = {"legal_advice": "Hale and Marsh: this may go."}
    assert assessed(asked(items=adoption)).advice is Advice.CHECK_FIRST
    assert assessed(asked(items=adoption, decision=advised)).advice is Advice.ASK_MANAGER
