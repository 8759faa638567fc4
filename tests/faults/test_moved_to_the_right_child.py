"""After a record was moved to the right child: open tabs, drafts that hang on it, who wrote it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Addendum, Draft, Review, SharingDecision
from decisions.recording.decision import seal
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import place_child
from tests.followups.made import gone, held_for_approval, share, urgent_share
from tests.guide.conftest import NOW, text_of

SignIn = Callable[..., Client]
TYPED = "Ring her mother first"


@pytest.fixture
def finn(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    return place_child(
        meadowbank, rowan_house, childrens_services, "Finn", "Abara", date(2012, 7, 2)
    )


def move(client: Client, record: SharingDecision, child: Child) -> HttpResponse:
    said = {"child": str(child.pk), "reason": "It was Finn", "checked": "on"}
    return client.post(reverse("refiling", args=[record.pk]), {**said, "token": str(uuid4())})


def sends(client: Client, page: str, pk: Any) -> HttpResponse:
    typed = {"words": TYPED, "reason": TYPED, "verdict": "AGREED", "token": str(uuid4())}
    return client.post(reverse(page, args=[pk]), typed)


@pytest.mark.parametrize(
    "act", ["review", "telephone-approval", "addenda", "disclosures", "already-gone"]
)
def test_what_was_typed_on_an_open_page_is_shown_again_and_not_lost(
    act: str,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    kit: Child,
    finn: Child,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    record = held_for_approval(asha, kit, childrens_services)
    move(signed_in(asha), record, finn)
    answer = sends(signed_in(maya), act, record.pk)
    assert answer.status_code == 409
    said = text_of(answer)
    assert "This record has been moved" in said
    assert TYPED in said
    assert not any(name in said for name in ("Kit", "Tolland", "Finn", "Abara", record.code))
    assert not Review.objects.exists()
    assert Addendum.objects.count() == 1


def test_a_receipt_of_what_was_shared_is_shown_again_too(
    asha: Appointment, kit: Child, finn: Child, school: Agency, signed_in: SignIn
) -> None:
    record = share(asha, kit, school)
    shared = gone(record, asha, school)
    client = signed_in(asha)
    move(client, record, finn)
    assert TYPED in text_of(sends(client, "receipts", shared.pk))


def test_whoever_could_not_see_the_record_is_told_nothing(
    asha: Appointment,
    bryn: Appointment,
    otto: Appointment,
    kit: Child,
    finn: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    record = share(asha, kit, school)
    move(signed_in(asha), record, finn)
    for stranger in (bryn, otto):
        assert sends(signed_in(stranger), "addenda", record.pk).status_code == 404
    assert signed_in(asha).get(reverse("addenda", args=[record.pk])).status_code == 404


def test_nobody_is_asked_for_a_draft_that_can_never_be_signed(
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    kit: Child,
    finn: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    client, record = signed_in(asha), urgent_share(asha, kit, school)
    client.post(reverse("completion", args=[record.pk]))
    assert Draft.objects.filter(completes=record).exists()
    move(client, record, finn)
    with clock.at(NOW + timedelta(days=3)):
        listed = text_of(signed_in(maya).get(reverse("follow-ups")))
        start = text_of(signed_in(maya).get(reverse("home")))
    assert "Draft FA" in listed
    assert "Draft KT" not in listed
    assert "2 drafts by others , 1 about serious harm" in start


def test_who_wrote_the_words_stays_named_when_a_manager_moves_them(
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    finn: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    client = signed_in(maya)
    move(client, share(asha, kit, school), finn)
    draft = Draft.objects.get()
    check = text_of(client.get(reverse("guide-step", args=[draft.pk, "check"]), follow=True))
    assert "Asha Rahman, care worker, filled in this page" in check


def test_what_was_moved_twice_leads_to_where_it_is_now(
    asha: Appointment, kit: Child, finn: Child, school: Agency, signed_in: SignIn
) -> None:
    client, first = signed_in(asha), share(asha, kit, school)
    move(client, first, finn)
    second = seal(Draft.objects.get())
    move(client, second, kit)
    draft = Draft.objects.get()
    for old in (first, second):
        assert move(client, old, finn)["Location"] == reverse("draft", args=[draft.pk])
    last = seal(draft)
    for old in (first, second):
        assert move(client, old, finn)["Location"] == reverse("record", args=[last.pk])
    assert Addendum.objects.count() == 2
