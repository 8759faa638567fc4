"""Tables for a spreadsheet program, in which no cell can become a formula.

A program that opens such a file runs what begins like a formula, so what somebody typed could
send the whole table elsewhere (ASVS 5.0 1.2.10). An apostrophe before it makes it plain text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

# Full-width forms too: programs read them as the plain ones.
BEGINS_A_FORMULA = tuple("=+-@\t\r\n\0|%＝＋－＠")


def neutral(value: object) -> str:
    """The cell's text, with an apostrophe before it where it would begin a formula."""
    text = "" if value is None else str(value)
    # Blanks before it do not stop every program.
    begins = text.startswith(BEGINS_A_FORMULA) or text.lstrip().startswith(BEGINS_A_FORMULA)
    return f"'{text}" if begins else text


def csv_text(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A whole table as comma-separated text, each cell quoted and none a formula."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutral(cell) for cell in heading])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return written.getvalue()
