"""Whom a person reaches is asked of the database once a request, and anew at the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.policy.terms import Role
from infoshare.access.permissions import Permission
from infoshare.access.scope import (
    appointment_for,
    may,
    providers_where,
    reach_of,
    reaches_kept,
)
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider, Visit
from tests.cast import make_person
from tests.followups.made import held_for_approval, share

pytestmark = pytest.mark.django_db

Queries = Callable[..., Any]


def test_during_a_request_it_is_asked_once(
    maya: Appointment, rowan_house: Home, django_assert_num_queries: Queries
) -> None:
    with reaches_kept(), django_assert_num_queries(1):
        assert may(maya.user, Permission.APPROVE)
        assert may(maya.user, Permission.GO_LIVE, rowan_house)
        assert not may(maya.user, Permission.READ_REFILED)
        assert reach_of(maya.user).where(Permission.RECORD) == [rowan_house.pk]


def test_what_is_kept_of_one_person_is_not_another_s(
    maya: Appointment, asha: Appointment, otto: Appointment
) -> None:
    with reaches_kept():
        assert may(maya.user, Permission.APPROVE)
        assert not may(asha.user, Permission.APPROVE)
        assert not may(otto.user, Permission.APPROVE, maya.home)


def test_without_a_request_it_is_judged_at_each_call(maya: Appointment) -> None:
    with reaches_kept():
        assert may(maya.user, Permission.APPROVE)
    maya.ends_at = clock.now()
    maya.save()
    assert not may(maya.user, Permission.APPROVE)
    with reaches_kept():
        assert not may(maya.user, Permission.APPROVE)


def test_a_page_that_is_not_there_costs_little(
    asha: Appointment,
    bryn: Appointment,
    kit: Child,
    school: Agency,
    signed_in: Callable[[Any], Client],
    django_assert_max_num_queries: Queries,
) -> None:
    record, client = share(asha, kit, school), signed_in(bryn)
    # Session, person, whether a role ended since, factors, reach, and the record. PostgreSQL reads
    # them in one transaction of their own.
    with django_assert_max_num_queries(10 if connection.vendor == "postgresql" else 8):
        assert client.get(reverse("record", args=[record.pk])).status_code == 404


def test_the_provider_without_a_home_gives_nothing(northshire: Provider) -> None:
    early = make_person("Olive Grant", Role.RESPONSIBLE_INDIVIDUAL, northshire)
    assert reach_of(early.user).permissions == frozenset()
    assert list(providers_where(early.user, Permission.RECORD)) == []


def test_each_kind_of_appointment_reaches_its_own_homes(
    asha: Appointment, ruth: Appointment, ivy: Visit, rowan_house: Home, willow_lodge: Home
) -> None:
    def read_by(person: Any) -> set[Any]:
        return set(reach_of(person).where(Permission.READ_CHILDREN))

    assert read_by(asha.user) == {rowan_house.pk}
    assert read_by(ruth.user) == {rowan_house.pk, willow_lodge.pk}
    assert read_by(ivy.visitor) == {rowan_house.pk}
    assert reach_of(ivy.visitor).visit == ivy
    with clock.at(ivy.until + timedelta(seconds=1)):
        assert read_by(ivy.visitor) == set()


def test_whoever_has_another_role_at_each_home_has_the_rights_of_each_there(
    dele: Appointment,
    bryn: Appointment,
    meadowbank: Provider,
    rowan_house: Home,
    willow_lodge: Home,
    kit: Child,
    lark: Child,
    asha: Appointment,
    school: Agency,
    signed_in: Callable[[Any], Client],
) -> None:
    """Deputy manager at Rowan House, care worker at Willow Lodge."""
    also = Appointment.objects.create(
        user=dele.user,
        role=Role.CARE_WORKER.value,
        provider=meadowbank,
        home=willow_lodge,
        starts_at=clock.now(),
    )
    approves = Permission.APPROVE
    assert may(dele.user, approves)
    assert may(dele.user, approves, rowan_house)
    assert not may(dele.user, approves, willow_lodge)
    assert appointment_for(dele.user, approves, rowan_house) == dele
    assert appointment_for(dele.user, approves, willow_lodge) is None
    assert appointment_for(dele.user, Permission.RECORD, willow_lodge) == also
    here, there = held_for_approval(asha, kit, school), held_for_approval(bryn, lark, school)
    client = signed_in(dele)
    assert client.get(reverse("review", args=[here.pk])).status_code == 200
    assert client.get(reverse("review", args=[there.pk])).status_code == 404
    register = client.get(reverse("register")).content.decode()
    assert here.code in register
    assert there.code not in register
