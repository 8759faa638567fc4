"""Decisions to share regularly that nobody has ended."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from decisions.models import Addendum, SharingDecision
from decisions.policy.terms import AddendumKind, Start
from decisions.recording.narrowing.found import Ids, Logs, ids_of, kept_for_one_page

_ENDING = [AddendumKind.ARRANGEMENT_ENDED.value, AddendumKind.REFILED.value]


@kept_for_one_page
def arrangements_to_look_at_again(until: date, logs: Logs = None) -> Ids:
    """Decisions to share regularly, to be looked at again before this day, and not ended."""
    return ids_of(logs, _arrangements_not_ended().filter(review_on__lt=until))


@kept_for_one_page
def arrangements_not_ended(logs: Logs = None) -> Ids:
    """Decisions to share regularly that nobody has ended."""
    return ids_of(logs, _arrangements_not_ended())


def _arrangements_not_ended() -> QuerySet[SharingDecision]:
    ended = Addendum.objects.filter(decision=OuterRef("pk"), kind__in=_ENDING)
    # Each has a day on which it is looked at again: an index finds those that have one.
    return SharingDecision.objects.filter(
        ~Exists(ended), start=Start.ROUTINE.value, review_on__isnull=False
    )
