"""Homes are opened to the database in few places, each with its reason; no page opens them all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPENS = {
    "infoshare/access/scope.py": "whom somebody reaches depends on consents and on a child there",
    "infoshare/access/wall/middleware.py": "each request, at the homes that its person reaches",
    "infoshare/access/emergency/recording.py": "finds the one child of the home that was named",
    "infoshare/access/sign_in/recovery/queries.py": "the words of one recovery, in its home's log",
    "decisions/guide/keeping.py": "keeps a page of somebody whose session had ended, unread",
    "children/upkeep/placing.py": "a child who lived at another home of the provider is the same",
}
OPENS_ALL = {
    "infoshare/access/management/commands/seal_reads.py": "seals what was read at every home",
    "infoshare/access/management/commands/read_digest.py": "looks at what was read at every home",
    "decisions/management/commands/replay.py": "assesses the records of every home again",
}


HOMES = "infoshare.access.wall.homes"


def imports() -> Iterator[tuple[str, str]]:
    """Each module of the site that takes something of these, and what it takes."""
    for part in ("infoshare", "children", "decisions"):
        for path in sorted((ROOT / part).rglob("*.py")):
            for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(one, ast.ImportFrom):
                    for alias in one.names:
                        if HOMES in (one.module, f"{one.module}.{alias.name}"):
                            yield str(path.relative_to(ROOT)), alias.name


def test_only_these_open_homes() -> None:
    taken = list(imports())
    assert {path for path, name in taken if name == "open_at"} == set(OPENS)
    assert {path for path, name in taken if name == "everything"} == set(OPENS_ALL)
    # The whole module: to be told of each new connection, and nothing else.
    assert {path for path, name in taken if name == "homes"} == {"infoshare/access/apps.py"}


def test_nobody_says_the_setting_past_that_module() -> None:
    says = {
        str(path.relative_to(ROOT))
        for part in ("infoshare", "children", "decisions")
        for path in (ROOT / part).rglob("*.py")
        if "infoshare.homes" in path.read_text(encoding="utf-8")
    }
    # Besides: the role that migrates, which works over all rows.
    assert says == {"infoshare/access/wall/homes.py", "infoshare/settings/database.py"}
