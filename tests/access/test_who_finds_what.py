"""Every person on every page of every home, held against one table."""

from __future__ import annotations

from collections.abc import Callable
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
    return reverse(name, args=["asked"] if name == "guide-start" else [])


def test_each_person_finds_what_the_table_says_and_nothing_else(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    wrong: list[str] = []
    for name in PEOPLE:
        client, secrets = signed_in(people[name]), kept_from(name, places)
        for page, letters in expected_lists().items():
            answer = client.get(list_address(page))
            wrong += faults(f"{name}, {page}", letters[name], answer, secrets)
        for (page, place), letters in expected_things().items():
            address = reverse(page, args=places[place].addresses[page])
            answer = sent(client, address) if page in ONLY_SENT else client.get(address)
            wrong += faults(f"{name}, {page} at {place}", letters[name], answer, secrets)
    assert wrong == []


def test_a_form_sent_to_a_page_that_is_not_there_finds_nothing(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    found: list[str] = []
    for name in PEOPLE:
        client = signed_in(people[name])
        for page, letters in expected_lists().items():
            if letters[name] == "." and sent(client, list_address(page)).status_code != 404:
                found.append(f"{name}, {page}")
        for (page, place), letters in expected_things().items():
            address = reverse(page, args=places[place].addresses[page])
            # A page that is only read refuses any form, before it looks for the thing.
            if letters[name] == "." and sent(client, address).status_code not in (404, 405):
                found.append(f"{name}, {page} at {place}")
    assert found == []


def test_a_home_page_names_no_child_in_full(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    for name in PEOPLE:
        body = signed_in(people[name]).get(reverse("home")).content.decode()
        for place in places.values():
            assert place.child.family_name not in body, name


def test_no_address_holds_anything_but_ids(places: dict[str, Place]) -> None:
    for place in places.values():
        for page, ids in place.addresses.items():
            address = reverse(page, args=ids).lower()
            for words in place.child.full_name.lower().split():
                assert words not in address
