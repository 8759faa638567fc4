"""Ids in hand: of the homes that are asked about, and found once for one page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from decisions.models import Addendum, Review
from decisions.policy.terms import AddendumKind, ReviewStage

About = ParamSpec("About")
Ids = list[UUID]
Logs = Collection[UUID] | None

_kept: ContextVar[dict[Hashable, Ids] | None] = ContextVar("ids of one page", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """For a page that only reads: what two of its lists begin with is found once for both.

    Within another one, what that has found already is not asked again either.
    """
    kept = _kept.get()
    token = _kept.set({} if kept is None else kept)
    try:
        yield
    finally:
        _kept.reset(token)


def kept_for_one_page(question: Callable[About, Ids]) -> Callable[About, Ids]:
    @wraps(question)
    def asked(*about: About.args, **more: About.kwargs) -> Ids:
        kept = _kept.get()
        if kept is None:
            return question(*about, **more)
        key = (question.__name__, repr(about), repr(more))
        if key not in kept:
            kept[key] = question(*about, **more)
        return kept[key]

    return asked


def reviews_at(stage: ReviewStage) -> QuerySet[Review]:
    """The answers at this stage to the record that the outer row belongs to."""
    return Review.objects.filter(decision=OuterRef("decision"), stage=stage.value)


def additions(kind: AddendumKind, *, of: str = "pk") -> QuerySet[Addendum]:
    """What was added of this kind to the record that the outer row is, or belongs to."""
    return Addendum.objects.filter(decision=OuterRef(of), kind=kind.value)


def ids_of(logs: Logs, *found: QuerySet[Any], column: str = "pk", log: str = "log") -> Ids:
    """The few of these homes. All few are found, then those of other homes are left out: a database
    that is asked for both takes the wrong index and reads every row of these homes.
    """
    here = None if logs is None else frozenset(logs)
    return [
        pk
        for rows in found
        for pk, its_log in rows.order_by().values_list(column, log)
        if here is None or its_log in here
    ]


def in_one_log(logs: Logs, rows: QuerySet[Any]) -> QuerySet[Any]:
    """For what has an index that begins with the log, where one home is asked about."""
    return rows.filter(log__in=logs) if logs is not None and len(logs) == 1 else rows
