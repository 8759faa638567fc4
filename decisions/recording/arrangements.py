"""Routine arrangements: agreed once, used for each share until they lapse or end.

An arrangement is a sealed decision to share regularly, made through the guide like any other.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from children.models import Child
from decisions.models import Addendum, Review, SharingDecision
from decisions.policy.terms import SHARING, AddendumKind, Purpose, Start, Verdict
from decisions.recording.arrangement_state import Arrangement, as_they_stand, living
from decisions.recording.narrowing.arrangements import arrangements_not_ended
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.organisation.models import User

_SHARING = [str(outcome.value) for outcome in SHARING]
_ENDING = [AddendumKind.ARRANGEMENT_ENDED.value, AddendumKind.REFILED.value]


def arrangements_to_share_under(user: User) -> QuerySet[SharingDecision]:
    """Arrangements in this person's sight at the homes where they record."""
    seen = SharingDecision.objects.visible_to(user)
    return arrangements(seen.filter(home__in=homes_where(user, Permission.RECORD)))


def arrangements(records: QuerySet[SharingDecision]) -> QuerySet[SharingDecision]:
    """Of these records, the decisions to share regularly."""
    return records.filter(start=Start.ROUTINE.value, outcome__in=_SHARING)


def open_arrangements(records: QuerySet[SharingDecision], day: date) -> QuerySet[SharingDecision]:
    """Of these records, the arrangements that nobody refused and that nothing sealed has ended.

    Those whose review is long over are here too, because they can be renewed. What hangs on the
    words of a record (a consent, a name on the list) is what `as_they_stand` says.
    """
    ended = Addendum.objects.filter(decision=OuterRef("pk"), kind__in=_ENDING)
    renewed = _agreed(arrangements(SharingDecision.objects.filter(follows=OuterRef("pk"))))
    lives_here = living(day).filter(child=OuterRef("child"), home=OuterRef("home"))
    return _agreed(arrangements(records), or_waiting=True).filter(
        ~Exists(ended), ~Exists(renewed), Exists(lives_here)
    )


def arrangements_of(
    child: Child, records: QuerySet[SharingDecision], day: date
) -> list[Arrangement]:
    """The arrangements about a child among these records, the newest first, as they stand."""
    about = open_arrangements(records.filter(child=child), day).order_by("-recorded_at")
    return as_they_stand(about, day)


def arrangement_in_force(
    child: Child, agency_id: UUID | None, purpose: Purpose | None, day: date
) -> bool:
    """Is there an arrangement to share with this body for this purpose that may be used?"""
    if agency_id is None or purpose is None:
        return False
    fitting = arrangements(
        SharingDecision.objects.filter(child=child, recipient=agency_id, purpose=purpose.value)
    )
    # Nearly always there is none at all, which one small question tells.
    if not fitting.exists():
        return False
    return any(one.usable for one in as_they_stand(open_arrangements(fitting, day), day))


def used_lately(user: User, day: date, most: int) -> list[Arrangement]:
    """The arrangements that this person may use now, what was shared last first."""
    not_ended = arrangements_to_share_under(user).filter(pk__in=arrangements_not_ended())
    mine = _agreed(open_arrangements(not_ended, day))
    last = Coalesce(Max("disclosures__shared_at"), "recorded_at")
    newest = mine.annotate(last=last).order_by("-last", "-recorded_at")[: 2 * most]
    return [one for one in as_they_stand(newest, day) if one.usable][:most]


def _agreed(
    records: QuerySet[SharingDecision], *, or_waiting: bool = False
) -> QuerySet[SharingDecision]:
    """Those to which whoever answered last said yes; `or_waiting`, to which nobody answered."""
    answers = Review.objects.filter(decision=OuterRef("pk")).order_by("-seq")
    said_last = Subquery(answers.values("verdict")[:1])
    waiting = Q(said_last__isnull=True) if or_waiting else Q()
    return records.alias(said_last=said_last).filter(Q(said_last=Verdict.AGREED.value) | waiting)
