"""The law as dated data."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from decisions.policy.law import (
    CODES,
    Kind,
    _list,
    _reference_row,
    bases_on,
    basis_rows,
    condition_rows,
    conditions_on,
    gateways_on,
    interests_on,
    offence_conditions_on,
    provision,
    provisions,
    reference_rows,
)
from decisions.policy.terms import Basis, Gateway, ProviderType, Severity

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
    assert "A6_1_EA" not in codes(bases_on(DAY_BEFORE, provider))
    assert "A6_1_EA" in codes(bases_on(STARTED, provider))
    assert interests_on(DAY_BEFORE, provider) == ()
    assert len(interests_on(STARTED, provider)) == 5


def test_a_council_is_never_offered_the_interests():
    assert not codes(bases_on(STARTED, ProviderType.COUNCIL)) & {"A6_1_EA", "A6_1_F"}
    assert interests_on(STARTED, ProviderType.COUNCIL) == ()


def test_official_control_is_a_council_s_condition():
    assert "A10_OFFICIAL" in codes(offence_conditions_on(STARTED, ProviderType.COUNCIL))
    assert "A10_OFFICIAL" not in codes(offence_conditions_on(STARTED, ProviderType.PRIVATE))


def test_safeguarding_is_the_first_special_condition_and_needs_a_policy_document():
    first = conditions_on(STARTED, ProviderType.PRIVATE)[0]
    assert first.code == "A9_2_G_SCH1_P18"
    assert first.needs_policy_document


@pytest.mark.parametrize("duty", ["CA2004_S16LA", "CA2004_S16LB", "CRIME_POLICING_CSA"])
def test_a_duty_that_has_not_started_is_not_offered(duty):
    assert duty not in codes(gateways_on(date(2099, 1, 1), ProviderType.PRIVATE))
    assert not provision(Gateway(duty)).in_force(date(2099, 1, 1))


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
