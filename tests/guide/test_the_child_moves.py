"""A child moves while a draft exists: the home that knew goes on with it, and signs it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, Involvement, Placement, Professional
from decisions.models import Disclosure, Draft, SharingDecision
from decisions.policy.terms import RoleWithChild
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import place_child
from tests.followups.made import share, urgent_share
from tests.guide.conftest import NOW, Guide, text_of

Begin = Callable[..., Guide]
SignIn = Callable[..., Client]
MOVED = NOW.date()
ELSEWHERE = "The child has moved to another home since this was begun."


def move_out(child: Child, home: Home | None, on: date = MOVED) -> None:
    """The child left that day, for another home where one is given."""
    old = child.placements.get()
    Placement.objects.filter(pk=old.pk).update(ends_on=on)
    if home is not None:
        Placement.objects.create(
            child=child,
            home=home,
            placing_authority=old.placing_authority,
            legal_status=old.legal_status,
            starts_on=on,
        )


@pytest.mark.parametrize("start", ["asked", "own-initiative", "move", "already-shared"])
def test_whoever_began_it_goes_on_and_signs_it_as_a_record_of_the_home_that_knew(
    begin: Begin, rowan_house: Home, willow_lodge: Home, kit: Child, start: str
) -> None:
    guide = begin(start)
    guide.answers["already"] = {
        "who": guide.answers["recipient"]["who"],
        "position": "Duty social worker",
        "method": "TELEPHONE",
        "said": "How Kit gets on at school",
        "why": "They asked for it",
        "occurred_at_day": "23",
        "occurred_at_month": "11",
        "occurred_at_year": "2026",
        "occurred_at_time": "09:00",
        "astray": "no",
    }
    move_out(kit, willow_lodge)
    page = guide.client.get(reverse("draft", args=[guide.draft.pk]), follow=True)
    assert ELSEWHERE in text_of(page)
    assert "sign it as a record of Rowan House" in text_of(page)
    assert "Willow Lodge" not in text_of(page)
    guide.walk_to("check") if start != "already-shared" else guide.fill_until("check")
    assert ELSEWHERE in text_of(guide.get("check"))
    assert guide.answer("check").status_code == 302
    record = SharingDecision.objects.get()
    assert (record.home, record.log) == (rowan_house, rowan_house.log)
    assert read_decision(record).child_left_on == NOW.date()


def test_the_record_says_that_the_child_had_left_and_the_next_home_does_not_see_it(
    begin: Begin,
    kit: Child,
    willow_lodge: Home,
    asha: Appointment,
    bryn: Appointment,
    signed_in: SignIn,
) -> None:
    guide = begin("own-initiative")
    move_out(kit, willow_lodge)
    guide.sign()
    record = SharingDecision.objects.get()
    address = reverse("record", args=[record.pk])
    assert "The child had left Rowan House on 23 November 2026." in text_of(
        guide.client.get(address)
    )
    assert signed_in(bryn).get(address).status_code == 404


def test_a_record_of_a_child_who_lives_there_says_nothing_of_it(begin: Begin) -> None:
    guide = begin("own-initiative")
    guide.sign()
    record = SharingDecision.objects.get()
    assert read_decision(record).child_left_on is None
    page = text_of(guide.client.get(reverse("record", args=[record.pk])))
    assert "Where the child lived" not in page


def test_the_next_home_is_named_to_those_who_read_about_its_children(
    begin: Begin, kit: Child, willow_lodge: Home, ruth: Appointment
) -> None:
    guide = begin("own-initiative", by=ruth)
    move_out(kit, willow_lodge)
    page = text_of(guide.get("recipient"))
    assert "The child has moved to Willow Lodge since this was begun." in page
    guide.sign()
    assert SharingDecision.objects.get().home.name == "Rowan House"


def test_where_the_child_lives_at_none_of_our_homes_it_says_that_they_left(
    begin: Begin, kit: Child
) -> None:
    guide = begin("own-initiative")
    move_out(kit, None)
    assert "The child has left Rowan House since this was begun." in text_of(guide.get("recipient"))


def test_a_move_that_is_still_to_come_is_not_spoken_of(
    begin: Begin, kit: Child, willow_lodge: Home
) -> None:
    guide = begin("own-initiative")
    move_out(kit, willow_lodge, NOW.date() + timedelta(days=1))
    assert "since this was begun" not in text_of(guide.get("recipient"))


def test_whoever_is_in_charge_takes_it_over_and_signs_it_when_its_author_is_gone(
    begin: Begin,
    kit: Child,
    willow_lodge: Home,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
) -> None:
    guide = begin("own-initiative")
    guide.fill_until("check")
    move_out(kit, willow_lodge)
    Appointment.objects.filter(pk=asha.pk).update(ends_at=NOW)
    client = signed_in(maya)
    address = reverse("draft-take-over", args=[guide.draft.pk])
    assert "KT" in text_of(client.get(address))
    client.post(address, {"whose": str(asha.user_id)})
    taken = Guide(client, guide.draft, guide.answers)
    assert ELSEWHERE in text_of(taken.get("check"))
    assert taken.answer("check").status_code == 302
    assert SharingDecision.objects.get().author == maya


def test_an_urgent_record_is_signed_for_the_child_who_was_chosen_before_the_move(
    begin_urgent: Begin, rowan_house: Home, willow_lodge: Home, kit: Child, ruth: Appointment
) -> None:
    """Also by somebody who records at both homes: it does not go along to the next."""
    guide = begin_urgent(by=ruth)
    guide.answer("urgent", do="leave")
    move_out(kit, willow_lodge)
    page = guide.get("urgent")
    assert "The child has moved to Willow Lodge" in text_of(page)
    assert guide.answer("urgent").status_code == 302
    assert SharingDecision.objects.get().home == rowan_house
    assert Disclosure.objects.exists()


def test_the_full_form_of_an_urgent_record_is_begun_and_signed_after_the_move(
    begin: Begin, asha: Appointment, kit: Child, school: Agency, willow_lodge: Home
) -> None:
    record, guide = urgent_share(asha, kit, school), begin("own-initiative")
    move_out(kit, willow_lodge)
    guide.client.post(reverse("completion", args=[record.pk]))
    full = Guide(guide.client, Draft.objects.get(completes=record), guide.answers)
    full.walk_to("check")
    assert full.answer("check").status_code == 302
    assert SharingDecision.objects.get(completes=record).home == record.home


def test_a_draft_that_files_a_record_again_goes_on_after_its_child_moved(
    begin: Begin,
    meadowbank: Provider,
    rowan_house: Home,
    willow_lodge: Home,
    asha: Appointment,
    kit: Child,
    school: Agency,
    childrens_services: Agency,
) -> None:
    finn = place_child(
        meadowbank, rowan_house, childrens_services, "Finn", "Abara", date(2012, 7, 2)
    )
    record, client = share(asha, kit, school), begin("asked").client
    said = {"child": str(finn.pk), "reason": "It was Finn", "checked": "on", "token": "x"}
    client.post(reverse("refiling", args=[record.pk]), {**said, "token": str(record.pk)})
    move_out(finn, willow_lodge)
    guide = Guide(client, Draft.objects.get(refiles=record))
    page = client.get(reverse("draft", args=[guide.draft.pk]), follow=True)
    assert ELSEWHERE in text_of(page)
    assert guide.answer("check").status_code == 302
    assert SharingDecision.objects.get(refiles=record).child == finn


def test_whom_only_the_next_home_knows_is_not_offered(
    begin: Begin, kit: Child, willow_lodge: Home, childrens_services: Agency
) -> None:
    guide = begin("own-initiative")
    move_out(kit, willow_lodge, NOW.date() - timedelta(days=1))
    person = Professional.objects.create(
        agency=childrens_services, name="Noor Vane", position="Tutor", number="01632 960299"
    )
    Involvement.objects.create(
        child=kit,
        professional=person,
        role=RoleWithChild.EDUCATION.value,
        starts_on=NOW.date() - timedelta(days=1),
    )
    page = text_of(guide.get("recipient"))
    assert "Priya Nair" in page
    assert "Noor Vane" not in page


def test_nothing_new_begins_about_a_child_who_has_left(
    begin: Begin, kit: Child, willow_lodge: Home, signed_in: SignIn, asha: Appointment
) -> None:
    move_out(kit, willow_lodge)
    client = signed_in(asha)
    answer = client.post(reverse("guide-start", args=["asked"]), {"child": str(kit.pk)})
    assert answer.status_code == 200
    assert not Draft.objects.exists()
    with clock.at(NOW):
        client.post(reverse("urgent-start"), {"child": str(kit.pk)})
    assert Draft.objects.get().child is None
