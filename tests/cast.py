"""The named cast: one provider with two homes, another provider, and who works there.

Rowan House and Willow Lodge belong to Meadowbank Care, a private provider; Beacon House belongs
to Northshire Council. Everybody's password is PASSWORD.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.test import Client

from children.models import Agency, Child, Involvement, Placement, Professional, Relative
from decisions.policy.terms import (
    AgencyType,
    LegalStatus,
    ProviderType,
    Relationship,
    Responsibility,
    Role,
    RoleWithChild,
    VisitorRole,
)
from infoshare.access.sessions.limits import begin
from infoshare.common import clock
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment, GoneLive, Home, Provider, User, Visit
from infoshare.organisation.recording import open_home, open_visit

PASSWORD = "three random words"
# Less than the time after which a session writes down that somebody is there still.
IN_A_WHILE = timedelta(seconds=3)
LONG_AGO = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def meadowbank(db: None) -> Provider:
    return Provider.objects.create(name="Meadowbank Care", provider_type=ProviderType.PRIVATE.value)


@pytest.fixture
def northshire(db: None) -> Provider:
    return Provider.objects.create(
        name="Northshire Council", provider_type=ProviderType.COUNCIL.value
    )


@pytest.fixture
def rowan_house(meadowbank: Provider) -> Home:
    return let_begin(
        open_home(
            meadowbank,
            name="Rowan House",
            number="SC900001",
            on_call_name="Maya Okoro",
            on_call_number="01632 960101",
        )
    )


@pytest.fixture
def willow_lodge(meadowbank: Provider) -> Home:
    return let_begin(
        open_home(
            meadowbank,
            name="Willow Lodge",
            number="SC900002",
            on_call_name="Huw Pritchard",
            on_call_number="01632 960102",
        )
    )


@pytest.fixture
def beacon_house(northshire: Provider) -> Home:
    return let_begin(
        open_home(
            northshire,
            name="Beacon House",
            number="SC900003",
            on_call_name="Olive Grant",
            on_call_number="01632 960103",
        )
    )


def let_begin(home: Home) -> Home:
    """The home is live, as `go_live` leaves it, however few people a test appoints.

    Una Birch opened the homes of the cast and left before anything else happened.
    """
    opener = User.objects.create(sign_in_name=f"una.birch.{home.number.lower()}", name="Una Birch")
    said_by = Appointment.objects.create(
        user=opener,
        role=Role.RESPONSIBLE_INDIVIDUAL.value,
        provider=home.provider,
        starts_at=LONG_AGO - timedelta(days=365),
        ends_at=LONG_AGO,
    )
    facts = {"act": "went-live", "may_approve": [], "said_by": said_by.signature}
    with transaction.atomic():
        contents = {"facts": facts, "text": {}}
        (leaf,) = append([Entry(home.log, Kind.CHANGE, uuid4(), 9998, contents)])
        GoneLive.objects.create(**leaf.columns(), home=home, said_by=said_by)
    return home


@pytest.fixture
def fern_cottage(meadowbank: Provider) -> Home:
    """A third home of Meadowbank Care, which has not gone live."""
    return open_home(
        meadowbank,
        name="Fern Cottage",
        number="SC900004",
        on_call_name="Maya Okoro",
        on_call_number="01632 960104",
    )


def make_person(name: str, role: Role, provider: Provider, home: Home | None = None) -> Appointment:
    """A person with one appointment since long ago; signs in as `first.last`."""
    user = User.objects.create(
        sign_in_name=name.lower().replace(" ", "."),
        name=name,
        password=make_password(PASSWORD),
    )
    return Appointment.objects.create(
        user=user, role=role.value, provider=provider, home=home, starts_at=LONG_AGO
    )


@pytest.fixture
def asha(meadowbank: Provider, rowan_house: Home) -> Appointment:
    """Care worker at Rowan House."""
    return make_person("Asha Rahman", Role.CARE_WORKER, meadowbank, rowan_house)


@pytest.fixture
def ben(meadowbank: Provider, rowan_house: Home) -> Appointment:
    """Senior care worker at Rowan House."""
    return make_person("Ben Castell", Role.SENIOR_CARE_WORKER, meadowbank, rowan_house)


@pytest.fixture
def maya(meadowbank: Provider, rowan_house: Home) -> Appointment:
    """Registered manager of Rowan House."""
    return make_person("Maya Okoro", Role.REGISTERED_MANAGER, meadowbank, rowan_house)


@pytest.fixture
def dele(meadowbank: Provider, rowan_house: Home) -> Appointment:
    """Deputy manager of Rowan House."""
    return make_person("Dele Finch", Role.DEPUTY_MANAGER, meadowbank, rowan_house)


@pytest.fixture
def bryn(meadowbank: Provider, willow_lodge: Home) -> Appointment:
    """Care worker at Willow Lodge; must see nothing of Rowan House."""
    return make_person("Bryn Hale", Role.CARE_WORKER, meadowbank, willow_lodge)


@pytest.fixture
def ruth(meadowbank: Provider) -> Appointment:
    """Responsible individual of Meadowbank Care."""
    return make_person("Ruth Adeyemi", Role.RESPONSIBLE_INDIVIDUAL, meadowbank)


@pytest.fixture
def sam(meadowbank: Provider) -> Appointment:
    """Safeguarding lead of Meadowbank Care."""
    return make_person("Sam Whitlock", Role.SAFEGUARDING_LEAD, meadowbank)


@pytest.fixture
def dana(meadowbank: Provider) -> Appointment:
    """Data protection officer of Meadowbank Care."""
    return make_person("Dana Novak", Role.DATA_PROTECTION_OFFICER, meadowbank)


@pytest.fixture
def ada(meadowbank: Provider) -> Appointment:
    """Administrator of Meadowbank Care; sees no child."""
    return make_person("Ada Marsh", Role.ADMINISTRATOR, meadowbank)


@pytest.fixture
def nell(meadowbank: Provider) -> Appointment:
    """Nominated alternate of Meadowbank Care."""
    return make_person("Nell Ferris", Role.NOMINATED_ALTERNATE, meadowbank)


@pytest.fixture
def petra(meadowbank: Provider) -> Appointment:
    """Outside second person of Meadowbank Care: answers what waits, and reads nothing else."""
    return make_person("Petra Voss", Role.OUTSIDE_SECOND_PERSON, meadowbank)


@pytest.fixture
def otto(northshire: Provider, beacon_house: Home) -> Appointment:
    """Registered manager of Beacon House, another provider's."""
    return make_person("Otto Lindqvist", Role.REGISTERED_MANAGER, northshire, beacon_house)


@pytest.fixture
def ivy(rowan_house: Home, maya: Appointment) -> Visit:
    """Ofsted inspector visiting Rowan House until tomorrow."""
    return open_visit(
        rowan_house,
        maya,
        role=VisitorRole.OFSTED_INSPECTOR,
        name="Ivy Brandt",
        body="Ofsted",
        until=clock.now() + timedelta(days=1),
        passphrase=PASSWORD,
    ).visit


@pytest.fixture
def ian(rowan_house: Home, maya: Appointment) -> Visit:
    """Independent person (Regulation 44) visiting Rowan House until tomorrow."""
    return open_visit(
        rowan_house,
        maya,
        role=VisitorRole.INDEPENDENT_PERSON,
        name="Ian Moss",
        body="Independent visitor",
        until=clock.now() + timedelta(days=1),
        passphrase=PASSWORD,
    ).visit


@pytest.fixture
def childrens_services(meadowbank: Provider) -> Agency:
    """The placing authority, with a number that we hold."""
    return Agency.objects.create(
        provider=meadowbank,
        agency_type=AgencyType.LA_PLACING.value,
        name="Eastmere Council children's services",
        number="01632 960201",
        address="duty@eastmere.example",
        domains="eastmere.example",
    )


@pytest.fixture
def police(meadowbank: Provider) -> Agency:
    return Agency.objects.create(
        provider=meadowbank,
        agency_type=AgencyType.POLICE.value,
        name="Eastmere Police",
        number="01632 960202",
    )


@pytest.fixture
def school(meadowbank: Provider) -> Agency:
    return Agency.objects.create(
        provider=meadowbank,
        agency_type=AgencyType.SCHOOL.value,
        name="Hollin Bank School",
        number="01632 960203",
        address="office@hollinbank.example",
        domains="hollinbank.example",
    )


@pytest.fixture
def social_worker(childrens_services: Agency) -> Professional:
    return Professional.objects.create(
        agency=childrens_services,
        name="Priya Nair",
        position="Social worker",
        number="01632 960211",
    )


def place_child(
    provider: Provider,
    home: Home,
    authority: Agency,
    given: str,
    family: str,
    born: date,
    legal_status: LegalStatus = LegalStatus.CARE_ORDER_S31,
) -> Child:
    child = Child.objects.create(
        provider=provider, given_names=given, family_name=family, birth_date=born
    )
    Placement.objects.create(
        child=child,
        home=home,
        placing_authority=authority,
        legal_status=legal_status.value,
        starts_on=date(2025, 1, 6),
    )
    return child


@pytest.fixture
def kit(
    meadowbank: Provider,
    rowan_house: Home,
    childrens_services: Agency,
    social_worker: Professional,
) -> Child:
    """Fifteen or so, lives at Rowan House, understands a good deal."""
    child = place_child(
        meadowbank, rowan_house, childrens_services, "Kit", "Tolland", date(2011, 3, 14)
    )
    Involvement.objects.create(
        child=child,
        professional=social_worker,
        role=RoleWithChild.ALLOCATED_SOCIAL_WORKER.value,
        starts_on=date(2025, 1, 6),
    )
    Relative.objects.create(
        child=child,
        name="Carl Tolland",
        relationship=Relationship.FATHER.value,
        responsibility=Responsibility.NO.value,
    )
    return child


@pytest.fixture
def lark(meadowbank: Provider, willow_lodge: Home, childrens_services: Agency) -> Child:
    """Lives at Willow Lodge."""
    return place_child(
        meadowbank, willow_lodge, childrens_services, "Lark", "Ibbotson", date(2012, 7, 2)
    )


@pytest.fixture
def wren(northshire: Provider, beacon_house: Home) -> Child:
    """Lives at Beacon House, another provider's."""
    authority = Agency.objects.create(
        provider=northshire,
        agency_type=AgencyType.LA_PLACING.value,
        name="Northshire Council children's services",
        number="01632 960301",
    )
    return place_child(northshire, beacon_house, authority, "Wren", "Maddox", date(2010, 11, 30))


def account_of(person: Appointment | Visit | User) -> User:
    match person:
        case Appointment():
            return person.user
        case Visit():
            return person.visitor
        case User():
            return person


def passed_second_factor(client: Client, user: User) -> Client:
    """The client, signed in as this person, as after the second step of signing in."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


class AtWork(Client):
    """Somebody who signs in again wherever a test moves the clock past what a session lasts."""

    signed_in_at: datetime | None = None

    def request(self, **request: Any) -> Any:
        now = clock.now()
        moved = self.signed_in_at is not None and abs(now - self.signed_in_at) > IN_A_WHILE
        if moved:
            with uncounted():
                self._sign_in_again()
        if moved or self.signed_in_at is None:
            self.signed_in_at = now
        return super().request(**request)

    def _sign_in_again(self) -> None:
        session = self.session
        if SESSION_KEY in session:
            begin(session)
            session.save()


@contextmanager
def uncounted() -> Iterator[None]:
    """What is asked of the database here is not the page's asking."""
    counted, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        yield
    finally:
        connection.force_debug_cursor = counted


@pytest.fixture
def signed_in() -> Callable[[Appointment | Visit | User], Client]:
    """A test client signed in as this person, with both steps: `signed_in(asha).get(...)`."""

    def sign_in(person: Appointment | Visit | User) -> Client:
        client = AtWork()
        client.force_login(account_of(person))
        client.signed_in_at = clock.now()
        return passed_second_factor(client, account_of(person))

    return sign_in


@pytest.fixture
def with_password_only() -> Callable[[Appointment | Visit | User], Client]:
    """A test client of somebody who gave a password and has no second factor yet."""

    def sign_in(person: Appointment | Visit | User) -> Client:
        client = Client()
        client.force_login(account_of(person))
        return client

    return sign_in
