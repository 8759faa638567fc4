"""Where a child lives: coming, what is put right, leaving."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from children.models import Agency, Child, Placement
from children.upkeep.rows import UpkeepRefused, change, folded, once, says
from decisions.policy.terms import LegalStatus
from infoshare.access.wall.homes import open_at
from infoshare.common import clock
from infoshare.organisation.models import Home, Provider

_ANOTHER_CHILD = "Another child of this name and date of birth is recorded already."
_LIVES_WITH_US = (
    "A child of this name and date of birth is recorded as living at one of our homes now. "
    "The home that the child left records the move."
)


def add_child(
    home: Home,
    ref: UUID,
    *,
    placing_authority: Agency,
    legal_status: LegalStatus,
    starts_on: date,
    **particulars: Any,
) -> Placement:
    """A child comes to live at a home; `ref` becomes the id of the placement.

    A child of the same name and date of birth who lived with this provider before is the same
    child: consents and the do-not-disclose list come along. Raises UpkeepRefused for one who
    lives at one of the homes now, or did on that day.
    """

    def make() -> Placement:
        # One at a time for a provider: two people must not make the same child twice.
        Provider.objects.select_for_update().get(pk=home.provider_id)
        child = _child_known_as(home.provider_id, particulars)
        if child is None:
            child = Child.objects.create(provider=home.provider, **particulars)
        else:
            _refuse_two_places(child.placements.all(), starts_on)
            if particulars["known_as"]:
                change(child, {"known_as": particulars["known_as"]})
        return Placement.objects.create(
            pk=ref,
            child=child,
            home=home,
            placing_authority=placing_authority,
            legal_status=legal_status.value,
            starts_on=starts_on,
        )

    stay = {
        "placing_authority": placing_authority,
        "legal_status": legal_status,
        "starts_on": starts_on,
    }

    def same(row: Placement) -> bool:
        known = _child_known_as(home.provider_id, particulars)
        called = particulars["known_as"]
        is_child = row.child == known and (not called or row.child.known_as == called)
        return is_child and says(row, stay)

    with _wherever_the_child_lived(home):
        return once(Placement.objects.filter(home=home), ref, make, same)


def change_child(
    placement: Placement,
    *,
    placing_authority: Agency,
    legal_status: LegalStatus,
    starts_on: date,
    **particulars: Any,
) -> None:
    """Put right who the child is, and under what the child lives where.

    Raises UpkeepRefused where that makes two children of one, or two homes at one time.
    """
    stay = {
        "placing_authority": placing_authority,
        "legal_status": legal_status,
        "starts_on": starts_on,
    }
    with _wherever_the_child_lived(placement.home), transaction.atomic():
        same = _child_known_as(placement.home.provider_id, particulars)
        if same is not None and same.pk != placement.child_id:
            raise UpkeepRefused(_ANOTHER_CHILD, "family_name")
        others = placement.child.placements.exclude(pk=placement.pk)
        _refuse_two_places(others.filter(starts_on__lte=placement.starts_on), starts_on)
        change(placement.child, particulars)
        change(placement, stay)


def end_placement(placement: Placement, *, ends_on: date, next_home: Home | None) -> None:
    """The child left; with `next_home`, for another home, under the same authority and status.

    A placement that has ended already stays as it is. Raises UpkeepRefused for a day before it
    began, and for a child who is recorded at the next home already.
    """
    try:
        with transaction.atomic():
            held = Placement.objects.select_for_update().get(pk=placement.pk)
            if held.ends_on is not None and held.ends_on <= clock.today():
                return
            if ends_on < held.starts_on:
                raise UpkeepRefused("That is before the child came here.", "ends_on")
            change(held, {"ends_on": ends_on})
            if next_home is not None:
                Placement.objects.create(
                    child=held.child,
                    home=next_home,
                    placing_authority=held.placing_authority,
                    legal_status=held.legal_status,
                    starts_on=ends_on,
                )
    except IntegrityError:
        raise UpkeepRefused("The child is recorded at another home already.", "next_home") from None


def _wherever_the_child_lived(home: Home) -> AbstractContextManager[None]:
    """A provider knows its children again, whichever of its homes they lived at."""
    return open_at(Home.objects.filter(provider=home.provider_id).values_list("pk", flat=True))


def _child_known_as(provider: UUID, particulars: dict[str, Any]) -> Child | None:
    """The provider's child of this name and date of birth, wherever the child lives."""
    full_name = f"{particulars['given_names']} {particulars['family_name']}"
    born_then = Child.objects.filter(provider=provider, birth_date=particulars["birth_date"])
    return next((one for one in born_then if folded(one.full_name) == folded(full_name)), None)


def _refuse_two_places(placements: Iterable[Placement], starts_on: date) -> None:
    for other in placements:
        if other.ends_on is None:
            raise UpkeepRefused(_LIVES_WITH_US)
        if other.ends_on > starts_on:
            raise UpkeepRefused("The child lived at another home of ours then.", "starts_on")
