"""After signing: what stands, who is told, what to do now, and what to say."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import SharingDecision
from infoshare.ledger.reading import LedgerMismatch
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, text_of


def signed_page(guide: Guide) -> str:
    signed = guide.sign()
    assert signed.status_code == 302, text_of(signed)
    return text_of(guide.client.get(signed["Location"]))


def test_a_share_that_may_go_leads_to_writing_down_what_was_shared(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    page = guide.client.get(guide.sign()["Location"])
    record = SharingDecision.objects.get()
    assert reverse("disclosures", args=[record.pk]) in page.content.decode()
    assert reverse("record", args=[record.pk]) in page.content.decode()
    assert "You may share it" in text_of(page)


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("type:MEDIA", "I cannot say anything about any child, or who lives here"),
        ("", "I cannot share this with you"),
    ],
)
def test_a_refusal_has_words_for_the_caller(
    begin: Callable[..., Guide], who: str, says: str
) -> None:
    guide = begin("asked")
    if who:
        guide.answers["request"].update(
            who=who, agency_name="The Evening Post", name="Jo Vane", position="Reporter"
        )
        guide.answers["caller"].update(verification="NONE", role_with_child="NO_ROLE")
    guide.answers["purpose"]["refusing_now"] = "on"
    guide.answers["decision"].update(outcome="NOT_SHARE", method="")
    page = signed_page(guide)
    assert "Nothing is shared" in page
    assert says in page
    assert "Record what we shared" not in page


def test_an_unverified_caller_is_to_be_rung_back_on_the_held_number(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    guide.answers["caller"].update(verification="NONE", doubt="yes")
    guide.fill_until("check")
    boxes = [n for n in guide.get("check").context["form"].fields if n.startswith("explain_")]
    signed = guide.answer("check", **dict.fromkeys(boxes, "She sounded right, but I am not sure."))
    assert signed.status_code == 302, text_of(signed)
    page = guide.client.get(signed["Location"])
    assert "Ring them back" in text_of(page)
    assert 'href="tel:01632960201"' in page.content.decode()
    assert "I will ring you back on the number that we hold" in text_of(page)


def test_it_is_its_authors_page(
    begin: Callable[..., Guide],
    signed_in: Callable[..., Client],
    ben: Appointment,
    maya: Appointment,
    otto: Appointment,
) -> None:
    guide = begin("asked")
    address = guide.sign()["Location"]
    for person in (ben, maya, otto):
        assert signed_in(person).get(address).status_code == 404


def test_a_record_that_does_not_match_its_seal_is_said_calmly(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    address = guide.sign()["Location"]
    record = SharingDecision.objects.get()
    broken = LedgerMismatch(log=record.log, seq=record.seq, part="text", expected="a", found="b")
    with patch("decisions.guide.signed.read_decision", side_effect=broken):
        page = guide.client.get(address)
    assert page.status_code == 200
    assert "Tell the data protection officer" in text_of(page)


def test_the_code_is_printed_on_each_sheet(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    page = guide.client.get(guide.sign()["Location"])
    code = SharingDecision.objects.get().code
    assert f"Record {code}</p>" in page.content.decode()
