"""C. Lawful basis."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from decisions.policy.terms import (
    AgencyType,
    Basis,
    Effect,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    ProviderType,
    RecognisedInterest,
    RequestFeature,
    Severity,
)
from tests.policy.builders import (
    EIGHTEEN,
    TODAY,
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    referral,
)

COUNCIL = {"provider_type": ProviderType.COUNCIL}
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
    ("interest", "fires"),
    [
        (RecognisedInterest.RLI_EMERGENCY, True),
        (RecognisedInterest.RLI_SAFEGUARDING, False),
        (RecognisedInterest.RLI_SECURITY, False),
    ],
)
def test_a_civil_emergency_is_not_one_child_s_crisis(interest, fires):
    assessment = assessed(asked(basis={"interest": interest}))
    assert (effect_of(assessment, "C06") is Effect.WARN) is fires
    assert not assessment.blocked


def test_a_civil_emergency_is_asked_of_no_other_basis():
    interest = RecognisedInterest.RLI_EMERGENCY
    answers = asked(basis={"basis": Basis.A6_1_D, "interest": interest})
    assert effect_of(assessed(answers), "C06") is None


def test_in_an_emergency_the_wrong_interest_is_looked_at_later():
    answers = asked(
        basis={"interest": RecognisedInterest.RLI_EMERGENCY},
        concern={"severity": Severity.IMMEDIATE},
    )
    finding = findings_of(assessed(answers), "C06")[0]
    assert (finding.effect, finding.follow_up) == (Effect.WARN, True)


WEIGHED = {"basis": Basis.A6_1_F, "interest": None, "balance": "It helps him, and he expects it."}


def test_legitimate_interests_that_were_weighed_are_enough():
    assert effect_of(assessed(asked(basis=WEIGHED)), "C08") is None


@pytest.mark.parametrize(
    "groups",
    [
        {"basis": {**WEIGHED, "balance": " "}},
        {"basis": WEIGHED, "purpose": {"words": " "}},
        {"basis": WEIGHED, "necessity": {"less_intrusive": None}},
        {"basis": WEIGHED, "necessity": {"less_intrusive": LessIntrusive.NOT_CONSIDERED}},
    ],
)
def test_each_part_of_the_assessment_is_needed(groups):
    assert effect_of(assessed(asked(**groups)), "C08") is Effect.BLOCK


def test_the_assessment_is_asked_of_no_other_basis():
    assert effect_of(assessed(asked(purpose={"words": ""})), "C08") is None


def test_a_council_home_hears_only_that_it_may_not_use_the_basis():
    answers = asked(basis={**WEIGHED, "balance": ""})
    assessment = assessed(answers, **COUNCIL)
    assert effect_of(assessment, "C02") is Effect.BLOCK
    assert effect_of(assessment, "C08") is None


def test_of_what_has_been_shared_the_empty_page_is_asked_for():
    empty = {"code": None, "words": ""}
    finding = findings_of(assessed(already_in_full(basis=WEIGHED, purpose=empty)), "C08")[0]
    assert (finding.effect, finding.has_happened) == (Effect.INFO, False)


@pytest.mark.parametrize(
    ("rule", "basis"), [("C01", NO_BASIS), ("C03", {"interest": None}), ("C09", DUTY)]
)
def test_a_referral_goes_ahead_and_its_legal_facts_follow(rule, basis):
    assessment = assessed(referral(basis=basis))
    finding = findings_of(assessment, rule)[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)
    assert not assessment.blocked
    assert assessment.missing == ()


# The law is about living people


YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("piece", "effect"),
    [
        (item(), None),
        (item(InformationCategory.PHYSICAL_HEALTH), None),
        (item(identifies_other=True), Effect.BLOCK),
        (item(InformationCategory.THIRD_PARTY_ADULT), Effect.BLOCK),
        (item(InformationCategory.FAMILY_AND_RESPONSIBILITY), Effect.BLOCK),
        (item(InformationCategory.SOURCE_IDENTITY), Effect.BLOCK),
        (item(InformationCategory.STAFF, going=False), None),
    ],
)
def test_of_a_child_who_has_died_only_what_tells_of_others_needs_a_basis(piece, effect):
    answers = asked(basis=NO_BASIS, items=(item(), piece))
    assert effect_of(assessed(answers, died_on=YESTERDAY), "C01") is effect
    assert effect_of(assessed(answers), "C01") is Effect.BLOCK


@pytest.mark.parametrize(
    ("died_on", "effect"), [(TODAY, None), (TODAY + timedelta(days=1), Effect.BLOCK)]
)
def test_a_death_that_is_still_to_come_was_typed_wrongly(died_on, effect):
    assert effect_of(assessed(asked(basis=NO_BASIS), died_on=died_on), "C01") is effect


BY_INTERESTS = {"basis": Basis.A6_1_F}


def test_an_interest_counts_only_with_the_basis_that_it_belongs_to():
    asked_for = asked(basis={**BY_INTERESTS, **ASKED_FOR_TASK})
    assert not findings_of(assessed(asked_for), "C04")
    grown_up = own_initiative(basis=BY_INTERESTS)
    assert not findings_of(assessed(grown_up, birth_date=EIGHTEEN), "C05")


def test_another_interest_than_safeguarding_may_protect_a_grown_up():
    crime = own_initiative(basis={"interest": RecognisedInterest.RLI_CRIME})
    assert not findings_of(assessed(crime, birth_date=EIGHTEEN), "C05")
