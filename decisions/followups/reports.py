"""Harm that somebody outside must hear of: sexual abuse, trafficking, a child who is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from decisions.followups.asked import Asked
from decisions.followups.row import FollowUp, Next, Records, Weight, record_of
from decisions.followups.standing import still_open
from decisions.models import SharingDecision
from decisions.policy.facts.telling import SAME_EPISODE
from decisions.policy.rules.a_child_sexual_abuse import LONGEST_SAFETY_DELAY
from decisions.policy.rules.a_who_must_hear import PLACING
from decisions.policy.terms import (
    CHILD_SEXUAL_ABUSE,
    FIRST_RESPONDERS,
    POLICE,
    REFERRAL_BODIES,
    Harm,
)
from decisions.recording.heard import does_not_tell, not_between_peers, not_heard, told
from decisions.recording.lately import LATELY
from decisions.recording.narrowing.harms import (
    children_away,
    sexual_abuse_not_reported,
    trafficking_not_passed_on,
)
from infoshare.common.working_days import working_days_after

_MISSING = {Harm.MISSING}
_TRAFFICKED = {Harm.TRAFFICKING_MODERN_SLAVERY}


def sexual_abuse_to_report(asked: Asked) -> list[FollowUp]:
    """Records of child sexual abuse, where none says that those who protect were told."""
    rows = asked.those(sexual_abuse_not_reported(asked.logs), _not_reported)
    return [_to_report(record, asked) for record in rows]


def _not_reported(records: Records) -> Records:
    unheard = not_heard(told(REFERRAL_BODIES), CHILD_SEXUAL_ABUSE, since="occurred_at")
    owed = not_between_peers() & does_not_tell(REFERRAL_BODIES)
    return still_open(records.filter(unheard, owed))


def _to_report(record: SharingDecision, asked: Asked) -> FollowUp:
    settings = asked.settings[record.home_id]
    due = record.occurred_at + timedelta(hours=settings.abuse_report_hours)
    too_long = asked.now > record.occurred_at + timedelta(hours=LONGEST_SAFETY_DELAY)
    row = FollowUp(
        question="sexual-abuse-to-report",
        rule="A08",
        source="Child sexual abuse is always reported, and nobody may stop or delay it.",
        what="Report this sexual abuse to the police or children’s social care",
        about=record_of(record),
        since=record.recorded_at,
        due=due,
        next=author_then_higher(record, asked, late=asked.now >= due, past_the_manager=too_long),
        weight=Weight.DANGER,
    )
    begins = settings.csa_reporting_duty_from
    if begins is None or begins > asked.today:
        return row
    law = "The law wants it reported as soon as you can, and lets nobody wait over seven days."
    return replace(row, rule="A09", source=law)


def first_responders_to_tell(asked: Asked) -> list[FollowUp]:
    """Records of trafficking, where none says that somebody was told who can refer the child."""
    rows = asked.those(trafficking_not_passed_on(asked.logs), _not_passed_on)
    return [_to_pass_on(record, asked) for record in once_a_child(rows)]


def _not_passed_on(records: Records) -> Records:
    unheard = not_heard(told(FIRST_RESPONDERS), _TRAFFICKED, since="recorded_at", before=LATELY)
    return still_open(records.filter(unheard, does_not_tell(FIRST_RESPONDERS)))


def _to_pass_on(record: SharingDecision, asked: Asked) -> FollowUp:
    due = working_days_after(record.recorded_at, 1)
    return FollowUp(
        question="first-responder-to-tell",
        rule="A12",
        source="The police, the council and other first responders can get the child special help.",
        what="Tell the police or the social worker that you think of trafficking",
        about=record_of(record),
        since=record.recorded_at,
        due=due,
        next=author_then_higher(record, asked, late=asked.now >= due),
        weight=Weight.DANGER,
    )


def missing_to_report(asked: Asked) -> list[FollowUp]:
    """Records of a child who is away, where the police or the placing authority may not know.

    Once a record says that the child is back, the talk afterwards is asked for instead.
    """
    rows = asked.those(children_away(asked.logs), _not_known_to_both)
    return [_to_tell_both(record, asked) for record in once_a_child(rows)]


def _not_known_to_both(records: Records) -> Records:
    """Adds `tell_police` and `tell_placing`: which of them has not heard."""
    unheard = {
        name: not_heard(told(kinds), _MISSING, since="occurred_at", before=SAME_EPISODE)
        & does_not_tell(kinds)
        for name, kinds in (("tell_police", POLICE), ("tell_placing", PLACING))
    }
    either = Q(tell_police=True) | Q(tell_placing=True)
    return still_open(records.annotate(**as_columns(unheard)).filter(either))


def _to_tell_both(record: SharingDecision, asked: Asked) -> FollowUp:
    marked = (("the police", record.tell_police), ("the placing authority", record.tell_placing))  # type: ignore[attr-defined]
    whom = " and ".join(words for words, unheard in marked if unheard)
    wait = timedelta(hours=asked.settings[record.home_id].approval_hours_serious)
    return FollowUp(
        question="missing-to-report",
        rule="A13",
        source="The police search, and the placing authority must know where the child is.",
        what=f"Tell {whom} now that this child is missing",
        about=record_of(record),
        since=record.recorded_at,
        due=record.recorded_at,
        next=author_then_higher(record, asked, late=asked.now >= record.recorded_at + wait),
        weight=Weight.DANGER,
    )


def as_columns(conditions: dict[str, Q]) -> dict[str, ExpressionWrapper[Any]]:
    return {
        name: ExpressionWrapper(condition, output_field=BooleanField())
        for name, condition in conditions.items()
    }


def author_then_higher(
    record: SharingDecision, asked: Asked, *, late: bool, past_the_manager: bool = False
) -> Next:
    """Its author or whoever is in charge; once late, a manager; then somebody above them."""
    turn = asked.turn
    if past_the_manager:
        return turn.past_the_author(record, turn.above(record))
    if late:
        return turn.past_the_author(record, turn.manager(record).higher())
    return turn.author_or_in_charge(record)


def once_a_child(records: Iterable[SharingDecision]) -> list[SharingDecision]:
    """The first of each child: telling somebody once answers all of them."""
    first: dict[object, SharingDecision] = {}
    for record in records:
        first.setdefault(record.child_id, record)
    return list(first.values())
