"""Risky acts ask once more who it is, with one factor; what was typed goes on by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, EmergencyAccess
from decisions.models import Review, SharingDecision
from decisions.policy.terms import Role, Verdict
from infoshare.access.emergency.recording import reason_of
from infoshare.access.reads.models import ReadEntry
from infoshare.organisation.models import Appointment, Home, Visit
from tests.cast import PASSWORD
from tests.emergency.conftest import REASON, typed
from tests.followups.made import sunday_evening as sunday_evening
from tests.people.made import proposed
from tests.recording.records import refusing_social_care, sealed, shown
from tests.sign_in.conftest import code_of, with_app, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
PASSWORD_PAGE = "/account/reauthenticate/"
CODE_PAGE = "/account/factors/confirm/"


@pytest.fixture
def some_time_ago(signed_in: SignIn) -> Callable[..., Client]:
    """`some_time_ago(asha)`: signed in more than five minutes ago, and there ever since."""

    def sign_in(person: Any, seconds: int = 301) -> Client:
        cache.clear()
        client = signed_in(person)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - seconds}]
        session.save()
        return client

    return sign_in


SomeTimeAgo = Callable[..., Client]


def confirm(client: Client, asked: Any, **answer: str) -> Any:
    return client.post(asked["Location"], answer or {"password": PASSWORD})


def test_emergency_access_asks_and_then_opens_with_what_was_typed(
    asha: Appointment, lark: Child, willow_lodge: Home, some_time_ago: SomeTimeAgo
) -> None:
    client, page = some_time_ago(asha), reverse("emergency-access")
    # To read the page asks nothing.
    assert client.get(page).status_code == 200
    asked = client.post(page, typed(willow_lodge))
    assert asked["Location"].startswith(PASSWORD_PAGE)
    assert "Lark" not in asked["Location"]
    assert not EmergencyAccess.objects.exists()
    wrong = confirm(client, asked, password="not it, not it")
    assert "That is not your password" in words(wrong)
    key = client.session.session_key
    assert confirm(client, asked)["Location"] == reverse("child", args=[lark.pk])
    assert reason_of(EmergencyAccess.objects.get()) == REASON
    # A new key, and the old one opens nothing.
    assert client.session.session_key != key
    old = Client()
    old.cookies["infoshare-session"] = str(key)
    assert old.get("/").status_code == 302
    assert client.get("/").status_code == 200


def test_one_factor_is_enough_and_any_will_do(
    asha: Appointment, willow_lodge: Home, lark: Child, some_time_ago: SomeTimeAgo
) -> None:
    with_app(asha.user)
    client, page = some_time_ago(asha), reverse("emergency-access")
    asked = client.post(page, typed(willow_lodge))
    other_way = client.get(asked["Location"]).content.decode()
    assert CODE_PAGE in other_way
    done = client.post(f"{CODE_PAGE}?next={page}", {"code": code_of()})
    assert done["Location"] == reverse("child", args=[lark.pk])


def test_a_form_that_is_refused_afterwards_still_shows_what_was_typed(
    asha: Appointment, willow_lodge: Home, lark: Child, some_time_ago: SomeTimeAgo
) -> None:
    client, page = some_time_ago(asha), reverse("emergency-access")
    asked = client.post(page, typed(willow_lodge, born_day="40"))
    answer = confirm(client, asked)
    assert REASON in words(answer)
    assert 'value="Lark Ibbotson"' in answer.content.decode()


def test_who_signed_in_a_moment_ago_is_not_asked(
    asha: Appointment, willow_lodge: Home, lark: Child, some_time_ago: SomeTimeAgo
) -> None:
    client = some_time_ago(asha, seconds=290)
    answer = client.post(reverse("emergency-access"), typed(willow_lodge))
    assert answer["Location"] == reverse("child", args=[lark.pk])


def test_agreeing_to_a_role_asks(
    ada: Appointment,
    asha: Appointment,
    maya: Appointment,
    rowan_house: Home,
    some_time_ago: SomeTimeAgo,
) -> None:
    proposal = proposed(ada, asha.user, Role.SENIOR_CARE_WORKER, rowan_house)
    page, client = reverse("role-answer", args=[proposal.pk]), some_time_ago(maya)
    asked = client.post(page, {"agreed": "yes"})
    assert asked["Location"].startswith(PASSWORD_PAGE)
    assert not hasattr(type(proposal).objects.get(pk=proposal.pk), "answer")
    confirm(client, asked)
    assert type(proposal).objects.get(pk=proposal.pk).answer is not None


@pytest.mark.parametrize(("verdict", "asks"), [(Verdict.AGREED, True), (Verdict.NOT_AGREED, False)])
def test_an_answer_that_keeps_something_back_asks_and_one_that_shares_does_not(
    verdict: Verdict,
    asks: bool,
    asha: Appointment,
    maya: Appointment,
    rowan_house: Home,
    kit: Child,
    childrens_services: Agency,
    some_time_ago: SomeTimeAgo,
) -> None:
    refusal: SharingDecision = sealed(
        rowan_house, kit, asha, refusing_social_care(childrens_services)
    )
    client, page = some_time_ago(maya), reverse("review", args=[refusal.pk])
    sent = {
        "shown": shown(refusal),
        "verdict": str(verdict),
        "words": "She told us so herself, and we believe her.",
        "is_conflicted": "no",
    }
    answer = client.post(page, sent)
    assert answer.get("Location", "").startswith(PASSWORD_PAGE) is asks
    if asks:
        assert not Review.objects.exists()
        confirm(client, answer)
    assert Review.objects.get().verdict == verdict


def test_the_line_of_a_form_sent_on_names_the_page_it_is_of(
    asha: Appointment,
    maya: Appointment,
    rowan_house: Home,
    kit: Child,
    childrens_services: Agency,
    some_time_ago: SomeTimeAgo,
) -> None:
    refusal: SharingDecision = sealed(
        rowan_house, kit, asha, refusing_social_care(childrens_services)
    )
    client = some_time_ago(maya)
    # What was shown is not what stands there: the page comes back.
    sent = {
        "shown": "0" * 64,
        "verdict": str(Verdict.AGREED),
        "words": "She told us so herself, and we believe her.",
        "is_conflicted": "no",
    }
    asked = client.post(reverse("review", args=[refusal.pk]), sent)
    before = ReadEntry.objects.count()
    assert confirm(client, asked).status_code == 200
    assert ReadEntry.objects.count() == before + 1
    line = ReadEntry.objects.newest_first()[0]
    assert (line.view, line.method) == ("review", "POST")


def test_to_share_urgently_and_to_extend_a_visit_ask_nothing(
    maya: Appointment, ivy: Visit, some_time_ago: SomeTimeAgo
) -> None:
    client = some_time_ago(maya)
    assert "urgent" in client.post(reverse("urgent-start"))["Location"]
    answer = client.post(reverse("visit-extend", args=[ivy.pk]), {"until": str(ivy.until)})
    assert not answer["Location"].startswith(PASSWORD_PAGE)
