"""The decision table and the law as people read and review them, in their order.

What is marked as unverified is put to the data protection officer. A review holds for as long as
the row says the same: the digest of a row is over its words, its source and its effect, and not
over the version of the set that it stands in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from decisions.policy.elsewhere import RuleElsewhere
from decisions.policy.law import Provision, reference_rows
from decisions.policy.rule import Rule
from decisions.policy.rule_sets import RUNNING
from decisions.policy.rules import RULES_ELSEWHERE
from decisions.policy.terms import Sureness

Row = Rule | RuleElsewhere

DIGEST_LENGTH = 16
# Rules that are silent until the day which this setting of the provider names.
WAITS_FOR_SETTING = {row.id: row.switched_by for row in RUNNING if row.switched_by}


@dataclass(frozen=True)
class Reviewable:
    """What is marked as unverified: a rule with every row of its id, or a provision of the law."""

    code: str
    is_rule: bool
    says: str
    source: str
    digest: str


@cache
def decision_table() -> Mapping[str, tuple[Row, ...]]:
    """The rows of each rule that is running, by its id, in the order of the table."""
    rows: list[Row] = sorted((*RUNNING, *RULES_ELSEWHERE), key=lambda row: row.id)
    by_id: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        by_id[row.id] = (*by_id.get(row.id, ()), row)
    return by_id


def is_unverified(row: Row | Provision) -> bool:
    return row.sureness is Sureness.UNVERIFIED


@cache
def to_review() -> Mapping[str, Reviewable]:
    """All that is marked as unverified, by its code: the rules first, then the law."""
    rules = [
        Reviewable(code, True, rows[0].says, rows[0].source, rule_digest(rows))
        for code, rows in decision_table().items()
        if any(map(is_unverified, rows))
    ]
    law = [
        Reviewable(row.code, False, row.title, row.citation, provision_digest(row))
        for row in reference_rows()
        if is_unverified(row)
    ]
    return {one.code: one for one in (*rules, *law)}


def rule_digest(rows: Iterable[Row]) -> str:
    """What tells one version of a rule from another: its words, its source and its effect."""
    return _digest([_what_a_rule_says(row) for row in rows])


def provision_digest(row: Provision) -> str:
    """What tells one version of a provision from another: words, source, dates and effect."""
    said = row.model_dump(mode="json")
    return _digest([{name: said[name] for name in _OF_A_PROVISION}])


_OF_A_PROVISION = (
    *("title", "citation", "says", "typical_use", "source", "used_by", "needs", "strength"),
    *("in_force_from", "in_force_until", "switched_by", "tells", "tells_also", "purposes"),
    *("bases", "interests"),
    *("needs_policy_document", "policy_document_not_for"),
)


def _what_a_rule_says(row: Row) -> dict[str, object]:
    words = {
        "says": row.says,
        "why": row.why,
        "do": row.do,
        "source": row.source,
        "dated": row.dated,
        "force": row.force.value,
        "effect": row.effect.name,
        "emergency": row.emergency.value,
    }
    if isinstance(row, RuleElsewhere):
        return {**words, "planned": row.planned}
    dates = [row.in_force_from.isoformat(), row.in_force_until.isoformat()]
    return {**words, "outcomes": [one.value for one in row.outcomes], "in_force": dates}


def _digest(said: object) -> str:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
