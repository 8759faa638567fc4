"""A home begins once two people may approve, and a second one can be named from outside."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.models import Draft
from decisions.policy.terms import Role
from infoshare.access.going_live.queries import people_who_may_approve
from infoshare.access.going_live.recording import (
    NamedAlready,
    NamedPerson,
    NotNamed,
    NotYet,
    end_second_person,
    go_live,
    keep_on_call,
    name_second_person,
)
from infoshare.access.sign_in.inviting import accept
from infoshare.common import clock
from infoshare.ledger.models import Leaf, Part
from infoshare.organisation.models import Appointment, GoneLive, Home, User
from tests.cast import make_person

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
PETRA = {"name": "Petra Voss", "telephone": "01632 960400", "body": "Harbour Trust"}


@pytest.fixture
def fay(fern_cottage: Home) -> Appointment:
    """Care worker at a home that has not begun."""
    return make_person("Fay Odell", Role.CARE_WORKER, fern_cottage.provider, fern_cottage)


@pytest.fixture
def gus(fern_cottage: Home) -> Appointment:
    """Registered manager of a home that has not begun, and the only one who may approve there."""
    return make_person("Gus Marlow", Role.REGISTERED_MANAGER, fern_cottage.provider, fern_cottage)


def sealed_in(home: Home, act: str) -> list[dict[str, Any]]:
    leaves = Leaf.objects.filter(log=home.log, kind="change").values("seq")
    parts = Part.objects.filter(log=home.log, seq__in=leaves, name="facts")
    facts = [json.loads(bytes(part.content)) for part in parts]
    return [one for one in facts if one["act"] == act]


def named(gus: Appointment, **changes: Any) -> NamedPerson:
    return name_second_person(gus.provider, gus, **{**PETRA, "token": uuid4(), **changes})


def test_people_count_once_each_and_only_while_they_may(
    fern_cottage: Home, gus: Appointment, fay: Appointment, ruth: Appointment, nell: Appointment
) -> None:
    also = {"provider": gus.provider, "starts_at": gus.starts_at, "home": fern_cottage}
    Appointment.objects.create(user=gus.user, role=Role.DEPUTY_MANAGER.value, **also)
    switched_off = make_person("Off Now", Role.DEPUTY_MANAGER, gus.provider, fern_cottage)
    User.objects.filter(pk=switched_off.user_id).update(is_active=False)
    left = make_person("Left Now", Role.DEPUTY_MANAGER, gus.provider, fern_cottage)
    Appointment.objects.filter(pk=left.pk).update(ends_at=clock.now())
    people = people_who_may_approve(fern_cottage)
    assert [one.user for one in people] == [gus.user, ruth.user]


def test_nobody_of_another_home_or_provider_counts(
    fern_cottage: Home, gus: Appointment, maya: Appointment, otto: Appointment
) -> None:
    assert [one.user for one in people_who_may_approve(fern_cottage)] == [gus.user]


def test_one_person_is_too_few(fern_cottage: Home, gus: Appointment) -> None:
    with pytest.raises(NotYet, match="Two people must be able to agree to sharing at Fern Cottage"):
        go_live(fern_cottage, gus)
    assert not GoneLive.objects.filter(home=fern_cottage).exists()


def test_without_a_number_to_ring_it_does_not_begin(
    fern_cottage: Home, gus: Appointment, ruth: Appointment
) -> None:
    Home.objects.filter(pk=fern_cottage.pk).update(on_call_number=" ")
    with pytest.raises(NotYet, match="who is on call"):
        go_live(fern_cottage, gus)


def test_two_people_let_it_begin_once_and_it_is_sealed(
    fern_cottage: Home, gus: Appointment, ruth: Appointment
) -> None:
    row = go_live(fern_cottage, gus)
    assert go_live(fern_cottage, ruth) == row
    assert Home.objects.get(pk=fern_cottage.pk).is_live
    (facts,) = sealed_in(fern_cottage, "went-live")
    assert facts["may_approve"] == [gus.signature, ruth.signature]
    assert facts["said_by"] == gus.signature
    assert UUID(facts["ref"]) == row.pk
    leaf = Leaf.objects.get(log=row.log, seq=row.seq)
    assert (leaf.ref, leaf.at) == (row.pk, row.recorded_at)


def test_a_second_person_counts_everywhere_and_is_sealed_in_every_log(
    fern_cottage: Home, rowan_house: Home, gus: Appointment
) -> None:
    second = named(gus)
    assert not second.appointment.user.has_usable_password()
    assert accept(second.code, "kettle marble sunrise") == second.appointment.user
    assert second.appointment.user.telephone == PETRA["telephone"]
    for home in (fern_cottage, rowan_house):
        (facts,) = sealed_in(home, "second-person-named")
        assert second.code not in json.dumps(facts)
        assert {name: facts[name] for name in PETRA} == PETRA
        assert second.appointment in people_who_may_approve(home)
    go_live(fern_cottage, gus)


def test_ending_a_second_person_again_changes_nothing(fern_cottage: Home, gus: Appointment) -> None:
    second = named(gus).appointment
    ended = end_second_person(second, gus)
    assert ended.ends_at
    with clock.at(clock.now() + timedelta(days=1)):
        assert end_second_person(second, gus).ends_at == ended.ends_at
        assert second not in people_who_may_approve(fern_cottage)
    assert len(sealed_in(fern_cottage, "second-person-ended")) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"telephone": "  "}, "Write their telephone number"),
        ({"name": "gus MARLOW"}, "works here already"),
    ],
)
def test_who_cannot_be_named_is_said(
    changes: dict[str, str], sentence: str, fern_cottage: Home, gus: Appointment
) -> None:
    with pytest.raises(NotNamed, match=sentence):
        named(gus, **changes)
    assert not Appointment.objects.filter(role=Role.OUTSIDE_SECOND_PERSON.value).exists()


def test_nobody_is_named_where_two_may_approve(gus: Appointment, ruth: Appointment) -> None:
    with pytest.raises(NotNamed, match="Two people may approve already"):
        named(gus)


def test_a_token_names_one_person_and_nothing_else(gus: Appointment, fay: Appointment) -> None:
    token = uuid4()
    named(gus, token=token)
    with pytest.raises(NamedAlready):
        named(gus, token=token)
    for changes in ({"name": "Another Name"}, {"body": "Another trust"}, {"telephone": "999 1"}):
        with pytest.raises(NotNamed, match="sent before"):
            named(gus, token=token, **changes)
    with pytest.raises(NotNamed, match="used before"):
        named(gus, token=fay.pk)


def test_who_is_on_call_is_kept_and_sealed(fern_cottage: Home, gus: Appointment) -> None:
    keep_on_call(fern_cottage, gus, name="Gus Marlow", number="01632 960401")
    keep_on_call(fern_cottage, gus, name="Gus Marlow", number="01632 960401")
    (facts,) = sealed_in(fern_cottage, "on-call")
    assert (facts["name"], facts["number"]) == ("Gus Marlow", "01632 960401")


def test_the_page_says_what_is_missing_and_begins_when_nothing_is(
    fern_cottage: Home, gus: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(gus)
    page = reverse("going-live", args=[fern_cottage.pk])
    body = client.get(page).content.decode()
    assert "Now one person may agree" in body
    assert "Start using InfoShare at Fern Cottage</button>" not in body
    refused = client.post(page, follow=True).content.decode()
    assert "Now one person may." in refused
    make_person("Ruth Adeyemi", Role.RESPONSIBLE_INDIVIDUAL, gus.provider)
    assert "Start using InfoShare at Fern Cottage</button>" in client.get(page).content.decode()
    for _press in range(2):
        assert "uses InfoShare now" in client.post(page, follow=True).content.decode()
    assert GoneLive.objects.filter(home=fern_cottage).count() == 1


def test_a_live_home_that_loses_somebody_is_told_and_not_stopped(
    fern_cottage: Home, gus: Appointment, fay: Appointment, ruth: Appointment, signed_in: SignIn
) -> None:
    go_live(fern_cottage, gus)
    Appointment.objects.filter(pk=ruth.pk).update(ends_at=clock.now())
    body = signed_in(gus).get(reverse("home")).content.decode()
    assert "One more person is needed" in body
    assert reverse("going-live", args=[fern_cottage.pk]) in body
    assert "One more person" not in signed_in(fay).get(reverse("home")).content.decode()
    asked = signed_in(fay).get(reverse("guide-start", args=["asked"])).content.decode()
    assert "has not started yet" not in asked


def sent(client: Client, home: Home, **changes: str) -> Any:
    typed = {**PETRA, "agreed": "on", "token": str(uuid4()), **changes}
    return client.post(reverse("second-person", args=[home.pk]), typed, follow=True)


def test_the_code_is_shown_once(fern_cottage: Home, gus: Appointment, signed_in: SignIn) -> None:
    token = str(uuid4())
    body = sent(signed_in(gus), fern_cottage, token=token).content.decode()
    words = re.search(r"Code<br><strong class=\"code\">([A-Z2-9-]{14})</strong>", body)
    assert words
    again = sent(signed_in(gus), fern_cottage, token=token).content.decode()
    assert "named already" in again
    assert words.group(1) not in again
    assert Appointment.objects.filter(role=Role.OUTSIDE_SECOND_PERSON.value).count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"telephone": ""}, "An approval by telephone rings it."),
        ({"telephone": "ring me"}, "Write a telephone number in digits"),
        ({"name": "x" * 300}, "Use 200 characters or fewer"),
        ({"name": "Gus\nMarlow"}, "works here already"),
        ({"agreed": ""}, "Ask them first."),
        ({"token": "\x00"}, "This page was out of date"),
        ({"body": ""}, "Write who they work for."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    changes: dict[str, str],
    sentence: str,
    fern_cottage: Home,
    gus: Appointment,
    signed_in: SignIn,
) -> None:
    answer = sent(signed_in(gus), fern_cottage, **changes)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in body
    for name in {"name", "telephone", "body"} - set(changes):
        assert f'value="{PETRA[name]}"' in body
    assert not Appointment.objects.filter(role=Role.OUTSIDE_SECOND_PERSON.value).exists()


def test_only_a_second_person_is_ended_by_that_address(
    fern_cottage: Home, gus: Appointment, fay: Appointment, signed_in: SignIn
) -> None:
    address = reverse("second-person-end", args=[fern_cottage.pk, fay.pk])
    assert signed_in(gus).post(address).status_code == 404
    fay.refresh_from_db()
    assert fay.ends_at is None


@pytest.mark.parametrize("start", ["asked", "own-initiative", "move", "everyday"])
def test_what_may_need_a_manager_waits_and_says_what_to_do(
    start: str, fern_cottage: Home, fay: Appointment, signed_in: SignIn
) -> None:
    for send in (signed_in(fay).get, signed_in(fay).post):
        body = send(reverse("guide-start", args=[start])).content.decode()
        assert "If a child needs protecting, share urgently now." in body
        protecting, why = body.index("Share urgently now"), body.index("Why everything else")
        assert protecting < why
        assert "01632 960104" in body
    assert not Draft.objects.exists()


def test_a_child_of_a_home_that_waits_waits_too_where_another_home_has_begun(
    fern_cottage: Home, ruth: Appointment, kit: Child, signed_in: SignIn
) -> None:
    client, page = signed_in(ruth), reverse("guide-start", args=["asked"])
    assert client.post(page, {"child": str(kit.pk)}).status_code == 302
    kit.placements.update(home=fern_cottage)
    body = client.post(page, {"child": str(kit.pk)}).content.decode()
    assert "Fern Cottage has not started yet" in body
    assert Draft.objects.count() == 1


def test_urgent_and_already_shared_always_begin(
    fern_cottage: Home, fay: Appointment, kit: Child, signed_in: SignIn
) -> None:
    kit.placements.update(home=fern_cottage)
    client = signed_in(fay)
    already = reverse("guide-start", args=["already-shared"])
    assert "has not started yet" in client.get(already).content.decode()
    assert client.post(already, {"child": str(kit.pk)}).status_code == 302
    assert client.post(reverse("urgent-start")).status_code == 302
    assert Draft.objects.count() == 2
    assert "has not started yet" in client.get(reverse("home")).content.decode()
