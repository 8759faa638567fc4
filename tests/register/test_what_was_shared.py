"""Writing down what really left, on the page and by direct sending."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Disclosure, SharingDecision
from decisions.policy.terms import TransferMethod, Verdict
from decisions.recording.reading import read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    refusing_social_care,
    reviewed,
    sealed,
    shared,
    unverified_caller,
    urgently,
)

SignIn = Callable[..., Client]


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


@pytest.fixture
def held(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    return sealed(rowan_house, kit, asha, unverified_caller())


def typed(name: str, moment: datetime) -> dict[str, Any]:
    here = moment.astimezone(clock.LONDON)
    return {
        f"{name}_day": here.day,
        f"{name}_month": here.month,
        f"{name}_year": here.year,
        f"{name}_time": f"{here:%H:%M}",
    }


def usual(**changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "items": ["1", "2"],
        "as_decided": "yes",
        "method": TransferMethod.TELEPHONE.value,
        **typed("shared_at", clock.now()),
        "words": "",
        **changes,
    }


def send(client: Client, record: SharingDecision | UUID, data: dict[str, Any]) -> HttpResponse:
    pk = record if isinstance(record, UUID) else record.pk
    return client.post(reverse("disclosures", args=[pk]), data)


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def test_the_page_offers_what_goes_with_all_of_it_ticked(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    page = text(signed_in(asha).get(reverse("disclosures", args=[record.pk])))
    assert page.count("checked") == 2
    assert "Behaviour: Came back late twice" in page
    assert "What the counsellor wrote" not in page
    assert "Did it go to Priya Nair, Social worker, Eastmere" in page


def test_it_records_what_left_and_shows_the_record(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    answer = send(client, record, usual(items=["2"], words="She asked when; I said Monday"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("record", args=[record.pk])
    disclosure = Disclosure.objects.get()
    assert [item.number for item in disclosure.items.all()] == [2]
    assert disclosure.recorded_by == asha
    page = text(client.get(answer["Location"]))
    assert "What we shared is in the record" in page
    assert "She asked when; I said Monday" in page
    assert "They have not said yet that they have it" in page


def test_sending_the_page_twice_records_it_once(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client, page = signed_in(asha), usual()
    assert [send(client, record, page).status_code for _ in range(2)] == [302, 302]
    assert Disclosure.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"items": []}, "Tick what you shared."),
        ({"items": ["3"]}, "Choose from the answers on this page."),
        ({"items": ["1", "77"]}, "Choose from the answers on this page."),
        ({"items": ["\x00"]}, "Choose from the answers on this page."),
        ({"as_decided": ""}, "Say if it went to them, and to nobody else."),
        ({"as_decided": "no"}, "This goes beyond what was approved."),
        ({"method": "PIGEON"}, "Choose from the answers on this page."),
        ({"method": ""}, "Choose how it went."),
        ({"shared_at_year": "2199"}, "cannot be in the future"),
        ({"shared_at_year": "2999"}, "too far in the future"),
        ({"shared_at_year": "1999"}, "before you were asked"),
        ({"shared_at_time": "25:99"}, "There is a problem"),
        ({"words": "\x07bell"}, "Some characters cannot be kept"),
        ({"words": "x" * 1_000_000}, "characters or fewer"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    record: SharingDecision,
    asha: Appointment,
    signed_in: SignIn,
    changes: dict[str, Any],
    sentence: str,
) -> None:
    answer = send(signed_in(asha), record, usual(**{"words": "Kept words", **changes}))
    assert answer.status_code == 200
    page = text(answer)
    assert sentence in page
    assert "There is a problem" in page
    assert not Disclosure.objects.exists()
    if "words" not in changes:
        assert "Kept words" in page


def test_an_empty_page_is_answered_with_what_is_missing(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    answer = signed_in(asha).post(reverse("disclosures", args=[record.pk]), {})
    assert answer.status_code == 200
    assert "Choose how it went." in text(answer)


@pytest.mark.parametrize("token", ["", "not a token", "\x00", "🙂", "0" * 4000])
def test_a_garbled_token_is_replaced(
    record: SharingDecision, asha: Appointment, signed_in: SignIn, token: str
) -> None:
    assert send(signed_in(asha), record, usual(token=token)).status_code == 302
    assert Disclosure.objects.count() == 1


def test_a_token_of_another_record_is_answered_plainly_and_can_be_sent_again(
    record: SharingDecision,
    asha: Appointment,
    rowan_house: Home,
    kit: Child,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    token = uuid4()
    shared(record, asha, token)
    other = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    answer = send(signed_in(asha), other, usual(token=str(token)))
    assert answer.status_code == 200
    assert "This page was sent before" in text(answer)
    assert str(token) not in text(answer)
    assert not other.disclosures.exists()


def test_before_a_manager_agreed_the_page_is_locked_with_its_reason(
    held: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    for answer in (
        client.get(reverse("disclosures", args=[held.pk])),
        send(client, held, usual()),
    ):
        assert answer.status_code == 403
        assert "A manager must agree before anything goes" in text(answer)
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (Verdict.NOT_AGREED, "A manager did not agree."),
        (Verdict.QUESTION, "A manager asked a question."),
    ],
)
def test_what_was_not_agreed_to_stays_locked(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
    verdict: Verdict,
    sentence: str,
) -> None:
    reviewed(held, maya, verdict)
    answer = send(signed_in(asha), held, usual())
    assert answer.status_code == 403
    assert sentence in text(answer)
    assert not Disclosure.objects.exists()


def test_once_a_manager_agreed_it_can_be_recorded(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    reviewed(held, maya, Verdict.AGREED)
    assert send(signed_in(asha), held, usual()).status_code == 302
    assert Disclosure.objects.get().decision == held


def test_it_cannot_be_dated_before_a_manager_agreed(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    reviewed(held, maya, Verdict.AGREED)
    early = typed("shared_at", clock.now() - timedelta(minutes=30))
    answer = send(signed_in(asha), held, usual(**early))
    assert "That is before a manager agreed." in text(answer)
    assert not Disclosure.objects.exists()


def test_a_refusal_that_a_manager_agreed_to_lets_nothing_go(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    agreed = sealed(rowan_house, kit, asha, refusing_social_care(childrens_services))
    reviewed(agreed, maya, Verdict.AGREED)
    for record in (agreed, sealed(rowan_house, kit, asha, refusing_a_journalist())):
        answer = send(signed_in(asha), record, usual(items=[], words="Everything"))
        assert answer.status_code == 403
        assert "The decision was not to share." in text(answer)
    assert not Disclosure.objects.exists()


def test_an_urgent_record_asks_for_what_was_said(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency, signed_in: SignIn
) -> None:
    urgent = sealed(rowan_house, kit, asha, urgently(childrens_services))
    client = signed_in(asha)
    assert "What did you say?" in text(client.get(reverse("disclosures", args=[urgent.pk])))
    refused = send(client, urgent, usual(items=[], words=""))
    assert "Write what you said." in text(refused)
    assert send(client, urgent, usual(items=[], words="He left at nine")).status_code == 302
    words = read_sealed(Disclosure.objects.get())["guarded"]["words"]
    assert words == "He left at nine"


@pytest.mark.parametrize("person", ["bryn", "otto", "ada", "dana", "ivy", "ian", "nell"])
def test_whoever_does_not_record_at_this_home_finds_no_such_page(
    record: SharingDecision, person: str, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    who: Appointment | Visit = request.getfixturevalue(person)
    client = signed_in(who)
    assert client.get(reverse("disclosures", args=[record.pk])).status_code == 404
    assert send(client, record, usual()).status_code == 404
    assert not Disclosure.objects.exists()


def test_an_unknown_record_is_not_found(asha: Appointment, signed_in: SignIn) -> None:
    assert send(signed_in(asha), uuid4(), usual()).status_code == 404
