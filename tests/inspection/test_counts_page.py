"""The page of counts: figures of one's own homes, and no child."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import SharingDecision
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Visit
from infoshare.organisation.recording import end_visit
from tests.followups.made import SUNDAY, held_for_approval, refusal, share, urgent_share

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit], Client]


@pytest.fixture
def some_records(
    asha: Appointment, bryn: Appointment, kit: Child, lark: Child, school: Agency
) -> list[SharingDecision]:
    return [
        *(share(asha, kit, school) for _ in range(6)),
        refusal(asha, kit, school),
        urgent_share(asha, kit, school),
        held_for_approval(asha, kit, school),
        share(bryn, lark, school),
    ]


def value(body: str, key: str) -> str:
    found = re.search(rf"<dt>{key}</dt>\s*<dd>\s*([^<]*?)\s*</dd>", body)
    assert found, key
    return found.group(1)


@pytest.mark.parametrize("person", ["maya", "ivy"])
def test_those_who_read_the_records_see_figures_in_full(
    person: str,
    some_records: list[SharingDecision],
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    someone = request.getfixturevalue(person)
    body = signed_in(someone).get(reverse("inspection")).content.decode()
    assert value(body, "Decisions recorded") == "9"
    assert value(body, "Decided to share") == "8"
    assert value(body, "Decided not to share") == "1"
    assert value(body, "Shared urgently") == "1"
    assert value(body, "Waiting for a manager now") == "1"
    assert "November 2026" in body
    assert "Willow Lodge" not in body


@pytest.mark.parametrize("person", ["ruth", "sam", "dana"])
def test_those_who_serve_all_homes_see_each_of_them(
    person: str,
    some_records: list[SharingDecision],
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    someone = request.getfixturevalue(person)
    body = signed_in(someone).get(reverse("inspection")).content.decode()
    assert "Rowan House" in body
    assert "Willow Lodge" in body
    assert "Beacon House" not in body


def test_the_independent_person_sees_last_months_figures_and_none_that_is_small(
    some_records: list[SharingDecision], ian: Visit, signed_in: SignIn
) -> None:
    client = signed_in(ian)
    now = client.get(reverse("inspection")).content.decode()
    # Everything was recorded this month, which is not counted yet.
    assert value(now, "Decided to share") == "under 5"
    with clock.at(SUNDAY + timedelta(hours=23)):
        body = client.get(reverse("inspection")).content.decode()
    assert value(body, "Decided not to share") == "under 5"
    assert "Decisions recorded" not in body
    assert "Decisions by month" not in body


def test_no_name_code_or_child_stands_on_the_page(
    some_records: list[SharingDecision],
    kit: Child,
    ian: Visit,
    ivy: Visit,
    maya: Appointment,
    signed_in: SignIn,
) -> None:
    for person in (ian, ivy, maya):
        body = signed_in(person).get(reverse("inspection")).content.decode()
        for record in some_records:
            assert record.code not in body
        for words in (kit.given_names, kit.family_name, str(kit.pk), "Asha"):
            assert words not in body


def test_the_independent_person_reads_who_visited_without_names(
    ian: Visit, ivy: Visit, maya: Appointment, signed_in: SignIn
) -> None:
    end_visit(ivy, maya)
    body = signed_in(ian).get(reverse("inspection")).content.decode()
    assert "Ofsted inspector" in body
    assert "Ended 8 November 2026, 20:00" in body
    assert "Ivy Brandt" not in body


@pytest.mark.parametrize("person", ["asha", "ben", "ada", "nell"])
def test_it_is_not_there_for_those_who_read_no_counts(
    person: str, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    someone = request.getfixturevalue(person)
    assert signed_in(someone).get(reverse("inspection")).status_code == 404
