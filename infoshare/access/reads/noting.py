"""What a page shows, as its view says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django.http import HttpRequest
from django.urls import resolve

_ON_REQUEST = "infoshare_shown"


class AboutAChild(Protocol):
    """A row that tells of a child at a home: a record, a draft, a placement, a question."""

    @property
    def pk(self) -> Any: ...

    home_id: Any
    child_id: Any


@dataclass
class ShownAtHome:
    """What one page shows of one home."""

    children: set[UUID] = field(default_factory=set)
    rows: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    names_staff: bool = False


@dataclass
class Shown:
    """What one page shows, home by home."""

    homes: dict[UUID, ShownAtHome] = field(default_factory=lambda: defaultdict(ShownAtHome))

    def add(self, row: Any) -> None:
        at = self.homes[row.home_id]
        if row.child_id is not None:
            at.children.add(row.child_id)
        kind = str(row._meta.model_name)
        # Where a child lives is no record: it says who the child is, and where.
        if kind != "placement":
            at.rows[kind].add(row.pk)
        at.names_staff |= bool(getattr(row, "names_staff", False))


def note(request: HttpRequest, *rows: AboutAChild) -> None:
    """Say, where the rows are in hand, that this page shows them. Each has a home and a child.

    It is written before the page is sent (`ReadsMiddleware`); noting twice is noting once.
    """
    shown = _shown(request)
    for row in rows:
        shown.add(row)


def note_children(request: HttpRequest, home: UUID, *children: UUID) -> None:
    """Say that this page names these children of a home, and no record about them."""
    _shown(request).homes[home].children.update(children)


def shown_on(request: HttpRequest) -> Iterator[tuple[UUID, ShownAtHome]]:
    """What was noted for a request, by home."""
    yield from sorted(_shown(request).homes.items())


def forget(request: HttpRequest) -> None:
    """Nothing that was noted so far is shown after all."""
    setattr(request, _ON_REQUEST, Shown())


def view_of(request: HttpRequest) -> str:
    """The name of the view that makes the page. A form that waited until somebody confirmed who
    they are is sent on inside the request that confirms it: then its own address says which.
    """
    return resolve(request.path_info).view_name if request.resolver_match else ""


def _shown(request: HttpRequest) -> Shown:
    found = getattr(request, _ON_REQUEST, None)
    if not isinstance(found, Shown):
        found = Shown()
        setattr(request, _ON_REQUEST, found)
    return found
