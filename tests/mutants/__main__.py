"""Make every mutant, look which test kills it, and print what was found."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from time import perf_counter

import tests.mutants
from tests.mutants.running import Report, run


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutants",
        description=tests.mutants.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", default="", help="the mutants with this in their name")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--list", action="store_true", help="print every mutant and its killer")
    asked = parser.parse_args(arguments)
    began = perf_counter()
    report = run(asked.only)
    seconds = round(perf_counter() - began, 1)
    print(_as_json(report, seconds) if asked.json else _as_text(report, seconds, asked.list))
    return 0 if report.clean else 1


def _as_json(report: Report, seconds: float) -> str:
    told = {
        "mutants": len(report.killed) + len(report.survivors),
        "killed": len(report.killed),
        "equivalent": len(report.survivors) - len(report.unexplained),
        "survivors": report.unexplained,
        "allowances_that_do_not_hold": report.void,
        "red_without_a_mutant": report.red,
        "seconds": seconds,
    }
    return json.dumps(told, indent=2)


def _as_text(report: Report, seconds: float, every: bool) -> str:
    killed = Counter(name[0] for name in report.killed)
    left = Counter(name[0] for name in report.survivors)
    unexplained = Counter(name[0] for name in report.unexplained)
    lines = ["letter  mutants  killed  equivalent  survive"]
    for letter in sorted(killed.keys() | left.keys()):
        dead, alive, bad = killed[letter], left[letter], unexplained[letter]
        lines.append(f"{letter:6}  {dead + alive:7}  {dead:6}  {alive - bad:10}  {bad:7}")
    dead, alive, bad = len(report.killed), len(report.survivors), len(report.unexplained)
    lines.append(f"{'all':6}  {dead + alive:7}  {dead:6}  {alive - bad:10}  {bad:7}")
    lines.append(f"{seconds} s")
    if every:
        lines += [f"killed: {name}\n    by {killer}" for name, killer in report.killed.items()]
    lines += [
        f"SURVIVES: {name} (reached by {report.survivors[name]} tests)"
        for name in report.unexplained
    ]
    lines += [f"AN ALLOWANCE THAT DOES NOT HOLD: {name}" for name in report.void]
    lines += [f"RED WITHOUT A MUTANT: {name}" for name in report.red]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
