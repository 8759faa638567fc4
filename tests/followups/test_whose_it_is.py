"""The list tells apart what came higher, what is one's own and what waits for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from decisions.followups.gathering import follow_ups_of, own_follow_ups_of
from decisions.followups.row import FollowUp, Place
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Severity
from decisions.recording.asking import ask_advice
from infoshare.access.scope import reaches_kept
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from tests.advice.people import huw as huw
from tests.everyday.made import signed
from tests.followups import cases
from tests.followups.cases import DAY, HOUR, MONDAY, World
from tests.followups.made import gone, held_for_approval, share, urgent_share
from tests.followups.test_each_question import world as world

pytestmark = pytest.mark.django_db
SignIn = Callable[[Appointment | Visit], Client]


def asked_at(moment_after: timedelta, person: Appointment) -> list[FollowUp]:
    with clock.at(MONDAY + moment_after), reaches_kept():
        return follow_ups_of(person.user, MONDAY + moment_after)


def places(rows: list[FollowUp], person: Appointment) -> dict[str, Place]:
    return {row.question: row.place_for(person.user_id) for row in rows}


def test_what_came_higher_is_first_for_the_responsible_individual(world: World) -> None:
    with clock.at(MONDAY):
        held_for_approval(world.asha, world.kit, world.school)
    with clock.at(MONDAY + 20 * HOUR):
        urgent_share(world.asha, world.kit, world.council)
    rows = asked_at(22 * HOUR, world.ruth)
    assert rows[0].question == "approval-that-waits"
    assert rows[0].place_for(world.ruth.user_id) is Place.HIGHER
    assert {row.place_for(world.ruth.user_id) for row in rows[1:]} == {Place.OTHERS}
    assert places(asked_at(22 * HOUR, world.maya), world.maya)["approval-that-waits"] is (
        Place.OTHERS
    )


def test_each_manager_sees_as_their_own_what_they_can_do(world: World) -> None:
    with clock.at(MONDAY):
        urgent_share(world.asha, world.kit, world.council)
    of_maya = places(asked_at(HOUR, world.maya), world.maya)
    assert of_maya["share-to-review"] is Place.MINE
    assert of_maya["urgent-to-complete"] is Place.MINE
    assert of_maya["confirm-in-writing"] is Place.OTHERS


def test_nobody_is_next_about_what_they_wrote_themselves(world: World) -> None:
    with clock.at(MONDAY):
        held_for_approval(world.maya, world.kit, world.school)
    rows = asked_at(5 * HOUR, world.maya)
    (row,) = [one for one in rows if one.question == "approval-that-waits"]
    # Maya is on call, and wrote it.
    assert row.next.words == "Dele Finch, deputy manager"


def test_a_silent_recipient_goes_to_the_escalation_procedure(world: World) -> None:
    with clock.at(MONDAY):
        record = share(
            world.asha, world.kit, world.council, concern={"severity": Severity.SIGNIFICANT}
        )
        gone(record, world.asha, world.council)
    asked = {row.question: row for row in asked_at(DAY, world.maya)}["silent-recipient"]
    higher = {row.question: row for row in asked_at(2 * DAY, world.maya)}["silent-recipient"]
    assert asked.what.startswith("Ask if they have it")
    assert asked.next.words == "Asha Rahman, care worker"
    assert higher.what.startswith("Use the partnership’s escalation procedure")
    assert higher.place_for(world.maya.user_id) is Place.HIGHER
    assert higher.place_for(world.asha.user_id) is Place.MINE


@pytest.mark.parametrize("named", ["maya", "dele", "asha"])
def test_nobody_named_in_a_concern_sees_a_row_of_it_or_is_next(named: str, world: World) -> None:
    person: Appointment = getattr(world, named)
    concern = {**cases.NAMING_STAFF, "staff": (person.user_id,)}
    with clock.at(MONDAY):
        record = share(
            world.asha, world.kit, world.council, concern=concern, decision=cases.WHO_TELLS_THEM
        )
        gone(record, world.asha, world.council)
        draft = cases._draft(world, concern={**concern, "severity": Severity.SIGNIFICANT})
        ask_advice(draft, world.asha, [world.sam], words="What now?", token=record.pk)
    for waited in (HOUR, 5 * HOUR, 3 * DAY, 30 * DAY):
        assert asked_at(waited, person) == []
        rows = asked_at(waited, world.ruth)
        assert {row.about.code for row in rows} >= {record.code}
        assert all(person.user_id not in row.next.people | row.next.below for row in rows)
        assert all(person.user.name not in row.next.words for row in rows)


def test_a_concern_that_names_the_responsible_individual_goes_to_the_alternate(
    world: World, nell: Appointment
) -> None:
    concern = {**cases.NAMING_STAFF, "staff": (world.ruth.user_id,)}
    with clock.at(MONDAY):
        share(world.asha, world.kit, world.council, concern=concern, decision=cases.WHO_TELLS_THEM)
    rows = {row.question: row for row in asked_at(3 * DAY, world.maya)}
    assert rows["share-to-review"].next.people == {nell.user_id}
    assert rows["designated-officer-to-tell"].next.people == {nell.user_id}
    assert asked_at(3 * DAY, world.ruth) == []


def test_an_adviser_sees_the_question_and_not_whose_it_is(world: World, huw: Appointment) -> None:
    with clock.at(MONDAY):
        draft = cases._draft(world)
        ask_advice(draft, world.asha, [huw], words="May school know?", token=draft.pk)
    (row,) = [one for one in asked_at(HOUR, huw) if one.question == "advice-to-give"]
    assert (row.about.code, row.about.initials, row.about.home) == (
        "Question",
        "a child",
        "another home",
    )
    assert row.place_for(huw.user_id) is Place.MINE
    assert not [one for one in asked_at(3 * HOUR, world.maya) if one.question == "advice-to-give"]
    (late,) = [one for one in asked_at(4 * HOUR, world.maya) if one.question == "advice-to-give"]
    assert late.place_for(world.maya.user_id) is Place.HIGHER
    assert late.next.words.endswith("on call")


def test_an_adviser_without_a_list_sees_the_question_on_the_start_page(
    world: World, ben: Appointment, signed_in: SignIn
) -> None:
    with clock.at(MONDAY):
        draft = cases._draft(world)
        question = ask_advice(draft, world.asha, [ben], words="May school?", token=draft.pk)[0]
        found = own_follow_ups_of(ben.user, MONDAY)
        assert [row.question for row in found] == ["advice-to-give"]
        body = signed_in(ben).get(reverse("home")).content.decode()
    assert reverse("advice-answer", args=[question.pk]) in body


def test_a_draft_leads_to_where_it_can_be_taken_over_and_its_author_to_the_draft(
    world: World, signed_in: SignIn
) -> None:
    with clock.at(MONDAY):
        draft = cases._serious_draft(world)
        own = cases._put_off(world)
        Draft.objects.filter(pk=own.pk).update(author=world.maya)
    for waited, pk, name in ((2 * HOUR, draft.pk, "draft-take-over"), (3 * HOUR, own.pk, "draft")):
        urls = {row.about.url for row in asked_at(waited, world.maya)}
        assert reverse(name, args=[pk]) in urls
    with clock.at(MONDAY + 3 * HOUR):
        client = signed_in(world.maya)
        assert client.get(reverse("draft-take-over", args=[draft.pk])).status_code == 200
        assert client.get(reverse("draft", args=[own.pk])).status_code == 302


def test_a_draft_that_was_put_off_is_not_nagged_about_before_its_time(world: World) -> None:
    with clock.at(MONDAY):
        draft = cases._put_off(world)
        Draft.objects.filter(pk=draft.pk).update(decide_at=MONDAY + 3 * DAY)
    assert asked_at(2 * DAY, world.maya) == []
    (row,) = asked_at(3 * DAY, world.maya)
    assert row.question == "draft-put-off"
    assert row.next.words == "Asha Rahman, care worker"
    (row,) = asked_at(4 * DAY, world.maya)
    assert row.next.words == "Whoever is in charge of Rowan House"


def test_an_arrangement_that_has_ended_is_not_asked_for(world: World) -> None:
    """Nobody agreed to it: it waits for a manager, and not to be looked at again."""
    with clock.at(MONDAY):
        day = {"how_often": "Every Friday", "review_on": (MONDAY + 5 * DAY).date()}
        signed(world.asha, world.kit, world.school, arrangement=day)
    assert {row.question for row in asked_at(9 * DAY, world.maya)} == {"approval-that-waits"}


def test_a_home_may_be_chosen_by_those_who_look_after_several(
    world: World, willow_lodge: Home, signed_in: SignIn
) -> None:
    with clock.at(MONDAY):
        record = urgent_share(world.asha, world.kit, world.council)
        client = signed_in(world.ruth)
        both = client.get(reverse("follow-ups")).content.decode()
        here = client.get(reverse("follow-ups"), {"home": world.home.pk}).content.decode()
        there = client.get(reverse("follow-ups"), {"home": willow_lodge.pk}).content.decode()
        single = signed_in(world.maya).get(reverse("follow-ups")).content.decode()
    assert record.code in both
    assert record.code in here
    assert record.code not in there
    assert "All homes" in both
    assert "All homes" not in single


def test_a_home_that_is_not_theirs_or_nonsense_shows_what_is_theirs(
    world: World, beacon_house: Home, signed_in: SignIn
) -> None:
    with clock.at(MONDAY):
        record = urgent_share(world.asha, world.kit, world.council)
        for home in (str(beacon_house.pk), "x", "\x00", "1" * 500):
            answer = signed_in(world.ruth).get(reverse("follow-ups"), {"home": home})
            assert answer.status_code == 200
            assert "Beacon House" not in answer.content.decode()
    assert SharingDecision.objects.filter(pk=record.pk).exists()
