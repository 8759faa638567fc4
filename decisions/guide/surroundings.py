"""What the questions of a page need beside the answers: people, bodies and law around a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from children.models import Agency, Involvement, Relative
from decisions.guide.reach import children_to_record
from decisions.models import Draft
from decisions.policy.answers import Answers, Request, Transfer
from decisions.policy.assessment import Assessment
from decisions.recording.decision import Prepared, prepare
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
    def child_lives_here(self) -> bool:
        """May this person still see the child, at the home of this draft?"""
        child = self.draft.child
        if child is None:
            return True
        _child, home = children_to_record(self.user).get(str(child.pk), (None, None))
        return home == self.draft.home

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
        """Who works with this child now, one row for each person."""
        running = Q(ends_on__isnull=True) | Q(ends_on__gt=self.today)
        rows = (
            Involvement.objects.filter(running, child=self.draft.child_id)
            .filter(starts_on__lte=self.today, professional__agency__in=self.agencies)
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
