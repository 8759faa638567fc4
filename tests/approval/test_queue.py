"""What waits for a manager: by home, oldest first, with the time left and why."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child
from decisions.approval.queries import awaiting, reviewed_lately, to_review_afterwards
from decisions.followups.gathering import follow_ups_of
from decisions.models import SharingDecision
from decisions.policy.answers import Concern
from decisions.policy.circumstances import Settings
from decisions.policy.terms import Contact, Harm, PersonAtRisk, Severity, Verdict
from decisions.recording.completion import complete_urgent
from decisions.recording.decision import seal
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, SettingsVersion
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    refusing_social_care,
    reviewed,
    sealed,
    sealed_urgent,
    unverified_caller,
    urgently,
)

SignIn = Callable[..., Client]
MAYA = "Maya Okoro, registered manager"


def read(client: Client) -> str:
    page = client.get(reverse("approval-queue"))
    assert page.status_code == 200
    return " ".join(unescape(page.content.decode()).split())


def test_what_needs_a_manager_waits_oldest_first_and_nothing_else(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    now = clock.now()
    expected = []
    for hours in (1, 2, 3):
        with clock.at(now + timedelta(hours=hours)):
            expected.append(sealed(rowan_house, kit, asha, unverified_caller()))
            sealed(rowan_house, kit, asha, own_initiative(childrens_services))
            sealed(rowan_house, kit, asha, refusing_a_journalist())
    with clock.at(now + timedelta(hours=4)):
        assert list(awaiting(maya.user)) == expected


def test_what_was_answered_waits_no_longer(held: SharingDecision, maya: Appointment) -> None:
    reviewed(held, maya, Verdict.QUESTION)
    assert list(awaiting(maya.user)) == []
    assert [review.decision for review in reviewed_lately(maya.user)] == [held]


def test_homes_are_kept_apart_and_those_who_serve_all_see_each(
    held: SharingDecision,
    kit: Child,
    lark: Child,
    willow_lodge: Home,
    bryn: Appointment,
    maya: Appointment,
    ruth: Appointment,
    otto: Appointment,
    ben: Appointment,
) -> None:
    there = sealed(willow_lodge, lark, bryn, unverified_caller())
    assert list(awaiting(maya.user)) == [held]
    assert list(awaiting(ruth.user)) == [held, there]
    for nobody in (otto, ben):
        assert list(awaiting(nobody.user)) == []


def test_it_says_why_and_how_long_there_is(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    with clock.at(held.recorded_at + timedelta(minutes=90)):
        page = read(signed_in(maya))
    assert held.code in page
    assert "You have not checked that this person is who they say." in page
    assert "For 1 hour 30 minutes" in page
    assert "2 hours 30 minutes left of the aim of 4 hours" in page
    assert "Rowan House" in page
    assert "Tolland" not in page.partition("<main")[2]


def test_significant_harm_has_an_hour(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    record = sealed(rowan_house, kit, asha, refusing_social_care(childrens_services))
    assert record.severity == Severity.SIGNIFICANT
    with clock.at(record.recorded_at + timedelta(minutes=61)):
        assert "Past the aim of 1 hour" in read(signed_in(maya))


def test_how_soon_is_the_providers_choice_and_who_is_next_is_named(
    held: SharingDecision, maya: Appointment, dana: Appointment, signed_in: SignIn
) -> None:
    SettingsVersion.objects.create(
        provider=held.home.provider,
        version=1,
        in_force_from=clock.now() - timedelta(days=1),
        values=Settings(approval_hours=2, approval_hours_serious=1).model_dump_json(),
    )
    with clock.at(held.recorded_at + timedelta(minutes=121)):
        page = read(signed_in(maya))
        assert "Aim to answer within 2 hours, and within 1 hour where" in page
        assert "Past the aim of 2 hours" in page
        assert f"Next: {MAYA}, on call. Then the responsible individual." in page


@pytest.mark.parametrize(
    ("minutes", "for_maya", "for_ruth"),
    [
        (479, "Next: {maya}, on call.", "Next: {maya}, on call."),
        (480, "It has gone to {ruth}.", "It has gone to you."),
    ],
)
def test_the_queue_and_the_follow_ups_say_the_same_of_who_is_next(
    minutes: int,
    for_maya: str,
    for_ruth: str,
    held: SharingDecision,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    names = {"maya": MAYA, "ruth": ruth.signature}
    with clock.at(held.recorded_at + timedelta(minutes=minutes)):
        assert for_maya.format(**names) in read(signed_in(maya))
        assert for_ruth.format(**names) in read(signed_in(ruth))
        [waits] = follow_ups_of(ruth.user, clock.now())
    assert waits.next.words == (f"{MAYA}, on call" if minutes < 480 else ruth.signature)


def test_where_nobody_who_may_answer_is_on_call_a_manager_is_next(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    Home.objects.update(on_call_name="Huw Pritchard")
    with clock.at(held.recorded_at + timedelta(minutes=241)):
        page = read(signed_in(maya))
    assert "Next: a manager of Rowan House. Then the responsible individual." in page


def test_it_says_that_nothing_leaves_only_where_something_waits(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    assert "Nothing leaves until you agree" not in read(client)
    sealed(rowan_house, kit, asha, unverified_caller())
    assert "Nothing leaves until you agree" in read(client)


def test_the_author_is_told_whom_to_ring_when_it_has_waited_too_long(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    address = reverse("record", args=[held.pk])
    waits = "This has waited too long for a manager."
    assert waits not in client.get(address).content.decode()
    with clock.at(held.recorded_at + timedelta(hours=4, minutes=1)):
        page = client.get(address).content.decode()
        assert waits in page
        assert 'class="phone" href="tel:01632960101"' in page
        reviewed(held, maya, Verdict.AGREED)
        assert waits not in client.get(address).content.decode()


def test_ones_own_record_is_marked_and_leads_to_no_review(
    rowan_house: Home, kit: Child, maya: Appointment, signed_in: SignIn
) -> None:
    own = sealed(rowan_house, kit, maya, unverified_caller())
    page = read(signed_in(maya))
    assert "You signed this: somebody else must review it" in page
    assert reverse("record", args=[own.pk]) in page
    assert reverse("review", args=[own.pk]) not in page


def test_urgent_shares_come_to_be_reviewed_with_their_full_form(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    client = signed_in(maya)
    assert list(to_review_afterwards(maya.user)) == [urgent]
    assert "Still to come" in read(client)
    draft = complete_urgent(urgent, asha)
    draft.answers = own_initiative(childrens_services).model_dump_json()
    draft.save()
    full = seal(draft)
    page = read(client)
    assert "Still to come" not in page
    assert full.code in page
    reviewed(urgent, maya, Verdict.REVIEWED_AFTERWARDS)
    assert list(to_review_afterwards(maya.user)) == []


def test_an_emergency_share_in_the_full_guide_is_reviewed_afterwards_too(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    share = own_initiative(childrens_services)
    danger = share.changed(concern=share.concern.changed(severity=Severity.IMMEDIATE))
    record = sealed(rowan_house, kit, asha, danger)
    assert record.emergency
    assert not record.needs_approval
    assert list(to_review_afterwards(maya.user)) == [record]


def test_the_full_form_of_an_urgent_record_is_not_reviewed_a_second_time(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    share = own_initiative(childrens_services)
    draft = complete_urgent(urgent, asha)
    draft.answers = share.changed(
        concern=Concern(
            severity=Severity.IMMEDIATE,
            harms=(Harm.PHYSICAL,),
            at_risk=(PersonAtRisk.THIS_CHILD,),
            analysis="Somebody waited outside and shouted threats.",
        )
    ).model_dump_json()
    draft.save()
    assert seal(draft).emergency
    assert list(to_review_afterwards(maya.user)) == [urgent]


def test_an_urgent_share_with_an_unverified_caller_waits_for_approval(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, school: Agency
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(school, Contact.THEY_RANG))
    assert list(awaiting(maya.user)) == [urgent]
    assert list(to_review_afterwards(maya.user)) == []


def test_an_empty_queue_says_so(maya: Appointment, signed_in: SignIn) -> None:
    page = read(signed_in(maya))
    assert "Nothing waits for you." in page
    assert "No share waits for a review." in page


def test_pages_hold_25(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    answers = unverified_caller()
    for _ in range(26):
        sealed(rowan_house, kit, asha, answers)
    assert "1 to 25 of 26" in read(signed_in(maya))
    second = signed_in(maya).get(reverse("approval-queue"), {"page": "2\x00"})
    assert second.status_code == 200


def test_a_long_queue_takes_no_more_queries_than_a_short_one(
    held: SharingDecision,
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    client = signed_in(maya)
    sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    reviewed(sealed(rowan_house, kit, asha, unverified_caller()), maya, Verdict.AGREED)
    read(client)
    with CaptureQueriesContext(connection) as short:
        read(client)
    for _ in range(4):
        sealed(rowan_house, kit, asha, unverified_caller())
        sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
        reviewed(sealed(rowan_house, kit, asha, unverified_caller()), maya, Verdict.AGREED)
    with CaptureQueriesContext(connection) as long:
        read(client)
    assert len(long) == len(short)


@pytest.mark.parametrize("person", ["asha", "ben", "dana", "ada", "nell", "ivy", "ian"])
def test_those_who_may_not_approve_have_no_queue(
    person: str, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.get(reverse("approval-queue")).status_code == 404
