"""Which lawful basis and conditions are suggested."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from decisions.policy.circumstances import Settings
from decisions.policy.law import Kind, in_force_on
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
    Start,
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
    referral,
    routine,
    urgent,
)

COUNCIL = {"provider_type": ProviderType.COUNCIL}
STATED = {"features": (RequestFeature.STATES_PUBLIC_TASK,)}
ORDERED = {"features": (RequestFeature.COURT_ORDER,)}
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
        {"purpose": purpose(Purpose.COURT_OR_CLAIM), "request": ORDERED},
        Basis.A6_1_C,
        None,
        Basis.A6_1_C,
        SpecialCondition.A9_2_F,
    ),
    (
        {"purpose": purpose(Purpose.INSPECTION), "request": {"agency_type": AgencyType.OFSTED}},
        Basis.A6_1_C,
        None,
        Basis.A6_1_C,
        P6,
    ),
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
        (AgencyType.HEALTH_GP, SAFE),
        (AgencyType.COURT, None),
        (AgencyType.OFSTED, None),
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
    assert {way.basis.value for way in ways} <= {
        row.code for row in in_force_on(Kind.BASIS, on, provider)
    }
    interests = {row.code for row in in_force_on(Kind.INTEREST, on, provider)}
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


# The table of default suggestions, a row for each case: what stands first in a private home and
# in one of a council, and the conditions for what is sensitive and for what is about an offence.

E = Basis.A6_1_E
C, D, CONSENT = Basis.A6_1_C, Basis.A6_1_D, Basis.A6_1_A
CRIME = RecognisedInterest.RLI_CRIME
P30, P33 = OffenceCondition.A10_SCH1_P30, OffenceCondition.A10_SCH1_P33
P36 = OffenceCondition.A10_SCH1_P36
A9_C, A9_F = SpecialCondition.A9_2_C, SpecialCondition.A9_2_F
BOTH = (*HEALTH, *OFFENCE)
SERIOUS, DANGER = {"severity": Severity.SIGNIFICANT}, {"severity": Severity.IMMEDIATE}
CANNOT = {"understanding": Understanding.DOES_NOT}
OF_POLICE = {"agency_type": AgencyType.POLICE}


def to(kind, **groups):
    return own_initiative(transfer={"agency_type": kind}, items=BOTH, **groups)


TABLE = {
    "referral: significant harm": (
        referral(items=BOTH),
        [(EA, SAFE)],
        [(E, Gateway.CA1989_S47)],
        P18,
        P36,
    ),
    "life at risk now": (
        to(AgencyType.AMBULANCE, concern=DANGER),
        [(D, None), (EA, SAFE)],
        [(D, None), (E, Gateway.CA1989_S47)],
        P18,
        P36,
    ),
    "life at risk now, cannot consent": (
        to(AgencyType.AMBULANCE, concern=DANGER, agreement=CANNOT),
        [(D, None), (EA, SAFE)],
        [(D, None), (E, Gateway.CA1989_S47)],
        A9_C,
        P30,
    ),
    "police ask, crime": (
        asked(items=BOTH, request={**OF_POLICE, **STATED}, purpose={"code": Purpose.CRIME}),
        [(EA, CRIME), (EA, TASK_ASKED)],
        [(E, Gateway.CDA1998_S115)],
        P10,
        P36,
    ),
    "police ask, crime, and do not state their task": (
        asked(items=BOTH, request=OF_POLICE, purpose={"code": Purpose.CRIME}),
        [(EA, CRIME)],
        [(E, Gateway.CDA1998_S115)],
        P10,
        P36,
    ),
    "placing authority asks": (
        asked(items=BOTH, request=STATED),
        [(EA, TASK_ASKED), (EA, SAFE)],
        [(E, Gateway.CA1989_S20_S31_S22)],
        P2,
        P36,
    ),
    "regulation 40 notice": (
        to(AgencyType.OFSTED, purpose={"code": Purpose.STATUTORY_NOTICE}, concern=SERIOUS),
        [(C, Gateway.CHR2015_R40)],
        [(C, Gateway.CHR2015_R40)],
        P6,
        P36,
    ),
    "regulation 41 notice": (
        to(AgencyType.LA_AREA, purpose={"code": Purpose.STATUTORY_NOTICE}),
        [(C, Gateway.CHR2015_R41)],
        [(C, Gateway.CHR2015_R41)],
        P6,
        P36,
    ),
    "court order": (
        asked(items=BOTH, request={"agency_type": AgencyType.SOLICITOR, **ORDERED}),
        [(C, Gateway.COURT_ORDER)],
        [(C, Gateway.COURT_ORDER)],
        A9_F,
        P33,
    ),
    **{
        f"care: {kind.label}": (
            to(kind, purpose={"code": code}),
            [(EA, SAFE), (Basis.A6_1_F, None)],
            [(E, Gateway.CA1989_S20_S31_S22)],
            P2,
            None,
        )
        for kind in (AgencyType.HEALTH_GP, AgencyType.HEALTH_CAMHS, AgencyType.HEALTH_LAC_NURSE)
        for code in (Purpose.HEALTH_CARE, Purpose.OTHER)
    },
    "school day-to-day": (
        to(AgencyType.SCHOOL, purpose={"code": Purpose.EDUCATION}),
        [(EA, SAFE), (Basis.A6_1_F, None)],
        [(E, Gateway.CA1989_S20_S31_S22)],
        P2,
        None,
    ),
    "placement move": (
        own_initiative(
            Start.MOVE,
            items=BOTH,
            purpose={"code": Purpose.OTHER},
            transfer={"agency_type": AgencyType.OTHER_CHILDRENS_HOME},
        ),
        [(EA, SAFE)],
        [(E, Gateway.CA1989_S20_S31_S22)],
        P2,
        P36,
    ),
    "placement move, to the next school": (
        own_initiative(Start.MOVE, items=BOTH, purpose={"code": Purpose.OTHER}),
        [(EA, SAFE)],
        [(E, Gateway.CA1989_S20_S31_S22)],
        P2,
        P36,
    ),
    "placement move, to the area": (
        to(AgencyType.LA_AREA, purpose={"code": Purpose.PLACEMENT_MOVE}),
        [(EA, SAFE), (C, Gateway.CHR2015_R41)],
        [(E, Gateway.CA1989_S20_S31_S22), (C, Gateway.CHR2015_R41)],
        P2,
        P36,
    ),
    "optional activity": (
        to(AgencyType.VOLUNTARY_SECTOR, purpose={"code": Purpose.ACTIVITY}),
        [(CONSENT, None)],
        [(CONSENT, None)],
        SpecialCondition.A9_2_A,
        None,
    ),
    "publicity": (
        to(AgencyType.MEDIA, purpose={"code": Purpose.PUBLICITY}),
        [(CONSENT, None)],
        [(CONSENT, None)],
        SpecialCondition.A9_2_A,
        None,
    ),
}
ROWS = [pytest.param(*row, id=case) for case, row in TABLE.items()]


def offered(answers, **changes):
    """Each basis with what belongs to it, its interest or its law."""
    return [(way.basis, way.interest or way.gateway) for way in assessed(answers, **changes).bases]


@pytest.mark.parametrize(("answers", "private", "council", "special", "offence"), ROWS)
def test_the_table_of_defaults(answers, private, council, special, offence):
    for provider in (ProviderType.PRIVATE, ProviderType.VOLUNTARY):
        ways = offered(answers, provider_type=provider)
        assert ways[: len(private)] == private
    assert offered(answers, **COUNCIL)[: len(council)] == council
    for provider in ProviderType:
        way = first(answers, provider_type=provider)
        assert (way.special, way.offence) == (special, offence)


def test_harm_may_lean_on_safeguarding_where_not_only_one_condition_fits():
    school = to(AgencyType.SCHOOL, purpose={"code": Purpose.EDUCATION})
    assert assessed(school).conditions == (P2, P18)
    crime = asked(items=BOTH, request=OF_POLICE, purpose={"code": Purpose.CRIME})
    assert assessed(crime).conditions == (P10, P18)
    move = to(AgencyType.OTHER_CHILDRENS_HOME, purpose={"code": Purpose.PLACEMENT_MOVE})
    assert assessed(move).conditions == (P2, P18)


# What the law requires


def has(answers, gateway, **changes):
    return gateway in [law for _basis, law in offered(answers, **changes)]


@pytest.mark.parametrize("provider", ProviderType)
def test_a_claim_is_no_order_of_a_court(provider):
    changes = {"provider_type": provider}
    claim = asked(
        purpose=purpose(Purpose.COURT_OR_CLAIM), request={"agency_type": AgencyType.SOLICITOR}
    )
    assert not has(claim, Gateway.COURT_ORDER, **changes)
    assert offered(claim, **changes)
    to_court = to(AgencyType.COURT, purpose={"code": Purpose.COURT_OR_CLAIM})
    assert has(to_court, Gateway.COURT_ORDER, **changes)


def test_an_order_stands_before_harm_and_after_danger():
    request = {**OF_POLICE, **ORDERED}
    assert first(asked(request=request, concern=SERIOUS)).gateway is Gateway.COURT_ORDER
    assert first(asked(request=request, concern=DANGER)).basis is D


def test_only_ofsted_inspects_by_that_law():
    inspection = {"purpose": purpose(Purpose.INSPECTION), "concern": SERIOUS}
    ofsted = asked(request={"agency_type": AgencyType.OFSTED}, **inspection)
    visitor = asked(request={"agency_type": AgencyType.REG44_VISITOR}, **inspection)
    assert first(ofsted).gateway is Gateway.CSA2000_S31
    assert not has(visitor, Gateway.CSA2000_S31)


@pytest.mark.parametrize(
    ("kind", "changes", "gateway"),
    [
        (AgencyType.LA_AREA, {}, Gateway.CHR2015_R41),
        (AgencyType.LA_AREA, {"placed_by_its_area": True}, Gateway.CHR2015_R40),
        (AgencyType.LA_AREA, {"died_on": TODAY}, Gateway.CHR2015_R40),
        # A day of death that is still to come was typed wrongly.
        (AgencyType.LA_AREA, {"died_on": TODAY + timedelta(days=1)}, Gateway.CHR2015_R41),
        (AgencyType.LA_PLACING, {}, Gateway.CHR2015_R40),
        (AgencyType.OFSTED, {}, Gateway.CHR2015_R40),
    ],
)
def test_a_notice_of_a_move_goes_to_the_area_that_did_not_place_the_child(kind, changes, gateway):
    notice = to(kind, purpose={"code": Purpose.STATUTORY_NOTICE})
    assert first(notice, **changes).gateway is gateway
    assert first(notice, **changes, **COUNCIL).gateway is gateway


@pytest.mark.parametrize("code", [Purpose.PLACEMENT_MOVE, Purpose.STATUTORY_NOTICE])
def test_nobody_else_is_given_notice_of_a_move(code):
    for kind in (AgencyType.LA_PLACING, AgencyType.OTHER_CHILDRENS_HOME, AgencyType.OFSTED):
        assert not has(to(kind, purpose={"code": code}), Gateway.CHR2015_R41)


# Duties from a day of their own

TOMORROW = TODAY + timedelta(days=1)
S16LA, REPORT = Gateway.CA2004_S16LA, Gateway.CRIME_POLICING_CSA
ABUSE = {"harms": (Harm.SEXUAL,)}


@pytest.mark.parametrize("provider", ProviderType)
@pytest.mark.parametrize(
    ("duty", "setting", "answers"),
    [
        (S16LA, "s16la_in_force_from", asked()),
        (S16LA, "s16la_in_force_from", referral()),
        (S16LA, "s16la_in_force_from", to(AgencyType.HEALTH_CAMHS)),
        (REPORT, "csa_reporting_duty_from", referral(concern=ABUSE)),
        (REPORT, "csa_reporting_duty_from", asked(request=OF_POLICE, concern=ABUSE)),
    ],
)
def test_a_duty_is_offered_from_its_day_and_not_before(duty, setting, answers, provider):
    changes = {"provider_type": provider}
    from_today = {**changes, "settings": Settings(**{setting: TODAY})}
    from_tomorrow = {**changes, "settings": Settings(**{setting: TOMORROW})}
    before = offered(answers, **changes)
    assert not has(answers, duty, **changes)
    assert offered(answers, **from_tomorrow) == before
    assert offered(answers, **from_today) == [before[0], (C, duty), *before[1:]]
    assert has(answers, duty, on=TOMORROW, **from_tomorrow)


@pytest.mark.parametrize(
    ("duty", "answers"),
    [
        (S16LA, to(AgencyType.RELATIVE_OTHER)),
        (S16LA, to(AgencyType.SOLICITOR)),
        (S16LA, asked(purpose=purpose(Purpose.PUBLICITY))),
        (REPORT, referral()),
        (REPORT, to(AgencyType.SCHOOL, concern=ABUSE)),
        (REPORT, asked(request={"agency_type": AgencyType.HEALTH_GP}, concern=ABUSE)),
    ],
)
def test_a_duty_is_offered_only_for_what_it_asks_for(duty, answers):
    settings = Settings(s16la_in_force_from=TODAY, csa_reporting_duty_from=TODAY)
    assert not has(answers, duty, settings=settings)


def test_a_report_of_abuse_names_the_duty_to_report_first():
    settings = Settings(s16la_in_force_from=TODAY, csa_reporting_duty_from=TODAY)
    laws = [law for basis, law in offered(referral(concern=ABUSE), settings=settings) if basis is C]
    assert laws == [REPORT, S16LA]
