"""What a manager or the data protection officer ought to ask about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from children.models import Child, Placement
from infoshare.access.reads.models import ReadEntry
from infoshare.common.clock import LONDON
from infoshare.organisation.models import Appointment, Home

MANY_RECORDS = 30
WITHIN = timedelta(hours=1)
LAST_DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Alert:
    """Something that may be quite right, and that somebody should know of."""

    kind: str
    user: UUID
    who: str
    what: str
    at: datetime
    child: UUID | None = None


def alerts_in(home: Home, entries: Sequence[ReadEntry]) -> list[Alert]:
    """The alerts that these reads of one home give, newest first. Entries come oldest first."""
    found = [
        *same_surname(entries),
        *of_former_residents(home, entries),
        *many_at_once(entries),
        *before_leaving(home, entries),
    ]
    return sorted(found, key=lambda alert: alert.at, reverse=True)


def same_surname(entries: Sequence[ReadEntry]) -> list[Alert]:
    """Somebody opened the file of a child who has their own family name."""
    names = dict(Child.objects.filter(pk__in=_alone(entries)).values_list("pk", "family_name"))
    return [
        _alert("surname", one, "opened a child with the same family name", child)
        for one, child in _first_of_each(entries)
        if _last_word(names.get(child, "")) == _last_word(one.user.name) != ""
    ]


def of_former_residents(home: Home, entries: Sequence[ReadEntry]) -> list[Alert]:
    """Somebody who works here opened a child who had left. A visitor is there to read them."""
    stays: dict[UUID, list[Placement]] = defaultdict(list)
    for stay in Placement.objects.filter(home=home, child__in=_alone(entries)):
        stays[stay.child_id].append(stay)
    return [
        _alert("left", one, "opened a child who no longer lived here", child)
        for one, child in _first_of_each(entry for entry in entries if entry.visit_id is None)
        if child in stays and not any(_holds(stay, one.at) for stay in stays[child])
    ]


def many_at_once(entries: Sequence[ReadEntry]) -> list[Alert]:
    """Somebody opened more than thirty records, one by one, within an hour."""
    opened: dict[UUID, list[ReadEntry]] = defaultdict(list)
    for one in entries:
        if one.visit_id is None and one.number_of_rows == 1:
            opened[one.user_id].append(one)
    found = []
    for theirs in opened.values():
        most, last = _most_within_an_hour(theirs)
        if most > MANY_RECORDS:
            found.append(_alert("bulk", last, f"opened {most} records within an hour"))
    return found


def before_leaving(home: Home, entries: Sequence[ReadEntry]) -> list[Alert]:
    """What somebody read in the week before their role here ended, or is to end."""
    ending = Appointment.objects.filter(
        Q(home=home) | Q(home__isnull=True, provider=home.provider_id),
        user__in={one.user_id for one in entries},
        ends_at__isnull=False,
    )
    found = []
    for role in ending.select_related("user"):
        assert role.ends_at is not None
        last_days = [
            one
            for one in entries
            if one.user_id == role.user_id and role.ends_at - LAST_DAYS <= one.at <= role.ends_at
        ]
        children = {child for one in last_days for child in one.child_ids}
        if last_days:
            pages, about = _counted(len(last_days), "page"), len(children)
            what = f"read {pages} about {_counted(about, 'child', 'children')} in their last week"
            found.append(_alert("leaver", last_days[-1], what))
    return found


def _alert(kind: str, entry: ReadEntry, what: str, child: UUID | None = None) -> Alert:
    return Alert(kind, entry.user_id, entry.user.name, what, entry.at, child)


def _most_within_an_hour(theirs: Sequence[ReadEntry]) -> tuple[int, ReadEntry]:
    most, last, first = 0, theirs[0], 0
    for place, one in enumerate(theirs):
        while one.at - theirs[first].at >= WITHIN:
            first += 1
        here = {pk for entry in theirs[first : place + 1] for pk in _rows(entry)}
        if len(here) > most:
            most, last = len(here), one
    return most, last


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _rows(entry: ReadEntry) -> list[str]:
    return [pk for ids in entry.objects_shown.values() for pk in ids]


def _alone(entries: Iterable[ReadEntry]) -> set[UUID]:
    """The children who stood on a page of their own: a list names whoever is in it."""
    return {one.child_ids[0] for one in entries if len(one.child_ids) == 1}


def _first_of_each(entries: Iterable[ReadEntry]) -> list[tuple[ReadEntry, UUID]]:
    """The first page on which each person saw each child alone."""
    first: dict[tuple[UUID, UUID], ReadEntry] = {}
    for one in entries:
        if len(one.child_ids) == 1:
            first.setdefault((one.user_id, one.child_ids[0]), one)
    return [(one, child) for (_, child), one in first.items()]


def _holds(stay: Placement, moment: datetime) -> bool:
    day = moment.astimezone(LONDON).date()
    return stay.starts_on <= day and (stay.ends_on is None or day < stay.ends_on)


def _last_word(name: str) -> str:
    return name.split()[-1].casefold() if name.split() else ""
