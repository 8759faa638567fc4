"""The compose file gives each service the address that it needs, enciphered and of its own role."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GIVEN = {
    "SECRET_KEY": "3vKqT9wZr7LxYb2NcJ8mHd5sFg4pQa6uEoWiRt1yUzXkVj0hBn_MlCe",
    "ALLOWED_HOSTS": "records.example.org",
    "POSTGRES_PASSWORD": "oftheowner",
    "SITE_PASSWORD": "ofthesite",
}


@pytest.fixture
def services() -> dict[str, Any]:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    filled = re.sub(r"(?<!\$)\$\{(\w+):[?-][^}]*\}", lambda found: GIVEN.get(found[1], ""), text)
    return dict(yaml.safe_load(filled)["services"])


def environment(services: dict[str, Any], name: str, folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        **{key: value or "" for key, value in services[name]["environment"].items()},
        # What the image sets, or makes.
        "INFOSHARE_STATIC_ROOT": str(folder),
    }


def test_only_migrate_knows_the_owner(services: dict[str, Any]) -> None:
    owners = "oftheowner"
    assert "DATABASE_OWNER_URL" not in services["web"]["environment"]
    assert owners not in str(services["web"])
    migrating = services["migrate"]["environment"]
    assert owners in migrating["DATABASE_OWNER_URL"]
    assert migrating["DATABASE_URL"] == services["web"]["environment"]["DATABASE_URL"]
    assert "infoshare_site:ofthesite@" in migrating["DATABASE_URL"]
    assert services["role"]["environment"]["PGSSLMODE"] == "verify-full"


def test_the_certificates_key_stays_with_the_database(services: dict[str, Any]) -> None:
    holders = [name for name, one in services.items() if "certificate-key" in str(one["volumes"])]
    assert holders == ["database"]
    assert "certificate:/certificate:ro" in services["web"]["volumes"]


def test_nothing_unsafe_is_found_in_what_the_site_is_given(
    services: dict[str, Any], tmp_path: Path
) -> None:
    given = environment(services, "web", tmp_path)
    command = [sys.executable, "-W", "ignore", "manage.py", "check", "--deploy"]

    def check(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)

    found = check(given)
    assert (found.returncode, "no issues" in found.stdout) == (0, True), found.stderr
    plain = given["DATABASE_URL"].replace("verify-full", "require")
    assert "infoshare.E014" in check({**given, "DATABASE_URL": plain}).stderr
