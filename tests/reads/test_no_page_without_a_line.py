"""Whatever page shows a child, it is on record that this person was shown that child."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.access.reads.models import ReadEntry
from tests.access.expected import ONLY_SENT, PEOPLE, expected_lists, expected_things
from tests.access.test_who_finds_what import list_address, sent
from tests.access.world import Place

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]

# A few; the table of who finds what holds every page against what was written, and the long test
# walks with all.
WALKERS = ("maya", "dana", "ian")


def opened(name: str, client: Client, places: dict[str, Place]) -> Iterator[tuple[str, Any, int]]:
    """Every page that this person can open, with the last read before it."""
    for page, letters in expected_lists().items():
        if letters[name] != ".":
            before = _last()
            yield page, client.get(list_address(page)), before
    for (page, place), letters in expected_things().items():
        if letters[name] != "." and page not in ONLY_SENT:
            before = _last()
            address = reverse(page, args=places[place].addresses[page])
            yield f"{page} at {place}", client.get(address), before


def _last() -> int:
    newest = ReadEntry.objects.order_by("-pk").first()
    return newest.pk if newest else 0


def unwritten(
    name: str, client: Client, places: dict[str, Place]
) -> tuple[list[str], dict[str, int]]:
    """The pages that showed a child without a line of that page; and how many lines each wrote."""
    wrong, lines = [], {}
    for where, answer, before in opened(name, client, places):
        entries = list(ReadEntry.objects.filter(pk__gt=before))
        lines[where] = len(entries)
        noted = {child for entry in entries for child in entry.child_ids}
        body = answer.content.decode()
        wrong += [
            f"{name}, {where}: shows {word} of {place}"
            for place, there in places.items()
            if there.child.pk not in noted
            for word in canaries(there)
            if word in body
        ]
        if len({entry.request for entry in entries}) > 1:
            wrong.append(f"{name}, {where}: one page is two requests")
    return wrong, lines


def canaries(there: Place) -> list[str]:
    """What on a page gives away that it shows this child: names, and the codes of records."""
    codes = there.child.decisions.values_list("code", flat=True)  # type: ignore[attr-defined]
    return [there.child.given_names, there.child.family_name, *codes]


def test_a_page_that_shows_a_child_is_written_down(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    wrong, lines = [], {}
    for name in WALKERS:
        faults, written = unwritten(name, signed_in(people[name]), places)
        wrong += faults
        lines[name] = written
    assert wrong == []
    # A list is one row for each home, however long it is.
    assert lines["maya"]["register"] == 1
    assert lines["dana"]["register"] == 2
    assert lines["maya"]["record at rowan"] == 1
    # Nobody's child stands on these.
    assert sum(lines["ian"].values()) == 0
    assert lines["maya"]["visits"] == lines["maya"]["rules"] == lines["maya"]["paper"] == 0


@pytest.mark.long
def test_whoever_opens_it(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    wrong = []
    for name in sorted(set(PEOPLE) - set(WALKERS)):
        wrong += unwritten(name, signed_in(people[name]), places)[0]
    assert wrong == []


def test_a_refused_form_that_shows_the_child_again_is_written_down(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    client, kit = signed_in(people["maya"]), places["rowan"].child
    for page in ("addenda", "disclosures", "listing", "review"):
        written: list[Any] = []
        answer: Any = sent_and_counted(client, places["rowan"], page, written)
        assert answer.status_code == 200, page
        assert [entry.child_ids for entry in written] == [[kit.pk]], page
        assert written[0].method == "POST"


def sent_and_counted(client: Client, place: Place, page: str, into: list[Any]) -> Any:
    before = _last()
    answer = client.post(reverse(page, args=place.addresses[page]), {})
    into += ReadEntry.objects.filter(pk__gt=before)
    return answer


def test_what_is_refused_shows_nothing_and_writes_nothing(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    client = signed_in(people["asha"])
    before = _last()
    assert (
        client.get(reverse("record", args=places["willow"].addresses["record"])).status_code == 404
    )
    assert (
        sent(
            client, reverse("completion", args=places["willow"].addresses["completion"])
        ).status_code
        == 404
    )
    assert client.get(
        reverse("escalation", args=places["rowan"].addresses["escalation"])
    ).status_code in (403, 404)
    # In sight, and not theirs to do: the page says only that.
    ben, refiling = signed_in(people["ben"]), places["rowan"].addresses["refiling"]
    assert ben.get(reverse("refiling", args=refiling)).status_code == 403
    assert _last() == before
