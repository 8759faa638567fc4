"""Follow-ups are questions asked of the records: nothing is kept, doing the thing answers it.

Each question takes the records that it asks about (those of the homes, or of one author) and
the moment, and gives rows that name the rule they come from. Each is a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from decisions.followups.row import FollowUp, Weight, author_of, is_serious, shown
from decisions.followups.standing import may_go, still_open, with_last_verdict
from decisions.followups.working_days import working_days_after
from decisions.models import Addendum, SharingDecision
from decisions.policy.terms import AddendumKind, Outcome, Verdict
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common.clock import LONDON
from infoshare.organisation.models import User

Records = QuerySet[SharingDecision]
Hours = Mapping[UUID, int]


def records_to_follow_up(user: User) -> Records:
    """The records of the homes whose follow-ups this person reads."""
    return SharingDecision.objects.visible_to(user).filter(
        home__in=homes_where(user, Permission.READ_FOLLOW_UPS)
    )


def urgent_to_complete(records: Records, now: datetime, hours: Hours) -> list[FollowUp]:
    """Urgent records that no full form completes yet."""
    found = records.filter(urgent=True, completed_by__isnull=True)
    return [
        FollowUp(
            question="urgent-to-complete",
            rule="A01",
            source=f"The full form of an urgent record is due in {hours[record.home_id]} hours.",
            what="Complete the urgent record",
            decision=record,
            since=record.recorded_at,
            due=record.recorded_at + timedelta(hours=hours[record.home_id]),
            next_person=author_of(record),
            weight=Weight.DANGER,
        )
        for record in shown(found)
    ]


def urgent_to_review(records: Records, now: datetime) -> list[FollowUp]:
    """Shares that danger let go ahead, urgent or by the full form, that nobody has looked at."""
    went_ahead = Q(urgent=True) | Q(emergency=True, completes__isnull=True)
    found = records.filter(went_ahead, needs_approval=False, reviews__isnull=True)
    return [
        FollowUp(
            question="urgent-to-review",
            rule="A01",
            source="A manager reviews an urgent share by the end of the next working day.",
            what="Review the urgent share",
            decision=record,
            since=record.recorded_at,
            due=_end_of_day(working_days_after(record.recorded_at, 1)),
            next_person="A manager, not the person who wrote it",
            weight=Weight.CHILD,
        )
        for record in shown(found)
    ]


def agreed_to_share(records: Records, now: datetime) -> list[FollowUp]:
    """Records that let something go, where nobody has written down that it went."""
    found = still_open(
        may_go(with_last_verdict(records)).filter(
            disclosures__isnull=True,
            completes__disclosures__isnull=True,
            completed_by__disclosures__isnull=True,
        )
    )
    return [
        FollowUp(
            question="agreed-to-share",
            rule="F01",
            source="What protects a child is shared in time, and what left is recorded.",
            what="Share it, then write down what was shared",
            decision=record,
            since=_decided_at(record),
            due=_decided_at(record)
            if is_serious(record)
            else working_days_after(_decided_at(record), 1),
            next_person=author_of(record),
            weight=Weight.DANGER if is_serious(record) else Weight.CHILD,
        )
        for record in shown(found)
    ]


def questions_to_answer(records: Records, now: datetime) -> list[FollowUp]:
    """Records that a manager sent back with a question, not answered yet."""
    found = still_open(with_last_verdict(records).filter(last_verdict=Verdict.QUESTION.value))
    return [
        FollowUp(
            question="question-to-answer",
            rule="I05",
            source="A decision that waits for a manager waits hours, not days.",
            what="Answer the manager’s question",
            decision=record,
            since=_decided_at(record),
            due=working_days_after(_decided_at(record), 1),
            next_person=author_of(record),
            weight=Weight.DANGER if is_serious(record) else Weight.CHILD,
        )
        for record in shown(found)
    ]


def refusals_not_agreed(records: Records, now: datetime) -> list[FollowUp]:
    """Refusals that a manager did not agree to, where no record to share has followed."""
    found = still_open(
        with_last_verdict(records).filter(
            last_verdict=Verdict.NOT_AGREED.value, outcome=Outcome.NOT_SHARE.value
        )
    )
    return [
        FollowUp(
            question="refusal-not-agreed",
            rule="A03",
            source="A refusal that a manager does not agree to is decided again the same day.",
            what="Decide again: the manager did not agree to keep this back",
            decision=record,
            since=_decided_at(record),
            due=_end_of_day(_decided_at(record)),
            next_person="The manager who did not agree",
            weight=Weight.DANGER,
        )
        for record in shown(found)
    ]


def people_to_tell(records: Records, now: datetime) -> list[FollowUp]:
    """Records that named a day for telling somebody, which has come, and nobody wrote that."""
    today = now.astimezone(LONDON).date()
    told = Addendum.objects.filter(kind=AddendumKind.TOLD.value).values("decision")
    found = still_open(records.filter(look_again_on__lte=today).exclude(pk__in=told))
    return [
        FollowUp(
            question="people-to-tell",
            rule="G02",
            source="Where somebody was not told, the record names a day to look at it again.",
            what="Tell the child or the parents, or write why not yet",
            decision=record,
            since=record.recorded_at,
            due=_day_named(record, now),
            next_person=author_of(record),
            weight=Weight.CHILD,
        )
        for record in shown(found)
    ]


def _decided_at(record: SharingDecision) -> datetime:
    """When the last review was written, or the record itself where there was none."""
    reviewed: datetime | None = getattr(record, "last_reviewed_at", None)
    return reviewed or record.recorded_at


def _day_named(record: SharingDecision, now: datetime) -> datetime:
    day = record.look_again_on or now.astimezone(LONDON).date()
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def _end_of_day(moment: datetime) -> datetime:
    return moment.astimezone(LONDON).replace(hour=23, minute=59, second=59, microsecond=0)
