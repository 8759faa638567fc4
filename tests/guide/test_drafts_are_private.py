"""A draft is its author's alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.organisation.models import Appointment
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
