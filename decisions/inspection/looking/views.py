"""Who has looked at a child's file, and who looked at a home's children in a week."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from children.models import Child, Placement
from decisions.inspection.looking.alerts import alerts_in
from decisions.inspection.looking.rows import (
    ALERT_COLUMNS,
    ENTRY_COLUMNS,
    PEOPLE_COLUMNS,
    alert_cells,
    entry_cells,
    people_cells,
    unread_cells,
)
from decisions.recording.reads_told_to import told_to
from infoshare.access.permissions import Permission
from infoshare.access.reads.alerts import unread_alerts
from infoshare.access.reads.models import ReadEntry, ReadEntryQuerySet
from infoshare.access.reads.noting import note_children
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import homes_where, reach_of
from infoshare.common import clock
from infoshare.common.times_in_words import day_in_words
from infoshare.organisation.models import Home, User

PAGE_SIZE = 50
AT_ONCE = 500
# A week of a busy home is some thousands of pages; more than this is shown by the newest.
MOST_OF_A_WEEK = 20_000
WEEK = timedelta(days=7)


@requires(Permission.READ_READS)
@require_safe
def who_looked(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Every page that showed this child at the homes of this person, newest first."""
    stays = Placement.objects.filter(
        child=pk, home__in=reach_of(request.user).where(Permission.READ_READS)
    )
    stay = stays.select_related("child").order_by("-starts_on").first()
    if stay is None:
        raise Http404
    note_children(request, stay.home_id, pk)
    start = _number(request.GET.get("from"))
    # One home after another keeps its own: what is read elsewhere is not told here.
    found = _with_people(ReadEntry.objects.of_child(pk).filter(home__in=stays.values("home")))
    rows = _told(request.user, found.newest_first(), start + PAGE_SIZE + 1)[start:]
    context = {
        "child": stay.child,
        "lives_here": Child.objects.visible_to(request.user).filter(pk=pk).exists(),
        "columns": ENTRY_COLUMNS,
        "rows": [entry_cells(one) for one in rows[:PAGE_SIZE]],
        "previous_url": f"?from={max(start - PAGE_SIZE, 0)}" if start else "",
        "next_url": f"?from={start + PAGE_SIZE}" if len(rows) > PAGE_SIZE else "",
    }
    return render(request, "inspection/who_looked.html", context)


def _told(user: User, found: ReadEntryQuerySet, number: int) -> list[ReadEntry]:
    """The first reads of these that this person is told, so many of them.

    Counted after what is not told was taken out: a page that stays short would tell of it.
    """
    told: list[ReadEntry] = []
    for begins in count(0, AT_ONCE):
        some = list(found[begins : begins + AT_ONCE])
        told += told_to(user, some)
        if len(told) >= number or len(some) < AT_ONCE:
            break
    return told[:number]


@requires(Permission.READ_READS)
@require_safe
def reads(request: SignedInRequest) -> HttpResponse:
    """One home in one week: what to ask about, and how much each person read."""
    homes = list(homes_where(request.user, Permission.READ_READS))
    home = next((one for one in homes if str(one.pk) == request.GET.get("home")), homes[0])
    begins = _monday(request.GET.get("week"))
    entries = told_to(request.user, _week_of(home, begins))
    alerts = alerts_in(home, entries)
    unread = [one for one in unread_alerts(request.user) if one.home_id == home.pk]
    named = {*(one.child for one in alerts), *(one.child for one in unread)}
    # Written down also where nobody is named: from then on what was raised before is read.
    note_children(request, home.pk, *(child for child in named if child is not None))
    context = {
        "at": home,
        "others": [(one.name, _address(one, begins)) for one in homes if one != home],
        "says": f"{day_in_words(begins)} to {day_in_words(begins + WEEK - timedelta(days=1))}",
        "alert_columns": ALERT_COLUMNS,
        "alerts": alert_cells(alerts),
        "unread": unread_cells(unread),
        "columns": PEOPLE_COLUMNS,
        "people": people_cells(entries),
        **_weeks_around(home, begins),
    }
    return render(request, "inspection/reads.html", context)


def _week_of(home: Home, begins: date) -> list[ReadEntry]:
    """The reads of one week, oldest first."""
    since, until = _midnight(begins), _midnight(begins + WEEK)
    found = ReadEntry.objects.filter(home=home, at__gte=since, at__lt=until)
    return list(reversed(_with_people(found).newest_first()[:MOST_OF_A_WEEK]))


def _with_people(found: ReadEntryQuerySet) -> ReadEntryQuerySet:
    return found.select_related("user", "appointment", "visit")


def _weeks_around(home: Home, begins: date) -> dict[str, Any]:
    this_week = _monday(None)
    later = begins + WEEK
    return {
        "previous_url": _address(home, begins - WEEK),
        "next_url": _address(home, later) if later <= this_week else "",
    }


def _address(home: Home, begins: date) -> str:
    return f"{reverse('reads')}?home={home.pk}&week={begins.isoformat()}"


def _monday(asked: str | None) -> date:
    """The Monday of the week that was asked for; of this week where that was no day."""
    today = clock.today()
    try:
        day = min(date.fromisoformat(asked or ""), today)
    except ValueError:
        day = today
    # Nobody read anything here before that, and no calendar runs out.
    day = max(day, date(2000, 1, 3))
    return day - timedelta(days=day.weekday())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LONDON)


def _number(asked: str | None) -> int:
    text = asked or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
