"""Times that people give: not to come, and not before the child was born."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from children.models import Child
from infoshare.common.clock import LONDON


def not_before_birth(moment: datetime | None, child: Child | None) -> datetime | None:
    """The moment as it is; ValidationError where the child was not yet born."""
    if moment is None or child is None:
        return moment
    if moment.astimezone(LONDON).date() < child.birth_date:
        raise ValidationError("That is before the child was born. Check the year.")
    return moment
