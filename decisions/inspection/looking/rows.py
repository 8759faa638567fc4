"""Reads as the rows of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from decisions.inspection.looking.alerts import Alert
from decisions.policy.terms import Role, VisitorRole
from infoshare.access.reads.models import ReadAlert, ReadEntry
from infoshare.common.times_in_words import moment_in_words

ENTRY_COLUMNS = ("When", "Who", "What they saw")
PEOPLE_COLUMNS = (
    "Who",
    {"label": "Pages", "number": True},
    {"label": "Children", "number": True},
    "Last",
)
ALERT_COLUMNS = ("When", "Who", "What", "Look closer")

# The pages that have a name of their own here; any other is a page about the child.
PAGES = {
    "children": "The list of children",
    "child": "The child’s page",
    "particulars": "The child’s details",
    "consents": "Consents",
    "wishes": "Wishes",
    "home": "Their start page",
    "register": "The list of records",
    "record": "A record",
    "approval-queue": "What waits for approval",
    "review": "A record, to approve it",
    "follow-ups": "What is to follow up",
    "guide-step": "A draft",
    "drafts": "The list of drafts",
    "everyday": "Everyday sharing",
    "who-looked": "Who has looked",
    "reads": "Who looked this week",
}


def entry_cells(entry: ReadEntry) -> list[Any]:
    """One page that one person saw."""
    page = PAGES.get(entry.view, "Another page about the child")
    if len(entry.child_ids) > 1:
        page = f"{page}, with other children"
    return [moment_in_words(entry.at), {"text": entry.user.name, "hint": as_what(entry)}, page]


def as_what(entry: ReadEntry) -> str:
    """In which role they looked."""
    if entry.visit is not None:
        return f"{VisitorRole(entry.visit.role).label}, visiting"
    role = Role(entry.appointment.role).label if entry.appointment is not None else ""
    return f"{role}, in an emergency" if entry.emergency is not None else role


def people_cells(entries: Sequence[ReadEntry]) -> list[list[Any]]:
    """Each person once, who read most first."""
    by_person: dict[Any, list[ReadEntry]] = {}
    for one in entries:
        by_person.setdefault(one.user_id, []).append(one)
    rows = sorted(by_person.values(), key=len, reverse=True)
    return [_person(theirs) for theirs in rows]


def _person(theirs: list[ReadEntry]) -> list[Any]:
    children = {child for one in theirs for child in one.child_ids}
    last = theirs[-1]
    who = {"text": last.user.name, "hint": as_what(last)}
    return [who, len(theirs), len(children), moment_in_words(last.at)]


def alert_cells(alerts: Iterable[Alert]) -> list[list[Any]]:
    """What to ask about, with the way to the child's own list where it is about one child."""
    return [
        [moment_in_words(one.at), one.who, one.what.capitalize(), _closer(one)] for one in alerts
    ]


def unread_cells(alerts: Iterable[ReadAlert]) -> list[list[Any]]:
    """The same, of what was raised since somebody last looked."""
    return [
        [moment_in_words(one.at), one.user.name, one.what.capitalize(), _closer(one)]
        for one in alerts
    ]


def _closer(alert: Alert | ReadAlert) -> Any:
    if alert.child is None:
        return ""
    return {"text": "Who has looked", "url": reverse("who-looked", args=[alert.child])}
