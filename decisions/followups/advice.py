"""Advice that was asked for and has not been given."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from children.models import Child
from decisions.followups.asked import Asked
from decisions.followups.row import FollowUp, Next, Subject, Weight, draft_of
from decisions.models import AdviceAsked, Draft
from decisions.policy.circumstances import Settings
from decisions.policy.terms import SERIOUS


def advice_to_give(asked: Asked) -> list[FollowUp]:
    """Questions that this person is to answer, late or not, and others' that wait too long."""
    return [*advice_to_give_oneself(asked), *_of_others(asked)]


def advice_to_give_oneself(asked: Asked) -> list[FollowUp]:
    """What this person was asked about what is still a draft: once signed, it waits no more."""
    draft = Draft.objects.filter(pk=OuterRef("draft_id"))
    waiting = list(
        AdviceAsked.objects.waiting_for(asked.user)
        .annotate(how_serious=Subquery(draft.values("severity")[:1]))
        .filter(how_serious__isnull=False)
        .select_related("asked_of__user", "child", "home")
    )
    knows = _known(waiting, asked)
    return [
        _row(
            question,
            asked,
            severity=question.how_serious,  # type: ignore[attr-defined]
            what="Give the advice that you were asked for",
            about=_question_of(question, knows=question.child_id in knows),
            by=Next(question.asked_of.signature, frozenset({asked.user.pk})),
        )
        for question in waiting
    ]


def _of_others(asked: Asked) -> list[FollowUp]:
    """Questions to somebody else about drafts that this person is in charge of, once late."""
    drafts = {
        draft.pk: draft
        for draft in asked.drafts.select_related("home", "child", "author__user")
        .prefetch_related("names")
        .defer("answers", "typed")
    }
    waiting = (
        AdviceAsked.objects.filter(draft_id__in=drafts)
        .unanswered()
        .exclude(asked_of__user=asked.user)
        .select_related("asked_of__user")
    )
    rows = []
    for question in waiting:
        draft = drafts[question.draft_id]
        # Who took the draft over decides instead.
        if draft.author.user_id == question.asked_of.user_id:
            continue
        row = _row(
            question,
            asked,
            severity=draft.severity,
            what="Give the advice, or ask somebody else",
            about=draft_of(draft, own=False),
            by=asked.turn.on_call_for(draft).higher(),
        )
        if row.is_late(asked.now):
            rows.append(row)
    return rows


def _row(
    question: AdviceAsked, asked: Asked, *, severity: str, what: str, about: Subject, by: Next
) -> FollowUp:
    held = asked.settings.get(question.home_id, Settings())
    serious = severity in SERIOUS
    hours = held.approval_hours_serious if serious else held.approval_hours
    unit = "hour" if hours == 1 else "hours"
    return FollowUp(
        question="advice-to-give",
        rule="A06",
        source=f"Advice is given within {hours} {unit}, so that the decision does not wait.",
        what=what,
        about=about,
        since=question.recorded_at,
        due=question.recorded_at + timedelta(hours=hours),
        next=by,
        weight=Weight.DANGER if serious else Weight.CHILD,
    )


def _known(waiting: list[AdviceAsked], asked: Asked) -> set[UUID]:
    """The children among these whose records this person may read."""
    if not waiting:
        return set()
    children = Child.objects.visible_to(asked.user).filter(pk__in=[one.child_id for one in waiting])
    return set(children.values_list("pk", flat=True))


def _question_of(question: AdviceAsked, *, knows: bool) -> Subject:
    """The question itself; who may not read the child's records learns neither child nor home."""
    return Subject(
        code="Question",
        url=reverse("advice-answer", args=[question.pk]),
        initials=question.child.initials if knows else "a child",
        home=question.home.name if knows else "another home",
        row=question,
    )
