"""The start page: what each person can begin, and what waits for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.followups.gathering import follow_ups_of, own_follow_ups_of
from decisions.home.advice import questions_waiting
from decisions.home.handing_over import drafts_of_others, taken_from, taken_rows
from decisions.home.rows import (
    administration_tiles,
    advice_tile,
    alert_lines,
    approval_tile,
    draft_rows,
    everyday_links,
    oversight_tiles,
    start_links,
    waiting_rows,
)
from decisions.home.waiting import (
    drafts_to_finish,
    not_agreed_lately,
    waiting_for_an_answer,
    waiting_for_approval,
)
from decisions.recording.arrangements import used_lately
from decisions.recording.disagreement import routes_after_a_no
from decisions.recording.narrowing.found import asked_once
from infoshare.access.emergency.queries import other_homes, to_review
from infoshare.access.emergency.words import review_row
from infoshare.access.going_live.queries import beginnings_for, not_live_for
from infoshare.access.people.queries import roles_waiting
from infoshare.access.permissions import Permission
from infoshare.access.reads import note
from infoshare.access.reads.alerts import unread_alerts
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointments_of, homes_where, may, visit_of
from infoshare.common import clock
from infoshare.organisation.models import User, Visit

EVERYDAY_SHOWN = 6


@requires(Permission.SIGNED_IN)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Staff begin and finish here; visitors see what their visit shows; others, that it is none."""
    user = request.user
    visit = visit_of(user)
    if visit is not None:
        return render(request, "home/visit.html", visit_page(user, visit))
    if not may(user, Permission.READ_RECORDS):
        if may(user, Permission.APPROVE) or may(user, Permission.STAND_IN):
            return render(request, "home/to_answer.html", to_answer(user))
        if may(user, Permission.MANAGE_PEOPLE):
            return render(request, "home/to_administer.html", {"tiles": administration_tiles(user)})
        why = {"why": why_no_records(user), "roles_to_agree": roles_waiting(user)}
        return render(request, "home/no_records.html", why)
    now = clock.now()
    # One's own list and the homes' begin with the same records.
    with asked_once():
        waiting = {**for_author(request, now), **for_oversight(user, now)}
    waiting |= drafts_of_others(user, now)
    waiting |= emergencies(request)
    beginnings = beginnings_for(user)
    waiting |= {"beginnings": beginnings, "roles_to_agree": roles_waiting(user)}
    waiting |= {"read_alerts": alert_lines(unread_alerts(user))}
    return render(request, "home/start.html", waiting)


def emergencies(request: SignedInRequest) -> dict[str, Any]:
    """What this person looks at afterwards, and whether they may reach a child themselves."""
    rows = list(to_review(request.user)) if may(request.user, Permission.REVIEW_EMERGENCY) else []
    note(request, *rows)
    covers = may(request.user, Permission.REACH_IN_EMERGENCY)
    return {
        "emergencies_to_review": [review_row(one) for one in rows],
        "may_reach_in_emergency": covers and other_homes(request.user).exists(),
    }


def for_author(request: SignedInRequest, now: datetime) -> dict[str, Any]:
    """Ways to start, drafts, and one's own records: for those who record."""
    user = request.user
    if not may(user, Permission.RECORD):
        return {}
    mine = own_follow_ups_of(user, now)
    not_agreed = list(not_agreed_lately(user, now))
    drafts, taken = list(drafts_to_finish(user)), taken_from(user)
    everyday = used_lately(user, clock.today(), EVERYDAY_SHOWN)
    note(request, *drafts, *not_agreed, *(row.about.row for row in mine))
    note(request, *(row.draft for row in taken), *(one.decision for one in everyday))
    return {
        "starts": start_links(),
        "not_live": not_live_for(user),
        "everyday": everyday_links(everyday),
        "drafts": draft_rows(drafts, now),
        "taken_over": taken_rows(taken),
        "waiting": waiting_rows(mine, not_agreed, now),
        "routes": routes_after_a_no(not_agreed),
    }


def for_oversight(user: User, now: datetime) -> dict[str, Any]:
    """What waits at the homes that this person answers for."""
    if not may(user, Permission.READ_FOLLOW_UPS):
        return {}
    found = follow_ups_of(user, now)
    approval = waiting_for_approval(user) if may(user, Permission.APPROVE) else None
    late = sum(row.is_late(now) for row in found)
    return {
        "tiles": [
            *oversight_tiles(approval, len(found), late, now),
            *advice_tile(questions_waiting(user)),
        ],
        "homes": list(homes_where(user, Permission.READ_FOLLOW_UPS)),
    }


def to_answer(user: User) -> dict[str, Any]:
    """What waits for somebody who only answers: the alternate, or the outside second person."""
    waiting = waiting_for_an_answer(user)
    return {
        "tiles": [approval_tile(waiting, clock.now(), label="to answer")],
        "homes": list(homes_where(user, Permission.APPROVE)),
        "stands_in": not may(user, Permission.APPROVE),
    }


def visit_page(user: User, visit: Visit) -> dict[str, Any]:
    """What a visitor may read, until when, and what the law keeps from them."""
    return {
        "of": visit,
        "reads_records": may(user, Permission.READ_RECORDS, visit.home),
        "reads_some_children": may(user, Permission.READ_AGREED_CHILDREN, visit.home),
    }


def why_no_records(user: User) -> str:
    """Why this person sees no child: another role, a visit that is over, or no role now."""
    if appointments_of(user).exists():
        return "role"
    return "visit" if Visit.objects.filter(visitor=user).exists() else "left"
