"""D. Competence: who may say yes, who understands, and whose no leads."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.terms import (
    AgencyType,
    Basis,
    ConsentGiver,
    ConsentState,
    Effect,
    Gateway,
    Harm,
    ProviderType,
    RecognisedInterest,
    Severity,
    Understanding,
    View,
)
from tests.policy.builders import (
    EIGHTEEN,
    FOURTEEN,
    SIXTEEN,
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    own_initiative,
)

CONSENT = {"basis": Basis.A6_1_A, "interest": None}
ON_CONSENT = asked(basis=CONSENT)
DOUBTED = asked(basis=CONSENT, agreement={"understanding": Understanding.DOES_NOT})
PARENT = consent(giver=ConsentGiver.PARENT)
SAYS_NO = {"view": View.DISAGREES}


def found(*consents, answers=ON_CONSENT, **changes):
    assessment = assessed(answers, consents=consents, **changes)
    return {finding.rule for finding in assessment.findings if finding.rule.startswith("D")}


def test_a_child_of_sixteen_is_presumed_to_understand():
    unassessed = consent(competence_assessed=False)
    assert found(unassessed, birth_date=SIXTEEN) == set()
    assert found(unassessed) == {"D06"}


def test_a_child_who_does_not_understand_cannot_consent():
    assert found(consent(), answers=DOUBTED) == {"D06"}


def test_the_child_s_competence_is_not_asked_of_a_parent_s_consent():
    parent = consent(giver=ConsentGiver.PARENT, competence_assessed=False)
    assert found(parent) == set()


@pytest.mark.parametrize(
    ("born", "assessed_before", "rules"),
    [
        (FOURTEEN, False, {"D06"}),
        (FOURTEEN, True, {"D06"}),
        (SIXTEEN, False, {"D07"}),
        (SIXTEEN, True, {"D06"}),
        (date(2010, 11, 9), False, {"D07"}),
        (date(2010, 11, 10), False, {"D06"}),
        (None, False, {"D06"}),
    ],
)
def test_from_sixteen_a_doubt_is_looked_into(born, assessed_before, rules):
    given = consent(competence_assessed=assessed_before)
    assert found(given, answers=DOUBTED, birth_date=born) == rules


def test_not_having_found_out_is_no_doubt_from_sixteen():
    unknown = asked(basis=CONSENT, agreement={"understanding": Understanding.NOT_ASSESSED})
    assert found(consent(competence_assessed=False), answers=unknown, birth_date=SIXTEEN) == set()


def test_a_doubt_is_asked_about_only_of_a_consent_that_was_given():
    refused = consent(state=ConsentState.REQUESTED, competence_assessed=False)
    assert "D07" not in found(refused, answers=DOUBTED, birth_date=SIXTEEN)
    other = own_initiative(agreement={"understanding": Understanding.DOES_NOT})
    assert found(consent(competence_assessed=False), answers=other, birth_date=SIXTEEN) == set()


# A parent's yes


def test_a_parent_shows_that_they_may_decide():
    unseen = PARENT.changed(responsibility_evidenced=False)
    assert found(PARENT) == set()
    assert found(unseen) == {"D08"}
    assert found(unseen, answers=asked()) == set()
    assert found(unseen.changed(state=ConsentState.REQUESTED)) == {"D03"}


def test_the_council_s_responsibility_is_not_asked_of_it():
    council = PARENT.changed(giver=ConsentGiver.PLACING_AUTHORITY, responsibility_evidenced=False)
    assert found(council) == set()


@pytest.mark.parametrize("giver", [ConsentGiver.PARENT, ConsentGiver.PLACING_AUTHORITY])
def test_the_no_of_a_child_who_understands_leads(giver):
    answers = asked(basis=CONSENT, agreement=SAYS_NO)
    assessment = assessed(answers, consents=(PARENT.changed(giver=giver),))
    finding = findings_of(assessment, "D09")[0]
    assert (finding.effect, finding.needs_words) == (Effect.APPROVE, True)


def test_the_no_on_record_leads_too():
    refused = consent(state=ConsentState.REFUSED)
    assert found(PARENT, refused) == {"D03", "D09"}


@pytest.mark.parametrize(
    ("understanding", "born", "counts"),
    [
        (Understanding.DOES_NOT, FOURTEEN, False),
        (Understanding.NOT_ASSESSED, FOURTEEN, False),
        (Understanding.NOT_ASSESSED, SIXTEEN, True),
        (Understanding.DOES_NOT, SIXTEEN, False),
    ],
)
def test_a_child_who_does_not_understand_is_spoken_for(understanding, born, counts):
    agreement = {**SAYS_NO, "understanding": understanding}
    answers = asked(basis=CONSENT, agreement=agreement)
    assert ("D09" in found(PARENT, answers=answers, birth_date=born)) is counts


@pytest.mark.parametrize(
    "parent",
    [
        PARENT.changed(state=ConsentState.REFUSED),
        PARENT.changed(expires_on=date(2026, 11, 8)),
    ],
)
def test_a_parent_s_yes_must_stand(parent):
    answers = asked(basis=CONSENT, agreement=SAYS_NO)
    assert "D09" not in found(parent, answers=answers)


def test_a_parent_s_yes_is_not_looked_at_where_consent_is_not_the_basis():
    answers = asked(concern={"severity": Severity.WELFARE}, agreement=SAYS_NO)
    assert found(PARENT, answers=answers) == {"D12"}


# A no, and no need to keep somebody safe

WELFARE = {"severity": Severity.WELFARE}


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
    answers = asked(concern=concern, basis=basis, agreement=SAYS_NO)
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
    agreement = {**SAYS_NO, "understanding": understanding}
    answers = asked(concern=WELFARE, agreement=agreement)
    assert (effect_of(assessed(answers, birth_date=born), "D12") is not None) is counts


@pytest.mark.parametrize(
    ("kind", "effect"),
    [
        (AgencyType.RELATIVE_OTHER, Effect.APPROVE),
        (AgencyType.PARENT_PR, Effect.APPROVE),
        (AgencyType.EMPLOYER, Effect.APPROVE),
        (AgencyType.HEALTH_CAMHS, None),
    ],
)
def test_harm_does_not_outweigh_a_no_to_telling_an_outsider(kind, effect):
    serious = {"severity": Severity.SIGNIFICANT, "harms": (Harm.SELF_HARM_SUICIDE,)}
    answers = asked(concern=serious, request={"agency_type": kind}, agreement=SAYS_NO)
    assert effect_of(assessed(answers), "D12") is effect


def test_a_parent_s_recorded_refusal_counts_too():
    refused = consent(giver=ConsentGiver.PARENT, state=ConsentState.REFUSED)
    assert found(refused, answers=asked(concern=WELFARE)) == {"D12"}


def test_a_manager_is_asked_about_the_child_s_no_once():
    answers = asked(basis={"basis": Basis.A6_1_A, "interest": None}, agreement=SAYS_NO)
    assert found(consent(giver=ConsentGiver.PARENT), answers=answers) == {"D09"}


# Eighteen


@pytest.mark.parametrize(
    ("born", "giver", "given_on", "rules"),
    [
        (EIGHTEEN, ConsentGiver.CHILD, date(2026, 3, 3), {"D13"}),
        (EIGHTEEN, ConsentGiver.CHILD, date(2026, 3, 4), set()),
        (EIGHTEEN, ConsentGiver.CHILD, None, {"D13"}),
        (EIGHTEEN, ConsentGiver.PARENT, date(2026, 9, 1), {"D13"}),
        (date(2008, 11, 10), ConsentGiver.CHILD, date(2026, 3, 3), set()),
        (date(2008, 11, 9), ConsentGiver.CHILD, date(2026, 3, 3), {"D13"}),
        (None, ConsentGiver.CHILD, date(2026, 3, 3), set()),
    ],
)
def test_an_adult_is_asked_again(born, giver, given_on, rules):
    given = consent(giver=giver, given_on=given_on, responsibility_evidenced=False)
    assert found(given, birth_date=born) == rules


def test_an_adult_is_not_asked_again_for_what_does_not_lean_on_consent():
    given = consent(given_on=date(2026, 3, 3))
    answers = asked(basis={"basis": Basis.A6_1_F, "interest": None, "balance": "It helps him."})
    assert effect_of(assessed(answers, consents=(given,), birth_date=EIGHTEEN), "D13") is None
    assert found(given.changed(state=ConsentState.REFUSED), birth_date=EIGHTEEN) >= {"D03"}
    assert "D13" not in found(given.changed(state=ConsentState.REFUSED), birth_date=EIGHTEEN)


def test_competence_is_nothing_to_a_share_on_another_basis():
    unassessed = consent(competence_assessed=False)
    assert not findings_of(assessed(asked(), consents=(unassessed,)), "D06")


def test_of_a_consent_that_was_taken_back_competence_is_not_asked():
    withdrawn = consent(state=ConsentState.WITHDRAWN, competence_assessed=False)
    assert not findings_of(assessed(ON_CONSENT, consents=(withdrawn,)), "D06")
