"""The provider's directory of agencies: read by staff, kept by senior staff, never deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child, Professional
from infoshare.organisation.models import Appointment, Provider, Visit
from tests.children.typed import agency_page, child_page, trace_of, words_in

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit], Client]


@pytest.fixture
def foreign(wren: Child) -> Agency:
    return wren.placements.get().placing_authority


def directory(client: Client, **query: str) -> str:
    answer = client.get(reverse("agencies"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_staff_read_the_directory_of_their_own_provider(
    asha: Appointment, school: Agency, foreign: Agency, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    assert reverse("agencies") in client.get(reverse("children")).content.decode()
    body = directory(client)
    assert "Hollin Bank School" in body
    assert 'href="tel:01632960203"' in body
    assert foreign.name not in body
    assert reverse("agency-change", args=[school.pk]) not in body
    assert "Add an agency" not in body


def test_a_long_directory_is_cut_into_pages_and_costs_the_same(
    ben: Appointment, meadowbank: Provider, school: Agency, signed_in: SignIn
) -> None:
    def queries() -> int:
        client = signed_in(ben)
        with CaptureQueriesContext(connection) as captured:
            directory(client)
        return len(captured)

    few = queries()
    for number in range(25):
        Agency.objects.create(provider=meadowbank, agency_type="SCHOOL", name=f"A{number:02}")
    assert queries() == few
    assert "Hollin Bank School" not in directory(signed_in(ben))
    assert "Hollin Bank School" in directory(signed_in(ben), page="2")


def test_an_agency_is_added_once(ben: Appointment, meadowbank: Provider, signed_in: SignIn) -> None:
    client, address = signed_in(ben), reverse("agency-new", args=[meadowbank.pk])
    assert address in directory(client)
    page = agency_page(domains=" @Otterbeck.example,  nhs-otterbeck.example; otterbeck.example")
    for _ in range(2):
        body = client.post(address, page, follow=True).content.decode()
    assert "Otterbeck Surgery" in body
    surgery = Agency.objects.get(name="Otterbeck Surgery")
    assert surgery.pk == UUID(page["token"])
    assert (surgery.provider, surgery.agency_type) == (meadowbank, "HEALTH_GP")
    # The rules read the domains with a space between two.
    assert surgery.domains == "otterbeck.example nhs-otterbeck.example"
    again = client.post(address, agency_page(name="OTTERBECK surgery")).content.decode()
    assert "This organisation is in the list of agencies already." in again


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agency_type": ""}, "Choose what kind of organisation it is."),
        ({"agency_type": "PARENT_PR"}, "Choose from the answers on this page."),
        ({"agency_type": "SPIES"}, "Choose from the answers on this page."),
        ({"name": ""}, "Write the name of the organisation."),
        ({"name": "n" * 1_000_000}, "Use 200 characters or fewer"),
        ({"name": "a\x00b"}, "Some characters cannot be kept."),
        ({"number": "javascript:alert(1)"}, "Write a telephone number in digits"),
        ({"address": "a" * 201}, "Use 200 characters or fewer"),
        ({"domains": "a" * 301}, "Use 300 characters or fewer"),
        ({"domains": "duty@otterbeck.example"}, "Write only the part after the @"),
        ({"domains": "otterbeck"}, "Write only the part after the @"),
        ({"token": "x"}, "This page was out of date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    changes: dict[str, Any],
    sentence: str,
    ben: Appointment,
    meadowbank: Provider,
    school: Agency,
    signed_in: SignIn,
) -> None:
    for address in (
        reverse("agency-new", args=[meadowbank.pk]),
        reverse("agency-change", args=[school.pk]),
    ):
        answer = signed_in(ben).post(address, agency_page(**changes))
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
    assert Agency.objects.get().name == "Hollin Bank School"


def test_an_agency_is_changed_and_traced_without_words(
    ben: Appointment, school: Agency, police: Agency, signed_in: SignIn
) -> None:
    client, address = signed_in(ben), reverse("agency-change", args=[school.pk])
    assert address in directory(client)
    body = client.get(address).content.decode()
    assert 'value="01632 960203"' in body
    assert "We know nobody there by name." in body
    page = agency_page(
        agency_type="COLLEGE",
        name="Hollin College",
        number="01632 960999",
        address="post@hollincollege.example",
        domains="hollincollege.example",
    )
    assert "Hollin College" in client.post(address, page, follow=True).content.decode()
    entry = trace_of(school)[0]
    assert entry.actor == ben.user
    assert set(entry.changes) == {"agency_type", "name", "number", "address", "domains"}
    for word in ("Hollin", "960203", "960999", "hollincollege"):
        assert word not in words_in([entry])
    taken = agency_page(agency_type="POLICE", name="eastmere police")
    refused = client.post(address, taken).content.decode()
    assert "This organisation is in the list of agencies already." in refused


def test_an_agency_keeps_its_name_when_only_the_number_changes(
    ben: Appointment, school: Agency, signed_in: SignIn
) -> None:
    page = agency_page(agency_type="SCHOOL", name=school.name, number="01632 960298")
    signed_in(ben).post(reverse("agency-change", args=[school.pk]), page)
    school.refresh_from_db()
    assert (school.name, school.number) == ("Hollin Bank School", "01632 960298")


def test_the_page_of_an_agency_leads_to_those_who_work_there(
    ben: Appointment, social_worker: Professional, signed_in: SignIn
) -> None:
    address = reverse("agency-change", args=[social_worker.agency_id])
    body = signed_in(ben).get(address).content.decode()
    assert reverse("professional-change", args=[social_worker.pk]) in body
    assert "Priya Nair" in body


def test_out_of_use_an_agency_can_be_chosen_no_more_and_stays_in_the_list(
    ben: Appointment, kit: Child, school: Agency, childrens_services: Agency, signed_in: SignIn
) -> None:
    client, address = signed_in(ben), reverse("agency-use", args=[school.pk])
    assert address in client.get(reverse("agency-change", args=[school.pk])).content.decode()
    assert client.get(address).status_code == 200
    school.refresh_from_db()
    assert school.active
    for _ in range(2):
        body = client.post(address, {"do": "stop"}, follow=True).content.decode()
    assert "Out of use" in body
    assert body.index("Eastmere Council") < body.index("Hollin Bank School")
    consents = client.get(reverse("consents", args=[kit.pk])).content.decode()
    assert "Hollin Bank School" not in consents
    assert trace_of(school)[0].changes == {"active": ["True", "False"]}
    back = client.post(address, {"do": "start"}, follow=True).content.decode()
    assert "Out of use" not in back
    assert "Hollin Bank School" in client.get(reverse("consents", args=[kit.pk])).content.decode()


@pytest.mark.parametrize("do", ["", "delete", "a\x00b"])
def test_an_unknown_act_changes_nothing(
    do: str, ben: Appointment, school: Agency, signed_in: SignIn
) -> None:
    answer = signed_in(ben).post(reverse("agency-use", args=[school.pk]), {"do": do})
    assert answer.status_code == 200
    school.refresh_from_db()
    assert school.active


def test_another_providers_agency_is_not_there(
    ben: Appointment, ruth: Appointment, foreign: Agency, signed_in: SignIn
) -> None:
    theirs = foreign.professionals.create(name="Una Foreign", position="Social worker")
    for person in (ben, ruth):
        client = signed_in(person)
        for name, pk in (
            ("agency-change", foreign.pk),
            ("agency-use", foreign.pk),
            ("agency-new", foreign.provider_id),
            ("professional-change", theirs.pk),
        ):
            address = reverse(name, args=[pk])
            assert client.get(address).status_code == 404
            assert client.post(address, {**agency_page(), "do": "stop"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.active
    assert Agency.objects.count() == 1


@pytest.mark.parametrize("person", ["asha", "dana", "ivy", "ada", "ian"])
def test_who_does_not_keep_the_directory_changes_nothing(
    person: str,
    school: Agency,
    meadowbank: Provider,
    kit: Child,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    for name, pk in (
        ("agency-change", school.pk),
        ("agency-use", school.pk),
        ("agency-new", meadowbank.pk),
    ):
        address = reverse(name, args=[pk])
        assert client.post(address, {**agency_page(), "do": "stop"}).status_code == 404
    school.refresh_from_db()
    assert (school.active, school.name) == (True, "Hollin Bank School")


def test_a_token_of_another_providers_agency_is_refused(
    ben: Appointment, meadowbank: Provider, foreign: Agency, signed_in: SignIn
) -> None:
    page = agency_page(token=str(foreign.pk))
    answer = signed_in(ben).post(reverse("agency-new", args=[meadowbank.pk]), page)
    assert "This page was used before" in answer.content.decode()


def test_a_new_provider_begins_with_an_authority_and_then_a_child(
    ruth: Appointment, rowan_house: Any, meadowbank: Provider, signed_in: SignIn
) -> None:
    client = signed_in(ruth)
    page = agency_page(agency_type="LA_PLACING", name="Eastmere Council")
    client.post(reverse("agency-new", args=[meadowbank.pk]), page)
    child = child_page(Agency.objects.get(), birth_date=date(2012, 2, 29), token=str(uuid4()))
    body = client.post(
        reverse("child-new", args=[rowan_house.pk]), child, follow=True
    ).content.decode()
    assert "Ada Mary Quill" in body
