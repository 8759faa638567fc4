"""C. A duty, a task, a life at risk or a contract."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.circumstances import ToldHeld
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Basis,
    Effect,
    Gateway,
    Outcome,
    ProviderType,
    Purpose,
    RequestFeature,
    Severity,
)
from tests.policy.builders import (
    NOW,
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    referral,
    routine,
)

COUNCIL = {"provider_type": ProviderType.COUNCIL}
TASK = {"basis": Basis.A6_1_E, "interest": None}
DUTY = {"basis": Basis.A6_1_C, "interest": None}
LIFE = {"basis": Basis.A6_1_D, "interest": None}
CONTRACT = {"basis": Basis.A6_1_B, "interest": None}
REFUSED = {"outcome": Outcome.NOT_SHARE, "reasons": "We do not think that they need it."}
NOTICE = {"code": Purpose.STATUTORY_NOTICE, "words": "To tell them what happened."}


@pytest.mark.parametrize(
    "law", [{"gateway": Gateway.CHR2015_R40}, {"provision": "Order of the Family Court"}]
)
def test_a_duty_or_a_task_is_named_from_the_list_or_in_words(law):
    assert effect_of(assessed(asked(basis={**DUTY, **law})), "C09") is None
    assert effect_of(assessed(asked(basis={**TASK, **law}), **COUNCIL), "C10") is None


def test_public_task_is_a_council_home_s_own():
    answers = asked(basis={**TASK, "gateway": Gateway.CA1989_S47})
    assert effect_of(assessed(answers, **COUNCIL), "C11") is None
    assert effect_of(assessed(answers), "C11") is Effect.APPROVE


def test_a_private_home_need_not_name_a_task():
    assert effect_of(assessed(asked(basis=TASK)), "C10") is None


# A life, a contract


@pytest.mark.parametrize("severity", [Severity.SIGNIFICANT, Severity.CONCERN, Severity.UNKNOWN])
def test_vital_interests_wants_a_reason_where_nobody_is_in_danger_now(severity):
    answers = own_initiative(basis=LIFE, concern={"severity": severity})
    finding = findings_of(assessed(answers), "C12")[0]
    assert (finding.effect, finding.needs_words) == (Effect.REASON, True)


def test_vital_interests_is_right_where_somebody_is_in_danger_now():
    nobody_we_know = {"agency": None, "agency_type": AgencyType.VOLUNTARY_SECTOR}
    danger = {"severity": Severity.IMMEDIATE}
    answers = own_initiative(basis=LIFE, concern=danger, transfer=nobody_we_know)
    assert effect_of(assessed(answers), "C12") is None


def test_vital_interests_does_not_fit_an_everyday_arrangement():
    assert effect_of(assessed(routine(basis=LIFE)), "C12") is Effect.REASON


def test_of_what_has_been_shared_it_is_asked_for_once_the_danger_is_written_down():
    unknown = already_in_full(
        basis=LIFE, concern={"severity": None, "harms": (), "at_risk": (), "analysis": ""}
    )
    finding = findings_of(assessed(unknown), "C12")[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)
    assert "nobody is in danger" not in finding.says


def test_a_contract_is_seen_by_a_manager_but_a_referral_does_not_wait_for_that():
    assert effect_of(assessed(own_initiative(basis=CONTRACT)), "C13") is Effect.APPROVE
    assert effect_of(assessed(referral(basis=CONTRACT)), "C13") is Effect.NOTIFY
    refusal = own_initiative(basis=CONTRACT, decision=REFUSED)
    assert effect_of(assessed(refusal), "C13") is None


# What the law does not let a home refuse


def refusal(kind=AgencyType.LA_PLACING, purpose=NOTICE, basis=None, **groups):
    transfer = {"agency_type": kind}
    return own_initiative(
        purpose=purpose, basis=basis or {}, transfer=transfer, decision=REFUSED, **groups
    )


R40, R41 = {"gateway": Gateway.CHR2015_R40}, {"gateway": Gateway.CHR2015_R41}
DEATH = {"died_on": date(2026, 11, 1)}
BY_ITS_AREA = {"placed_by_its_area": True}


@pytest.mark.parametrize(
    ("kind", "basis", "settled", "owed"),
    [
        (AgencyType.OFSTED, R40, {}, True),
        (AgencyType.LA_PLACING, R40, {}, True),
        (AgencyType.LA_AREA, R40, {}, False),
        (AgencyType.LA_AREA, R40, DEATH, True),
        (AgencyType.ICB, R40, {}, False),
        (AgencyType.ICB, R40, DEATH, True),
        (AgencyType.LA_AREA, R41, {}, True),
        (AgencyType.LA_AREA, R41, BY_ITS_AREA, False),
        (AgencyType.OFSTED, R41, {}, False),
        (AgencyType.OFSTED, {}, {}, True),
        (AgencyType.LA_AREA, {}, {}, True),
        (AgencyType.LA_AREA, {}, BY_ITS_AREA, False),
        (AgencyType.OFSTED, {"gateway": Gateway.CA1989_S47}, {}, False),
        (AgencyType.SCHOOL, R40, {}, False),
        (AgencyType.MEDIA, R40, {}, False),
        (AgencyType.RELATIVE_OTHER, {}, {}, False),
    ],
)
def test_a_notice_that_the_law_asks_for_cannot_be_refused_to_those_it_names(
    kind, basis, settled, owed
):
    assessment = assessed(refusal(kind, basis=basis), **settled)
    assert (effect_of(assessment, "C15") is Effect.BLOCK) is owed
    assert assessment.blocked is owed


def test_another_purpose_is_no_notice():
    purpose = {"code": Purpose.CARE_PLANNING}
    assert effect_of(assessed(refusal(purpose=purpose, basis=R40)), "C15") is None


@pytest.mark.parametrize(
    ("told", "owed"),
    [
        (
            ToldHeld(agency_type=AgencyType.OFSTED, at=NOW, purpose=Purpose.STATUTORY_NOTICE),
            False,
        ),
        (ToldHeld(agency_type=AgencyType.OFSTED, at=NOW, gateway=Gateway.CHR2015_R40), False),
        (ToldHeld(agency_type=AgencyType.OFSTED, at=NOW, purpose=Purpose.INSPECTION), True),
        (ToldHeld(agency_type=AgencyType.LA_PLACING, at=NOW, gateway=Gateway.CHR2015_R40), True),
    ],
)
def test_a_notice_that_they_have_had_is_not_owed_again(told, owed):
    assessment = assessed(refusal(AgencyType.OFSTED), told=(told,))
    assert (effect_of(assessment, "C15") is Effect.BLOCK) is owed


def test_already_reported_with_its_reference_is_enough():
    reported = refusal(concern={"already_reported": "Ofsted, reference 4711"})
    assert effect_of(assessed(reported), "C15") is None


def test_legal_advice_that_the_duty_does_not_apply_is_enough():
    decision = {**REFUSED, "legal_advice": "Ann Lee, council lawyer: it does not apply."}
    answers = own_initiative(
        purpose=NOTICE, transfer={"agency_type": AgencyType.OFSTED}, decision=decision
    )
    assert effect_of(assessed(answers), "C15") is None


def test_a_caller_who_could_not_be_rung_back_is_owed_nothing():
    groups = {"purpose": NOTICE, "decision": REFUSED}
    failed = {"features": (RequestFeature.CALLBACK_FAILED,)}
    assert effect_of(assessed(asked(**groups)), "C15") is Effect.BLOCK
    assert effect_of(assessed(asked(request=failed, **groups)), "C15") is None


def test_ofsted_asking_is_for_its_own_rule():
    answers = asked(purpose=NOTICE, decision=REFUSED, request={"agency_type": AgencyType.OFSTED})
    assessment = assessed(answers)
    assert effect_of(assessment, "C15") is None
    assert effect_of(assessment, "B17") is Effect.BLOCK


ORDER = {**DUTY, "gateway": Gateway.COURT_ORDER}
FOR_COURT = {"code": Purpose.COURT_OR_CLAIM}


@pytest.mark.parametrize(
    ("kind", "owed"),
    [
        (AgencyType.COURT, True),
        (AgencyType.SOLICITOR, True),
        (AgencyType.MEDIA, False),
        (AgencyType.PARENT_PR, False),
    ],
)
def test_a_court_order_cannot_be_refused(kind, owed):
    assessment = assessed(refusal(kind, purpose=FOR_COURT, basis=ORDER))
    assert (effect_of(assessment, "C15") is Effect.BLOCK) is owed


@pytest.mark.parametrize(
    "feature",
    [
        RequestFeature.COURT_ORDER,
        RequestFeature.SCOPE_UNCLEAR,
        RequestFeature.NO_RETURN_NUMBER,
    ],
)
def test_an_order_that_came_with_a_request_is_spoken_of_once(feature):
    groups = {"purpose": FOR_COURT, "basis": ORDER, "decision": REFUSED}
    assert effect_of(assessed(asked(**groups)), "C15") is Effect.BLOCK
    answers = asked(request={"features": (feature,)}, **groups)
    assert effect_of(assessed(answers), "C15") is None


def test_a_notice_that_is_given_is_no_refusal():
    answers = own_initiative(purpose=NOTICE, transfer={"agency_type": AgencyType.OFSTED})
    assert effect_of(assessed(answers), "C15") is None


def test_spaces_are_no_legal_advice_against_a_duty():
    refusal = {**REFUSED, "legal_advice": "  "}
    assert effect_of(assessed(asked(purpose=NOTICE, decision=refusal)), "C15") is Effect.BLOCK


def test_a_duty_that_may_not_be_refused_is_a_reason_to_share():
    nothing_needed = (item(needed=False, going=False),)
    assessment = assessed(asked(purpose=NOTICE, items=nothing_needed, decision=REFUSED))
    assert assessment.advice is Advice.SHARE
    assert findings_of(assessment, "C15")[0].says in assessment.reasons
