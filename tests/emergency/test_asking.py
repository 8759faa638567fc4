"""Asking for the child: by name and date of birth, and no way to find out who lives there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from children.models import Agency, Child, EmergencyAccess, EmergencyMiss
from infoshare.common import clock
from infoshare.ledger.models import Leaf
from infoshare.ledger.reading import read_parts
from infoshare.organisation.models import Appointment, Home, Visit
from tests.cast import place_child
from tests.emergency.conftest import REASON, SignIn, typed

pytestmark = pytest.mark.django_db
ASK = "emergency-access"


def _wrong(answer: Any) -> str:
    """The sentences of the summary."""
    page = answer.content.decode()
    found = re.search(r'class="error-summary.*?</ul>', page, re.S) or re.search(
        r'role="alert".*?</(?:ul|div)>', page, re.S
    )
    assert found, page
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_the_child_opens_and_the_reason_is_sealed_in_the_log_of_that_home(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    answer = client.post(reverse(ASK), typed(willow_lodge))
    assert answer["Location"] == reverse("child", args=[lark.pk])
    access = EmergencyAccess.objects.get()
    assert (access.child, access.home, access.by) == (lark, willow_lodge, asha)
    parts = read_parts(willow_lodge.log, access.seq)
    assert parts["text"]["reason"] == REASON
    assert parts["facts"]["by"] == asha.signature
    assert parts["facts"]["child"] == lark.pk.hex
    assert "Ibbotson" not in str(parts)


@pytest.mark.parametrize("name", ["lark ibbotson", "Ibbotson, Lark", " LARK   Ibbotson "])
def test_capitals_and_order_do_not_matter(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn, name: str
) -> None:
    assert signed_in(asha).post(reverse(ASK), typed(willow_lodge, name=name)).status_code == 302


@pytest.mark.parametrize("name", ["Lark", "Ibbotson", "L Ibbotson", "Lark Ibbotson Kit", "%", "'"])
def test_part_of_a_name_is_not_enough(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn, name: str
) -> None:
    answer = signed_in(asha).post(reverse(ASK), typed(willow_lodge, name=name))
    assert answer.status_code == 200
    assert not EmergencyAccess.objects.exists()


def test_none_and_several_are_told_in_the_same_words(
    asha: Appointment,
    lark: Child,
    willow_lodge: Home,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    born = lark.birth_date
    for _ in range(2):
        place_child(lark.provider, willow_lodge, childrens_services, "Robin", "Vale", born)
    client = signed_in(asha)
    told = {
        _wrong(client.post(reverse(ASK), typed(willow_lodge, **said)))
        for said in ({"name": "Robin Vale"}, {"name": "No Body"}, {"born_day": "3"})
    }
    assert len(told) == 1
    assert "No one child of Willow Lodge fits" in told.pop()
    assert EmergencyMiss.objects.count() == 3


def test_nothing_typed_is_lost(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    answer = signed_in(asha).post(reverse(ASK), typed(willow_lodge, name="No Body"))
    page = answer.content.decode()
    assert REASON in page
    assert "No Body" in page
    assert 'value="2012"' in page


def test_a_child_who_left_is_not_there(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    lark.placements.update(ends_on=clock.today())
    assert signed_in(asha).post(reverse(ASK), typed(willow_lodge)).status_code == 200
    assert not EmergencyAccess.objects.exists()


def test_who_tries_again_and_again_waits_even_with_the_right_name(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    client, now = signed_in(asha), clock.now()
    with clock.at(now):
        for number in range(5):
            client.post(reverse(ASK), typed(willow_lodge, name=f"No Body {number}"))
        told = _wrong(client.post(reverse(ASK), typed(willow_lodge)))
        assert "You have tried several times" in told
        assert not EmergencyAccess.objects.exists()
    with clock.at(now + timedelta(minutes=15)):
        assert client.post(reverse(ASK), typed(willow_lodge)).status_code == 302


def test_a_short_reason_is_refused_next_to_its_field(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    for reason in ("", "x" * 19, "x" + " " * 30):
        answer = signed_in(asha).post(reverse(ASK), typed(willow_lodge, reason=reason))
        assert answer.status_code == 200
        assert "reason" in answer.context["form"].errors
    assert not EmergencyAccess.objects.exists()
    assert not EmergencyMiss.objects.exists()


def test_only_homes_of_the_same_provider_that_they_do_not_read_are_offered(
    asha: Appointment,
    willow_lodge: Home,
    rowan_house: Home,
    beacon_house: Home,
    wren: Child,
    signed_in: SignIn,
) -> None:
    client = signed_in(asha)
    page = client.get(reverse(ASK)).content.decode()
    form = page[page.index("<main") :]
    assert "Willow Lodge" in form
    assert str(rowan_house.pk) not in form
    assert "Beacon House" not in form
    forged = typed(
        beacon_house, name="Wren Maddox", born_day="30", born_month="11", born_year="2010"
    )
    assert client.post(reverse(ASK), forged).status_code == 200
    assert not EmergencyAccess.objects.exists()


def test_the_page_names_no_child_of_another_home(
    asha: Appointment, lark: Child, signed_in: SignIn
) -> None:
    page = signed_in(asha).get(reverse(ASK)).content.decode()
    assert "Lark" not in page
    assert "Ibbotson" not in page


def test_sending_it_twice_opens_it_once(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    client, sent = signed_in(asha), typed(willow_lodge)
    for again in (sent, sent, typed(willow_lodge)):
        assert client.post(reverse(ASK), again).status_code == 302
    assert EmergencyAccess.objects.count() == 1
    changed = client.post(reverse(ASK), {**sent, "reason": "Something else altogether now."})
    assert changed.status_code == 200
    assert EmergencyAccess.objects.count() == 1


def test_a_token_of_something_else_is_refused_without_an_error(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    used = Leaf.objects.filter(log=willow_lodge.log).order_by("-seq")[0].ref
    answer = signed_in(asha).post(reverse(ASK), typed(willow_lodge, token=str(used)))
    assert answer.status_code == 200
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"home": "x"},
        {"home": str(uuid4())},
        {"name": ""},
        {"name": "x" * 500},
        {"name": "a\x00b"},
        {"born_day": "31", "born_month": "2"},
        {"born_year": "99999"},
        {"born_year": str(date.today().year + 1)},  # noqa: DTZ011
        {"token": "x"},
        {"reason": "x" * 5000},
    ],
)
def test_bad_input_gets_a_sentence(
    asha: Appointment, lark: Child, willow_lodge: Home, signed_in: SignIn, said: dict[str, str]
) -> None:
    answer = signed_in(asha).post(reverse(ASK), typed(willow_lodge, **said))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not EmergencyAccess.objects.exists()


def test_it_is_not_for_visitors_administrators_leavers_or_those_who_read_all_homes(
    willow_lodge: Home,
    lark: Child,
    ivy: Visit,
    ian: Visit,
    ada: Appointment,
    dana: Appointment,
    nell: Appointment,
    petra: Appointment,
    ruth: Appointment,
    sam: Appointment,
    otto: Appointment,
    ben: Appointment,
    signed_in: SignIn,
) -> None:
    ben.ends_at = clock.now()
    ben.save()
    for person in (ivy, ian, ada, dana, nell, petra, ruth, sam, otto, ben):
        client = signed_in(person)
        assert client.get(reverse(ASK)).status_code == 404, person
        assert client.post(reverse(ASK), typed(willow_lodge)).status_code == 404, person
    assert not EmergencyAccess.objects.exists()
