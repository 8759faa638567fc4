"""The register: the home's records or one's own, newest first, with filters that survive paging."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import AgencyType, Outcome, Severity, Verdict
from decisions.recording.disagreement import escalate
from decisions.register.filters import standing_so
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    refusing_social_care,
    reviewed,
    sealed,
    sealed_urgent,
    unverified_caller,
    urgently,
)

SignIn = Callable[..., Client]
Records = dict[str, SharingDecision]


@pytest.fixture
def records(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> Records:
    """One of each shape; the older first."""
    made = {
        "told": sealed(rowan_house, kit, ben, own_initiative(childrens_services)),
        "held": sealed(rowan_house, kit, asha, unverified_caller()),
        "agreed": sealed(rowan_house, kit, asha, unverified_caller()),
        "returned": sealed(rowan_house, kit, asha, unverified_caller()),
        "not agreed": sealed(rowan_house, kit, asha, unverified_caller()),
        "refused": sealed(rowan_house, kit, asha, refusing_a_journalist()),
        "serious": sealed(rowan_house, kit, ben, refusing_social_care(childrens_services)),
        "urgent": sealed_urgent(rowan_house, kit, asha, urgently(childrens_services)),
    }
    reviewed(made["agreed"], maya, Verdict.AGREED)
    reviewed(made["returned"], maya, Verdict.QUESTION)
    reviewed(made["not agreed"], maya, Verdict.NOT_AGREED)
    reviewed(made["urgent"], maya, Verdict.REVIEWED_AFTERWARDS)
    return made


def read(client: Client, **query: Any) -> str:
    page = client.get(reverse("register"), query)
    assert page.status_code == 200
    return " ".join(unescape(page.content.decode()).split())


def listed(page: str, records: Records) -> set[str]:
    return {name for name, record in records.items() if record.code in page}


def test_a_manager_reads_all_records_of_the_home_newest_first(
    records: Records, maya: Appointment, signed_in: SignIn
) -> None:
    page = read(signed_in(maya))
    places = [page.index(record.code) for record in reversed(records.values())]
    assert places == sorted(places)


def test_a_child_is_named_by_initials_only(
    records: Records, maya: Appointment, signed_in: SignIn
) -> None:
    page = read(signed_in(maya))
    assert "KT" in page
    for name in ("Kit", "Tolland", "Joan Ellery"):
        assert name not in page


def test_a_care_worker_reads_their_own(
    records: Records, ben: Appointment, signed_in: SignIn
) -> None:
    assert listed(read(signed_in(ben)), records) == {"told", "serious"}


def test_other_homes_and_other_providers_see_none_of_it(
    records: Records,
    bryn: Appointment,
    otto: Appointment,
    signed_in: SignIn,
) -> None:
    for person in (bryn, otto):
        assert listed(read(signed_in(person)), records) == set()


def test_an_inspector_and_those_who_serve_all_homes_read_it(
    records: Records,
    ivy: Visit,
    ruth: Appointment,
    sam: Appointment,
    dana: Appointment,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    for person in (ivy, ruth, sam, dana):
        assert listed(read(signed_in(person)), records) == set(records)
    assert "Rowan House" in read(signed_in(ruth))


def test_the_independent_person_and_the_administrator_have_no_register(
    records: Records, ian: Visit, ada: Appointment, signed_in: SignIn
) -> None:
    for person in (ian, ada):
        assert signed_in(person).get(reverse("register")).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"outcome": Outcome.NOT_SHARE}, {"refused", "serious"}),
        ({"outcome": Outcome.SHARE}, {"urgent"}),
        ({"standing": "AWAITING"}, {"held", "serious"}),
        ({"standing": "AGREED"}, {"agreed"}),
        ({"standing": "NOT_AGREED"}, {"not agreed"}),
        ({"standing": "RETURNED"}, {"returned"}),
        ({"standing": "STANDS"}, {"told", "refused", "urgent"}),
        ({"urgent": "yes"}, {"urgent"}),
        ({"urgent": "late"}, {"urgent"}),
        ({"severity": Severity.SIGNIFICANT}, {"serious"}),
        ({"kind": AgencyType.LA_PLACING}, {"told", "serious", "urgent"}),
        ({"kind": AgencyType.SCHOOL, "standing": "AWAITING"}, {"held"}),
    ],
)
def test_filters_narrow_the_list(
    records: Records,
    maya: Appointment,
    signed_in: SignIn,
    query: dict[str, str],
    names: set[str],
) -> None:
    page = read(signed_in(maya), **{name: str(value) for name, value in query.items()})
    assert listed(page, records) == names
    assert "what you asked for" in page


def test_the_standing_asked_of_the_database_is_the_standing_that_is_shown(
    records: Records,
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
) -> None:
    higher = sealed(rowan_house, kit, asha, unverified_caller())
    reviewed(higher, maya, Verdict.NOT_AGREED)
    escalate(higher, asha.user)
    shown = {row: standing(row) for row in SharingDecision.objects.all()}
    assert shown[higher] is Standing.ESCALATED
    for wanted in Standing:
        found = standing_so(SharingDecision.objects.all(), str(wanted))
        assert set(found) == {row for row, how in shown.items() if how is wanted}


def test_it_filters_by_recipient_and_by_who_signed(
    records: Records,
    maya: Appointment,
    ben: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    client = signed_in(maya)
    by_recipient = read(client, recipient=str(childrens_services.pk))
    assert listed(by_recipient, records) == {"told", "serious", "urgent"}
    assert listed(read(client, author=str(ben.user_id)), records) == {"told", "serious"}


def test_it_filters_by_the_days_of_signing_both_included(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
) -> None:
    today, made = clock.now(), {}
    for name, days in (("old", 0), ("middle", 4), ("new", 9)):
        with clock.at(today + timedelta(days=days)):
            made[name] = sealed(rowan_house, kit, asha, refusing_a_journalist())
    day = (today + timedelta(days=4)).astimezone(clock.LONDON).date()
    boxes = {"day": day.day, "month": day.month, "year": day.year}
    since = {f"since_{name}": value for name, value in boxes.items()}
    until = {f"until_{name}": value for name, value in boxes.items()}
    client = signed_in(maya)
    assert listed(read(client, **since), made) == {"middle", "new"}
    assert listed(read(client, **until), made) == {"old", "middle"}
    assert listed(read(client, **since, **until), made) == {"middle"}


@pytest.mark.parametrize(
    "query",
    [
        {"outcome": "EVERYTHING"},
        {"standing": "\x00"},
        {"recipient": "not an id"},
        {"recipient": str(uuid4())},
        {"author": "1; DROP TABLE"},
        {"since_day": "99", "since_month": "1", "since_year": "2026"},
        {"since_day": "3"},
        {"until_day": "31", "until_month": "12", "until_year": "9999"},
        {"severity": "🙂" * 5000},
        {
            "since_day": "2",
            "since_month": "2",
            "since_year": "2026",
            "until_day": "1",
            "until_month": "2",
            "until_year": "2026",
        },
    ],
)
def test_a_filter_that_cannot_be_used_says_so_and_shows_all(
    records: Records, maya: Appointment, signed_in: SignIn, query: dict[str, str]
) -> None:
    page = read(signed_in(maya), **query)
    assert listed(page, records) == set(records)
    assert "There is a problem" in page
    assert "All records are shown" in page
    assert "<title>Error: " in page


def test_pages_hold_25_and_keep_the_filter(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    answers = refusing_a_journalist()
    for _ in range(27):
        sealed(rowan_house, kit, asha, answers)
    client = signed_in(maya)
    first = read(client, outcome="NOT_SHARE", page="1")
    assert "1 to 25 of 27" in first
    assert "?outcome=NOT_SHARE&page=2" in first
    assert "26 to 27 of 27" in read(client, outcome="NOT_SHARE", page="2")
    for page in ("-1", "999", "two", "\x00"):
        assert "of 27" in read(client, page=page)


def test_a_full_page_takes_no_more_queries_than_a_short_one(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    reviewed(sealed(rowan_house, kit, asha, unverified_caller()), maya, Verdict.AGREED)
    read(client)
    with CaptureQueriesContext(connection) as short:
        read(client)
    for _ in range(6):
        reviewed(sealed(rowan_house, kit, asha, unverified_caller()), maya, Verdict.AGREED)
    with CaptureQueriesContext(connection) as long:
        read(client)
    assert len(long) == len(short)


def test_an_empty_register_says_so(maya: Appointment, signed_in: SignIn) -> None:
    assert "There are no records to show." in read(signed_in(maya))
