"""Rules and provisions as the pages show them, and the search through them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from decisions.policy.elsewhere import RuleElsewhere
from decisions.policy.law import Kind, Provision, Switches, provisions
from decisions.policy.rule_sets import came_with
from decisions.policy.table import WAITS_FOR_SETTING, Row, decision_table, is_unverified
from decisions.policy.terms import Effect
from decisions.rulebook import words
from decisions.rulebook.queries import Reviewed, Reviews


@dataclass(frozen=True)
class Shown:
    """A rule or a provision: its code, its heading, its parts, and who reviewed it."""

    code: str
    heading: str
    parts: list[dict[str, Any]]
    unverified: bool
    reviewed: list[Reviewed]


@dataclass(frozen=True)
class Section:
    """What stands together under one heading."""

    anchor: str
    heading: str
    rows: list[Shown]


def rule_sections(
    asked: dict[str, Any], reviews: Reviews, switches: Switches, today: date
) -> list[Section]:
    """The rules that fit what was asked for, by letter. A rule with one row that fits is whole."""
    by_letter: dict[str, list[Shown]] = {letter: [] for letter in words.LETTERS}
    for rule, rows in decision_table().items():
        if any(_rule_fits(row, asked) for row in rows):
            by_letter[rule[0]].append(rule_shown(rule, reviews, switches, today))
    return [
        Section(f"letter-{letter}", f"{letter}. {words.LETTERS[letter]}", shown)
        for letter, shown in by_letter.items()
        if shown
    ]


def law_sections(
    asked: dict[str, Any], reviews: Reviews, switches: Switches, today: date
) -> list[Section]:
    """The provisions that fit what was asked for, by what they are."""
    wanted = [Kind(asked["kind"])] if asked.get("kind") else list(Kind)
    sections = [
        Section(
            kind.value.replace("_", "-"),
            words.PLURALS[kind],
            [
                provision_shown(row, reviews, switches, today)
                for row in provisions(kind)
                if _provision_fits(row, asked)
            ],
        )
        for kind in wanted
    ]
    return [one for one in sections if one.rows]


def rule_shown(rule: str, reviews: Reviews, switches: Switches, today: date) -> Shown:
    rows = decision_table()[rule]
    return Shown(
        code=rule,
        heading=f"{rule}. {rows[0].says}",
        parts=[_part(row, switches, today) for row in rows],
        unverified=any(map(is_unverified, rows)),
        reviewed=reviews.last(rule),
    )


def provision_shown(row: Provision, reviews: Reviews, switches: Switches, today: date) -> Shown:
    begins = row.begins(switches)
    part = {
        "row": row,
        "strength": words.STRENGTHS[row.strength] if row.strength else "",
        "used_by": words.used_by(row.used_by),
        "tells": [*(one.label for one in row.tells), *row.tells_also],
        "purposes": [one.label for one in row.purposes],
        "reasons": [one.label for one in (*row.bases, *row.interests)],
        "document_not_for": [one.label for one in row.policy_document_not_for],
        "in_force": words.in_force(
            begins, row.in_force_until, today, switched=bool(row.switched_by)
        ),
        "sureness": words.SURENESS[row.sureness],
    }
    return Shown(row.code, row.title, [part], is_unverified(row), reviews.last(row.code))


def _part(row: Row, switches: Switches, today: date) -> dict[str, Any]:
    # Not the row itself: a template would call a rule, which is a decorator too.
    shared = {
        "says": row.says,
        "why": row.why,
        "do": row.do,
        "source": row.source,
        "force": row.force,
        "emergency": words.IN_AN_EMERGENCY[row.emergency],
        "dated": words.dated(row.dated),
        "in_force": _in_force(row, switches, today),
        "sureness": words.SURENESS[row.sureness],
    }
    if isinstance(row, RuleElsewhere):
        refused = row.effect is Effect.BLOCK
        does = words.NOT_LET if refused else words.EFFECTS[row.effect]
        kept = bool(row.enforced_by)
        return {**shared, "when": "Always", "effect": does, "planned": row.planned, "kept": kept}
    why = ", and you say why" if row.asks_why else ""
    return {
        **shared,
        "when": words.when(row.outcomes),
        "effect": words.EFFECTS[row.effect] + why,
        "since": came_with(row),
    }


def _in_force(row: Row, switches: Switches, today: date) -> str:
    """When a rule holds, where it does not simply hold: by a setting, or between two days."""
    setting = WAITS_FOR_SETTING.get(row.id)
    if setting:
        return words.in_force(getattr(switches, setting), None, today, switched=True)
    if isinstance(row, RuleElsewhere):
        return "In force." if row.enforced_by else "InfoShare does not do this yet."
    if (row.in_force_from, row.in_force_until) == (date.min, date.max):
        return "In force."
    until = None if row.in_force_until == date.max else row.in_force_until
    return words.in_force(row.in_force_from, until, today, switched=False)


def _rule_fits(row: Row, asked: dict[str, Any]) -> bool:
    text = (row.id, row.says, row.why, row.do, row.source)
    return (
        asked.get("letter") in (None, row.letter)
        and asked.get("force") in (None, row.force.value)
        and asked.get("effect") in (None, row.effect.name)
        and (is_unverified(row) or not asked.get("unverified"))
        and _has_words(text, asked.get("q", ""))
    )


def _provision_fits(row: Provision, asked: dict[str, Any]) -> bool:
    text = (row.code, row.title, row.citation, row.says, row.typical_use, row.source, *row.needs)
    return (is_unverified(row) or not asked.get("unverified")) and _has_words(
        text, asked.get("q", "")
    )


def _has_words(text: Iterable[str], wanted: str) -> bool:
    """Does each word that was typed stand somewhere here, whole or as a part?"""
    here = _plain(" ".join(text))
    return all(word in here for word in _plain(wanted).split())


def _plain(text: str) -> str:
    """Capitals and the shape of an apostrophe make no difference."""
    return text.casefold().replace("’", "'")
