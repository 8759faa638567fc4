"""Drafts that wait: others' at the homes that somebody is in charge of, and one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import Q, QuerySet

from decisions.followups.asked import Asked
from decisions.followups.row import FollowUp, Next, Weight, draft_of
from decisions.models import Draft
from decisions.policy.terms import SERIOUS
from infoshare.common.working_days import working_days_after


def drafts_that_wait(asked: Asked) -> list[FollowUp]:
    """Others' drafts: about serious harm for over two hours, left for a day, or by a leaver.

    One that was put off until a time is asked for at that time, unless it is about serious harm;
    one that somebody needed by a time that has passed is asked for as that.
    """
    found = asked.drafts.filter(refiles__isnull=True).with_author_here(asked.now)
    rows = [_waits(draft, asked) for draft in _shown(found) if not _put_off(draft, asked.now)]
    return [row for row in rows if row.is_late(asked.now)]


def _put_off(draft: Draft, now: datetime) -> bool:
    """Is it asked for by its own time instead, now or later?"""
    if not draft.author_here:  # type: ignore[attr-defined]
        return False
    if draft.wanted_by is not None and draft.wanted_by <= now:
        return True
    if draft.decide_at is None:
        return False
    return draft.decide_at <= now or draft.severity not in SERIOUS


def _waits(draft: Draft, asked: Asked) -> FollowUp:
    serious, here = draft.severity in SERIOUS, bool(draft.author_here)  # type: ignore[attr-defined]
    wait = asked.draft_may_wait(draft)
    next_person = asked.turn.in_charge_of(draft).higher()
    if not here:
        source, due = "A draft does not go when its author does.", draft.touched_at
        what = "Take over the draft of somebody who has left"
    elif serious:
        hours = int(wait.total_seconds() // 3600)
        unit = "hour" if hours == 1 else "hours"
        source = f"A draft about serious harm waits {hours} {unit} at most."
        what, due = "See why this draft waits, or take it over", draft.created_at + wait
    else:
        source, due = "A draft that nobody works on is easily forgotten.", draft.touched_at + wait
        what = "Ask if this draft is still needed, or take it over"
        next_person = asked.turn.draft_author(draft) or next_person
    return FollowUp(
        question="draft-that-waits",
        rule="",
        source=source,
        what=what,
        about=draft_of(draft, own=False),
        since=draft.created_at,
        due=due,
        next=next_person,
        weight=Weight.DANGER if serious else Weight.RECORD,
    )


def drafts_put_off(asked: Asked) -> list[FollowUp]:
    """Drafts that were to be decided by a time which has passed, one's own among them."""
    found = [
        *_shown(asked.drafts.filter(decide_at__lte=asked.now)),
        *_shown(asked.own_drafts.filter(decide_at__lte=asked.now)),
    ]
    return [_to_decide(draft, draft.decide_at, asked) for draft in found if draft.decide_at]


def _to_decide(draft: Draft, decide_at: datetime, asked: Asked) -> FollowUp:
    late_too_long = asked.now >= decide_at + asked.draft_may_wait(draft)
    return FollowUp(
        question="draft-put-off",
        rule="I10",
        source="A decision that was put off is made at the time that was named.",
        what="Decide now: the time that was named has passed",
        about=draft_of(draft, own=draft.author.user_id == asked.user.pk),
        since=draft.created_at,
        due=decide_at,
        next=_author_then_in_charge(draft, asked, gone_higher=late_too_long),
        weight=Weight.DANGER if draft.severity in SERIOUS else Weight.CHILD,
    )


def requests_to_answer(asked: Asked) -> list[FollowUp]:
    """Drafts about a request whose answer was needed by a time that has passed.

    One that was put off until a time that has passed is asked for as that.
    """
    late = Q(wanted_by__lte=asked.now) & ~Q(decide_at__isnull=False, decide_at__lte=asked.now)
    found = [*_shown(asked.drafts.filter(late)), *_shown(asked.own_drafts.filter(late))]
    return [
        replace(
            _to_decide(draft, draft.wanted_by, asked),
            question="request-to-answer",
            rule="B19",
            source="They needed an answer by this time.",
            what="Decide now, or tell them when you will: they wait for an answer",
        )
        for draft in found
        if draft.wanted_by
    ]


def drafts_to_file_again(asked: Asked) -> list[FollowUp]:
    """Records filed under the wrong child whose new record is not signed yet."""
    found = [
        *_shown(asked.drafts.filter(refiles__isnull=False)),
        *_shown(asked.own_drafts.filter(refiles__isnull=False)),
    ]
    return [
        FollowUp(
            question="draft-to-file-again",
            rule="J02",
            source="What was filed under the wrong child is signed for the right one in a day.",
            what="Look through the record for the right child, and sign it",
            about=draft_of(draft, own=draft.author.user_id == asked.user.pk),
            since=draft.created_at,
            due=working_days_after(draft.created_at, 1),
            next=_author_then_in_charge(draft, asked, gone_higher=False),
            weight=Weight.CHILD,
        )
        for draft in found
    ]


def _author_then_in_charge(draft: Draft, asked: Asked, *, gone_higher: bool) -> Next:
    own = None if gone_higher else asked.turn.draft_author(draft)
    return own or asked.turn.in_charge_of(draft).higher()


def _shown(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    """Without their text: it is not even read."""
    return (
        drafts.select_related("home", "child", "author__user")
        .prefetch_related("names")
        .defer("answers", "typed")
        .order_by("created_at")
    )
