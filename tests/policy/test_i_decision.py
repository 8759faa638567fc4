"""I. Decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.answers import Explanation
from decisions.policy.circumstances import AdviceHeld, Approved, Settings
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Basis,
    Effect,
    InformationCategory,
    Outcome,
    RequestFeature,
    Role,
    Severity,
    View,
)
from tests.policy.builders import (
    NOW,
    TODAY,
    already,
    asked,
    assessed,
    effect_of,
    findings_of,
    rules_of,
    urgent,
)

EVERYTHING = {"features": (RequestFeature.ASKS_FOR_EVERYTHING,)}
SERIOUS = {"severity": Severity.SIGNIFICANT}
ALONE = {"manager_unreachable": True}


@pytest.mark.parametrize("outcome", [Outcome.SHARE, Outcome.SHARE_PART, Outcome.NOT_SHARE])
def test_every_decision_has_its_reason(outcome):
    answers = asked(decision={"outcome": outcome, "reasons": "\n"})
    assert effect_of(assessed(answers), "I01") is Effect.BLOCK


def test_no_reason_is_asked_for_before_anything_is_decided():
    answers = asked(decision={"outcome": None, "reasons": ""})
    assert effect_of(assessed(answers), "I01") is None


def test_why_it_is_urgent_is_the_reason_of_an_urgent_share():
    assert effect_of(assessed(urgent()), "I01") is None
    assert effect_of(assessed(urgent(urgent={"why": " "})), "I01") is Effect.NOTIFY


def test_an_unreachable_manager_does_not_hold_up_serious_harm():
    answers = asked(request=EVERYTHING, concern=SERIOUS, decision=ALONE)
    assessment = assessed(answers)
    assert not assessment.needs_approval
    assert findings_of(assessment, "I06")[0].waives == ("B09",)
    assert findings_of(assessment, "I06")[0].follow_up


@pytest.mark.parametrize(
    ("concern", "decision", "request_changes"),
    [
        ({}, ALONE, EVERYTHING),
        (SERIOUS, {"manager_unreachable": False}, EVERYTHING),
        (SERIOUS, {}, EVERYTHING),
        (SERIOUS, ALONE, {**EVERYTHING, "agency_type": AgencyType.RELATIVE_OTHER}),
    ],
)
def test_otherwise_a_manager_is_waited_for(concern, decision, request_changes):
    answers = asked(request=request_changes, concern=concern, decision=decision)
    assert effect_of(assessed(answers), "B09") is Effect.APPROVE


def test_a_blocked_share_stays_blocked_without_a_manager():
    no_basis = {"basis": None, "interest": None}
    answers = asked(concern=SERIOUS, decision=ALONE, basis=no_basis)
    assert effect_of(assessed(answers), "C01") is Effect.BLOCK


def test_an_unreachable_manager_does_not_let_a_refusal_stand():
    refusal = {**ALONE, "outcome": Outcome.NOT_SHARE}
    assert effect_of(assessed(asked(concern=SERIOUS, decision=refusal)), "A03") is Effect.APPROVE


def test_a_lifted_approval_asks_for_no_words():
    basis = {"basis": Basis.A6_1_F, "interest": None}
    answers = asked(
        concern=SERIOUS, decision=ALONE, basis=basis, agreement={"view": View.DISAGREES}
    )
    finding = findings_of(assessed(answers), "D12")[0]
    assert (finding.effect, finding.needs_words) == (Effect.NOTIFY, False)


def test_later_has_a_time():
    later = {"outcome": Outcome.DECIDE_LATER}
    assert effect_of(assessed(asked(decision=later)), "I09") is Effect.BLOCK
    timed = {**later, "decide_at": NOW + timedelta(hours=2)}
    assert assessed(asked(decision=timed)).findings == ()


@pytest.mark.parametrize(("minutes", "late"), [(-1, True), (0, False), (1, False)])
def test_once_its_time_has_passed_a_decision_is_asked_for_again(minutes, late):
    later = {"outcome": Outcome.DECIDE_LATER, "decide_at": NOW + timedelta(minutes=minutes)}
    assessment = assessed(asked(decision=later))
    assert rules_of(assessment) == (["I10"] if late else [])
    assert all(finding.follow_up for finding in assessment.findings)


def test_a_time_left_over_from_putting_it_off_is_not_looked_at():
    decision = {"outcome": Outcome.SHARE, "decide_at": NOW - timedelta(days=1)}
    assert effect_of(assessed(asked(decision=decision)), "I10") is None


@pytest.mark.parametrize(
    ("hours", "limit", "late"), [(24, 24, False), (25, 24, True), (25, 48, False), (2, 1, True)]
)
def test_late_is_what_the_provider_says_is_late(hours, limit, late):
    answers = asked(request={"occurred_at": NOW - timedelta(hours=hours)})
    assessment = assessed(answers, settings=Settings(retrospective_hours=limit))
    assert (effect_of(assessment, "I13") is Effect.REASON) is late


def test_without_a_time_nothing_is_late():
    assert effect_of(assessed(asked(request={"occurred_at": None})), "I13") is None


def test_why_it_was_shared_is_the_reason_of_what_has_already_happened():
    assert effect_of(assessed(already(decision={"reasons": ""})), "I01") is None
    assert effect_of(assessed(already(urgent={"why": " "})), "I01") is Effect.NOTIFY


@pytest.mark.parametrize(
    ("approved", "effect"),
    [
        ({"has_conditions": True}, Effect.BLOCK),
        ({"has_conditions": True, "conditions_met": True}, None),
        ({"has_conditions": False}, None),
        (None, None),
    ],
)
def test_a_yes_with_a_condition_counts_once_it_is_met(approved, effect):
    held = approved and Approved(categories=tuple(InformationCategory), **approved)
    assert effect_of(assessed(asked(), approved=held), "I08") is effect


@pytest.mark.parametrize(
    ("until", "recorded", "warned"),
    [
        (TODAY - timedelta(days=1), False, True),
        (TODAY, True, False),
        (None, False, False),
        (None, True, True),
    ],
)
@pytest.mark.parametrize("answers", [asked(), asked(decision={"outcome": Outcome.NOT_SHARE})])
def test_training_that_ran_out_warns_and_stops_nothing(answers, until, recorded, warned):
    settings = Settings(training_recorded=recorded)
    assessment = assessed(answers, author_trained_until=until, settings=settings)
    assert effect_of(assessment, "I11") is (Effect.WARN if warned else None)
    assert assessment.advice is assessed(answers).advice
    assert not assessment.blocked


ADVISED_AGAINST = [Advice.DO_NOT_SHARE]
ADVISED_TO = [Advice.SHARE, Advice.SHARE_PART]


@pytest.mark.parametrize("advises", Advice)
@pytest.mark.parametrize(
    ("outcome", "against"),
    [
        (Outcome.SHARE, ADVISED_AGAINST),
        (Outcome.SHARE_PART, ADVISED_AGAINST),
        (Outcome.NOT_SHARE, ADVISED_TO),
        (Outcome.DECIDE_LATER, []),
        (None, []),
    ],
)
def test_who_decides_otherwise_than_advised_says_why(advises, outcome, against):
    advice = (AdviceHeld(role=Role.DATA_PROTECTION_OFFICER, advises=advises),)
    assessment = assessed(asked(decision={"outcome": outcome}), advice=advice)
    assert effect_of(assessment, "I12") is (Effect.REASON if advises in against else None)


@pytest.mark.parametrize("role", Role)
def test_the_advice_that_is_answered_is_that_of_those_who_answer_for_it(role):
    advice = (AdviceHeld(role=role, advises=Advice.DO_NOT_SHARE),)
    silent = {Role.CARE_WORKER, Role.SENIOR_CARE_WORKER, Role.ADMINISTRATOR}
    effect = effect_of(assessed(asked(), advice=advice), "I12")
    assert effect is (None if role in silent else Effect.REASON)


def test_one_of_several_advisers_is_enough():
    for_it, against_it = (
        AdviceHeld(role=Role.REGISTERED_MANAGER, advises=advises)
        for advises in (Advice.SHARE, Advice.DO_NOT_SHARE)
    )
    assert effect_of(assessed(asked(), advice=(for_it, against_it)), "I12") is Effect.REASON


def test_a_reason_for_not_following_advice_is_kept_as_explained():
    said = (Explanation(rule="I12", words="The school nurse must know today."),)
    advice = (AdviceHeld(role=Role.SAFEGUARDING_LEAD, advises=Advice.DO_NOT_SHARE),)
    answers = asked(decision={"explanations": said})
    assert assessed(answers, advice=advice).unexplained() == ()


def test_advice_against_what_has_already_happened_is_told_and_asks_for_nothing():
    advice = (AdviceHeld(role=Role.SAFEGUARDING_LEAD, advises=Advice.DO_NOT_SHARE),)
    assessment = assessed(already(), advice=advice)
    assert effect_of(assessment, "I12") is Effect.NOTIFY
    assert assessment.unexplained() == ()
