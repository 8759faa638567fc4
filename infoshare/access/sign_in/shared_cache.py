"""The table in which all processes count tries and mark one-time codes as used."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command


def make_table(using: str, **_: Any) -> None:
    """After migrations: make it where it is missing."""
    call_command("createcachetable", database=using, verbosity=0)
