"""Which children a person may record about, and where they live."""

from __future__ import annotations

from django.db.models import Q

from children.models import Child, Placement
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common import clock
from infoshare.organisation.models import Home, User


def children_to_record(user: User) -> dict[str, tuple[Child, Home]]:
    """The children about whom this person may record now, each with the home, by id."""
    today = clock.today()
    rows = (
        Placement.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=today),
            starts_on__lte=today,
            child__in=Child.objects.visible_to(user),
            home__in=homes_where(user, Permission.RECORD),
        )
        .select_related("child", "home__provider")
        .order_by("child__family_name", "child__given_names")
    )
    return {str(row.child_id): (row.child, row.home) for row in rows}
