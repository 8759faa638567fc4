"""What is forged, resent from elsewhere or far too large changes nothing and tells nothing."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import StringIO
from itertools import cycle
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from infoshare.organisation.models import Appointment
from tests.access.expected import expected_lists
from tests.access.test_every_route import address, routes
from tests.access.world import Place
from tests.cast import PASSWORD
from tests.hardening.test_spreadsheet import LIVE

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
SPOOFED = "203.0.113.77"
# Sessions, and what is kept of who opened what, are written by opening a page.
WRITTEN_BY_READING = ("sessions.", "usersessions.", "access.read", "access.looked")
ELSEWHERE = ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)")


def addresses(place: Place) -> list[str]:
    """Every page of the site as it is named at this home."""
    about = [reverse(name, args=parts) for name, parts in place.addresses.items()]
    lists = [address(name, way) for name, way in routes() if name in expected_lists()]
    return [*lists, *about]


def all_tables() -> dict[str, str]:
    """A digest of what each table holds."""
    return {
        model._meta.label: sha256("\n".join(sorted(_rows(model))).encode()).hexdigest()
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.label_lower.startswith(WRITTEN_BY_READING)
    }


def _rows(model: type[Model]) -> Iterator[str]:
    for row in model._base_manager.values():
        yield repr(sorted((name, _plain(value)) for name, value in row.items()))


def _plain(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, memoryview | bytes) else repr(value)


def test_no_form_is_taken_from_another_site(maya: Appointment) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(maya.user)
    ways = [address(name, pattern) for name, pattern in routes()]
    assert len(ways) > 40
    for way in ways:
        assert client.post(way, {"words": "x"}).status_code == 403, way
        sent = client.post(way, "{}", content_type="text/plain", headers={"origin": "null"})
        assert sent.status_code == 403, way


def test_opening_a_page_changes_nothing(
    places: dict[str, Place], people: dict[str, Any], signed_in: SignIn
) -> None:
    clients = {name: signed_in(people[name]) for name in ("maya", "ivy")}
    before = all_tables()
    opened = 0
    for client in clients.values():
        for way in addresses(places["rowan"]):
            opened += client.get(way).status_code == 200
    assert opened > 50
    after = all_tables()
    assert [label for label in before if before[label] != after[label]] == []


@pytest.mark.parametrize("password", [PASSWORD, "not the password"])
def test_a_forwarding_header_that_anybody_can_send_is_believed_nowhere(
    password: str, asha: Appointment, client: Client
) -> None:
    spoofed = {
        "x-forwarded-for": f"{SPOOFED}, {SPOOFED}",
        "x-real-ip": SPOOFED,
        "x-client-ip": SPOOFED,
        "true-client-ip": SPOOFED,
        "forwarded": f"for={SPOOFED};host=evil.example;proto=https",
        "x-forwarded-host": "evil.example",
        "x-forwarded-port": "4443",
        "x-forwarded-proto": "https",
        "x-original-url": "/records/",
        "x-rewrite-url": "/records/",
    }
    typed = {"login": asha.user.sign_in_name, "password": password}
    answers = [client.post(reverse("account_login"), typed, headers=spoofed)]
    answers += [client.get(way, headers=spoofed) for way in ("/", "/nowhere/")]
    for answer in answers:
        said = answer.content.decode() + json.dumps(dict(answer.headers))
        assert "evil.example" not in said
        assert SPOOFED not in said
        assert "https://" not in answer.headers.get("Location", "")
    for model in apps.get_models(include_auto_created=True):
        assert not [row for row in _rows(model) if SPOOFED in row], model._meta.label


def _is_led_elsewhere(answer: HttpResponse) -> bool:
    where = answer.headers.get("Location", "/")
    return not where.startswith("/") or where[:2] in ("//", "/\\") or "\n" in where


def test_no_address_leads_to_another_site(
    places: dict[str, Place], people: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in(people["maya"])
    names = ("next", "url", "return", "return_to", "redirect", "goal", "back", "from")
    ways = [*addresses(places["rowan"]), reverse("account_login")]
    for way, goal in zip(ways, cycle(ELSEWHERE), strict=False):
        for answer in (
            Client().get(way, dict.fromkeys(names, goal)),
            client.post(way, dict.fromkeys(names, goal)),
        ):
            assert not _is_led_elsewhere(answer), (way, answer["Location"])


def test_a_line_break_in_a_name_or_an_address_makes_no_header(
    maya: Appointment, signed_in: SignIn
) -> None:
    broken = "Ivy\r\nSet-Cookie: marrow=bone\r\nBcc: all@evil.example"
    typed = {"login": broken, "password": PASSWORD, "next": f"/{broken}"}
    answers = [Client().post(reverse("account_login"), typed)]
    typed["login"] = maya.user.sign_in_name
    answers.append(Client().post(reverse("account_login"), typed))
    client = signed_in(maya)
    filled = dict.fromkeys(("name", "body", "words", "given_names", "reason"), broken)
    answers += [client.post(reverse(name), filled) for name in expected_lists() if name == "visits"]
    answers.append(client.get("/records/", {"author": broken, "next": broken}))
    for answer in answers:
        assert answer.status_code < 500
        assert "marrow" not in answer.cookies
        assert not [value for value in answer.headers.values() if "\n" in value or "\r" in value]


def test_a_body_that_is_far_too_large_is_refused_at_every_address(
    places: dict[str, Place], people: dict[str, Any]
) -> None:
    # As in life, the token of the form is looked for, and so the form is read.
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["maya"].user)
    client.raise_request_exception = False
    large = b"words=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    many = "&".join(f"a{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)).encode()
    before = all_tables()
    ways = [*addresses(places["rowan"]), reverse("account_login")]
    for way, body in zip(ways, cycle((large, many)), strict=False):
        kind = "application/x-www-form-urlencoded"
        sent = client.generic("POST", way, body, content_type=kind)
        assert sent.status_code in (400, 403), way
    assert all_tables() == before


def live_cells(answer: HttpResponse) -> list[str]:
    """Of a table that is no page, the cells that a spreadsheet program would run."""
    rows = csv.reader(StringIO(answer.content.decode(), newline=""))
    return [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple(LIVE)]


def test_no_page_takes_a_file_and_what_is_no_page_is_a_table_without_formulas(
    places: dict[str, Place], people: dict[str, Any], signed_in: SignIn
) -> None:
    lists = [address(name, way) for name, way in routes() if name in expected_lists()]
    opened = [("maya", addresses(places["rowan"])), ("ada", lists), ("dana", lists)]
    pages = 0
    for name, ways in opened:
        client = signed_in(people[name])
        for way, answer in ((way, client.get(way)) for way in ways):
            if answer["Content-Type"].startswith("text/html"):
                page = answer.content.decode()
                pages += answer.status_code == 200
                assert 'type="file"' not in page
                assert "multipart/form-data" not in page
            else:
                assert answer["Content-Type"].startswith("text/csv"), way
                assert live_cells(answer) == [], way
    assert pages > 50


def test_a_live_cell_is_found() -> None:
    assert live_cells(HttpResponse('"Kit","=1+1"\r\n')) == ["=1+1"]
