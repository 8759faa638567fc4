"""Follow-ups about those who received something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery

from children.models import Consent
from decisions.followups.asked import Asked
from decisions.followups.row import (
    FollowUp,
    Weight,
    is_serious,
    record_of,
    weight_of,
)
from decisions.models import Addendum, Disclosure
from decisions.policy.facts.basics import FAMILY
from decisions.policy.facts.danger import CALM
from decisions.policy.facts.telling import NEWS
from decisions.policy.terms import AddendumKind, AgencyType, ConsentState, Start
from decisions.recording.narrowing.found import Ids
from decisions.recording.narrowing.people import filed_anew_and_not_told
from decisions.recording.narrowing.what_left import (
    SPOKEN,
    left_in_sight,
    rung_up_and_not_written,
    shared_on_a_consent_taken_back,
    unanswered,
)
from infoshare.common.working_days import working_days_after

# What left, with what a question adds to each.
Left = QuerySet[Any]
_EVERYDAY_NEWS = Q(
    recipient_type__in=FAMILY,
    decision__purpose__in=["", *NEWS],
    decision__severity__in=["", *CALM],
    decision__urgent=False,
)
# A working day over which the clock is put forward.
_AT_LEAST = timedelta(hours=23)


def silent_recipients(asked: Asked) -> list[FollowUp]:
    """What was shared and not confirmed by the recipient, once their time is over.

    What was spoken under an everyday arrangement was heard there and then, and nobody waits for
    family to answer everyday news (as `is_everyday_news` has it).
    """
    waiting = _in_sight(
        asked,
        unanswered(asked.now - _AT_LEAST, asked.logs),
        lambda left: left.exclude(decision__start=Start.ROUTINE.value, method__in=SPOKEN).exclude(
            _EVERYDAY_NEWS
        ),
    )
    rows = [_silent(disclosure, asked) for disclosure in waiting]
    return [row for row in rows if row.is_late(asked.now)]


def _silent(disclosure: Disclosure, asked: Asked) -> FollowUp:
    decision, held = disclosure.decision, asked.settings[disclosure.decision.home_id]
    days = held.receipt_working_days_serious if is_serious(decision) else held.receipt_working_days
    due = working_days_after(disclosure.shared_at, days)
    # Silent for as long again: somebody above speaks to somebody above them.
    still_silent = asked.now >= working_days_after(due, days)
    turn, unit = asked.turn, "day" if days == 1 else "days"
    higher = "Use the partnership’s escalation procedure, they stay silent"
    return FollowUp(
        question="silent-recipient",
        rule="H08",
        source=f"No answer after {days} working {unit}: ask, then use the partnership’s "
        "escalation procedure.",
        what=f"{higher if still_silent else 'Ask if they have it'}: {_recipient(disclosure)}",
        about=record_of(decision),
        since=disclosure.shared_at,
        due=due,
        next=turn.past_the_author(decision, turn.manager(decision).higher())
        if still_silent
        else turn.author(decision),
        weight=weight_of(decision, Weight.RECORD),
    )


def to_confirm_in_writing(asked: Asked) -> list[FollowUp]:
    """What was said by telephone, and nobody has confirmed in writing.

    What was sent under the full form of an urgent record confirms what was said under that.
    """
    waiting = _in_sight(asked, rung_up_and_not_written(asked.logs), _without_what_was_written)
    return [_to_confirm(disclosure, asked) for disclosure in waiting]


def _without_what_was_written(left: Left) -> Left:
    later = Disclosure.objects.filter(contact="", shared_at__gte=OuterRef("shared_at"))
    written = later.exclude(method__in=SPOKEN)
    return left.exclude(decision__start=Start.ROUTINE.value).filter(
        ~Exists(written.filter(decision=OuterRef("decision"))),
        ~Exists(written.filter(decision__completes=OuterRef("decision"))),
    )


def _to_confirm(disclosure: Disclosure, asked: Asked) -> FollowUp:
    decision, turn = disclosure.decision, asked.turn
    due = working_days_after(disclosure.shared_at, 1)
    gone_higher = asked.now >= working_days_after(due, 1)
    return FollowUp(
        question="confirm-in-writing",
        rule="H07",
        source="What was said is confirmed in writing within one working day.",
        what=f"Confirm in writing what was said: {_recipient(disclosure)}",
        about=record_of(decision),
        since=disclosure.shared_at,
        due=due,
        next=turn.past_the_author(decision, turn.manager(decision).higher())
        if gone_higher
        else turn.author(decision),
    )


def recipients_to_tell(asked: Asked) -> list[FollowUp]:
    """Recipients under a consent that was withdrawn afterwards, not yet told of it."""
    waiting = _in_sight(asked, shared_on_a_consent_taken_back(asked.logs), _not_told_of_it)
    return [_to_be_told(disclosure, asked) for disclosure in waiting]


def _not_told_of_it(left: Left) -> Left:
    """Adds `withdrawn_at`: when the consent was taken back that it went under."""
    withdrawn = Consent.objects.filter(
        state=ConsentState.WITHDRAWN.value,
        child=OuterRef("decision__child"),
        recipient=OuterRef("recipient"),
        recorded_at__gt=OuterRef("shared_at"),
    ).order_by("-recorded_at")
    told = Addendum.objects.filter(
        decision=OuterRef("decision"),
        kind=AddendumKind.TOLD.value,
        recorded_at__gte=OuterRef("withdrawn_at"),
    )
    taken_back = Subquery(withdrawn.values("recorded_at")[:1], output_field=DateTimeField())
    found: Left = left.annotate(withdrawn_at=taken_back).filter(withdrawn_at__isnull=False)
    return found.filter(~Exists(told))


def _to_be_told(disclosure: Disclosure, asked: Asked) -> FollowUp:
    withdrawn_at: datetime = disclosure.withdrawn_at  # type: ignore[attr-defined]
    return FollowUp(
        question="recipient-to-tell",
        rule="D16",
        source="When consent is taken back, whoever received something under it is told.",
        what=f"Tell them that the consent was taken back: {_recipient(disclosure)}",
        about=record_of(disclosure.decision),
        since=withdrawn_at,
        due=working_days_after(withdrawn_at, 1),
        next=asked.turn.author(disclosure.decision),
        weight=Weight.CHILD,
    )


def recipients_of_the_wrong_name(asked: Asked) -> list[FollowUp]:
    """Records filed anew, where something had left under the wrong child's name."""
    left = Disclosure.objects.filter(decision=OuterRef("refiles"))
    found = asked.those(
        filed_anew_and_not_told(asked.logs), lambda records: records.filter(Exists(left))
    )
    return [
        FollowUp(
            question="wrong-name-to-tell",
            rule="J02",
            source="Whoever was given what was wrong is told what is right.",
            what="Tell those who were given the wrong child’s name",
            about=record_of(record),
            since=record.recorded_at,
            due=working_days_after(record.recorded_at, 1),
            next=asked.turn.author(record),
            weight=Weight.CHILD,
        )
        for record in found
    ]


def _recipient(disclosure: Disclosure) -> str:
    if disclosure.recipient is not None:
        return disclosure.recipient.name
    return AgencyType(disclosure.recipient_type).label


def _in_sight(asked: Asked, ids: Ids, narrowed: Callable[[Left], Left]) -> Iterable[Any]:
    """Of what was shared, given by its ids: what went under a record in sight, narrowed further,
    as a row shows it. Where there is none, nothing is asked.
    """
    seen = left_in_sight(asked.records, ids)
    if not seen:
        return ()
    return (
        narrowed(Disclosure.objects.filter(pk__in=seen))
        .select_related("decision__home", "decision__child", "decision__author__user", "recipient")
        .order_by("shared_at", "seq")
    )
