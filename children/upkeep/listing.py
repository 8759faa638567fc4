"""The do-not-disclose list: onto it, and staying on it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from children.models import Agency, Child, NotToBeTold, Relative
from children.upkeep.rows import UpkeepRefused, folded, once, says
from infoshare.common import clock
from infoshare.organisation.models import Appointment


def list_not_to_be_told(
    child: Child,
    by: Appointment,
    ref: UUID,
    *,
    name: str,
    reason: str,
    relative: Relative | None = None,
    agency: Agency | None = None,
) -> NotToBeTold:
    """Put somebody on the do-not-disclose list; only a manager takes them off.

    `agency` means the whole body. Raises UpkeepRefused for a name that is on the list.
    """

    def make() -> NotToBeTold:
        if any(folded(entry.name) == folded(name) for entry in standing(child)):
            raise UpkeepRefused("This name is on the list already.", "who")
        return NotToBeTold.objects.create(
            pk=ref,
            child=child,
            name=name,
            relative=relative,
            agency=agency,
            reason=reason,
            added_by=by,
            added_at=clock.now(),
        )

    said = {"name": name, "reason": reason, "relative": relative, "agency": agency}
    return once(NotToBeTold.objects.filter(child=child), ref, make, lambda row: says(row, said))


def standing(child: Child) -> models.QuerySet[NotToBeTold]:
    return child.not_to_be_told.filter(lifted_at__isnull=True)


def standing_with(provider: UUID) -> models.QuerySet[NotToBeTold]:
    return NotToBeTold.objects.filter(child__provider=provider, lifted_at__isnull=True)


def keep_off(entries: Iterable[NotToBeTold], old: str, new: str, by: Appointment) -> None:
    """List a new name beside the old one: changing a name must take nobody off a list."""
    standing = list(entries)
    for entry in standing:
        of_child = [one.name for one in standing if one.child_id == entry.child_id]
        if _means(entry.name, old) and not any(_means(listed, new) for listed in of_child):
            NotToBeTold.objects.create(
                child_id=entry.child_id,
                name=new,
                relative_id=entry.relative_id,
                agency_id=entry.agency_id,
                reason=entry.reason,
                added_by=by,
                added_at=clock.now(),
            )


def _means(listed: str, name: str) -> bool:
    """Does a name on the list mean this one? A middle name more does not make another person."""
    words, given = set(folded(listed).split()), set(folded(name).split())
    return words == given if len(words) < 2 else words <= given
