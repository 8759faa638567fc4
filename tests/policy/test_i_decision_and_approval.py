"""I. Decision, approval and authority."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.circumstances import Reviewer, Settings
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Effect,
    Outcome,
    RequestFeature,
    Severity,
    Start,
    View,
)
from tests.policy.builders import (
    NOW,
    asked,
    assessed,
    effect_of,
    findings_of,
    own_initiative,
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


@pytest.mark.parametrize(
    "start", [Start.ASKED, Start.OWN_INITIATIVE, Start.ALREADY_SHARED, Start.URGENT]
)
def test_nobody_approves_their_own_record_however_it_started(start):
    builders = {Start.ASKED: asked, Start.URGENT: urgent}
    answers = builders[start]() if start in builders else own_initiative(start)
    reviewer = Reviewer(is_author=True, may_approve_here=False)
    assessment = assessed(answers, reviewer=reviewer)
    assert effect_of(assessment, "I02") is Effect.BLOCK
    assert effect_of(assessment, "I04") is Effect.BLOCK


def test_another_manager_of_the_home_may_approve():
    reviewer = Reviewer(is_author=False, may_approve_here=True)
    assert assessed(asked(), reviewer=reviewer).findings == ()


def test_who_reviews_does_not_change_the_advice():
    reviewer = Reviewer(is_author=True, may_approve_here=False)
    assert assessed(asked(), reviewer=reviewer).advice is assessed(asked()).advice


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


@pytest.mark.parametrize(
    ("hours", "limit", "late"), [(24, 24, False), (25, 24, True), (25, 48, False), (2, 1, True)]
)
def test_late_is_what_the_provider_says_is_late(hours, limit, late):
    answers = asked(request={"occurred_at": NOW - timedelta(hours=hours)})
    assessment = assessed(answers, settings=Settings(retrospective_hours=limit))
    assert (effect_of(assessment, "I13") is Effect.REASON) is late


def test_without_a_time_nothing_is_late():
    assert effect_of(assessed(asked(request={"occurred_at": None})), "I13") is None
