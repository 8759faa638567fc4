"""Was it a data breach? Checked by somebody who may approve here and did not share it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Addendum, SharingDecision
from decisions.policy.answers import Answers, Request, Transfer, Urgent
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    BreachOutcome,
    ReceiptOutcome,
    ReviewStage,
    Start,
    TransferMethod,
    Verdict,
)
from decisions.recording.breach import breach_since, to_check_for_breach, waits_since
from decisions.recording.disclosure import receive, seal_already_shared
from decisions.recording.drafts import start_draft
from decisions.recording.reading import read_sealed
from decisions.recording.review import review
from decisions.register.acts import acts_for
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.approval.calls import rung
from tests.recording.records import (
    own_initiative,
    reviewed,
    sealed,
    shared,
    shown,
    unverified_caller,
)

SignIn = Callable[..., Client]


def had_gone(**changes: object) -> Answers:
    """A text message to a parent."""
    return Answers(
        start=Start.ALREADY_SHARED,
        transfer=Transfer(
            agency_type=AgencyType.PARENT_NO_PR,
            name="Gemma Tolland",
            method=TransferMethod.SMS,
        ),
        request=Request(occurred_at=clock.now() - timedelta(hours=1)),
        urgent=Urgent(said="Which school Kit goes to", why="She asked"),
    ).changed(**changes)


@pytest.fixture
def texted(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    return seal_already_shared(start_draft(rowan_house, kit, asha, had_gone()))


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def usual(**changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "seen": "0",
        "outcome": BreachOutcome.LOW_RISK.value,
        "reference": "",
        "words": "She knew the school already. The message is deleted.",
        **changes,
    }


def send(client: Client, record: SharingDecision, **changes: Any) -> HttpResponse:
    return client.post(reverse("breach-check", args=[record.pk]), usual(**changes))


def test_what_went_outside_the_rules_waits_for_a_check(
    texted: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    assert texted.outside_rules
    assert breach_since(texted) == texted.disclosures.get().recorded_at
    client = signed_in(maya)
    page = text(client.get(reverse("record", args=[texted.pk])))
    assert "Check whether this was a data breach" in page
    check = text(client.get(reverse("breach-check", args=[texted.pk])))
    assert "Which school Kit goes to" in check
    assert "That is 72 hours after it was written down here." in check
    by = (texted.recorded_at + timedelta(hours=72)).astimezone(clock.LONDON)
    assert f"{by.day} {by:%B %Y, %H:%M}" in check


def test_it_is_the_main_button_once_the_share_has_been_reviewed(
    texted: SharingDecision, maya: Appointment
) -> None:
    def mains() -> list[str]:
        record = SharingDecision.objects.get(pk=texted.pk)
        return [one["label"] for one in acts_for(record, maya.user).links if one["kind"] == "main"]

    assert mains() == ["Review what was shared"]
    reviewed(texted, maya, Verdict.REVIEWED_AFTERWARDS, "Ring next time")
    assert mains() == ["Check whether this was a data breach"]


def test_the_check_is_sealed_and_closes_the_question(
    texted: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    answer = send(client, texted, outcome="REPORTED", reference="IC-2026-0042")
    assert answer["Location"] == reverse("record", args=[texted.pk])
    added = Addendum.objects.get()
    assert (added.kind, added.author) == (AddendumKind.BREACH_CHECKED.value, maya)
    parts = read_sealed(added)
    assert parts["facts"]["said"] == {
        "outcome": "REPORTED",
        "outcome_label": "A data breach, reported to the ICO",
        "reference": "IC-2026-0042",
    }
    assert parts["text"]["words"].startswith("She knew the school already")
    assert breach_since(texted) is None
    page = text(client.get(reverse("record", args=[texted.pk])))
    assert "A data breach, reported to the ICO" in page
    assert "The ICO’s reference: IC-2026-0042" in page
    assert "Check whether this was a data breach" not in page


def test_nobody_checks_what_they_shared_themselves(
    rowan_house: Home,
    kit: Child,
    maya: Appointment,
    dele: Appointment,
    asha: Appointment,
    texted: SharingDecision,
    signed_in: SignIn,
) -> None:
    own = seal_already_shared(start_draft(rowan_house, kit, maya, had_gone()))
    client = signed_in(maya)
    refused = send(client, own)
    assert refused.status_code == 403
    assert "Somebody else checks this" in text(refused)
    offered = text(client.get(reverse("record", args=[own.pk])))
    assert "Check whether this was a data breach" not in offered
    assert send(signed_in(dele), own).status_code == 302
    assert send(signed_in(asha), texted).status_code == 404
    assert Addendum.objects.count() == 1


def test_who_wrote_down_what_left_does_not_check_it(
    record: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    left = shared(record, maya)
    wrong(left, maya)
    assert send(signed_in(maya), record).status_code == 403
    assert send(signed_in(dele), record).status_code == 302


def test_a_record_under_which_nothing_left_has_no_such_page(
    record: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    assert signed_in(maya).get(reverse("breach-check", args=[record.pk])).status_code == 404


def wrong(left: Any, by: Appointment, outcome: Any = ReceiptOutcome.SENT_TO_WRONG_PERSON) -> None:
    receive(
        left, by, outcome=outcome, heard_at=clock.now(), words="A namesake has it", token=uuid4()
    )


def test_a_receipt_from_the_wrong_person_opens_a_check_and_a_later_one_opens_it_again(
    record: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    left = shared(record, asha)
    wrong(left, asha, ReceiptOutcome.RECEIVED)
    assert breach_since(record) is None
    wrong(left, asha)
    assert breach_since(record) is not None
    send(signed_in(maya), record)
    assert breach_since(record) is None
    wrong(left, asha)
    assert breach_since(record) is not None


def test_a_yes_by_telephone_that_the_manager_denies_opens_a_check_where_something_went(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment
) -> None:
    records = [sealed(rowan_house, kit, asha, unverified_caller()) for _ in range(2)]
    for one in records:
        rung(one, asha, maya)
    went = SharingDecision.objects.get(pk=records[0].pk)
    shared(went, asha)
    for one in records:
        review(
            SharingDecision.objects.get(pk=one.pk),
            maya.user,
            verdict=Verdict.NOT_AGREED,
            words="I said no",
            shown=shown(one),
            stage=ReviewStage.CONFIRMATION,
        )
    found = to_check_for_breach(SharingDecision.objects.all())
    assert [one.pk for one in found] == [went.pk]
    assert waits_since(found[0]) == went.reviews.get(stage="CONFIRMATION").recorded_at


def test_many_records_are_asked_in_one_query(
    texted: SharingDecision, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert [waits_since(one) for one in to_check_for_breach(SharingDecision.objects.all())]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": ""}, "Choose what you found."),
        ({"outcome": "NONE"}, "Choose from the answers on this page."),
        ({"outcome": "REPORTED"}, "Write the reference that the ICO gave"),
        ({"outcome": "PEOPLE_TOLD", "reference": " "}, "Write the reference that the ICO gave"),
        ({"words": ""}, "Write what happened and what you did."),
        ({"words": "x" * 4001}, "Take out at least 1"),
        ({"reference": "x" * 201}, "Take out at least 1"),
        ({"words": "a\x00b"}, "character"),
    ],
)
def test_what_is_not_right_is_said_next_to_its_box(
    texted: SharingDecision,
    maya: Appointment,
    signed_in: SignIn,
    changes: dict[str, str],
    sentence: str,
) -> None:
    page = send(signed_in(maya), texted, **changes)
    assert page.status_code == 200
    assert sentence in text(page)
    assert not Addendum.objects.exists()


def test_sending_it_twice_signs_it_once(
    texted: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    client, token = signed_in(maya), str(uuid4())
    assert [send(client, texted, token=token).status_code for _ in range(2)] == [302, 302]
    assert Addendum.objects.count() == 1


def test_the_second_of_two_at_once_reads_the_first_before_signing(
    texted: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    assert send(signed_in(maya), texted).status_code == 302
    client = signed_in(dele)
    page = send(client, texted, words="Mine")
    assert "Somebody signed a check while you were writing." in text(page)
    assert "Mine" in text(page)
    assert Addendum.objects.count() == 1
    form = page.context["form"]
    again = send(client, texted, words="Mine", seen=form.data["seen"], token=form.data["token"])
    assert again.status_code == 302
    assert Addendum.objects.count() == 2


@pytest.mark.parametrize("hidden", [{"seen": "\x00"}, {"seen": "-1"}, {"token": "x"}])
def test_tampered_hidden_boxes_do_no_harm(
    texted: SharingDecision, maya: Appointment, signed_in: SignIn, hidden: dict[str, str]
) -> None:
    assert send(signed_in(maya), texted, **hidden).status_code == 302


def test_the_token_of_another_page_is_refused_calmly(
    texted: SharingDecision,
    maya: Appointment,
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    signed_in: SignIn,
) -> None:
    other = seal_already_shared(start_draft(rowan_house, kit, asha, had_gone()))
    client, token = signed_in(maya), str(uuid4())
    send(client, other, token=token)
    page = send(client, texted, token=token)
    assert "This page was sent before." in text(page)
    assert Addendum.objects.count() == 1


def test_the_plain_page_of_additions_offers_only_what_is_written_there(
    texted: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    page = text(client.get(reverse("addenda", args=[texted.pk])))
    assert "What was said is now confirmed in writing" in page
    for kind in ("BREACH_CHECKED", "REFILED", "ESCALATED", "ARRANGEMENT_ENDED"):
        assert AddendumKind(kind).label not in page
        sent = {"kind": kind, "words": "x", "reason": "x", "token": str(uuid4())}
        answer = client.post(reverse("addenda", args=[texted.pk]), sent)
        assert "Choose from the answers on this page." in text(answer)
    assert not Addendum.objects.exists()


def test_visitors_and_other_homes_find_nothing(
    texted: SharingDecision,
    ivy: Any,
    bryn: Appointment,
    otto: Appointment,
    dana: Appointment,
    signed_in: SignIn,
) -> None:
    for who in (ivy, bryn, otto, dana):
        assert send(signed_in(who), texted).status_code == 404
