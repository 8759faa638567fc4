"""Paper forms to print and keep: blank, with the numbers to ring, and nothing about any child."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from children.models import Agency
from decisions.guide.paper.questions import Offered
from decisions.guide.paper.sheets import BY_SLUG, KINDS, pages_of
from decisions.policy.law import switches_of
from decisions.policy.terms import POLICE, PROTECTORS, AgencyType
from decisions.recording.circumstances import settings_in_force
from infoshare.access.permissions import Permission
from infoshare.access.requires import SignedInRequest, requires
from infoshare.access.scope import appointments_of, homes_where
from infoshare.common import clock
from infoshare.organisation.models import Home, User

# What a sheet has room for.
NUMBERS_ON_PAPER = 6
# Whom a worried person rings first.
_FIRST = (AgencyType.LA_EDT, AgencyType.LA_AREA, AgencyType.MASH_FRONT_DOOR, AgencyType.LA_PLACING)


@requires(Permission.RECORD)
@require_safe
def paper_forms(request: SignedInRequest) -> HttpResponse:
    """Which paper form: one for each way to begin."""
    return render(request, "paper/list.html", {"kinds": KINDS})


@requires(Permission.RECORD)
@require_safe
def paper(request: SignedInRequest, kind: str) -> HttpResponse:
    """A blank form with the questions of the guide, to print before it is needed."""
    if kind not in BY_SLUG:
        raise Http404
    homes = homes_on_paper(request.user)
    switches = switches_of(settings_in_force(homes[0], clock.now()))
    offered = Offered(clock.today(), homes[0].provider.type, switches)
    pages = pages_of(BY_SLUG[kind], offered)
    asks_of_the_law = any(page.slug == "lawful" for page in pages)
    context: dict[str, Any] = {
        "kind": BY_SLUG[kind],
        "changes_on": offered.changes_on if asks_of_the_law else None,
        "pages": pages,
        "homes": homes,
        "numbers": held_numbers(request.user, homes),
    }
    return render(request, "paper/form.html", context)


def homes_on_paper(user: User) -> list[Home]:
    """The homes where this person works; all that they serve, where they work at no one home."""
    homes = homes_where(user, Permission.RECORD).select_related("provider")
    at_home = appointments_of(user).filter(home__isnull=False).values("home")
    return list(homes.filter(pk__in=at_home)) or list(homes)


def held_numbers(user: User, homes: list[Home]) -> list[Agency]:
    """The numbers that we hold of those who can protect a child, social care first."""
    rows = (
        Agency.objects.visible_to(user)
        .in_use()
        .filter(
            provider__in={home.provider_id for home in homes},
            agency_type__in=[one.value for one in PROTECTORS],
        )
        .exclude(number="")
        .distinct()
    )
    return sorted(rows, key=_how_soon)[:NUMBERS_ON_PAPER]


def _how_soon(agency: Agency) -> tuple[int, str]:
    order = [*_FIRST, *sorted(POLICE)]
    return (order.index(agency.type) if agency.type in order else len(order), agency.name)
