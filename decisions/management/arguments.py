"""What the commands about rules share: how a day is written, their help, and how they end."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter
from pydantic import ValidationError

from decisions.policy.moments import DAY, FIRST_YEAR, LAST_YEAR

WRONG_USAGE = 2
# As a shell tells of a program that a closed pipe ended: 128 and the number of the signal.
READER_GONE = 141


class WithLines(RawDescriptionHelpFormatter, DjangoHelpFormatter):
    """Django's help, with the lines of an explanation as they stand."""


class RulesCommand(BaseCommand):
    """A command about rules: `more` stands below its help, and it may be piped into `head`."""

    more = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=WithLines, epilog=self.more, **kwargs
        )

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            try:
                return super().execute(*args, **options)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read has enough. What still waits to be written goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(READER_GONE)


def day(text: str) -> date:
    """A day as it is typed; for argparse."""
    try:
        return DAY.validate_json(json.dumps(text))
    except ValidationError:
        raise ArgumentTypeError(
            f"a day is written year first, as 2026-11-09, and its year is from {FIRST_YEAR} to "
            f"{LAST_YEAR}"
        ) from None
