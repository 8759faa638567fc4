"""The children's pages: who is around a child, and who must not be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child, NotToBeTold, Placement
from decisions.models import Draft
from decisions.policy.terms import LegalStatus
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from tests.cast import place_child
from tests.followups.made import SUNDAY, held_for_approval, refusal, share

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit], Client]


@pytest.fixture
def kept_from(kit: Child, maya: Appointment) -> NotToBeTold:
    return NotToBeTold.objects.create(
        child=kit,
        name="Carl Tolland",
        reason="A court said that he must not find out where Kit lives.",
        added_by=maya,
        added_at=clock.now(),
    )


def child_page(client: Client, child: Child) -> str:
    answer = client.get(reverse("child", args=[child.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_staff_see_the_children_of_their_home_by_name_and_age(
    asha: Appointment, kit: Child, lark: Child, wren: Child, signed_in: SignIn
) -> None:
    body = signed_in(asha).get(reverse("children")).content.decode()
    assert "Kit Tolland" in body
    assert "15 years old" in body
    assert "Rowan House" in body
    assert "Lark" not in body
    assert "Wren" not in body


def test_children_are_listed_home_by_home_for_those_who_serve_all(
    ruth: Appointment, kit: Child, lark: Child, wren: Child, signed_in: SignIn
) -> None:
    body = signed_in(ruth).get(reverse("children")).content.decode()
    order = [body.index(words) for words in ("Kit Tolland", "<h2>Willow Lodge</h2>", "Lark Ibb")]
    assert order == sorted(order)
    assert "Wren" not in body


def test_a_home_without_children_says_so(
    asha: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    assert "No child lives" in signed_in(asha).get(reverse("children")).content.decode()


def test_the_page_shows_whom_to_ring_and_who_the_family_is(
    asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    body = child_page(signed_in(asha), kit)
    assert 'href="tel:01632960201"' in body
    assert 'href="tel:01632960211"' in body
    assert "Priya Nair" in body
    assert "Social worker, Eastmere Council" in body
    assert "Care order (section 31)" in body
    assert "Carl Tolland" in body
    assert "Parental responsibility: no" in body


def test_the_title_and_the_address_hold_no_name(
    asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    body = child_page(signed_in(asha), kit)
    title = body[body.index("<title>") : body.index("</title>")]
    assert "Kit" not in title
    assert "Tolland" not in reverse("child", args=[kit.pk])


def test_who_records_may_begin_with_this_child(
    asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    body = child_page(signed_in(asha), kit)
    for slug in ("asked", "own-initiative", "move"):
        assert f'formaction="{reverse("guide-start", args=[slug])}"' in body
    assert f'name="child" value="{kit.pk}"' in body


def test_beginning_on_the_childs_page_does_not_ask_which_child(
    asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    for address in (reverse("guide-start", args=["asked"]), reverse("urgent-start")):
        response = signed_in(asha).post(address, {"child": str(kit.pk)})
        begun = Draft.objects.get(pk=response["Location"].split("/")[2])
        assert begun.child == kit


@pytest.mark.parametrize("person", ["dana", "ivy"])
def test_who_only_reads_finds_nothing_to_begin_or_change(
    person: str,
    kit: Child,
    kept_from: NotToBeTold,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    body = child_page(client, kit)
    assert 'name="child"' not in body
    assert "Take Carl Tolland off the list" not in body
    for name in ("consents", "wishes"):
        address = reverse(name, args=[kit.pk])
        assert "<textarea" not in client.get(address).content.decode()
        assert client.post(address, {}).status_code == 404


def test_every_decision_is_listed_refusals_included(
    asha: Appointment, kit: Child, school: Agency, police: Agency, signed_in: SignIn
) -> None:
    records = [
        share(asha, kit, school),
        refusal(asha, kit, police),
        held_for_approval(asha, kit, school),
    ]
    body = child_page(signed_in(asha), kit)
    for record in records:
        assert reverse("record", args=[record.pk]) in body
    assert "Do not share" in body
    assert "Waiting for a manager" in body
    assert "8 November 2026, 20:00" in body


def test_a_child_who_moved_away_is_not_there_and_comes_with_the_next_home(
    asha: Appointment,
    bryn: Appointment,
    kit: Child,
    willow_lodge: Home,
    school: Agency,
    signed_in: SignIn,
) -> None:
    old = share(asha, kit, school)
    placement = kit.placements.get()
    placement.ends_on = clock.today()
    placement.save()
    Placement.objects.create(
        child=kit,
        home=willow_lodge,
        placing_authority=placement.placing_authority,
        legal_status=LegalStatus.CARE_ORDER_S31.value,
        starts_on=clock.today(),
    )
    assert signed_in(asha).get(reverse("child", args=[kit.pk])).status_code == 404
    body = child_page(signed_in(bryn), kit)
    assert "Lives at Willow Lodge" in body
    assert "Rowan House: from 6 January 2025 to 8 November 2026" in body
    # What the home before decided stays with that home.
    assert old.code not in body


def test_a_long_history_is_cut_into_pages(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    for _ in range(26):
        refusal(asha, kit, school)
    client = signed_in(asha)
    assert "1 to 25 of 26" in child_page(client, kit)
    second = client.get(reverse("child", args=[kit.pk]), {"page": "2"}).content.decode()
    assert "26 to 26 of 26" in second


def test_the_number_of_queries_does_not_grow_with_the_history(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    def queries() -> int:
        client = signed_in(asha)
        with CaptureQueriesContext(connection) as captured:
            child_page(client, kit)
        return len(captured)

    refusal(asha, kit, school)
    few = queries()
    for _ in range(5):
        refusal(asha, kit, school)
    assert queries() == few


def test_the_list_of_children_costs_the_same_for_many(
    asha: Appointment,
    kit: Child,
    meadowbank: object,
    rowan_house: Home,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    def queries() -> int:
        client = signed_in(asha)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("children"))
        return len(captured)

    few = queries()
    for number in range(5):
        place_child(
            rowan_house.provider,
            rowan_house,
            childrens_services,
            f"Child{number}",
            "Example",
            date(2012, 1, 1),
        )
    assert queries() == few


def test_who_must_not_be_told_stands_out_with_the_reason(
    asha: Appointment, kit: Child, kept_from: NotToBeTold, signed_in: SignIn
) -> None:
    body = child_page(signed_in(asha), kit)
    assert "Must not be told" in body
    assert "A court said that he must not find out" in body
    assert "Take Carl Tolland off the list" not in body


def test_a_manager_takes_a_name_off_with_a_reason(
    maya: Appointment, kit: Child, kept_from: NotToBeTold, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    address = reverse("lifting", args=[kit.pk, kept_from.pk])
    assert address in child_page(client, kit)
    refused = client.post(address, {"reason": "  "}).content.decode()
    assert "Write why this person may be told now." in refused
    answer = client.post(address, {"reason": "The order ended on Friday."}, follow=True)
    body = answer.content.decode()
    assert "Must not be told" not in body
    assert "The order ended on Friday." in body
    assert "Maya Okoro, registered manager" in body
    again = client.post(address, {"reason": "Another reason."}, follow=True).content.decode()
    assert "taken off the list before" in again
    kept_from.refresh_from_db()
    assert kept_from.lift_reason == "The order ended on Friday."


@pytest.mark.parametrize("person", ["asha", "ben", "dana", "ivy", "otto", "bryn"])
def test_nobody_else_takes_a_name_off(
    person: str,
    kit: Child,
    kept_from: NotToBeTold,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    address = reverse("lifting", args=[kit.pk, kept_from.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"reason": "I want to."}).status_code == 404
    kept_from.refresh_from_db()
    assert kept_from.lifted_at is None


def test_a_name_on_another_childs_list_is_not_reached_through_ones_own_child(
    maya: Appointment, kit: Child, lark: Child, bryn: Appointment, signed_in: SignIn
) -> None:
    entry = NotToBeTold.objects.create(
        child=lark, name="Somebody", reason="x", added_by=bryn, added_at=clock.now()
    )
    answer = signed_in(maya).post(
        reverse("lifting", args=[kit.pk, entry.pk]), {"reason": "Mistake."}
    )
    assert answer.status_code == 404


def test_an_involvement_that_ended_is_no_longer_around_the_child(
    asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    involvement = kit.involvements.get()
    involvement.ends_on = (SUNDAY - timedelta(days=1)).date()
    involvement.save()
    assert "Priya Nair" not in child_page(signed_in(asha), kit)
