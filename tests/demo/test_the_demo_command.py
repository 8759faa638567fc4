"""`manage.py demo`, as somebody types it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from infoshare.demo import file
from infoshare.demo.people import PEOPLE
from infoshare.demo.world import PASSWORD

ROOT = Path(settings.BASE_DIR)
LONGEST_BUILD = 120


def environment(**changes: str) -> dict[str, str]:
    """The environment of somebody who has set nothing of the product's own."""
    ours = ("INFOSHARE_", "DATABASE_", "DJANGO_", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **changes}


def demo(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=ROOT,
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=LONGEST_BUILD,
        check=False,
    )


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo.sqlite3"


@pytest.fixture(scope="module")
def served(path: Path, port: int) -> Iterator[str]:
    """What a served demo prints until it is ready; stopped as with Control and C."""
    said = path.with_suffix(".said")
    with said.open("w") as output:
        running = subprocess.Popen(
            [sys.executable, "manage.py", "demo", f"--database={path}", "--port", str(port)],
            cwd=ROOT,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=_heed_control_and_c,
        )
        try:
            yield _once_ready(running, said)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=20)
    assert running.returncode == 0, said.read_text()
    assert "The demo has stopped." in said.read_text()


def _heed_control_and_c() -> None:
    """A shell makes what it runs in the background deaf to it, and children inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _once_ready(running: subprocess.Popen[bytes], said: Path) -> str:
    end = time.monotonic() + LONGEST_BUILD
    while "Open http" not in said.read_text():
        assert running.poll() is None, said.read_text()
        assert time.monotonic() < end, said.read_text()
        time.sleep(0.1)
    return said.read_text()


def _get(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=20) as response:
        return response.status, response.read().decode()


def test_it_prints_everybody_who_can_sign_in(served: str) -> None:
    for person in PEOPLE:
        assert (person.name in served) is (person.left is None)
        assert person.role.label in served
    assert served.count(PASSWORD) == 1
    assert "Ofsted inspector" in served
    assert "Independent person (Regulation 44)" in served


def test_it_says_in_one_line_how_much_it_made(served: str) -> None:
    assert re.search(r"^2 homes, 10 children, 14 people, \d+ records ", served, re.MULTILINE)


def test_it_answers_with_the_sign_in_page_and_its_style(served: str, port: int) -> None:
    status, page = _get(f"http://127.0.0.1:{port}/")
    assert status == 200
    assert "password" in page
    style = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert style is not None
    assert _get(f"http://127.0.0.1:{port}{style.group(1)}")[0] == 200


@pytest.mark.usefixtures("served")
def test_the_file_it_made_bears_the_mark(path: Path) -> None:
    assert file.is_ours(path)
    assert file.key_file(path).exists()


@pytest.mark.usefixtures("served")
def test_a_port_in_use_is_said_before_anything_is_removed(path: Path, port: int) -> None:
    before = path.stat().st_ino
    refused = demo("--database", str(path), "--port", str(port))
    assert refused.returncode != 0
    assert f"Port {port} cannot be used" in refused.stderr
    assert path.stat().st_ino == before


@pytest.mark.long
def test_building_again_begins_afresh(tmp_path: Path) -> None:
    path = tmp_path / "again.sqlite3"
    inodes = []
    for _ in range(2):
        built = demo("--no-serve", "--database", str(path))
        assert built.returncode == 0, built.stderr
        inodes.append((path.stat().st_size, file.key_file(path).read_bytes()))
    assert inodes[0][1] != inodes[1][1]


@pytest.mark.parametrize("mode", ["production", "development"])
def test_it_refuses_to_run_in_another_mode(mode: str, tmp_path: Path) -> None:
    refused = demo(
        "--no-serve",
        INFOSHARE_MODE=mode,
        SECRET_KEY="0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        ALLOWED_HOSTS="records.example",
        INFOSHARE_DATA_DIR=str(tmp_path),
        INFOSHARE_LEDGER_KEY_FILE=str(tmp_path / "key"),
    )
    assert refused.returncode != 0
    assert f"The demo does not run in {mode} mode" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_refuses_a_file_that_it_did_not_make(tmp_path: Path) -> None:
    precious = tmp_path / "precious.sqlite3"
    precious.write_text("not a demo")
    refused = demo("--no-serve", "--database", str(precious))
    assert refused.returncode != 0
    assert "not a file that the demo made" in refused.stderr
    assert precious.read_text() == "not a demo"


def test_a_database_that_the_settings_did_not_read_is_refused(tmp_path: Path) -> None:
    refused = demo("--no-serve", "--datab", str(tmp_path / "short.sqlite3"))
    assert refused.returncode != 0
    assert "Write --database in full" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["0", "65536", "eight", "-1", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    refused = demo(f"--port={port}")
    assert refused.returncode == 2
    assert "from 1 to 65535" in refused.stderr
