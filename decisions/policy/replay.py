"""A sealed record assessed again, under any set of rules and the law of any day: what differs, why.

Only what was sealed is asked: the same answers, the same circumstances. So nothing differs but by
the rules, by the law, or by what this program reads of an older record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from decisions.policy.advice import DUTY_TO_SHARE, OWED_TO_THEM, REPORT_OF_ABUSE, about_sharing
from decisions.policy.answers import SCHEMA, Answers
from decisions.policy.assess import assess, basis_of_its_day
from decisions.policy.assessment import Assessment, Finding
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import outcome_of, today
from decisions.policy.findings import Found, findings_for
from decisions.policy.law import switches_of
from decisions.policy.route import prune
from decisions.policy.rule import Rule
from decisions.policy.rule_sets import came_with, rules_of
from decisions.policy.terms import SHARING, Advice, Effect, Outcome, Term
from decisions.policy.versions import RULE_SETS, RULES_VERSION


class Why(Term):
    """Why a finding is not what it was when the record was signed."""

    RULE_ADDED = "RULE_ADDED", "the rule came with a later set of rules"
    RULE_NOT_THERE = "RULE_NOT_THERE", "this set of rules does not have the rule"
    RULE_CHANGED = "RULE_CHANGED", "the rule asks or weighs otherwise"
    LAW_IN_FORCE = "LAW_IN_FORCE", "the law is in force on that day, and was not on the record's"
    LAW_NOT_IN_FORCE = "LAW_NOT_IN_FORCE", "the law is not in force on that day"
    LAW_OTHERWISE = "LAW_OTHERWISE", "other law is in force on that day"
    FACT_NOW_READ = "FACT_NOW_READ", "a fact is read that was not asked for then"
    ADVICE_OTHERWISE = "ADVICE_OTHERWISE", "the advice is drawn otherwise from the findings"
    SET_UNKNOWN = "SET_UNKNOWN", "the record's set of rules is not known here"
    FOLLOWS = "FOLLOWS", "it follows from the other differences"


class Choice(Term):
    """The choice that a finding is of. Advice is drawn from what both choices would meet."""

    MADE = "MADE", "the choice of the record"
    IF_SHARED = "IF_SHARED", "if it were shared"
    IF_REFUSED = "IF_REFUSED", "if it were refused"


Change = Literal["added", "gone", "effect"]
# What the advice asks of a refusal.
READ_OF_A_REFUSAL = OWED_TO_THEM | {REPORT_OF_ABUSE, DUTY_TO_SHARE}


@dataclass(frozen=True)
class Difference:
    """One finding that is there now, is gone, or has another effect.

    `since` is the set of rules or the day that made it so; `item` the place of an item.
    """

    rule: str
    item: int | None
    before: Effect | None
    after: Effect | None
    why: Why
    since: str = ""
    choice: Choice = Choice.MADE

    @property
    def change(self) -> Change:
        if self.before is None:
            return "added"
        return "gone" if self.after is None else "effect"


@dataclass(frozen=True)
class Replayed:
    """What a record was assessed by, what it is assessed by now, and everything that differs.

    `why_advice` is why the advice is another where no finding that speaks for any says it.
    """

    rules_before: str
    rules_after: str
    law_before: str
    law_after: str
    on: date
    advice_before: Advice
    advice_after: Advice
    differences: tuple[Difference, ...]
    why_advice: Why | None = None

    @property
    def differs(self) -> bool:
        return bool(self.differences) or self.advice_before is not self.advice_after


Place = tuple[str, int | None]
Effects = dict[Place, Effect]


def _effects(findings: Iterable[Finding]) -> Effects:
    found: Effects = {}
    for finding in findings:
        place = (finding.rule, finding.concerns)
        found[place] = max(finding.effect, found.get(place, finding.effect))
    return found


@dataclass(frozen=True)
class _Replay:
    """A record, its own rules and day, and those that are asked.

    The same again, under the record's own rules and day, tells a change of the program from one
    of the rules or the law.
    """

    answers: Answers
    circumstances: Circumstances
    own_rules: tuple[Rule, ...] | None
    rules: tuple[Rule, ...]
    own_day: date
    day: date
    sealed: Assessment
    again: Assessment
    asked: Assessment

    @property
    def advice_differs(self) -> bool:
        return self.sealed.advice is not self.asked.advice

    def differences(self) -> tuple[Difference, ...]:
        """Those of the choice that was made; where the advice differs, those it was drawn from."""
        told = list(self._between(_effects(self.sealed.findings), _effects(self.asked.findings)))
        if self.advice_differs and self.own_rules is not None:
            told += self._of_other_choices({(one.rule, one.item) for one in told})
        return tuple(told)

    def _between(
        self, before: Effects, after: Effects, choice: Choice = Choice.MADE
    ) -> Iterator[Difference]:
        for place in sorted({*before, *after}, key=str):
            was, now = before.get(place), after.get(place)
            if was is not now:
                why, since = self._why(place)
                yield Difference(*place, was, now, why, since, choice)

    def _of_other_choices(self, told: set[Place]) -> Iterator[Difference]:
        """What sharing or refusing would meet, where the record itself chose otherwise."""
        made = outcome_of(self.answers)
        if made is not None and made not in SHARING:
            yield from self._of_choice(Choice.IF_SHARED, told)
        if made is not Outcome.NOT_SHARE:
            yield from self._of_choice(Choice.IF_REFUSED, told)

    def _of_choice(self, choice: Choice, told: set[Place]) -> Iterator[Difference]:
        before = self._if(choice, self.own_rules or (), self.own_day)
        after = self._if(choice, self.rules, self.day)
        for one in self._between(before, after, choice):
            if (one.rule, one.item) not in told:
                yield one

    def _if(self, choice: Choice, rules: tuple[Rule, ...], day: date) -> Effects:
        """What the advice reads of this choice, under these rules and the law of this day."""
        lawful = basis_of_its_day(self.answers, day)
        outcome = Outcome.NOT_SHARE if choice is Choice.IF_REFUSED else None
        found = findings_for(lawful, self.circumstances, outcome, day, rules)
        if choice is Choice.IF_SHARED:
            read = tuple(one for one in about_sharing(found, lawful) if _speaks(one))
        else:
            read = tuple(one for one in found if one.rule.id in READ_OF_A_REFUSAL)
        return _effects(one.finding for one in read)

    def why_advice(self, told: tuple[Difference, ...]) -> Why | None:
        """Why the advice is another, where nothing that is told could have made it so."""
        speaking = {row.id for row in (*self.rules, *(self.own_rules or ())) if row.points}
        if not self.advice_differs or any(one.rule in speaking for one in told):
            return None
        if self.own_rules is None:
            return Why.SET_UNKNOWN
        if self.again.advice is not self.sealed.advice:
            return Why.FACT_NOW_READ if self._older else Why.ADVICE_OTHERWISE
        return Why.LAW_OTHERWISE if self.day != self.own_day else Why.RULE_CHANGED

    def _why(self, place: Place) -> tuple[Why, str]:
        if self.own_rules is None:
            return Why.SET_UNKNOWN, ""
        rows, own = _rows(self.rules, place[0]), _rows(self.own_rules, place[0])
        if rows and not own:
            return Why.RULE_ADDED, came_with(rows[0])
        if not rows:
            return Why.RULE_NOT_THERE if own else Why.RULE_CHANGED, ""
        if rows != own:
            return Why.RULE_CHANGED, _newest({*rows, *own})
        return self._by_law(rows) or self._by_program(place)

    def _by_law(self, rows: tuple[Rule, ...]) -> tuple[Why, str] | None:
        """A row that is law on one of the two days and not on the other."""
        switches = switches_of(self.circumstances.settings)
        for row in rows:
            now, then = (row.in_force(day, switches) for day in (self.day, self.own_day))
            if now and not then:
                return Why.LAW_IN_FORCE, str(row.begins(switches))
            if then and not now:
                return Why.LAW_NOT_IN_FORCE, ""
        return None

    def _by_program(self, place: Place) -> tuple[Why, str]:
        again, sealed = _effects(self.again.findings), _effects(self.sealed.findings)
        if again.get(place) is not sealed.get(place):
            return Why.FACT_NOW_READ if self._older else Why.RULE_CHANGED, ""
        return (Why.LAW_OTHERWISE if self.day != self.own_day else Why.FOLLOWS), ""

    @property
    def _older(self) -> bool:
        """Is more read now than was asked for when the record was signed?"""
        return self.answers.answers_schema < SCHEMA


def _speaks(found: Found) -> bool:
    """Can it move the advice?"""
    return found.rule.points is not None or found.finding.follow_up


def _newest(rows: set[Rule]) -> str:
    """The last set of rules with which one of these rows came."""
    return max((came_with(row) for row in rows), key=list(RULE_SETS).index)


def _rows(rules: tuple[Rule, ...], rule: str) -> tuple[Rule, ...]:
    return tuple(row for row in rules if row.id == rule)


def replay(
    answers: Answers,
    circumstances: Circumstances,
    sealed: Assessment,
    *,
    version: str = RULES_VERSION,
    on: date | None = None,
) -> Replayed:
    """Assess a record again under a set of rules, on its own day or another.

    Raises UnknownRuleSet for a version that never was.
    """
    own_day = today(circumstances)
    day = on or own_day
    own = sealed.rules_version if sealed.rules_version in RULE_SETS else None
    again = assess(answers, circumstances, own_day, own) if own else sealed
    asked = assess(answers, circumstances, day, version)
    compared = _Replay(
        answers=prune(answers),
        circumstances=circumstances,
        own_rules=rules_of(own) if own else None,
        rules=rules_of(version),
        own_day=own_day,
        day=day,
        sealed=sealed,
        again=again,
        asked=asked,
    )
    differences = compared.differences()
    return Replayed(
        rules_before=sealed.rules_version,
        rules_after=version,
        law_before=sealed.law_version,
        law_after=asked.law_version,
        on=day,
        advice_before=sealed.advice,
        advice_after=asked.advice,
        differences=differences,
        why_advice=compared.why_advice(differences),
    )
