"""Which answers the record itself contradicts: what lies in the future, and who is another."""

from __future__ import annotations

from uuid import UUID

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances, HeldAgency
from decisions.policy.contradiction import Contradiction, Pair
from decisions.policy.facts.basics import today


@Pair(
    "answers.request.occurred_at",
    "circumstances.now",
    "It cannot have happened after the moment at which it is assessed.",
)
def happened_after_now(answers: Answers, circumstances: Circumstances) -> bool:
    happened = answers.request.occurred_at
    return happened is not None and happened > circumstances.now


@Pair(
    "answers.concern.returned_at",
    "circumstances.now",
    "The child cannot have come back after the moment at which it is assessed.",
)
def returned_after_now(answers: Answers, circumstances: Circumstances) -> bool:
    returned = answers.concern.returned_at
    return returned is not None and returned > circumstances.now


@Pair(
    "answers.items[*].dated",
    "circumstances.now",
    "It cannot have been seen, said or written after the day on which it is assessed.",
)
def dated_after_now(answers: Answers, circumstances: Circumstances) -> tuple[int, ...]:
    day = today(circumstances)
    return tuple(n for n, item in enumerate(answers.items) if item.dated and item.dated > day)


def _is_another(row: HeldAgency | None, named: UUID | None) -> bool:
    return row is not None and named is not None and row.agency != named


@Pair(
    "answers.request.agency",
    "circumstances.requester_held.agency",
    "The directory's row is of another agency than the one that asks.",
)
def another_requester_held(answers: Answers, circumstances: Circumstances) -> bool:
    asks = answers.request.agency if answers.was_asked else None
    return _is_another(circumstances.requester_held, asks)


@Pair(
    "answers.transfer.agency",
    "circumstances.recipient_held.agency",
    "The directory's row is of another agency than the one that is told.",
)
def another_recipient_held(answers: Answers, circumstances: Circumstances) -> bool:
    told = None if answers.was_asked else answers.transfer.agency
    return _is_another(circumstances.recipient_held, told)


@Pair(
    "circumstances.birth_date",
    "circumstances.now",
    "The child cannot be born after the day on which it is assessed.",
)
def born_after_now(answers: Answers, circumstances: Circumstances) -> bool:
    born = circumstances.birth_date
    return born is not None and born > today(circumstances)


PAIRS: tuple[Pair, ...] = tuple(value for value in vars().values() if isinstance(value, Pair))


def contradicted(answers: Answers, circumstances: Circumstances) -> tuple[Contradiction, ...]:
    """Every answer that the record contradicts; paths begin with `answers` or `circumstances`."""
    return tuple(one for pair in PAIRS for one in pair.found(answers, circumstances))
