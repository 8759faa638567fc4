"""Every person on every page of every home, by every method, held against one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from decisions.policy.terms import Role
from infoshare.access.people.leaving import suspend
from infoshare.access.reads.models import ReadEntry
from infoshare.organisation.models import Appointment, Home, Provider
from tests.access.expected import (
    ACCOUNT,
    ONLY_SENT,
    PEOPLE,
    PUBLIC,
    STATUSES,
    expected_children,
    expected_lists,
    expected_things,
)
from tests.access.expected_states import expected_listed, expected_states, lists_of_states
from tests.access.test_every_route import address, routes
from tests.access.walking import (
    NEVER_OFFERED,
    Answer,
    Walker,
    faults_of_reading,
    list_address,
    thing_address,
)
from tests.access.world import Place
from tests.cast import account_of, make_person

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]

# The homes whose children each person may see named.
READS = {
    **dict.fromkeys(("asha", "ben", "maya", "dele", "ivy"), ("rowan",)),
    **dict.fromkeys(("ruth", "sam", "dana"), ("rowan", "willow")),
    **dict.fromkeys(("bryn", "mo"), ("willow",)),
    "otto": ("beacon",),
    # What waits for an answer names its child, at each home of the provider.
    "petra": ("rowan", "willow"),
    # Willow Lodge, and the one child of Rowan House.
    "eve": ("rowan", "willow"),
}
# In the states there are records that are the nominated alternate's to answer, and a child about
# whom the independent person may read.
READS_OF_STATES = {**READS, **dict.fromkeys(("nell", "ian"), ("rowan",))}
# Those whose records and drafts are looked at in every state in every run.
IN_EVERY_RUN = ("asha", "ivy")
# Those who walk through every home in every run; the others through Rowan House, and through the
# other homes in the long run.
WALK_EVERYWHERE = ("asha", "ruth", "dana", "ivy", "bryn", "otto", "eve")
# Those who send a form to every page that is not there for them in every run.
SEND_IN_EVERY_RUN = ("bryn", "ian")


def sent(client: Client, address: str) -> HttpResponse:
    """What a form sent there is answered with; whatever it did is undone."""
    with transaction.atomic():
        answer: Any = client.post(address, {})
        transaction.set_rollback(True)
    return answer


def kept_from(name: str, places: dict[str, Place]) -> list[str]:
    """The words that this person must see nowhere."""
    return [
        words
        for place, there in places.items()
        if place not in READS.get(name, ())
        for words in there.secrets
    ]


def faults(letter: str, answer: Answer, secrets: list[str]) -> list[str]:
    """What is wrong with an answer: another status than the table's, or words it must not hold."""
    expected = STATUSES[letter]
    wrong = [] if answer.status == expected else [f"{answer.status}, not {expected}"]
    return wrong + [f"shows {words}" for words in secrets if words in answer.shown]


def walked_lists(name: str, walker: Walker, places: dict[str, Place], me: Any) -> Iterator[str]:
    """What is wrong with any list, as this person opens it, and with what is written of that."""
    secrets = kept_from(name, places)
    for page, letters in expected_lists().items():
        answer = walker.opens(list_address(page))
        named = [there.child.family_name for there in places.values()] if page == "home" else []
        wrong = faults(letters[name], answer, [*secrets, *named])
        wrong += faults_of_reading(answer, page, None, me, READS.get(name, ()))
        wrong += named_in_a_list(page, name, answer, places)
        yield from (f"{name}, {page}: {one}" for one in [*wrong, *unwritten(answer, places)])


def named_in_a_list(
    page: str, name: str, answer: Answer, places: dict[str, Place], more: Iterable[str] = ()
) -> list[str]:
    """Where a list names the children of other homes than the table says, and `more` than it."""
    named = {place for place, there in places.items() if there.child.pk in answer.children}
    expected = expected_children(page, name) | set(more)
    if named == expected:
        return []
    return [f"names children of {sorted(named)}, not of {sorted(expected)}"]


def walked_through(
    name: str,
    walker: Walker,
    places: dict[str, Place],
    table: dict[tuple[str, str], dict[str, str]],
    secrets: list[str],
    me: Any,
    reads: Mapping[str, tuple[str, ...]] = READS,
) -> Iterator[str]:
    for place, there in places.items():
        for page in there.addresses:
            method = "POST" if page in ONLY_SENT else "GET"
            answer = walker.opens(thing_address(page, there), method)
            letter = table.get((page, place), {}).get(name, ".")
            wrong = faults(letter, answer, secrets)
            wrong += faults_of_reading(answer, page, there, me, reads.get(name, ()))
            wrong += unwritten(answer, {place: there})
            yield from (f"{name}, {page} at {place}: {one}" for one in wrong)


def unwritten(answer: Answer, places: dict[str, Place]) -> list[str]:
    """The children that a page names without a line that says so."""
    return [
        f"names the child of {place}, and nothing is written down"
        for place, there in places.items()
        if there.child.family_name in answer.shown and there.child.pk not in answer.children
    ]


def forged(name: str, walker: Walker, places: dict[str, Place]) -> Iterator[str]:
    """Where a form finds something, sent to a page that is not there for this person."""
    for page, letters in expected_lists().items():
        if letters[name] == ".":
            yield from found(walker, list_address(page), f"{name}, {page}")
    for (page, place), letters in expected_things().items():
        # What is only sent, the walk has sent already.
        if letters[name] == "." and page not in ONLY_SENT:
            yield from found(walker, thing_address(page, places[place]), f"{name}, {page} {place}")


def found(walker: Walker, address: str, where: str) -> list[str]:
    # A page that is only read refuses any form, before it looks for the thing.
    answer = walker.opens(address, "POST")
    taken = [] if answer.status in (404, 405) else [f"{where}: a form is taken"]
    return [*taken, *([f"{where}: a read is written"] if answer.reads else [])]


def test_each_person_finds_what_the_table_says_and_a_form_finds_no_more(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    wrong: list[str] = []
    for name in PEOPLE:
        walker, me = Walker(name, signed_in(people[name])), account_of(people[name]).pk
        wrong += walked_lists(name, walker, places, me)
        at = places if name in WALK_EVERYWHERE else {"rowan": places["rowan"]}
        wrong += walked_through(name, walker, at, expected_things(), kept_from(name, places), me)
        if name in SEND_IN_EVERY_RUN:
            wrong += forged(name, walker, places)
    assert wrong == []


@pytest.mark.long
def test_the_others_find_no_more_at_the_other_homes(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    wrong: list[str] = []
    others = {place: there for place, there in places.items() if place != "rowan"}
    for name in PEOPLE:
        if name not in WALK_EVERYWHERE:
            walker, me = Walker(name, signed_in(people[name])), account_of(people[name]).pk
            secrets = kept_from(name, places)
            wrong += walked_through(name, walker, others, expected_things(), secrets, me)
    assert wrong == []


@pytest.mark.long
def test_whoever_sends_a_form_finds_no_more(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    wrong: list[str] = []
    for name in PEOPLE:
        if name not in SEND_IN_EVERY_RUN:
            wrong += forged(name, Walker(name, signed_in(people[name])), places)
    assert wrong == []


def in_each_state(
    names: Any, people: dict[str, Any], states: dict[str, Place], signed_in: SignIn
) -> list[str]:
    table, wrong = expected_states(), []
    for name in names:
        walker, me = Walker(name, signed_in(people[name])), account_of(people[name]).pk
        # A record of a home that is not theirs gives its code away nowhere.
        wrong += walked_through(name, walker, states, table, [], me, READS_OF_STATES)
    return wrong


def test_a_record_opens_as_its_state_lets_it(
    people: dict[str, Any], states: dict[str, Place], signed_in: SignIn
) -> None:
    assert in_each_state(IN_EVERY_RUN, people, states, signed_in) == []


@pytest.mark.long
def test_a_record_opens_as_its_state_lets_it_to_everybody(
    people: dict[str, Any], states: dict[str, Place], signed_in: SignIn
) -> None:
    others = [name for name in PEOPLE if name not in IN_EVERY_RUN]
    assert in_each_state(others, people, states, signed_in) == []


def wrongly_listed(page: str, name: str, answer: Answer, states: Mapping[str, Place]) -> list[str]:
    """Which records and drafts this list holds against the table, or leaves out."""
    here = {state for state, there in states.items() if str(there.thing) in answer.shown}
    return [f"lists {one} wrongly" for one in sorted(here ^ expected_listed(page, name))]


def test_a_list_holds_the_records_that_are_this_persons_to_see(
    people: dict[str, Any], states: dict[str, Place], signed_in: SignIn
) -> None:
    wrong = []
    for name in PEOPLE:
        walker = Walker(name, signed_in(people[name]))
        for page in sorted(lists_of_states()):
            answer = walker.opens(list_address(page))
            found = wrongly_listed(page, name, answer, states)
            wrong += [f"{name}, {page}: {one}" for one in found]
    assert wrong == []


def test_every_line_of_a_state_is_looked_at(states: dict[str, Place]) -> None:
    made = {(page, state) for state, there in states.items() for page in there.addresses}
    assert expected_states().keys() <= made


def test_no_other_method_is_offered_anywhere(
    asha: Appointment, client: Client, signed_in: SignIn
) -> None:
    taken = []
    for who in (client, signed_in(asha)):
        walker = Walker("", who)
        for name, pattern in routes():
            there = address(name, pattern)
            for method in NEVER_OFFERED:
                answer = walker.client.generic(method, there)
                if answer.status_code != 405:
                    taken.append((name, method, answer.status_code))
    assert taken == []


def test_looking_at_the_head_of_a_page_finds_no_more_than_opening_it(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    for name in ("maya", "bryn"):
        walker = Walker(name, signed_in(people[name]))
        for (page, place), letters in expected_things().items():
            if place == "rowan" and page not in ONLY_SENT:
                answer = walker.opens(thing_address(page, places[place]), "HEAD")
                # A way on that has no page of its own has no head either.
                assert answer.status in (STATUSES[letters[name]], 405), (name, page)
                assert not answer.shown.split(), (name, page)


def test_a_password_alone_and_a_suspended_person_open_nothing(
    places: dict[str, Place],
    meadowbank: Provider,
    rowan_house: Home,
    people: dict[str, Any],
    signed_in: SignIn,
    with_password_only: SignIn,
) -> None:
    cora = make_person("Cora Whyte", Role.REGISTERED_MANAGER, meadowbank, rowan_house)
    sue = make_person("Sue Larkin", Role.REGISTERED_MANAGER, meadowbank, rowan_house)
    out = {"cora": with_password_only(cora), "sue": signed_in(sue)}
    suspend(sue.user, people["ada"], why="A concern was raised.")
    leads_to = {"cora": reverse("mfa_index"), "sue": reverse("account_login")}
    before = ReadEntry.objects.count()
    for name, client in out.items():
        walker = Walker(name, client)
        for page in expected_lists():
            for method in ("GET", "POST"):
                answer = walker.opens(list_address(page), method)
                assert answer.status == 302, (name, page)
                assert leads_to[name] in answer.shown, (name, page)
        for page, place in expected_things():
            there = thing_address(page, places[place])
            for method in ("GET", "POST") if place == "rowan" else ("GET",):
                answer = walker.opens(there, method)
                assert answer.status == 302, (name, page)
                assert leads_to[name] in answer.shown, (name, page)
    assert ReadEntry.objects.count() == before


# Who served the provider as its second person may be ended from each of its homes.
OF_THE_PROVIDER = frozenset({"second-person-end"})


def forged_ids(
    page: str, place: Place, other: Place, foreign: Place, somebody: UUID
) -> Iterator[tuple[object, ...]]:
    """An id of nothing, of something else and of another provider, and what is under another."""
    ids, others, foreigners = (one.addresses[page] for one in (place, other, foreign))
    account = place.child.pk if ids[0] == place.addresses["person"][0] else somebody
    yield from ((one, *ids[1:]) for one in (uuid4(), account, foreigners[0]))
    if len(ids) == 1 or not isinstance(ids[1], UUID):
        return
    yield from ((ids[0], one) for one in (uuid4(), place.home.pk, foreigners[1]))
    if page not in OF_THE_PROVIDER:
        yield from ((others[0], ids[1]), (ids[0], others[1]))


def test_an_id_of_something_else_finds_nothing(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    """The id of something else in its place; an entry of another child under this one."""
    walkers = {name: Walker(name, signed_in(people[name])) for name in ("ruth", "ada")}
    rowan, willow, beacon = (places[one] for one in ("rowan", "willow", "beacon"))
    table = expected_things()
    for page in rowan.addresses:
        # Whoever the page is there for: elsewhere nothing is found anyway.
        name = "ruth" if table[page, "rowan"]["ruth"] != "." else "ada"
        method = "POST" if page in ONLY_SENT else "GET"
        for some in forged_ids(page, rowan, willow, beacon, people["maya"].user_id):
            answer = walkers[name].opens(reverse(page, args=some), method)
            assert answer.status == 404, (name, page, some)
    walker = walkers["ruth"]
    for page, pattern in routes():
        if page not in ACCOUNT | PUBLIC and "<uuid:" in str(pattern.pattern):
            known = address(page, pattern)
            broken = known.replace(known.split("/")[2], "not-an-id")
            assert walker.opens(broken).status in (404, 405), page


def test_no_address_holds_anything_but_ids(places: dict[str, Place]) -> None:
    for place in places.values():
        for page, ids in place.addresses.items():
            address = reverse(page, args=ids).lower()
            for words in place.child.full_name.lower().split():
                assert words not in address
