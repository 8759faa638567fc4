"""Meadowbank Care: its two homes, and the people who work, or worked, there."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from decisions.policy.circumstances import Settings
from decisions.policy.terms import ProviderType, Role
from infoshare.access.going_live.recording import go_live
from infoshare.common import clock
from infoshare.demo.timeline import When, ago, day_before, week
from infoshare.demo.world import PASSWORD, World
from infoshare.organisation.models import Appointment, Provider, SettingsVersion, User
from infoshare.organisation.recording import open_home

OPENED = week(88, "Mon", "09:00")
SETTINGS_CHANGED = week(20, "Tue", "10:00")


class Person(NamedTuple):
    """`home` is empty for those who serve the whole provider.

    `trained` is in how many days training runs out; `left` is when somebody's work here ended.
    """

    key: str
    name: str
    role: Role
    home: str = ""
    telephone: str = ""
    trained: int = 200
    left: When | None = None


PEOPLE = (
    Person("asha", "Asha Rahman", Role.CARE_WORKER, "rowan", trained=210),
    Person("callum", "Callum Doyle", Role.CARE_WORKER, "rowan", trained=-20),
    Person("ben", "Ben Castell", Role.SENIOR_CARE_WORKER, "rowan"),
    Person(
        "dele", "Dele Finch", Role.DEPUTY_MANAGER, "rowan", telephone="07700 900103", trained=250
    ),
    Person(
        "maya",
        "Maya Okoro",
        Role.REGISTERED_MANAGER,
        "rowan",
        telephone="07700 900101",
        trained=300,
    ),
    Person("bryn", "Bryn Hale", Role.CARE_WORKER, "willow"),
    Person("tamsin", "Tamsin Reid", Role.CARE_WORKER, "willow", left=ago(days=5)),
    Person("noor", "Noor Haddad", Role.SENIOR_CARE_WORKER, "willow"),
    Person(
        "grace",
        "Grace Lindley",
        Role.DEPUTY_MANAGER,
        "willow",
        telephone="07700 900104",
        trained=-9,
    ),
    Person(
        "huw",
        "Huw Pritchard",
        Role.REGISTERED_MANAGER,
        "willow",
        telephone="07700 900102",
        trained=120,
    ),
    Person(
        "ruth", "Ruth Adeyemi", Role.RESPONSIBLE_INDIVIDUAL, telephone="07700 900105", trained=180
    ),
    Person("nell", "Nell Ferris", Role.NOMINATED_ALTERNATE, telephone="07700 900106", trained=90),
    Person("sam", "Sam Whitlock", Role.SAFEGUARDING_LEAD, telephone="01632 960115", trained=310),
    Person(
        "dana", "Dana Novak", Role.DATA_PROTECTION_OFFICER, telephone="01632 960116", trained=310
    ),
    Person("ada", "Ada Marsh", Role.ADMINISTRATOR),
)


def open_homes(now: datetime) -> World:
    """The provider with its settings, and its homes with their logs."""
    provider = Provider.objects.create(
        name="Meadowbank Care", provider_type=ProviderType.PRIVATE.value
    )
    world = World(now=now, provider=provider)
    with clock.at(OPENED(now)):
        world.homes["rowan"] = open_home(
            provider,
            name="Rowan House",
            number="SC900001",
            telephone="01632 960111",
            on_call_name="Maya Okoro",
            on_call_number="07700 900101",
        )
        world.homes["willow"] = open_home(
            provider,
            name="Willow Lodge",
            number="SC900002",
            telephone="01632 960112",
            on_call_name="Huw Pritchard",
            on_call_number="07700 900102",
        )
    _settle(world)
    return world


def _settle(world: World) -> None:
    """The provider's settings: what is not a care worker's to answer, in two dated versions."""
    first = Settings(
        agreement="Wexmoor safeguarding partnership information sharing agreement, version 3",
        impact_assessment="Impact assessment of sharing records, version 1",
        policy_version="Information sharing policy, version 4",
        privacy_notice_version="Your information and you, version 2",
        appropriate_policy_review_on=day_before(world.now, -120),
    )
    second = first.changed(
        version=2,
        impact_assessment="Impact assessment of sharing records, version 2",
        policy_version="Information sharing policy, version 5",
        privacy_notice_version="Your information and you, version 3",
    )
    for settings, from_then in ((first, OPENED), (second, SETTINGS_CHANGED)):
        SettingsVersion.objects.create(
            provider=world.provider,
            version=settings.version,
            in_force_from=from_then(world.now),
            values=settings.model_dump_json(),
        )


def appoint(world: World) -> None:
    """Everybody with their account and one appointment (one hash serves); then the homes begin."""
    hashed = make_password(PASSWORD)
    for person in PEOPLE:
        user = User.objects.create(
            sign_in_name=sign_in_name(person.name),
            name=person.name,
            password=hashed,
            telephone=person.telephone,
            trained_until=day_before(world.now, -person.trained),
        )
        world.people[person.key] = Appointment.objects.create(
            user=user,
            role=person.role.value,
            provider=world.provider,
            home=world.homes.get(person.home),
            starts_at=OPENED(world.now),
            ends_at=None if person.left is None else person.left(world.now),
        )
    with clock.at(OPENED(world.now)):
        for home in world.homes.values():
            go_live(home, world.people["ruth"])


def sign_in_name(name: str) -> str:
    return name.lower().replace(" ", ".")
