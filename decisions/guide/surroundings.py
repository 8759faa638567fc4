"""What the questions of a page need beside the answers: people, bodies and law around a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from children.models import Agency, Involvement, Relative
from decisions.models import Draft, HandOver, SharingDecision, UnsavedPage
from decisions.policy.answers import Answers, Request, Transfer
from decisions.policy.assessment import Assessment
from decisions.recording.decision import prepare
from decisions.recording.decision_contents import Prepared
from decisions.recording.reach import Reachable, children_of, home_now, left_on
from decisions.recording.refiling import answers_to_what_was_refiled
from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.common import clock
from infoshare.organisation.models import User


@dataclass
class Surroundings:
    """One draft as one page sees it. Queries run when first asked for, and once."""

    user: User
    draft: Draft

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @property
    def today(self) -> date:
        return self.now.astimezone(clock.LONDON).date()

    @cached_property
    def answers(self) -> Answers:
        """The answers so far; a body that has left the directory counts as not answered."""
        return without_vanished(self.draft.read(), frozenset(self._agencies_by_id))

    @property
    def agency_vanished(self) -> bool:
        """Has a body that these answers name left the directory since?"""
        return self.answers != self.draft.read()

    @cached_property
    def children(self) -> Reachable:
        """The children about whom this draft may be, each with the home where it is recorded."""
        return children_of(self.draft, self.user)

    @cached_property
    def child_left_on(self) -> date | None:
        """The day on which the draft's child left the draft's home; None where it lives there."""
        return left_on(self.draft.child, self.draft.home) if self.draft.child else None

    @cached_property
    def child_moved(self) -> str:
        """That the child has left this home since, in a sentence; empty where it has not.

        The next home is named to those alone who read about its children.
        """
        if self.child_left_on is None or self.draft.child is None:
            return ""
        now = home_now(self.draft.child)
        if now is None:
            return f"The child has left {self.draft.home.name} since this was begun."
        where = now.name if may(self.user, Permission.READ_CHILDREN, now) else "another home"
        return f"The child has moved to {where} since this was begun."

    @cached_property
    def misfiled(self) -> SharingDecision | None:
        """What this draft completes or answers, where that was filed under the wrong child."""
        return answers_to_what_was_refiled(self.draft)

    @cached_property
    def agencies(self) -> list[Agency]:
        """The directory of this home's provider."""
        visible = Agency.objects.visible_to(self.user).in_use()
        return list(visible.filter(provider=self.draft.home.provider_id).distinct())

    @cached_property
    def _agencies_by_id(self) -> dict[UUID, Agency]:
        return {agency.pk: agency for agency in self.agencies}

    def agency(self, key: UUID | None) -> Agency | None:
        return None if key is None else self._agencies_by_id.get(key)

    @cached_property
    def involvements(self) -> list[Involvement]:
        """Who works with this child now, one row for each person.

        Where the child has moved: those of them whom this home knew.
        """
        began_by = self.today
        if self.child_left_on is not None:
            began_by = self.child_left_on - timedelta(days=1)
        running = Q(ends_on__isnull=True) | Q(ends_on__gt=self.today)
        rows = (
            Involvement.objects.filter(running, child=self.draft.child_id)
            .filter(starts_on__lte=began_by, professional__agency__in=self.agencies)
            .select_related("professional__agency")
            .order_by("professional__name", "-starts_on")
        )
        newest: dict[UUID, Involvement] = {}
        for row in rows:
            newest.setdefault(row.professional_id, row)
        return list(newest.values())

    @cached_property
    def relatives(self) -> list[Relative]:
        return list(Relative.objects.filter(child=self.draft.child_id).order_by("name"))

    def involvement_of(self, who: Request | Transfer) -> Involvement | None:
        """The involvement that an answer names, by body, name and position."""
        for row in self.involvements:
            person = row.professional
            if (person.agency_id, person.name, person.position) == (
                who.agency,
                who.name,
                who.position,
            ):
                return row
        return None

    @cached_property
    def held_contact(self) -> dict[str, str] | None:
        """The number that we hold for whoever asks or rang, as a contact to ring; else None."""
        who = self.answers.recipient
        involved = self.involvement_of(who)
        if involved is not None and involved.professional.number:
            person = involved.professional
            return {"name": person.name, "role": person.agency.name, "number": person.number}
        agency = self.agency(who.agency)
        if agency is not None and agency.number:
            return {"name": agency.name, "number": agency.number}
        for relative in self.relatives:
            if who.agency is None and relative.name == who.name and relative.number:
                return {"name": relative.name, "number": relative.number}
        return None

    @cached_property
    def prepared(self) -> Prepared:
        """What sealing now would say. Needs a draft that has its child."""
        return prepare(self.draft, now=self.now)

    @property
    def assessment(self) -> Assessment:
        return self.prepared.assessment

    @property
    def child_has_died(self) -> bool:
        """As the rules judge it, without gathering all else that they read: every page asks."""
        died = self.draft.child.died_on if self.draft.child else None
        return died is not None and died <= self.today

    @cached_property
    def unsaved(self) -> list[UnsavedPage]:
        """What others typed on pages of this draft and did not save, oldest first."""
        return list(self.draft.unsaved_pages.select_related("author__user"))

    @cached_property
    def hand_overs(self) -> list[HandOver]:
        return list(self.draft.hand_overs.select_related("from_author__user", "to_author__user"))

    @cached_property
    def written_by_others(self) -> dict[str, str]:
        """By page: who filled it in, by name and role, where that was somebody else."""
        pages = self.draft.pages.exclude(author__user=self.user).select_related("author__user")
        return {page.slug: page.author.signature for page in pages}

    @property
    def reference(self) -> str:
        """How a form page names the child: initials and the draft's short number."""
        child = self.draft.child
        number = f"draft {self.draft.pk.hex[:6].upper()}"
        return number if child is None else f"{child.initials}, {number}"


def without_vanished(answers: Answers, directory: frozenset[UUID]) -> Answers:
    """The answers with every body taken out that is not in the directory."""
    request, transfer = answers.request, answers.transfer
    if request.agency is not None and request.agency not in directory:
        answers = answers.changed(request=request.changed(agency=None))
    if transfer.agency is not None and transfer.agency not in directory:
        answers = answers.changed(transfer=transfer.changed(agency=None))
    return answers
