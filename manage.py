#!/usr/bin/env python
"""Run an InfoShare command, such as `manage.py demo` or `manage.py migrate`."""

import os
import sys
from collections.abc import Sequence


def prepare_the_demo(arguments: Sequence[str]) -> None:
    """Choose demo mode, and the demo's own file, before the settings are read.

    `arguments` are the words after `manage.py`. A mode that is already in the environment stays:
    the demo command then refuses to run, so that nobody fills a real database by mistake.
    """
    if list(arguments[:1]) != ["demo"]:
        return
    os.environ.setdefault("INFOSHARE_MODE", "demo")
    for position, word in enumerate(arguments):
        if word == "--database" and position + 1 < len(arguments):
            os.environ["INFOSHARE_DEMO_DATABASE"] = arguments[position + 1]
        elif word.startswith("--database="):
            os.environ["INFOSHARE_DEMO_DATABASE"] = word.partition("=")[2]


def prepare_what_stands_alone(arguments: Sequence[str]) -> None:
    """Let `assess` run where nothing is set up: it opens no database and serves nobody."""
    if list(arguments[:1]) == ["assess"]:
        os.environ.setdefault("INFOSHARE_MODE", "development")


def main() -> None:
    """Hand the command line to Django."""
    prepare_the_demo(sys.argv[1:])
    prepare_what_stands_alone(sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infoshare.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            "Django is not installed here. Run: .venv/bin/pip install -r requirements.txt, "
            "and start this file with .venv/bin/python."
        ) from error
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        # The sentence says what to change; where in the code it was refused helps nobody.
        raise SystemExit(f"{refusal}") from None


if __name__ == "__main__":
    main()
