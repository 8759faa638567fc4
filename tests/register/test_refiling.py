"""“This is about another child”: who may say it, once, and what each person sees afterwards."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Addendum, Draft, SharingDecision
from decisions.policy.terms import Verdict
from decisions.recording.completion import complete_urgent
from decisions.recording.disclosure import seal_urgent
from decisions.recording.review import answer_question
from infoshare.organisation.models import Appointment, Home, Visit
from tests.guide.conftest import draft_at, text_of
from tests.recording.records import (
    reviewed,
    sealed,
    sealed_urgent,
    unverified_caller,
    urgently,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


@pytest.fixture
def finn(rowan_house: Home, lark: Child) -> Child:
    """Lives at Rowan House too."""
    lark.given_names, lark.family_name = "Finn", "Abara"
    lark.save()
    lark.placements.update(home=rowan_house)
    return lark


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))


def page(record: SharingDecision) -> str:
    return reverse("refiling", args=[record.pk])


def said(finn: Child, **changes: Any) -> dict[str, Any]:
    usual = {
        "child": str(finn.pk),
        "reason": "It was Finn who was missing",
        "checked": "on",
        "token": str(uuid4()),
    }
    return {**usual, **changes}


def test_the_author_and_a_manager_are_offered_it_and_a_colleague_is_not(
    record: SharingDecision,
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    signed_in: SignIn,
) -> None:
    offered = {
        who: page(record)
        in signed_in(who).get(reverse("record", args=[record.pk])).content.decode()
        for who in (asha, ben, maya)
    }
    assert offered == {asha: True, ben: False, maya: True}
    refused = signed_in(ben).get(page(record))
    assert refused.status_code == 403
    assert "Only the person who signed this, or a manager" in text_of(refused)


def test_the_author_lands_in_the_new_draft_with_a_notice(
    record: SharingDecision, finn: Child, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    shown = text_of(client.get(page(record)))
    assert "Kit Tolland, born 14 March 2011" in shown
    assert "Finn Abara, born 2 July 2012" in shown
    assert "Those who got it have the wrong child’s name." in shown
    answer = client.post(page(record), said(finn))
    draft = draft_at(answer)
    assert (draft.child, draft.refiles) == (finn, record)
    landed = client.get(answer["Location"], follow=True)
    assert "This is the record for the right child." in text_of(landed)
    assert "The child has not come home" in text_of(landed)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"child": ""}, "Choose the child whom it is about."),
        ({"child": "nobody"}, "Choose from the answers on this page."),
        ({"child": str(uuid4())}, "Choose from the answers on this page."),
        ({"child": "\x00"}, "Choose from the answers on this page."),
        ({"reason": " "}, "Write how you know."),
        ({"reason": "x" * 2001}, "Use 2,000 characters or fewer"),
        ({"reason": "a\x00b"}, "cannot be kept"),
        ({"checked": ""}, "Tick this when you have checked the name and the date of birth."),
    ],
)
def test_what_is_not_right_is_said_and_nothing_moves(
    record: SharingDecision,
    finn: Child,
    asha: Appointment,
    signed_in: SignIn,
    changes: dict[str, str],
    says: str,
) -> None:
    answer = signed_in(asha).post(page(record), said(finn, **changes))
    assert answer.status_code == 200
    assert says in text_of(answer)
    if "reason" not in changes:
        assert "It was Finn who was missing" in answer.content.decode()
    assert not Addendum.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("token", ["", "not a token", "\x00", "🙂"])
def test_a_garbled_token_is_no_error_of_ours(
    record: SharingDecision, finn: Child, asha: Appointment, signed_in: SignIn, token: str
) -> None:
    assert signed_in(asha).post(page(record), said(finn, token=token)).status_code == 302


def test_neither_the_same_child_nor_one_of_another_home(
    record: SharingDecision,
    willow_lodge: Home,
    kit: Child,
    finn: Child,
    asha: Appointment,
    signed_in: SignIn,
) -> None:
    finn.placements.update(home=willow_lodge)
    for child in (kit, finn):
        answer = signed_in(asha).post(page(record), said(child))
        assert "Choose from the answers on this page." in text_of(answer)
        assert "Ask your manager, or the data protection officer" in text_of(answer)
    assert not Draft.objects.exists()


def test_from_then_on_it_opens_to_the_data_protection_officer_and_ofsted_alone(
    record: SharingDecision,
    finn: Child,
    kit: Child,
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    ruth: Appointment,
    sam: Appointment,
    dana: Appointment,
    ivy: Visit,
    signed_in: SignIn,
) -> None:
    signed_in(asha).post(page(record), said(finn))
    for who in (asha, ben, maya, ruth, sam):
        client = signed_in(who)
        for name in ("record", "signed", "disclosures", "addenda", "review", "beside"):
            address = reverse(name, args=[record.pk])
            assert client.get(address).status_code == 404, (who, name)
            assert client.post(address, {}).status_code in (404, 405), (who, name)
        for address in (reverse("register"), reverse("home"), reverse("child", args=[kit.pk])):
            assert record.code not in client.get(address).content.decode(), (who, address)
    new = seal_urgent(Draft.objects.get(), shared=True)
    for who in (dana, ivy):
        client = signed_in(who)
        shown = client.get(reverse("record", args=[record.pk]))
        assert "Filed under the wrong child on" in text_of(shown)
        assert f"the record is now {new.code}" in text_of(shown)
        assert "It was Finn who was missing" in text_of(shown)
        assert "What you can do now" not in text_of(shown)
        listed = [reverse("register"), reverse("home"), reverse("child", args=[kit.pk])]
        for address in listed:
            assert record.code not in client.get(address).content.decode(), (who, address)
        there = client.get(reverse("record", args=[new.pk])).content.decode()
        assert reverse("record", args=[record.pk]) in there
    seen = signed_in(asha).get(reverse("record", args=[new.pk]))
    assert "This replaces a record that was filed under the wrong child." in text_of(seen)
    assert record.code not in text_of(seen)


def test_before_the_new_record_is_signed_the_old_one_says_so(
    record: SharingDecision, finn: Child, asha: Appointment, dana: Appointment, signed_in: SignIn
) -> None:
    signed_in(asha).post(page(record), said(finn))
    shown = signed_in(dana).get(reverse("record", args=[record.pk]))
    assert "the record for the right child is not signed yet" in text_of(shown)


def test_a_stale_tab_and_a_second_sending_lead_to_the_draft_that_was_begun(
    record: SharingDecision, finn: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    client, sent = signed_in(asha), said(finn)
    draft = draft_at(client.post(page(record), sent))
    assert draft_at(client.post(page(record), sent)) == draft
    again = client.post(page(record), said(finn), follow=True)
    assert "You said this already, on" in text_of(again)
    assert "Nothing was written twice." in text_of(again)
    assert "You said this already" in text_of(client.get(page(record), follow=True))
    # A manager whose page was open learns who said it, and nothing of the draft.
    shown = signed_in(maya).post(page(record), said(finn))
    assert "Asha Rahman, care worker" in text_of(shown) or "Asha Rahman" in text_of(shown)
    assert str(draft.pk) not in shown.content.decode()
    assert (Addendum.objects.count(), Draft.objects.count()) == (1, 1)
    new = seal_urgent(draft, shared=True)
    for who in (asha, maya):
        answer = signed_in(who).post(page(record), said(finn))
        assert answer["Location"] == reverse("record", args=[new.pk])


def test_a_colleague_learns_nothing_of_a_record_that_was_moved(
    record: SharingDecision, finn: Child, asha: Appointment, ben: Appointment, signed_in: SignIn
) -> None:
    signed_in(asha).post(page(record), said(finn))
    assert signed_in(ben).get(page(record)).status_code == 404


def test_a_draft_that_completes_or_answers_it_says_what_happened_and_keeps_what_was_typed(
    rowan_house: Home,
    record: SharingDecision,
    finn: Child,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
) -> None:
    asked = sealed(rowan_house, kit, asha, unverified_caller())
    reviewed(asked, maya, Verdict.QUESTION)
    drafts = [complete_urgent(record, asha), answer_question(asked, asha)]
    client = signed_in(asha)
    for one in (record, asked):
        client.post(page(one), said(finn))
    for draft, words in zip(drafts, ("He may be seriously ill", "Attends four days"), strict=True):
        shown = client.get(reverse("draft", args=[draft.pk]))
        assert shown.status_code == 200
        assert "a record that was filed under the wrong child" in text_of(shown)
        assert words in text_of(shown)
        sent = client.post(
            reverse("guide-step", args=[draft.pk, "purpose"]), {"words": "Typed", "version": "0"}
        )
        assert "it cannot be signed" in text_of(sent)
        draft.refresh_from_db()
        assert "Typed" in draft.typed


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_begin_one_record(
    record: SharingDecision, finn: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    gate = Barrier(2)

    def send(client: Client) -> HttpResponse:
        close_old_connections()
        try:
            gate.wait(10)
            answer: Any = client.post(page(record), said(finn))
            return answer
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, (signed_in(asha), signed_in(maya))))
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert (Addendum.objects.count(), Draft.objects.count()) == (1, 1)
    told = next(answer for answer in answers if answer.status_code == 200)
    assert "said this already" in text_of(told)


def test_the_new_urgent_page_is_for_the_right_child_and_no_other(
    record: SharingDecision, finn: Child, kit: Child, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    draft = draft_at(client.post(page(record), said(finn)))
    address = reverse("guide-step", args=[draft.pk, "urgent"])
    shown = client.get(address)
    assert "Kit Tolland" not in text_of(shown)
    assert "This replaces a record that was filed under the wrong child." in text_of(shown)
    refused = client.post(address, {"child": str(kit.pk), "version": "0"})
    assert "Choose from the answers on this page." in text_of(refused)
    draft.refresh_from_db()
    assert draft.child == finn
