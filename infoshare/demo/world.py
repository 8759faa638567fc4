"""The invented world: who and what the cases speak of, by short names, and how it is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from children.models import Agency, Child, Consent, EmergencyAccess, NotToBeTold, Professional
from decisions.models import Disclosure, Draft, SharingDecision
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from infoshare.organisation.recording import OpenedVisit

# For looking round only: everybody in the demo signs in with it.
PASSWORD = "otter-lantern-meadow"  # noqa: S105


@dataclass
class World:
    """What has been made so far, by short name; `now` is when the demo was started."""

    now: datetime
    provider: Provider
    homes: dict[str, Home] = field(default_factory=dict)
    people: dict[str, Appointment] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    professionals: dict[str, Professional] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    home_of: dict[str, Home] = field(default_factory=dict)
    not_to_be_told: dict[str, NotToBeTold] = field(default_factory=dict)
    consents: dict[str, Consent] = field(default_factory=dict)
    records: dict[str, SharingDecision] = field(default_factory=dict)
    shared: dict[str, Disclosure] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    visits: dict[str, OpenedVisit] = field(default_factory=dict)
    emergencies: dict[str, EmergencyAccess] = field(default_factory=dict)


Act = Callable[[World], None]


@dataclass(frozen=True)
class Event:
    """Something that happens in the story, and when."""

    moment: datetime
    act: Act
    name: str


class TheStoryIsAhead(Exception):
    """An event of the story would happen after now."""


def build_world() -> World:
    """Make the whole invented world in the database, through the functions that the pages use.

    Events happen in the order of their times, because a ledger's time only goes forward. Raises
    CaseNotReady when a case cannot be signed, and leaves nothing behind then.
    """
    from infoshare.demo import agencies, children, people

    now = clock.now()
    with transaction.atomic():
        world = people.open_homes(now)
        people.appoint(world)
        agencies.fill_directory(world)
        children.place(world)
        for event in events_in_order(now):
            with clock.at(event.moment):
                event.act(world)
    return world


def events_in_order(now: datetime) -> list[Event]:
    """Everything that happens, earliest first."""
    events = sorted(_all_events(now), key=lambda event: event.moment)
    late = [event.name for event in events if event.moment > now]
    if late:
        raise TheStoryIsAhead(f"these would happen in the future: {', '.join(late)}")
    return events


def _all_events(now: datetime) -> Iterator[Event]:
    from infoshare.demo.cases import CASES
    from infoshare.demo.driving import events_of
    from infoshare.demo.happenings import HAPPENINGS

    for case in CASES:
        yield from events_of(case, now)
    for happening in HAPPENINGS:
        yield Event(happening.at(now), happening.act, happening.name)
