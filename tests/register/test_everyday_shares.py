"""The record of an arrangement: the newest shares, all of them a page away, none twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.policy.terms import ReceiptOutcome
from decisions.recording.disclosure import receive
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.everyday.made import agreed, share
from tests.guide.conftest import text_of
from tests.recording.records import own_initiative, sealed

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


@pytest.fixture
def arrangement(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> SharingDecision:
    return agreed(asha, maya, kit, school)


def shared(record: SharingDecision, by: Appointment, times: int) -> None:
    """So many shares, one a minute, each with its number in it."""
    start = clock.now()
    for number in range(1, times + 1):
        with clock.at(start + timedelta(minutes=number)):
            share(record, by, words=f"Evening {number}.")


def page(record: SharingDecision, name: str = "record") -> str:
    return reverse(name, args=[record.pk])


def test_the_newest_ten_are_shown_once_and_the_timeline_counts_them(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    shared(arrangement, asha, 12)
    shown = text_of(signed_in(asha).get(page(arrangement)))
    for number in range(3, 13):
        assert shown.count(f"Evening {number}.") == 1
    assert shown.index("Evening 12.") < shown.index("Evening 3.")
    assert "Evening 2." not in shown
    assert "See all 12 shares" in shown
    timeline = shown.partition("Everything that happened")[2]
    assert "12 everyday shares, last on" in timeline
    assert "Shared with" not in timeline


def test_all_of_them_are_a_page_away_the_newest_first(
    arrangement: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    shared(arrangement, asha, 27)
    client, address = signed_in(maya), page(arrangement, "shares-under")
    first, second = (text_of(client.get(f"{address}?page={number}")) for number in (1, 2))
    assert "1 to 25 of 27" in first
    assert first.index("Evening 27.") < first.index("Evening 3.")
    assert "Evening 2." in second
    assert "Evening 3." not in second
    for odd in ("0", "x", "99", "\x00"):
        assert client.get(address, {"page": odd}).status_code == 200


def test_what_they_said_stands_with_its_share(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    left = share(arrangement, asha)
    said = {"outcome": ReceiptOutcome.ACTED, "heard_at": clock.now(), "words": "They rang."}
    receive(left, asha, **said, token=uuid4())
    shown = text_of(signed_in(asha).get(page(arrangement)))
    assert shown.count(ReceiptOutcome.ACTED.label) == 1
    assert "1 everyday share, last on" in shown
    assert "See all" not in shown


def test_a_record_with_many_shares_asks_no_more_of_the_database(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    shared(arrangement, asha, 11)
    for name in ("record", "shares-under"):
        client.get(page(arrangement, name))
    few = {name: queries_of(client, page(arrangement, name)) for name in ("record", "shares-under")}
    shared(arrangement, asha, 40)
    many = {name: queries_of(client, page(arrangement, name)) for name in few}
    assert many["record"] == few["record"]
    assert many["shares-under"] <= few["shares-under"]


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_another_record_and_another_home_have_no_such_page(
    arrangement: SharingDecision,
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    bryn: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    once = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    assert signed_in(asha).get(page(once, "shares-under")).status_code == 404
    assert signed_in(bryn).get(page(arrangement, "shares-under")).status_code == 404
