"""A site in production on PostgreSQL: one role owns and migrates, another serves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
OWNER, SITE, DATABASE = "wall_owner", "wall_site", "wall"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(settings.ON_SQLITE, reason="SQLite has no roles"),
]


@pytest.fixture
def server() -> dict[str, Any]:
    """How the tests themselves sign in to the server."""
    database = settings.DATABASES["default"]
    options = {"host": database["HOST"], "dbname": "postgres", "autocommit": True}
    return {**options, "user": database.get("USER") or database["OPTIONS"].get("user")}


@pytest.fixture
def site(server: dict[str, Any], tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site whose roles and database are there, and empty."""
    with psycopg.connect(**server) as connection:
        for role in (OWNER, SITE):
            connection.execute(f"CREATE ROLE {role} LOGIN".encode())
        connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}".encode())
    key = ("openssl", "genpkey", "-algorithm", "ed25519", "-out", str(tmp_path / "ledger-key"))
    subprocess.run(key, check=True, capture_output=True)
    address = f"postgres:///{server['host']}/{DATABASE}?user="
    yield {
        "PATH": os.environ["PATH"],
        "INFOSHARE_MODE": "production",
        "SECRET_KEY": "3vKqT9wZr7LxYb2NcJ8mHd5sFg4pQa6uEoWiRt1yUzXkVj0hBn_MlCe",
        "ALLOWED_HOSTS": "records.example.org",
        "INFOSHARE_LEDGER_KEY_FILE": str(tmp_path / "ledger-key"),
        "DATABASE_URL": f"{address}{SITE}",
        "DATABASE_OWNER_URL": f"{address}{OWNER}",
    }
    with psycopg.connect(**server) as connection:
        connection.execute(f"DROP DATABASE {DATABASE}".encode())
        for role in (OWNER, SITE):
            connection.execute(f"DROP ROLE {role}".encode())


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_it_migrates_as_the_owner_and_starts_as_the_site_alone(site: dict[str, str]) -> None:
    without_owner = {name: one for name, one in site.items() if name != "DATABASE_OWNER_URL"}
    migrate = ("manage.py", "migrate", "--no-input")
    start = ("-c", "import infoshare.wsgi")
    refused = run(without_owner, *migrate)
    assert "permission denied for schema public" in refused.stderr
    # Twice: what the owner made binds the owner too.
    for _ in range(2):
        migrated = run(site, *migrate)
        assert migrated.returncode == 0, migrated.stderr
    started = run(without_owner, *start)
    assert started.returncode == 0, started.stderr
    begun = run(
        *(without_owner, "manage.py", "first_administrator", "--provider", "Meadowbank Care"),
        *("--type", "PRIVATE", "--home", "Rowan House", "--number", "SC900001"),
        *("--name", "Ada Marsh"),
    )
    assert begun.returncode == 0, begun.stderr
    assert run(without_owner, "manage.py", "seal_reads").returncode == 0
    checked = run(without_owner, "manage.py", "check", "--deploy", "--database", "default")
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout
    as_owner = {**without_owner, "DATABASE_URL": site["DATABASE_OWNER_URL"]}
    refused = run(as_owner, *start)
    assert refused.returncode != 0
    assert "The database role of DATABASE_URL may make tables and owns tables" in refused.stderr
    # Outside production a developer's own role may do everything.
    assert run({**as_owner, "INFOSHARE_MODE": "development"}, *start).returncode == 0
