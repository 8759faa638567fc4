"""People who are still to be told, and what was said about somebody and is not yet proven."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Prefetch

from decisions.followups.asked import Asked
from decisions.followups.row import FollowUp, Weight, record_of
from decisions.followups.standing import still_open
from decisions.models import (
    Addendum,
    PersonConcerned,
    SharingDecision,
)
from decisions.policy.terms import AddendumKind, Proof
from decisions.recording.concern import unknown_to_the_lado
from decisions.recording.narrowing.people import (
    concerns_that_told_no_lado,
    with_a_day_to_tell,
    with_an_allegation,
)
from infoshare.common.clock import LONDON
from infoshare.common.working_days import working_days_after

# The day may be a Sunday, or the Monday after: then it is done on the Friday.
_SHORTLY_BEFORE = timedelta(days=3)
_LOOKED_AT = Prefetch(
    "addenda", Addendum.objects.filter(kind=AddendumKind.ALLEGATION_REVIEWED.value)
)


def people_to_tell(asked: Asked) -> list[FollowUp]:
    """Records that named a day for telling somebody, which has come, and nobody wrote that."""
    found = asked.those(with_a_day_to_tell(asked.today, asked.logs), still_open)
    return [
        FollowUp(
            question="people-to-tell",
            rule="G02",
            source="Where somebody was not told, the record names a day to look at it again.",
            what="Tell the child or the parents now",
            about=record_of(record),
            since=record.recorded_at,
            due=_morning_of(record.look_again_on or asked.today),
            next=asked.turn.author(record),
            weight=Weight.CHILD,
        )
        for record in found
    ]


def allegations_to_review(asked: Asked) -> list[FollowUp]:
    """Records that hold an allegation, not proven, whose day to be looked at again has come.

    A look shortly before that day answers it; an earlier one does not, the day is still to come.
    """
    due = PersonConcerned.objects.filter(
        decision=OuterRef("pk"), proof=Proof.UNPROVEN.value, review_on__lte=asked.today
    ).order_by("-review_on")
    found = asked.those(
        with_an_allegation(asked.today, asked.logs),
        lambda records: still_open(
            records.annotate(allegation_on=due.values("review_on")[:1])
        ).prefetch_related(_LOOKED_AT),
    )
    return [
        FollowUp(
            question="allegation-to-review",
            rule="F05",
            source="An allegation that is not proven is looked at again on the day it names.",
            what="Look again at what was said about somebody",
            about=record_of(record),
            since=record.recorded_at,
            due=_morning_of(record.allegation_on),
            next=asked.turn.author(record),
            weight=Weight.CHILD,
        )
        for record in found
        if not _was_looked_at_for(record, record.allegation_on)
    ]


def _was_looked_at_for(record: SharingDecision, day: date) -> bool:
    """Did somebody look at it again for this day? Reads the additions that say so."""
    looks = (one.recorded_at.astimezone(LONDON).date() for one in record.addenda.all())
    return any(look >= day - _SHORTLY_BEFORE for look in looks)


def designated_officer_to_tell(asked: Asked) -> list[FollowUp]:
    """Concerns that name staff, where no record says that the LADO has been told."""
    found = asked.those(concerns_that_told_no_lado(asked.logs), unknown_to_the_lado)
    return [_lado_row(record, asked) for record in found]


def _lado_row(record: SharingDecision, asked: Asked) -> FollowUp:
    return FollowUp(
        question="designated-officer-to-tell",
        rule="A11",
        source="A concern about somebody who works with children goes to the LADO in one day.",
        what="Tell the LADO",
        about=record_of(record),
        since=record.recorded_at,
        due=working_days_after(record.recorded_at, 1),
        next=asked.turn.manager(record),
        weight=Weight.DANGER,
    )


def _morning_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)
