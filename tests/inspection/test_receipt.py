"""The receipt of a visit: all that was read, for both sides."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.policy.terms import InformationCategory
from infoshare.common import clock
from infoshare.ledger.merkle import root, unpack
from infoshare.ledger.models import Head
from infoshare.organisation.models import Appointment, Visit
from infoshare.organisation.recording import end_visit
from infoshare.organisation.visit_extending import extend_visit
from tests.access.naming import CANARY, about_staff
from tests.followups.made import NOT_SHARE, share
from tests.policy.builders import item

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def receipt(client: Client, visit: Visit) -> str:
    answer = client.get(reverse("visit-receipt", args=[visit.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_both_sides_see_all_that_was_read(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, ivy: Visit, signed_in: SignIn
) -> None:
    read, unread = share(asha, kit, school), share(asha, kit, school)
    visitor = signed_in(ivy)
    assert "No page about a child has been read." in receipt(visitor, ivy)
    visitor.get(reverse("record", args=[read.pk]))
    visitor.get(reverse("child", args=[kit.pk]))
    for client in (visitor, signed_in(maya)):
        body = receipt(client, ivy)
        assert read.code in body
        assert "KT" in body
        assert "A child’s page" in body
        assert "Tolland" not in body
        assert "8 November 2026, 20:00" in body
    assert f">{unread.code}<" not in receipt(visitor, ivy)


def test_it_says_who_opened_extended_and_ended_the_visit(
    maya: Appointment, ben: Appointment, ivy: Visit, signed_in: SignIn
) -> None:
    extend_visit(ivy, ben, was_until=ivy.open_until)
    end_visit(ivy, maya)
    body = receipt(signed_in(maya), ivy)
    assert "Ivy Brandt, Ofsted inspector" in body
    assert "Maya Okoro, registered manager" in body
    assert "Ben Castell, senior care worker, 8 November 2026, 20:00: until 9 November" in body
    assert "Ended 8 November 2026, 20:00" in body


def test_after_the_end_the_home_has_it_and_the_visitor_has_not(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, ivy: Visit, signed_in: SignIn
) -> None:
    record, visitor = share(asha, kit, school), signed_in(ivy)
    visitor.get(reverse("record", args=[record.pk]))
    address = reverse("visit-receipt", args=[ivy.pk])
    with clock.at(ivy.until - timedelta(seconds=1)):
        assert visitor.get(address).status_code == 200
    with clock.at(ivy.until):
        assert visitor.get(address).status_code == 404
        assert record.code in receipt(signed_in(maya), ivy)


@pytest.mark.parametrize("person", ["asha", "sam", "ada", "nell", "bryn", "otto", "ian"])
def test_nobody_else_has_it(
    person: str, ivy: Visit, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    client = signed_in(request.getfixturevalue(person))
    address = reverse("visit-receipt", args=[ivy.pk])
    assert client.get(address).status_code == 404
    assert client.post(address).status_code in (404, 405)


def test_a_record_that_names_its_reader_is_not_on_it(
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    ruth: Appointment,
    kit: Child,
    school: Agency,
    ivy: Visit,
    signed_in: SignIn,
) -> None:
    kept = about_staff(asha, kit, school, maya, adviser=ruth)
    visitor = signed_in(ivy)
    for record in kept.records:
        assert visitor.get(reverse("record", args=[record.pk])).status_code == 200
    hers, his = receipt(signed_in(maya), ivy), receipt(signed_in(dele), ivy)
    for words in kept.words():
        assert words not in hers
    assert "A record" not in hers
    assert all(record.code in his for record in kept.records)
    assert CANARY not in his


def test_the_guide_says_to_each_visitor_what_they_see(
    maya: Appointment, ivy: Visit, ian: Visit, signed_in: SignIn
) -> None:
    def guide(person: Any) -> str:
        return signed_in(person).get(reverse("visit-guide")).content.decode()

    ofsted, independent = "If you come from Ofsted", "If you are the independent person"
    assert ofsted in guide(ivy)
    assert independent not in guide(ivy)
    assert independent in guide(ian)
    assert ofsted not in guide(ian)
    assert ofsted in guide(maya)
    assert independent in guide(maya)


@pytest.mark.parametrize("person", ["asha", "ada", "nell"])
def test_the_guide_is_for_those_who_let_visitors_in(
    person: str, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.get(reverse("visit-guide")).status_code == 404


def test_ofsted_reads_health_details_without_a_gate(
    asha: Appointment, kit: Child, school: Agency, ivy: Visit, signed_in: SignIn
) -> None:
    words = "Takes insulin twice a day."
    health = item(InformationCategory.PHYSICAL_HEALTH, words=words)
    record = share(asha, kit, school, decision=NOT_SHARE, items=(health,))
    answer = signed_in(ivy).get(reverse("record", args=[record.pk]))
    assert (answer.status_code, words in answer.content.decode()) == (200, True)
    assert record.code in receipt(signed_in(ivy), ivy)


def test_it_holds_where_the_home_s_log_stood_when_the_visit_ended(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, ivy: Visit, signed_in: SignIn
) -> None:
    def seal(body: str) -> tuple[int, str]:
        found = re.search(r"It held (\d+) entries.*?code letters\">([0-9a-f ]+)<", body, re.DOTALL)
        assert found is not None
        return int(found[1]), found[2].replace(" ", "")

    visitor = signed_in(ivy)
    share(asha, kit, school)
    head = Head.objects.get(log=ivy.home.log)
    now = head.size, root(unpack(bytes(head.frontier), head.size)).hex()
    assert seal(receipt(visitor, ivy)) == now
    with clock.at(clock.now() + timedelta(minutes=1)):
        end_visit(ivy, maya)
        at_the_end = seal(receipt(signed_in(maya), ivy))
    assert at_the_end[0] == now[0] + 1
    # What is added afterwards changes nothing on it.
    with clock.at(clock.now() + timedelta(minutes=3)):
        share(asha, kit, school)
        assert Head.objects.get(log=ivy.home.log).size > at_the_end[0]
        assert seal(receipt(signed_in(maya), ivy)) == at_the_end
