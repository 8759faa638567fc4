"""Records that wait for somebody's answer, asked of many at once.

The same questions as `stages` asks of one record: the queue of a manager, the list of follow-ups
and a record's own page agree because all of them start from here.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import OuterRef, QuerySet

from decisions.models import Addendum, SharingDecision
from decisions.policy.circumstances import Settings
from decisions.policy.terms import SERIOUS, AddendumKind, Start
from decisions.recording.narrowing import answers as narrowing

Records = QuerySet[SharingDecision]


def to_review_afterwards(records: Records) -> Records:
    """What went ahead, or names staff, and that nobody above its author has looked at.

    The same as `verdicts_for`: the full form of an urgent record is not asked again.
    """
    return records.filter(pk__in=narrowing.went_ahead_and_not_reviewed())


def rung_and_not_confirmed(records: Records) -> Records:
    """Answered by telephone, and not confirmed on screen; the same as `to_be_confirmed`."""
    return records.filter(pk__in=narrowing.rung_and_not_confirmed())


def waiting_for_the_last_word(records: Records) -> Records:
    """Taken to the responsible individual, who has not decided."""
    return records.filter(pk__in=narrowing.escalated_and_not_decided())


def escalations(decision: str = "pk") -> QuerySet[Addendum]:
    """What says that the author of the outer record asked somebody above to decide."""
    return Addendum.objects.filter(decision=OuterRef(decision), kind=AddendumKind.ESCALATED.value)


def time_to_answer(decision: SharingDecision, settings: Settings) -> timedelta:
    """How soon a manager answers (rule I05): sooner where harm is feared, or it is urgent."""
    serious = decision.start == Start.URGENT.value or decision.severity in SERIOUS
    return timedelta(hours=settings.approval_hours_serious if serious else settings.approval_hours)
