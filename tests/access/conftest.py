"""Everybody, and one of everything at each of three homes; the clock stands still."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from children.models import Agency, Child
from decisions.policy.terms import AgencyType, Role, VisitorRole
from infoshare.access.emergency.recording import open_emergency
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from infoshare.organisation.recording import end_visit, open_visit
from tests.access.expected import PEOPLE
from tests.access.states import every_state
from tests.access.world import Place, furnish
from tests.cast import make_person
from tests.followups.made import sunday_evening as sunday_evening


@pytest.fixture
def lena(meadowbank: Provider, rowan_house: Home) -> Appointment:
    """Managed Rowan House, and left an hour ago."""
    left = make_person("Lena Frost", Role.REGISTERED_MANAGER, meadowbank, rowan_house)
    left.ends_at = clock.now() - timedelta(hours=1)
    left.save()
    return left


@pytest.fixture
def vic(rowan_house: Home, maya: Appointment) -> Any:
    """Inspected Rowan House; the visit was ended."""
    opened = open_visit(
        rowan_house,
        maya,
        role=VisitorRole.OFSTED_INSPECTOR,
        name="Vic Amsel",
        body="Ofsted",
        until=clock.now() + timedelta(days=1),
        passphrase="three random words",
    )
    end_visit(opened.visit, maya)
    return opened.visit


@pytest.fixture
def mo(meadowbank: Provider, rowan_house: Home, willow_lodge: Home) -> Appointment:
    """Care worker, moved today from Rowan House to Willow Lodge."""
    left = make_person("Mo Tanner", Role.CARE_WORKER, meadowbank, rowan_house)
    left.ends_at = clock.now()
    left.save()
    return Appointment.objects.create(
        user=left.user,
        role=left.role,
        provider=meadowbank,
        home=willow_lodge,
        starts_at=clock.now(),
    )


@pytest.fixture
def eve(meadowbank: Provider, rowan_house: Home, willow_lodge: Home, kit: Child) -> Appointment:
    """Care worker at Willow Lodge, who reaches Kit of Rowan House in an emergency."""
    covers = make_person("Eve Sandford", Role.CARE_WORKER, meadowbank, willow_lodge)
    reason = "I cover Rowan House tonight and Kit is ill."
    open_emergency(kit, rowan_house, covers, reason=reason, token=uuid4())
    return covers


@pytest.fixture
def people(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def places(
    people: dict[str, Any],
    rowan_house: Home,
    willow_lodge: Home,
    beacon_house: Home,
    kit: Child,
    lark: Child,
    wren: Child,
    school: Agency,
    northshire: Provider,
) -> dict[str, Place]:
    olive = make_person("Olive Grant", Role.DEPUTY_MANAGER, northshire, beacon_house)
    other_school = Agency.objects.create(
        provider=northshire,
        agency_type=AgencyType.SCHOOL.value,
        name="Fell Top School",
        number="01632 960303",
    )
    return {
        "rowan": furnish(rowan_house, kit, people["asha"], people["maya"], school),
        "willow": furnish(willow_lodge, lark, people["bryn"], people["ruth"], school),
        "beacon": furnish(beacon_house, wren, people["otto"], olive, other_school),
    }


@pytest.fixture
def states(
    people: dict[str, Any],
    rowan_house: Home,
    willow_lodge: Home,
    kit: Child,
    lark: Child,
    school: Agency,
) -> dict[str, Place]:
    """A record of Rowan House in each state, a draft of another, and a child who has moved on."""
    return every_state(people, rowan_house, willow_lodge, kit, lark, school)
