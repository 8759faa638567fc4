"""The author puts a question to advisers on screen, and sees what has come of it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from decisions.guide.whose import signed_for
from decisions.models import AdviceAsked, AdviceGiven, SharingDecision
from decisions.policy.terms import Advice, Role
from decisions.recording.advice import give_advice
from decisions.recording.reading import read_decision, read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.cast import make_person
from tests.guide.conftest import Guide, text_of
from tests.guide.test_advice import asking

QUESTION = "May school know what Kit’s mother said?"


def put(guide: Guide, *people: Appointment, elsewhere: tuple[Appointment, ...] = (), **more: str):
    typed = {
        "advice_wanted": QUESTION,
        "ask": [str(one.pk) for one in people],
        "ask_elsewhere": [str(one.pk) for one in elsewhere],
        "do": "ask",
        "token": "made-with-the-page",
        **more,
    }
    return guide.post("advice", typed)


def start_page(guide: Guide) -> str:
    return text_of(guide.client.get(reverse("home")))


def answer(asked: AdviceAsked, advises: Advice | None = Advice.DO_NOT_SHARE) -> AdviceGiven:
    return give_advice(
        asked, asked.asked_of.user, words="Not before Friday", advises=advises, token=uuid4()
    )


def test_a_question_goes_to_everybody_chosen(
    begin: Callable[..., Guide], sam: Appointment, maya: Appointment, huw: Appointment
) -> None:
    guide = asking(begin)
    sent = put(guide, sam, maya, elsewhere=(huw,))
    assert sent["Location"] == guide.url("advice")
    assert {one.asked_of for one in AdviceAsked.objects.all()} == {sam, maya, huw}
    words = text_of(guide.get("advice"))
    assert "Asked: Maya Okoro, Sam Whitlock, Huw Pritchard." in words
    assert words.count("No answer yet") == 3
    guide.draft.refresh_from_db()
    assert guide.draft.read().decision.advice_wanted == QUESTION


def test_the_author_sees_how_it_reads_without_the_name(
    begin: Callable[..., Guide], huw: Appointment
) -> None:
    guide = asking(begin)
    put(guide, elsewhere=(huw,))
    assert read_sealed(AdviceAsked.objects.get())["text"]["asked"] == QUESTION
    words = text_of(guide.get("advice"))
    assert "Your question says who the child is" in words
    assert "May school know what the child’s mother said?" in words
    assert "Asked without saying who the child is." in words


def test_a_question_without_the_name_is_not_remarked_on(
    begin: Callable[..., Guide], huw: Appointment
) -> None:
    guide = asking(begin)
    put(guide, elsewhere=(huw,), advice_wanted="May school know what the mother said?")
    assert "Your question says who the child is" not in text_of(guide.get("advice"))


def test_pressing_twice_asks_once(begin: Callable[..., Guide], sam: Appointment) -> None:
    guide = asking(begin)
    put(guide, sam)
    put(guide, sam)
    # As a browser sends a page twice: made from the same version of the draft.
    again = {"advice_wanted": QUESTION, "ask": [str(sam.pk)], "do": "ask", "version": 0}
    assert guide.client.post(guide.url("advice"), again).status_code == 302
    assert AdviceAsked.objects.count() == 1


def test_a_page_saved_without_its_question_asks_on_the_second_press(
    begin: Callable[..., Guide], sam: Appointment
) -> None:
    guide = asking(begin)
    guide.post("advice", {"advice_wanted": QUESTION})
    late = {"advice_wanted": QUESTION, "ask": [str(sam.pk)], "do": "ask", "version": 0}
    assert guide.client.post(guide.url("advice"), late).status_code == 302
    assert AdviceAsked.objects.count() == 1


def test_a_page_made_before_another_question_was_saved_asks_nobody(
    begin: Callable[..., Guide], sam: Appointment
) -> None:
    guide = asking(begin)
    guide.post("advice", {"advice_wanted": "Something else?"})
    late = {"advice_wanted": QUESTION, "ask": [str(sam.pk)], "do": "ask", "version": 0}
    assert guide.client.post(guide.url("advice"), late).status_code == 409
    assert not AdviceAsked.objects.exists()


def refused(response: HttpResponse, *words: str) -> bool:
    shown = text_of(response)
    return "There is a problem" in shown and all(one in shown for one in words)


def test_somebody_must_be_chosen_to_be_asked(begin: Callable[..., Guide], sam: Appointment) -> None:
    guide = asking(begin)
    assert refused(put(guide), "Choose who should answer.", QUESTION)
    assert refused(put(guide, sam, advice_wanted=""), "Write what you want to ask.")
    assert not AdviceAsked.objects.exists()


def test_nobody_is_chosen_who_is_not_on_the_page(
    begin: Callable[..., Guide],
    asha: Appointment,
    ben: Appointment,
    bryn: Appointment,
    otto: Appointment,
    sam: Appointment,
    huw: Appointment,
) -> None:
    guide = asking(begin)
    for person in (asha, ben, bryn, otto, huw):
        assert refused(put(guide, person), QUESTION)
    for person in (asha, otto, bryn, sam):
        assert refused(put(guide, elsewhere=(person,)), QUESTION)
    for forged in ("", "x", "\x00", str(uuid4()), "9" * 5000):
        typed = {"advice_wanted": QUESTION, "ask": [forged], "do": "ask"}
        assert refused(guide.post("advice", typed))
    assert not AdviceAsked.objects.exists()


def test_whoever_the_draft_names_is_not_offered(
    begin: Callable[..., Guide], maya: Appointment, dele: Appointment, huw: Appointment
) -> None:
    guide = asking(begin)
    guide.draft.names.add(maya.user)
    assert "Maya Okoro, registered manager" not in text_of(guide.get("advice"))
    assert refused(put(guide, maya))
    guide.draft.names_staff = True
    guide.draft.save()
    words = text_of(guide.get("advice"))
    assert "Dele Finch" in words
    # A concern about staff goes to no other home.
    assert "Huw Pritchard" not in words
    assert "at another home?" not in words


def test_a_person_with_two_offices_is_offered_once(
    begin: Callable[..., Guide], maya: Appointment, willow_lodge: Home
) -> None:
    for role, home in ((Role.SAFEGUARDING_LEAD, None), (Role.DEPUTY_MANAGER, willow_lodge)):
        Appointment.objects.create(
            user=maya.user,
            role=role.value,
            provider=maya.provider,
            home=home,
            starts_at=maya.starts_at,
        )
    words = text_of(asking(begin).get("advice"))
    assert words.count("Maya Okoro, ") == 1
    assert "Maya Okoro, registered manager" in words


def test_where_nobody_may_be_asked_the_page_still_takes_a_question(
    begin: Callable[..., Guide],
) -> None:
    guide = asking(begin)
    assert "Who should answer?" not in text_of(guide.get("advice"))
    assert refused(put(guide), "Choose who should answer.")
    saved = guide.post("advice", {"advice_wanted": QUESTION, "do": "told"})
    assert saved["Location"] == reverse("advice-given", args=[guide.draft.pk])


def test_the_answer_stands_on_the_page_with_the_way_on(
    begin: Callable[..., Guide], sam: Appointment
) -> None:
    guide = asking(begin)
    put(guide, sam)
    answer(AdviceAsked.objects.get())
    words = text_of(guide.get("advice"))
    assert "Advice given: do not share" in words
    assert "Not before Friday" in words
    assert "No answer yet" not in words
    assert f'href="{guide.url("decision")}">Now decide' in guide.get("advice").content.decode()


def test_the_start_page_says_since_when_a_draft_waits_and_that_advice_came(
    begin: Callable[..., Guide], sam: Appointment
) -> None:
    guide = asking(begin)
    guide.post("advice", {"advice_wanted": QUESTION})
    assert "Waits for advice" in start_page(guide)
    put(guide, sam)
    assert "Waits for advice since 09:30" in start_page(guide)
    answer(AdviceAsked.objects.get())
    assert "Advice given" in start_page(guide)


def test_an_adviser_finds_the_question_from_the_start_page(
    begin: Callable[..., Guide], sam: Appointment, signed_in: Callable[..., Client]
) -> None:
    put(asking(begin), sam)
    client = signed_in(sam)
    assert "1 to advise on" in text_of(client.get(reverse("home")))
    answer(AdviceAsked.objects.get())
    assert "to advise on" not in text_of(client.get(reverse("home")))


def test_an_expired_session_keeps_the_question_and_who_was_chosen(
    begin: Callable[..., Guide], sam: Appointment
) -> None:
    guide = asking(begin)
    typed = {"advice_wanted": QUESTION, "ask": [str(sam.pk)], "do": "ask", "version": 0}
    typed["page_for"] = signed_for(guide.draft.author.user, guide.draft.pk)
    assert Client().post(guide.url("advice"), typed).status_code == 302
    assert not AdviceAsked.objects.exists()
    shown = guide.get("advice").content.decode()
    assert QUESTION in text_of(guide.get("advice"))
    assert f'value="{sam.pk}"' in shown
    assert "checked" in shown


@pytest.mark.parametrize("advises", [None, Advice.SHARE])
def test_advice_that_is_followed_or_left_open_asks_no_reason(
    begin: Callable[..., Guide], sam: Appointment, advises: Advice | None
) -> None:
    guide = asking(begin)
    put(guide, sam)
    answer(AdviceAsked.objects.get(), advises)
    guide.answer("decision", outcome="SHARE")
    assert "explain_I12" not in guide.get("check").content.decode()
    assert guide.answer("check").status_code == 302


def test_advice_that_is_not_followed_asks_a_reason_and_seals_it(
    begin: Callable[..., Guide], sam: Appointment
) -> None:
    guide = asking(begin)
    put(guide, sam)
    answer(AdviceAsked.objects.get())
    guide.answer("decision", outcome="SHARE")
    assert "You decide otherwise than you were advised." in text_of(guide.get("check"))
    assert guide.answer("check").status_code == 200
    assert not SharingDecision.objects.exists()
    guide.answer("check", explain_I12="School has a trip on Thursday and needs to plan.")
    sealed = read_decision(SharingDecision.objects.get())
    assert [(one.rule, one.words) for one in sealed.answers.decision.explanations] == [
        ("I12", "School has a trip on Thursday and needs to plan.")
    ]


def test_a_question_stays_answerable_when_an_adviser_is_appointed_meanwhile(
    begin: Callable[..., Guide], rowan_house: Home, signed_in: Callable[..., Client]
) -> None:
    guide = asking(begin)
    new = make_person("Jo Marsh", Role.DEPUTY_MANAGER, rowan_house.provider, rowan_house)
    put(guide, new)
    asked = AdviceAsked.objects.get()
    assert signed_in(new).get(reverse("advice-answer", args=[asked.pk])).status_code == 200
    assert asked.recorded_at == clock.now()
