"""What the demo says when it is built: how much there is, and who signs in."""

from __future__ import annotations

from collections.abc import Iterator

from children.models import Child
from decisions.models import Disclosure, SharingDecision
from decisions.policy.terms import Outcome, Role, VisitorRole
from infoshare.common import clock
from infoshare.demo.world import PASSWORD, World
from infoshare.organisation.models import Appointment, Home

Row = tuple[str, str, str, str]


def counts_line() -> str:
    """How much was made, in one sentence."""
    records = SharingDecision.objects.all()
    refused = records.filter(outcome=Outcome.NOT_SHARE.value).count()
    part = records.filter(outcome=Outcome.SHARE_PART.value).count()
    return (
        f"{Home.objects.count()} homes, {Child.objects.count()} children, "
        f"{Appointment.objects.in_force(clock.now()).count()} people, {records.count()} records "
        f"({refused} refusals, {part} shared in part, "
        f"{records.filter(urgent=True).count()} urgent, "
        f"{records.awaiting_approval().count()} waiting for a manager), "
        f"{Disclosure.objects.count()} times that something left."
    )


def who_signs_in(world: World) -> str:
    """A table of everybody who can sign in, and the password that they share."""
    rows: list[Row] = [("Name", "Role", "Where", "Sign-in name"), *_staff(world), *_visitors(world)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return (
        "Everything here is invented. Sign in as any of these:\n\n"
        + "\n".join(f"  {line}" for line in lines)
        + f"\n\n  Password for everybody: {PASSWORD}"
    )


def _staff(world: World) -> Iterator[Row]:
    for person in world.people.values():
        if person.ends_at is not None:
            continue
        where = person.home.name if person.home else "Both homes"
        yield person.user.name, Role(person.role).label, where, person.user.sign_in_name


def _visitors(world: World) -> Iterator[Row]:
    for opened in world.visits.values():
        visit = opened.visit
        if visit.until > world.now:
            role = VisitorRole(visit.role).label
            yield visit.visitor.name, role, visit.home.name, opened.sign_in_name
