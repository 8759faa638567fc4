"""The law as dated data."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from decisions.policy.circumstances import Settings
from decisions.policy.facts.duty import TOLD_OF_MOVING, is_a_duty
from decisions.policy.law import (
    CODES,
    Kind,
    Strength,
    Switches,
    _list,
    _provision,
    _reference_row,
    basis_rows,
    condition_rows,
    in_force_on,
    provision,
    provisions,
    reference_rows,
    switches_of,
)
from decisions.policy.terms import (
    AREA_AUTHORITY,
    POLICE,
    AgencyType,
    Basis,
    CompatiblePurpose,
    Gateway,
    NotifiableEvent,
    OffenceCondition,
    ProviderType,
    Purpose,
    RecognisedInterest,
    Severity,
    SpecialCondition,
    Sureness,
)

STARTED = date(2026, 2, 5)
DAY_BEFORE = STARTED - timedelta(days=1)


def codes(rows):
    return {row.code for row in rows}


@pytest.mark.parametrize("kind", Kind)
def test_every_code_has_one_row_and_every_row_a_code(kind):
    rows = [row.code for row in provisions(kind)]
    assert sorted(rows) == sorted(code.value for code in CODES[kind])


def test_a_code_names_one_row_of_the_whole_law():
    rows = [row.code for row in reference_rows()]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("provider", [ProviderType.PRIVATE, ProviderType.VOLUNTARY])
def test_recognised_legitimate_interest_is_law_from_its_first_day(provider):
    assert "A6_1_EA" not in codes(in_force_on(Kind.BASIS, DAY_BEFORE, provider))
    assert "A6_1_EA" in codes(in_force_on(Kind.BASIS, STARTED, provider))
    assert in_force_on(Kind.INTEREST, DAY_BEFORE, provider) == ()
    assert len(in_force_on(Kind.INTEREST, STARTED, provider)) == 5


def test_a_council_is_never_offered_the_interests():
    assert not codes(in_force_on(Kind.BASIS, STARTED, ProviderType.COUNCIL)) & {"A6_1_EA", "A6_1_F"}
    assert in_force_on(Kind.INTEREST, STARTED, ProviderType.COUNCIL) == ()


def test_official_control_is_a_council_s_condition():
    assert "A10_OFFICIAL" in codes(in_force_on(Kind.OFFENCE, STARTED, ProviderType.COUNCIL))
    assert "A10_OFFICIAL" not in codes(in_force_on(Kind.OFFENCE, STARTED, ProviderType.PRIVATE))


def test_safeguarding_is_the_first_special_condition_and_needs_a_policy_document():
    first = in_force_on(Kind.SPECIAL, STARTED, ProviderType.PRIVATE)[0]
    assert first.code == "A9_2_G_SCH1_P18"
    assert first.needs_policy_document


@pytest.mark.parametrize("duty", ["CA2004_S16LA", "CA2004_S16LB", "CRIME_POLICING_CSA"])
def test_a_duty_that_has_not_started_is_not_offered(duty):
    assert duty not in codes(in_force_on(Kind.GATEWAY, date(2099, 1, 1), ProviderType.PRIVATE))
    assert not provision(Gateway(duty)).in_force(date(2099, 1, 1))


SWITCHED = [
    (Gateway.CA2004_S16LA, "s16la_in_force_from"),
    (Gateway.CA2004_S16LB, "consistent_identifier_from"),
    (Gateway.CRIME_POLICING_CSA, "csa_reporting_duty_from"),
]


@pytest.mark.parametrize("provider", ProviderType)
@pytest.mark.parametrize(("duty", "setting"), SWITCHED)
def test_a_duty_begins_on_the_day_that_the_provider_s_settings_hold(duty, setting, provider):
    first_day = date(2027, 9, 1)
    switches = switches_of(Settings(**{setting: first_day}))
    others = {gateway.value for gateway, _ in SWITCHED} - {duty.value}
    before = codes(in_force_on(Kind.GATEWAY, first_day - timedelta(days=1), provider, switches))
    from_then = codes(in_force_on(Kind.GATEWAY, first_day, provider, switches))
    assert from_then - before == {duty.value}
    assert not others & from_then
    assert duty.value not in codes(in_force_on(Kind.GATEWAY, first_day, provider))


def test_a_duty_that_a_setting_switches_has_no_day_of_its_own():
    switched = [row for row in reference_rows() if row.switched_by]
    assert [(Gateway(row.code), row.switched_by) for row in switched] == SWITCHED
    assert all(row.in_force_from is None for row in switched)
    assert {row.switched_by for row in switched} == set(Switches._fields)


def test_every_switch_is_a_setting():
    day = date(2027, 9, 1)
    settings = Settings(**dict.fromkeys(Switches._fields, day))
    assert set(Switches._fields) <= set(Settings.model_fields)
    assert switches_of(settings) == Switches(day, day, day)
    for name in Switches._fields:
        assert switches_of(Settings(**{name: day})) == Switches(**{name: day})
    assert switches_of(Settings()) == Switches()


def test_a_row_is_switched_by_no_other_name():
    row = provision(Gateway.CA2004_S16LA).model_dump(exclude={"kind"}, exclude_none=True)
    with pytest.raises(ValueError, match="CA2004_S16LA is switched by no setting"):
        _provision(Kind.GATEWAY, {**row, "switched_by": "someday"})


def test_a_provision_ends_on_its_last_day():
    ended = provision(Basis.A6_1_F).changed(in_force_until=STARTED)
    assert ended.in_force(STARTED)
    assert not ended.in_force(STARTED + timedelta(days=1))


def test_the_rows_of_the_reference_tables_say_who_may_use_them():
    bases = {row.code: row for row in basis_rows()}
    assert (bases["A6_1_EA"].for_council, bases["A6_1_EA"].for_private) == (False, True)
    assert bases["A6_1_EA"].in_force_from == STARTED
    assert bases["A6_1_E"].for_council
    assert len(condition_rows()) == 16


def test_a_row_without_a_day_cannot_stand_in_a_reference_table():
    with pytest.raises(ValueError, match="CA2004_S16LA has no day"):
        _reference_row(provision(Gateway.CA2004_S16LA))


def test_a_code_that_is_not_law_is_unknown():
    with pytest.raises(KeyError):
        provision(Severity.NONE)


def test_a_list_in_the_files_is_a_list():
    with pytest.raises(TypeError, match="a list is needed"):
        _list("COUNCIL")


@pytest.mark.parametrize("row", reference_rows(), ids=lambda row: row.code)
def test_every_row_is_said_in_plain_words(row):
    assert row.says.endswith(".")
    assert len(row.says.split()) < 25
    assert row.citation
    assert row.source


# The conditions of the Data Protection Act 2018, Schedule 1

P6, P10 = SpecialCondition.A9_2_G_SCH1_P6, SpecialCondition.A9_2_G_SCH1_P10
SOURCED, UNVERIFIED = Sureness.SOURCED, Sureness.UNVERIFIED
SCHEDULE_1 = [
    (SpecialCondition.A9_2_H_SCH1_P2, 2, False, SOURCED),
    (SpecialCondition.A9_2_I, 3, False, SOURCED),
    (P6, 6, True, UNVERIFIED),
    (P10, 10, True, UNVERIFIED),
    (SpecialCondition.A9_2_G_SCH1_P11, 11, True, UNVERIFIED),
    (SpecialCondition.A9_2_G_SCH1_P17, 17, True, UNVERIFIED),
    (SpecialCondition.A9_2_G_SCH1_P18, 18, True, UNVERIFIED),
    (OffenceCondition.A10_SCH1_P29, 29, False, UNVERIFIED),
    (OffenceCondition.A10_SCH1_P30, 30, False, SOURCED),
    (OffenceCondition.A10_SCH1_P33, 33, False, UNVERIFIED),
    (OffenceCondition.A10_SCH1_P36, 36, True, SOURCED),
]


@pytest.mark.parametrize(("code", "paragraph", "policy_document", "sureness"), SCHEDULE_1)
def test_each_paragraph_of_schedule_1_is_a_row_of_its_own(
    code, paragraph, policy_document, sureness
):
    row = provision(code)
    assert row.citation.endswith(f"Schedule 1 paragraph {paragraph}")
    assert row.needs_policy_document is policy_document
    assert row.sureness is sureness
    assert row.in_force_from == date(2018, 5, 25)
    assert row.in_force_until is None
    assert row.needs
    assert set(row.used_by) == set(ProviderType)


def test_no_other_row_names_a_paragraph_of_schedule_1():
    named = {row.code for row in reference_rows() if "Schedule 1 paragraph" in row.citation}
    assert named == {code.value for code, *_ in SCHEDULE_1}


def test_the_policy_document_of_paragraph_10_is_not_wanted_for_the_police():
    enforces = POLICE | {AgencyType.OTHER_LAW_ENFORCEMENT}
    assert set(provision(P10).policy_document_not_for) == enforces
    assert provision(P6).policy_document_not_for == ()


# Who is told of a serious event

OFSTED, PLACING = AgencyType.OFSTED, AgencyType.LA_PLACING
TELLS = {
    NotifiableEvent.R40_DEATH: {OFSTED, PLACING, AgencyType.LA_AREA, AgencyType.ICB},
    NotifiableEvent.R40_STAFF_DBS_REFERRAL: {OFSTED, PLACING},
    NotifiableEvent.R40_CSE: {OFSTED},
    NotifiableEvent.R40_POLICE_SERIOUS: {OFSTED},
    NotifiableEvent.R40_ABUSE_ALLEGATION: {OFSTED},
    NotifiableEvent.R40_CP_ENQUIRY: {OFSTED},
    NotifiableEvent.R40_OTHER_SERIOUS: {OFSTED},
}


@pytest.mark.parametrize("event", NotifiableEvent)
def test_each_serious_event_says_whom_it_is_told_to(event):
    row = provision(event)
    assert set(row.tells) == TELLS[event]
    assert any("relevant person" in who for who in row.tells_also)
    assert row.strength is Strength.DUTY
    assert row.citation.startswith("Children's Homes (England) Regulations 2015 regulation 40(")


def test_a_death_is_told_to_more_than_have_a_code():
    also = " ".join(provision(NotifiableEvent.R40_DEATH).tells_also)
    assert "Secretary of State" in also
    assert "Ombudsman, if the home is secure" in also


@pytest.mark.parametrize("provider", ProviderType)
def test_serious_events_are_told_of_by_every_home_since_the_regulations_began(provider):
    began = date(2015, 4, 1)
    assert codes(in_force_on(Kind.EVENT, began, provider)) == {
        event.value for event in NotifiableEvent
    }
    assert in_force_on(Kind.EVENT, began - timedelta(days=1), provider) == ()


# New purposes that go together with the first


@pytest.mark.parametrize("provider", ProviderType)
def test_annex_2_is_law_from_its_first_day(provider):
    assert in_force_on(Kind.COMPATIBLE, DAY_BEFORE, provider) == ()
    asked_for = CompatiblePurpose.ANNEX2_PUBLIC_TASK_REQUEST
    wanted = set(CompatiblePurpose)
    if provider is ProviderType.COUNCIL:
        # A public authority in its own tasks is left out of this one.
        wanted -= {asked_for}
    assert codes(in_force_on(Kind.COMPATIBLE, STARTED, provider)) == {one.value for one in wanted}


def test_the_purposes_that_always_go_together_with_the_first_are_named():
    always = {row.code: set(row.purposes) for row in provisions(Kind.COMPATIBLE) if row.purposes}
    assert always == {
        "ANNEX2_SAFEGUARDING": {Purpose.PROTECT_FROM_HARM, Purpose.INVESTIGATE_HARM},
        "ANNEX2_CRIME": {Purpose.CRIME},
        "ANNEX2_LEGAL_OBLIGATION": {Purpose.STATUTORY_NOTICE},
    }


def test_the_lawful_reasons_that_always_go_together_with_the_first_are_named():
    rows = provisions(Kind.COMPATIBLE)
    assert {row.code: set(row.bases) for row in rows if row.bases} == {
        "ANNEX2_VITAL_INTERESTS": {Basis.A6_1_D},
        "ANNEX2_LEGAL_OBLIGATION": {Basis.A6_1_C},
    }
    # Not safeguarding: that interest is chosen for everyday well-being too.
    assert {row.code: set(row.interests) for row in rows if row.interests} == {
        "ANNEX2_CRIME": {RecognisedInterest.RLI_CRIME},
        "ANNEX2_PUBLIC_TASK_REQUEST": {RecognisedInterest.RLI_PUBLIC_TASK_REQUEST},
        "ANNEX2_PUBLIC_SECURITY": {RecognisedInterest.RLI_SECURITY},
        "ANNEX2_EMERGENCY": {RecognisedInterest.RLI_EMERGENCY},
    }


# Which kind of provider may use what


@pytest.mark.parametrize("provider", ProviderType)
def test_the_kind_of_provider_decides_what_is_offered(provider):
    council = provider is ProviderType.COUNCIL
    every = {basis.value for basis in Basis}
    left_out = {"A6_1_EA", "A6_1_F"} if council else set()
    assert codes(in_force_on(Kind.BASIS, STARTED, provider)) == every - left_out
    assert bool(in_force_on(Kind.INTEREST, STARTED, provider)) is not council
    assert codes(in_force_on(Kind.SPECIAL, STARTED, provider)) == {
        one.value for one in SpecialCondition
    }
    offences = {one.value for one in OffenceCondition} - (set() if council else {"A10_OFFICIAL"})
    assert codes(in_force_on(Kind.OFFENCE, STARTED, provider)) == offences


GATEWAYS = {
    Strength.DUTY: """
        CA2004_S11 CA2004_S16E_F_H CA2004_S16LA CHR2015_R40 CHR2015_R41 CHR2015_R34
        CSA2000_S31 CRIME_POLICING_CSA COURT_ORDER
    """,
    Strength.POWER: "CDA1998_S115",
    Strength.CONTEXT: """
        CA1989_S17 CA1989_S47 CA1989_S20_S31_S22 CA2004_S10 EA2002_S175_157 MSA2015_S52
    """,
    Strength.LIMIT: "SEND_REGS_2014_R17",
    Strength.JUSTIFICATION: "COMMON_LAW_PI",
}


@pytest.mark.parametrize(("strength", "gateways"), GATEWAYS.items())
def test_each_law_requires_allows_limits_or_explains(strength, gateways):
    found = {row.code for row in provisions(Kind.GATEWAY) if row.strength is strength}
    assert found == set(gateways.split())


def test_the_law_on_which_number_is_used_says_nothing_for_or_against_sharing():
    (row,) = (row for row in provisions(Kind.GATEWAY) if row.strength is None)
    assert row.code == Gateway.CA2004_S16LB.value
    assert not is_a_duty(Gateway.CA2004_S16LB)


def test_the_council_that_is_told_of_a_move_stands_in_the_law_alone():
    told = frozenset(provision(Gateway.CHR2015_R41).tells)
    assert told == TOLD_OF_MOVING == {AgencyType.LA_AREA}
    assert told <= AREA_AUTHORITY
