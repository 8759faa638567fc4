"""Each grant, condition of a scope, call for what a person reaches, and `@requires`, in turn."""

from __future__ import annotations

import logging
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from infoshare.access import scope
from infoshare.access.permissions import EMERGENCY_GRANTS, GRANTS, VISITOR_GRANTS, Permission
from tests.access.expected_doors import expected_doors
from tests.access.publish import AT_A_HOME, FOR_THE_PROVIDER, VISITING
from tests.access.test_doors import doors, letters_at
from tests.access.walking import Walker
from tests.access.world import Place
from tests.access_mutants.cells import Table
from tests.access_mutants.making import Mutant, mutants
from tests.access_mutants.putting import Functions

pytestmark = [pytest.mark.django_db, pytest.mark.long]

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
# Held by everybody who is signed in, or by what was agreed: no role is given them.
NOT_GIVEN = frozenset({Permission.PUBLIC, Permission.SIGNED_IN, Permission.READ_AGREED_CHILDREN})


@dataclass
class Tally:
    """What became of the changes of one kind."""

    made: int = 0
    killed: int = 0
    unmet: int = 0

    def __post_init__(self) -> None:
        self.survivors: list[str] = []

    def take(self, label: str, red: object) -> None:
        self.made += 1
        if red:
            self.killed += 1
        else:
            self.survivors.append(label)
            print("no cell is red:", label, flush=True)


@pytest.fixture
def table(
    people: dict[str, Any],
    places: dict[str, Place],
    states: dict[str, Place],
    signed_in: Callable[[Any], Client],
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> Iterator[Table]:
    # The sign-in package asks again who it is after some minutes by the real clock.
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60
    # Who opens this many pages in a minute is slowed down, and this is no test of that.
    monkeypatch.setattr("infoshare.access.reads.middleware.is_too_fast", lambda request: False)
    walkers = {name: Walker(name, signed_in(one)) for name, one in people.items()}
    # Thousands of pages that are not there, and each would be a line of the log.
    logging.disable(logging.CRITICAL)
    yield Table(people, walkers, {**places, **states})
    logging.disable(logging.NOTSET)


def test_each_guard_taken_away_turns_a_cell_red(table: Table) -> None:
    begun, functions, changes = time.monotonic(), Functions(), mutants()
    equivalent = known_equivalents()
    with functions.telling(sorted({one.file for one in changes}), table.hit):
        wrong = table.measured()
    print(f"measured: {len(wrong)} red unchanged, {time.monotonic() - begun:.0f} s")
    # A cell that is red already proves nothing.
    assert wrong == []
    kinds = {
        "grants": grants_in_turn(table),
        "conditions and calls": conditions_in_turn(table, functions, changes),
        "requires": requirements_in_turn(table),
    }
    for kind, tally in kinds.items():
        theirs = [one for one in tally.survivors if one in equivalent]
        print(
            f"{kind}: {tally.made} mutants, {tally.killed} killed, {len(theirs)} equivalent, "
            f"{len(tally.survivors) - len(theirs)} survived, {tally.unmet} met by no cell"
        )
    print(f"{time.monotonic() - begun:.0f} seconds")
    survivors = {one for tally in kinds.values() for one in tally.survivors}
    print("SURVIVORS", *sorted(survivors - equivalent), sep="\n")
    assert sorted(survivors - equivalent) == []
    # What is killed by now is an equivalent no longer.
    assert sorted(equivalent - survivors) == []


def grants_in_turn(table: Table) -> Tally:
    tally = Tally()
    for name, roles, role in holders():
        for one in sorted(set(Permission) - NOT_GIVEN):
            before = roles[role]
            roles[role] = before ^ {one}
            try:
                red = at_a_door(table, name) or table.kills(one, first=(name,))
            finally:
                roles[role] = before
            way = "taken from" if one in before else "given to"
            tally.take(f"{one} {way} {role}", red)
    for one in sorted(set(Permission) - NOT_GIVEN):
        with emergency_grants(EMERGENCY_GRANTS ^ {one}):
            red = table.kills(one, first=("eve",))
        way = "taken from" if one in EMERGENCY_GRANTS else "given in"
        tally.take(f"{one} {way} an emergency", red)
    return tally


def at_a_door(table: Table, name: str) -> bool:
    """Is this person let in elsewhere now, or kept out, than the table of doors says?"""
    account, expected = {name: table.users[name]}, expected_doors()
    return any(
        letters_at(asked, account)[name] != expected[page][name] for page, asked in doors().items()
    )


def holders() -> Iterator[tuple[str, dict[Any, Any], Any]]:
    """Who holds a role, the table that holds it, and the role."""
    for name, role in {**AT_A_HOME, **FOR_THE_PROVIDER}.items():
        yield name, GRANTS, role
    for name, visiting in VISITING.items():
        yield name, VISITOR_GRANTS, visiting


@contextmanager
def emergency_grants(granted: frozenset[Permission]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scope, "EMERGENCY_GRANTS", granted)
        yield


def conditions_in_turn(table: Table, functions: Functions, changes: list[Mutant]) -> Tally:
    tally = Tally()
    for one in changes:
        if (one.file, one.line) not in table.met:
            tally.unmet += 1
            tally.take(f"{one.label} (met by no cell)", red=None)
            continue
        with functions.changed(one):
            red = table.kills((one.file, one.line))
        tally.take(one.label, red)
    return tally


def requirements_in_turn(table: Table) -> Tally:
    """Each permission that the door of a page asks for left out, and each door left open."""
    tally, expected = Tally(), expected_doors()
    for page, asked in doors().items():
        fewer = [tuple(p for p in asked if p != one) for one in asked if len(asked) > 1]
        for now in [(Permission.SIGNED_IN,), *fewer]:
            left = f"without {(set(asked) - set(now)).pop()}" if now in fewer else "asks nothing"
            red = letters_at(now, table.users) != expected[page]
            tally.take(f"{page}: {left}", red)
    return tally


def known_equivalents() -> set[str]:
    """The changes that nobody can tell, each with its reason beside it."""
    with EQUIVALENT.open("rb") as file:
        return {one for group in tomllib.load(file).get("group", []) for one in group["mutants"]}
