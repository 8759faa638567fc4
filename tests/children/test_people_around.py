"""Family, friends and professionals of a child, kept up to date."""

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

from children.models import Agency, Child, Involvement, Professional, Relative
from children.upkeep import end_involvement
from decisions.policy.terms import Relationship, Role
from infoshare.organisation.models import Appointment, Home, Visit
from tests.cast import LONG_AGO
from tests.children.typed import day, involvement_page, relative_page, trace_of, words_in

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit], Client]


def particulars(client: Client, child: Child) -> str:
    answer = client.get(reverse("particulars", args=[child.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def ended_page(when: date) -> dict[str, Any]:
    return {"token": str(uuid4()), **day("ends_on", when)}


def test_the_page_leads_to_every_change(ben: Appointment, kit: Child, signed_in: SignIn) -> None:
    client = signed_in(ben)
    on_child = client.get(reverse("child", args=[kit.pk])).content.decode()
    assert reverse("particulars", args=[kit.pk]) in on_child
    body = particulars(client, kit)
    involvement = kit.involvements.get()
    for name, *ids in (
        ("child-change", kit.pk),
        ("leaving", kit.pk),
        ("relative-new", kit.pk),
        ("relative-change", kit.pk, kit.relatives.get().pk),
        ("involvement-new", kit.pk),
        ("involvement-end", kit.pk, involvement.pk),
        ("professional-change", involvement.professional_id),
        ("listing", kit.pk),
    ):
        assert reverse(name, args=ids) in body


def test_a_care_worker_finds_no_link_to_change_anything(
    asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    on_child = client.get(reverse("child", args=[kit.pk])).content.decode()
    assert reverse("particulars", args=[kit.pk]) not in on_child
    assert "/new/" not in client.get(reverse("children")).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_people(
    ben: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    def queries() -> int:
        client = signed_in(ben)
        with CaptureQueriesContext(connection) as captured:
            particulars(client, kit)
        return len(captured)

    few = queries()
    for number in range(5):
        kit.relatives.create(name=f"Aunt {number}", relationship=Relationship.FRIEND.value)
        kit.involvements.create(
            professional=school.professionals.create(name=f"T{number}", position="Teacher"),
            role="EDUCATION",
            starts_on=date(2026, 1, 1),
        )
    assert queries() == few


def test_a_relative_is_added_once_with_what_we_know(
    ben: Appointment, kit: Child, signed_in: SignIn
) -> None:
    client, page = signed_in(ben), relative_page()
    for _ in range(2):
        body = client.post(
            reverse("relative-new", args=[kit.pk]), page, follow=True
        ).content.decode()
    denise = Relative.objects.get(name="Denise Tolland")
    assert denise.pk == UUID(page["token"])
    assert (denise.relationship, denise.responsibility) == ("MOTHER", "YES_EVIDENCED")
    assert denise.on_placement_plan
    assert "Parental responsibility: yes, we have seen evidence" in body
    assert "07700 900201" in body


def test_what_we_know_of_a_relative_is_changed_and_traced_without_words(
    ben: Appointment, kit: Child, signed_in: SignIn
) -> None:
    carl, client = kit.relatives.get(), signed_in(ben)
    address = reverse("relative-change", args=[kit.pk, carl.pk])
    assert 'value="Carl Tolland"' in client.get(address).content.decode()
    page = relative_page(
        name="Carl Tollander",
        relationship="STEP_PARENT",
        responsibility="SAID_NOT_EVIDENCED",
        number="07700 900299",
        on_placement_plan="no",
    )
    body = client.post(address, page, follow=True).content.decode()
    assert "Carl Tollander" in body
    carl.refresh_from_db()
    assert (carl.responsibility, carl.on_placement_plan) == ("SAID_NOT_EVIDENCED", False)
    entry = trace_of(carl)[0]
    assert entry.actor == ben.user
    assert entry.changes["responsibility"] == ["NO", "SAID_NOT_EVIDENCED"]
    assert {"name", "number"} <= set(entry.changes)
    for word in ("Carl", "Tolland", "07700", "900299"):
        assert word not in words_in([entry])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Write their name."),
        ({"name": "n" * 1_000_000}, "Use 200 characters or fewer"),
        ({"relationship": "ENEMY"}, "Choose from the answers on this page."),
        ({"responsibility": ""}, "Choose what we know about parental responsibility."),
        ({"on_placement_plan": ""}, "Say if the placement plan names them."),
        ({"number": "ring the bell"}, "Write a telephone number in digits"),
        ({"number": "12"}, "Write a telephone number in digits"),
        ({"number": "٠١٦٣٢ ٩٦٠٢٠١"}, "Write a telephone number in digits"),
        ({"number": "0" * 41}, "Use 40 characters or fewer"),
    ],
)
def test_what_is_wrong_with_a_relative_is_said(
    changes: dict[str, str], sentence: str, ben: Appointment, kit: Child, signed_in: SignIn
) -> None:
    for address in (
        reverse("relative-new", args=[kit.pk]),
        reverse("relative-change", args=[kit.pk, kit.relatives.get().pk]),
    ):
        answer = signed_in(ben).post(address, relative_page(**changes))
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
    assert kit.relatives.get().name == "Carl Tolland"


def test_somebody_we_know_begins_to_work_with_the_child(
    ben: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    fran = school.professionals.create(name="Fran Osgood", position="Safeguarding lead")
    client, page = signed_in(ben), involvement_page(fran)
    for _ in range(2):
        client.post(reverse("involvement-new", args=[kit.pk]), page)
    row = kit.involvements.get(professional=fran)
    assert (row.role, row.starts_on, row.ends_on) == ("EDUCATION", date(2026, 11, 2), None)
    assert "Fran Osgood" in client.get(reverse("child", args=[kit.pk])).content.decode()
    again = client.post(reverse("involvement-new", args=[kit.pk]), involvement_page(fran))
    assert "They work with the child in this way already." in again.content.decode()


def test_somebody_new_enters_the_directory_with_their_work(
    ben: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    page = involvement_page(
        None,
        name="Fran Osgood",
        agency=str(school.pk),
        position="Safeguarding lead",
        number="01632 960308",
        email="fran@hollinbank.example",
    )
    client, address = signed_in(ben), reverse("involvement-new", args=[kit.pk])
    for _ in range(2):
        body = client.post(address, page, follow=True).content.decode()
    fran = Professional.objects.get(name="Fran Osgood")
    assert (fran.agency, fran.email) == (school, "fran@hollinbank.example")
    assert "Safeguarding lead, Hollin Bank School" in body
    again = client.post(address, {**page, "token": str(uuid4()), "name": "fran osgood"})
    assert "They are on the list already. Choose them there." in again.content.decode()
    assert Professional.objects.filter(agency=school).count() == 1
    for word in ("Fran", "Osgood", "960308", "hollinbank"):
        assert word not in words_in(trace_of(fran))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"professional": ""}, "Choose who it is."),
        ({"professional": "new"}, "Choose who they work for."),
        ({"professional": "new", "agency": str(uuid4())}, "Choose from the answers on this page."),
        ({"professional": "new", "email": "nobody"}, "Write a whole email address"),
        ({"name": "Somebody else"}, "You chose somebody on the list too."),
        ({"role": ""}, "Choose what they do for the child."),
        ({"role": "NO_ROLE"}, "Choose from the answers on this page."),
        ({"starts_on": date(2026, 11, 9)}, "The date must be today or earlier."),
        ({"starts_on": date(2011, 3, 13)}, "That is before the child was born."),
    ],
)
def test_what_is_wrong_with_an_involvement_is_said(
    changes: dict[str, Any],
    sentence: str,
    ben: Appointment,
    kit: Child,
    social_worker: Professional,
    signed_in: SignIn,
) -> None:
    page = involvement_page(social_worker, **changes)
    answer = signed_in(ben).post(reverse("involvement-new", args=[kit.pk]), page)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Involvement.objects.count() == 1


def test_another_providers_people_and_bodies_cannot_be_chosen(
    ben: Appointment, kit: Child, wren: Child, signed_in: SignIn
) -> None:
    foreign = wren.placements.get().placing_authority
    theirs = foreign.professionals.create(name="Una Foreign", position="Social worker")
    client, address = signed_in(ben), reverse("involvement-new", args=[kit.pk])
    body = client.get(address).content.decode()
    assert "Una Foreign" not in body
    assert foreign.name not in body
    for page in (
        involvement_page(theirs),
        involvement_page(None, name="New", position="Nurse", agency=str(foreign.pk)),
    ):
        answer = client.post(address, page)
        assert "Choose from the answers on this page." in answer.content.decode()
    assert Involvement.objects.filter(child=kit).count() == 1


def test_an_involvement_ends_once_and_stays_in_the_list(
    ben: Appointment, kit: Child, signed_in: SignIn
) -> None:
    row, client = kit.involvements.get(), signed_in(ben)
    address = reverse("involvement-end", args=[kit.pk, row.pk])
    for when, sentence in (
        (date(2026, 11, 9), "The date must be today or earlier."),
        (date(2025, 1, 5), "That is before it began."),
    ):
        assert sentence in client.post(address, ended_page(when)).content.decode()
    client.post(address, ended_page(date(2026, 11, 7)))
    again = client.post(address, ended_page(date(2026, 11, 8)), follow=True).content.decode()
    assert "This had ended before. Nothing was changed." in again
    row.refresh_from_db()
    assert row.ends_on == date(2026, 11, 7)
    assert "Priya Nair" not in client.get(reverse("child", args=[kit.pk])).content.decode()
    body = particulars(client, kit)
    assert "To 7 November 2026" in body
    assert address not in body


def test_two_people_who_end_an_involvement_at_once_end_it_once(kit: Child) -> None:
    seen_by_both = kit.involvements.get()
    end_involvement(seen_by_both, ends_on=date(2026, 11, 7))
    end_involvement(seen_by_both, ends_on=date(2026, 11, 8))
    assert kit.involvements.get().ends_on == date(2026, 11, 7)


def test_somebody_who_stopped_may_begin_again(
    ben: Appointment, kit: Child, social_worker: Professional, signed_in: SignIn
) -> None:
    row, client = kit.involvements.get(), signed_in(ben)
    client.post(reverse("involvement-end", args=[kit.pk, row.pk]), ended_page(date(2026, 10, 1)))
    page = involvement_page(social_worker, role="ALLOCATED_SOCIAL_WORKER")
    client.post(reverse("involvement-new", args=[kit.pk]), page)
    assert kit.involvements.filter(professional=social_worker).count() == 2


def test_a_professionals_details_change_and_are_traced_without_words(
    ben: Appointment, kit: Child, social_worker: Professional, signed_in: SignIn
) -> None:
    client, address = signed_in(ben), reverse("professional-change", args=[social_worker.pk])
    assert 'value="01632 960211"' in client.get(address).content.decode()
    page = {
        "token": str(uuid4()),
        "name": "Priya Nair-Cole",
        "position": "Team manager",
        "number": "01632 960299",
        "email": "priya@eastmere.example",
    }
    client.post(address, page)
    body = client.get(reverse("child", args=[kit.pk])).content.decode()
    assert "Priya Nair-Cole" in body
    assert 'href="tel:01632960299"' in body
    entry = trace_of(social_worker)[0]
    assert entry.actor == ben.user
    assert set(entry.changes) == {"name", "position", "number", "email"}
    for word in ("Priya", "Nair", "Cole", "960299", "960211", "eastmere"):
        assert word not in words_in([entry])
    refused = client.post(address, page | {"name": ""}).content.decode()
    assert "Write their name." in refused


def test_rows_of_another_child_are_not_reached_through_ones_own(
    ben: Appointment, kit: Child, lark: Child, social_worker: Professional, signed_in: SignIn
) -> None:
    theirs = lark.relatives.create(name="Neil Ibbotson", relationship=Relationship.FATHER.value)
    working = lark.involvements.create(
        professional=social_worker, role="ALLOCATED_SOCIAL_WORKER", starts_on=date(2026, 1, 1)
    )
    client = signed_in(ben)
    for name, pk, page in (
        ("relative-change", theirs.pk, relative_page()),
        ("involvement-end", working.pk, ended_page(date(2026, 11, 7))),
    ):
        for child in (kit, lark):
            address = reverse(name, args=[child.pk, pk])
            assert client.get(address).status_code == 404
            assert client.post(address, page).status_code == 404
    theirs.refresh_from_db()
    working.refresh_from_db()
    assert (theirs.name, working.ends_on) == ("Neil Ibbotson", None)


def test_a_token_of_another_childs_relative_is_refused(
    ben: Appointment, kit: Child, lark: Child, signed_in: SignIn
) -> None:
    theirs = lark.relatives.create(name="Neil Ibbotson", relationship=Relationship.FATHER.value)
    page = relative_page(token=str(theirs.pk))
    answer = signed_in(ben).post(reverse("relative-new", args=[kit.pk]), page)
    assert "This page was used before" in answer.content.decode()
    theirs.refresh_from_db()
    assert theirs.name == "Neil Ibbotson"


def test_senior_at_one_home_and_care_worker_at_another_keeps_only_the_first(
    asha: Appointment, kit: Child, lark: Child, willow_lodge: Home, signed_in: SignIn
) -> None:
    Appointment.objects.create(
        user=asha.user,
        role=Role.SENIOR_CARE_WORKER.value,
        provider=willow_lodge.provider,
        home=willow_lodge,
        starts_at=LONG_AGO,
    )
    client = signed_in(asha)
    assert client.get(reverse("child", args=[kit.pk])).status_code == 200
    for name in ("particulars", "child-change", "leaving", "relative-new", "involvement-new"):
        assert client.get(reverse(name, args=[kit.pk])).status_code == 404
        assert client.get(reverse(name, args=[lark.pk])).status_code == 200
    here = reverse("child-new", args=[kit.placements.get().home_id])
    assert client.get(here).status_code == 404
