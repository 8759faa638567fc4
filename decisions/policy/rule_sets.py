"""Which rows of the decision table stood in which set of rules.

A rule that is new is named here with its set; a rule that is changed stands on two rows, the old
one with `until` and the new one with `since`. So any earlier set can be asked again. Rows of the
first two sets of November 2026 were still changed in place: what a person was shown then is sealed
in the record.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from decisions.policy.rule import Rule
from decisions.policy.rules import RULES
from decisions.policy.versions import RULE_SETS, RULES_VERSION

# By set: the rules that came with it. A rule that is not named has been there from the first.
CAME_WITH = {
    "2026-11.2": "B12 E18 F10 H07 H08 H09 I03 I05 I07 I08 I10 I11 I12",
    "2026-11.3": "A04 A09 A10 A11 A12 A13 A14 A15 A16 B08 B11 B13 B15 B16 B17 B18 B19 B20 "
    "C06 C08 C12 C13 C14 C15 C16 D07 D08 D09 D10 D11 D13 D14 D15 D16 "
    "E04 E06 E07 E08 E12 E13 E14 E15 E16 E17 E19 E20 F03 F05 F06 F07 F09 F11 "
    "G04 G05 G06 G07 H04 H05 H06 I14 I15 J05 J12",
}
_ORDER = {version: place for place, version in enumerate(RULE_SETS)}
_CAME = {rule: version for version, rules in CAME_WITH.items() for rule in rules.split()}
_FIRST = next(iter(RULE_SETS))


class UnknownRuleSet(LookupError):
    """No set of rules of this version was ever in use."""


def came_with(rule: Rule) -> str:
    """The set of rules in which this row first stood."""
    return rule.since or _CAME.get(rule.id, _FIRST)


def stands_in(rule: Rule, version: str) -> bool:
    """Was this row in the set of rules of this version?"""
    place = _ORDER[version]
    closed = bool(rule.until) and _ORDER[rule.until] <= place
    return _ORDER[came_with(rule)] <= place and not closed


@cache
def rules_of(version: str) -> tuple[Rule, ...]:
    """The decision table as it was in a version. Raises UnknownRuleSet."""
    if version not in _ORDER:
        raise UnknownRuleSet(version)
    return tuple(rule for rule in RULES if stands_in(rule, version))


def version_on(day: date) -> str:
    """The set of rules that was in use on a day; the first one before there was any."""
    begun = [version for version, began in RULE_SETS.items() if began <= day]
    return begun[-1] if begun else _FIRST


RUNNING = rules_of(RULES_VERSION)
