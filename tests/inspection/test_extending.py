"""A visit is kept open longer in one tap, five days at most in all, and ends by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.common import clock
from infoshare.ledger.reading import read_part
from infoshare.organisation.models import Appointment, Visit, VisitExtension
from infoshare.organisation.recording import end_visit
from infoshare.organisation.visit_extending import NotExtended, extend_visit, next_end
from tests.followups.made import SUNDAY

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
SECOND = timedelta(seconds=1)
# Opened on Sunday 8 November at 20:00, until Monday at 20:00.
MONDAY_NIGHT = datetime(2026, 11, 9, 23, 59, tzinfo=UTC)
FIVE_DAYS_ON = SUNDAY + timedelta(days=5)


def tap(client: Client, visit: Visit, was_until: str | None = None) -> Any:
    sent = visit.open_until.isoformat() if was_until is None else was_until
    address = reverse("visit-extend", args=[visit.pk])
    return client.post(address, {"was_until": sent}, follow=True)


def test_one_tap_keeps_it_open_and_is_sealed(
    ben: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    client = signed_in(ben)
    page = client.get(reverse("visits")).content.decode()
    assert "Keep it open until 9 November, 23:59" in page
    was_until = re.search(r'name="was_until" value="([^"]+)"', page)
    assert was_until
    answer = tap(client, ivy, was_until.group(1))
    assert "The visit is open until 9 November 2026, 23:59." in answer.content.decode()
    made = VisitExtension.objects.get()
    assert (made.visit, made.extended_by, made.until) == (ivy, ben, MONDAY_NIGHT)
    facts = read_part(made.log, made.seq, "facts")
    assert facts["act"] == "extended"
    assert facts["until"] == "2026-11-09T23:59:00.000000Z"
    assert facts["extended_by"] == "Ben Castell, senior care worker"


def test_the_same_tap_again_changes_nothing(
    ben: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    client, first = signed_in(ben), ivy.open_until.isoformat()
    for _ in range(2):
        tap(client, ivy, first)
    assert VisitExtension.objects.count() == 1


def test_it_reads_until_the_last_second_of_the_longer_time(
    maya: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    extend_visit(ivy, maya, was_until=ivy.open_until)
    client = signed_in(ivy)
    for moment, status in ((ivy.until, 200), (MONDAY_NIGHT - SECOND, 200), (MONDAY_NIGHT, 404)):
        with clock.at(moment):
            assert client.get(reverse("register")).status_code == status
            assert client.get(reverse("inspection")).status_code == status
    with clock.at(MONDAY_NIGHT):
        assert "Your visit has ended" in client.get(reverse("home")).content.decode()


def test_five_days_in_all_is_the_longest(maya: Appointment, ivy: Visit, signed_in: SignIn) -> None:
    client, ends = signed_in(maya), []
    for _ in range(7):
        visit = Visit.objects.get()
        tap(client, visit)
        ends.append(Visit.objects.get().open_until)
    assert ends[-1] == FIVE_DAYS_ON
    assert VisitExtension.objects.count() == 5
    assert next_end(Visit.objects.get()) is None
    page = client.get(reverse("visits")).content.decode()
    assert "Keep it open" not in page
    assert "A visit is open for five days at most" in page
    with clock.at(FIVE_DAYS_ON):
        assert signed_in(ivy).get(reverse("register")).status_code == 404


def test_a_visit_that_is_over_is_not_kept_open(
    maya: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    with clock.at(ivy.until):
        assert "This visit is over" in tap(signed_in(maya), ivy).content.decode()
    end_visit(ivy, maya)
    assert "This visit is over" in tap(signed_in(maya), ivy).content.decode()
    assert not VisitExtension.objects.exists()


@pytest.mark.parametrize(
    "was_until",
    [
        *("", "x", "\x00", "9" * 5000, "2026-11-09", "2026-11-09T20:00:00"),
        *("2026-11-09T19:59:59+00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_a_forged_end_keeps_nothing_open(
    was_until: str, maya: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    answer = tap(signed_in(maya), ivy, was_until)
    assert "This page was out of date" in answer.content.decode()
    assert not VisitExtension.objects.exists()


def test_of_two_who_tap_at_once_one_counts(maya: Appointment, ben: Appointment, ivy: Visit) -> None:
    seen = ivy.open_until
    first = extend_visit(ivy, maya, was_until=seen)
    assert extend_visit(ivy, ben, was_until=seen) == first
    with pytest.raises(NotExtended):
        extend_visit(ivy, ben, was_until=seen + SECOND)


@pytest.mark.parametrize("person", ["asha", "sam", "ada", "nell", "bryn", "otto", "ivy", "ian"])
def test_nobody_else_keeps_it_open(
    person: str, ivy: Visit, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert tap(client, ivy).status_code == 404
    assert not VisitExtension.objects.exists()


def test_the_time_left_stands_on_every_page_of_the_visitor(ivy: Visit, signed_in: SignIn) -> None:
    client = signed_in(ivy)
    for moment, left, seconds in (
        (SUNDAY + timedelta(hours=1), "23 hours left", 82800),
        (ivy.until - timedelta(minutes=1), "1 minute left", 60),
        (ivy.until - SECOND, "less than a minute left", 1),
    ):
        with clock.at(moment):
            for page in ("home", "register", "children", "inspection", "visit-guide", "rules"):
                body = client.get(reverse(page)).content.decode()
                assert f'<span data-seconds-left="{seconds}">{left}</span>' in body, page


def test_staff_see_no_time_left(maya: Appointment, ivy: Visit, signed_in: SignIn) -> None:
    assert "data-seconds-left" not in signed_in(maya).get(reverse("home")).content.decode()


def test_each_button_of_an_open_visit_carries_its_token(
    maya: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    card = signed_in(maya).get(reverse("visits")).content.decode().split("Open now")[1]
    card = card.split("</section>")[0]
    assert card.count("<form") == card.count('name="csrfmiddlewaretoken"') == 3
