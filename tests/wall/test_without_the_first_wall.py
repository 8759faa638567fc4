"""With every filter of the site taken away, PostgreSQL still shows nothing of another home."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from children.models import Child
from infoshare.access.scope import Reach
from infoshare.access.wall import homes, middleware
from infoshare.organisation.models import Appointment, Home, Provider
from tests.access.expected import ONLY_SENT, expected_lists
from tests.access.test_who_finds_what import list_address
from tests.access.world import Place
from tests.site_role import request_as_site

SignIn = Callable[[Any], Client]

on_postgresql = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite has no row policies"
)


@pytest.fixture
def no_first_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks may do everything at every home: every filter begins with one of these."""

    def every_home(*_: Any) -> list[Any]:
        return sorted(Home.objects.values_list("pk", flat=True))

    monkeypatch.setattr(Reach, "where", every_home)
    monkeypatch.setattr(Reach, "where_all", every_home)
    every_provider = lambda *_: sorted(Provider.objects.values_list("pk", flat=True))  # noqa: E731
    monkeypatch.setattr(Reach, "providers_where", every_provider)


# One page of each kind, for every run; all of them for the long ones.
SOME = frozenset(
    {"child", "consents", "who-looked", "record", "disclosures", "review", "draft", "receipts"}
    | {"register", "children", "approvals"}
)


def shown(client: Client, there: Place, pages: frozenset[str] | None) -> tuple[set[str], list[str]]:
    """Which of a home's secrets stand on its pages or on any list, and which pages open."""
    addresses = {name: reverse(name, args=ids) for name, ids in there.addresses.items()}
    addresses |= {name: list_address(name) for name in expected_lists()}
    found: set[str] = set()
    opened = []
    for name, address in addresses.items():
        if name in ONLY_SENT or (pages is not None and name not in pages):
            continue
        answer: Any = client.get(address)
        opened += [name] if answer.status_code == 200 else []
        page = f"{answer.content.decode()} {answer.get('Location', '')}"
        found |= {words for words in there.secrets if words in page}
    return found, opened


@on_postgresql
@pytest.mark.django_db
@pytest.mark.usefixtures("no_first_wall")
@pytest.mark.parametrize("pages", [SOME, pytest.param(None, marks=pytest.mark.long)])
def test_no_page_shows_another_homes_child_or_record(
    pages: frozenset[str] | None,
    places: dict[str, Place],
    maya: Appointment,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, willow = signed_in(maya), places["willow"]
    client.raise_request_exception = False
    about_children = {willow.child.family_name, *(one for one in willow.secrets if "-" in one)}
    # Without the second wall they stand there: the first is really gone.
    passed_by, open_pages = shown(client, willow, pages)
    assert passed_by >= about_children
    monkeypatch.setattr(Client, "request", request_as_site)
    kept_back, still_open = shown(client, willow, pages)
    assert kept_back & about_children == set()
    assert len(still_open) < len(open_pages)
    own, _ = shown(client, places["rowan"], SOME)
    assert own >= {places["rowan"].child.family_name}


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("lark")
def test_a_connection_carries_nothing_to_the_next_request(
    kit: Child,
    asha: Appointment,
    ada: Appointment,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[list[str]] = []

    def look() -> None:
        seen.append(sorted(Child.objects.values_list("given_names", flat=True)))

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (same,) = cursor.fetchone()
    clients = [signed_in(asha), signed_in(ada), Client()]
    monkeypatch.setattr(Client, "request", request_as_site)
    monkeypatch.setattr(middleware, "reach_of", _looking(middleware.reach_of, look))
    for client in clients:
        client.get("/")
        assert _setting() == homes.NO_HOME
    clients[0].post("/", {})
    assert _setting() == homes.NO_HOME
    # Before a request's homes are open nothing is seen, whoever used the connection before.
    assert seen == [[]] * len(seen) != []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() == (same,)
    with homes.open_at([kit.placements.get().home_id]):
        assert Child.objects.get(pk=kit.pk) == kit
    assert _setting() == homes.NO_HOME


def _looking(asked: Callable[[Any], Reach], look: Callable[[], None]) -> Callable[[Any], Reach]:
    def ask(user: Any) -> Reach:
        look()
        return asked(user)

    return ask


def _setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting('infoshare.homes', true), '')")
        return str(cursor.fetchone()[0])
