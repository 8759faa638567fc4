"""Ten homes with the people who work there and the children who live there.

What a question reads from sealed bytes is made here, by the product's own functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from children.models import Agency, Child, Consent
from children.recording import record_consent, withdraw_consent
from decisions.policy.terms import (
    AgencyType,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    ProviderType,
    Purpose,
    Role,
)
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from infoshare.organisation.recording import open_home
from tests.cast import make_person, place_child
from tests.everyday.made import agreed
from tests.followups.cases import (
    ABUSED,
    AWAY,
    EXPLOITED,
    NAMING_STAFF,
    SAYING_WHO,
    TRAFFICKED,
    WHO_TELLS_THEM,
)
from tests.followups.made import gone, share

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YEARS = 5 * 365 * DAY
HOMES, CHILDREN_A_HOME, STAFF_A_HOME = 10, 25, 6
CONCERNS_OPEN, HARM_OPEN = 8, 3

Agencies = dict[AgencyType, Agency]


@dataclass
class House:
    """One home, who works there, who lives there; and who took a consent back, and when."""

    home: Home
    staff: list[Appointment]
    manager: Appointment
    children: list[Child]
    taken_back: tuple[Child, datetime] | None = None


def open_houses(homes: int) -> tuple[list[House], Agencies]:
    """The provider's homes before the first record, and whom they tell."""
    provider = Provider.objects.create(
        name="Larchwood Care", provider_type=ProviderType.PRIVATE.value
    )
    agencies = {
        kind: Agency.objects.create(
            provider=provider, agency_type=kind.value, name=kind.label, number="01632 960400"
        )
        for kind in (
            AgencyType.LA_PLACING,
            AgencyType.POLICE,
            AgencyType.SCHOOL,
            AgencyType.LADO,
            AgencyType.OFSTED,
        )
    }
    make_person("Ruth Adeyemi", Role.RESPONSIBLE_INDIVIDUAL, provider)
    make_person("Sam Whitlock", Role.SAFEGUARDING_LEAD, provider)
    return [_open_house(provider, number, agencies) for number in range(homes)], agencies


def _open_house(provider: Provider, number: int, agencies: Agencies) -> House:
    manager = f"Manager {number}"
    home = open_home(
        provider,
        name=f"House {number}",
        number=f"SC9{number:05}",
        on_call_name=manager,
        on_call_number="01632 960101",
    )
    staff = [
        make_person(f"Worker {number} {one}", Role.CARE_WORKER, provider, home)
        for one in range(STAFF_A_HOME)
    ]
    authority = agencies[AgencyType.LA_PLACING]
    children = [
        place_child(provider, home, authority, f"Child {one}", "Larch", date(2011, 3, 14))
        for one in range(CHILDREN_A_HOME)
    ]
    return House(
        home, staff, make_person(manager, Role.REGISTERED_MANAGER, provider, home), children
    )


def seal_a_few(houses: list[House], agencies: Agencies) -> None:
    """Arrangements whose review is due, concerns about staff that the LADO does not know of, harm
    that nobody else heard of, and at each home a consent that was taken back.
    """
    with clock.at(NOW - 60 * DAY):
        for number in range(len(houses) + 2):
            later, at = divmod(number, len(houses))
            house = houses[at]
            day = {"how_often": "Every Friday", "review_on": (NOW - 5 * DAY).date()}
            child, school = house.children[later], agencies[AgencyType.SCHOOL]
            agreed(house.staff[0], house.manager, child, school, arrangement=day)
        for house in houses[:CONCERNS_OPEN]:
            council = agencies[AgencyType.LA_PLACING]
            about_staff = {"concern": NAMING_STAFF, "decision": WHO_TELLS_THEM}
            share(house.staff[0], house.children[0], council, **about_staff)
        for house in houses[:HARM_OPEN]:
            _tell_the_school(house, agencies[AgencyType.SCHOOL])
    for house in houses:
        _take_a_consent_back(house, agencies[AgencyType.LA_PLACING])


def _tell_the_school(house: House, school: Agency) -> None:
    """Of each harm that others must hear of, nobody else hears; and a child has died."""
    back = {"returned_at": clock.now() - HOUR}
    for concern in (ABUSED, TRAFFICKED, EXPLOITED, AWAY, {**AWAY, **back}):
        record = share(house.staff[0], house.children[0], school, concern=concern, **SAYING_WHO)
        gone(record, house.staff[0], school)
        house.children.append(house.children.pop(0))
    child = house.children[0]
    gone(share(house.staff[0], child, school), house.staff[0], school)
    Child.objects.filter(pk=child.pk).update(died_on=clock.today())


def _take_a_consent_back(house: House, council: Agency) -> None:
    child, by = house.children[-1], house.staff[0]
    with clock.at(NOW - 50 * DAY):
        consent = record_consent(
            child,
            house.home,
            by,
            giver=ConsentGiver.CHILD,
            state=ConsentState.GIVEN,
            purpose=Purpose.CARE_PLANNING,
            recipient=council,
            items=[InformationCategory.BEHAVIOUR],
            given_on=clock.today(),
            expires_on=clock.today() + 90 * DAY,
            explained="Talked it through.",
            told_of_withdrawal=True,
            competence_assessed=True,
        )
    moment = NOW - 20 * DAY
    with clock.at(moment):
        withdraw_consent(Consent.objects.get(pk=consent.pk), by, withdrawn_on=clock.today())
    house.taken_back = (child, moment)
