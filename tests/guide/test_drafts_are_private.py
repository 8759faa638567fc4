"""A draft is its author's alone, and cannot go on once its child has left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Child, Placement
from infoshare.organisation.models import Appointment, Home
from tests.guide.conftest import NOW, Guide, text_of

ADDRESSES = ["draft", "guide-step", "advice-given"]


def address(guide: Guide, name: str) -> str:
    more = ["request"] if name == "guide-step" else []
    return reverse(name, args=[guide.draft.pk, *more])


@pytest.mark.parametrize("name", ADDRESSES)
def test_nobody_else_finds_a_draft(
    begin: Callable[..., Guide],
    signed_in: Callable[..., Client],
    ben: Appointment,
    maya: Appointment,
    bryn: Appointment,
    otto: Appointment,
    ruth: Appointment,
    dana: Appointment,
    name: str,
) -> None:
    guide = begin("asked")
    for person in (ben, maya, bryn, otto, ruth, dana):
        client = signed_in(person)
        assert client.get(address(guide, name)).status_code == 404, person.user.name
        posted = client.post(address(guide, name), {"name": "x", "version": "0"})
        assert posted.status_code in (404, 405), person.user.name
    guide.draft.refresh_from_db()
    assert guide.draft.typed == "{}"


def test_whoever_has_left_the_home_finds_the_draft_no_more(
    begin: Callable[..., Guide], asha: Appointment
) -> None:
    guide = begin("asked")
    Appointment.objects.filter(pk=asha.pk).update(ends_at=NOW)
    assert guide.get("request").status_code == 404


def test_a_draft_whose_child_moved_away_says_so_and_keeps_everything(
    begin: Callable[..., Guide], kit: Child, willow_lodge: Home
) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    move_out(kit, willow_lodge)
    page = guide.get("purpose")
    assert "no longer lives at Rowan House" in text_of(page)
    posted = guide.answer("purpose", words="Typed before I knew")
    assert "Everything that you wrote is kept" in text_of(posted)
    guide.draft.refresh_from_db()
    assert "Typed before I knew" in guide.draft.typed
    assert guide.draft.read().request.name == "Priya Nair"


def test_a_draft_cannot_be_signed_after_its_child_moved_away(
    begin: Callable[..., Guide], kit: Child, willow_lodge: Home
) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    move_out(kit, willow_lodge)
    assert "cannot go on" in text_of(guide.answer("check"))
    assert "cannot go on" in text_of(guide.client.get(address(guide, "draft")))


def test_a_record_is_signed_under_the_appointment_held_now(
    begin: Callable[..., Guide], asha: Appointment
) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    Appointment.objects.filter(pk=asha.pk).update(ends_at=NOW)
    Appointment.objects.create(
        user=asha.user,
        role="SENIOR_CARE_WORKER",
        provider=asha.provider,
        home=asha.home,
        starts_at=NOW,
    )
    page = guide.client.get(guide.answer("check")["Location"])
    assert "Asha Rahman, senior care worker" in text_of(page)


def move_out(child: Child, home: Home) -> None:
    """The child lives elsewhere from today."""
    old = child.placements.get()
    Placement.objects.filter(pk=old.pk).update(ends_on=date(2026, 11, 23))
    Placement.objects.create(
        child=child,
        home=home,
        placing_authority=old.placing_authority,
        legal_status=old.legal_status,
        starts_on=date(2026, 11, 23),
    )
