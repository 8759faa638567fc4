"""The one-time code of a visit stands for the second factor (ASVS 6.5.1, 6.5.2, 6.5.4, 6.5.5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.common import clock
from infoshare.organisation.models import Appointment, Visit, VisitCode
from infoshare.organisation.recording import end_visit
from infoshare.organisation.visit_codes import MOST_WRONG, new_code, use_code
from tests.followups.made import SUNDAY
from tests.inspection.test_visits import filled

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
TEN_MINUTES = timedelta(minutes=10)


def send(client: Client, code: str) -> Any:
    return client.post(reverse("visit-code"), {"code": code})


def reads(client: Client) -> bool:
    return client.get(reverse("register")).status_code == 200


def test_the_passphrase_alone_opens_the_page_for_the_code_and_no_other(
    ivy: Visit, with_password_only: SignIn
) -> None:
    client = with_password_only(ivy)
    for page in ("home", "register", "children", "inspection", "visit-guide"):
        answer = client.get(reverse(page))
        assert (answer.status_code, answer["Location"]) == (302, reverse("visit-code")), page
        assert client.post(reverse(page)).status_code == 302
    assert "Type your one-time code" in client.get(reverse("visit-code")).content.decode()


def test_the_code_opens_the_visit_once(
    maya: Appointment, ivy: Visit, with_password_only: SignIn
) -> None:
    code = new_code(ivy, maya)
    client = with_password_only(ivy)
    before = client.session.session_key
    assert send(client, code)["Location"] == reverse("home")
    assert client.session.session_key != before
    assert reads(client)
    other = with_password_only(ivy)
    assert "it is spent" in send(other, code).content.decode()
    assert not reads(other)


@pytest.mark.parametrize(
    "spelling", [str.lower, lambda code: code.replace("-", " "), "  {} ".format]
)
def test_how_it_is_spelled_does_not_matter(
    spelling: Callable[[str], str], maya: Appointment, ivy: Visit
) -> None:
    assert use_code(ivy.visitor, spelling(new_code(ivy, maya)))


def test_it_is_good_for_ten_minutes(maya: Appointment, ivy: Visit) -> None:
    code = new_code(ivy, maya)
    with clock.at(SUNDAY + TEN_MINUTES):
        assert not use_code(ivy.visitor, code)
    with clock.at(SUNDAY + TEN_MINUTES - timedelta(seconds=1)):
        assert use_code(ivy.visitor, code)


def test_a_new_one_ends_the_one_before(maya: Appointment, ivy: Visit) -> None:
    first, second = new_code(ivy, maya), new_code(ivy, maya)
    assert not use_code(ivy.visitor, first)
    assert use_code(ivy.visitor, second)


def test_it_is_kept_as_a_salted_hash(maya: Appointment, ivy: Visit, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    code = new_code(ivy, maya)
    held = VisitCode.objects.get()
    for part in (code, *code.split("-")):
        assert part not in held.hash
    assert re.fullmatch(r"[A-HJ-KM-NP-TV-Z2-9]{4}-[A-HJ-KM-NP-TV-Z2-9]{4}", code)
    assert held.hash.split("$")[0] == "scrypt"


def test_after_five_wrong_tries_it_is_spent(maya: Appointment, ivy: Visit) -> None:
    code = new_code(ivy, maya)
    for _ in range(MOST_WRONG):
        assert not use_code(ivy.visitor, "AAAA-AAAA")
    assert not use_code(ivy.visitor, code)
    assert use_code(ivy.visitor, new_code(ivy, maya))


def test_it_is_the_code_of_one_visit_and_no_other(
    maya: Appointment, ivy: Visit, ian: Visit
) -> None:
    assert not use_code(ian.visitor, new_code(ivy, maya))
    assert not use_code(maya.user, new_code(ivy, maya))


def test_it_opens_nothing_once_the_visit_is_over(
    maya: Appointment, ivy: Visit, with_password_only: SignIn
) -> None:
    code = new_code(ivy, maya)
    end_visit(ivy, maya)
    client = with_password_only(ivy)
    assert "Your visit has ended" in send(client, code).content.decode()
    assert not use_code(ivy.visitor, code)
    assert not reads(client)


@pytest.mark.parametrize("typed", ["", "x", "\x00", "’" * 20, "A" * 41, "A" * 100_000])
def test_what_is_no_code_is_said_next_to_the_question(
    typed: str, maya: Appointment, ivy: Visit, with_password_only: SignIn
) -> None:
    new_code(ivy, maya)
    client = with_password_only(ivy)
    answer = send(client, typed)
    assert answer.status_code == 200
    assert "<title>Error: " in answer.content.decode()
    assert not reads(client)


def test_it_is_shown_when_the_visit_is_opened(
    ben: Appointment, rowan_house: object, signed_in: SignIn
) -> None:
    body = signed_in(ben).post(reverse("visits"), filled()).content.decode()
    code = re.search(r"for the next 10 minutes<br><strong class=\"code\">([A-Z0-9-]{9})<", body)
    assert code
    assert use_code(Visit.objects.get().visitor, code.group(1))


def test_a_new_one_is_made_at_will_and_shown_once(
    ben: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    client = signed_in(ben)
    answer = client.post(reverse("visit-code-new", args=[ivy.pk]))
    code = re.search(r'<strong class="code">([A-Z0-9-]{9})</strong>', answer.content.decode())
    assert code
    assert "no-store" in answer["Cache-Control"]
    assert code.group(1) not in client.get(reverse("visits")).content.decode()
    assert VisitCode.objects.get().made_by == ben
    assert use_code(ivy.visitor, code.group(1))


def test_a_visit_that_is_over_gets_none(maya: Appointment, ivy: Visit, signed_in: SignIn) -> None:
    client, address = signed_in(maya), reverse("visit-code-new", args=[ivy.pk])
    with clock.at(ivy.until):
        answer = client.post(address, follow=True)
    assert "This visit is over, so it needs no code." in answer.content.decode()
    assert not VisitCode.objects.exists()


@pytest.mark.parametrize("person", ["asha", "sam", "ada", "bryn", "otto", "ivy", "ian"])
def test_nobody_else_makes_one(
    person: str, ivy: Visit, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.post(reverse("visit-code-new", args=[ivy.pk])).status_code == 404
    assert not VisitCode.objects.exists()


def test_staff_have_no_page_for_it(asha: Appointment, signed_in: SignIn) -> None:
    assert signed_in(asha).get(reverse("visit-code")).status_code == 404
    assert signed_in(asha).post(reverse("visit-code"), {"code": "x"}).status_code == 404
