"""The people around a child: family, friends and professionals."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from children.models import Agency, Child, Involvement, Professional, Relative
from children.upkeep.listing import keep_off, standing, standing_with
from children.upkeep.rows import UpkeepRefused, change, columns, folded, once, says
from decisions.policy.terms import RoleWithChild
from infoshare.common import clock
from infoshare.organisation.models import Appointment


def add_relative(child: Child, ref: UUID, **said: Any) -> Relative:
    """Somebody of the family, or a friend."""
    return once(
        Relative.objects.filter(child=child),
        ref,
        lambda: Relative.objects.create(pk=ref, child=child, **columns(said)),
        lambda row: says(row, said),
    )


@transaction.atomic
def change_relative(relative: Relative, by: Appointment, **said: Any) -> None:
    """Put right what is known of a relative; one who must not be told stays on the list."""
    keep_off(standing(relative.child), relative.name, said["name"], by)
    change(relative, said)


def add_involvement(
    child: Child, ref: UUID, *, role: RoleWithChild, starts_on: date, **who: Any
) -> Involvement:
    """Somebody works with the child: `professional`, or the details of a new one.

    Raises UpkeepRefused for what stands already: the person in the directory, or the work.
    """

    def make() -> Involvement:
        professional = who.get("professional") or _new_professional(**who)
        working = child.involvements.filter(professional=professional, role=role.value)
        if any(row.ends_on is None or row.ends_on > starts_on for row in working):
            raise UpkeepRefused("They work with the child in this way already.", "role")
        return Involvement.objects.create(
            pk=ref, child=child, professional=professional, role=role.value, starts_on=starts_on
        )

    def same(row: Involvement) -> bool:
        known = who.get("professional")
        is_they = row.professional == known if known else says(row.professional, who)
        return is_they and says(row, {"role": role, "starts_on": starts_on})

    return once(Involvement.objects.filter(child=child), ref, make, same)


def _new_professional(agency: Agency, name: str, **details: str) -> Professional:
    if any(folded(one.name) == folded(name) for one in agency.professionals.all()):
        raise UpkeepRefused("They are on the list already. Choose them there.", "professional")
    return Professional.objects.create(agency=agency, name=name, **details)


@transaction.atomic
def end_involvement(involvement: Involvement, *, ends_on: date) -> None:
    """They no longer work with the child; what has ended already stays as it is."""
    held = Involvement.objects.select_for_update().get(pk=involvement.pk)
    if held.ends_on is None or held.ends_on > clock.today():
        change(held, {"ends_on": ends_on})


@transaction.atomic
def change_professional(professional: Professional, by: Appointment, **said: Any) -> None:
    """Put right a professional's details, for every child whom they work with."""
    provider = professional.agency.provider_id
    keep_off(standing_with(provider), professional.name, said["name"], by)
    change(professional, said)
