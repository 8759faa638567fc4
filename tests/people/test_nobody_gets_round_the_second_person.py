"""What looks like taking away gives nothing, and no provider is left with nobody in charge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Child, EmergencyAccess, Placement
from decisions.policy.terms import Role
from infoshare.access.emergency.recording import open_emergency
from infoshare.access.people.answering import NotAnswered, agree, stands_without_a_second
from infoshare.access.people.homes import NotClosed, close_home
from infoshare.access.people.leaving import NotEnded, NotSuspended, end_appointment, suspend
from infoshare.access.people.proposing import NotProposed, Period
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.organisation.models import (
    Appointment,
    AppointmentEnd,
    Home,
    HomeClosed,
    RoleProposal,
    Suspension,
    Visit,
)
from tests.at_once import at_once, on_postgresql
from tests.people.conftest import a_role
from tests.people.made import proposed

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


def test_ending_a_role_later_than_it_ends_makes_it_no_longer(
    ada: Appointment, asha: Appointment, signed_in: SignIn
) -> None:
    soon = clock.now() + timedelta(days=1)
    Appointment.objects.filter(pk=asha.pk).update(ends_at=soon)
    later = (clock.now() + timedelta(days=300)).astimezone(LONDON)
    day = {f"ends_at_{part}": str(getattr(later, part)) for part in ("day", "month", "year")}
    form = {"when": "later", **day, "ends_at_time": "10:00", "why": "Stays on."}
    shown = signed_in(ada).post(reverse("appointment-end", args=[asha.pk]), form).content.decode()
    assert "A role can only be made longer by proposing it anew." in shown
    assert "Stays on." in shown
    with pytest.raises(NotEnded, match="proposing it anew"):
        end_appointment(asha, ada, ends_at=soon + timedelta(seconds=1), why="Stays on.")
    assert not AppointmentEnd.objects.exists()
    sooner = soon - timedelta(hours=1)
    assert end_appointment(asha, ada, ends_at=sooner, why="Leaves.").ends_at == sooner


def test_a_sole_administrator_gives_themselves_nothing(
    ada: Appointment, fern_cottage: Home, signed_in: SignIn
) -> None:
    page = reverse("person-appoint", args=[ada.user_id])
    form = a_role(Role.REGISTERED_MANAGER, fern_cottage)
    shown = signed_in(ada).post(page, form).content.decode()
    assert "Administrators see no child" in shown
    assert not RoleProposal.objects.exists()
    alternate = proposed(ada, ada.user, Role.NOMINATED_ALTERNATE, None)
    assert stands_without_a_second(alternate) is None
    assert ada.user.appointments.count() == 1


def test_nobody_is_administrator_and_sees_children_at_the_same_time(
    ada: Appointment, adam: Appointment, asha: Appointment, ruth: Appointment, rowan_house: Home
) -> None:
    for person, role, home in (
        (asha.user, Role.ADMINISTRATOR, None),
        (adam.user, Role.CARE_WORKER, rowan_house),
        (adam.user, Role.DATA_PROTECTION_OFFICER, None),
    ):
        with pytest.raises(NotProposed, match="see no child"):
            proposed(ada, person, role, home)
    # Proposed while the other role had an end; then the two would overlap after all.
    until = clock.now() + timedelta(days=2)
    Appointment.objects.filter(pk=asha.pk).update(ends_at=until)
    after = Period(starts_at=until)
    waits = proposed(ada, asha.user, Role.ADMINISTRATOR, None, period=after)
    Appointment.objects.filter(pk=asha.pk).update(ends_at=None)
    with pytest.raises(NotAnswered, match="see no child"):
        agree(waits, ruth.user)
    Appointment.objects.filter(pk=asha.pk).update(ends_at=until)
    assert agree(waits, ruth.user).agreed


def test_whoever_was_suspended_meanwhile_suspends_nobody(
    ada: Appointment, adam: Appointment, asha: Appointment
) -> None:
    suspend(ada.user, adam, why="A concern.")
    for other in (adam.user, asha.user):
        with pytest.raises(NotSuspended, match="no longer manage people"):
            suspend(other, ada, why="A concern.")
    assert Suspension.objects.count() == 1


def test_no_provider_of_the_suspended_is_left_without_an_administrator(
    ada: Appointment, adam: Appointment, beacon_house: Home
) -> None:
    Appointment.objects.create(
        user=adam.user,
        role=Role.ADMINISTRATOR.value,
        provider=beacon_house.provider,
        starts_at=adam.starts_at,
    )
    with pytest.raises(NotSuspended, match="Nobody else manages people"):
        suspend(adam.user, ada, why="A concern.")
    assert not Suspension.objects.exists()


def test_closing_a_home_ends_its_visits_and_emergencies(
    ada: Appointment,
    asha: Appointment,
    bryn: Appointment,
    ivy: Visit,
    kit: Child,
    rowan_house: Home,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    open_emergency(kit, rowan_house, bryn, reason="I cover tonight and Kit is ill.", token=uuid4())
    visitor = signed_in(ivy)
    assert visitor.get(reverse("register")).status_code == 200
    Placement.objects.filter(home=rowan_house).update(ends_on=clock.today())
    form = {"sure": "on", "why": "Sold."}
    page = reverse("home-close", args=[rowan_house.pk])
    assert signed_in(ada).post(page, form)["Location"] == reverse("homes")
    assert visitor.get(reverse("register")).status_code != 200
    assert not Visit.objects.in_force(clock.now()).exists()
    assert not EmergencyAccess.objects.in_force(clock.now()).exists()
    assert Visit.objects.get().end.ended_by == ada


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_suspend_each_other_at_once_one_stays(
    ada: Appointment, adam: Appointment, rowan_house: Home
) -> None:
    given = at_once(
        lambda: suspend(ada.user, adam, why="A concern."),
        lambda: suspend(adam.user, ada, why="A concern."),
    )
    assert NotSuspended in given
    assert Suspension.objects.count() == 1


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_homes_closed_at_once_one_stays_open(
    ada: Appointment, rowan_house: Home, willow_lodge: Home
) -> None:
    given = at_once(
        lambda: close_home(rowan_house, ada, why="Sold."),
        lambda: close_home(willow_lodge, ada, why="Sold."),
    )
    assert NotClosed in given
    assert HomeClosed.objects.count() == 1
