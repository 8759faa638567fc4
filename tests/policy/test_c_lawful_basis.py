"""C. Lawful basis."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.terms import (
    AgencyType,
    Basis,
    Effect,
    Gateway,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    ProviderType,
    RecognisedInterest,
    RequestFeature,
)
from tests.policy.builders import (
    EIGHTEEN,
    asked,
    assessed,
    effect_of,
    findings_of,
    own_initiative,
    referral,
)

COUNCIL = {"provider_type": ProviderType.COUNCIL}
TASK = {"basis": Basis.A6_1_E, "interest": None}
DUTY = {"basis": Basis.A6_1_C, "interest": None}
ASKED_FOR_TASK = {"interest": RecognisedInterest.RLI_PUBLIC_TASK_REQUEST}
NO_BASIS = {"basis": None, "interest": None}


def test_a_share_that_names_nobody_needs_no_basis():
    necessity = {"less_intrusive": LessIntrusive.NOT_NAMED}
    assert effect_of(assessed(asked(basis=NO_BASIS, necessity=necessity)), "C01") is None


def test_a_refusal_needs_no_basis():
    answers = asked(basis=NO_BASIS, decision={"outcome": Outcome.NOT_SHARE})
    assert not assessed(answers).blocked


def test_a_basis_that_was_not_law_on_the_day_is_no_basis():
    answers = asked()
    assert effect_of(assessed(answers, on=date(2026, 2, 4)), "C01") is Effect.BLOCK
    assert effect_of(assessed(answers, on=date(2026, 2, 5)), "C01") is None


@pytest.mark.parametrize("basis", [Basis.A6_1_EA, Basis.A6_1_F])
@pytest.mark.parametrize("kind", [ProviderType.PRIVATE, ProviderType.VOLUNTARY])
def test_homes_that_no_council_runs_may_use_legitimate_interests(basis, kind):
    answers = asked(basis={"basis": basis})
    assert effect_of(assessed(answers, provider_type=kind), "C02") is None


def test_a_council_home_may_not_use_recognised_legitimate_interest():
    assert effect_of(assessed(asked(), **COUNCIL), "C02") is Effect.BLOCK


def test_an_interest_is_asked_of_no_other_basis():
    answers = asked(basis={"basis": Basis.A6_1_F, "interest": None})
    assert effect_of(assessed(answers), "C03") is None


def test_a_public_task_that_the_request_states_is_enough():
    stated = {"features": (RequestFeature.STATES_PUBLIC_TASK,)}
    assert effect_of(assessed(asked(basis=ASKED_FOR_TASK, request=stated)), "C04") is None


def test_a_public_task_request_needs_a_request():
    assert effect_of(assessed(own_initiative(basis=ASKED_FOR_TASK)), "C04") is Effect.BLOCK


@pytest.mark.parametrize(
    ("at_risk", "fires"),
    [
        ((PersonAtRisk.OTHER_ADULT,), True),
        ((PersonAtRisk.OTHER_ADULT, PersonAtRisk.THIS_CHILD), False),
        ((PersonAtRisk.OTHER_ADULT, PersonAtRisk.ANOTHER_CHILD), False),
        ((PersonAtRisk.ADULT_AT_RISK,), False),
        ((PersonAtRisk.NOBODY,), False),
    ],
)
def test_safeguarding_protects_children_and_adults_at_risk(at_risk, fires):
    answers = own_initiative(concern={"at_risk": at_risk})
    assert (effect_of(assessed(answers), "C05") is Effect.BLOCK) is fires


def test_a_young_person_who_has_turned_eighteen_must_be_at_risk():
    answers = own_initiative()
    assert effect_of(assessed(answers, birth_date=EIGHTEEN), "C05") is Effect.BLOCK
    assert effect_of(assessed(answers, birth_date=None), "C05") is None


def test_danger_to_an_adult_never_blocks_telling_those_who_protect():
    police = {"agency_type": AgencyType.POLICE}
    answers = own_initiative(transfer=police, concern={"at_risk": (PersonAtRisk.OTHER_ADULT,)})
    finding = findings_of(assessed(answers), "C05")[0]
    assert finding.effect is Effect.NOTIFY
    assert finding.follow_up


def test_necessity_is_asked_of_no_other_basis():
    answers = asked(
        basis={"basis": Basis.A6_1_F, "interest": None}, necessity={"harm_if_not_shared": ""}
    )
    assert effect_of(assessed(answers), "C07") is None


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


@pytest.mark.parametrize(
    ("rule", "basis"), [("C01", NO_BASIS), ("C03", {"interest": None}), ("C09", DUTY)]
)
def test_a_referral_goes_ahead_and_its_legal_facts_follow(rule, basis):
    assessment = assessed(referral(basis=basis))
    finding = findings_of(assessment, rule)[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)
    assert not assessment.blocked
    assert assessment.missing == ()
