"""What of the OWASP ASVS 5.0.0 is asked of InfoShare, and what of it is not met.

    python -m tests.asvs

Prints what is not met, and why; then how many requirements are. The table is asvs.toml beside this
file: a requirement has the tests that show it, says why it does not apply, or says what is missing.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_suffix(".toml")
_TEST = re.compile(r"^(?P<file>tests/[\w/]+\.py)::(?P<name>test_\w+)$")


@dataclass(frozen=True)
class Requirement:
    """One line of the table."""

    id: str
    asks: str
    tests: tuple[str, ...] = ()
    not_applicable: str = ""
    missing: str = ""


def requirements() -> list[Requirement]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))["requirement"]
    return [Requirement(**{**line, "tests": tuple(line.get("tests", ()))}) for line in table]


def not_there(requirement: Requirement) -> list[str]:
    """The tests of a requirement that exist nowhere."""
    return [test for test in requirement.tests if not a_test_exists(test)]


def a_test_exists(test: str) -> bool:
    named = _TEST.match(test)
    path = ROOT / named["file"] if named else None
    if named is None or path is None or not path.exists():
        return False
    return f"def {named['name']}(" in path.read_text(encoding="utf-8")


def main() -> int:
    table = requirements()
    lacking = [one for one in table if one.missing]
    for one in lacking:
        print(f"{one.id:8} {one.asks}\n         Missing: {one.missing}")
    elsewhere = sum(1 for one in table if one.not_applicable)
    print(
        f"{len(table)} requirements: {len(table) - len(lacking) - elsewhere} met, "
        f"{len(lacking)} not met or met in part, {elsewhere} that do not apply."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
