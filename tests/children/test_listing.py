"""Onto the do-not-disclose list: every care worker may, and nothing but a manager takes off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, NotToBeTold, Professional
from decisions.policy.terms import Relationship
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Visit
from tests.children.typed import agency_page, relative_page, trace_of, words_in

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit], Client]
REASON = "A court said that he must not find out where Kit lives."


def listing_page(who: object, /, **changes: Any) -> dict[str, Any]:
    token = str(uuid4())
    return {"token": token, "who": str(who), "name": "", "reason": REASON, **changes}


def names_on_list(child: Child) -> list[str]:
    return [entry.name for entry in child.not_to_be_told.filter(lifted_at__isnull=True)]


def test_a_care_worker_puts_a_relative_on_the_list(
    asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    carl, client = kit.relatives.get(), signed_in(asha)
    address = reverse("listing", args=[kit.pk])
    assert address in client.get(reverse("child", args=[kit.pk])).content.decode()
    page = listing_page(carl.pk)
    for _ in range(2):
        body = client.post(address, page, follow=True).content.decode()
    assert "<strong>Carl Tolland</strong> must not be told anything about Kit." in body
    entry = NotToBeTold.objects.get()
    assert entry.pk == UUID(page["token"])
    assert (entry.relative, entry.agency, entry.added_by) == (carl, None, asha)
    assert (entry.reason, entry.added_at) == (REASON, clock.now())


def test_a_whole_organisation_and_a_name_of_its_own_go_on_the_list(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    client, address = signed_in(asha), reverse("listing", args=[kit.pk])
    client.post(address, listing_page(school.pk))
    client.post(address, listing_page("other", name="Dean  Prowse 🙂"))
    assert names_on_list(kit) == ["Dean Prowse 🙂", "Hollin Bank School"]
    assert kit.not_to_be_told.get(agency__isnull=False).agency == school


def test_the_trace_says_who_added_and_nothing_in_clear(
    asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    signed_in(asha).post(
        reverse("listing", args=[kit.pk]), listing_page("other", name="Dean Prowse")
    )
    entries = trace_of(NotToBeTold.objects.get())
    assert [entry.actor for entry in entries] == [asha.user]
    assert "added_by" in entries[0].changes
    for word in ("Dean", "Prowse", "court", "Kit"):
        assert word not in words_in(entries)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"who": ""}, "Choose who must not be told."),
        ({"who": "other"}, "Write the name of the person who must not be told."),
        ({"who": "other", "name": "n" * 201}, "Use 200 characters or fewer"),
        ({"who": "other", "name": "a\x00b"}, "Some characters cannot be kept."),
        ({"name": "Somebody else"}, "You chose somebody on the list too."),
        ({"reason": " "}, "Write why they must not be told."),
        ({"reason": "r" * 1_000_000}, "Use 2,000 characters or fewer"),
        ({"who": str(uuid4())}, "Choose from the answers on this page."),
        ({"token": ""}, "This page was out of date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    changes: dict[str, Any], sentence: str, asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    page = listing_page(kit.relatives.get().pk) | changes
    answer = signed_in(asha).post(reverse("listing", args=[kit.pk]), page)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert page["reason"].strip() in answer.content.decode()
    assert not NotToBeTold.objects.exists()


def test_a_name_that_is_on_the_list_is_not_added_again_and_one_taken_off_is(
    asha: Appointment, maya: Appointment, kit: Child, signed_in: SignIn
) -> None:
    client, address = signed_in(asha), reverse("listing", args=[kit.pk])
    client.post(address, listing_page("other", name="Dean Prowse"))
    again = client.post(address, listing_page("other", name="dean prowse"))
    assert "This name is on the list already." in again.content.decode()
    entry = NotToBeTold.objects.get()
    lifting = reverse("lifting", args=[kit.pk, entry.pk])
    signed_in(maya).post(lifting, {"reason": "The order ended."})
    client.post(address, listing_page("other", name="Dean Prowse"))
    assert NotToBeTold.objects.count() == 2


def test_rows_of_another_child_or_provider_cannot_be_chosen(
    asha: Appointment, kit: Child, lark: Child, wren: Child, signed_in: SignIn
) -> None:
    client, address = signed_in(asha), reverse("listing", args=[kit.pk])
    theirs = lark.relatives.create(name="Neil Ibbotson", relationship=Relationship.FATHER.value)
    foreign = wren.placements.get().placing_authority
    body = client.get(address).content.decode()
    for row in (theirs, foreign):
        assert row.name not in body
        answer = client.post(address, listing_page(row.pk))
        assert "Choose from the answers on this page." in answer.content.decode()
    assert not NotToBeTold.objects.exists()


def test_a_token_of_another_childs_entry_is_refused(
    asha: Appointment, bryn: Appointment, kit: Child, lark: Child, signed_in: SignIn
) -> None:
    entry = NotToBeTold.objects.create(
        child=lark, name="Somebody", reason="x", added_by=bryn, added_at=clock.now()
    )
    page = listing_page("other", name="Dean Prowse", token=str(entry.pk))
    answer = signed_in(asha).post(reverse("listing", args=[kit.pk]), page)
    assert "This page was used before" in answer.content.decode()
    assert names_on_list(kit) == []


@pytest.mark.parametrize("person", ["dana", "ivy", "bryn", "otto"])
def test_nobody_else_adds_to_the_list(
    person: str, kit: Child, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client, address = (
        signed_in(request.getfixturevalue(person)),
        reverse("listing", args=[kit.pk]),
    )
    assert client.get(address).status_code == 404
    assert client.post(address, listing_page("other", name="Me")).status_code == 404
    assert not NotToBeTold.objects.exists()


def test_giving_a_relative_another_name_takes_nobody_off_the_list(
    ben: Appointment, asha: Appointment, kit: Child, signed_in: SignIn
) -> None:
    carl = kit.relatives.get()
    signed_in(asha).post(reverse("listing", args=[kit.pk]), listing_page(carl.pk))
    client, address = signed_in(ben), reverse("relative-change", args=[kit.pk, carl.pk])
    client.post(address, relative_page(name="carl tolland"))
    assert names_on_list(kit) == ["Carl Tolland"]
    for _ in range(2):
        client.post(address, relative_page(name="Karl Tolland"))
    assert names_on_list(kit) == ["Carl Tolland", "Karl Tolland"]
    added = kit.not_to_be_told.get(name="Karl Tolland")
    assert (added.relative, added.added_by, added.reason) == (carl, ben, REASON)


def test_a_name_that_the_list_already_means_is_not_listed_again(
    ben: Appointment, kit: Child, signed_in: SignIn
) -> None:
    carl, client = kit.relatives.get(), signed_in(ben)
    listing = reverse("listing", args=[kit.pk])
    for name in ("Carl Tolland", "Carl"):
        client.post(listing, listing_page("other", name=name))
    address = reverse("relative-change", args=[kit.pk, carl.pk])
    client.post(address, relative_page(name="Tolland, Carl"))
    client.post(address, relative_page(name="Carl James Tolland"))
    client.post(address, relative_page(name="James Tolland"))
    assert names_on_list(kit) == ["Carl", "Carl Tolland", "James Tolland", "Tolland, Carl"]


def test_giving_an_agency_or_a_professional_another_name_takes_nobody_off_the_list(
    ben: Appointment,
    kit: Child,
    school: Agency,
    social_worker: Professional,
    signed_in: SignIn,
) -> None:
    client, address = signed_in(ben), reverse("listing", args=[kit.pk])
    for name in ("Priya Nair", "hollin bank school"):
        client.post(address, listing_page("other", name=name))
    person = {"token": str(uuid4()), "name": "Pria Nair", "position": "Social worker"}
    client.post(reverse("professional-change", args=[social_worker.pk]), person)
    client.post(reverse("agency-change", args=[school.pk]), agency_page(name="Hollin School"))
    assert set(names_on_list(kit)) == {
        "Priya Nair",
        "Pria Nair",
        "hollin bank school",
        "Hollin School",
    }
