"""Which children a person may record about, where they live, and how a page names them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import HttpRequest

from children.models import Child, Placement
from decisions.models import Draft
from infoshare.access.permissions import Permission
from infoshare.access.reads.noting import note_children
from infoshare.access.scope import reach_of
from infoshare.common import clock
from infoshare.organisation.models import Home, User

Reachable = dict[str, tuple[Child, Home]]


def children_to_record(user: User) -> Reachable:
    """The children about whom this person may record now, each with the home, by id."""
    today, reach = clock.today(), reach_of(user)
    rows = (
        Placement.objects.filter(
            Q(home__in=reach.where(Permission.RECORD)) | reach.in_emergency(Permission.RECORD),
            Q(ends_on__isnull=True) | Q(ends_on__gt=today),
            starts_on__lte=today,
            child__in=Child.objects.visible_to(user),
        )
        .select_related("child", "home__provider")
        .order_by("child__family_name", "child__given_names")
    )
    return {str(row.child_id): (row.child, row.home) for row in rows}


def children_of(draft: Draft, user: User) -> Reachable:
    """The children about whom this person may write in a draft, each with the home, by id.

    Those whom they may record about; the draft's own child always at the draft's home. A draft
    begins where the child lives, and stays with the home that knew, also when the child has moved.
    """
    children = children_to_record(user)
    if draft.child is not None:
        children[str(draft.child.pk)] = (draft.child, draft.home)
    return children


def left_on(child: Child | None, home: Home) -> date | None:
    """The day on which this child left this home for good; None for one who lives there."""
    here = Placement.objects.filter(child=child, home=home, starts_on__lte=clock.today())
    last = here.order_by("-starts_on", "-ends_on").values_list("ends_on", flat=True)[:1]
    return next((day for day in last if day is not None and day <= clock.today()), None)


def home_now(child: Child) -> Home | None:
    """The home of this provider at which the child lives now, if at any."""
    today = clock.today()
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=today)
    here = child.placements.filter(running, starts_on__lte=today).select_related("home")
    placement = here.first()
    return None if placement is None else placement.home


def named(child: Child) -> str:
    """Full name and date of birth: enough to choose the right child."""
    return f"{child.full_name}, born {child.birth_date:%-d %B %Y}"


def note_offered(request: HttpRequest, children: Reachable) -> None:
    """Say that a page offers these children by name, to choose from."""
    for child, home in children.values():
        note_children(request, home.pk, child.pk)


def child_choices(children: Reachable) -> list[tuple[str, str, str]]:
    """One choice a child; the home stands below where there are several."""
    several = len({home.pk for _child, home in children.values()}) > 1
    return [
        (key, named(child), home.name if several else "") for key, (child, home) in children.items()
    ]
