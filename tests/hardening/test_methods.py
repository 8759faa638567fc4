"""Only opening a page and sending a form are offered, at every address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from infoshare.organisation.models import Appointment
from tests.access.test_every_route import address, routes

pytestmark = pytest.mark.django_db

NOT_OFFERED = (
    "OPTIONS",
    "PUT",
    "PATCH",
    "DELETE",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "X" * 200,
)


@pytest.mark.parametrize("method", NOT_OFFERED)
def test_no_address_takes_another_method(
    method: str, maya: Appointment, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(maya)
    ways = [address(name, pattern) for name, pattern in routes()]
    ways += ["/static/js/house.js", "/nowhere/", "/livez", "/readyz"]
    assert len(ways) > 40
    for way in ways:
        answer = client.generic(method, way, b"marrow=bone")
        assert answer.status_code == 405, way
        assert answer["Allow"] == "GET, HEAD, POST"
        assert b"marrow" not in answer.content


def test_no_header_turns_a_form_into_another_method(
    maya: Appointment, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(maya)
    plain = client.get("/")
    turned = client.get("/", headers={"x-http-method-override": "DELETE", "x-method": "PUT"})
    assert turned.status_code == plain.status_code == 200
