"""A password alone opens nothing but the pages on which a second factor is set up."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.access.sign_in.factors import SET_UP_PAGES
from infoshare.organisation.models import Appointment, Visit
from infoshare.organisation.visit_codes import new_code
from tests.access.test_every_route import address, routes
from tests.cast import PASSWORD
from tests.sign_in.conftest import (
    code_of,
    sign_in,
    with_app,
    with_printed_codes,
    words,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def test_a_password_alone_opens_no_other_page(
    maya: Appointment, with_password_only: SignIn
) -> None:
    client = with_password_only(maya)
    opened = []
    for name, pattern in routes():
        if name in SET_UP_PAGES or name == "account_logout":
            continue
        for send in (client.get, client.post):
            answer = send(address(name, pattern))
            if (answer.status_code, answer.get("Location")) != (302, reverse("mfa_index")):
                opened.append((name, answer.status_code))
    assert opened == []


def test_the_page_to_set_up_a_factor_tells_nothing_of_a_home(
    maya: Appointment, with_password_only: SignIn
) -> None:
    page = words(with_password_only(maya).get(reverse("mfa_index")))
    assert "Choose your second step" in page
    assert "Rowan House" not in page
    assert "01632 960101" not in page


def test_with_the_factor_the_pages_open(maya: Appointment, signed_in: SignIn) -> None:
    assert signed_in(maya).get(reverse("register")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_and_opens_the_pages_at_once(asha: Appointment, client: Client) -> None:
    assert sign_in(client, asha.user)["Location"] == "/"
    assert client.get("/")["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r'class="code letters">([A-Z2-7]+)<', page.content.decode())[1]  # type: ignore[index]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert client.get("/").status_code == 200
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert len(re.findall(r'class="code">\d{8}<', codes)) == 10


def test_a_wrong_code_sets_up_no_app(asha: Appointment, client: Client) -> None:
    sign_in(client, asha.user)
    client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000x"})
    assert "That did not work" in words(answer)
    assert client.get("/")["Location"] == reverse("mfa_index")


def test_the_second_step_asks_for_the_code_of_the_app(asha: Appointment, client: Client) -> None:
    with_app(asha.user)
    assert sign_in(client, asha.user)["Location"] == reverse("mfa_authenticate")
    assert client.get("/")["Location"].startswith(reverse("account_login"))
    assert "Second step" in words(client.get(reverse("mfa_authenticate")))
    assert client.post(reverse("mfa_authenticate"), {"code": code_of()})["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("code", ["", "123456", "１２３４５６", "\x00", "9" * 5000, "' or 1=1"])
def test_a_code_that_does_not_fit_signs_nobody_in(
    asha: Appointment, client: Client, code: str
) -> None:
    with_app(asha.user)
    sign_in(client, asha.user)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert client.get("/").status_code == 302


def test_the_code_of_another_half_minute_does_not_fit(asha: Appointment, client: Client) -> None:
    with_app(asha.user)
    sign_in(client, asha.user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(steps=-2)})
    assert client.get("/").status_code == 302


def test_a_code_of_the_app_works_once(asha: Appointment) -> None:
    with_app(asha.user)
    code, first, second = code_of(), Client(), Client()
    for client in (first, second):
        sign_in(client, asha.user)
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert [one.get("/").status_code for one in (first, second)] == [200, 302]


@pytest.mark.django_db(transaction=True)
def test_printed_codes_alone_are_a_second_factor(asha: Appointment, client: Client) -> None:
    sign_in(client, asha.user)
    client.post(reverse("mfa_generate_recovery_codes"))
    shown = re.findall(
        r'class="code">(\d{8})<', client.get(reverse("mfa_view_recovery_codes")).content.decode()
    )
    assert client.get("/").status_code == 200
    on_shift = Client()
    assert sign_in(on_shift, asha.user)["Location"] == reverse("mfa_authenticate")
    on_shift.post(reverse("mfa_authenticate"), {"code": shown[3]})
    assert on_shift.get("/").status_code == 200


def test_a_printed_code_works_once(asha: Appointment) -> None:
    codes = with_printed_codes(asha.user)
    outcomes = []
    for _ in range(2):
        client = Client()
        sign_in(client, asha.user)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        outcomes.append(client.get("/").status_code)
    assert outcomes == [200, 302]


@pytest.mark.django_db(transaction=True)
def test_printed_codes_are_shown_once(asha: Appointment, client: Client) -> None:
    sign_in(client, asha.user)
    client.post(reverse("mfa_generate_recovery_codes"))
    pages = [client.get(reverse("mfa_view_recovery_codes")).content.decode() for _ in range(2)]
    assert [bool(re.search(r"\d{8}<", page)) for page in pages] == [True, False]


def test_a_session_with_a_password_alone_ends_when_the_factor_was_set_up_elsewhere(
    asha: Appointment, with_password_only: SignIn
) -> None:
    left_open = with_password_only(asha)
    with_printed_codes(asha.user)
    for page in ("mfa_view_recovery_codes", "mfa_index", "home"):
        answer = left_open.get(reverse(page))
        assert answer["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in left_open.session


def test_taking_the_app_away_ends_the_other_sessions_and_asks_for_a_factor_again(
    asha: Appointment,
) -> None:
    codes = with_printed_codes(asha.user)
    with_app(asha.user)
    here, elsewhere = Client(), Client()
    for number, client in enumerate((here, elsewhere)):
        sign_in(client, asha.user)
        client.post(reverse("mfa_authenticate"), {"code": codes[number]})
        assert client.get("/").status_code == 200
    here.post(reverse("mfa_deactivate_totp"))
    assert elsewhere.get("/")["Location"].startswith(reverse("account_login"))
    assert here.get("/")["Location"] == reverse("mfa_index")


def test_a_visitors_second_step_is_the_one_time_code_of_the_visit(
    ivy: Visit, maya: Appointment, client: Client
) -> None:
    sign_in(client, ivy.visitor)
    assert client.get("/")["Location"] == reverse("visit-code")
    client.post(reverse("visit-code"), {"code": new_code(ivy, maya)})
    assert client.get("/").status_code == 200


def test_the_demo_signs_in_without_a_second_step_and_says_so(
    asha: Appointment, client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    settings.MODE = "demo"
    sign_in(client, asha.user, PASSWORD)
    page = client.get("/")
    assert page.status_code == 200
    assert "no second step" in words(page)


@pytest.mark.parametrize("sent", ["", "x", "[]", "1", "null", '{"id": 1}', '{"rawId": {}}', "{}"])
def test_a_passkey_that_no_browser_sent_is_refused(
    asha: Appointment, client: Client, sent: str
) -> None:
    sign_in(client, asha.user)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    forged = {"name": "key", "credential": sent}
    assert client.post(reverse("mfa_add_webauthn"), forged).status_code == 200
    assert client.get("/")["Location"] == reverse("mfa_index")
    with_app(asha.user)
    second = Client()
    sign_in(second, asha.user)
    assert second.get(reverse("mfa_authenticate")).status_code == 200
    assert second.post(reverse("mfa_authenticate"), {"credential": sent}).status_code == 200
    assert second.get("/").status_code == 302


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_list_webauthn", "mfa_generate_recovery_codes", "usersessions_list"]
)
def test_the_pages_of_ones_own_sign_in_open(
    asha: Appointment, signed_in: SignIn, name: str
) -> None:
    with_app(asha.user)
    assert signed_in(asha).get(reverse(name)).status_code == 200


OWN_FACTORS = sorted(
    {name for name, _ in routes() if name.startswith("mfa_")} | {"account_change_password"}
)


@pytest.mark.parametrize("name", OWN_FACTORS)
def test_a_visitor_makes_no_factor_and_no_password_of_their_own(
    ivy: Visit, signed_in: SignIn, with_password_only: SignIn, name: str
) -> None:
    page = address(name, dict(routes())[name])
    for client in (signed_in(ivy), with_password_only(ivy)):
        assert [client.get(page).status_code, client.post(page).status_code] == [404, 404]


def test_a_visitor_is_shown_no_way_to_what_is_not_there(ivy: Visit, signed_in: SignIn) -> None:
    client = signed_in(ivy)
    for page in ("home", "usersessions_list"):
        body = client.get(reverse(page)).content.decode()
        assert reverse("usersessions_list") in body
        assert f'"{reverse("mfa_index")}"' not in body
        assert reverse("account_change_password") not in body
