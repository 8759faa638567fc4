"""One thing that happens besides a decision, written as the pages would write it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from children.models import NotToBeTold
from children.recording import (
    lift_not_to_be_told,
    record_consent,
    record_wish,
    withdraw_consent,
)
from decisions.policy.terms import (
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Purpose,
    View,
    VisitorRole,
)
from infoshare.access.emergency.recording import open_emergency, review_emergency
from infoshare.common import clock
from infoshare.demo.timeline import When
from infoshare.demo.world import PASSWORD, Act, World
from infoshare.organisation.recording import end_visit, open_visit


@dataclass(frozen=True)
class Happening:
    name: str
    at: When
    act: Act


def consent(
    name: str,
    at: When,
    child: str,
    by: str,
    to: str,
    items: Iterable[InformationCategory],
    *,
    words: str,
    state: ConsentState = ConsentState.GIVEN,
    weeks: int | None = None,
    purpose: Purpose = Purpose.ACTIVITY,
    giver: ConsentGiver = ConsentGiver.CHILD,
    explained: str = "Talked through twice, with the form open between us.",
    explicit: bool = False,
) -> Happening:
    """A consent, or a no, as the child or somebody else gave it."""

    def act(world: World) -> None:
        own = giver is ConsentGiver.CHILD
        world.consents[name] = record_consent(
            world.children[child],
            world.home_of[child],
            world.people[by],
            giver=giver,
            state=state,
            purpose=purpose,
            recipient=world.agencies[to],
            items=items,
            given_on=clock.today(),
            expires_on=None if weeks is None else clock.today() + timedelta(weeks=weeks),
            explicit=explicit,
            explained=explained,
            told_of_withdrawal=True,
            competence_assessed=own,
            responsibility_evidenced=not own,
            words=words,
        )

    return Happening(f"consent: {name}", at, act)


def withdrawal(name: str, at: When, by: str, words: str) -> Happening:
    """The same consent taken back."""

    def act(world: World) -> None:
        withdraw_consent(
            world.consents[name], world.people[by], withdrawn_on=clock.today(), words=words
        )

    return Happening(f"withdrawal: {name}", at, act)


def wish(
    at: When,
    child: str,
    by: str,
    view: View,
    purpose: Purpose,
    words: str,
    *,
    to: str = "",
    giver: ConsentGiver = ConsentGiver.CHILD,
) -> Happening:
    def act(world: World) -> None:
        record_wish(
            world.children[child],
            world.home_of[child],
            world.people[by],
            giver=giver,
            view=view,
            purpose=purpose,
            recipient=world.agencies[to] if to else None,
            said_on=clock.today(),
            words=words,
        )

    return Happening(f"wish of {child}", at, act)


def listed(at: When, child: str, by: str, name: str, reason: str) -> Happening:
    """A relative or friend who must not be told."""

    def act(world: World) -> None:
        of = world.children[child]
        world.not_to_be_told[name] = NotToBeTold.objects.create(
            child=of,
            name=name,
            relative=of.relatives.filter(name=name).first(),
            reason=reason,
            added_by=world.people[by],
            added_at=clock.now(),
        )

    return Happening(f"not to be told: {name}", at, act)


def lifted(at: When, name: str, by: str, reason: str) -> Happening:
    def act(world: World) -> None:
        lift_not_to_be_told(world.not_to_be_told[name], world.people[by], reason)

    return Happening(f"lifted: {name}", at, act)


def visit(
    key: str,
    at: When,
    home: str,
    by: str,
    role: VisitorRole,
    name: str,
    body: str,
    lasts: timedelta,
) -> Happening:
    def act(world: World) -> None:
        world.visits[key] = open_visit(
            world.homes[home],
            world.people[by],
            role=role,
            name=name,
            body=body,
            until=clock.now() + lasts,
            passphrase=PASSWORD,
        )

    return Happening(f"visit of {name}", at, act)


def ended(key: str, at: When, by: str) -> Happening:
    def act(world: World) -> None:
        end_visit(world.visits[key].visit, world.people[by])

    return Happening(f"end of visit {key}", at, act)


def emergency(key: str, at: When, child: str, by: str, reason: str) -> Happening:
    """Somebody of the other home reaches one child for some hours."""

    def act(world: World) -> None:
        of, home = world.children[child], world.home_of[child]
        by_whom = world.people[by]
        world.emergencies[key] = open_emergency(of, home, by_whom, reason=reason, token=uuid4())

    return Happening(f"emergency: {key}", at, act)


def looked_at(key: str, at: When, by: str, words: str) -> Happening:
    """Whoever answers for that home says that it was right."""

    def act(world: World) -> None:
        opened, reviewer = world.emergencies[key], world.people[by]
        review_emergency(opened, reviewer, was_right=True, words=words, token=uuid4())

    return Happening(f"emergency looked at: {key}", at, act)
