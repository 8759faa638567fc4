"""Each sign-in begins a new session, and the way out stands on every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.organisation.models import Appointment, Visit
from tests.access.expected import expected_lists
from tests.access.walking import list_address
from tests.sign_in.conftest import sign_in, with_printed_codes

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def test_each_sign_in_begins_a_new_session(asha: Appointment) -> None:
    client, codes = Client(), with_printed_codes(asha.user)
    keys = []
    for _ in range(2):
        sign_in(client, asha.user)
        keys.append(client.session.session_key)
        client.post(reverse("mfa_authenticate"), {"code": codes.pop()})
        keys.append(client.session.session_key)
        assert client.get("/").status_code == 200
        client.post(reverse("account_logout"))
    assert len(set(keys)) == len(keys) == 4
    for key in keys:
        old = Client()
        old.cookies["infoshare-session"] = str(key)
        assert old.get("/").status_code == 302


def test_the_way_out_stands_on_every_page(
    maya: Appointment, ada: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    without, seen = [], 0
    for name, person in (("maya", maya), ("ada", ada), ("ivy", ivy)):
        client = signed_in(person)
        for page, letters in expected_lists().items():
            if letters[name] == "o":
                seen += 1
                body = client.get(list_address(page)).content.decode()
                if f'action="{reverse("account_logout")}"' not in body:
                    without.append((name, page))
        assert f'action="{reverse("account_logout")}"' in client.get("/nowhere/").content.decode()
    assert without == []
    assert seen > 30
