"""Whoever goes back to a page and sends it with something else in it is told, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Addendum, Disclosure, SharingDecision
from decisions.recording.reading import read_sealed
from infoshare.organisation.models import Appointment
from tests.everyday.made import agreed
from tests.everyday.test_one_page_a_share import typed
from tests.guide.conftest import text_of

SignIn = Callable[..., Client]
ANOTHER = "He slept badly, and the second call was about that"


@pytest.fixture
def arrangement(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> SharingDecision:
    return agreed(asha, maya, kit, school)


def sent_twice(client: Client, page: str, first: dict[str, Any], **changes: Any) -> str:
    """The words of the page after it was sent, gone back to, and sent with these changes."""
    assert client.post(page, first).status_code == 302
    again = client.post(page, {**first, **changes})
    assert again.status_code == 200
    return text_of(again)


@pytest.mark.parametrize(
    "changes",
    [{"words": ANOTHER}, {"items": ["2"]}, {"method": "TELEPHONE"}],
    ids=["words", "items", "method"],
)
def test_a_second_share_from_the_page_gone_back_to_is_not_swallowed(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn, changes: dict[str, Any]
) -> None:
    client, page, first = signed_in(asha), reverse("everyday-share", args=[arrangement.pk]), typed()
    said = sent_twice(client, page, first, **changes)
    assert "This page was sent before" in said
    assert changes.get("words", "") in said
    assert Disclosure.objects.count() == 1
    assert client.post(page, {**first, **changes, "token": str(uuid4())}).status_code == 302
    assert Disclosure.objects.count() == 2


def test_a_second_addition_from_the_page_gone_back_to_is_not_swallowed(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client, page = signed_in(asha), reverse("addenda", args=[arrangement.pk])
    first = {"kind": "ADDITION", "words": "One", "reason": "So", "token": str(uuid4())}
    assert ANOTHER in sent_twice(client, page, first, words=ANOTHER)
    assert [read_sealed(one)["text"]["words"] for one in Addendum.objects.all()] == ["One"]


def test_a_second_answer_of_the_recipient_is_not_swallowed(
    arrangement: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    client.post(reverse("everyday-share", args=[arrangement.pk]), typed())
    shared = Disclosure.objects.get()
    when = {name.replace("shared", "heard"): one for name, one in typed().items() if "_at_" in name}
    first = {"outcome": "ACTED", "words": "They rang", **when, "token": str(uuid4())}
    page = reverse("receipts", args=[shared.pk])
    assert ANOTHER in sent_twice(client, page, first, words=ANOTHER)
    assert shared.receipts.count() == 1
