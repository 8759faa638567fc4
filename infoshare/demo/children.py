"""Ten invented children, where they come from and who is around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from children.models import Child, Involvement, Placement, Relative
from decisions.policy.terms import (
    LegalStatus,
    Relationship,
    Responsibility,
    RoleWithChild,
)
from infoshare.common.clock import LONDON
from infoshare.demo.timeline import When, ago, birth_date, week
from infoshare.demo.world import World

WORKER = RoleWithChild.ALLOCATED_SOCIAL_WORKER
HEALTH = RoleWithChild.HEALTH_CARE
TEACHES = RoleWithChild.EDUCATION


@dataclass(frozen=True)
class Kin:
    name: str
    relationship: Relationship
    responsibility: Responsibility
    number: str = ""
    on_plan: bool = False


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A child as the demo knows them; `birthday` is how many days ago it was."""

    key: str
    given: str
    family: str
    called: str = ""
    age: int
    birthday: int
    home: str
    placed_by: str
    status: LegalStatus
    since: When
    kin: tuple[Kin, ...] = ()
    around: tuple[tuple[str, RoleWithChild], ...] = ()


RESIDENTS = (
    Resident(
        key="kit",
        given="Kit",
        family="Tolland",
        age=15,
        birthday=210,
        home="rowan",
        placed_by="eastmere",
        status=LegalStatus.CARE_ORDER_S31,
        since=week(86, "Thu", "14:00"),
        kin=(
            Kin("Carl Tolland", Relationship.FATHER, Responsibility.NO),
            Kin(
                "Denise Tolland",
                Relationship.MOTHER,
                Responsibility.YES_EVIDENCED,
                "07700 900201",
                on_plan=True,
            ),
            Kin(
                "Rose Underhill",
                Relationship.GRANDPARENT,
                Responsibility.NO,
                "07700 900202",
                on_plan=True,
            ),
        ),
        around=(("priya", WORKER), ("fran", TEACHES), ("amara", HEALTH)),
    ),
    Resident(
        key="jodie",
        given="Jodie Anne",
        family="Calloway",
        called="Jodie",
        age=17,
        birthday=150,
        home="rowan",
        placed_by="northshire",
        status=LegalStatus.ACCOMMODATED_S20,
        since=week(84, "Mon", "11:00"),
        kin=(
            Kin(
                "Tina Calloway",
                Relationship.MOTHER,
                Responsibility.YES_EVIDENCED,
                "07700 900203",
                on_plan=True,
            ),
            Kin("Shane Calloway", Relationship.SIBLING, Responsibility.NO, "07700 900204"),
        ),
        around=(("marcus", WORKER), ("lucia", TEACHES), ("dc_reeve", RoleWithChild.INVESTIGATING)),
    ),
    Resident(
        key="reuben",
        given="Reuben",
        family="Asante",
        age=13,
        birthday=95,
        home="rowan",
        placed_by="eastmere",
        status=LegalStatus.INTERIM_CARE_ORDER_S38,
        since=week(25, "Wed", "15:30"),
        kin=(
            Kin(
                "Abena Asante",
                Relationship.MOTHER,
                Responsibility.YES_EVIDENCED,
                "07700 900205",
                on_plan=True,
            ),
            Kin("Leon Coley", Relationship.STEP_PARENT, Responsibility.NO),
        ),
        around=(("priya", WORKER), ("amara", HEALTH), ("fran", TEACHES)),
    ),
    Resident(
        key="ellis",
        given="Ellis",
        family="Fairweather",
        age=11,
        birthday=40,
        home="rowan",
        placed_by="eastmere",
        status=LegalStatus.CARE_ORDER_S31,
        since=week(85, "Tue", "10:30"),
        kin=(
            Kin(
                "Pat Fairweather",
                Relationship.GRANDPARENT,
                Responsibility.NO,
                "01632 960401",
                on_plan=True,
            ),
            Kin("Lorraine Fairweather", Relationship.OTHER_RELATIVE, Responsibility.NO),
        ),
        around=(("priya", WORKER), ("joyce", HEALTH), ("peter", TEACHES)),
    ),
    Resident(
        key="mina",
        given="Mina",
        family="Sorrell",
        age=9,
        birthday=130,
        home="rowan",
        placed_by="larkford",
        status=LegalStatus.EMERGENCY_PROTECTION_S44,
        since=ago(days=4, hours=6),
        kin=(
            Kin("Gemma Sorrell", Relationship.MOTHER, Responsibility.YES_EVIDENCED),
            Kin("Dean Prowse", Relationship.FRIEND, Responsibility.NO),
        ),
        around=(("hannah", WORKER),),
    ),
    Resident(
        key="lark",
        given="Lark",
        family="Ibbotson",
        age=14,
        birthday=150,
        home="willow",
        placed_by="eastmere",
        status=LegalStatus.CARE_ORDER_S31,
        since=week(83, "Fri", "13:00"),
        kin=(
            Kin("Neil Ibbotson", Relationship.FATHER, Responsibility.SAID_NOT_EVIDENCED),
            Kin("Carys Ibbotson", Relationship.SIBLING, Responsibility.NO, "07700 900206"),
        ),
        around=(("priya", WORKER), ("fran", TEACHES), ("tess", RoleWithChild.REPRESENTATIVE)),
    ),
    Resident(
        key="tyrell",
        given="Tyrell",
        family="Boothby",
        age=17,
        birthday=60,
        home="willow",
        placed_by="northshire",
        status=LegalStatus.REMAND,
        since=week(20, "Mon", "17:30"),
        kin=(
            Kin(
                "Marcia Boothby",
                Relationship.MOTHER,
                Responsibility.YES_EVIDENCED,
                "07700 900207",
                on_plan=True,
            ),
        ),
        around=(
            ("marcus", WORKER),
            ("imran", RoleWithChild.YOUTH_JUSTICE),
            ("kofi", HEALTH),
        ),
    ),
    Resident(
        key="summer",
        given="Summer",
        family="Haldane",
        age=12,
        birthday=300,
        home="willow",
        placed_by="larkford",
        status=LegalStatus.CARE_ORDER_S31,
        since=week(78, "Mon", "12:00"),
        kin=(
            Kin(
                "Jo Haldane",
                Relationship.MOTHER,
                Responsibility.YES_EVIDENCED,
                "07700 900208",
                on_plan=True,
            ),
            Kin("Barry Kline", Relationship.OTHER_RELATIVE, Responsibility.NO),
        ),
        around=(("hannah", WORKER), ("fran", TEACHES)),
    ),
    Resident(
        key="dawit",
        given="Dawit",
        family="Mesele",
        age=16,
        birthday=180,
        home="willow",
        placed_by="northshire",
        status=LegalStatus.ACCOMMODATED_S20,
        since=week(52, "Tue", "16:00"),
        kin=(Kin("Yonas Mesele", Relationship.OTHER_RELATIVE, Responsibility.NO),),
        around=(("marcus", WORKER), ("lucia", TEACHES), ("joyce", HEALTH)),
    ),
    Resident(
        key="poppy",
        given="Poppy Grace",
        family="Trescott",
        called="Poppy",
        age=10,
        birthday=20,
        home="willow",
        placed_by="eastmere",
        status=LegalStatus.CARE_ORDER_S31,
        since=week(82, "Wed", "11:15"),
        kin=(
            Kin("Helen Trescott", Relationship.MOTHER, Responsibility.YES_EVIDENCED),
            Kin("Maureen Dace", Relationship.GRANDPARENT, Responsibility.NO, "07700 900209", True),
        ),
        around=(("priya", WORKER), ("dr_bell", HEALTH), ("peter", TEACHES)),
    ),
)


def place(world: World) -> None:
    """Every child with placement, family and the professionals around them."""
    for resident in RESIDENTS:
        since = _day(resident.since(world.now))
        child = Child.objects.create(
            provider=world.provider,
            given_names=resident.given,
            family_name=resident.family,
            known_as=resident.called,
            birth_date=birth_date(world.now, resident.age, resident.birthday),
        )
        world.children[resident.key] = child
        world.home_of[resident.key] = world.homes[resident.home]
        Placement.objects.create(
            child=child,
            home=world.homes[resident.home],
            placing_authority=world.agencies[resident.placed_by],
            legal_status=resident.status.value,
            starts_on=since,
        )
        _surround(world, resident, child, since)


def _surround(world: World, resident: Resident, child: Child, since: date) -> None:
    Relative.objects.bulk_create(
        Relative(
            child=child,
            name=kin.name,
            relationship=kin.relationship.value,
            responsibility=kin.responsibility.value,
            number=kin.number,
            on_placement_plan=kin.on_plan,
        )
        for kin in resident.kin
    )
    Involvement.objects.bulk_create(
        Involvement(
            child=child,
            professional=world.professionals[key],
            role=role.value,
            starts_on=since,
        )
        for key, role in resident.around
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
