"""Faults that may slip into a row of the decision table, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from decisions.policy.rule import Rule
from decisions.policy.terms import Effect, EmergencyEffect

# What a row claims besides its effect, and what it claims where nothing was written.
FLAGS = {
    "asks_why": False,
    "waives_approvals": False,
    "reads_danger": False,
    "of_the_review": False,
    "went_wrong": False,
    "follow_up": False,
    "explained_by": None,
    "points": None,
}
DAY = timedelta(days=1)

# The field, its other value, and the fault in words.
Fault = tuple[str, Any, str]


def faults_of(rule: Rule) -> Iterator[Fault]:
    """Each field of a row with a value that is weaker than its own, or beside it."""
    yield from _of_effect(rule)
    yield from _of_emergency(rule)
    for field, nothing in FLAGS.items():
        if getattr(rule, field) != nothing:
            yield field, nothing, f"{field} dropped"
    for field in ("outcomes", "waits_for"):
        members = getattr(rule, field)
        for member in members:
            rest = tuple(one for one in members if one is not member)
            yield field, rest, f"{field} without {getattr(member, 'name', member)}"
    yield from _of_dates(rule)


def _of_effect(rule: Rule) -> Iterator[Fault]:
    beside = (rule.effect - 1, rule.effect + 1)
    others = {Effect.INFO, *(effect for effect in Effect if effect in beside)}
    for other in sorted(others - {rule.effect}):
        yield "effect", other, f"{rule.effect.name} becomes {other.name}"


def _of_emergency(rule: Rule) -> Iterator[Fault]:
    for other in EmergencyEffect:
        if other is not rule.emergency:
            fault = f"in an emergency {rule.emergency.name} becomes {other.name}"
            yield "emergency", other, fault


def _of_dates(rule: Rule) -> Iterator[Fault]:
    if rule.in_force_from != date.min:
        for moved in (-DAY, DAY):
            day = rule.in_force_from + moved
            yield "in_force_from", day, f"in force from {day.isoformat()}"
    if rule.in_force_until != date.max:
        for moved in (-DAY, DAY):
            day = rule.in_force_until + moved
            yield "in_force_until", day, f"in force until {day.isoformat()}"
