"""Whom to ring now stands on every page; where something waits, it is a link for a thumb."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.policy.terms import Verdict
from decisions.recording.telephone import held_numbers
from infoshare.common.names import speaks_of
from infoshare.organisation.models import Appointment, Home, User
from tests.recording.records import (
    reviewed,
    sealed,
    sealed_urgent,
    unverified_caller,
    urgently,
)

SignIn = Callable[..., Client]
NUMBER = 'href="tel:01632960101"'
LARGE = f'class="phone" {NUMBER}'


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/records/", 200),
        ("/start/asked/", 200),
        ("/nowhere/", 404),
        ("/approval/", 404),
    ],
)
def test_the_number_on_call_is_on_every_page_also_where_there_is_none(
    asha: Appointment, signed_in: SignIn, address: str, status: int
) -> None:
    answer = signed_in(asha).get(address)
    assert answer.status_code == status
    assert NUMBER in answer.content.decode()


def test_it_is_on_the_page_that_says_that_this_is_not_yours(
    held: SharingDecision, asha: Appointment, ben: Appointment, signed_in: SignIn
) -> None:
    answer = signed_in(ben).post(reverse("answer", args=[held.pk]))
    assert answer.status_code == 403
    assert NUMBER in answer.content.decode()


@pytest.mark.parametrize("page", ["record", "signed", "telephone-approval"])
def test_it_is_large_where_something_waits_for_a_manager(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn, page: str
) -> None:
    client, address = signed_in(asha), reverse(page, args=[held.pk])
    assert LARGE in client.get(address).content.decode()
    reviewed(held, maya, Verdict.AGREED)
    assert LARGE not in client.get(address).content.decode()


def test_it_is_large_in_the_queue_of_whoever_is_not_on_call(
    held: SharingDecision, dele: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    queue = reverse("approval-queue")
    assert LARGE in signed_in(dele).get(queue).content.decode()
    assert LARGE not in signed_in(maya).get(queue).content.decode()


OWN = 'href="tel:01632960101"'
NEXT = "01632 960777"


@pytest.fixture
def on_call_author(maya: Appointment, ruth: Appointment, rowan_house: Home, kit: Child) -> Any:
    """Maya, who is on call, signs what a manager must agree to; Ruth's number is held."""
    assert speaks_of(rowan_house.on_call_name, maya.user.name)
    User.objects.filter(pk=ruth.user_id).update(telephone=NEXT)
    return sealed(rowan_house, kit, maya, unverified_caller())


@pytest.mark.parametrize("page", ["record", "signed", "telephone-approval"])
def test_whoever_is_on_call_is_shown_the_next_one_up_and_not_their_own_number(
    on_call_author: SharingDecision,
    maya: Appointment,
    dele: Appointment,
    signed_in: SignIn,
    page: str,
) -> None:
    shown = signed_in(maya).get(reverse(page, args=[on_call_author.pk])).content.decode()
    assert OWN not in shown
    assert NEXT in shown
    assert "Ruth Adeyemi" in shown


def test_a_colleague_does_not_ring_the_author_who_is_on_call_either(
    on_call_author: SharingDecision, dele: Appointment, asha: Appointment, signed_in: SignIn
) -> None:
    numbers = held_numbers(on_call_author, asha.user)
    assert "01632 960101" not in {one.number for one in numbers}
    assert dele not in {one.manager for one in numbers if one.is_on_call}
    address = reverse("telephone-approval", args=[on_call_author.pk])
    shown = signed_in(asha).get(address).content.decode()
    assert f'class="phone" {OWN}' not in shown
    assert 'class="phone" href="tel:01632960777"' in shown


def test_on_every_page_whoever_is_on_call_sees_the_next_one_up(
    on_call_author: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    start = signed_in(maya).get(reverse("home")).content.decode()
    assert OWN not in start
    assert NEXT in start
    # Where nobody above has a number that is held, another who may approve at the home.
    User.objects.exclude(pk=dele.user_id).update(telephone="")
    User.objects.filter(pk=dele.user_id).update(telephone="01632 960778")
    assert "01632 960778" in signed_in(maya).get(reverse("home")).content.decode()
    User.objects.update(telephone="")
    assert 'href="tel:999"' in signed_in(maya).get(reverse("home")).content.decode()


def test_an_author_on_call_who_names_staff_rings_who_answers(
    maya: Appointment,
    ruth: Appointment,
    nell: Appointment,
    rowan_house: Home,
    kit: Child,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    """Nor the responsible individual, where the concern is about them."""
    User.objects.filter(pk=ruth.user_id).update(telephone=NEXT)
    User.objects.filter(pk=nell.user_id).update(telephone="01632 960779")
    urgent = urgently(childrens_services)
    about_ruth = urgent.changed(concern=urgent.concern.changed(staff=(ruth.user_id,)))
    record = sealed_urgent(rowan_house, kit, maya, about_ruth)
    for page in ("record", "signed"):
        shown = signed_in(maya).get(reverse(page, args=[record.pk])).content.decode()
        assert NEXT not in shown
        assert "01632 960779" in shown


def test_who_may_answer_a_record_is_shown_nobody_to_ring_about_it(
    held: SharingDecision, maya: Appointment, ruth: Appointment, signed_in: SignIn
) -> None:
    User.objects.filter(pk=ruth.user_id).update(telephone=NEXT)
    shown = signed_in(maya).get(reverse("record", args=[held.pk])).content.decode()
    assert 'class="phone"' not in shown
