"""Arrangements as the rows that the list shows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.urls import reverse

from decisions.recording.arrangement_state import Arrangement

Row = dict[str, Any]


def by_child(found: Iterable[Arrangement]) -> list[Row]:
    """Each child once, with a row for each arrangement; `found` is in the children's order."""
    return [
        {"child": rows[0].decision.child, "tasks": [_row(one) for one in rows]}
        for _child, some in groupby(found, key=lambda one: one.decision.child_id)
        for rows in [list(some)]
    ]


def _row(one: Arrangement) -> Row:
    kinds = ", ".join(one.kinds)
    return {
        "label": f"Share with {one.to_briefly}" if one.usable else one.to_briefly,
        "url": reverse("everyday-share", args=[one.decision.pk]),
        "hint": f"{kinds}. {one.why}" if kinds else one.why,
        **one.status,
    }
