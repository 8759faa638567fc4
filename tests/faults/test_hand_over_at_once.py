"""Taking over, saving and signing at the same moment, through the whole site."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, HandOver, SharingDecision, UnsavedPage
from decisions.recording.decision import HandedOverMeanwhile, seal
from decisions.recording.handing_over import take_over
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.guide.conftest import NOW, Guide

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[..., Client]


def all_at_once(*presses: tuple[Client, str, dict[str, Any]]) -> list[HttpResponse]:
    gate = Barrier(len(presses))

    def press(one: tuple[Client, str, dict[str, Any]]) -> HttpResponse:
        client, url, data = one
        close_old_connections()
        try:
            # The clock of a test is its thread's own.
            with clock.at(NOW):
                gate.wait(10)
                return client.post(url, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def takes(client: Client, draft: Draft) -> tuple[Client, str, dict[str, Any]]:
    whose = {"whose": str(draft.author.user_id)}
    return client, reverse("draft-take-over", args=[draft.pk]), whose


def test_of_two_who_take_over_at_once_one_has_it_and_the_other_is_asked_again(
    begin: Callable[..., Guide], signed_in: SignIn, ben: Appointment, maya: Appointment
) -> None:
    draft = begin("asked").draft
    all_at_once(takes(signed_in(ben), draft), takes(signed_in(maya), draft))
    assert HandOver.objects.count() == 1
    draft.refresh_from_db()
    assert draft.author == HandOver.objects.get().to_author
    assert draft.version == 1


def test_a_page_saved_while_it_is_taken_over_is_in_the_draft_or_beside_it(
    begin: Callable[..., Guide], signed_in: SignIn, ben: Appointment
) -> None:
    guide = begin("asked")
    typed = {**guide.answers["request"], "version": "0"}
    all_at_once(takes(signed_in(ben), guide.draft), (guide.client, guide.url("request"), typed))
    draft = Draft.objects.get()
    assert draft.author == ben
    kept_beside = UnsavedPage.objects.filter(slug="request").exists()
    assert (draft.read().request.name == "Priya Nair") is not kept_beside


def test_signing_while_it_is_taken_over_signs_in_ones_own_name_or_not_at_all(
    begin: Callable[..., Guide], signed_in: SignIn, ben: Appointment
) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    guide.draft.refresh_from_db()
    typed = {**guide.answers["check"], "version": guide.version, "unsaved_until": ""}
    all_at_once(takes(signed_in(ben), guide.draft), (guide.client, guide.url("check"), typed))
    record = SharingDecision.objects.first()
    if record is None:
        assert Draft.objects.get().author == ben
    else:
        assert read_decision(record).signature == "Asha Rahman, care worker"
        assert not Draft.objects.exists()


def test_who_waits_to_sign_while_it_is_taken_over_is_told_so(
    begin: Callable[..., Guide], ben: Appointment
) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    draft = Draft.objects.get()
    taken, given_up = Event(), Event()

    def sign() -> None:
        close_old_connections()
        try:
            taken.wait(10)
            with clock.at(NOW), pytest.raises(HandedOverMeanwhile):
                seal(draft)
        finally:
            connection.close()
            given_up.set()

    with ThreadPoolExecutor(1) as pool:
        signing = pool.submit(sign)
        with transaction.atomic():
            take_over(draft, ben)
            taken.set()
            # Who signs waits for this lock, and may not answer before it is let go.
            assert not given_up.wait(0.5)
        signing.result(10)
    assert Draft.objects.get().author == ben
