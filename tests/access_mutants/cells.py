"""The cells of the tables: a person, a page and a place or a state; and which guards each meets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from infoshare.access.permissions import Permission
from tests.access.expected import ONLY_SENT, PEOPLE, expected_lists, expected_things
from tests.access.expected_states import expected_states, lists_of_states
from tests.access.test_who_finds_what import (
    READS_OF_STATES,
    faults,
    kept_from,
    named_in_a_list,
    unwritten,
    wrongly_listed,
)
from tests.access.walking import Walker, faults_of_reading, list_address, thing_address
from tests.access.world import Place
from tests.cast import account_of

# The child about whom both agreed opens a list to the independent person.
OPENED_BY_THE_STATES = {("ian", "children"): "o"}
# Of the others as many as can be opened in half a minute.
MOST_OTHERS = 800
# Pages on which what a person reaches is seen.
TELLING = frozenset(
    {
        *("child", "record", "draft", "draft-take-over", "review", "agency", "who-looked"),
        *("children", "register", "home", "drafts", "approval-queue", "follow-ups", "inspection"),
        *("visits", "reads", "person", "roles-to-agree", "recoveries", "emergency-access"),
    }
)
FAILS = "fails: "
# The records in each state are Ben's, and in his own register he finds them; two are the nominated
# alternate's to answer.
LISTED_BY_THE_STATES = {("register", "ben"): ("rowan",), ("approval-queue", "nell"): ("rowan",)}
# The child about whom both agreed opens a list to the independent person.
OPENED_BY_THE_STATES = {("ian", "children"): "o"}
# Of the others as many as can be opened in half a minute.
MOST_OTHERS = 800
# Pages on which what a person reaches is seen.
TELLING = frozenset(
    {
        *("child", "record", "draft", "draft-take-over", "review", "agency", "who-looked"),
        *("children", "register", "home", "drafts", "approval-queue", "follow-ups", "inspection"),
        *("visits", "reads", "person", "roles-to-agree", "recoveries", "emergency-access"),
    }
)
FAILS = "fails: "
# The records in each state are Ben's, and in his own register he finds them; two are the nominated
# alternate's to answer.
LISTED_BY_THE_STATES = {("register", "ben"): ("rowan",), ("approval-queue", "nell"): ("rowan",)}
# Whose register holds every record of Rowan House.
WHOLE_REGISTER = frozenset({"maya", "dele", "ruth", "sam", "dana", "ivy"})


@dataclass(frozen=True)
class Cell:
    name: str
    page: str
    # Where there is one: a home, or the state of a record.
    place: str
    letter: str


class Table:
    """Everybody with a session, and what the tables say that they find."""

    def __init__(self, people: dict[str, Any], walkers: dict[str, Walker], places: Any) -> None:
        self.walkers, self.places = walkers, places
        self.users = {name: account_of(people[name]) for name in PEOPLE}
        homes = {place: there for place, there in places.items() if place in HOMES}
        self.homes: dict[str, Place] = homes
        self.states = {state: there for state, there in places.items() if state not in HOMES}
        # With the homes' own records the follow-ups take more than one page.
        self.listing = lists_of_states() - {"follow-ups"}
        self.secrets = {name: kept_from(name, homes) for name in PEOPLE}
        self.met: dict[Hashable, list[Cell]] = defaultdict(list)
        self._met_now: dict[Hashable, None] = {}

    def cells(self) -> Iterator[Cell]:
        lists, things = expected_lists(), expected_things() | expected_states()
        for name in PEOPLE:
            for page, letters in lists.items():
                letter = OPENED_BY_THE_STATES.get((name, page), letters[name])
                yield Cell(name, page, "", letter)
            for place, there in self.places.items():
                for page in there.addresses:
                    letter = things.get((page, place), {}).get(name, ".")
                    yield Cell(name, page, place, letter)

    def hit(self, *what: Any) -> None:
        """What a cell met: a statement, or a permission that was asked for."""
        for one in what:
            if isinstance(one, Permission):
                self._met_now[one] = None
            elif one and isinstance(one[0], Permission):
                self._met_now.update(dict.fromkeys(one))
            else:
                self._met_now[one] = None

    def measured(self) -> list[str]:
        """Opens every cell once, unchanged: what is red already, and what each of them meets."""
        wrong = []
        for cell in self.cells():
            self._met_now = {}
            faults_now = self.faults(cell)
            wrong += [f"{cell.name}, {cell.page} {cell.place}: {one}" for one in faults_now]
            if not faults_now:
                for one in self._met_now:
                    self.met[one].append(cell)
        return wrong

    def faults(self, cell: Cell) -> list[str]:
        """What is wrong with one cell now; a page that fails is wrong too."""
        walker, there = self.walkers[cell.name], self.places.get(cell.place)
        walker.catches_up()
        where = thing_address(cell.page, there) if there else list_address(cell.page)
        try:
            answer = walker.opens(where, "POST" if cell.page in ONLY_SENT else "GET")
        except Exception as fault:
            return [f"{FAILS}{type(fault).__name__}"]
        of_a_state = bool(there) and cell.place not in HOMES
        secrets = [] if of_a_state else self.secrets[cell.name]
        wrong = faults(cell.letter, answer, secrets)
        me, at = self.users[cell.name].pk, READS_OF_STATES.get(cell.name, ())
        wrong += faults_of_reading(answer, cell.page, there, me, at)
        if there is not None:
            return wrong + unwritten(answer, {cell.place: there})
        more = LISTED_BY_THE_STATES.get((cell.page, cell.name), ())
        wrong += named_in_a_list(cell.page, cell.name, answer, self.homes, more)
        if cell.page in self.listing:
            wrong += wrongly_listed(cell.page, cell.name, answer, self.states)
        return wrong + unwritten(answer, self.homes)

    def kills(self, met: Hashable, first: tuple[str, ...] = ()) -> Cell | None:
        """A cell that met this guard, and shows more or less now than the tables say.

        A page that fails shows nobody anything: it proves no guard.
        """
        return next((one for one in spread(self.met[met], first) if self.tells(one)), None)

    def tells(self, cell: Cell) -> bool:
        wrong = self.faults(cell)
        return bool(wrong) and not wrong[0].startswith(FAILS)


HOMES = ("rowan", "willow", "beacon")


def spread(cells: list[Cell], first: tuple[str, ...] = ()) -> list[Cell]:
    """All of these people, then others: each person before any again, the pages that tell most
    of a scope before the others, each page before any again.
    """
    by_name: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_name[cell.name].append(cell)
    ordered: list[tuple[bool, int, Cell]] = []
    for name, theirs in by_name.items():
        turn: dict[str, int] = defaultdict(int)
        ranked = []
        for cell in theirs:
            ranked.append((cell.page not in TELLING, turn[cell.page], cell.page, cell))
            turn[cell.page] += 1
        ranked.sort(key=lambda one: one[:3])
        ordered += [(name not in first, place, one[-1]) for place, one in enumerate(ranked)]
    ordered.sort(key=lambda one: one[:2])
    concerned = sum(not other for other, *_ in ordered)
    return [cell for *_, cell in ordered][: concerned + MOST_OTHERS]
