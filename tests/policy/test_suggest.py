"""Which lawful basis and conditions are suggested."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.law import bases_on, interests_on
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Gateway,
    Harm,
    InformationCategory,
    OffenceCondition,
    ProviderType,
    Purpose,
    RecognisedInterest,
    RequestFeature,
    Severity,
    SpecialCondition,
    Understanding,
)
from tests.policy.builders import (
    TODAY,
    already,
    already_in_full,
    asked,
    assessed,
    item,
    own_initiative,
    routine,
    urgent,
)

COUNCIL = {"provider_type": ProviderType.COUNCIL}
STATED = {"features": (RequestFeature.STATES_PUBLIC_TASK,)}
HEALTH = (item(InformationCategory.PHYSICAL_HEALTH),)
OFFENCE = (item(InformationCategory.SUSPECTED_OFFENCE),)
EA, SAFE = Basis.A6_1_EA, RecognisedInterest.RLI_SAFEGUARDING
TASK_ASKED = RecognisedInterest.RLI_PUBLIC_TASK_REQUEST
P2, P10 = SpecialCondition.A9_2_H_SCH1_P2, SpecialCondition.A9_2_G_SCH1_P10
P6, P18 = SpecialCondition.A9_2_G_SCH1_P6, SpecialCondition.A9_2_G_SCH1_P18


def first(answers, **changes):
    return assessed(answers, **changes).bases[0]


def purpose(code):
    return {"code": code, "words": "To help."}


CASES = [
    ({"concern": {"severity": Severity.SIGNIFICANT}}, EA, SAFE, Basis.A6_1_E, P18),
    ({"concern": {"harms": (Harm.CSE,)}}, EA, SAFE, Basis.A6_1_E, P18),
    ({"purpose": purpose(Purpose.INVESTIGATE_HARM)}, EA, SAFE, Basis.A6_1_E, P18),
    (
        {"purpose": purpose(Purpose.CRIME)},
        EA,
        RecognisedInterest.RLI_CRIME,
        Basis.A6_1_E,
        P10,
    ),
    (
        {"purpose": purpose(Purpose.CARE_PLANNING), "request": STATED},
        EA,
        TASK_ASKED,
        Basis.A6_1_E,
        P2,
    ),
    ({"purpose": purpose(Purpose.CARE_PLANNING)}, EA, SAFE, Basis.A6_1_E, P2),
    ({"purpose": purpose(Purpose.STATUTORY_NOTICE)}, Basis.A6_1_C, None, Basis.A6_1_C, P6),
    (
        {"purpose": purpose(Purpose.COURT_OR_CLAIM)},
        Basis.A6_1_C,
        None,
        Basis.A6_1_C,
        SpecialCondition.A9_2_F,
    ),
    ({"purpose": purpose(Purpose.INSPECTION)}, Basis.A6_1_C, None, Basis.A6_1_C, P6),
    ({"purpose": purpose(Purpose.HEALTH_CARE)}, EA, SAFE, Basis.A6_1_E, P2),
    ({"purpose": purpose(Purpose.EDUCATION)}, EA, SAFE, Basis.A6_1_E, P2),
    ({"purpose": purpose(Purpose.PLACEMENT_MOVE)}, EA, SAFE, Basis.A6_1_E, P2),
    (
        {"purpose": purpose(Purpose.ACTIVITY)},
        Basis.A6_1_A,
        None,
        Basis.A6_1_A,
        SpecialCondition.A9_2_A,
    ),
    ({"purpose": purpose(Purpose.FAMILY_CONTACT)}, EA, SAFE, Basis.A6_1_E, P2),
]


@pytest.mark.parametrize(("changes", "private", "interest", "council", "special"), CASES)
def test_each_case_has_its_default(changes, private, interest, council, special):
    answers = asked(items=HEALTH, **changes)
    at_home = first(answers)
    assert (at_home.basis, at_home.interest, at_home.special) == (private, interest, special)
    assert at_home.why
    at_council = first(answers, **COUNCIL)
    assert (at_council.basis, at_council.special) == (council, special)


@pytest.mark.parametrize(
    ("kind", "interest"),
    [
        (AgencyType.POLICE, RecognisedInterest.RLI_CRIME),
        (AgencyType.OTHER_LAW_ENFORCEMENT, RecognisedInterest.RLI_CRIME),
        (AgencyType.LA_AREA, TASK_ASKED),
        (AgencyType.SCHOOL, SAFE),
    ],
)
def test_where_the_purpose_says_little_the_recipient_decides(kind, interest):
    answers = asked(purpose=purpose(Purpose.OTHER), request={**STATED, "agency_type": kind})
    assert first(answers).interest is interest


def test_danger_now_is_a_matter_of_life():
    assert first(urgent()).basis is Basis.A6_1_D
    assert first(urgent(), **COUNCIL).basis is Basis.A6_1_D


def test_a_public_task_request_is_offered_only_where_the_request_states_it():
    harm = {"severity": Severity.SIGNIFICANT}
    offered = [way.interest for way in assessed(asked(concern=harm, request=STATED)).bases]
    assert TASK_ASKED in offered
    assert TASK_ASKED not in [way.interest for way in assessed(asked(concern=harm)).bases]


def test_a_council_s_task_comes_with_its_law():
    harm = asked(concern={"severity": Severity.SIGNIFICANT})
    assert first(harm, **COUNCIL).gateway is Gateway.CA1989_S47


def test_before_the_newer_law_another_basis_stands_first():
    assert first(asked(), on=date(2026, 2, 4)).basis is Basis.A6_1_F


def test_a_notice_names_the_law_that_asks_for_it():
    notice = asked(purpose=purpose(Purpose.STATUTORY_NOTICE))
    assert first(notice).gateway is Gateway.CHR2015_R40


@pytest.mark.parametrize("provider", ProviderType)
@pytest.mark.parametrize("on", [date(2018, 5, 25), date(2026, 2, 4), TODAY])
@pytest.mark.parametrize("code", Purpose)
def test_only_what_is_law_here_and_on_that_day_is_offered(provider, on, code):
    ways = assessed(asked(purpose=purpose(code)), on=on, provider_type=provider).bases
    assert ways
    assert {way.basis.value for way in ways} <= {row.code for row in bases_on(on, provider)}
    interests = {row.code for row in interests_on(on, provider)}
    assert {way.interest.value for way in ways if way.interest} <= interests


def test_a_condition_is_suggested_only_where_something_sensitive_may_go():
    assert assessed(asked()).conditions == ()
    assert first(asked()).special is None
    staying = (item(InformationCategory.RELIGION, going=False), item())
    assert assessed(asked(items=staying)).conditions == ()
    undecided = (item(InformationCategory.RELIGION, going=None),)
    assert assessed(asked(items=undecided)).conditions == (P2, P18)


def test_life_at_risk_excuses_only_for_someone_who_cannot_consent():
    danger = {"severity": Severity.IMMEDIATE}
    can = asked(items=HEALTH, concern=danger)
    cannot = asked(
        items=HEALTH, concern=danger, agreement={"understanding": Understanding.DOES_NOT}
    )
    assert assessed(can).conditions == (P18,)
    assert assessed(cannot).conditions == (SpecialCondition.A9_2_C, P18)


def test_offence_information_has_its_own_condition():
    assert first(asked(items=OFFENCE)).offence is OffenceCondition.A10_SCH1_P36
    assert first(asked()).offence is None
    danger = own_initiative(
        items=OFFENCE,
        concern={"severity": Severity.IMMEDIATE},
        agreement={"understanding": Understanding.DOES_NOT},
    )
    assert first(danger).offence is OffenceCondition.A10_SCH1_P30


def test_no_condition_lets_offence_information_go_to_a_club():
    answers = asked(items=OFFENCE, purpose=purpose(Purpose.PUBLICITY))
    assert first(answers).offence is None


@pytest.mark.parametrize(
    ("code", "basis", "councils"),
    [
        (None, EA, Gateway.CA1989_S20_S31_S22),
        (Purpose.PROTECT_FROM_HARM, EA, Gateway.CA1989_S20_S31_S22),
        (Purpose.INVESTIGATE_HARM, EA, Gateway.CA1989_S20_S31_S22),
        (Purpose.EDUCATION, EA, Gateway.CA1989_S20_S31_S22),
        (Purpose.FAMILY_CONTACT, EA, Gateway.CA1989_S20_S31_S22),
        (Purpose.ACTIVITY, Basis.A6_1_A, None),
    ],
)
def test_what_is_shared_regularly_leans_on_well_being_or_on_a_free_choice(code, basis, councils):
    answers = routine(purpose={"code": code}, concern={"severity": Severity.SIGNIFICANT})
    assert first(answers).basis is basis
    assert (first(answers).interest is SAFE) is (basis is EA)
    assert first(answers, **COUNCIL).gateway is councils
    health = routine(purpose={"code": code}, items=HEALTH)
    condition = SpecialCondition.A9_2_A if basis is Basis.A6_1_A else P2
    assert first(health).special is condition


def test_what_has_already_been_shared_is_suggested_the_basis_that_a_plan_would_be():
    assert assessed(already_in_full()).bases == assessed(own_initiative()).bases
    assert first(already()).interest is SAFE
