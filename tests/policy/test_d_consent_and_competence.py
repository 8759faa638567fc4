"""D. Consent and competence."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from decisions.policy.terms import (
    AgencyType,
    Basis,
    ConsentGiver,
    ConsentState,
    Effect,
    Gateway,
    InformationCategory,
    ProviderType,
    Purpose,
    RecognisedInterest,
    Severity,
    Understanding,
    View,
)
from tests.policy.builders import (
    AGENCY,
    OTHER_AGENCY,
    SIXTEEN,
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
)

ON_CONSENT = asked(basis={"basis": Basis.A6_1_A, "interest": None})
NO = {"view": View.DISAGREES}
WELFARE = {"severity": Severity.WELFARE}


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
    assert found(consent(expires_on=expires_on)) == set()


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


def test_a_child_of_sixteen_is_presumed_to_understand():
    unassessed = consent(competence_assessed=False)
    assert found(unassessed, birth_date=SIXTEEN) == set()
    assert found(unassessed) == {"D06"}


def test_a_child_who_does_not_understand_cannot_consent():
    answers = asked(
        basis={"basis": Basis.A6_1_A, "interest": None},
        agreement={"understanding": Understanding.DOES_NOT},
    )
    assert found(consent(), answers=answers) == {"D06"}


def test_the_child_s_competence_is_not_asked_of_a_parent_s_consent():
    parent = consent(giver=ConsentGiver.PARENT, competence_assessed=False)
    assert found(parent) == set()


def test_the_child_s_own_answer_leads_over_a_parent_s():
    own = consent(state=ConsentState.REFUSED, given_on=date(2026, 1, 1))
    assert "D03" in found(consent(giver=ConsentGiver.PARENT), own)


def test_consent_is_not_looked_at_where_it_is_not_the_basis():
    assert found(consent(state=ConsentState.WITHDRAWN), answers=asked()) == set()


@pytest.mark.parametrize(
    ("concern", "basis", "kind", "asks_a_manager"),
    [
        ({}, {}, ProviderType.PRIVATE, False),
        ({}, {"interest": RecognisedInterest.RLI_CRIME}, ProviderType.PRIVATE, False),
        (WELFARE, {}, ProviderType.PRIVATE, True),
        ({"severity": Severity.UNKNOWN}, {}, ProviderType.PRIVATE, True),
        ({}, {"interest": RecognisedInterest.RLI_SECURITY}, ProviderType.PRIVATE, True),
        ({}, {"basis": Basis.A6_1_F, "interest": None}, ProviderType.PRIVATE, True),
        (WELFARE, {"basis": Basis.A6_1_D, "interest": None}, ProviderType.PRIVATE, False),
        (WELFARE, {"basis": Basis.A6_1_C, "interest": None}, ProviderType.PRIVATE, False),
        (
            {},
            {"basis": Basis.A6_1_E, "interest": None, "gateway": Gateway.CA1989_S47},
            ProviderType.COUNCIL,
            False,
        ),
        (
            {},
            {"basis": Basis.A6_1_E, "interest": None, "gateway": Gateway.CSA2000_S31},
            ProviderType.COUNCIL,
            True,
        ),
    ],
)
def test_a_no_is_overruled_only_to_keep_someone_safe(concern, basis, kind, asks_a_manager):
    answers = asked(concern=concern, basis=basis, agreement=NO)
    effect = effect_of(assessed(answers, provider_type=kind), "D12")
    assert (effect is Effect.APPROVE) is asks_a_manager


@pytest.mark.parametrize(
    ("understanding", "born", "counts"),
    [
        (Understanding.UNDERSTANDS, None, True),
        (Understanding.DOES_NOT, SIXTEEN, False),
        (Understanding.NOT_ASSESSED, SIXTEEN, True),
        (Understanding.NOT_ASSESSED, None, False),
    ],
)
def test_a_no_counts_from_a_child_who_understands(understanding, born, counts):
    agreement = {**NO, "understanding": understanding}
    answers = asked(concern=WELFARE, agreement=agreement)
    assert (effect_of(assessed(answers, birth_date=born), "D12") is not None) is counts


def test_a_parent_s_recorded_refusal_counts_too():
    refused = consent(giver=ConsentGiver.PARENT, state=ConsentState.REFUSED)
    assert found(refused, answers=asked(concern=WELFARE)) == {"D12"}
