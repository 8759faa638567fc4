"""Make a scratch database, fill it, time each question, and print what was found as JSON."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import tests.bench
from tests.postgres import running_server


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=tests.bench.__doc__)
    parser.add_argument("what", choices=["followups", "assess"])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--keep", type=Path, help="keep the SQLite file here, and use it again")
    parser.add_argument(
        "--only", default="", help="time only the questions with this in their name"
    )
    parser.add_argument("--explain", action="store_true", help="print the plan of each question")
    asked = parser.parse_args(arguments)
    if asked.what == "assess":
        # Pure functions: no database, no settings.
        from tests.bench.assessing import measure as measure_assess

        print(json.dumps(measure_assess(), indent=2))
        return 0
    with ExitStack() as until_the_end:
        os.environ["DJANGO_SETTINGS_MODULE"] = "infoshare.settings"
        os.environ["INFOSHARE_MODE"] = "development"
        os.environ["DATABASE_URL"] = _address(asked, until_the_end)
        print(json.dumps(_measured(asked), indent=2))
    return 0


def _address(asked: argparse.Namespace, until_the_end: ExitStack) -> str:
    if asked.database == "postgresql":
        return until_the_end.enter_context(running_server())
    if asked.keep:
        return f"sqlite:///{asked.keep.resolve()}"
    folder = until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="infoshare-bench-"))
    return f"sqlite:///{folder}/bench.sqlite3"


def _measured(asked: argparse.Namespace) -> dict[str, Any]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from tests.bench.filling import fill, filled
    from tests.bench.measuring import measure

    # Strong hashes are slow on purpose, and nobody signs in with these.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    if not filled():
        fill(asked.records)
    try:
        found = measure(asked.only, explain=asked.explain)
    finally:
        connections.close_all()
    return {"database": asked.database, "records": asked.records, **found}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
