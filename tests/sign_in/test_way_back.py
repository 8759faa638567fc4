"""After both steps the page that was asked for opens; never another site (ASVS 5.0 3.7.2)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.organisation.models import Appointment
from tests.cast import PASSWORD
from tests.sign_in.conftest import with_printed_codes

pytestmark = pytest.mark.django_db

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
    "\thttps://evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
    "///evil.example",
    "/%0d%0aLocation: https://evil.example",
)


def test_the_page_that_was_asked_for_opens_after_both_steps(
    asha: Appointment, client: Client
) -> None:
    codes = with_printed_codes(asha.user)
    asked = f"{reverse('register')}?state=held"
    sign_in = client.get(asked)["Location"]
    assert sign_in.startswith(reverse("account_login"))
    page = client.get(sign_in).content.decode()
    assert f'name="next" value="{asked}"' in page
    typed = {"login": asha.user.sign_in_name, "password": PASSWORD, "next": asked}
    second = client.post(sign_in, typed)["Location"]
    assert second.startswith(reverse("mfa_authenticate"))
    assert client.post(second, {"code": codes[0]})["Location"] == asked


def test_no_way_back_leads_to_another_site(asha: Appointment) -> None:
    codes = with_printed_codes(asha.user)
    for code, way in zip(codes, ELSEWHERE, strict=False):
        client = Client()
        typed = {"login": asha.user.sign_in_name, "password": PASSWORD, "next": way}
        second = client.post(reverse("account_login", query={"next": way}), typed)["Location"]
        assert second.startswith(reverse("mfa_authenticate")), way
        led = client.post(reverse("mfa_authenticate"), {"code": code, "next": way})["Location"]
        assert led.startswith("/"), way
        assert "evil" not in led.partition("?")[0].partition("%")[0], way
        assert not led.startswith(("//", "/\\")), way
