"""Each child's file says who looked, and each week what to ask about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, Placement
from decisions.policy.terms import Role
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from tests.access.naming import about_staff
from tests.cast import make_person
from tests.followups.made import SUNDAY
from tests.reads.test_batches_are_sealed import looked

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_file_says_who_looked_as_what_and_when(
    asha: Appointment, maya: Appointment, ivy: Visit, kit: Child, signed_in: SignIn
) -> None:
    signed_in(asha).get(reverse("child", args=[kit.pk]))
    signed_in(ivy).get(reverse("children"))
    shown = page(signed_in(maya), "who-looked", kit.pk)
    assert "Asha Rahman" in shown
    assert "Care worker" in shown
    assert "Ivy Brandt" in shown
    assert "The child’s page" in shown
    assert "8 November 2026, 20:00" in shown
    assert reverse("who-looked", args=[kit.pk]) in page(signed_in(maya), "child", kit.pk)
    assert reverse("who-looked", args=[kit.pk]) not in page(signed_in(asha), "child", kit.pk)


def test_what_another_home_reads_is_not_told_here(
    maya: Appointment, bryn: Appointment, kit: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    looked(1, bryn, willow_lodge, kit)
    assert "Bryn Hale" not in page(signed_in(maya), "who-looked", kit.pk)


def test_a_long_list_is_read_page_by_page(
    asha: Appointment, maya: Appointment, rowan_house: Home, kit: Child, signed_in: SignIn
) -> None:
    looked(51, asha, rowan_house, kit)
    client = signed_in(maya)
    assert "from=50" in page(client, "who-looked", kit.pk)
    assert "Asha Rahman" in page(client, "who-looked", kit.pk, **{"from": "50"})
    for nonsense in ("-1", "x", "9" * 30, "²"):
        assert "Asha Rahman" in page(client, "who-looked", kit.pk, **{"from": nonsense})


def test_somebody_with_the_childs_surname_stands_out(
    maya: Appointment, rowan_house: Home, kit: Child, signed_in: SignIn
) -> None:
    cousin = make_person("Jo Tolland", Role.CARE_WORKER, rowan_house.provider, rowan_house)
    assert "same family name" not in page(signed_in(maya), "reads")
    signed_in(cousin).get(reverse("child", args=[kit.pk]))
    assert "same family name" in page(signed_in(maya), "reads")


def test_a_child_who_had_left_stands_out(
    asha: Appointment, dana: Appointment, rowan_house: Home, kit: Child, signed_in: SignIn
) -> None:
    looked(1, asha, rowan_house, kit)
    assert "no longer lived here" not in page(signed_in(dana), "reads")
    Placement.objects.filter(child=kit).update(ends_on=clock.today())
    assert "no longer lived here" in page(signed_in(dana), "reads", home=str(rowan_house.pk))


def test_more_than_thirty_records_in_an_hour_stand_out(
    asha: Appointment, maya: Appointment, rowan_house: Home, kit: Child, signed_in: SignIn
) -> None:
    looked(30, asha, rowan_house, kit)
    assert "records within an hour" not in page(signed_in(maya), "reads")
    with clock.at(SUNDAY + timedelta(minutes=59)):
        looked(1, asha, rowan_house, kit)
        assert "Opened 31 records within an hour" in page(signed_in(maya), "reads")


def test_one_record_opened_again_and_again_is_one(
    asha: Appointment, maya: Appointment, rowan_house: Home, kit: Child, signed_in: SignIn
) -> None:
    looked(40, asha, rowan_house, kit, objects_shown={"sharingdecision": [uuid4().hex]})
    assert "records within an hour" not in page(signed_in(maya), "reads")


def test_the_last_week_of_a_leaver_is_told(
    asha: Appointment, maya: Appointment, rowan_house: Home, kit: Child, signed_in: SignIn
) -> None:
    looked(4, asha, rowan_house, kit)
    asha.ends_at = SUNDAY + timedelta(days=8)
    asha.save()
    assert "in their last week" not in page(signed_in(maya), "reads")
    asha.ends_at = SUNDAY + timedelta(days=2)
    asha.save()
    assert "Read 4 pages about 1 children" not in page(signed_in(maya), "reads")
    assert "Read 4 pages about 1 child in their last week" in page(signed_in(maya), "reads")


def test_weeks_and_homes_are_chosen_and_nonsense_is_this_week(
    ruth: Appointment,
    bryn: Appointment,
    rowan_house: Home,
    willow_lodge: Home,
    lark: Child,
    signed_in: SignIn,
) -> None:
    looked(1, bryn, willow_lodge, lark)
    client = signed_in(ruth)
    assert "Bryn Hale" in page(client, "reads", home=str(willow_lodge.pk))
    assert "Bryn Hale" not in page(client, "reads", home=str(willow_lodge.pk), week="2026-10-26")
    for week in ("0001-01-01", "9999-12-31", "x", "2026-99-99"):
        page(client, "reads", week=week)
    assert "Rowan House" in page(client, "reads", home="nothing")


def test_whoever_a_concern_names_learns_nothing_of_it_here(
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    dana: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    kept = about_staff(asha, kit, school, maya, adviser=ruth)
    reader = signed_in(ruth)
    for record in kept.records:
        reader.get(reverse("record", args=[record.pk]))
    signed_in(asha).get(reverse("guide-step", args=[kept.draft.pk, "recipient"]))
    for name, args in (("who-looked", [kit.pk]), ("reads", [])):
        assert "Ruth Adeyemi" not in page(signed_in(maya), name, *args)
        assert "Asha Rahman" not in page(signed_in(maya), name, *args)
        assert "Ruth Adeyemi" in page(signed_in(dana), name, *args)
