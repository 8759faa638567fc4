"""The three starts, and the way in to the urgent page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.models import Draft
from decisions.policy.terms import Purpose, Start
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, draft_at, text_of

SignIn = Callable[..., Client]


@pytest.mark.parametrize(
    ("slug", "start"),
    [("asked", Start.ASKED), ("own-initiative", Start.OWN_INITIATIVE), ("move", Start.MOVE)],
)
def test_each_start_begins_a_draft_about_the_child(
    signed_in: SignIn, asha: Appointment, kit: Child, slug: str, start: Start
) -> None:
    begun = signed_in(asha).post(reverse("guide-start", args=[slug]), {"child": str(kit.pk)})
    draft = draft_at(begun)
    assert (draft.child, draft.home, draft.author) == (kit, asha.home, asha)
    assert draft.read().start is start


def test_a_move_knows_what_it_is_for(begin: Callable[..., Guide]) -> None:
    assert begin("move").draft.read().purpose.code is Purpose.PLACEMENT_MOVE


def test_pressing_the_button_twice_begins_one_draft(begin: Callable[..., Guide]) -> None:
    assert begin("asked").draft.pk == begin("asked").draft.pk
    assert Draft.objects.count() == 1


def test_a_draft_that_was_worked_on_is_not_found_again(begin: Callable[..., Guide]) -> None:
    first = begin("asked")
    first.answer("request")
    assert begin("asked").draft.pk != first.draft.pk


def test_only_children_of_ones_own_home_can_be_chosen(
    signed_in: SignIn, asha: Appointment, kit: Child, lark: Child, wren: Child
) -> None:
    client = signed_in(asha)
    page = text_of(client.get(reverse("guide-start", args=["asked"])))
    assert "Kit Tolland, born 14 March 2011" in page
    assert "Lark" not in page
    assert "Wren" not in page


@pytest.mark.parametrize("child", ["lark", "wren", "nobody", "garbled", "nothing"])
def test_another_homes_child_and_no_child_are_refused_in_words(
    signed_in: SignIn, asha: Appointment, kit: Child, lark: Child, wren: Child, child: str
) -> None:
    typed = {
        "lark": str(lark.pk),
        "wren": str(wren.pk),
        "nobody": "00000000-0000-0000-0000-000000000000",
        "garbled": "\x00';--",
        "nothing": "",
    }[child]
    refused = signed_in(asha).post(reverse("guide-start", args=["asked"]), {"child": typed})
    assert refused.status_code == 200
    assert "There is a problem" in text_of(refused)
    assert not Draft.objects.exists()


def test_the_child_of_the_page_one_came_from_is_chosen_already(
    signed_in: SignIn, asha: Appointment, kit: Child
) -> None:
    page = signed_in(asha).get(reverse("guide-start", args=["asked"]), {"child": str(kit.pk)})
    assert page.context["form"].initial["child"] == str(kit.pk)
    assert b"checked" in page.content


def test_an_unknown_start_is_not_found(signed_in: SignIn, asha: Appointment) -> None:
    assert signed_in(asha).get(reverse("guide-start", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize("url", ["guide-start", "urgent-start"])
def test_whoever_may_not_record_finds_no_start(
    signed_in: SignIn, dana: Appointment, ada: Appointment, kit: Child, url: str
) -> None:
    args = ["asked"] if url == "guide-start" else []
    for person in (dana, ada):
        assert signed_in(person).get(reverse(url, args=args)).status_code == 404


def test_nobody_starts_without_signing_in(client: Client, db: None) -> None:
    page = client.get(reverse("guide-start", args=["asked"]))
    assert page.status_code == 302
    assert page["Location"].startswith(reverse("account_login"))


def test_looking_at_the_urgent_way_in_writes_nothing(
    signed_in: SignIn, asha: Appointment, kit: Child
) -> None:
    page = signed_in(asha).get(reverse("urgent-start"))
    assert "999" in text_of(page)
    assert not Draft.objects.exists()


def test_the_urgent_way_in_takes_the_child_along(
    signed_in: SignIn, asha: Appointment, kit: Child
) -> None:
    client = signed_in(asha)
    way_in = client.get(reverse("urgent-start"), {"child": str(kit.pk)})
    assert str(kit.pk) in way_in.content.decode()
    draft = draft_at(client.post(reverse("urgent-start"), {"child": str(kit.pk)}))
    assert draft.child == kit
    page = client.get(reverse("guide-step", args=[draft.pk, "urgent"]))
    assert page.context["form"].initial["child"] == str(kit.pk)


def test_another_homes_child_is_not_taken_along(
    signed_in: SignIn, asha: Appointment, kit: Child, lark: Child
) -> None:
    client = signed_in(asha)
    draft = draft_at(client.post(reverse("urgent-start"), {"child": str(lark.pk)}))
    assert draft.child is None


def test_urgent_can_be_opened_before_any_child_is_known(
    signed_in: SignIn, asha: Appointment
) -> None:
    client = signed_in(asha)
    opened = client.post(reverse("urgent-start"), {"child": "\x00"})
    assert client.get(opened["Location"]).status_code == 200
