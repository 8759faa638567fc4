"""In production the whole site passes Django's own deployment checks and its files are built."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a production site whose files are in a temporary folder."""
    return {
        "PATH": os.environ["PATH"],
        "INFOSHARE_MODE": "production",
        "SECRET_KEY": "3vKqT9wZr7LxYb2NcJ8mHd5sFg4pQa6uEoWiRt1yUzXkVj0hBn_MlCe",
        "ALLOWED_HOSTS": "records.example.org",
        "INFOSHARE_DATA_DIR": str(tmp_path),
        "INFOSHARE_LEDGER_KEY_FILE": str(tmp_path / "ledger-key"),
        "INFOSHARE_STATIC_ROOT": str(tmp_path / "static"),
    }


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py in this environment."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_django_finds_nothing_unsafe(production: dict[str, str]) -> None:
    result = manage(production, "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


def test_a_forced_wal_on_a_defective_sqlite_is_warned_of(production: dict[str, str]) -> None:
    result = manage(production | {"INFOSHARE_SQLITE_JOURNAL": "wal"}, "check")
    defective = "WAL-reset" in manage(production, "check").stderr
    assert ("infoshare.W001" in result.stderr) is defective


def test_every_static_file_gets_a_name_that_follows_its_content(
    production: dict[str, str], tmp_path: Path
) -> None:
    result = manage(production, "collectstatic", "--no-input")
    assert result.returncode == 0, result.stderr
    manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text(encoding="utf-8"))
    assert manifest["paths"]
    for name in manifest["paths"].values():
        assert (tmp_path / "static" / name).exists()


def test_a_database_without_its_triggers_is_not_served(
    production: dict[str, str], tmp_path: Path
) -> None:
    private_key = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    (tmp_path / "ledger-key").write_bytes(private_key)
    assert manage(production, "migrate", "--verbosity", "0").returncode == 0
    assert serve(production).returncode == 0
    with sqlite3.connect(tmp_path / "infoshare.sqlite3") as database:
        name = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_leaf'"
        ).fetchone()[0]
        database.execute(f'DROP TRIGGER "{name}"')
    refused = serve(production)
    assert refused.returncode != 0
    assert "ledger_leaf" in refused.stderr


def serve(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Do what a web server does first: load the site."""
    return subprocess.run(
        [sys.executable, "-c", "import infoshare.wsgi"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
