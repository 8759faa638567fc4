"""`manage.py replay`: sealed records assessed again, and what would differ. It changes nothing."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet

from decisions.management.arguments import WRONG_USAGE, RulesCommand, day
from decisions.models import SharingDecision
from decisions.policy.replay import Choice, Difference, Replayed
from decisions.policy.rule_sets import version_on
from decisions.policy.terms import Effect
from decisions.policy.versions import RULE_SETS, RULES_VERSION
from decisions.recording.replaying import RecordReplayed, replay_records
from infoshare.access.wall.homes import everything
from infoshare.common.times_in_words import day_in_words
from infoshare.organisation.models import Home

DIFFERS = 1
MORE = """\
Each record is read as it was sealed: its answers, the facts around it, and the findings that its
author was shown and signed. It is assessed again, under the rules now running or those of
--rules or --rules-of, and under the law of its own day or of --on. Of every record it is told what
would differ, and why: another advice, a finding more or less, another effect. Only codes of
records and of rules are printed.

Exit codes:
  0  nothing differs
  1  something differs, or a record cannot be read
  2  wrong usage: an unknown option, home, record or set of rules; or a database that is not there
     or not up to date
141  whoever read the lines, such as `head`, wanted no more of them
"""


class Command(RulesCommand):
    help = "Assesses sealed records again and tells what would differ and why. It changes nothing."
    more = MORE
    # It says itself what a database lacks.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--home", metavar="CODE", help="only this home, by its Ofsted number")
        parser.add_argument("--record", metavar="CODE", help="only this record, such as K7M2-9QXF")
        under = parser.add_mutually_exclusive_group()
        under.add_argument(
            "--rules",
            metavar="VERSION",
            choices=list(RULE_SETS),
            default=RULES_VERSION,
            help=f"under this set of rules: {', '.join(RULE_SETS)}; the last one is running",
        )
        under.add_argument(
            "--rules-of", type=day, metavar="DATE", help="under the rules in use on this day"
        )
        parser.add_argument("--on", type=day, metavar="DATE", help="under the law of this day")
        parser.add_argument("--json", action="store_true", help="as one JSON document")

    @everything()
    def handle(self, *_: Any, **options: Any) -> None:
        of_day = options["rules_of"]
        version = version_on(of_day) if of_day else options["rules"]
        _needs_its_tables()
        records = _records(options["home"], options["record"])
        found = replay_records(records, version=version, on=options["on"])
        counts = Counter[str]()
        tell = self._collect if options["json"] else self._say
        told = [tell(one, counts) for one in found]
        if options["json"]:
            asked = {"rules": version, "on": options["on"] and str(options["on"])}
            listed = [one for one in told if one is not None]
            self.stdout.write(json.dumps({**asked, "records": listed, "counts": _all(counts)}))
        else:
            self._say_counts(counts)
        if counts["different"] or counts["unreadable"]:
            sys.exit(DIFFERS)

    def _collect(self, one: RecordReplayed, counts: Counter[str]) -> dict[str, Any] | None:
        _count(one, counts)
        if one.replayed is None:
            return {"record": one.code, "unreadable": True}
        return _as_json(one.code, one.replayed) if one.differs else None

    def _say(self, one: RecordReplayed, counts: Counter[str]) -> None:
        _count(one, counts)
        if one.replayed is None:
            self.stdout.write(f"{one.code}: its sealed bytes cannot be read")
        elif one.differs:
            for line in _in_words(one.code, one.replayed):
                self.stdout.write(line)

    def _say_counts(self, counts: Counter[str]) -> None:
        if not counts["records"]:
            self.stdout.write("There are no records.")
            return
        self.stdout.write(
            f"Records: {counts['records']}. The same: {counts['same']}. "
            f"Different: {counts['different']}. Not readable: {counts['unreadable']}."
        )
        self.stdout.write(
            f"Another advice: {counts['advice']}. Findings added: {counts['added']}, "
            f"gone: {counts['gone']}, with another effect: {counts['effect']}."
        )


def _needs_its_tables() -> None:
    """Raises CommandError where there is no database, or one that lacks what this version reads."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError:
        raise CommandError(
            "The database cannot be opened. Look at DATABASE_URL or INFOSHARE_DATA_DIR.",
            returncode=WRONG_USAGE,
        ) from None
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "The database is not up to date. Run “manage.py migrate” first.",
            returncode=WRONG_USAGE,
        )


def _records(home: str | None, code: str | None) -> QuerySet[SharingDecision]:
    """Those that are asked for. Raises CommandError where there is no such home or record."""
    records = SharingDecision.objects.all()
    if home is not None:
        found = Home.objects.filter(number=home).first()
        if found is None:
            raise CommandError("There is no home of this number.", returncode=WRONG_USAGE)
        records = records.filter(home=found)
    if code is not None:
        records = records.filter(code=code.upper())
        if not records.exists():
            raise CommandError("There is no record of this code.", returncode=WRONG_USAGE)
    return records


COUNTED = ("records", "same", "different", "unreadable", "advice", "added", "gone", "effect")


def _all(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in COUNTED}


def _count(one: RecordReplayed, counts: Counter[str]) -> None:
    counts["records"] += 1
    if one.replayed is None:
        counts["unreadable"] += 1
        return
    counts["different" if one.differs else "same"] += 1
    counts["advice"] += one.replayed.advice_before is not one.replayed.advice_after
    counts.update(difference.change for difference in one.replayed.differences)


def _as_json(code: str, replayed: Replayed) -> dict[str, Any]:
    return {
        "record": code,
        "rules": [replayed.rules_before, replayed.rules_after],
        "law": [replayed.law_before, replayed.law_after],
        "on": replayed.on.isoformat(),
        "advice": [replayed.advice_before.value, replayed.advice_after.value],
        "why_advice": replayed.why_advice and replayed.why_advice.value,
        "findings": [
            {
                "rule": one.rule,
                "item": one.item,
                "choice": one.choice.value,
                "change": one.change,
                "before": _name(one.before),
                "after": _name(one.after),
                "why": one.why.value,
                "since": one.since or None,
            }
            for one in replayed.differences
        ],
    }


def _in_words(code: str, replayed: Replayed) -> list[str]:
    lines = [
        f"{code}: rules {replayed.rules_before}, now {replayed.rules_after}, "
        f"law of {day_in_words(replayed.on)}"
    ]
    if replayed.advice_before is not replayed.advice_after:
        why = f": {replayed.why_advice.label}" if replayed.why_advice else ""
        lines.append(f"  advice: {replayed.advice_before}, now {replayed.advice_after}{why}")
    return lines + [f"  {_finding_in_words(one)}" for one in replayed.differences]


CHANGES = {
    "added": "added, {after}",
    "gone": "gone, was {before}",
    "effect": "{before}, now {after}",
}


def _finding_in_words(one: Difference) -> str:
    item = "" if one.item is None else f" (item {one.item + 1})"
    choice = "" if one.choice is Choice.MADE else f" ({one.choice.label})"
    since = f" ({one.since})" if one.since else ""
    what = CHANGES[one.change].format(before=_name(one.before), after=_name(one.after))
    return f"{one.rule}{item}{choice}: {what}: {one.why.label}{since}"


def _name(effect: Effect | None) -> str | None:
    return effect.name if effect is not None else None
