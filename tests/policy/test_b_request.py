"""B. The request."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.terms import AgencyType, Effect, Outcome, RequestFeature, Severity
from tests.policy.builders import (
    NOW,
    already,
    asked,
    assessed,
    effect_of,
    findings_of,
    own_initiative,
    urgent,
)

DANGER = {"severity": Severity.IMMEDIATE}


@pytest.mark.parametrize("words", ["", "  ", "as requested", "As  Requested.", "N/A", "None"])
def test_words_that_say_nothing_are_no_purpose(words):
    assert effect_of(assessed(asked(purpose={"words": words})), "B07") is Effect.BLOCK


def test_the_purpose_of_an_urgent_share_is_why_it_is_urgent():
    assert effect_of(assessed(urgent()), "B07") is None
    assert effect_of(assessed(urgent(urgent={"why": ""})), "B07") is Effect.NOTIFY


def test_a_request_for_everything_wants_a_reason_besides_approval():
    answers = asked(request={"features": (RequestFeature.ASKS_FOR_EVERYTHING,)})
    assessment = assessed(answers)
    assert findings_of(assessment, "B09")[0].needs_words
    assert [finding.rule for finding in assessment.unexplained()] == ["B09"]


@pytest.mark.parametrize(
    ("kind", "effect"), [(AgencyType.PARENT_PR, None), (AgencyType.POLICE, Effect.APPROVE)]
)
def test_an_access_request_for_everything_is_not_asked_to_be_less(kind, effect):
    features = (RequestFeature.ASKS_FOR_EVERYTHING, RequestFeature.ASKS_FOR_RECORDS)
    answers = asked(request={"agency_type": kind, "features": features})
    assert effect_of(assessed(answers), "B09") is effect


def test_why_it_was_shared_is_its_purpose_where_it_has_already_happened():
    assert effect_of(assessed(already(purpose={"words": ""})), "B07") is None
    assert effect_of(assessed(already(urgent={"why": "As requested"})), "B07") is Effect.NOTIFY


# B19 and B20: a time that has passed, and advice


LATE, IN_TIME = NOW - timedelta(seconds=1), NOW


@pytest.mark.parametrize(
    ("wanted_by", "outcome", "waits", "fires"),
    [
        (LATE, None, False, True),
        (LATE, Outcome.DECIDE_LATER, False, True),
        (LATE, Outcome.ASK_ADVICE, False, True),
        (LATE, Outcome.SHARE, False, False),
        (LATE, Outcome.NOT_SHARE, False, False),
        (LATE, Outcome.SHARE, True, True),
        (LATE, Outcome.NOT_SHARE, True, True),
        (IN_TIME, None, False, False),
        (IN_TIME, Outcome.SHARE, True, False),
        (None, None, True, False),
    ],
)
def test_what_is_not_decided_by_the_time_they_named_is_followed_up(
    wanted_by, outcome, waits, fires
):
    answers = asked(request={"wanted_by": wanted_by}, decision={"outcome": outcome})
    assessment = assessed(answers, awaiting_since=NOW if waits else None)
    findings = findings_of(assessment, "B19")
    assert [(one.effect, one.follow_up) for one in findings] == [(Effect.INFO, True)] * fires


def test_nobody_named_a_time_where_nobody_asked():
    answers = own_initiative(request={"wanted_by": LATE}, decision={"outcome": None})
    assert effect_of(assessed(answers), "B19") is None


def test_in_an_emergency_nobody_counts_the_hours():
    answers = asked(request={"wanted_by": LATE}, concern=DANGER, decision={"outcome": None})
    assert effect_of(assessed(answers), "B19") is None


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_asking_for_advice_is_no_share(outcome):
    assessment = assessed(asked(decision={"outcome": outcome}))
    said = Effect.INFO if outcome is Outcome.ASK_ADVICE else None
    assert effect_of(assessment, "B20") is said


@pytest.mark.parametrize("words", ["As above", "as asked", "na", "on request", "Requested"])
def test_a_purpose_that_points_elsewhere_is_none(words):
    assert effect_of(assessed(asked(purpose={"words": words})), "B07") is Effect.BLOCK


@pytest.mark.parametrize("outcome", [Outcome.SHARE, Outcome.SHARE_PART])
def test_whatever_would_be_shared_is_late_while_it_waits_for_a_manager(outcome):
    late = asked(request={"wanted_by": NOW - timedelta(hours=1)}, decision={"outcome": outcome})
    assert effect_of(assessed(late, awaiting_since=NOW), "B19") is Effect.INFO
    assert not findings_of(assessed(late), "B19")
