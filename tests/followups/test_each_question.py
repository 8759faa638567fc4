"""Each question finds what is open; doing the thing answers it; no other home is asked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from children.models import Agency, Child, EmergencyAccess
from decisions.followups.gathering import QUESTIONS, follow_ups_of
from decisions.followups.row import FollowUp
from decisions.models import AdviceAsked, Draft, SharingDecision
from infoshare.access.scope import reaches_kept
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, User
from tests.advice.people import huw as huw
from tests.followups.cases import CASES, DAY, HOUR, MONDAY, Case, World

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(
    rowan_house: Home,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    ruth: Appointment,
    sam: Appointment,
    kit: Child,
    lark: Child,
    school: Agency,
    childrens_services: Agency,
) -> World:
    lark.placements.update(home=rowan_house)
    people = (asha, maya, dele, ruth, sam)
    return World(rowan_house, *people, kit, lark, school, childrens_services)


def rows(case: Case, person: Appointment, moment: datetime) -> list[FollowUp]:
    # As on a page: whom somebody reaches is asked once a request.
    with clock.at(moment), reaches_kept():
        found = follow_ups_of(person.user, moment)
    return [row for row in found if row.question == case.question]


def named(case: Case) -> str:
    return case.question


def test_every_question_has_a_case() -> None:
    assert len(CASES) == len({case.question for case in CASES}) == len(QUESTIONS)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_it_is_asked_until_the_thing_is_done(case: Case, world: World) -> None:
    with clock.at(MONDAY):
        opened = case.opens(world)
    moment = MONDAY + case.after
    (row,) = rows(case, world.maya, moment)
    assert row.source
    assert row.about.home == world.home.name
    with clock.at(moment + MINUTE):
        case.answers(world, opened)
    assert rows(case, world.maya, moment + 2 * MINUTE) == []


@pytest.mark.parametrize("case", CASES, ids=named)
def test_no_other_home_is_asked(
    case: Case, world: World, huw: Appointment, otto: Appointment
) -> None:
    with clock.at(MONDAY):
        case.opens(world)
    for stranger in (huw, otto):
        for waited in (case.after, case.after + 30 * DAY):
            assert rows(case, stranger, MONDAY + waited) == []


@pytest.mark.parametrize("case", CASES, ids=named)
def test_whoever_is_next_can_see_what_it_is_about(case: Case, world: World) -> None:
    with clock.at(MONDAY):
        case.opens(world)
    for waited in (case.after, case.after + 6 * HOUR, case.after + 30 * DAY):
        found = rows(case, world.maya, MONDAY + waited)
        for row in found:
            assert row.next.people
            with clock.at(MONDAY + waited):
                people = User.objects.filter(pk__in=row.next.people | row.next.below)
                assert [one.name for one in people if not sees(one, row)] == []


def sees(user: User, row: FollowUp) -> bool:
    """Does the person open what the row is about: a record, a draft, or something else?"""
    drafts = Draft.objects.waiting_at_homes_of(user).exists() or (
        Draft.objects.owned_by(user).exists()
    )
    if row.about.code == "Draft":
        return drafts or AdviceAsked.objects.waiting_for(user).exists()
    if row.about.code == "Emergency access":
        return EmergencyAccess.objects.for_review_by(user).exists()
    return SharingDecision.objects.visible_to(user).filter(code=row.about.code).exists()


@pytest.mark.parametrize("case", CASES, ids=named)
def test_it_goes_on_to_somebody_in_charge_when_its_author_has_left(
    case: Case, world: World
) -> None:
    with clock.at(MONDAY):
        case.opens(world)
        world.asha.ends_at = MONDAY + HOUR
        world.asha.save()
    for row in rows(case, world.maya, MONDAY + case.after + 2 * HOUR):
        assert world.asha.user_id not in row.next.people | row.next.below
        assert row.next.people
