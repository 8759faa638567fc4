"""Puts every mutant in place, and looks which check it fails."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutants.evidence import Evidence, gather
from tests.mutants.made import Mutant, every_mutant

ALLOWED = Path(__file__).with_name("equivalent.toml")


@dataclass
class Report:
    """What became of the mutants: the check that killed each, or none."""

    killed: dict[str, str] = field(default_factory=dict)
    survivors: dict[str, int] = field(default_factory=dict)
    red: list[str] = field(default_factory=list)
    allowed: frozenset[str] = frozenset()
    whole: bool = True

    @property
    def unexplained(self) -> list[str]:
        return [name for name in self.survivors if name not in self.allowed]

    @property
    def void(self) -> list[str]:
        """The allowances that do not hold: killed after all, or no mutant any longer."""
        made = self.killed.keys() | self.survivors.keys()
        gone = self.allowed - made if self.whole else frozenset()
        return sorted(self.allowed & self.killed.keys() | gone)

    @property
    def clean(self) -> bool:
        return not (self.unexplained or self.void or self.red)


def run(only: str = "", allowed: frozenset[str] | None = None) -> Report:
    """Every mutant with these letters in its name, one after the other."""
    evidence = gather()
    known = equivalent() if allowed is None else allowed
    report = Report(red=evidence.red, allowed=frozenset(known), whole=not only)
    mutants = [mutant for mutant in every_mutant() if only in mutant.name]
    for rule in dict.fromkeys(rule for mutant in mutants for rule in mutant.about):
        evidence.as_it_is(rule)
    for mutant in mutants:
        seen_by, killer = _killer(mutant, evidence)
        if killer is None:
            report.survivors[mutant.name] = seen_by
        else:
            report.killed[mutant.name] = killer
    return report


def equivalent() -> frozenset[str]:
    """The mutants that change nothing, each under its reason in the file."""
    told = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))["equivalent"]
    names = [name for group in told for name in group["mutants"]]
    assert all(group["because"].strip() for group in told), "Each needs its reason."
    assert len(set(names)) == len(names), "Each stands there once."
    return frozenset(names)


def _killer(mutant: Mutant, evidence: Evidence) -> tuple[int, str | None]:
    """How many checks could tell, and the first that does."""
    with mutant.in_place():
        places = mutant.seen_by(evidence)
        for place in _likeliest_first(places, mutant, evidence):
            if evidence.checks[place].fails():
                return len(places), evidence.checks[place].name
    return len(places), None


def _likeliest_first(places: Iterable[int], mutant: Mutant, evidence: Evidence) -> list[int]:
    """A test that names the rule, then one of its letter; the quicker first."""
    ids = {rule.id for rule in mutant.about}
    red, letter = set(evidence.red), f"/test_{mutant.letter.lower()}_"

    def rank(place: int) -> tuple[bool, bool, float]:
        check = evidence.checks[place]
        named = any(rule in check.name for rule in ids)
        return not named, letter not in check.name, check.seconds

    return sorted((one for one in places if evidence.checks[one].name not in red), key=rank)
