"""What is forged, too large, or sent in another form than a page sends changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, NotToBeTold
from decisions.models import Draft, SharingDecision
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, User
from tests.access.expected import ONLY_SENT, expected_lists
from tests.access.walking import Walker, list_address, thing_address
from tests.access.world import Place
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
TOO_MUCH = 3_000_000
FORM = "application/x-www-form-urlencoded"
ELSEWHERE = ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)")
# What a form never asks, and somebody may send all the same.
NEVER_ASKED = {
    "id": str(uuid4()),
    "home": str(uuid4()),
    "child": str(uuid4()),
    "provider": str(uuid4()),
    "author": str(uuid4()),
    "approved_by": str(uuid4()),
    "status": "APPROVED",
    "names_staff": "on",
    "needs_approval": "false",
    "recorded_at": "2001-01-01T00:00:00Z",
    "added_by": str(uuid4()),
    "added_at": "2001-01-01T00:00:00Z",
    "lifted_by": str(uuid4()),
    "is_active": "on",
    "role": "REGISTERED_MANAGER",
}


def pages_of_maya(places: dict[str, Place]) -> list[str]:
    lists = [
        list_address(page) for page, letters in expected_lists().items() if letters["maya"] == "o"
    ]
    rowan = places["rowan"]
    return [*lists, *(thing_address(page, rowan) for page in rowan.addresses)]


@pytest.mark.long
def test_a_body_of_no_form_or_of_too_much_ends_in_a_page_and_never_in_an_error(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    walker, failed = Walker("maya", signed_in(people["maya"])), []
    for address in pages_of_maya(places):
        for body, kind in (
            (b"\xff\xfe=\x00&\r\n", FORM),
            (b'{"token": ["x"]}', "application/json"),
            (b"no boundary", "multipart/form-data"),
            (b"<a/>", "text/xml; charset=utf-7"),
        ):
            with_undo = walker.sends(address, body, kind)
            if with_undo.status >= 500:
                failed.append((address, kind, with_undo.status))
    assert failed == []


def test_a_body_that_is_too_large_or_has_too_many_fields_is_refused_with_a_page(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    walker = Walker("maya", signed_in(people["maya"]))
    for page in ("addenda", "listing", "review"):
        for body in (b"words=" + b"x" * TOO_MUCH, b"&".join(b"a=%d" % n for n in range(5000))):
            answer = walker.sends(thing_address(page, places["rowan"]), body, FORM)
            assert answer.status in (400, 413), page
            assert "<h1" in answer.shown, page


def test_what_no_form_asks_is_not_written(
    kit: Child, lark: Child, maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    page = client.get(reverse("listing", args=[kit.pk])).content.decode()
    assert "<form" in page
    typed = {
        "who": "other",
        "name": "Uncle Joe",
        "reason": "A court order says so.",
        "token": str(uuid4()),
    }
    client.post(reverse("listing", args=[kit.pk]), {**NEVER_ASKED, "child": lark.pk, **typed})
    row = NotToBeTold.objects.get()
    assert (row.child, row.added_by, row.added_at.date()) == (kit, maya, clock.today())


@pytest.mark.long
def test_what_no_form_asks_changes_no_record_and_no_draft(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    walker, before, held = Walker("maya", signed_in(people["maya"])), _whose(), _roles()
    for page in places["rowan"].addresses:
        if page not in ONLY_SENT:
            client = walker.client
            client.post(thing_address(page, places["rowan"]), NEVER_ASKED)
    after = _whose()
    assert {pk: whose for pk, whose in after.items() if pk in before} == before
    assert _roles() == held


def _roles() -> list[Any]:
    return [
        *Appointment.objects.order_by("pk").values_list("pk", "role", "home", "ends_at"),
        *User.objects.order_by("pk").values_list("pk", "is_active", "password"),
    ]


def _whose() -> dict[Any, tuple[Any, ...]]:
    columns = ("pk", "home", "child", "recorded_at", "names_staff", "needs_approval")
    rows = {
        row[0]: row for row in SharingDecision.objects.values_list("pk", "author", *columns[1:])
    }
    drafts = {row[0]: row for row in Draft.objects.values_list("pk", "home", "child")}
    return rows | drafts


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_leads_nowhere_else(
    elsewhere: str, maya: Appointment, client: Client, signed_in: SignIn
) -> None:
    typed = {"login": "maya.okoro", "password": PASSWORD, "next": elsewhere}
    answer = client.post(f"{reverse('account_login')}?next={elsewhere}", typed)
    assert "evil" not in answer.get("Location", "")
    assert "javascript" not in answer.get("Location", "")
    signed_out = signed_in(maya).post(f"{reverse('account_logout')}?next={elsewhere}", typed)
    assert "evil" not in signed_out.get("Location", "")
    assert "javascript" not in signed_out.get("Location", "")


def test_a_name_of_several_lines_reaches_no_header(
    maya: Appointment, meadowbank: Any, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    typed = {
        "name": "School\r\nSet-Cookie: a=b",
        "number": "1\r\nX-Forged: yes",
        "agency_type": "SCHOOL",
    }
    answer = client.post(reverse("agency-new", args=[meadowbank.pk]), typed)
    assert answer.status_code in (200, 302)
    assert "X-Forged" not in answer.headers
    assert "a" not in answer.cookies
    assert not any("\n" in one.name or "\r" in one.name for one in Agency.objects.all())


def test_what_a_sender_says_of_its_own_way_here_is_not_believed(
    maya: Appointment, signed_in: SignIn
) -> None:
    said = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "203.0.113.9",
        "X-Original-URL": "/people/",
        "X-HTTP-Method-Override": "DELETE",
        "X-Remote-User": "ada.marsh",
    }
    client = signed_in(maya)
    answer = client.get(reverse("home"), headers=said)
    assert answer.status_code == 200
    assert b"evil.example" not in answer.content
    assert client.get(reverse("people"), headers=said).status_code == 404
    assert client.get(reverse("home"), headers={"host": "evil.example"}).status_code == 400
