"""The same page sent from two places at the same moment, through the whole site."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import Client

from children.models import Child
from decisions.models import Disclosure, Draft, SharingDecision
from infoshare.common import clock
from tests.guide.conftest import NOW, Guide, draft_at

pytestmark = pytest.mark.django_db(transaction=True)


def sent_at_once(client: Client, url: str, data: dict[str, Any], times: int) -> list[HttpResponse]:
    gate = Barrier(times)

    def send(_: int) -> HttpResponse:
        close_old_connections()
        mine = Client(raise_request_exception=False)
        mine.cookies = client.cookies
        try:
            # The clock of a test is its thread's own.
            with clock.at(NOW):
                gate.wait(10)
                return mine.post(url, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, range(times)))


def test_an_urgent_page_is_one_record_and_one_share(begin_urgent: Callable[..., Guide]) -> None:
    guide = begin_urgent()
    typed = {**guide.answers["urgent"], "version": "0"}
    answers = sent_at_once(guide.client, guide.url("urgent"), typed, 3)
    assert {answer.status_code for answer in answers} <= {302, 409}
    assert (SharingDecision.objects.count(), Disclosure.objects.count()) == (1, 1)
    assert not Draft.objects.exists()


def test_two_tabs_that_save_one_page_lose_nothing(begin: Callable[..., Guide], kit: Child) -> None:
    guide = begin("asked")
    typed = {**guide.answers["request"], "version": "0"}
    answers = sent_at_once(guide.client, guide.url("request"), typed, 3)
    assert {answer.status_code for answer in answers} == {302}
    assert draft_at(answers[0]).read().request.name == "Priya Nair"
