"""The table of who may open which page, as it was measured, in plain words.

`pages.json` beside this file is written from what every role was seen to open in the tests, and
the tests fail where it says anything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from decisions.policy.terms import Role, VisitorRole

FILE = Path(__file__).with_name("pages.json")
COLUMNS = (
    *("Page", "At their own home", "At all homes of the provider", "On a visit, at that home"),
    "In an emergency, for that one child",
)


@cache
def _words() -> dict[str, str]:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return {page["page"]: page["words"] for one in told for page in one["pages"]}


def page_in_words(route: str) -> str:
    """What a page is called where it is told who opens it; "A page" for any other."""
    return _words().get(route, "A page")


@cache
def sections() -> list[tuple[str, list[list[Any]]]]:
    """Each part of the product with its pages, a row for each."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return [(one["section"], [_row(page) for page in one["pages"]]) for one in told]


def _row(page: dict[str, Any]) -> list[Any]:
    return [
        page["words"],
        _named(Role, page["own_home"]),
        _named(Role, page["all_homes"]),
        _named(VisitorRole, page["visit"]),
        "Yes" if page["emergency"] else "No",
    ]


def _named(kind: type[Role] | type[VisitorRole], codes: Iterable[str]) -> list[str]:
    return [kind(code).label for code in codes] or ["Nobody"]
