"""The directory: invented bodies, with numbers kept for drama and example domains."""

from __future__ import annotations

from typing import NamedTuple

from children.models import Agency, Professional
from decisions.policy.terms import AgencyType
from infoshare.demo.world import World


class Body(NamedTuple):
    """`mail` is the name before the at sign and the domain, "duty@eastmere.example"."""

    key: str
    kind: AgencyType
    name: str
    number: str
    mail: str = ""


BODIES = (
    Body(
        "eastmere",
        AgencyType.LA_PLACING,
        "Eastmere Council children's services",
        "01632 960201",
        "duty@eastmere.example",
    ),
    Body(
        "northshire",
        AgencyType.LA_PLACING,
        "Northshire Council children's services",
        "01632 960202",
        "childrensduty@northshire.example",
    ),
    Body(
        "larkford",
        AgencyType.LA_PLACING,
        "Larkford Borough children's services",
        "020 7946 0203",
        "cic.team@larkford.example",
    ),
    Body(
        "area",
        AgencyType.LA_AREA,
        "Wexmoor Council children's services",
        "01632 960210",
        "placements@wexmoor.example",
    ),
    Body(
        "front_door",
        AgencyType.MASH_FRONT_DOOR,
        "Wexmoor safeguarding front door",
        "01632 960211",
        "frontdoor@wexmoor.example",
    ),
    Body("night_team", AgencyType.LA_EDT, "Wexmoor emergency duty team", "01632 960212"),
    Body(
        "designated_officer",
        AgencyType.LADO,
        "Wexmoor Council designated officer",
        "01632 960213",
        "lado@wexmoor.example",
    ),
    Body("adult_care", AgencyType.ADULT_SOCIAL_CARE, "Wexmoor adult social care", "01632 960214"),
    Body(
        "police",
        AgencyType.POLICE,
        "Wexmoor Police",
        "01632 960220",
        "public.protection@wexmoor-police.example",
    ),
    Body(
        "missing_team",
        AgencyType.POLICE_MISSING,
        "Wexmoor Police missing persons team",
        "01632 960221",
        "missing@wexmoor-police.example",
    ),
    Body(
        "exploitation_team",
        AgencyType.POLICE_EXPLOITATION,
        "Wexmoor Police exploitation team",
        "01632 960222",
        "exploitation@wexmoor-police.example",
    ),
    Body("ambulance", AgencyType.AMBULANCE, "Wexmoor ambulance service", "01632 960223"),
    Body(
        "hollin_bank",
        AgencyType.SCHOOL,
        "Hollin Bank School",
        "01632 960230",
        "office@hollinbank.example",
    ),
    Body(
        "saltery_lane",
        AgencyType.SCHOOL,
        "Saltery Lane Primary School",
        "01632 960231",
        "office@salterylane.example",
    ),
    Body(
        "college",
        AgencyType.COLLEGE,
        "Wexmoor College",
        "01632 960232",
        "safeguarding@wexmoorcollege.example",
    ),
    Body(
        "virtual_school",
        AgencyType.VIRTUAL_SCHOOL,
        "Eastmere virtual school",
        "01632 960233",
        "virtualschool@eastmere.example",
    ),
    Body(
        "surgery",
        AgencyType.HEALTH_GP,
        "Otterbeck Surgery",
        "01632 960240",
        "reception@otterbecksurgery.example",
    ),
    Body(
        "camhs",
        AgencyType.HEALTH_CAMHS,
        "Wexmoor CAMHS",
        "01632 960241",
        "camhs.duty@wexmoorhealth.example",
    ),
    Body(
        "nurses",
        AgencyType.HEALTH_LAC_NURSE,
        "Wexmoor nurses for children in care",
        "01632 960242",
        "cicnurses@wexmoorhealth.example",
    ),
    Body(
        "hospital",
        AgencyType.HEALTH_HOSPITAL,
        "Wexmoor General Hospital",
        "01632 960243",
        "children.outpatients@wexmoorhealth.example",
    ),
    Body(
        "evenkeel",
        AgencyType.SUBSTANCE_SERVICE,
        "Evenkeel young people's service",
        "01632 960244",
        "referrals@evenkeel.example",
    ),
    Body(
        "youth_justice",
        AgencyType.YOUTH_JUSTICE,
        "Northshire youth justice service",
        "01632 960250",
        "yjs@northshire.example",
    ),
    Body(
        "ofsted",
        AgencyType.OFSTED,
        "Ofsted",
        "020 7946 0260",
        "notifications@ofsted-demo.example",
    ),
    Body(
        "reviewing",
        AgencyType.IRO,
        "Eastmere independent reviewing service",
        "01632 960261",
        "iro@eastmere.example",
    ),
    Body(
        "guardians",
        AgencyType.CAFCASS,
        "Cafcass, Wexmoor office",
        "01632 960262",
        "wexmoor@cafcass-demo.example",
    ),
    Body(
        "advocacy",
        AgencyType.ADVOCATE,
        "Plainspoken Advocacy",
        "01632 960263",
        "hello@plainspoken.example",
    ),
    Body(
        "solicitors",
        AgencyType.SOLICITOR,
        "Pardoe and Wynne Solicitors",
        "01632 960264",
        "family@pardoewynne.example",
    ),
    Body(
        "fostering",
        AgencyType.FOSTER_OR_SUPPORTED,
        "Thistlewood Fostering",
        "01632 960265",
        "placements@thistlewood.example",
    ),
    Body(
        "football",
        AgencyType.VOLUNTARY_SECTOR,
        "Kestrel Juniors Football Club",
        "01632 960270",
        "welfare@kestreljuniors.example",
    ),
    Body(
        "choir",
        AgencyType.VOLUNTARY_SECTOR,
        "Wexmoor Youth Choir",
        "01632 960271",
        "hello@wexmooryouthchoir.example",
    ),
    Body(
        "photography",
        AgencyType.VOLUNTARY_SECTOR,
        "Open Shutter photography project",
        "01632 960272",
        "team@openshutter.example",
    ),
    Body("bakery", AgencyType.EMPLOYER, "Tansy's Bakery", "01632 960273", "shop@tansys.example"),
)


class Named(NamedTuple):
    key: str
    body: str
    name: str
    position: str
    number: str


PROFESSIONALS = (
    Named("priya", "eastmere", "Priya Nair", "Social worker", "01632 960301"),
    Named("marcus", "northshire", "Marcus Eddowes", "Social worker", "01632 960302"),
    Named("hannah", "larkford", "Hannah Oyelaran", "Social worker", "020 7946 0303"),
    Named("gwen", "reviewing", "Gwen Tarrant", "Independent reviewing officer", "01632 960304"),
    Named("amara", "camhs", "Amara Osei", "Clinical psychologist", "01632 960305"),
    Named("dr_bell", "surgery", "Dr Simon Belling", "GP", "01632 960306"),
    Named("joyce", "nurses", "Joyce Kettley", "Nurse for children in care", "01632 960307"),
    Named("fran", "hollin_bank", "Fran Osgood", "Designated safeguarding lead", "01632 960308"),
    Named("peter", "saltery_lane", "Peter Amory", "Head teacher", "01632 960309"),
    Named("lucia", "college", "Lucia Brand", "Student support manager", "01632 960310"),
    Named("imran", "youth_justice", "Imran Vale", "Youth justice worker", "01632 960311"),
    Named("tess", "advocacy", "Tess Orchard", "Advocate", "01632 960312"),
    Named("dc_reeve", "exploitation_team", "Owen Reeve", "Detective constable", "01632 960313"),
    Named("kofi", "evenkeel", "Kofi Darnell", "Young people's worker", "01632 960314"),
)


def fill_directory(world: World) -> None:
    """Every body and professional, in the provider's directory."""
    for body in BODIES:
        world.agencies[body.key] = Agency.objects.create(
            provider=world.provider,
            agency_type=body.kind.value,
            name=body.name,
            number=body.number,
            address=body.mail,
            domains=body.mail.partition("@")[2],
        )
    for named in PROFESSIONALS:
        world.professionals[named.key] = Professional.objects.create(
            agency=world.agencies[named.body],
            name=named.name,
            position=named.position,
            number=named.number,
        )
