"""What the questions are put to: the records and drafts in somebody's sight, and the moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from decisions.followups.row import Records, shown
from decisions.followups.turn import Turn
from decisions.models import Draft, SharingDecision
from decisions.models.decision import SharingDecisionQuerySet
from decisions.models.draft import DraftQuerySet
from decisions.policy.circumstances import Settings
from decisions.policy.terms import SERIOUS
from decisions.recording.approvers import office_at
from decisions.recording.circumstances import settings_by_home
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common.clock import LONDON
from infoshare.organisation.models import Home, User

_ORDINARY_WAIT = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """Each question takes this and gives rows that name the rule they come from.

    `drafts` are others', which this person may take over; `own_drafts` their own.
    """

    user: User
    homes: Sequence[Home]
    records: SharingDecisionQuerySet
    drafts: DraftQuerySet
    own_drafts: QuerySet[Draft]
    settings: Mapping[UUID, Settings]
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    @cached_property
    def logs(self) -> list[UUID]:
        """Where what was recorded at these homes is found."""
        return sorted(home.log for home in self.homes)

    def those(
        self, ids: Sequence[UUID], narrowed: Callable[[Records], Records] = lambda found: found
    ) -> Iterable[Any]:
        """Of the records with these ids, those in sight, narrowed further, as a row shows them.

        Where there are none, nothing is asked: at one home most questions find nothing.
        """
        return shown(narrowed(self.records.filter(pk__in=ids))) if ids else ()

    @cached_property
    def turn(self) -> Turn:
        """Whose turn it is, from three queries for the whole list."""
        return Turn(office_at(self.homes))

    def draft_may_wait(self, draft: Draft) -> timedelta:
        """How long a draft waits before it goes to those in charge."""
        serious = draft.severity in SERIOUS
        held = self.settings.get(draft.home_id, Settings())
        return timedelta(hours=held.draft_escalation_hours) if serious else _ORDINARY_WAIT


def of_whoever_follows_up(user: User, now: datetime, home: Home | None = None) -> Asked:
    """The homes whose follow-ups this person reads, or one of them, and the drafts there."""
    homes = _homes(user, Permission.READ_FOLLOW_UPS, home)
    return _asked(user, now, homes, SharingDecision.objects.visible_to(user))


def of_the_author(user: User, now: datetime) -> Asked:
    """What this person wrote, at homes where they still record, and their own drafts."""
    homes = _homes(user, Permission.RECORD)
    written = SharingDecision.objects.visible_to(user).filter(author__user=user)
    return _asked(user, now, homes, written)


def _asked(user: User, now: datetime, homes: list[Home], records: SharingDecisionQuerySet) -> Asked:
    ids = [one.pk for one in homes]
    return Asked(
        user=user,
        homes=homes,
        records=records.filter(home__in=ids),
        drafts=Draft.objects.waiting_at_homes_of(user).filter(home__in=ids).that_can_go_on(),
        own_drafts=Draft.objects.owned_by(user).filter(home__in=ids).that_can_go_on(),
        settings=settings_by_home(homes, now),
        now=now,
    )


def _homes(user: User, permission: Permission, only: Home | None = None) -> list[Home]:
    found = homes_where(user, permission)
    return list(found if only is None else found.filter(pk=only.pk))
