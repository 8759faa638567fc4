"""A. Child sexual abuse: how long the report may wait."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from decisions.policy.circumstances import Settings
from decisions.policy.terms import AgencyType, Effect, Harm, Outcome, Severity
from tests.policy.builders import (
    NOW,
    TODAY,
    asked,
    assessed,
    effect_of,
    findings_of,
    own_initiative,
)

DUTY = {"settings": Settings(csa_reporting_duty_from=TODAY)}
SECOND = timedelta(seconds=1)
DAY, WEEK = timedelta(hours=24), timedelta(days=7)


def known_for(time, **groups):
    """Sexual abuse, known for so long, of which staff tell the child's school."""
    concern = {"harms": (Harm.SEXUAL,), **groups.pop("concern", {})}
    return own_initiative(concern=concern, request={"occurred_at": NOW - time}, **groups)


@pytest.mark.parametrize(
    ("waited", "effect"),
    [
        (-DAY, None),
        (DAY, None),
        (DAY + SECOND, Effect.WARN),
        (WEEK, Effect.WARN),
        (WEEK + SECOND, Effect.NOTIFY),
    ],
)
def test_a_report_that_waits_is_warned_of_and_after_seven_days_told_to_the_manager(waited, effect):
    assessment = assessed(known_for(waited), **DUTY)
    assert effect_of(assessment, "A09") is effect
    assert all(finding.follow_up for finding in findings_of(assessment, "A09"))
    assert len(findings_of(assessment, "A09")) == (effect is not None)


@pytest.mark.parametrize(
    ("begins", "effect"),
    [
        (None, None),
        (TODAY + timedelta(days=1), None),
        (TODAY, Effect.WARN),
        (TODAY - timedelta(days=1), Effect.WARN),
    ],
    ids=["no day", "tomorrow", "today", "yesterday"],
)
def test_its_clock_runs_only_once_the_duty_is_law(begins, effect):
    settings = Settings(csa_reporting_duty_from=begins)
    assert effect_of(assessed(known_for(2 * DAY), settings=settings), "A09") is effect


@pytest.mark.parametrize("waited", [2 * DAY, WEEK + DAY])
@pytest.mark.parametrize(("on", "speaks"), [(-1, False), (0, True)])
def test_its_clock_runs_under_the_law_of_the_day_that_is_asked(waited, on, speaks):
    begins = TODAY + timedelta(days=200)
    settings = Settings(csa_reporting_duty_from=begins)
    then = assessed(known_for(waited), on=begins + timedelta(days=on), settings=settings)
    assert bool(findings_of(then, "A09")) is speaks


def test_how_soon_is_the_providers_choice():
    settings = Settings(csa_reporting_duty_from=TODAY, abuse_report_hours=4)
    assert effect_of(assessed(known_for(5 * timedelta(hours=1)), settings=settings), "A09")


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        (known_for(2 * DAY, concern={"already_reported": "Police, log 210"}), {}),
        (known_for(2 * DAY), {"abuse_already_reported": True}),
        (known_for(2 * DAY, transfer={"agency_type": AgencyType.POLICE}), {}),
        (known_for(2 * DAY, concern={"harms": (Harm.PHYSICAL,)}), {}),
    ],
    ids=["said", "on record", "reported by this", "other harm"],
)
def test_what_is_reported_or_is_no_sexual_abuse_waits_for_no_report(answers, changes):
    assert effect_of(assessed(answers, **DUTY, **changes), "A09") is None


def test_without_a_time_no_clock_runs():
    answers = own_initiative(concern={"harms": (Harm.CSE,)})
    assert effect_of(assessed(answers, **DUTY), "A09") is None


@pytest.mark.parametrize(
    "outcome", [None, Outcome.NOT_SHARE, Outcome.DECIDE_LATER, Outcome.ASK_ADVICE]
)
def test_its_clock_runs_whatever_is_chosen(outcome):
    answers = known_for(2 * DAY, decision={"outcome": outcome})
    assert effect_of(assessed(answers, **DUTY), "A09") is Effect.WARN


def test_a_refusal_to_report_does_not_count_as_reporting():
    answers = known_for(
        2 * DAY,
        transfer={"agency_type": AgencyType.POLICE},
        decision={"outcome": Outcome.NOT_SHARE},
    )
    assert effect_of(assessed(answers, **DUTY), "A09") is Effect.WARN


def test_in_an_emergency_nobody_is_reminded_of_a_clock():
    answers = known_for(2 * DAY, concern={"severity": Severity.IMMEDIATE})
    assessment = assessed(answers, **DUTY)
    assert assessment.emergency
    assert effect_of(assessment, "A09") is None


def test_refusing_somebody_else_of_a_late_report_is_not_held_up_by_it():
    groups = {"concern": {"harms": (Harm.SEXUAL,)}, "decision": {"outcome": Outcome.NOT_SHARE}}
    request = {"agency_type": AgencyType.MEDIA, "occurred_at": NOW - 9 * DAY}
    assessment = assessed(asked(request=request, **groups), **DUTY)
    assert effect_of(assessment, "A09") is Effect.NOTIFY
    assert not assessment.blocked


def test_abuse_that_was_reported_lifts_nothing_when_it_is_shared_again():
    concern = {"harms": (Harm.CSE,), "already_reported": "Police, reference 2231"}
    assert not findings_of(assessed(asked(concern=concern)), "A08")


# Two young people who both wanted it

PEERS = {"severity": Severity.WELFARE, "harms": (Harm.SEXUAL,), "between_peers": True}
NOT_TOLD = {"outcome": Outcome.NOT_SHARE, "reasons": "They are both fifteen and a couple."}


def aged(years, days=0):
    return {"birth_date": date(TODAY.year - years, TODAY.month, TODAY.day) + timedelta(days)}


def not_reported(**concern):
    return asked(concern={**PEERS, **concern}, decision=NOT_TOLD)


def test_between_two_young_people_who_wanted_it_a_manager_agrees_that_it_is_not_reported():
    assessment = assessed(not_reported(), **aged(15))
    assert effect_of(assessment, "A08") is Effect.APPROVE
    assert not assessment.blocked


@pytest.mark.parametrize(
    ("birth_date", "effect"),
    [
        (aged(13), Effect.APPROVE),
        (aged(13, days=1), Effect.BLOCK),
        (aged(18, days=1), Effect.APPROVE),
        (aged(18), Effect.BLOCK),
        ({"birth_date": None}, Effect.BLOCK),
    ],
    ids=["13 today", "13 tomorrow", "18 tomorrow", "18 today", "age not known"],
)
def test_only_from_13_to_17(birth_date, effect):
    assert effect_of(assessed(not_reported(), **birth_date), "A08") is effect


@pytest.mark.parametrize(
    "concern",
    [
        {"between_peers": None},
        {"between_peers": False},
        {"harms": (Harm.CSE,)},
        {"harms": (Harm.SEXUAL, Harm.CSE)},
        {"harms": (Harm.SEXUAL, Harm.PHYSICAL)},
        {"severity": Severity.SIGNIFICANT},
        {"severity": Severity.IMMEDIATE},
        {"severity": Severity.UNKNOWN},
        {"severity": None},
        {"indecent_image": True},
        {"staff_in_words": "A night worker"},
    ],
    ids=str,
)
def test_what_does_not_look_like_that_is_still_reported(concern):
    found = findings_of(assessed(not_reported(**concern), **aged(15)), "A08")
    assert [one.effect for one in found] == [Effect.BLOCK]


@pytest.mark.parametrize("severity", [Severity.NONE, Severity.WELFARE, Severity.CONCERN])
def test_a_worry_alone_does_not_make_it_abuse(severity):
    assessment = assessed(not_reported(severity=severity), **aged(15))
    assert effect_of(assessment, "A08") is Effect.APPROVE


def test_what_was_reported_all_the_same_needs_nobody_to_agree():
    answers = not_reported(already_reported="Police, log 12")
    assert effect_of(assessed(answers, **aged(15)), "A08") is None


def test_reporting_it_needs_nobody_to_agree():
    assert effect_of(assessed(asked(concern=PEERS), **aged(15)), "A08") is Effect.NOTIFY


def test_between_them_no_clock_runs():
    answers = known_for(8 * DAY, concern=PEERS)
    assert effect_of(assessed(answers, **DUTY, **aged(15)), "A09") is None
    assert effect_of(assessed(answers, **DUTY, **aged(12)), "A09") is Effect.NOTIFY


def test_what_is_late_is_late_while_advice_is_asked():
    week = own_initiative(
        concern={"harms": (Harm.SEXUAL,)},
        request={"occurred_at": NOW - timedelta(days=8)},
        decision={"outcome": Outcome.ASK_ADVICE},
    )
    assert effect_of(assessed(week, **DUTY), "A09") is Effect.NOTIFY
