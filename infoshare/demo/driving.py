"""A case as events in time: its signing, and each step that followed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from decisions.policy.terms import AddendumKind, Start, TransferMethod
from infoshare.demo.deciding import decide, decided_again, finished
from infoshare.demo.following import AlsoRecorded, FiledAgain, Finished
from infoshare.demo.playing import play
from infoshare.demo.telling import Added, Case, Completed, DecidedAgain, Shared, Step
from infoshare.demo.world import Event, World

SPOKEN = (TransferMethod.TELEPHONE, TransferMethod.SPOKEN, TransferMethod.SECURE_MEETING)
NEXT_DAY = timedelta(hours=21)
CONFIRMED = "confirmed in writing"


def events_of(case: Case, now: datetime) -> Iterator[Event]:
    """The signing of a case and each of its steps, with their times."""
    if case.at is None:
        raise ValueError(f"{case.name!r} has no time of its own")
    signed = case.at(now)
    yield Event(signed, partial(decide, case=case), case.name)
    for event in _steps_of(case, signed):
        # What is still to come has not been confirmed in writing yet.
        if event.moment <= now or not event.name.endswith(CONFIRMED):
            yield event


def _steps_of(case: Case, signed: datetime) -> Iterator[Event]:
    written = _confirmed_in_writing(case)
    for step in (*case.then, *([written] if written else [])):
        moment = signed + step.after
        name = f"{case.name}: {CONFIRMED if step is written else type(step).__name__}"
        yield Event(moment, partial(_act, step=step, case=case), name)
        if isinstance(step, Completed | AlsoRecorded | FiledAgain):
            yield from _steps_of(step.case, moment)
        if isinstance(step, Finished) and step.then:
            yield from _steps_of(finished(case, step), moment)
        if isinstance(step, DecidedAgain):
            yield from _steps_of(decided_again(case, step), moment)


def _confirmed_in_writing(case: Case) -> Added | None:
    """On the next day, of what was said: as rule H07 asks."""
    said = [step for step in case.then if isinstance(step, Shared)]
    left = said or case.start is Start.ALREADY_SHARED
    by_voice = left and case.method in SPOKEN and case.start is not Start.ROUTINE
    spoken = by_voice or case.start is Start.URGENT
    misfiled = any(isinstance(step, FiledAgain) for step in case.then)
    if case.left or misfiled or not spoken:
        return None
    last = max((step for step in said), key=lambda step: step.after, default=None)
    return Added(
        (last.after if last else timedelta()) + NEXT_DAY,
        last.by if last else case.by,
        AddendumKind.CONFIRMED_IN_WRITING,
        "Sent to them in writing: what was said, to whom and when.",
        "It was said and not written.",
    )


def _act(world: World, *, step: Step, case: Case) -> None:
    play(step, world, case)
