"""Everybody sees where they are signed in, can end it, and is told of a new device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.access.sign_in.devices import device_in_words
from infoshare.access.sign_in.known_devices import COOKIE
from infoshare.organisation.models import Appointment, KnownDevice
from tests.sign_in.conftest import sign_in, with_printed_codes, words

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1"
NOTICE = "A new device signed in as you"


@pytest.fixture
def enter(asha: Appointment) -> Callable[[Client], str]:
    """`enter(client)`: Asha signs in there with both steps; what the start page says."""
    codes = with_printed_codes(asha.user)

    def signs_in(client: Client) -> str:
        sign_in(client, asha.user)
        client.post(reverse("mfa_authenticate"), {"code": codes.pop()})
        page = client.get("/")
        assert page.status_code == 200
        return words(page)

    return signs_in


Enter = Callable[[Client], str]


def test_the_list_names_each_device(enter: Enter) -> None:
    here, phone = Client(HTTP_USER_AGENT=FIREFOX), Client(HTTP_USER_AGENT=IPHONE)
    enter(here)
    enter(phone)
    page = words(here.get(reverse("usersessions_list")))
    assert "Firefox on Windows" in page
    assert "Safari on an iPhone" in page


def test_signing_out_everywhere_else_ends_the_others_at_once(enter: Enter) -> None:
    here, phone = Client(), Client()
    enter(here)
    enter(phone)
    here.post(reverse("usersessions_list"))
    assert phone.get("/")["Location"].startswith(reverse("account_login"))
    assert here.get("/").status_code == 200


def test_the_next_sign_in_tells_of_a_new_device_once(enter: Enter) -> None:
    own = Client(HTTP_USER_AGENT=FIREFOX)
    assert NOTICE not in enter(own)
    assert NOTICE not in enter(Client(HTTP_USER_AGENT=IPHONE))
    own.post(reverse("account_logout"))
    told = enter(own)
    assert NOTICE in told
    assert "Safari on an iPhone" in told
    own.post(reverse("account_logout"))
    assert NOTICE not in enter(own)


def test_the_device_that_is_new_is_not_the_one_that_is_told(enter: Enter) -> None:
    enter(Client())
    assert NOTICE not in enter(Client())


def test_a_device_that_is_known_is_not_new_again(enter: Enter) -> None:
    own = Client()
    enter(own)
    own.post(reverse("account_logout"))
    enter(own)
    assert KnownDevice.objects.count() == 1


def test_the_cookie_names_nobody_and_scripts_cannot_read_it(enter: Enter) -> None:
    own = Client()
    enter(own)
    cookie = own.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value not in str(KnownDevice.objects.values().get())


@pytest.mark.parametrize("sent", ["x" * 5000, "'", "\u00e9"])
def test_a_garbled_cookie_is_a_new_device(enter: Enter, sent: str) -> None:
    own = Client()
    own.cookies[COOKIE] = sent
    enter(own)
    assert KnownDevice.objects.count() == 1


@pytest.mark.parametrize("agent", ["", "<script>alert(1)</script>", "x" * 4000])
def test_what_a_browser_says_of_itself_is_never_shown_as_it_came(agent: str) -> None:
    assert device_in_words(agent) == "A browser on an unknown device"


def test_an_own_session_list_shows_nobody_elses(
    enter: Enter, ben: Appointment, signed_in: Callable[[Any], Client]
) -> None:
    enter(Client(HTTP_USER_AGENT=IPHONE))
    assert "iPhone" not in words(signed_in(ben).get(reverse("usersessions_list")))
