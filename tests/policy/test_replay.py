"""A record assessed again: what differs, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decisions.policy import findings, rule_sets
from decisions.policy import replay as replaying
from decisions.policy.answers import Answers
from decisions.policy.assess import assess
from decisions.policy.assessment import Assessment
from decisions.policy.circumstances import Circumstances, Settings
from decisions.policy.facts.basics import today
from decisions.policy.replay import Choice, Difference, Replayed, Why, replay
from decisions.policy.rule import Rule
from decisions.policy.rules import RULES
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Check,
    Effect,
    Harm,
    Outcome,
    Severity,
    Start,
)
from decisions.policy.versions import LAW_VERSION, RULE_SETS, RULES_VERSION
from tests.policy.builders import NOW, TODAY, asked, circumstances, effect_of
from tests.policy.strategies import ANSWERS, CIRCUMSTANCES

FIRST, SECOND, LAST = RULE_SETS
DOUBT = asked(request={"doubt": True})


def sealed(answers: Answers, version: str = RULES_VERSION, **changes: object) -> Assessment:
    """The assessment as it was sealed, with whatever was otherwise then."""
    return assess(answers, circumstances(answers), TODAY, version).changed(**changes)


def again(answers: Answers, before: Assessment, **asked_for: object) -> Replayed:
    return replay(answers, circumstances(answers), before, **asked_for)  # type: ignore[arg-type]


def without(assessment: Assessment, rule: str) -> Assessment:
    return assessment.changed(
        findings=tuple(one for one in assessment.findings if one.rule != rule)
    )


def only(found: Replayed) -> Difference:
    (one,) = found.differences
    return one


def rules_running(monkeypatch: pytest.MonkeyPatch, rules: tuple[Rule, ...]) -> None:
    """As if these were all the rows that there ever were."""
    sets = {
        version: tuple(rule for rule in rules if rule_sets.stands_in(rule, version))
        for version in RULE_SETS
    }
    monkeypatch.setattr(replaying, "rules_of", sets.__getitem__)
    monkeypatch.setattr(findings, "RULES", sets[RULES_VERSION])
    monkeypatch.setattr("decisions.policy.assess.rules_of", sets.__getitem__)


def rule(of: str) -> Rule:
    return next(one for one in RULES if one.id == of)


def test_the_same_rules_on_the_same_day_find_the_same() -> None:
    found = again(DOUBT, sealed(DOUBT))
    assert not found.differs
    assert (found.rules_before, found.rules_after, found.on) == (
        RULES_VERSION,
        RULES_VERSION,
        TODAY,
    )
    assert found.law_after == LAW_VERSION


def test_a_rule_that_came_later_is_told_with_its_set() -> None:
    found = again(asked(), sealed(asked(), FIRST))
    assert only(found) == Difference("H08", None, None, Effect.INFO, Why.RULE_ADDED, SECOND)
    assert found.differs


def test_an_earlier_set_does_not_have_the_rule() -> None:
    found = again(asked(), sealed(asked()), version=FIRST)
    assert only(found) == Difference("H08", None, Effect.INFO, None, Why.RULE_NOT_THERE)
    assert found.rules_after == FIRST


def test_what_was_shown_otherwise_by_the_same_set_is_a_changed_rule() -> None:
    added = only(again(DOUBT, without(sealed(DOUBT), "B04")))
    assert (added.before, added.after, added.why) == (None, Effect.APPROVE, Why.RULE_CHANGED)
    quiet = without(sealed(DOUBT), "H08")
    b04 = next(one for one in sealed(DOUBT).findings if one.rule == "B04")
    weaker = sealed(asked()).changed(findings=(b04.changed(effect=Effect.WARN), *quiet.findings))
    gone = again(asked(), weaker).differences
    assert ("B04", Effect.APPROVE, None, Why.RULE_CHANGED) in [
        (one.rule, one.before, one.after, one.why) for one in gone
    ]


def test_a_rule_that_is_known_no_more_was_changed() -> None:
    b04 = next(one for one in sealed(DOUBT).findings if one.rule == "B04")
    before = sealed(asked()).changed(findings=(b04.changed(rule="B99"), *sealed(asked()).findings))
    assert only(again(asked(), before)).why is Why.RULE_CHANGED


def test_a_changed_row_is_told_with_the_set_that_changed_it(monkeypatch) -> None:
    old = replace(rule("B04"), until=LAST)
    new = replace(rule("B04"), since=LAST, effect=Effect.WARN)
    others = tuple(one for one in RULES if one.id != "B04")
    rules_running(monkeypatch, (*others, old, new))
    before = sealed(DOUBT, SECOND)
    (changed,) = (one for one in again(DOUBT, before).differences if one.rule == "B04")
    assert changed == Difference("B04", None, Effect.APPROVE, Effect.WARN, Why.RULE_CHANGED, LAST)
    assert changed.change == "effect"


def test_a_row_that_only_speaks_for_something_else_now_gives_the_advice_its_reason(
    monkeypatch,
) -> None:
    old = replace(rule("B04"), until=LAST)
    new = replace(rule("B04"), since=LAST, points=None)
    others = tuple(one for one in RULES if one.id != "B04")
    rules_running(monkeypatch, (*others, old, new))
    found = again(DOUBT, sealed(DOUBT, SECOND))
    assert found.advice_before is not found.advice_after
    assert found.why_advice is Why.RULE_CHANGED


def test_law_that_is_in_force_on_another_day_is_told_with_its_day(monkeypatch) -> None:
    since = date(2027, 4, 1)
    dated = replace(rule("B04"), in_force_from=since)
    rules_running(monkeypatch, tuple(dated if one.id == "B04" else one for one in RULES))
    before = sealed(DOUBT)
    assert not again(DOUBT, before).differs
    then = only(again(DOUBT, before, on=since))
    assert then == Difference(
        "B04", None, None, Effect.APPROVE, Why.LAW_IN_FORCE, since.isoformat()
    )
    in_force = again(DOUBT, before, on=since)
    assert in_force.advice_after is Advice.ASK_MANAGER
    ended = replace(rule("B04"), in_force_until=TODAY)
    rules_running(monkeypatch, tuple(ended if one.id == "B04" else one for one in RULES))
    gone = only(again(DOUBT, sealed(DOUBT), on=since))
    assert (gone.after, gone.why) == (None, Why.LAW_NOT_IN_FORCE)


def test_what_a_setting_switches_on_is_told_with_its_day() -> None:
    since = date(2027, 1, 1)
    settings = Settings(s16la_in_force_from=since)
    answers = asked(
        concern={"severity": Severity.SIGNIFICANT},
        decision={"outcome": Outcome.NOT_SHARE, "reasons": "It can wait."},
    )
    around = circumstances(answers, settings=settings)
    before = assess(answers, around, TODAY)
    assert not replay(answers, around, before, on=date(2026, 12, 31)).differs
    then = replay(answers, around, before, on=date(2027, 6, 1)).differences
    duty = next(one for one in then if one.rule == "A04")
    assert (duty.before, duty.after, duty.change) == (None, Effect.BLOCK, "added")
    assert (duty.why, duty.since) == (Why.LAW_IN_FORCE, since.isoformat())


def test_a_basis_that_was_no_law_yet_is_other_law() -> None:
    found = again(asked(), sealed(asked()), on=date(2020, 1, 1))
    basis = next(one for one in found.differences if one.rule == "C01")
    assert (basis.after, basis.why) == (Effect.BLOCK, Why.LAW_OTHERWISE)
    assert found.on == date(2020, 1, 1)


def test_an_older_document_is_read_with_a_fact_that_was_not_asked_for() -> None:
    older = DOUBT.changed(answers_schema=1)
    found = only(again(older, without(sealed(older), "B04")))
    assert found.why is Why.FACT_NOW_READ


def test_a_set_that_is_not_known_explains_nothing() -> None:
    before = without(sealed(DOUBT), "B04").changed(rules_version="2025-01.1")
    found = again(DOUBT, before)
    assert found.rules_before == "2025-01.1"
    assert only(found).why is Why.SET_UNKNOWN


def test_what_another_rule_lifted_follows_from_that_rule(monkeypatch) -> None:
    """I06 lifts approvals where no manager can be reached: with it, F02 only tells them."""
    answers = asked(
        concern={"severity": Severity.SIGNIFICANT},
        decision={"manager_unreachable": True, "unsure": (Check.RELEVANT,)},
    )
    came_now = replace(rule("I06"), since=LAST)
    rules_running(monkeypatch, tuple(came_now if one.id == "I06" else one for one in RULES))
    before = sealed(answers, SECOND)
    assert effect_of(before, "F02") is Effect.APPROVE
    found = {one.rule: one for one in again(answers, before).differences}
    assert found["I06"].why is Why.RULE_ADDED
    assert (found["F02"].after, found["F02"].why) == (Effect.NOTIFY, Why.FOLLOWS)


def test_another_advice_alone_is_a_difference() -> None:
    found = again(asked(), sealed(asked(), advice=Advice.CHECK_FIRST))
    assert found.differs
    assert found.differences == ()
    assert (found.advice_before, found.advice_after) == (Advice.CHECK_FIRST, Advice.SHARE)


def test_an_item_is_told_by_its_place_and_by_its_strongest_effect() -> None:
    answers = asked().changed(start=Start.ASKED)
    first = answers.items[0].changed(provenance=None)
    answers = answers.changed(items=(answers.items[0], first))
    before = sealed(answers)
    assert (only(again(answers, without(before, "F04"))).item) == 1
    (found,) = (one for one in before.findings if one.rule == "F04")
    twice = before.changed(findings=(found.changed(effect=Effect.INFO), *before.findings))
    assert not again(answers, twice).differs


def test_another_advice_of_a_refusal_is_told_by_what_sharing_would_meet() -> None:
    """A refusal is asked only for its reasons; its advice is drawn from what sharing would meet."""
    refused = asked(
        request={"agency": None, "agency_type": AgencyType.POLICE, "agency_name": "The police"},
        decision={"outcome": Outcome.NOT_SHARE},
    )
    held = Circumstances(now=NOW)
    found = replay(refused, held, assess(refused, held, TODAY), version=FIRST)
    assert (found.advice_before, found.advice_after) == (Advice.CHECK_FIRST, Advice.SHARE)
    gone = Difference(
        "B08", None, Effect.APPROVE, None, Why.RULE_NOT_THERE, choice=Choice.IF_SHARED
    )
    assert gone in found.differences
    assert gone.change == "gone"
    assert found.why_advice is None


def test_what_refusing_and_sharing_both_meet_is_told_once() -> None:
    refused = asked(
        request={"agency": None, "agency_type": AgencyType.POLICE, "agency_name": "The police"},
        concern={"harms": (Harm.POSES_RISK_TO_OTHERS,)},
        decision={"outcome": Outcome.NOT_SHARE, "reasons": "It can wait."},
    )
    held = Circumstances(now=NOW)
    found = replay(refused, held, assess(refused, held, TODAY), version=FIRST)
    assert found.advice_before is not found.advice_after
    told = [one.choice for one in found.differences if one.rule == "A16"]
    assert told == [Choice.MADE]


def test_advice_that_no_finding_changed_has_a_reason_of_its_own() -> None:
    otherwise = {"advice": Advice.CHECK_FIRST}
    assert again(asked(), sealed(asked())).why_advice is None
    assert again(asked(), sealed(asked(), **otherwise)).why_advice is Why.ADVICE_OTHERWISE
    older = asked().changed(answers_schema=1)
    assert again(older, sealed(older, **otherwise)).why_advice is Why.FACT_NOW_READ
    unknown = sealed(asked(), **otherwise, rules_version="2025-01.1")
    assert again(asked(), unknown).why_advice is Why.SET_UNKNOWN


SLOW = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=200, **SLOW)
@given(
    answers=ANSWERS,
    circumstances=CIRCUMSTANCES,
    before=st.sampled_from(list(RULE_SETS)),
    after=st.sampled_from(list(RULE_SETS)),
    day=st.sampled_from([TODAY, date(2018, 5, 25), date(2020, 1, 1), date(2026, 2, 5)]),
    refused=st.booleans(),
)
def test_no_advice_becomes_another_without_a_finding_that_says_why(
    answers, circumstances, before, after, day, refused
) -> None:
    if refused:
        # Such records are advised by what sharing would meet, which they do not show.
        decision = answers.decision.changed(outcome=Outcome.NOT_SHARE)
        answers = answers.changed(start=Start.ASKED, decision=decision)
    was = assess(answers, circumstances, today(circumstances), before)
    found = replay(answers, circumstances, was, version=after, on=day)
    if found.advice_before is not found.advice_after:
        assert found.differences
        assert found.why_advice is None
