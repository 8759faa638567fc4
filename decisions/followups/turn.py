"""Whose turn it is: who can do what a follow-up asks, and can see what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from children.models import EmergencyAccess
from decisions.followups.row import Next
from decisions.models import Draft, Review, SharingDecision
from decisions.policy.terms import ReviewStage, Role
from decisions.recording.approvers import Office
from decisions.recording.stages import NOBODY_FREE, names_of, on_call_among
from infoshare.access.permissions import Permission, roles_with
from infoshare.organisation.models import Appointment, Home

NAMED_AT_MOST = 2
NOBODY = Next(NOBODY_FREE)

_RECORDS = frozenset(roles_with(Permission.RECORD))
_READS = frozenset(roles_with(Permission.READ_RECORDS))
_SEES_CONCERNS = frozenset(roles_with(Permission.READ_REGISTER))
_LOOK_AT_EMERGENCIES = frozenset(roles_with(Permission.REVIEW_EMERGENCY))
_IN_CHARGE = frozenset(roles_with(Permission.TAKE_OVER_DRAFT))


@dataclass(frozen=True)
class Turn:
    """Answers from what is known of those in office; no question to the database."""

    office: Office

    def author(self, record: SharingDecision) -> Next:
        """Whoever wrote it; whoever is in charge, where they no longer record or are named."""
        own = self._author_here(record)
        return _next([own]) if own is not None else self.in_charge(record)

    def author_or_in_charge(self, record: SharingDecision) -> Next:
        own, others = self._author_here(record), self.in_charge(record)
        if own is None:
            return others
        people = others.people | {own.user_id}
        return Next(f"{own.signature}, or whoever is in charge", people)

    def past_the_author(self, record: SharingDecision, above: Next) -> Next:
        """What its author left too long: somebody above, past them."""
        own = self._author_here(record)
        if own is None or own.user_id in above.people:
            return above
        words = f"{above.words}, with {own.signature}"
        return replace(above.higher(), words=words, below=frozenset({own.user_id}))

    def in_charge(self, record: SharingDecision) -> Next:
        """Those in charge of the home who may read this record; those above, if none may."""
        people = self._who_see(record, self.office.at(record.home, _IN_CHARGE))
        return _of_the_home(people, record.home) or self.above(record)

    def manager(self, record: SharingDecision, *, without: Collection[UUID] = ()) -> Next:
        """Who answers it first: a manager of the home, or those above for a concern about staff."""
        people = self.office.approvers(record)
        free = self._who_see(record, [one for one in people if one.user_id not in without])
        if record.names_staff:
            return _next(free) if free else NOBODY
        return _of_the_home(free, record.home, "A manager") or self.above(record, without=without)

    def on_call(self, record: SharingDecision) -> Next:
        """Whoever is on call and may answer; else a manager of the home."""
        people = self._who_see(record, self.office.approvers(record))
        found = on_call_among(record.home, people)
        return _next(found, also=", on call") if found else self.manager(record)

    def above(self, record: SharingDecision, *, without: Collection[UUID] = ()) -> Next:
        """The responsible individual, or whoever stands there where that person is not free."""
        people = self._who_see(record, self.office.above(record, without=without))
        return _next(people).higher() if people else NOBODY

    def last_word(self, record: SharingDecision) -> Next:
        """Who decides where author and manager do not agree. Reads `reviews`."""
        people = self.office.approvers(record, ReviewStage.ESCALATION)
        seen = self._who_see(record, people)
        return _next(seen).higher() if seen else NOBODY

    def rung(self, record: SharingDecision, call: Review) -> Next:
        """Who confirms a call: the manager who was rung, while they may answer. Reads `reviews`."""
        people = self.office.approvers(record, ReviewStage.CONFIRMATION)
        rang = [one for one in people if one.user_id == call.reviewer_person_id]
        own = self._who_see(record, rang)
        return _next(own) if own else self.above(record, without={call.reviewer_person_id})

    def draft_author(self, draft: Draft) -> Next | None:
        """Whoever writes a draft; None where they no longer record at its home."""
        here = self.office.at(draft.home, _RECORDS)
        own = [one for one in here if one.user_id == draft.author.user_id]
        return _next(own[:1]) if own else None

    def in_charge_of(self, draft: Draft) -> Next:
        """Those in charge who may know that a draft exists. Reads `names`."""
        return _of_the_home(self._charge_of(draft), draft.home) or NOBODY

    def on_call_for(self, draft: Draft) -> Next:
        """Whoever is on call, of those in charge who may know that a draft exists."""
        found = on_call_among(draft.home, self._charge_of(draft))
        return _next(found, also=", on call") if found else self.in_charge_of(draft)

    def of_an_emergency(self, access: EmergencyAccess, *, late: bool) -> Next:
        """A manager of the home or the data protection officer; once late, whoever is above."""
        people = [
            one
            for one in self.office.at(access.home, _LOOK_AT_EMERGENCIES)
            if one.user_id != access.by.user_id
        ]
        above = [one for one in people if one.role == Role.RESPONSIBLE_INDIVIDUAL]
        if late and above:
            return _next(above).higher()
        others = [one for one in people if one not in above] or above
        return _next(others, many=f"A manager of {access.home.name}") if others else NOBODY

    def _charge_of(self, draft: Draft) -> list[Appointment]:
        kept_out = {draft.author.user_id, *(one.pk for one in draft.names.all())}
        return [
            one
            for one in self.office.at(draft.home, _IN_CHARGE)
            if one.user_id not in kept_out and (not draft.names_staff or one.role in _SEES_CONCERNS)
        ]

    def _author_here(self, record: SharingDecision) -> Appointment | None:
        if record.author.user_id in self.office.named_in(record):
            return None
        here = self.office.at(record.home, _RECORDS)
        return next((one for one in here if one.user_id == record.author.user_id), None)

    def _who_see(self, record: SharingDecision, people: Iterable[Appointment]) -> list[Appointment]:
        """Those to whom `SharingDecision.objects.visible_to` shows the record."""
        kept_out = self.office.named_in(record)
        return [one for one in people if one.user_id not in kept_out and self._opens(record, one)]

    def _opens(self, record: SharingDecision, one: Appointment) -> bool:
        if one.role in _READS:
            is_author = one.user_id == record.author.user_id
            return not record.names_staff or is_author or one.role in _SEES_CONCERNS
        if one.role == Role.NOMINATED_ALTERNATE:
            return self.office.alternate_stands_in(record)
        asks = record.needs_approval or record.urgent or record.emergency
        return asks or record.outside_rules or record.names_staff


def _of_the_home(people: list[Appointment], home: Home, who: str = "") -> Next | None:
    """Those at the home itself before those for all homes; many are not named one by one."""
    at_home = [one for one in people if one.home_id is not None] or people
    if not at_home:
        return None
    if not who:
        return Next(f"Whoever is in charge of {home.name}", _accounts(at_home))
    return _next(at_home, many=f"{who} of {home.name}")


def _next(people: list[Appointment], *, also: str = "", many: str = "") -> Next:
    words = names_of(people)
    if many and len(_accounts(people)) > NAMED_AT_MOST:
        words = many
    return Next(words + also, _accounts(people))


def _accounts(people: Iterable[Appointment]) -> frozenset[UUID]:
    return frozenset(one.user_id for one in people)
