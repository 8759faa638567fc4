"""`manage.py assess`: documents of answers in, their assessments out. It saves nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from decisions.management.arguments import WRONG_USAGE, RulesCommand, day
from decisions.policy.answers import SCHEMA
from decisions.policy.documents.faults import Fault, Refused
from decisions.policy.documents.reading import Asked, read_document
from decisions.policy.documents.schema import document_schema
from decisions.policy.documents.telling import Told, assessed, faults_told
from decisions.policy.documents.text import LARGEST
from decisions.policy.terms import ProviderType
from infoshare.common import clock

BAD = 1
STANDARD_INPUT = "-"
HELP = "Assesses documents of answers and circumstances. It saves nothing and needs no database."
MORE = f"""\
A document is one JSON object in UTF-8, at most {LARGEST // 1024 // 1024} MiB:

  {{"answers": {{"start": "ASKED", ...}}, "circumstances": {{...}}, "on": "2026-11-09"}}

--schema prints every field with its default and every code with its words. Only answers.start is
needed. What circumstances leave out has its neutral default. Where they leave out `now`, it is
the start in London of the day that is assessed. That day is --on, else `on`, else the day of
`now`, else today. Answers of an older schema (this program writes {SCHEMA}) are read with what came
since as not answered, and the result says so; a newer schema is refused. A byte order mark is
passed over.

FILE gives one JSON object. A folder gives one line of JSON for each *.json file in it, in order
of their names, with the file's name; folders inside it are not looked at, and a link that leads
to no file is a bad document. What is wrong with a
document is all told at once, by its place; what was typed is not repeated.

Exit codes:
  0  everything was assessed
  1  some document was bad; the others were assessed
  2  wrong usage: an unknown option, no such file, or a folder without documents
141  whoever read the lines, such as `head`, wanted no more of them
"""


class Command(RulesCommand):
    help = HELP
    more = MORE
    # It stands alone: neither the database nor the settings matter to it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "document",
            metavar="FILE|FOLDER|-",
            nargs="?",
            help="the document, a folder of documents, or - for standard input",
        )
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema and stop")
        parser.add_argument(
            "--on", type=day, metavar="DATE", help="assess under the law of this day"
        )
        parser.add_argument(
            "--provider-type",
            choices=[one.value for one in ProviderType],
            help="the kind of provider, in place of what the document says",
        )
        parser.add_argument(
            "--leave-out",
            action="store_true",
            help="leave out answers of pages that the other answers do not lead to, and name "
            "them, instead of refusing the document",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        if options["schema"]:
            self._print(document_schema(), indent=2)
            return
        if options["document"] is None:
            raise CommandError(
                "Name a file, a folder, or - for standard input.", returncode=WRONG_USAGE
            )
        kind = options["provider_type"]
        asked = Asked(
            now=clock.now(),
            on=options["on"],
            provider_type=ProviderType(kind) if kind else None,
            leave_out=options["leave_out"],
        )
        path = Path(options["document"])
        if options["document"] != STANDARD_INPUT and path.is_dir():
            well = self._folder(path, asked)
        else:
            well = self._one(_bytes_of(options["document"]), asked)
        if not well:
            sys.exit(BAD)

    def _one(self, data: bytes, asked: Asked) -> bool:
        try:
            self._print(assessed(read_document(data, asked)), indent=2)
        except Refused as refused:
            self._complain(refused.faults)
            return False
        return True

    def _folder(self, folder: Path, asked: Asked) -> bool:
        """One line for each document. Was every one of them assessed?"""
        # A link that leads nowhere, or to itself, is no folder: it has its line too.
        paths = sorted(path for path in folder.glob("*.json") if not path.is_dir())
        if not paths:
            raise CommandError(
                "There are no documents (*.json) in this folder.", returncode=WRONG_USAGE
            )
        bad = 0
        for path in paths:
            try:
                told: Told = {"assessment": assessed(read_document(_read_file(path), asked))}
            except (Refused, OSError) as refused:
                bad += 1
                told = {"faults": faults_told(_faults(refused))}
            self._print({"file": path.name, **told})
        self.stderr.write(f"Assessed: {len(paths) - bad}. Bad: {bad}.")
        return not bad

    def _complain(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.stderr.write(str(fault))

    def _print(self, value: object, indent: int | None = None) -> None:
        # In ASCII: whatever the terminal or the pipe can write, this can be read back.
        self.stdout.write(json.dumps(value, indent=indent))


def _faults(refused: Refused | OSError) -> tuple[Fault, ...]:
    if isinstance(refused, Refused):
        return refused.faults
    return (Fault("the document", "The file cannot be read."),)


def _bytes_of(document: str) -> bytes:
    """The bytes of a file or of standard input, one more than the limit at most."""
    if document == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        return _read(Path(document))
    except FileNotFoundError:
        raise CommandError("There is no such file or folder.", returncode=WRONG_USAGE) from None
    except OSError:
        raise CommandError("This file cannot be read.", returncode=WRONG_USAGE) from None


def _read_file(path: Path) -> bytes:
    """As `_read`; Refused for what is no file, which might be waited for without end."""
    if not path.is_file():
        raise Refused([Fault("the document", "This is no file, or a link that leads to none.")])
    return _read(path)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
