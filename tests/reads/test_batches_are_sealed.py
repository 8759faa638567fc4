"""Reads are sealed in the log of their home, so that a line taken away is missed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from children.models import Child
from infoshare.access.reads import batches
from infoshare.access.reads.checking import faults_in
from infoshare.access.reads.models import ReadBatch, ReadEntry
from infoshare.common import clock
from infoshare.ledger.reading import read_parts
from infoshare.organisation.models import Appointment, Home
from tests.followups.made import SUNDAY
from tests.triggers import triggers_lifted

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def looked(number: int, by: Appointment, home: Home, child: Child, **more: Any) -> list[ReadEntry]:
    return ReadEntry.objects.bulk_create(
        [
            ReadEntry(
                **{
                    "at": clock.now(),
                    "user": by.user,
                    "appointment": by,
                    "home": home,
                    "view": "record",
                    "method": "GET",
                    "session": "",
                    "request": uuid4(),
                    "children": child.pk.hex,
                    "objects_shown": {"sharingdecision": [uuid4().hex]},
                    **more,
                }
            )
            for _ in range(number)
        ]
    )


def test_a_day_later_the_next_read_seals_what_stands(
    maya: Appointment, rowan_house: Home, kit: Child, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    client.get(reverse("child", args=[kit.pk]))
    (first,) = ReadEntry.objects.all()
    assert not ReadBatch.objects.exists()
    with clock.at(SUNDAY + timedelta(days=1, minutes=1)):
        client.get(reverse("child", args=[kit.pk]))
    batch = ReadBatch.objects.get()
    assert (batch.home, batch.first, batch.last, batch.number) == (
        rowan_house,
        first.pk,
        first.pk,
        1,
    )
    sealed = read_parts(batch.log, batch.seq)["0000"]
    assert sealed["user"] == maya.user.pk.hex
    assert sealed["children"] == kit.pk.hex
    assert ReadEntry.objects.filter(pk__gt=batch.last).count() == 1


def test_many_reads_are_sealed_at_the_next_hour(
    maya: Appointment, rowan_house: Home, kit: Child, signed_in: SignIn
) -> None:
    looked(batches.MANY - 1, maya, rowan_house, kit)
    signed_in(maya).get(reverse("child", args=[kit.pk]))
    with clock.at(SUNDAY + timedelta(hours=2)):
        signed_in(maya).get(reverse("child", args=[kit.pk]))
    assert ReadBatch.objects.get().number == batches.MANY


def test_the_command_seals_all_and_twice_is_once(
    maya: Appointment,
    otto: Appointment,
    rowan_house: Home,
    beacon_house: Home,
    kit: Child,
    wren: Child,
) -> None:
    looked(1001, maya, rowan_house, kit)
    looked(3, otto, beacon_house, wren)
    with clock.at(SUNDAY + timedelta(minutes=2)):
        call_command("seal_reads")
        call_command("seal_reads")
        call_command("seal_reads", "--check")
    numbers = ReadBatch.objects.order_by("first").values_list("home__name", "number")
    assert list(numbers) == [("Rowan House", 1000), ("Rowan House", 1), ("Beacon House", 3)]


def test_what_has_not_settled_waits(maya: Appointment, rowan_house: Home, kit: Child) -> None:
    looked(1, maya, rowan_house, kit)
    assert batches.seal_reads(rowan_house.pk) == []


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DELETE FROM access_readentry WHERE id = {}", "read {} was taken away"),
        ("UPDATE access_readentry SET view = 'home' WHERE id = {}", "read {} was changed"),
    ],
)
def test_a_line_that_somebody_tampered_with_is_named(
    sql: str, says: str, maya: Appointment, rowan_house: Home, kit: Child
) -> None:
    number = looked(3, maya, rowan_house, kit)[1].pk
    with clock.at(SUNDAY + timedelta(minutes=2)):
        (batch,) = batches.seal_reads(rowan_house.pk)
    assert faults_in(batch) == []
    # What waits for the end of the transaction would hold the table on PostgreSQL.
    connection.check_constraints()
    with triggers_lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql.format(number))
        connection.check_constraints()
    assert faults_in(batch) == [says.format(number)]
    with pytest.raises(CommandError, match=says.format(number)):
        call_command("seal_reads", "--check")
