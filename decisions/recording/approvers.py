"""Who may answer a record: approve it, review it, confirm it, or decide when it is taken higher.

One place for it. A manager of the home answers, never the author, never anybody whom the record
names, and never anybody who stood aside from it. A concern that names somebody who works there is
for the responsible individual, and for the nominated alternate where that person is named too, or
stood aside (law and practice reference, 9.2; rule I03).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from decisions.models import NamedStaff, SharingDecision, StoodAside
from decisions.policy.terms import ReviewStage, Role
from infoshare.access.permissions import Permission, roles_with
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, User

# Whom a concern about staff, and whatever is taken higher, goes to: the first who is free to.
_ABOVE = (Role.RESPONSIBLE_INDIVIDUAL, Role.NOMINATED_ALTERNATE, Role.SAFEGUARDING_LEAD)
_NOT_THE_ALTERNATE = tuple(role for role in _ABOVE if role is not Role.NOMINATED_ALTERNATE)
_ANSWERS = frozenset({*roles_with(Permission.APPROVE), Role.NOMINATED_ALTERNATE})


@dataclass(frozen=True)
class Office:
    """Those in office at some homes now, whom records name, and who stood aside: asked once for
    many records.

    `named` and `stood_aside` are by record; `ever_responsible` holds provider and person.
    """

    appointments: tuple[Appointment, ...]
    named: Mapping[UUID, frozenset[UUID]]
    stood_aside: Mapping[UUID, frozenset[UUID]]
    ever_responsible: frozenset[tuple[UUID, UUID]]

    def at(self, home: Home, roles: Collection[str]) -> list[Appointment]:
        """Those who serve a home in one of these roles, those at the home itself first."""
        here, everywhere = (self._by_home[home.provider_id, one] for one in (home.pk, None))
        serving = (*here, *everywhere)
        return [one for one in serving if one.role in roles]

    @cached_property
    def _by_home(self) -> Mapping[tuple[UUID, UUID | None], list[Appointment]]:
        """By provider and home; those for all homes of a provider under None."""
        found: dict[tuple[UUID, UUID | None], list[Appointment]] = defaultdict(list)
        for one in self.appointments:
            found[one.provider_id, one.home_id].append(one)
        return found

    def named_in(self, decision: SharingDecision) -> frozenset[UUID]:
        """The people with an account whom a record names."""
        return self.named.get(decision.pk, frozenset())

    def aside_from(self, decision: SharingDecision) -> frozenset[UUID]:
        """The people who said that they are too close to a record to answer it."""
        return self.stood_aside.get(decision.pk, frozenset())

    def approvers(
        self, decision: SharingDecision, stage: ReviewStage = ReviewStage.FIRST
    ) -> list[Appointment]:
        """Those who may answer this record at this stage, those at the home itself first.

        Who gave an approval by telephone confirms it; the responsible individual may too, because
        it goes there when it is not confirmed in time. Reads `reviews` for the later stages.
        """
        people = self._free_to_answer(decision)
        if stage is ReviewStage.CONFIRMATION:
            rang = {row.reviewer_person_id for row in decision.reviews.all() if row.rung_at}
            own = [one for one in people if one.user_id in rang]
            return own + self.above(decision, without=rang)
        if stage is ReviewStage.ESCALATION:
            answered = {row.reviewer_person_id for row in decision.reviews.all()}
            return self.above(decision, without=answered)
        if decision.names_staff:
            return self.above(decision)
        found = [one for one in people if one.role in roles_with(Permission.APPROVE)]
        return found or self.above(decision)

    def above(
        self, decision: SharingDecision, *, without: Collection[UUID] = ()
    ) -> list[Appointment]:
        """The highest who is free: the alternate only in place of the responsible individual.

        Where nobody above is free, whoever else may approve answers: nothing waits for ever.
        """
        people = [one for one in self._free_to_answer(decision) if one.user_id not in without]
        order = _ABOVE if self.alternate_stands_in(decision) else _NOT_THE_ALTERNATE
        for role in order:
            found = [one for one in people if one.role == role]
            if found:
                return found
        return [one for one in people if one.role != Role.NOMINATED_ALTERNATE]

    def alternate_stands_in(self, decision: SharingDecision) -> bool:
        """Does it name somebody who is, or was, responsible individual of this provider, or did
        such a person stand aside from it?
        """
        provider = decision.home.provider_id
        kept_out = self.named_in(decision) | self.aside_from(decision)
        return any((provider, one) in self.ever_responsible for one in kept_out)

    def _free_to_answer(self, decision: SharingDecision) -> list[Appointment]:
        """Those in office for this home who did not write the record, are not named in it and did
        not stand aside from it.
        """
        kept_out = {*self.named_in(decision), *self.aside_from(decision), decision.author.user_id}
        return [one for one in self.at(decision.home, _ANSWERS) if one.user_id not in kept_out]


def office_at(homes: Iterable[Home]) -> Office:
    """Those in office at these homes now, whom any record of these homes names, who stood aside."""
    return _office(list(homes), Q())


def _office(homes: Iterable[Home], of_these: Q) -> Office:
    """`of_these` says which records of these homes are asked about, of rows that belong to one."""
    its_homes, providers = set(), set()
    for home in homes:
        its_homes.add(home.pk)
        providers.add(home.provider_id)
    here = Q(home__in=its_homes) | Q(home__isnull=True, provider__in=providers)
    rows = (
        Appointment.objects.in_force(clock.now())
        .filter(here, user__is_active=True)
        .select_related("user", "home")
        .order_by("user__name", "starts_at")
    )
    named = _people_of(NamedStaff.objects.filter(of_these), its_homes)
    stood_aside = _people_of(StoodAside.objects.filter(of_these), its_homes)
    people = frozenset[UUID]().union(*named.values(), *stood_aside.values())
    responsible = Appointment.objects.filter(
        role=Role.RESPONSIBLE_INDIVIDUAL.value, provider__in=providers, user__in=people
    ).order_by()
    return Office(
        appointments=tuple(rows),
        named=named,
        stood_aside=stood_aside,
        ever_responsible=frozenset(responsible.values_list("provider", "user") if people else ()),
    )


def _people_of(rows: QuerySet[Any], homes: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """By record of these homes: the people of these rows. The rows are few, the records many: a
    database that is asked for the homes too reads every record there.
    """
    found: dict[UUID, set[UUID]] = defaultdict(set)
    people = rows.order_by().values_list("decision", "person", "decision__home")
    for decision, person, home in people:
        if home in homes:
            found[decision].add(person)
    return {record: frozenset(those) for record, those in found.items()}


def _office_for(decisions: Iterable[SharingDecision]) -> Office:
    rows = list(decisions)
    return _office([one.home for one in rows], Q(decision__in=[one.pk for one in rows]))


def approvers(
    decision: SharingDecision, stage: ReviewStage = ReviewStage.FIRST
) -> list[Appointment]:
    """Those who may answer this record at this stage now, those at the home itself first."""
    return _office_for([decision]).approvers(decision, stage)


def approver(
    decision: SharingDecision, user: User, stage: ReviewStage = ReviewStage.FIRST
) -> Appointment | None:
    """The appointment under which this person may answer this record at this stage, if any."""
    return next((one for one in approvers(decision, stage) if one.user_id == user.pk), None)


def may_answer(
    decisions: Iterable[SharingDecision], user: User, stage: ReviewStage = ReviewStage.FIRST
) -> list[SharingDecision]:
    """Of these records, those that this person may answer at this stage. In four queries."""
    rows = list(decisions)
    if not rows:
        return []
    office = _office_for(rows)
    return [
        one
        for one in rows
        if any(person.user_id == user.pk for person in office.approvers(one, stage))
    ]
