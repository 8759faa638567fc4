"""“Record the same for another child”: a draft for each child, from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import place_child
from tests.guide.conftest import draft_at, text_of
from tests.recording.records import sealed_urgent, urgently

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


@pytest.fixture
def finn(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    return place_child(
        meadowbank, rowan_house, childrens_services, "Finn", "Abara", date(2012, 5, 4)
    )


@pytest.fixture
def jude(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    return place_child(
        meadowbank, rowan_house, childrens_services, "Jude", "Marlow", date(2013, 1, 9)
    )


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))


def page(record: SharingDecision) -> str:
    return reverse("beside", args=[record.pk])


def test_the_record_and_the_signed_page_lead_there(
    record: SharingDecision, asha: Appointment, ben: Appointment, signed_in: SignIn
) -> None:
    for who, name in ((asha, "signed"), (asha, "record"), (ben, "record")):
        shown = signed_in(who).get(reverse(name, args=[record.pk]))
        assert page(record) in shown.content.decode()


def test_two_children_are_chosen_and_the_first_draft_opens(
    record: SharingDecision, finn: Child, jude: Child, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    shown = text_of(client.get(page(record)))
    assert "Finn Abara, born 4 May 2012" in shown
    assert "Kit Tolland" not in shown
    answer = client.post(page(record), {"children": [str(finn.pk), str(jude.pk)]})
    first = draft_at(answer)
    assert {draft.child for draft in Draft.objects.all()} == {finn, jude}
    assert first.child == finn
    # Sent again: the same drafts.
    client.post(page(record), {"children": [str(finn.pk), str(jude.pk)]})
    assert Draft.objects.count() == 2
    signed = text_of(client.get(reverse("signed", args=[record.pk])))
    assert "You have begun to record the same for 2 other children." in signed
    assert "Go on with FA" in signed
    assert "Go on with JM" in signed


@pytest.mark.parametrize(
    "sent",
    [[], ["not an id"], [str(uuid4())], ["\x00"], ["🙂" * 1000], ["' OR 1=1"]],
)
def test_what_is_no_child_here_is_refused_plainly(
    record: SharingDecision, finn: Child, asha: Appointment, signed_in: SignIn, sent: list[str]
) -> None:
    answer = signed_in(asha).post(page(record), {"children": sent})
    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)
    assert not Draft.objects.exists()


def test_neither_the_same_child_nor_one_of_another_home(
    record: SharingDecision,
    finn: Child,
    kit: Child,
    lark: Child,
    asha: Appointment,
    signed_in: SignIn,
) -> None:
    for child in (kit, lark):
        answer = signed_in(asha).post(page(record), {"children": [str(child.pk)]})
        assert "Choose from the answers on this page." in text_of(answer)
    assert not Draft.objects.exists()


def test_a_child_who_is_recorded_already_is_said_to_be(
    record: SharingDecision, finn: Child, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    draft = draft_at(client.post(page(record), {"children": [str(finn.pk)]}))
    shown = client.get(reverse("guide-step", args=[draft.pk, "urgent"]))
    form = shown.context["form"]
    sent = {name: form[name].value() for name in ("child", "who", "contact", "said", "why")}
    assert sent["said"] == "Another child has not come home and left without his medicine"
    at = form["occurred_at"].value()
    assert at
    when = dict(
        zip(
            (f"occurred_at_{part}" for part in ("day", "month", "year", "time")),
            [f"{at:%d}", f"{at:%m}", f"{at:%Y}", f"{at:%H:%M}"],
            strict=True,
        )
    )
    signed = client.post(
        reverse("guide-step", args=[draft.pk, "urgent"]), {**sent, **when, "version": "0"}
    )
    second = SharingDecision.objects.get(child=finn)
    assert signed["Location"] == reverse("signed", args=[second.pk])
    assert f"Recorded already: {second.code}" in text_of(client.get(page(record)))
    refused = client.post(page(record), {"children": [str(finn.pk)]})
    assert "It is recorded already." in text_of(refused)
    for one, other in ((record, second), (second, record)):
        shown = client.get(reverse("record", args=[one.pk]))
        assert f"Recorded beside {other.code}" in text_of(shown)
        assert other.child.family_name not in text_of(shown)


def test_where_no_other_child_lives_the_page_says_so(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    assert "There is no other child" in text_of(signed_in(asha).get(page(record)))


def test_who_reads_and_does_not_record_is_offered_nothing(
    record: SharingDecision, dana: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(dana)
    shown = client.get(reverse("record", args=[record.pk]))
    assert page(record) not in shown.content.decode()
    assert client.get(page(record)).status_code == 404
