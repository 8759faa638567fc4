"""The provider's directory of agencies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from children.models import Agency
from children.upkeep.listing import keep_off, standing_with
from children.upkeep.rows import UpkeepRefused, change, columns, folded, once, says
from infoshare.organisation.models import Appointment, Provider


def add_agency(provider: Provider, ref: UUID, **said: Any) -> Agency:
    """A body enters the directory. Raises UpkeepRefused for one that stands there."""

    def make() -> Agency:
        _refuse_agency_twice(provider.pk, said)
        return Agency.objects.create(pk=ref, provider=provider, **columns(said))

    rows = Agency.objects.filter(provider=provider)
    return once(rows, ref, make, lambda row: says(row, said))


@transaction.atomic
def change_agency(agency: Agency, by: Appointment, **said: Any) -> None:
    """Put right what the directory says of a body. Raises UpkeepRefused as `add_agency` does."""
    _refuse_agency_twice(agency.provider_id, said, but=agency)
    keep_off(standing_with(agency.provider_id), agency.name, said["name"], by)
    change(agency, said)


@transaction.atomic
def set_agency_use(agency: Agency, *, active: bool) -> None:
    """Out of use, nobody can choose it; its row stays, for the records that name it."""
    change(agency, {"active": active})


def _refuse_agency_twice(provider: UUID, said: dict[str, Any], but: Agency | None = None) -> None:
    for other in Agency.objects.filter(provider=provider, agency_type=said["agency_type"].value):
        if other != but and folded(other.name) == folded(said["name"]):
            raise UpkeepRefused("This organisation is in the list of agencies already.", "name")
