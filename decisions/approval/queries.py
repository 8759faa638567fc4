"""What waits for a manager, as questions asked of the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from decisions.models import Review, SharingDecision, StoodAside
from decisions.policy.circumstances import Settings
from decisions.policy.terms import ReviewStage
from decisions.recording import waiting_records
from decisions.recording.approvers import may_answer
from decisions.recording.circumstances import settings_in_force
from decisions.recording.stages import turn_of
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common import clock
from infoshare.organisation.models import Home, User

LATELY = timedelta(days=14)
# By home: the provider's settings, which hold how soon a manager aims to answer (rule I05).
SettingsByHome = Mapping[UUID, Settings]


def awaiting(user: User) -> QuerySet[SharingDecision]:
    """Held for approval, and this person may approve it, oldest first; own ones too.

    A concern that names staff waits for one person only, whom `approvers` names.
    """
    held = SharingDecision.objects.visible_to(user).awaiting_approval()
    return _answerable(held, user).order_by("home__name", "recorded_at")


def to_review_afterwards(user: User) -> QuerySet[SharingDecision]:
    """What went ahead, or names staff, and nobody above its author has looked at, oldest first.

    The same question as `verdicts_for`: the full form of an urgent record is not asked again.
    """
    found = waiting_records.to_review_afterwards(SharingDecision.objects.visible_to(user))
    return (
        _answerable(found, user)
        .select_related("completed_by")
        .order_by("home__name", "recorded_at")
    )


def to_confirm(user: User) -> list[SharingDecision]:
    """Answers given by telephone that this person must confirm now, oldest first.

    One's own; another's once it is late, where it comes to whoever stands above.
    """
    found = waiting_records.rung_and_not_confirmed(SharingDecision.objects.visible_to(user))
    return _in_turn(found, user, ReviewStage.CONFIRMATION)


def to_have_the_last_word(user: User) -> list[SharingDecision]:
    """Records whose authors asked this person to decide after a manager did not agree."""
    found = waiting_records.waiting_for_the_last_word(SharingDecision.objects.visible_to(user))
    return _in_turn(found, user, ReviewStage.ESCALATION)


def reviewed_lately(user: User) -> QuerySet[Review]:
    """Answers of the last two weeks in the same homes, newest first."""
    return (
        Review.objects.filter(
            decision__in=SharingDecision.objects.visible_to(user),
            decision__home__in=_homes(user),
            recorded_at__gte=clock.now() - LATELY,
        )
        .select_related("decision__child", "decision__home", "reviewer_person")
        .order_by("-recorded_at")
    )


def settings_by_home(homes: Iterable[Home], now: datetime) -> SettingsByHome:
    """The settings in force at each home. One query a provider."""
    by_provider: dict[UUID, Settings] = {}
    found: dict[UUID, Settings] = {}
    for home in homes:
        if home.provider_id not in by_provider:
            by_provider[home.provider_id] = settings_in_force(home, now)
        found[home.pk] = by_provider[home.provider_id]
    return found


def aim_for(decision: SharingDecision, settings: Settings) -> timedelta:
    """How soon a manager aims to answer (rule I05 of the decision table)."""
    return waiting_records.time_to_answer(decision, settings)


def left_at(decision: SharingDecision, settings: Settings, now: datetime) -> timedelta:
    """What is left of the aim; below nothing when it has passed."""
    return decision.recorded_at + aim_for(decision, settings) - now


def _homes(user: User) -> QuerySet[Home]:
    """Where this person approves, or stands in for somebody who does."""
    return homes_where(user, Permission.APPROVE, Permission.STAND_IN)


def _answerable(records: QuerySet[SharingDecision], user: User) -> QuerySet[SharingDecision]:
    """Of these records, those that wait for somebody like this person, with what a row shows."""
    aside = StoodAside.objects.order_by()
    at_homes = records.filter(home__in=homes_where(user, Permission.APPROVE))
    own = aside.filter(person=user).values("decision")
    found = at_homes.filter(names_staff=False).exclude(pk__in=own).order_by()
    # Whose these are hangs on whom they name, and on who stood aside.
    to_judge = records.filter(Q(names_staff=True) | Q(pk__in=aside.values("decision")))
    judged = [one.pk for one in may_answer(_with_a_row(to_judge), user)]
    theirs = [*found.values_list("pk", flat=True), *judged]
    return _with_a_row(SharingDecision.objects.visible_to(user).filter(pk__in=theirs))


def _in_turn(
    records: QuerySet[SharingDecision], user: User, stage: ReviewStage
) -> list[SharingDecision]:
    """Those whose answer at this stage is this person's to give now."""
    found = _with_a_row(records.filter(home__in=_homes(user))).prefetch_related(
        "reviews__reviewer_person", "addenda"
    )
    waiting = found.exclude(author__user=user).order_by("recorded_at")
    return [one for one in waiting if turn_of(one, user, stage) is not None]


def _with_a_row(records: QuerySet[SharingDecision]) -> QuerySet[SharingDecision]:
    return records.select_related("home", "child", "author__user", "recipient", "follows")
