"""A child comes to a home, is put right in the list, and leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, NotToBeTold, Placement
from children.upkeep import UpkeepRefused, add_child, end_placement
from decisions.policy.terms import AgencyType, LegalStatus
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider, Visit
from tests.children.typed import child_page, day, trace_of, words_in

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit], Client]


@pytest.fixture
def northshire_services(meadowbank: Provider) -> Agency:
    return Agency.objects.create(
        provider=meadowbank,
        agency_type=AgencyType.LA_PLACING.value,
        name="Northshire children's services",
    )


def leaving_page(where: Home | str, when: date) -> dict[str, Any]:
    value = where if isinstance(where, str) else str(where.pk)
    return {"token": str(uuid4()), "next_home": value, **day("ends_on", when)}


def test_a_child_is_added_with_the_first_placement(
    ben: Appointment, rowan_house: Home, childrens_services: Agency, signed_in: SignIn
) -> None:
    client = signed_in(ben)
    address = reverse("child-new", args=[rowan_house.pk])
    assert address in client.get(reverse("children")).content.decode()
    page = child_page(childrens_services, given_names="  Ada \r\n Mary ")
    body = client.post(address, page, follow=True).content.decode()
    assert "Ada Mary Quill" in body
    assert "Called Addy. 13 years old, born 20 May 2013. Lives at Rowan House." in body
    placement = Placement.objects.get()
    assert (placement.home, placement.placing_authority) == (rowan_house, childrens_services)
    assert (placement.legal_status, placement.ends_on) == ("INTERIM_CARE_ORDER_S38", None)
    assert placement.child.provider == rowan_house.provider


def test_sending_the_page_twice_adds_one_child(
    ben: Appointment, rowan_house: Home, childrens_services: Agency, signed_in: SignIn
) -> None:
    client, page = signed_in(ben), child_page(childrens_services)
    address = reverse("child-new", args=[rowan_house.pk])
    answers = [client.post(address, page) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {
        reverse("child", args=[Child.objects.get().pk])
    }


def test_a_token_of_another_homes_row_is_refused(
    ben: Appointment, rowan_house: Home, lark: Child, childrens_services: Agency, signed_in: SignIn
) -> None:
    page = child_page(childrens_services, token=str(lark.placements.get().pk))
    answer = signed_in(ben).post(reverse("child-new", args=[rowan_house.pk]), page)
    assert "This page was used before" in answer.content.decode()
    assert not Child.objects.filter(family_name="Quill").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"given_names": " "}, "Write the child’s first name."),
        ({"family_name": "x" * 201}, "Use 200 characters or fewer"),
        ({"family_name": "x" * 1_000_000}, "Use 200 characters or fewer"),
        ({"family_name": "Qu\x00ill"}, "Some characters cannot be kept."),
        ({"known_as": "x" * 101}, "Use 100 characters or fewer"),
        ({"birth_date": None}, "Give the date of birth."),
        ({"birth_date": date(2026, 11, 9)}, "The date of birth must be today or earlier."),
        ({"birth_date": date(2001, 11, 7)}, "That is more than 25 years ago."),
        ({"birth_date_month": "13"}, "month"),
        ({"starts_on": date(2026, 11, 9)}, "The date must be today or earlier."),
        ({"starts_on": date(2013, 5, 19)}, "That is before the child was born."),
        ({"placing_authority": ""}, "Choose the authority that placed the child."),
        ({"placing_authority": str(uuid4())}, "Choose from the answers on this page."),
        ({"legal_status": "LOCKED_UP"}, "Choose from the answers on this page."),
        ({"token": "garbled"}, "This page was out of date"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_added(
    changes: dict[str, Any],
    sentence: str,
    ben: Appointment,
    rowan_house: Home,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    page = child_page(childrens_services, **changes)
    answer = signed_in(ben).post(reverse("child-new", args=[rowan_house.pk]), page)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Child.objects.exists()


def test_a_child_of_exactly_twenty_five_is_let_in(
    ben: Appointment, rowan_house: Home, childrens_services: Agency, signed_in: SignIn
) -> None:
    page = child_page(childrens_services, birth_date=date(2001, 11, 8))
    signed_in(ben).post(reverse("child-new", args=[rowan_house.pk]), page)
    assert Child.objects.get().birth_date == date(2001, 11, 8)


def test_only_placing_authorities_of_ones_own_directory_can_be_chosen(
    ben: Appointment,
    rowan_house: Home,
    childrens_services: Agency,
    northshire_services: Agency,
    school: Agency,
    wren: Child,
    signed_in: SignIn,
) -> None:
    northshire_services.active = False
    northshire_services.save()
    foreign = wren.placements.get().placing_authority
    client, address = signed_in(ben), reverse("child-new", args=[rowan_house.pk])
    body = client.get(address).content.decode()
    assert f'value="{childrens_services.pk}"' in body
    for agency in (foreign, school, northshire_services):
        assert f'value="{agency.pk}"' not in body
        answer = client.post(address, child_page(agency))
        assert "Choose from the answers on this page." in answer.content.decode()
    assert not Child.objects.filter(family_name="Quill").exists()


def test_a_child_who_lives_with_us_is_not_added_again(
    ben: Appointment, rowan_house: Home, lark: Child, childrens_services: Agency, signed_in: SignIn
) -> None:
    page = child_page(
        childrens_services,
        given_names="lark",
        family_name="IBBOTSON",
        birth_date=lark.birth_date,
    )
    body = signed_in(ben).post(reverse("child-new", args=[rowan_house.pk]), page).content.decode()
    assert "recorded as living at one of our homes now" in body
    assert "Willow Lodge" not in body
    assert Child.objects.count() == 1


def test_a_child_who_comes_back_is_the_same_child_and_keeps_the_list(
    ben: Appointment,
    bryn: Appointment,
    rowan_house: Home,
    lark: Child,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    NotToBeTold.objects.create(
        child=lark,
        name="Neil Ibbotson",
        reason="A court order.",
        added_by=bryn,
        added_at=clock.now(),
    )
    end_placement(lark.placements.get(), ends_on=date(2026, 10, 1), next_home=None)
    address, client = reverse("child-new", args=[rowan_house.pk]), signed_in(ben)
    back = {
        "given_names": "Lark",
        "family_name": "Ibbotson",
        "known_as": "Larky",
        "birth_date": lark.birth_date,
    }
    early = child_page(childrens_services, **back, starts_on=date(2026, 9, 30))
    assert "lived at another home of ours then" in client.post(address, early).content.decode()
    page = child_page(childrens_services, **back, starts_on=date(2026, 10, 1))
    body = client.post(address, page, follow=True).content.decode()
    assert Child.objects.count() == 1
    assert "Neil Ibbotson" in body
    assert "Called Larky" in body


def test_the_same_child_is_not_made_twice_at_once(
    rowan_house: Home, willow_lodge: Home, childrens_services: Agency
) -> None:
    said: dict[str, Any] = {
        "given_names": "Ada",
        "family_name": "Quill",
        "known_as": "",
        "birth_date": date(2013, 5, 20),
        "placing_authority": childrens_services,
        "legal_status": LegalStatus.OTHER,
        "starts_on": clock.today(),
    }
    ref = uuid4()
    first = add_child(rowan_house, ref, **said)
    assert add_child(rowan_house, ref, **said) == first
    with pytest.raises(UpkeepRefused):
        add_child(willow_lodge, uuid4(), **said)
    assert Child.objects.count() == 1


def test_what_was_wrong_is_put_right_and_the_trace_holds_no_name(
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
    northshire_services: Agency,
    signed_in: SignIn,
) -> None:
    client, address = signed_in(maya), reverse("child-change", args=[kit.pk])
    body = client.get(address).content.decode()
    assert 'value="Tolland"' in body
    assert 'value="2011"' in body
    childrens_services.active = False
    childrens_services.save()
    assert f'value="{childrens_services.pk}" selected' in client.get(address).content.decode()
    page = child_page(northshire_services, given_names="Kitty", family_name="Tollandson")
    body = client.post(address, page, follow=True).content.decode()
    assert "Kitty Tollandson" in body
    assert "20 May 2013" in body
    assert "Interim care order (section 38)" in body
    assert "6 November 2026" in body
    entry = trace_of(kit)[0]
    assert entry.actor == maya.user
    assert set(entry.changes) == {"given_names", "family_name", "known_as"}
    for word in ("Kit", "Tolland", "Addy", "2013"):
        assert word not in words_in([entry])
    assert "legal_status" in trace_of(kit.placements.get())[0].changes


def test_two_children_cannot_be_made_one(
    maya: Appointment, kit: Child, lark: Child, childrens_services: Agency, signed_in: SignIn
) -> None:
    page = child_page(
        childrens_services,
        given_names="Lark",
        family_name="Ibbotson",
        birth_date=lark.birth_date,
    )
    body = signed_in(maya).post(reverse("child-change", args=[kit.pk]), page).content.decode()
    assert "Another child of this name and date of birth is recorded already." in body
    kit.refresh_from_db()
    assert kit.given_names == "Kit"


def test_a_stay_cannot_be_made_to_overlap_the_one_before(
    ruth: Appointment,
    kit: Child,
    willow_lodge: Home,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    end_placement(kit.placements.get(), ends_on=date(2026, 10, 1), next_home=willow_lodge)
    page = child_page(childrens_services, starts_on=date(2026, 9, 1))
    body = signed_in(ruth).post(reverse("child-change", args=[kit.pk]), page).content.decode()
    assert "The child lived at another home of ours then." in body


def test_a_move_ends_one_stay_and_begins_the_other(
    maya: Appointment, bryn: Appointment, kit: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    client, address = signed_in(maya), reverse("leaving", args=[kit.pk])
    old = kit.placements.get()
    page = leaving_page(willow_lodge, date(2026, 11, 8))
    assert client.post(address, page)["Location"] == reverse("children")
    again = client.post(address, page, follow=True).content.decode()
    assert "The move was recorded before. Nothing was recorded twice." in again
    old.refresh_from_db()
    new = kit.placements.exclude(pk=old.pk).get()
    assert (old.ends_on, new.starts_on) == (date(2026, 11, 8), date(2026, 11, 8))
    assert (new.home, new.placing_authority) == (willow_lodge, old.placing_authority)
    assert (new.legal_status, new.ends_on) == (old.legal_status, None)
    assert client.get(reverse("child", args=[kit.pk])).status_code == 404
    assert signed_in(bryn).get(reverse("child", args=[kit.pk])).status_code == 200


def test_a_child_who_leaves_us_is_on_no_list(
    maya: Appointment, ruth: Appointment, kit: Child, signed_in: SignIn
) -> None:
    page = leaving_page("gone", date(2026, 11, 7))
    signed_in(maya).post(reverse("leaving", args=[kit.pk]), page)
    assert kit.placements.get().ends_on == date(2026, 11, 7)
    assert signed_in(ruth).get(reverse("child", args=[kit.pk])).status_code == 404


@pytest.mark.parametrize(
    ("where", "when", "sentence"),
    [
        ("", date(2026, 11, 8), "Choose where the child lives now."),
        ("gone", date(2026, 11, 9), "The date must be today or earlier."),
        ("gone", date(2025, 1, 5), "That is before the child came here."),
        ("nowhere", date(2026, 11, 8), "Choose from the answers on this page."),
    ],
)
def test_what_is_wrong_with_a_move_is_said_and_nobody_moves(
    where: str, when: date, sentence: str, maya: Appointment, kit: Child, signed_in: SignIn
) -> None:
    answer = signed_in(maya).post(
        reverse("leaving", args=[kit.pk]), leaving_page(where, when), follow=True
    )
    assert sentence in answer.content.decode()
    assert kit.placements.get().ends_on is None


def test_a_child_moves_to_no_home_of_another_provider(
    maya: Appointment, kit: Child, beacon_house: Home, rowan_house: Home, signed_in: SignIn
) -> None:
    client, address = signed_in(maya), reverse("leaving", args=[kit.pk])
    assert "Beacon House" not in client.get(address).content.decode()
    for home in (beacon_house, rowan_house):
        answer = client.post(address, leaving_page(home, date(2026, 11, 8)))
        assert "Choose from the answers on this page." in answer.content.decode()
    assert kit.placements.get().ends_on is None


def test_a_move_is_recorded_once_however_many_record_it(
    kit: Child, willow_lodge: Home, rowan_house: Home
) -> None:
    seen_by_both = kit.placements.get()
    end_placement(seen_by_both, ends_on=date(2026, 11, 7), next_home=willow_lodge)
    end_placement(seen_by_both, ends_on=date(2026, 11, 8), next_home=None)
    assert [row.ends_on for row in kit.placements.order_by("starts_on")] == [
        date(2026, 11, 7),
        None,
    ]


def test_a_child_who_is_expected_elsewhere_does_not_go_to_two_homes(
    kit: Child, willow_lodge: Home, childrens_services: Agency
) -> None:
    here = kit.placements.get()
    here.ends_on = date(2026, 12, 1)
    here.save()
    Placement.objects.create(
        child=kit,
        home=willow_lodge,
        placing_authority=childrens_services,
        legal_status=here.legal_status,
        starts_on=date(2026, 12, 1),
    )
    with pytest.raises(UpkeepRefused, match="at another home already"):
        end_placement(here, ends_on=clock.today(), next_home=willow_lodge)
    here.refresh_from_db()
    assert here.ends_on == date(2026, 12, 1)
