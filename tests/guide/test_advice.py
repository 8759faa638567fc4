"""Asking for advice before deciding, and writing down what was advised."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from decisions.guide.whose import signed_for
from decisions.models import AdviceAsked, AdviceGiven
from decisions.policy.terms import Outcome
from decisions.recording.reading import read_sealed
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, text_of

WORDS = "Ring the school first, then decide."


def asking(begin: Callable[..., Guide]) -> Guide:
    guide = begin("asked")
    guide.answers["decision"]["outcome"] = "ASK_ADVICE"
    guide.fill_until("advice")
    return guide


def write_down(guide: Guide, adviser: Appointment, **changes: str) -> HttpResponse:
    typed = {
        "adviser": str(adviser.pk),
        "words": WORDS,
        "advises": "CHECK_FIRST",
        "given_at_day": "23",
        "given_at_month": "11",
        "given_at_year": "2026",
        "given_at_time": "09:15",
        "token": "made-with-the-page",
        **changes,
    }
    return guide.client.post(reverse("advice-given", args=[guide.draft.pk]), typed)


def test_those_who_may_advise_are_named_and_the_number_to_ring(
    begin: Callable[..., Guide],
    maya: Appointment,
    ben: Appointment,
    bryn: Appointment,
    ada: Appointment,
    sam: Appointment,
    ruth: Appointment,
    dana: Appointment,
    dele: Appointment,
    nell: Appointment,
    huw: Appointment,
    otto: Appointment,
) -> None:
    page = asking(begin).get("advice")
    words = text_of(page)
    for name in ("Maya Okoro, registered manager", "Dele Finch", "Ruth Adeyemi", "Sam Whitlock"):
        assert name in words
    assert "Dana Novak, data protection officer" in words
    assert "Huw Pritchard, registered manager, Willow Lodge" in words
    assert "They do not see who the child is, or which home it is." in words
    for name in ("Ben Castell", "Bryn Hale", "Ada Marsh", "Nell Ferris", "Otto Lindqvist"):
        assert name not in words
    assert "Asha Rahman, care worker" not in words
    assert 'href="tel:01632960101"' in page.content.decode()
    assert "Write “the child”, not the name" in words


def test_nobody_advises_themselves(begin: Callable[..., Guide], maya: Appointment) -> None:
    guide = begin("asked", by=maya)
    guide.answers["decision"]["outcome"] = "ASK_ADVICE"
    guide.fill_until("advice")
    assert "There is a problem" in text_of(write_down(guide, maya))


def test_the_question_is_kept_and_the_way_on_appears(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    guide = asking(begin)
    saved = guide.post("advice", {"advice_wanted": "May school know?"})
    assert "May school know?" in text_of(guide.client.get(saved["Location"]))
    told = guide.post("advice", {"advice_wanted": "May school know?", "do": "told"})
    assert told["Location"] == reverse("advice-given", args=[guide.draft.pk])
    assert not AdviceAsked.objects.exists()


def test_advice_is_sealed_with_its_adviser_and_leads_to_the_decision(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    guide = asking(begin)
    guide.post("advice", {"advice_wanted": "May school know?"})
    assert write_down(guide, maya)["Location"] == guide.url("decision")
    advice = AdviceGiven.objects.get()
    assert (advice.adviser, advice.draft_id) == (maya, guide.draft.pk)
    assert (advice.advises, advice.answers) == ("CHECK_FIRST", None)
    text = read_sealed(advice)["text"]
    assert (text["asked"], text["words"]) == ("May school know?", WORDS)
    guide.draft.refresh_from_db()
    assert guide.draft.read().decision.outcome is Outcome.ASK_ADVICE


def test_after_advice_the_record_can_be_decided_and_signed(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    guide = asking(begin)
    write_down(guide, maya)
    guide.answer("decision", outcome="SHARE")
    assert guide.answer("check").status_code == 302


def test_pressing_the_button_twice_records_the_advice_once(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    guide = asking(begin)
    write_down(guide, maya)
    write_down(guide, maya)
    assert AdviceGiven.objects.count() == 1


@pytest.mark.parametrize("token", ["", "\x00", "garbled", str(uuid4()), "9" * 5000])
def test_no_token_fails(begin: Callable[..., Guide], maya: Appointment, token: str) -> None:
    assert write_down(asking(begin), maya, token=token).status_code == 302


def test_a_token_of_another_draft_is_no_way_to_its_advice(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    write_down(asking(begin), maya)
    write_down(asking(begin), maya)
    assert AdviceGiven.objects.count() == 2


def test_only_those_on_the_list_can_have_advised(
    begin: Callable[..., Guide], bryn: Appointment, asha: Appointment
) -> None:
    guide = asking(begin)
    for person in (bryn, asha):
        refused = write_down(guide, person)
        assert "There is a problem" in text_of(refused)
        assert WORDS in text_of(refused)
    assert not AdviceGiven.objects.exists()


@pytest.mark.parametrize("year", ["2027", "2009"])
def test_advice_from_an_impossible_time_is_refused(
    begin: Callable[..., Guide], maya: Appointment, year: str
) -> None:
    assert "There is a problem" in text_of(write_down(asking(begin), maya, given_at_year=year))


def test_an_expired_session_keeps_the_advice(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    guide = asking(begin)
    address = reverse("advice-given", args=[guide.draft.pk])
    token = signed_for(guide.draft.author.user, guide.draft.pk)
    Client().post(address, {"words": WORDS, "page_for": token})
    assert WORDS in text_of(guide.client.get(address))
    write_down(guide, maya)
    assert WORDS not in text_of(guide.client.get(address))


@pytest.mark.parametrize("advised", ["", "OPENLY", "\x00"])
def test_what_was_advised_is_chosen_from_the_page(
    begin: Callable[..., Guide], maya: Appointment, advised: str
) -> None:
    assert "There is a problem" in text_of(write_down(asking(begin), maya, advises=advised))
    assert not AdviceGiven.objects.exists()


def test_advice_that_left_it_open_advises_nothing(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    write_down(asking(begin), maya, advises="OPEN")
    assert AdviceGiven.objects.get().advises == ""
