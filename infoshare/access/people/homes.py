"""The only functions that open a home from a page, and that close one.

Each changes its rows and writes an entry in the log of each home concerned, together.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Q

from infoshare.access.emergency.recording import end_emergency
from infoshare.access.people.leaving import end_appointment
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.organisation.changes import seal_change
from infoshare.organisation.models import Appointment, Home, HomeClosed, Provider, Visit
from infoshare.organisation.recording import end_visit, open_home

NUMBER_TAKEN = "A home with this Ofsted number is here already. Check the number."
CHILDREN_LIVE_HERE = (
    "Children still live at this home, as its records say. Let the manager write down where each "
    "of them goes. Then close it."
)
LAST_HOME = "This is the provider’s only open home. Open the other one first."


class NotOpened(ValueError):
    """The home cannot be opened so; the message says why."""


class NotClosed(ValueError):
    """The home cannot be closed yet; the message says what is still to do."""


def open_new_home(by: Appointment, *, name: str, number: str, telephone: str, token: UUID) -> Home:
    """Open a home with a log of its own; sent again, the same home. `token` becomes its id."""
    before = Home.objects.filter(pk=token, provider=by.provider_id).first()
    if before is not None:
        if (before.name, before.number) != (name, number):
            raise NotOpened(SENT_BEFORE)
        return before
    try:
        with transaction.atomic():
            home = open_home(
                by.provider,
                name=name,
                number=number,
                telephone=telephone,
                on_call_name="",
                on_call_number="",
                ref=token,
            )
            facts = {"act": "home-opened", "name": name, "number": number}
            seal_change([home], uuid4(), {**facts, "said_by": by.signature})
    except IntegrityError:
        raise NotOpened(NUMBER_TAKEN) from None
    return home


def close_home(home: Home, by: Appointment, *, why: str) -> HomeClosed:
    """Close a home where no child lives: roles, visits and emergency access there end at once.

    Nobody is sent there any more. Its records stay open to those who serve all homes. Closing
    again changes nothing.
    """
    with transaction.atomic():
        # The lock that agreeing to a role takes: none begins here, and of two homes one stays.
        Provider.objects.select_for_update().get(pk=home.provider_id)
        before = HomeClosed.objects.filter(home=home).first()
        if before is not None:
            return before
        if _a_child_lives_at(home):
            raise NotClosed(CHILDREN_LIVE_HERE)
        if not Home.objects.not_closed().filter(provider=home.provider).exclude(pk=home.pk):
            raise NotClosed(LAST_HOME)
        now = clock.now()
        lasting = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
        for one in Appointment.objects.filter(lasting, home=home).order_by("pk"):
            end_appointment(one, by, ends_at=None, why=why)
        _end_what_is_open(home, by)
        facts = {"act": "home-closed", "closed_by": by.signature}
        leaf = seal_change([home], uuid4(), facts, {"why": why})[0]
        return HomeClosed.objects.create(**leaf.columns(), home=home, closed_by=by)


def _end_what_is_open(home: Home, by: Appointment) -> None:
    """Whoever came for a while, to visit or in an emergency, is out too."""
    now = clock.now()
    for visit in Visit.objects.in_force(now).filter(home=home).order_by("pk"):
        end_visit(visit, by)
    emergencies = apps.get_model("children", "EmergencyAccess").objects
    for access in emergencies.in_force(now).filter(home=home).order_by("pk"):
        end_emergency(access, by)


def _a_child_lives_at(home: Home) -> bool:
    """Whether, and not who: an administrator sees no child."""
    # By its name: the models of children are made after those of access.
    placements = apps.get_model("children", "Placement").objects
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    return bool(placements.filter(lasting, home=home).exists())
