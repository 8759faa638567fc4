"""E. Confidence: what was told to us in trust, and who told it."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.answers import PersonConcerned
from decisions.policy.terms import (
    Basis,
    ConsentGiver,
    Effect,
    Gateway,
    InformationCategory,
    PersonKind,
    PersonPart,
    Provenance,
)
from tests.policy.builders import (
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
    referral,
)

SECRET = item(in_confidence=True)
BOTH = {"harm_if_shared": "He may stop trusting us.", "harm_if_not_shared": "He may be hurt."}
NEITHER = {"harm_if_shared": "", "harm_if_not_shared": ""}


def test_a_confidence_is_kept_unless_both_sides_are_weighed():
    def rules(necessity):
        answers = asked(items=(item(), SECRET), necessity=necessity)
        found = assessed(answers).findings
        return {finding.rule for finding in found if finding.rule in ("E10", "E11")}

    assert rules(NEITHER) == {"E10"}
    assert rules({**NEITHER, "harm_if_shared": "He may stop trusting us."}) == {"E11"}
    assert rules({**NEITHER, "harm_if_not_shared": "He may be hurt."}) == {"E11"}
    assert rules(BOTH) == set()


def test_a_confidence_is_asked_about_piece_by_piece():
    answers = asked(items=(item(), SECRET), necessity=NEITHER)
    assert [finding.concerns for finding in findings_of(assessed(answers), "E10")] == [1]


def test_a_confidence_that_stays_is_not_asked_about():
    answers = asked(items=(item(), item(in_confidence=True, going=False)), necessity=NEITHER)
    assert effect_of(assessed(answers), "E10") is None


def test_a_legal_duty_lets_a_confidence_go():
    duty = {"basis": Basis.A6_1_C, "interest": None, "gateway": Gateway.COURT_ORDER}
    answers = asked(items=(SECRET,), necessity=NEITHER, basis=duty)
    assert effect_of(assessed(answers), "E10") is None


def test_consent_lets_a_confidence_go_while_it_stands():
    answers = asked(items=(SECRET,), necessity=NEITHER)
    assert effect_of(assessed(answers, consents=(consent(),)), "E10") is None
    ran_out = consent(expires_on=date(2026, 10, 1))
    assert effect_of(assessed(answers, consents=(ran_out,)), "E10") is Effect.BLOCK


def test_a_referral_has_the_public_interest_test_done_for_it():
    answers = referral(items=(SECRET,), necessity=NEITHER)
    found = {finding.rule for finding in assessed(answers).findings}
    assert not found & {"E10", "E11"}


def test_leaning_on_the_public_interest_means_weighing_both_sides():
    public_interest = {"gateway": Gateway.COMMON_LAW_PI}
    answers = asked(basis=public_interest, necessity=NEITHER)
    assert effect_of(assessed(answers), "E11") is Effect.BLOCK
    assert effect_of(assessed(asked(basis=public_interest, necessity=BOTH)), "E11") is None
    assert effect_of(assessed(referral(basis=public_interest)), "E11") is None


# Told by the child

TOLD_US = item(in_confidence=True, provenance=Provenance.CHILD_SAID)
DUTY = {"basis": Basis.A6_1_C, "interest": None, "gateway": Gateway.COURT_ORDER}


def test_what_the_child_told_us_in_trust_is_asked_about_piece_by_piece():
    items = (item(), SECRET, item(provenance=Provenance.CHILD_SAID), TOLD_US)
    assessment = assessed(asked(items=items, necessity=BOTH))
    assert [finding.concerns for finding in findings_of(assessment, "E20")] == [3]


def test_both_harms_say_why_it_goes():
    finding = findings_of(assessed(asked(items=(TOLD_US,), necessity=BOTH)), "E20")[0]
    assert (finding.needs_words, finding.explained) == (True, True)


@pytest.mark.parametrize("weighed", [NEITHER, {**BOTH, "harm_if_shared": ""}])
def test_while_a_side_is_empty_it_is_said_once(weighed):
    assessment = assessed(asked(items=(TOLD_US,), necessity=weighed))
    assert effect_of(assessment, "E20") is None
    assert assessment.blocked


@pytest.mark.parametrize(
    "answers",
    [
        asked(items=(TOLD_US,), necessity=NEITHER, basis=DUTY),
        referral(items=(TOLD_US,), necessity=NEITHER),
    ],
    ids=["duty", "referral"],
)
def test_a_duty_and_a_referral_say_why_it_goes(answers):
    finding = findings_of(assessed(answers), "E20")[0]
    assert (finding.effect, finding.explained) == (Effect.REASON, True)


@pytest.mark.parametrize(
    ("giver", "explained"), [(ConsentGiver.CHILD, None), (ConsentGiver.PARENT, False)]
)
def test_only_the_child_s_own_yes_lets_the_child_s_confidence_go(giver, explained):
    answers = asked(items=(TOLD_US,), necessity=NEITHER)
    found = findings_of(assessed(answers, consents=(consent(giver=giver),)), "E20")
    assert [finding.explained for finding in found] == ([] if explained is None else [explained])


def test_the_child_s_own_yes_must_stand():
    ran_out = consent(expires_on=date(2026, 10, 1))
    answers = asked(items=(TOLD_US,), necessity=BOTH)
    assert effect_of(assessed(answers, consents=(ran_out,)), "E20") is Effect.REASON


# Who told us, and who else can be known from it

SOURCE = item(InformationCategory.SOURCE_IDENTITY)
NEIGHBOUR = item(identifies_other=True)
ANOTHER = item(InformationCategory.THIRD_PARTY_CHILD)
JAY = PersonConcerned(kind=PersonKind.CHILD, name="Jay")
IN_CARE = PersonConcerned(kind=PersonKind.LOOKED_AFTER_CHILD, name="Jay")


@pytest.mark.parametrize(
    ("items", "places"),
    [
        ((item(), SOURCE), [1]),
        ((NEIGHBOUR, ANOTHER), [0, 1]),
        ((item(), SOURCE.changed(going=False)), []),
        ((item(InformationCategory.THIRD_PARTY_ADULT),), []),
    ],
)
def test_what_shows_who_somebody_else_is_is_taken_out_or_explained(items, places):
    found = findings_of(assessed(asked(items=items)), "E16")
    assert [finding.concerns for finding in found] == places
    assert all(finding.effect is Effect.REASON and not finding.explained for finding in found)


@pytest.mark.parametrize(
    ("people", "explained"),
    [
        ((), False),
        ((JAY,), False),
        ((JAY.changed(part=PersonPart.SAW_OR_TOLD),), True),
        ((JAY.changed(part=PersonPart.SAW_OR_TOLD), JAY), False),
    ],
)
def test_the_part_that_they_have_in_it_says_why_they_are_named(people, explained):
    finding = findings_of(assessed(asked(items=(NEIGHBOUR,), people=people)), "E16")[0]
    assert finding.explained is explained


def test_another_child_in_care_is_spoken_of_once_and_the_source_besides():
    answers = asked(items=(ANOTHER, NEIGHBOUR, SOURCE), people=(IN_CARE,))
    assessment = assessed(answers)
    assert effect_of(assessment, "E18") is Effect.APPROVE
    assert [finding.concerns for finding in findings_of(assessment, "E16")] == [2]
