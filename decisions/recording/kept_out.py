"""Whom a record must keep out: judged once more when it is signed, over all of its pages.

A name that was ticked on one page may have been unticked since, or somebody may have come to work
here who is named in words. Words keep nobody out.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from decisions.models import Draft
from decisions.policy.answers import Answers, PersonConcerned
from decisions.policy.terms import PersonPart, Proof
from decisions.recording.concern import named_before
from infoshare.common import clock
from infoshare.common.names import speaks_of
from infoshare.organisation.models import Appointment, Home, User

_ALLEGED = frozenset({Proof.UNPROVEN, Proof.FOUND_TRUE})
TICK_IT = "Tick that name on the page “Danger and worry”. Then they cannot see this record."


class NotKeptOut(Exception):
    """Somebody is named who would see the record; the message says what to do."""


def says_something_against(part: PersonPart | None, proof: Proof | None) -> bool:
    """Does a row of other people say something against this person?"""
    return part is PersonPart.MAY_POSE_RISK or proof in _ALLEGED


def who_is_not_kept_out(draft: Draft, answers: Answers) -> str:
    """Who is named and would see the record, and what to do; empty where nobody is."""
    staff = frozenset(answers.concern.staff)
    for before in named_before(draft):
        if before.pk not in staff:
            return f"The earlier record names {before.name}. {TICK_IT}"
    words = [answers.concern.staff_in_words, *_accused(answers.people)]
    if not any(one.strip() for one in words):
        return ""
    for person in _work_here(draft.home):
        if person.pk not in staff and any(speaks_of(one, person.name) for one in words):
            return f"{person.name} works here and is named. {TICK_IT}"
    return ""


def refuse_who_is_not_kept_out(draft: Draft, answers: Answers) -> None:
    """Raises NotKeptOut."""
    why = who_is_not_kept_out(draft, answers)
    if why:
        raise NotKeptOut(why)


def _accused(people: Iterable[PersonConcerned]) -> list[str]:
    return [one.name for one in people if says_something_against(one.part, one.proof)]


def _work_here(home: Home) -> list[User]:
    """Those with an appointment at this home now, or for all homes of its provider."""
    here = Q(home=home) | Q(home__isnull=True, provider=home.provider_id)
    rows = Appointment.objects.in_force(clock.now()).filter(here).select_related("user")
    return sorted({row.user for row in rows}, key=lambda one: one.name)
