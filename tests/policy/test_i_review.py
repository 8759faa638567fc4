"""I. Review and approval."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.circumstances import Reviewer, Settings
from decisions.policy.terms import (
    Contact,
    Effect,
    EmergencyEffect,
    Outcome,
    Severity,
    Start,
    Verification,
)
from tests.policy.builders import (
    NOW,
    already,
    asked,
    assessed,
    effect_of,
    findings_of,
    own_initiative,
    routine,
    rules_of,
    urgent,
)

SERIOUS = {"severity": Severity.SIGNIFICANT}


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


def test_danger_makes_nobody_a_manager():
    """An emergency is no way round the check of who asks: what is left of it, a manager answers."""
    reviewer = Reviewer(is_author=False, may_approve_here=False)
    rang = urgent(transfer={"contact": Contact.THEY_RANG})
    unchecked = asked(
        request={"verification": Verification.NONE}, concern={"severity": Severity.IMMEDIATE}
    )
    for answers in (rang, unchecked):
        assessment = assessed(answers, reviewer=reviewer)
        assert assessment.emergency
        assert effect_of(assessment, "B01") is Effect.APPROVE
        assert effect_of(assessment, "I04") is Effect.BLOCK


def test_another_manager_of_the_home_may_approve():
    reviewer = Reviewer(is_author=False, may_approve_here=True)
    assert rules_of(assessed(asked(), reviewer=reviewer)) == ["H08"]


def test_who_reviews_does_not_change_the_advice():
    reviewer = Reviewer(is_author=True, may_approve_here=False)
    assert assessed(asked(), reviewer=reviewer).advice is assessed(asked()).advice


def test_somebody_who_is_close_to_it_passes_it_on_and_says_nothing_of_the_advice():
    reviewer = Reviewer(is_author=False, may_approve_here=True, is_conflicted=True)
    for answers in (asked(), urgent(), already(), routine()):
        assessment = assessed(answers, reviewer=reviewer)
        assert effect_of(assessment, "I03") is Effect.BLOCK
        assert assessment.advice is assessed(answers).advice


def test_somebody_whose_training_ran_out_is_warned_and_may_answer():
    reviewer = Reviewer(is_author=False, may_approve_here=True, is_trained=False)
    assessment = assessed(asked(), reviewer=reviewer)
    assert effect_of(assessment, "I11") is Effect.WARN
    assert not assessment.blocked


@pytest.mark.parametrize(
    ("concern", "minutes", "late"),
    [
        ({}, 240, False),
        ({}, 241, True),
        (SERIOUS, 60, False),
        (SERIOUS, 61, True),
        ({"severity": Severity.IMMEDIATE}, 61, True),
    ],
)
def test_what_waits_too_long_goes_to_somebody_higher(concern, minutes, late):
    since = NOW - timedelta(minutes=minutes)
    assessment = assessed(asked(concern=concern), awaiting_since=since)
    assert (effect_of(assessment, "I05") is Effect.INFO) is late
    assert all(finding.follow_up for finding in findings_of(assessment, "I05"))


@pytest.mark.parametrize(("hours", "serious", "late"), [(2, 1, True), (4, 1, False)])
def test_too_long_is_what_the_provider_says(hours, serious, late):
    settings = Settings(approval_hours=hours, approval_hours_serious=serious)
    waiting = {"awaiting_since": NOW - timedelta(hours=3), "settings": settings}
    assert (effect_of(assessed(asked(), **waiting), "I05") is Effect.INFO) is late


def test_a_refusal_waits_no_longer_than_a_share():
    refusal = asked(concern=SERIOUS, decision={"outcome": Outcome.NOT_SHARE})
    since = NOW - timedelta(hours=2)
    assert effect_of(assessed(refusal, awaiting_since=since), "I05") is Effect.INFO


@pytest.mark.parametrize(
    ("severity", "shown"),
    [
        (Severity.IMMEDIATE, True),
        (Severity.SIGNIFICANT, True),
        (Severity.CONCERN, True),
        (Severity.UNKNOWN, True),
        (Severity.WELFARE, False),
        (Severity.NONE, False),
        (None, False),
    ],
)
def test_where_a_manager_did_not_agree_to_share_the_direct_ways_stay_open(severity, shown):
    assessment = assessed(asked(concern={"severity": severity}), manager_refused=True)
    assert ("I07" in rules_of(assessment)) is shown
    for finding in findings_of(assessment, "I07"):
        assert finding.emergency_effect is EmergencyEffect.SAME
        for body in ("social care", "police", "Ofsted", "NSPCC"):
            assert body in finding.do


def test_where_a_manager_did_not_agree_to_a_refusal_nothing_needs_to_be_gone_round():
    refusal = asked(concern=SERIOUS, decision={"outcome": Outcome.NOT_SHARE})
    assert effect_of(assessed(refusal, manager_refused=True), "I07") is None


def test_an_urgent_record_waits_and_is_refused_as_one_of_serious_harm():
    waiting = assessed(urgent(), awaiting_since=NOW - timedelta(hours=2))
    assert effect_of(waiting, "I05") is Effect.INFO
    assert effect_of(assessed(urgent(), manager_refused=True), "I07") is Effect.INFO
