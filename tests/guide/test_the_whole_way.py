"""From the start to the signed page."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from decisions.models import Draft, SharingDecision
from decisions.recording.reading import read_decision
from tests.guide.conftest import Guide, text_of


def test_a_request_is_answered_and_signed(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    signed = guide.sign()
    assert signed.status_code == 302, text_of(signed)
    record = SharingDecision.objects.get()
    assert signed["Location"] == reverse("signed", args=[record.pk])
    assert not Draft.objects.exists()
    sealed = read_decision(record)
    assert sealed.answers.request.name == "Priya Nair"
    assert [one.words for one in sealed.answers.items] == ["Attendance this term"]
    page = guide.client.get(signed["Location"])
    assert record.code in text_of(page)


def test_a_share_of_ones_own_is_signed(begin: Callable[..., Guide]) -> None:
    guide = begin("own-initiative")
    signed = guide.sign()
    assert signed.status_code == 302, text_of(signed)
    assert SharingDecision.objects.get().outcome == "SHARE"


def test_an_urgent_share_is_signed_on_its_one_page(begin_urgent: Callable[..., Guide]) -> None:
    guide = begin_urgent()
    signed = guide.answer("urgent")
    assert signed.status_code == 302, text_of(signed)
    record = SharingDecision.objects.get()
    assert record.urgent
    assert record.disclosures.count() == 1
