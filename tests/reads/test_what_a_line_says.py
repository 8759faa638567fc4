"""A line says who looked, as what, at what, when and in which sitting; and no log, no page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child
from infoshare.access.reads.models import ReadEntry
from infoshare.common import clock
from infoshare.common.append_only import RefusedChange
from infoshare.organisation.models import Appointment, Home, Visit
from tests.followups.made import SUNDAY, share

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def test_it_says_who_as_what_when_and_what_was_shown(
    maya: Appointment, rowan_house: Home, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    record = share(maya, kit, school)
    client = signed_in(maya)
    client.get(reverse("record", args=[record.pk]))
    (line,) = ReadEntry.objects.all()
    assert (line.user, line.appointment, line.visit) == (maya.user, maya, None)
    assert (line.home, line.at) == (rowan_house, SUNDAY)
    assert (line.view, line.method) == ("record", "GET")
    assert line.child_ids == [kit.pk]
    assert line.objects_shown == {"sharingdecision": [record.pk.hex]}


def test_a_visitor_looks_under_the_visit(ivy: Visit, kit: Child, signed_in: SignIn) -> None:
    signed_in(ivy).get(reverse("child", args=[kit.pk]))
    (line,) = ReadEntry.objects.all()
    assert (line.user, line.appointment, line.visit) == (ivy.visitor, None, ivy)


def test_who_serves_the_provider_looks_under_that_role(
    ruth: Appointment, kit: Child, lark: Child, signed_in: SignIn
) -> None:
    signed_in(ruth).get(reverse("children"))
    lines = ReadEntry.objects.order_by("home__name")
    assert [(one.home.name, one.child_ids, one.appointment) for one in lines] == [
        ("Rowan House", [kit.pk], ruth),
        ("Willow Lodge", [lark.pk], ruth),
    ]
    assert len({one.request for one in lines}) == 1


def test_one_sitting_is_told_from_another_and_its_key_is_nowhere(
    maya: Appointment, kit: Child, signed_in: SignIn
) -> None:
    first, second = signed_in(maya), signed_in(maya)
    for client in (first, first, second):
        client.get(reverse("child", args=[kit.pk]))
    one, again, other = ReadEntry.objects.order_by("pk").values_list("session", flat=True)
    assert one == again != other
    assert first.session.session_key not in one
    assert len(one) == 64


def test_a_page_costs_one_question_and_once_an_hour_two_more(
    maya: Appointment, kit: Child, signed_in: SignIn
) -> None:
    client = signed_in(maya)

    def of_reads() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("child", args=[kit.pk]))
        return sum("access_read" in one["sql"] for one in asked)

    assert of_reads() == 1
    with clock.at(SUNDAY + timedelta(hours=1)):
        assert of_reads() == 3
        assert of_reads() == 1


def test_a_page_that_cannot_be_written_down_is_not_sent(
    maya: Appointment, kit: Child, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise DatabaseError("disk full near Tolland")

    client = signed_in(maya)
    monkeypatch.setattr(ReadEntry.objects, "bulk_create", fails)
    answer = client.get(reverse("child", args=[kit.pk]))
    body = answer.content.decode()
    assert answer.status_code == 503
    assert "We could not write it down" in body
    assert "wait one minute" in body
    assert "Tolland" not in body
    assert client.get(reverse("rules")).status_code == 200


def test_a_line_is_never_changed_or_taken_away(
    maya: Appointment, kit: Child, signed_in: SignIn
) -> None:
    signed_in(maya).get(reverse("child", args=[kit.pk]))
    line = ReadEntry.objects.get()
    with pytest.raises(RefusedChange):
        line.delete()
    with pytest.raises(RefusedChange):
        ReadEntry.objects.update(view="home")
    for sql in ("UPDATE access_readentry SET view = 'home'", "DELETE FROM access_readentry"):
        with (
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
