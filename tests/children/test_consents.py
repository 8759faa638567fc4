"""Recording a consent or a wish, once; taking a consent back; what holds today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NoReturn
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, Consent, Wish
from children.recording import ConsentRefused, record_consent, record_wish, withdraw_consent
from decisions.policy.terms import (
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Purpose,
    View,
)
from infoshare.common import clock
from infoshare.ledger.reading import LedgerMismatch, read_parts
from infoshare.organisation.models import Appointment, Home, Visit
from tests.followups.made import SUNDAY

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit], Client]


def day(name: str, when: date | None) -> dict[str, str]:
    if when is None:
        return {}
    return {
        f"{name}_day": str(when.day),
        f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }


def consent_page(recipient: Agency, /, **changes: Any) -> dict[str, Any]:
    given_on = changes.pop("given_on", date(2026, 11, 6))
    expires_on = changes.pop("expires_on", date(2027, 5, 6))
    return {
        "token": str(uuid4()),
        "giver": "CHILD",
        "state": "given",
        "purpose": "ACTIVITY",
        "recipient": str(recipient.pk),
        "items": ["IDENTITY", "PHOTO_CCTV_AUDIO"],
        "explained": "Ben went through it with her, with the pictures.",
        "told_of_withdrawal": "yes",
        "competence_assessed": "yes",
        "explicit": "yes",
        "words": "Yes, as long as it is only the club.",
        **day("given_on", given_on),
        **day("expires_on", expires_on),
        **changes,
    }


@pytest.fixture
def given(kit: Child, asha: Appointment, school: Agency, rowan_house: Home) -> Consent:
    return record_consent(
        kit,
        rowan_house,
        asha,
        giver=ConsentGiver.CHILD,
        state=ConsentState.GIVEN,
        purpose=Purpose.ACTIVITY,
        recipient=school,
        items=[InformationCategory.IDENTITY],
        given_on=date(2026, 11, 1),
        expires_on=date(2026, 12, 1),
    )


def test_a_consent_is_recorded_with_all_that_it_needs(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    page = consent_page(school)
    answer = client.post(reverse("consents", args=[kit.pk]), page, follow=True)
    consent = Consent.objects.get()
    assert consent.pk == UUID(page["token"])
    assert (consent.child, consent.recipient, consent.recorded_by) == (kit, school, asha)
    assert (consent.state, consent.giver) == ("given", "CHILD")
    assert consent.expires_on == date(2027, 5, 6)
    assert consent.explicit
    assert consent.told_of_withdrawal
    assert consent.competence_assessed
    assert not consent.responsibility_evidenced
    assert {item.category for item in consent.items.all()} == {"IDENTITY", "PHOTO_CCTV_AUDIO"}
    assert read_parts(consent.log, consent.seq)["text"] == {
        **read_parts(consent.log, consent.seq)["text"],
        "words": "Yes, as long as it is only the club.",
        "explained": "Ben went through it with her, with the pictures.",
    }
    body = answer.content.decode()
    assert "Hollin Bank School" in body
    assert "6 May 2027" in body


def test_sending_the_page_twice_records_it_once(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    page = consent_page(school)
    client.post(reverse("consents", args=[kit.pk]), page)
    again = client.post(reverse("consents", args=[kit.pk]), page, follow=True)
    assert Consent.objects.count() == 1
    assert "This was recorded already" in again.content.decode()


def test_the_recording_function_gives_the_same_row_for_the_same_ref(
    asha: Appointment, kit: Child, school: Agency, rowan_house: Home
) -> None:
    ref = uuid4()
    said: dict[str, Any] = {
        "giver": ConsentGiver.CHILD,
        "purpose": Purpose.ACTIVITY,
        "recipient": school,
        "ref": ref,
    }
    asked = {"state": ConsentState.REFUSED, "items": [], "given_on": clock.today()}
    first = record_consent(kit, rowan_house, asha, **said, **asked, expires_on=None)
    assert record_consent(kit, rowan_house, asha, **said, **asked, expires_on=None) == first
    wish = {**said, "ref": uuid4(), "view": View.MIXED, "said_on": clock.today(), "words": "Maybe"}
    assert record_wish(kit, rowan_house, asha, **wish) == record_wish(
        kit, rowan_house, asha, **wish
    )
    with pytest.raises(ConsentRefused):
        record_wish(kit, rowan_house, asha, **{**wish, "ref": ref})


def test_a_token_of_something_else_is_refused_and_nothing_is_lost(
    asha: Appointment, kit: Child, school: Agency, ivy: Visit, signed_in: SignIn
) -> None:
    page = consent_page(school, token=str(ivy.pk))
    body = signed_in(asha).post(reverse("consents", args=[kit.pk]), page).content.decode()
    assert "This page was used before" in body
    assert "Yes, as long as it is only the club." in body
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"expires_on": None}, "Give the day until which it holds."),
        ({"explained": ""}, "Say how it was explained to them."),
        ({"told_of_withdrawal": ""}, "Say if they were told that they can take it back."),
        ({"competence_assessed": ""}, "Say if somebody checked that the child understands."),
        (
            {"giver": "PARENT", "responsibility_evidenced": ""},
            "Say if we have seen evidence of parental responsibility.",
        ),
        ({"items": []}, "Choose at least one kind of information."),
        ({"items": ["EVERYTHING"]}, "Choose from the answers on this page."),
        ({"recipient": ""}, "Choose who may be told."),
        ({"recipient": str(uuid4())}, "Choose from the answers on this page."),
        ({"state": "withdrawn"}, "Choose from the answers on this page."),
        ({"given_on": date(2026, 11, 9)}, "The date must be today or earlier."),
        ({"given_on": date(2005, 1, 1)}, "That is before the child was born. Check the year."),
        ({"expires_on": date(2026, 11, 5)}, "It must end after the day it was given."),
        ({"expires_on": date(2126, 5, 6)}, "Choose a date within five years."),
        ({"words": "w" * 2001}, "Use 2,000 characters or fewer"),
        ({"words": "w" * 1_000_000}, "Use 2,000 characters or fewer"),
        ({"words": "a\x00b"}, "Some characters cannot be kept."),
        ({"token": "garbled"}, "This page was out of date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(
    changes: dict[str, Any],
    sentence: str,
    asha: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    answer = signed_in(asha).post(
        reverse("consents", args=[kit.pk]), consent_page(school, **changes)
    )
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Consent.objects.exists()


def test_a_refusal_needs_no_end_and_no_explanation(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    page = consent_page(
        school, state="refused", expires_on=None, explained="", told_of_withdrawal="", explicit=""
    )
    answer = signed_in(asha).post(reverse("consents", args=[kit.pk]), page, follow=True)
    assert Consent.objects.get().state == "refused"
    assert "Refused" in answer.content.decode()


def test_another_providers_agency_is_not_in_the_directory(
    asha: Appointment, kit: Child, wren: Child, signed_in: SignIn
) -> None:
    foreign = wren.placements.get().placing_authority
    body = signed_in(asha).get(reverse("consents", args=[kit.pk])).content.decode()
    assert foreign.name not in body
    answer = signed_in(asha).post(reverse("consents", args=[kit.pk]), consent_page(foreign))
    assert "Choose from the answers on this page." in answer.content.decode()


def test_a_consent_runs_out_by_itself(
    asha: Appointment, kit: Child, given: Consent, signed_in: SignIn
) -> None:
    address = reverse("child", args=[kit.pk])
    withdrawal = reverse("withdrawal", args=[kit.pk, given.pk])
    for days, words, may_take_back in ((23, "Given", True), (24, "Ran out", False)):
        with clock.at(SUNDAY + timedelta(days=days)):
            body = signed_in(asha).get(address).content.decode()
        assert f">{words}</strong>" in body
        assert (withdrawal in body) is may_take_back


def test_taking_it_back_is_one_button_and_asks_for_no_reason(
    asha: Appointment, kit: Child, given: Consent, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    address = reverse("withdrawal", args=[kit.pk, given.pk])
    page = client.get(address).content.decode()
    assert page.count("<textarea") == 1
    assert "Nobody has to say why." in page
    body = client.post(address, {}, follow=True).content.decode()
    assert "Withdrawn" in body
    later = Consent.objects.get(follows=given)
    assert (later.state, later.given_on) == ("withdrawn", clock.today())
    again = client.post(address, {}, follow=True).content.decode()
    assert "This consent does not hold any more. Nothing was changed." in again
    assert Consent.objects.count() == 2


def test_two_people_who_take_it_back_at_once_record_it_once(
    asha: Appointment, ben: Appointment, given: Consent
) -> None:
    first = withdraw_consent(given, asha, withdrawn_on=clock.today())
    assert withdraw_consent(given, ben, withdrawn_on=clock.today()) == first
    # The second looked before the first had written.
    raced = record_consent(
        given.child,
        given.home,
        ben,
        giver=ConsentGiver.CHILD,
        state=ConsentState.WITHDRAWN,
        purpose=Purpose.ACTIVITY,
        recipient=None,
        items=[],
        given_on=clock.today(),
        expires_on=None,
        follows=given,
    )
    assert raced == first


def test_a_wish_is_recorded_and_its_words_are_read_from_the_seal(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    page = {
        "token": str(uuid4()),
        "giver": "CHILD",
        "view": "DISAGREES",
        "purpose": "FAMILY_CONTACT",
        "recipient": "",
        "words": "Do not tell my aunt, please 🙂",
        **day("said_on", date(2026, 11, 7)),
    }
    address = reverse("wishes", args=[kit.pk])
    for _ in range(2):
        client.post(address, page)
    wish = Wish.objects.get()
    assert (wish.view, wish.recipient, wish.recorded_by) == ("DISAGREES", None, asha)
    body = client.get(address).content.decode()
    assert "Do not tell my aunt, please 🙂" in body
    assert "Said on 7 November 2026" in body
    on_child = client.get(reverse("child", args=[kit.pk])).content.decode()
    assert "They do not agree" in on_child


def test_words_that_do_not_match_their_seal_are_not_shown(
    asha: Appointment,
    kit: Child,
    rowan_house: Home,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wish = record_wish(
        kit,
        rowan_house,
        asha,
        giver=ConsentGiver.CHILD,
        view=View.AGREES,
        purpose=Purpose.ACTIVITY,
        recipient=None,
        said_on=clock.today(),
        words="I want to go to the club",
    )

    def changed(*_: object) -> NoReturn:
        raise LedgerMismatch(log=wish.log, seq=wish.seq, part="text", expected="00", found="11")

    monkeypatch.setattr("children.words.read_part", changed)
    body = signed_in(asha).get(reverse("wishes", args=[kit.pk])).content.decode()
    assert "These words do not match their seal." in body
    assert "I want to go to the club" not in body


def test_a_wish_without_words_is_refused(asha: Appointment, kit: Child, signed_in: SignIn) -> None:
    page = {"token": str(uuid4()), "giver": "CHILD", "view": "AGREES", "purpose": "ACTIVITY"}
    body = signed_in(asha).post(reverse("wishes", args=[kit.pk]), page).content.decode()
    assert "Write what they said." in body
    assert "Give the date." in body
    assert not Wish.objects.exists()


@pytest.mark.parametrize("person", ["bryn", "otto", "ada", "nell", "ian"])
@pytest.mark.parametrize("name", ["child", "consents", "wishes"])
def test_another_homes_child_is_not_there(
    name: str,
    person: str,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    address = reverse(name, args=[kit.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, consent_page(school)).status_code in (404, 405)
    assert not Consent.objects.exists()


def test_another_childs_consent_is_not_reached_through_ones_own_child(
    asha: Appointment, bryn: Appointment, kit: Child, lark: Child, given: Consent, signed_in: SignIn
) -> None:
    for person, child in ((bryn, kit), (bryn, lark)):
        address = reverse("withdrawal", args=[child.pk, given.pk])
        assert signed_in(person).post(address, {}).status_code == 404
    assert Consent.objects.count() == 1


@pytest.mark.parametrize("person", ["dana", "ivy"])
def test_who_does_not_record_takes_nothing_back(
    person: str,
    kit: Child,
    given: Consent,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    address = reverse("withdrawal", args=[kit.pk, given.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 404
