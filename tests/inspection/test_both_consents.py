"""The independent person reads a child's records while the child and the authority both agree.

Regulation 44(2)(b) of the Children's Homes (England) Regulations 2015.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, Consent
from children.recording import record_consent, withdraw_consent
from decisions.models import SharingDecision
from decisions.policy.terms import AgencyType, ConsentGiver, ConsentState, Purpose, VisitorRole
from infoshare.access.agreed import children_agreed_at
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider, Visit
from infoshare.organisation.recording import end_visit, open_visit
from tests.cast import place_child
from tests.followups.made import SUNDAY, share

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
TODAY = SUNDAY.date()
CHILD, AUTHORITY = ConsentGiver.CHILD, ConsentGiver.PLACING_AUTHORITY


@pytest.fixture
def visitors(meadowbank: Provider) -> Agency:
    """Who sends the independent person."""
    return Agency.objects.create(
        provider=meadowbank, agency_type=AgencyType.REG44_VISITOR.value, name="Fair View Visits"
    )


@pytest.fixture
def robin(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    """Lives at Rowan House beside Kit."""
    return place_child(
        meadowbank, rowan_house, childrens_services, "Robin", "Ashdown", date(2012, 2, 3)
    )


def said(
    child: Child, by: Appointment, giver: ConsentGiver, to: Agency | None, **changes: Any
) -> Consent:
    home = changes.pop("home", child.placements.get(ends_on__isnull=True).home)
    told: dict[str, Any] = {
        "state": ConsentState.GIVEN,
        "purpose": Purpose.INSPECTION,
        "items": [],
        "given_on": TODAY,
        "expires_on": TODAY + timedelta(days=30),
        **changes,
    }
    return record_consent(child, home, by, giver=giver, recipient=to, **told)


def both(child: Child, by: Appointment, to: Agency, **changes: Any) -> list[Consent]:
    return [said(child, by, giver, to, **changes) for giver in (CHILD, AUTHORITY)]


def pages(child: Child, record: SharingDecision) -> list[str]:
    of_child = [reverse(name, args=[child.pk]) for name in ("child", "consents", "wishes")]
    return [*of_child, reverse("record", args=[record.pk])]


def statuses(client: Client, addresses: list[str]) -> set[int]:
    return {client.get(address).status_code for address in addresses}


def test_without_them_no_child_is_there(
    asha: Appointment, kit: Child, school: Agency, ian: Visit, signed_in: SignIn
) -> None:
    record, client = share(asha, kit, school), signed_in(ian)
    assert statuses(client, [*pages(kit, record), reverse("children")]) == {404}
    assert "No child’s records are open to you now" in client.get("/").content.decode()
    for name in ("home", "inspection"):
        assert "Tolland" not in client.get(reverse(name)).content.decode()


def test_both_open_that_child_and_no_other(
    asha: Appointment,
    kit: Child,
    robin: Child,
    lark: Child,
    bryn: Appointment,
    school: Agency,
    visitors: Agency,
    ian: Visit,
    signed_in: SignIn,
) -> None:
    records = {
        one: share(by, one, school) for one, by in ((kit, asha), (robin, asha), (lark, bryn))
    }
    both(kit, asha, visitors)
    client = signed_in(ian)
    assert statuses(client, [*pages(kit, records[kit]), reverse("children")]) == {200}
    assert statuses(client, pages(robin, records[robin])) == {404}
    assert statuses(client, pages(lark, records[lark])) == {404}
    # The home's lists of records and agencies hold other children's, and stay shut.
    shut = [reverse(name) for name in ("register", "agencies", "approval-queue", "visits")]
    assert statuses(client, shut) == {404}
    for address in (reverse("children"), *pages(kit, records[kit]), "/"):
        body = client.get(address).content.decode()
        assert "Ashdown" not in body
        assert "Ibbotson" not in body
        assert reverse("agencies") not in body
    its_page = client.get(reverse("record", args=[records[kit].pk])).content.decode()
    assert reverse("approval-queue") not in its_page
    assert records[kit].code in client.get(pages(kit, records[kit])[0]).content.decode()


def test_it_stays_read_only(
    asha: Appointment, kit: Child, visitors: Agency, ian: Visit, signed_in: SignIn
) -> None:
    both(kit, asha, visitors)
    client, before = signed_in(ian), Consent.objects.count()
    for name in ("consents", "wishes"):
        assert client.post(reverse(name, args=[kit.pk]), {}).status_code == 404
    for name in ("particulars", "child-change", "listing", "leaving"):
        address = reverse(name, args=[kit.pk])
        assert client.get(address).status_code == client.post(address, {}).status_code == 404
    assert client.post(reverse("child", args=[kit.pk])).status_code == 405
    assert Consent.objects.count() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"state": ConsentState.REFUSED},
        {"state": ConsentState.REQUESTED},
        {"state": ConsentState.DEFERRED},
        {"purpose": Purpose.ACTIVITY},
        {"giver": ConsentGiver.PARENT},
        {"giver": CHILD},
        {"to": None},
        {"to": "school"},
        {"given_on": TODAY - timedelta(days=9), "expires_on": TODAY - timedelta(days=1)},
    ],
    ids=str,
)
def test_one_yes_is_not_both(
    changes: dict[str, Any],
    asha: Appointment,
    kit: Child,
    school: Agency,
    visitors: Agency,
    rowan_house: Home,
) -> None:
    said(kit, asha, CHILD, visitors)
    told = dict(changes)
    to = {"school": school, None: None}.get(told.pop("to", "visitors"), visitors)
    said(kit, asha, told.pop("giver", AUTHORITY), to, **told)
    assert children_agreed_at(rowan_house.pk) == frozenset()


def test_they_close_when_one_of_them_ends(
    asha: Appointment,
    kit: Child,
    school: Agency,
    visitors: Agency,
    ian: Visit,
    signed_in: SignIn,
) -> None:
    record, client = share(asha, kit, school), signed_in(ian)
    consents = both(kit, asha, visitors)
    assert statuses(client, pages(kit, record)) == {200}
    withdraw_consent(consents[0], asha, withdrawn_on=TODAY)
    assert statuses(client, [*pages(kit, record), reverse("children")]) == {404}


def test_they_hold_until_the_last_second_of_their_last_day(
    asha: Appointment, kit: Child, visitors: Agency, ian: Visit, signed_in: SignIn
) -> None:
    both(kit, asha, visitors, expires_on=TODAY + timedelta(days=0), given_on=TODAY)
    midnight = datetime(2026, 11, 9, tzinfo=UTC)
    client, address = signed_in(ian), reverse("child", args=[kit.pk])
    with clock.at(midnight - timedelta(seconds=1)):
        assert client.get(address).status_code == 200
    with clock.at(midnight):
        assert client.get(address).status_code == 404


def test_a_later_no_that_names_nobody_closes_them(
    asha: Appointment, kit: Child, visitors: Agency, rowan_house: Home
) -> None:
    both(kit, asha, visitors, given_on=TODAY - timedelta(days=2))
    assert children_agreed_at(rowan_house.pk) == {kit.pk}
    said(kit, asha, CHILD, None, state=ConsentState.REFUSED, expires_on=None)
    assert children_agreed_at(rowan_house.pk) == frozenset()


def test_a_child_who_has_moved_away_is_not_there(
    asha: Appointment, kit: Child, visitors: Agency, rowan_house: Home, willow_lodge: Home
) -> None:
    both(kit, asha, visitors)
    kit.placements.update(ends_on=TODAY)
    assert children_agreed_at(rowan_house.pk) == frozenset()
    assert children_agreed_at(willow_lodge.pk) == frozenset()


def test_consents_at_another_home_open_nothing_here(
    asha: Appointment,
    ruth: Appointment,
    kit: Child,
    visitors: Agency,
    rowan_house: Home,
    willow_lodge: Home,
) -> None:
    both(kit, ruth, visitors, home=willow_lodge)
    assert children_agreed_at(rowan_house.pk) == frozenset()


def test_a_visitor_of_another_home_sees_nothing_of_it(
    asha: Appointment,
    ruth: Appointment,
    kit: Child,
    school: Agency,
    visitors: Agency,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    record = share(asha, kit, school)
    both(kit, asha, visitors)
    elsewhere = open_visit(
        willow_lodge,
        ruth,
        role=VisitorRole.INDEPENDENT_PERSON,
        name="Ira Dunn",
        body="Fair View Visits",
        until=clock.now() + timedelta(days=1),
    ).visit
    assert statuses(signed_in(elsewhere), [*pages(kit, record), reverse("children")]) == {404}


def test_with_the_visit_they_end_too(
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
    visitors: Agency,
    ian: Visit,
    signed_in: SignIn,
) -> None:
    record, client = share(asha, kit, school), signed_in(ian)
    both(kit, asha, visitors)
    with clock.at(ian.until - timedelta(seconds=1)):
        assert statuses(client, pages(kit, record)) == {200}
    with clock.at(ian.until):
        assert statuses(client, pages(kit, record)) == {404}
    end_visit(ian, maya)
    assert statuses(client, pages(kit, record)) == {404}


def test_the_figures_stay_as_they_are(
    asha: Appointment, kit: Child, school: Agency, visitors: Agency, ian: Visit, signed_in: SignIn
) -> None:
    share(asha, kit, school)
    both(kit, asha, visitors)
    body = signed_in(ian).get(reverse("inspection")).content.decode()
    assert "under 5" in body
    assert "Decisions recorded" not in body
