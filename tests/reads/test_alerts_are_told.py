"""Very many records at once are slowed and told; whoever answers for the home hears of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child, EmergencyAccess
from decisions.policy.terms import Start
from decisions.recording.drafts import blank_answers, start_draft
from infoshare.access.reads import pace
from infoshare.access.reads.models import ReadAlert, ReadEntry
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from tests.emergency.conftest import opened as opened
from tests.followups.made import SUNDAY, held_for_approval, share
from tests.reads.test_batches_are_sealed import looked

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]


def record_of(client: Client, record: Any) -> Any:
    return client.get(reverse("record", args=[record.pk]))


def test_more_than_sixty_records_in_ten_minutes_are_slowed_and_sharing_never_is(
    asha: Appointment,
    rowan_house: Home,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "_FEW", 1)
    first, second = share(asha, kit, school), share(asha, kit, school)
    draft = start_draft(rowan_house, kit, asha, blank_answers(Start.URGENT))
    client = signed_in(asha)
    looked(59, asha, rowan_house, kit)
    assert record_of(client, first).status_code == 200
    before = ReadEntry.objects.count()
    slowed = record_of(client, second)
    assert slowed.status_code == 429
    body = slowed.content.decode()
    assert "wait ten minutes" in body
    assert second.code not in body
    assert ReadEntry.objects.count() == before
    # What is open stays open, and so do lists and everything with which somebody shares.
    assert record_of(client, first).status_code == 200
    for name, args in (("home", []), ("register", []), ("guide-step", [draft.pk, "urgent"])):
        assert client.get(reverse(name, args=args)).status_code == 200, name
    assert client.post(reverse("urgent-start")).status_code == 302
    with clock.at(SUNDAY + timedelta(minutes=10, seconds=1)):
        assert record_of(client, second).status_code == 200


def test_a_form_that_comes_back_with_a_record_is_slowed_like_the_page(
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record, client = held_for_approval(asha, kit, school), signed_in(maya)
    page = reverse("review", args=[record.pk])
    monkeypatch.setattr(pace, "_FEW", 1)
    monkeypatch.setattr(pace, "MOST", 0)
    for slowed in (client.get(page), client.post(page, {})):
        assert slowed.status_code == 429
        assert record.code not in slowed.content.decode()
    assert not ReadEntry.objects.exists()
    # With what is sent on, nothing is shown.
    assert client.post(reverse("urgent-start")).status_code == 302
    monkeypatch.setattr(pace, "MOST", 60)
    assert client.post(page, {}).status_code == 200


def test_an_inspector_and_a_child_reached_in_an_emergency_are_never_slowed(
    asha: Appointment,
    bryn: Appointment,
    ivy: Visit,
    rowan_house: Home,
    kit: Child,
    lark: Child,
    school: Agency,
    opened: EmergencyAccess,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "_FEW", 1)
    monkeypatch.setattr(pace, "MOST", 0)
    here, there = share(asha, kit, school), share(bryn, lark, school)
    assert record_of(signed_in(ivy), here).status_code == 200
    client = signed_in(asha)
    assert record_of(client, here).status_code == 429
    assert record_of(client, there).status_code == 200
    line = ReadEntry.objects.newest_first()[0]
    assert (line.home_id, line.emergency) == (opened.home_id, opened.pk)
    assert ReadEntry.objects.filter(home=rowan_house, emergency__isnull=False).count() == 0


def test_who_has_looked_says_that_it_was_in_an_emergency(
    asha: Appointment, ruth: Appointment, lark: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    signed_in(asha).get(reverse("child", args=[lark.pk]))
    body = signed_in(ruth).get(reverse("who-looked", args=[lark.pk])).content.decode()
    assert "Care worker, in an emergency" in body


def test_many_records_within_an_hour_are_told_at_once_until_somebody_has_looked(
    asha: Appointment,
    maya: Appointment,
    dana: Appointment,
    rowan_house: Home,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "TOLD_FROM", 2)
    record, client = share(asha, kit, school), signed_in(asha)
    looked(31, asha, rowan_house, kit)
    record_of(client, record)
    assert not ReadAlert.objects.exists()
    record_of(client, record)
    record_of(client, record)
    alert = ReadAlert.objects.get()
    assert (alert.user, alert.what) == (asha.user, "opened 32 records within an hour")
    address = f"{reverse('reads')}?home={rowan_house.pk}"
    with clock.at(SUNDAY + timedelta(minutes=1)):
        for one in (maya, dana):
            manager = signed_in(one)
            body = manager.get("/").content.decode()
            assert address in body
            assert "Asha" not in body.partition("<main")[2].partition("See who looked")[0]
            assert "New since you last looked" in manager.get(address).content.decode()
            assert address not in manager.get("/").content.decode()
        assert address not in client.get("/").content.decode()


def test_the_start_page_asks_one_question_more_and_of_care_workers_none(
    asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    for person, questions in ((asha, 0), (maya, 1)):
        client = signed_in(person)
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        assert sum("access_readalert" in one["sql"] for one in asked) == questions


def test_the_daily_command_raises_what_stands_out_and_mails_a_bare_link_on_mondays(
    asha: Appointment, maya: Appointment, rowan_house: Home, kit: Child, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for one in (asha, maya):
        one.user.email = f"{one.user.sign_in_name}@example.org"
        one.user.save()
    looked(1, asha, rowan_house, kit)
    asha.user.name = "Asha Tolland"
    asha.user.save()
    call_command("read_digest")
    call_command("read_digest")
    assert ReadAlert.objects.get().what == "opened a child with the same family name"
    assert mail.outbox == []
    with clock.at(SUNDAY + timedelta(days=1)):
        call_command("read_digest")
    (sent,) = mail.outbox
    assert sent.to == [maya.user.email]
    assert reverse("reads") in sent.body
    said = f"{sent.subject} {sent.body}"
    for word in ("Tolland", "Kit", "Asha", "Rowan", kit.pk.hex, str(kit.pk)):
        assert word not in said
