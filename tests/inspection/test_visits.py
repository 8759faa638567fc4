"""Opening a visit, once, and ending it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, User, Visit
from tests.followups.made import SUNDAY

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit | User], Client]


def filled(**changes: str) -> dict[str, str]:
    return {
        "token": str(uuid4()),
        "role": "OFSTED_INSPECTOR",
        "name": "Ivy Brandt",
        "body": "Ofsted",
        "until": "tomorrow",
        **changes,
    }


def parts(moment_name: str, day: str, month: str, year: str, time: str) -> dict[str, str]:
    named = {"day": day, "month": month, "year": year, "time": time}
    return {f"{moment_name}_{part}": text for part, text in named.items()}


def test_the_passphrase_is_shown_once_and_opens_the_account(
    ben: Appointment, rowan_house: Home, signed_in: SignIn, client: Client
) -> None:
    answer = signed_in(ben).post(reverse("visits"), filled())
    body = answer.content.decode()
    assert answer.status_code == 200
    visit = Visit.objects.get()
    assert (visit.home, visit.opened_by) == (rowan_house, ben)
    assert visit.until.isoformat() == "2026-11-09T23:59:00+00:00"
    words = re.search(r"Passphrase<br><strong class=\"code\">([A-Z2-9-]{14})</strong>", body)
    assert words
    assert visit.visitor.sign_in_name in body
    assert visit.visitor.check_password(words.group(1))
    assert "no-store" in answer["Cache-Control"]
    assert words.group(1) not in signed_in(ben).get(reverse("visits")).content.decode()


def test_sending_the_page_twice_opens_one_visit_and_says_so(
    maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    page = filled()
    client.post(reverse("visits"), page)
    again = client.post(reverse("visits"), page, follow=True)
    assert Visit.objects.count() == 1
    assert User.objects.filter(sign_in_name__startswith="visit-").count() == 1
    assert "This visit was opened already" in again.content.decode()


@pytest.mark.parametrize("token", ["", "x", "\x00", "0" * 5000])
def test_a_garbled_token_opens_nothing_and_keeps_what_was_typed(
    token: str, maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    answer = signed_in(maya).post(reverse("visits"), filled(token=token))
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "This page was out of date" in body
    assert 'value="Ivy Brandt"' in body
    assert not Visit.objects.exists()
    fresh = re.search(r'name="token" value="([0-9a-f-]{36})"', body)
    assert fresh
    signed_in(maya).post(reverse("visits"), filled(token=fresh.group(1)))
    assert Visit.objects.count() == 1


def test_a_token_that_belongs_to_something_else_opens_nothing(
    maya: Appointment, ruth: Appointment, ivy: Visit, willow_lodge: Home, signed_in: SignIn
) -> None:
    answer = signed_in(ruth).post(
        reverse("visits"), filled(token=str(ivy.pk), home=str(willow_lodge.pk))
    )
    assert answer.status_code == 200
    assert "This page was used before" in answer.content.decode()
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("until", "end"),
    [
        ("today", "2026-11-08T23:59:00+00:00"),
        ("tomorrow", "2026-11-09T23:59:00+00:00"),
        ("three-days", "2026-11-10T23:59:00+00:00"),
    ],
)
def test_the_end_is_chosen_in_words(
    until: str, end: str, maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    signed_in(maya).post(reverse("visits"), filled(until=until))
    assert Visit.objects.get().until.isoformat() == end


def test_another_end_within_five_days_is_written(
    maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    page = filled(until="at", **parts("until_at", "11", "11", "2026", "16:30"))
    signed_in(maya).post(reverse("visits"), page)
    assert Visit.objects.get().until.isoformat() == "2026-11-11T16:30:00+00:00"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"until": "at"}, "Write until when they may read."),
        (
            {"until": "at", **parts("until_at", "7", "11", "2026", "10:00")},
            "Choose a time that is still to come.",
        ),
        (
            {"until": "at", **parts("until_at", "14", "11", "2026", "10:00")},
            "A visit is open for five days at most. Choose an earlier time.",
        ),
        ({"until": "for ever"}, "Choose from the answers on this page."),
        ({"role": "REGISTERED_MANAGER"}, "Choose from the answers on this page."),
        ({"name": ""}, "Write their full name."),
        ({"name": "n" * 201}, "Use 200 characters or fewer"),
        ({"body": "Ofsted\x00"}, "Some characters cannot be kept."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_opened(
    changes: dict[str, str],
    sentence: str,
    maya: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
) -> None:
    answer = signed_in(maya).post(reverse("visits"), filled(**changes))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    assert not Visit.objects.exists()


def test_who_serves_several_homes_chooses_one_of_their_own(
    ruth: Appointment, willow_lodge: Home, rowan_house: Home, beacon_house: Home, signed_in: SignIn
) -> None:
    client = signed_in(ruth)
    assert "Choose the home." in client.post(reverse("visits"), filled()).content.decode()
    foreign = client.post(reverse("visits"), filled(home=str(beacon_house.pk)))
    assert "Choose from the answers on this page." in foreign.content.decode()
    assert not Visit.objects.exists()
    client.post(reverse("visits"), filled(home=str(willow_lodge.pk)))
    assert Visit.objects.get().home == willow_lodge


def test_a_visit_is_ended_at_once(maya: Appointment, ivy: Visit, signed_in: SignIn) -> None:
    visitor = signed_in(ivy)
    assert visitor.get(reverse("register")).status_code == 200
    client = signed_in(maya)
    assert "End the visit now" in client.get(reverse("visits")).content.decode()
    for _ in range(2):
        assert client.post(reverse("visit-end", args=[ivy.pk])).status_code == 302
    body = client.get(reverse("visits")).content.decode()
    assert "End the visit now" not in body
    assert "Ended 8 November 2026, 20:00" in body
    assert visitor.get(reverse("register")).status_code == 404


def test_a_visit_that_ran_out_is_over(maya: Appointment, ivy: Visit, signed_in: SignIn) -> None:
    with clock.at(SUNDAY + timedelta(days=2)):
        body = signed_in(maya).get(reverse("visits")).content.decode()
        assert "Over" in body
        assert "End the visit now" not in body
        assert signed_in(ivy).get(reverse("register")).status_code == 404


def test_another_homes_visit_is_not_there(
    bryn: Appointment,
    otto: Appointment,
    ivy: Visit,
    meadowbank: object,
    signed_in: SignIn,
) -> None:
    assert signed_in(otto).post(reverse("visit-end", args=[ivy.pk])).status_code == 404
    assert "Ivy Brandt" not in signed_in(otto).get(reverse("visits")).content.decode()
    assert not hasattr(Visit.objects.get(), "end")


@pytest.mark.parametrize("person", ["asha", "sam", "ada", "nell", "ivy", "ian"])
def test_who_may_not_open_a_visit_finds_nothing(
    person: str, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    client = signed_in(request.getfixturevalue(person))
    before = Visit.objects.count()
    assert client.get(reverse("visits")).status_code == 404
    assert client.post(reverse("visits"), filled()).status_code == 404
    assert Visit.objects.count() == before


def test_ending_is_a_post(maya: Appointment, ivy: Visit, signed_in: SignIn) -> None:
    assert signed_in(maya).get(reverse("visit-end", args=[ivy.pk])).status_code == 405
