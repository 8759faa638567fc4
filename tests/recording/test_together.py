"""Two people at once: one answer, one share, one draft."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import close_old_connections, connection

from children.models import Agency, Child
from decisions.models import Disclosure, Draft, Review, SharingDecision
from decisions.policy.terms import Verdict
from decisions.recording.completion import complete_urgent
from decisions.recording.decision import seal
from decisions.recording.drafts import start_draft
from decisions.recording.review import AlreadyReviewed, answer_question
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import (
    own_initiative,
    reviewed,
    sealed,
    sealed_urgent,
    shared,
    unverified_caller,
    urgently,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave or raised, all begun at the same moment on connections of their own."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        close_old_connections()
        try:
            gate.wait(10)
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_managers_at_once_give_one_answer(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
) -> None:
    for _ in range(5):
        held = sealed(rowan_house, kit, asha, unverified_caller())
        results = at_once(
            lambda held=held: reviewed(held, maya, Verdict.AGREED),
            lambda held=held: reviewed(held, dele, Verdict.NOT_AGREED),
        )
        (written,) = [one for one in results if isinstance(one, Review)]
        (told,) = [one for one in results if isinstance(one, AlreadyReviewed)]
        assert told.review == written
        assert held.reviews.count() == 1


def test_one_page_sent_twice_at_once_is_one_share(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    record = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    token = uuid4()
    first, second = at_once(*[lambda: shared(record, asha, token)] * 2)
    assert isinstance(first, Disclosure)
    assert first == second
    assert Disclosure.objects.count() == 1


def test_one_draft_signed_twice_at_once_is_one_record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    first, second = at_once(*[lambda: seal(Draft.objects.get(pk=draft.pk))] * 2)
    records = {one for one in (first, second) if isinstance(one, SharingDecision)}
    # Who comes when the draft is gone finds no draft: the page then looks for the record.
    assert len(records) == 1
    assert SharingDecision.objects.count() == 1


def test_two_presses_begin_one_draft(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    held = sealed(rowan_house, kit, asha, unverified_caller())
    reviewed(held, maya, Verdict.QUESTION)
    for act in (lambda: complete_urgent(urgent, asha), lambda: answer_question(held, asha)):
        first, second = at_once(act, act)
        assert isinstance(first, Draft), first
        assert first == second
    assert Draft.objects.count() == 2
