"""`manage.py demo`: build an invented world in a file of its own, and serve it here."""

from __future__ import annotations

import time
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from infoshare.common import triggers
from infoshare.demo import file, serving
from infoshare.demo.report import counts_line, who_signs_in
from infoshare.demo.world import build_world


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise ArgumentTypeError("a port is a whole number from 1 to 65535")
    return int(text)


class Command(BaseCommand):
    """Every start begins afresh: what was changed in an earlier demo is gone."""

    help = "Builds an invented provider with homes, children and records, and serves it here."
    # The database that checks would look at is made by this command.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="only build the file")
        parser.add_argument("--database", metavar="PATH", help="build this file")
        parser.add_argument("--port", type=_port, default=8000, help="serve on this port")

    def handle(self, *_: Any, **options: Any) -> None:
        path = _database_of_the_demo(options["database"])
        try:
            if not options["no_serve"]:
                serving.demand_free(options["port"])
            file.make_room(path)
        except (file.NotADemoFile, serving.PortTaken, OSError) as refusal:
            raise CommandError(str(refusal)) from None
        self._build(path)
        if options["no_serve"]:
            return
        address = f"http://{serving.HOST}:{options['port']}/"
        serving.serve(
            options["port"],
            lambda: self._say(f"\nOpen {address} in a browser. Stop with Control and C."),
        )
        self._say("\nThe demo has stopped.")

    def _build(self, path: Path) -> None:
        self._say(f"Building the demo in {path} ...")
        began = time.monotonic()
        with file.made_quickly():
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            triggers.demand_triggers()
            world = build_world()
        self._say(f"{counts_line()} Built in {time.monotonic() - began:.0f} seconds.\n")
        self._say(who_signs_in(world))

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _database_of_the_demo(asked: str | None) -> Path:
    """The file that the settings point at. Raises CommandError for any database but the demo's."""
    if settings.MODE != "demo":
        raise CommandError(
            f"The demo does not run in {settings.MODE} mode, because it fills a database with "
            "invented records. Take INFOSHARE_MODE out of the environment and start it again."
        )
    path = Path(settings.DATABASES["default"]["NAME"])
    if asked is not None and Path(asked).resolve() != path:
        raise CommandError(
            "Write --database in full after manage.py demo, or set INFOSHARE_DEMO_DATABASE."
        )
    return path
