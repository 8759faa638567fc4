"""Every person on every page of every home, held against one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.expected import (
    ONLY_SENT,
    PEOPLE,
    STATUSES,
    expected_lists,
    expected_things,
)
from tests.access.world import Place

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]

# The homes whose children each person may see named.
READS = {
    **dict.fromkeys(("asha", "ben", "maya", "dele", "ivy"), ("rowan",)),
    **dict.fromkeys(("ruth", "sam", "dana"), ("rowan", "willow")),
    "bryn": ("willow",),
    "otto": ("beacon",),
    # What waits for an answer names its child, at each home of the provider.
    "petra": ("rowan", "willow"),
}


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


def faults(where: str, letter: str, answer: Any, secrets: list[str]) -> list[str]:
    """What is wrong with an answer: another status than the table's, or words it must not hold."""
    expected = STATUSES[letter]
    wrong = [] if answer.status_code == expected else [f"{answer.status_code}, not {expected}"]
    shown = f"{answer.content.decode()} {answer.get('Location', '')}"
    wrong += [f"shows {words}" for words in secrets if words in shown]
    return [f"{where}: {fault}" for fault in wrong]


def list_address(name: str) -> str:
    return reverse(name, args=["asked"] if name in ("guide-start", "paper") else [])


# Each kind of person that the law and practice reference tells apart: in every run they send a
# form to every page of every home that is not there for them. The others send them at one home.
SEND_EVERYWHERE = frozenset({"asha", "ben", "maya", "bryn", "otto", "ivy", "ian"})


def sends_in_every_run(name: str, place: str) -> bool:
    return name in SEND_EVERYWHERE or place == "rowan"


def walked(name: str, client: Client, places: dict[str, Place]) -> Iterator[str]:
    """What is wrong with any page, as this person opens it."""
    secrets = kept_from(name, places)
    for page, letters in expected_lists().items():
        answer = client.get(list_address(page))
        yield from faults(f"{name}, {page}", letters[name], answer, secrets)
        if page == "home":
            named_there = [there.child.family_name for there in places.values()]
            yield from faults(f"{name}, {page}", letters[name], answer, named_there)
    for (page, place), letters in expected_things().items():
        address = reverse(page, args=places[place].addresses[page])
        answer = sent(client, address) if page in ONLY_SENT else client.get(address)
        yield from faults(f"{name}, {page} at {place}", letters[name], answer, secrets)


def forged(
    name: str, client: Client, places: dict[str, Place], wanted: Callable[[str, str], bool]
) -> Iterator[str]:
    """Where a form finds something, sent to a page that is not there for this person."""
    for page, letters in expected_lists().items():
        if letters[name] == "." and wanted(name, "rowan"):
            yield from found(client, list_address(page), f"{name}, {page}")
    for (page, place), letters in expected_things().items():
        # What is only sent, the walk has sent already.
        if letters[name] == "." and page not in ONLY_SENT and wanted(name, place):
            address = reverse(page, args=places[place].addresses[page])
            yield from found(client, address, f"{name}, {page} at {place}")


def found(client: Client, address: str, where: str) -> list[str]:
    # A page that is only read refuses any form, before it looks for the thing.
    return [] if sent(client, address).status_code in (404, 405) else [f"{where}: a form is taken"]


def test_each_person_finds_what_the_table_says_and_a_form_finds_no_more(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    wrong: list[str] = []
    for name in PEOPLE:
        client = signed_in(people[name])
        wrong += walked(name, client, places)
        wrong += forged(name, client, places, sends_in_every_run)
    assert wrong == []


@pytest.mark.long
def test_a_form_finds_no_more_at_any_other_home_either(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    wrong: list[str] = []
    for name in PEOPLE:
        wrong += forged(
            name,
            signed_in(people[name]),
            places,
            lambda name, place: not sends_in_every_run(name, place),
        )
    assert wrong == []


def test_no_address_holds_anything_but_ids(places: dict[str, Place]) -> None:
    for place in places.values():
        for page, ids in place.addresses.items():
            address = reverse(page, args=ids).lower()
            for words in place.child.full_name.lower().split():
                assert words not in address
