"""No address is open by accident: each view names its permission and has its line in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.urls.converters import IntConverter

from decisions.models import Draft, SharingDecision
from infoshare.access.permissions import Permission
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Visit
from infoshare.urls import urlpatterns as addresses_of_the_site
from tests.access.expected import ACCOUNT, ONLY_SENT, PUBLIC, expected_lists, expected_things
from tests.access.world import Place

SignIn = Callable[[Any], Client]
PARTS = {"start": "asked", "kind": "asked", "step": "who", "slug": "who"}


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site with its name."""

    def inside(patterns: list[Any]) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from inside(pattern.url_patterns)
            else:
                yield pattern

    for pattern in inside(get_resolver().url_patterns):
        yield str(pattern.name), pattern


def address(name: str, pattern: URLPattern) -> str:
    """The address with some id in each place that wants one."""
    parts = pattern.pattern.converters.items()
    return reverse(name, kwargs={part: _some(part, converter) for part, converter in parts})


def _some(part: str, converter: object) -> object:
    return 0 if isinstance(converter, IntConverter) else PARTS.get(part, uuid4())


def _required(pattern: URLPattern) -> list[Permission]:
    """The permissions of which a view asks for one."""
    named = getattr(pattern.callback, "required_permissions", ())
    return [permission for permission in named if isinstance(permission, Permission)]


def test_every_view_names_its_permission() -> None:
    unnamed = [
        name
        for name, pattern in routes()
        if not _required(pattern) and not pattern.callback.__module__.startswith("allauth.")
    ]
    assert unnamed == []


def test_only_the_pages_of_sign_in_are_left_to_the_sign_in_package() -> None:
    theirs = {
        name for name, pattern in routes() if pattern.callback.__module__.startswith("allauth.")
    }
    assert theirs == ACCOUNT


def test_only_the_page_for_a_code_to_start_with_is_public() -> None:
    public = [name for name, pattern in routes() if Permission.PUBLIC in _required(pattern)]
    assert set(public) == PUBLIC


def test_every_address_has_a_name_and_a_line_in_the_table() -> None:
    named = [name for name, _ in routes()]
    assert "None" not in named
    assert len(named) == len(set(named))
    in_table = {*expected_lists(), *(name for name, _ in expected_things())}
    assert set(named) - ACCOUNT - PUBLIC == in_table
    assert len(in_table) > 20


def test_every_page_about_something_is_held_against_all_three_homes() -> None:
    lines = set(expected_things())
    pages = {name for name, _ in lines}
    assert lines == {(page, place) for page in pages for place in ("rowan", "willow", "beacon")}
    assert pages >= ONLY_SENT


@pytest.mark.django_db
def test_without_sign_in_every_page_leads_to_the_sign_in_page(client: Client) -> None:
    open_pages = []
    for name, pattern in routes():
        answer = client.get(address(name, pattern))
        leads_on = answer.status_code == 302 and answer["Location"].startswith(
            reverse("account_login")
        )
        if name not in ACCOUNT | PUBLIC and not leads_on:
            open_pages.append((name, answer.status_code))
    assert open_pages == []


@pytest.mark.django_db
def test_what_is_sent_without_sign_in_saves_nothing(
    places: dict[str, Place], client: Client
) -> None:
    before = _all_there_is()
    for place in places.values():
        for name, ids in place.addresses.items():
            answer = client.post(reverse(name, args=ids), {"words": "x", "reason": "x"})
            assert answer.status_code == 302, name
            assert answer["Location"].startswith(reverse("account_login")), name
    assert _all_there_is() == before


@pytest.mark.django_db
def test_an_address_of_nothing_is_not_there(maya: Appointment, signed_in: SignIn) -> None:
    client = signed_in(maya)
    lists = expected_lists()
    for name, pattern in routes():
        if name in lists or name in ACCOUNT | PUBLIC:
            continue
        expected = 405 if name in ONLY_SENT else 404
        assert client.get(address(name, pattern)).status_code == expected, name
        assert client.post(address(name, pattern)).status_code in (404, 405), name


def unnamed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Kit Tolland lives here.")


urlpatterns = [*addresses_of_the_site, path("unnamed/", unnamed)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_view_that_names_no_permission_is_refused_to_everybody(
    maya: Appointment, client: Client, signed_in: SignIn
) -> None:
    for someone in (client, signed_in(maya)):
        answer = someone.get("/unnamed/")
        assert answer.status_code == 404
        assert b"Tolland" not in answer.content


@pytest.mark.django_db
def test_no_page_is_kept_by_a_browser_or_a_proxy(maya: Appointment, signed_in: SignIn) -> None:
    for name in ("home", "register", "children", "inspection"):
        assert "no-store" in signed_in(maya).get(reverse(name))["Cache-Control"]


@pytest.mark.django_db
def test_an_appointment_that_ends_is_out_on_the_next_request(
    maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    assert client.get(reverse("register")).status_code == 200
    maya.ends_at = clock.now()
    maya.save()
    assert client.get(reverse("register")).status_code == 404
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.django_db
def test_an_appointment_that_has_not_begun_opens_nothing(
    maya: Appointment, signed_in: SignIn
) -> None:
    maya.starts_at = clock.now() + timedelta(minutes=1)
    maya.save()
    client = signed_in(maya)
    assert client.get(reverse("register")).status_code == 404
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert client.get(reverse("register")).status_code == 200


@pytest.mark.django_db
def test_a_visit_is_out_when_its_time_is_over(ivy: Visit, signed_in: SignIn) -> None:
    client = signed_in(ivy)
    with clock.at(ivy.until - timedelta(seconds=1)):
        assert client.get(reverse("register")).status_code == 200
    with clock.at(ivy.until):
        assert client.get(reverse("register")).status_code == 404


@pytest.mark.django_db
def test_an_account_that_was_switched_off_is_out_on_the_next_request(
    maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    maya.user.is_active = False
    maya.user.save()
    assert client.get(reverse("register")).status_code == 302


def _all_there_is() -> tuple[object, ...]:
    # What is typed after a session has ended is kept beside the draft; it is not saved in it.
    drafts = Draft.objects.order_by("pk").values_list("pk", "answers", "version")
    return list(drafts), SharingDecision.objects.count(), Visit.objects.count()
