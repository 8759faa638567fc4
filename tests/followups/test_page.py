"""The page of follow-ups: who sees it, and what stands in a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Visit
from tests.followups.made import share, urgent_share

MONDAY = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit], Client]


def test_a_manager_sees_what_is_late_and_who_is_next(
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    with clock.at(MONDAY):
        record = urgent_share(asha, kit, childrens_services, shared=False)
    with clock.at(MONDAY + timedelta(hours=25)):
        body = signed_in(maya).get(reverse("follow-ups")).content.decode()
    assert "3 open, 2 of them late: 1 gone higher to you, 1 yours to do, 1 waiting" in " ".join(
        body.split()
    )
    assert record.code in body
    assert reverse("record", args=[record.pk]) in body
    assert "Asha Rahman, care worker" in body
    assert "Rule A01" in body
    assert kit.full_name not in body
    assert "Bank holidays are not known" in body


def test_why_unfolds_and_each_heading_stands_once(
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    with clock.at(MONDAY):
        urgent_share(asha, kit, childrens_services, shared=False)
    with clock.at(MONDAY + timedelta(hours=25)):
        body = signed_in(maya).get(reverse("follow-ups")).content.decode()
    folded = body.split("<summary>Why</summary>")
    assert len(folded) == 1 + 3
    assert all("Rule " in one.split("</details>")[0] for one in folded[1:])
    for once in ("Gone higher, to you", "Yours to do", "Waiting for others", "presses most"):
        assert body.count(once) == 1


def test_a_page_that_asks_for_too_much_shows_what_there_is(
    maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    for page in ("0", "-1", "99999", "x", "\x00", "2" * 400):
        assert client.get(reverse("follow-ups"), {"page": page}).status_code == 200


def test_a_long_list_is_cut_into_pages(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    with clock.at(MONDAY):
        for _ in range(26):
            share(asha, kit, school)
        first = signed_in(maya).get(reverse("follow-ups")).content.decode()
        second = signed_in(maya).get(reverse("follow-ups"), {"page": "2"}).content.decode()
    assert "1 to 25 of 26" in first
    assert "26 to 26 of 26" in second


@pytest.mark.parametrize("person", ["asha", "ben", "ada", "nell", "ivy", "ian"])
def test_it_is_not_there_for_those_who_do_not_follow_up(
    person: str, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    someone = request.getfixturevalue(person)
    assert signed_in(someone).get(reverse("follow-ups")).status_code == 404


def test_without_sign_in_it_leads_to_the_sign_in_page(client: Client) -> None:
    answer = client.get(reverse("follow-ups"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
