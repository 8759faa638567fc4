"""D. Consent."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from decisions.policy.circumstances import Settings
from decisions.policy.terms import (
    AgencyType,
    Basis,
    ConsentGiver,
    ConsentState,
    Effect,
    Gateway,
    InformationCategory,
    LessIntrusive,
    Outcome,
    Purpose,
    Severity,
    SpecialCondition,
)
from tests.policy.builders import (
    AGENCY,
    OTHER_AGENCY,
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
)

ON_CONSENT = asked(basis={"basis": Basis.A6_1_A, "interest": None})


def found(*consents, answers=ON_CONSENT, **changes):
    assessment = assessed(answers, consents=consents, **changes)
    return {finding.rule for finding in assessment.findings if finding.rule.startswith("D")}


def test_a_good_consent_carries_the_share():
    assert found(consent()) == set()


@pytest.mark.parametrize("state", [ConsentState.WITHDRAWN, ConsentState.REVOKED])
def test_a_withdrawn_consent_carries_nothing(state):
    assert found(consent(state=state)) == {"D01"}


def test_consent_given_again_after_a_withdrawal_counts():
    before = consent(state=ConsentState.WITHDRAWN, given_on=date(2026, 1, 1))
    assert found(consent(state=ConsentState.RENEWED), before) == set()
    assert found(before, consent(state=ConsentState.RENEWED)) == set()


def test_of_two_consents_on_one_day_the_one_that_ended_counts():
    assert found(consent(), consent(state=ConsentState.WITHDRAWN)) == {"D01"}


def test_a_consent_without_a_day_is_the_oldest():
    assert found(consent(given_on=None, state=ConsentState.REFUSED), consent()) == set()


@pytest.mark.parametrize(
    "changes", [{"state": ConsentState.EXPIRED}, {"expires_on": date(2026, 11, 8)}]
)
def test_a_consent_that_ran_out_carries_nothing(changes):
    assert "D02" in found(consent(**changes))


@pytest.mark.parametrize("expires_on", [date(2026, 11, 9), None])
def test_a_consent_counts_on_its_last_day(expires_on):
    assert "D02" not in found(consent(expires_on=expires_on))


def test_the_day_is_the_day_in_england():
    just_after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    ends = consent(expires_on=date(2026, 6, 30), given_on=date(2026, 1, 1))
    assert "D02" in found(ends, now=just_after_midnight)


@pytest.mark.parametrize("state", [ConsentState.REQUESTED, ConsentState.UNKNOWN])
def test_only_a_yes_is_a_yes(state):
    assert found(consent(state=state)) == {"D03"}


def test_a_refusal_is_a_no_and_is_respected():
    assert found(consent(state=ConsentState.REFUSED)) == {"D03", "D12"}


def test_no_consent_on_record_is_no_consent():
    assert found() == {"D03"}


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"purpose": Purpose.PUBLICITY},
        {"recipient": OTHER_AGENCY},
        {"recipient_type": AgencyType.MEDIA},
    ],
)
def test_a_consent_for_another_purpose_or_recipient_does_not_cover_this(elsewhere):
    assert found(consent(**elsewhere)) == {"D04"}


def test_a_consent_for_this_recipient_covers_it():
    assert found(consent(recipient=AGENCY, recipient_type=AgencyType.LA_PLACING)) == set()


def test_what_a_consent_does_not_list_is_stopped_piece_by_piece():
    behaviour, health = InformationCategory.BEHAVIOUR, InformationCategory.PHYSICAL_HEALTH
    answers = ON_CONSENT.changed(items=(item(behaviour), item(health), item(health, going=False)))
    assessment = assessed(answers, consents=(consent(items=(behaviour,)),))
    assert [finding.concerns for finding in findings_of(assessment, "D04")] == [1]
    assert assessment.may_go == (0,)
    assert assessment.stays == (1, 2)


@pytest.mark.parametrize("missing", ["explained", "told_of_withdrawal"])
def test_a_consent_must_have_been_explained_with_the_right_to_change_one_s_mind(missing):
    assert found(consent(**{missing: False})) == {"D05"}


def test_the_child_s_own_answer_leads_over_a_parent_s():
    own = consent(state=ConsentState.REFUSED, given_on=date(2026, 1, 1))
    assert "D03" in found(consent(giver=ConsentGiver.PARENT), own)


def test_consent_is_not_looked_at_where_it_is_not_the_basis():
    assert found(consent(state=ConsentState.WITHDRAWN), answers=asked()) == set()


# How it was given, and when it ends

UNDER_PRESSURE = {"under_pressure": True}


def test_a_yes_under_pressure_may_not_be_free():
    on_consent = {"basis": Basis.A6_1_A, "interest": None}
    answers = asked(basis=on_consent, agreement=UNDER_PRESSURE)
    assert found(consent(), answers=answers) == {"D10"}
    assert found(answers=asked(agreement=UNDER_PRESSURE)) == set()
    calm = asked(basis=on_consent, agreement={"under_pressure": False})
    assert found(consent(), answers=calm) == set()


@pytest.mark.parametrize(
    ("groups", "fires"),
    [
        ({"purpose": {"code": Purpose.STATUTORY_NOTICE}}, True),
        ({"basis": {"gateway": Gateway.COURT_ORDER}}, True),
        ({"basis": {"gateway": Gateway.CHR2015_R40}}, True),
        ({"basis": {"gateway": Gateway.CA1989_S47}}, False),
        ({"basis": {"gateway": Gateway.CDA1998_S115}}, False),
        ({}, False),
    ],
)
def test_consent_to_what_the_law_requires_misleads(groups, fires):
    basis = {"basis": Basis.A6_1_A, "interest": None, **groups.get("basis", {})}
    answers = asked(**{**groups, "basis": basis})
    assert ("D11" in found(consent(), answers=answers)) is fires


def test_where_harm_is_serious_its_own_rule_says_so():
    serious = asked(
        basis={"basis": Basis.A6_1_A, "interest": None, "gateway": Gateway.COURT_ORDER},
        concern={"severity": Severity.SIGNIFICANT},
    )
    assert "D11" not in found(consent(), answers=serious)
    assert effect_of(assessed(serious, consents=(consent(),)), "A07") is Effect.REASON


@pytest.mark.parametrize(
    ("state", "fires"),
    [
        (ConsentState.REQUESTED, True),
        (ConsentState.DEFERRED, True),
        (ConsentState.GIVEN, False),
        (ConsentState.UNKNOWN, False),
    ],
)
def test_asking_and_then_not_waiting_for_the_answer_misleads(state, fires):
    assert ("D11" in found(consent(state=state), answers=asked())) is fires


def test_before_a_basis_is_chosen_nothing_misleads_yet():
    answers = asked(basis={"basis": None, "interest": None})
    assert "D11" not in found(consent(state=ConsentState.REQUESTED), answers=answers)


@pytest.mark.parametrize(
    ("expires_on", "fires"),
    [
        (date(2026, 11, 8), False),
        (date(2026, 11, 9), True),
        (date(2026, 12, 9), True),
        (date(2026, 12, 10), False),
        (date(2200, 12, 31), False),
        (None, False),
    ],
)
def test_a_consent_that_runs_out_soon_is_named_from_thirty_days_before(expires_on, fires):
    assert ("D14" in found(consent(expires_on=expires_on))) is fires


def test_the_days_of_warning_are_the_provider_s_choice():
    ends = consent(expires_on=date(2026, 12, 9))
    assert "D14" not in found(ends, settings=Settings(consent_warning_days=29))
    assert "D14" in found(ends, settings=Settings(consent_warning_days=30))


def test_what_does_not_lean_on_consent_hears_nothing_of_its_end():
    assert found(consent(expires_on=date(2026, 11, 20)), answers=asked()) == set()


# Explicit consent

HEALTH = item(InformationCategory.MENTAL_HEALTH)
EXPLICIT = {"special": SpecialCondition.A9_2_A}


@pytest.mark.parametrize(
    ("consents", "fires"),
    [
        ((consent(),), False),
        ((consent(explicit=False),), True),
        ((consent(state=ConsentState.WITHDRAWN),), True),
        ((), True),
    ],
)
def test_explicit_consent_is_a_clear_yes_on_record(consents, fires):
    answers = asked(items=(item(), HEALTH, HEALTH.changed(going=False)), basis=EXPLICIT)
    assessment = assessed(answers, consents=consents)
    concerned = [finding.concerns for finding in findings_of(assessment, "D15")]
    assert concerned == ([1] if fires else [])


def test_where_consent_carries_the_whole_it_is_said_once():
    basis = {"basis": Basis.A6_1_A, "interest": None, **EXPLICIT}
    answers = asked(items=(HEALTH,), basis=basis)
    assert found(answers=answers) == {"D03"}
    assert found(consent(explicit=False), answers=answers) == {"D15"}
    assert found(consent(), answers=answers) == set()


def test_explicit_consent_is_asked_of_no_other_condition_and_of_nobody_unnamed():
    other = asked(items=(HEALTH,), basis={"special": SpecialCondition.A9_2_H_SCH1_P2})
    assert found(consent(explicit=False), answers=other) == set()
    unnamed = asked(
        items=(HEALTH,), basis=EXPLICIT, necessity={"less_intrusive": LessIntrusive.NOT_NAMED}
    )
    assert found(consent(explicit=False), answers=unnamed) == set()


# What was shared before


@pytest.mark.parametrize("outcome", [Outcome.SHARE, Outcome.SHARE_PART, Outcome.NOT_SHARE])
def test_those_who_have_it_are_told_of_a_withdrawal_whatever_is_decided(outcome):
    answers = asked(decision={"outcome": outcome})
    finding = findings_of(assessed(answers, shared_on_withdrawn_consent=1), "D16")[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)


def test_while_nothing_is_decided_nothing_is_owed():
    later = asked(decision={"outcome": Outcome.DECIDE_LATER})
    assert effect_of(assessed(later, shared_on_withdrawn_consent=1), "D16") is None
    assert effect_of(assessed(asked()), "D16") is None


@pytest.mark.parametrize("state", [ConsentState.REFUSED, ConsentState.WITHDRAWN])
def test_a_refusal_is_asked_nothing_about_consent(state):
    answers = ON_CONSENT.changed(decision=ON_CONSENT.decision.changed(outcome=Outcome.NOT_SHARE))
    assert found(consent(state=state), answers=answers) == set()


FAULTS = {
    "D02": {"expires_on": date(2026, 11, 8)},
    "D04": {"items": (InformationCategory.EDUCATION,)},
    "D05": {"explained": False},
}


@pytest.mark.parametrize(("rule", "fault"), FAULTS.items(), ids=FAULTS)
def test_the_faults_of_a_consent_are_nothing_to_a_share_on_another_basis(rule, fault):
    assert not findings_of(assessed(asked(), consents=(consent(**fault),)), rule)


@pytest.mark.parametrize("rule", ["D02", "D05"])
def test_of_a_consent_that_was_taken_back_only_that_is_said(rule):
    withdrawn = consent(state=ConsentState.WITHDRAWN, **FAULTS[rule])
    assert not findings_of(assessed(ON_CONSENT, consents=(withdrawn,)), rule)


@pytest.mark.parametrize(
    "state", [ConsentState.NOT_SOUGHT, ConsentState.DEFERRED, ConsentState.INVALIDATED]
)
def test_what_never_became_a_yes_is_none(state):
    assessment = assessed(ON_CONSENT, consents=(consent(state=state),))
    assert effect_of(assessment, "D03") is Effect.BLOCK
