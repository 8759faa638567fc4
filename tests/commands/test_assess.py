"""`manage.py assess`, as somebody types it, and what it prints."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from decisions.policy.documents.schema import document_schema
from decisions.policy.documents.text import LARGEST
from tests.policy.builders import asked, own_initiative

ROOT = Path(settings.BASE_DIR)
SECRET = "Kit Harlow"
GOOD = {"answers": json.loads(asked().model_dump_json()), "on": "2026-11-09"}
BAD = {"answers": {"start": "ASKED", "request": {"verification": SECRET, "doubt": SECRET}}}


def typed(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What somebody sees who has set nothing of the product's own."""
    ours = ("INFOSHARE_", "DATABASE_", "DJANGO_", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "manage.py", "assess", *arguments],
        cwd=ROOT,
        env={**kept, "PYTHONDONTWRITEBYTECODE": "1"},
        input=data,
        capture_output=True,
        timeout=60,
        check=False,
    )


def assess(*arguments: str) -> tuple[int, str, str]:
    """The exit code, and what is printed and complained of, in this process."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("assess", *arguments, stdout=out, stderr=err)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    except CommandError as refused:
        code = refused.returncode
        err.write(str(refused))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(document: Any, name: str = "one.json") -> str:
        data = document if isinstance(document, bytes) else json.dumps(document).encode()
        path = tmp_path / name
        path.write_bytes(data)
        return str(path)

    return write


def test_a_file_gives_one_assessment(written) -> None:
    code, out, err = assess(written(GOOD))
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["advice"]["code"] == "SHARE"
    assert told["on"] == "2026-11-09"
    assert told["missing"] == []


def test_a_day_and_a_provider_can_be_asked_for(written) -> None:
    _, out, _ = assess(written(GOOD), "--on", "2020-01-01", "--provider-type", "COUNCIL")
    told = json.loads(out)
    assert (told["on"], told["provider_type"]) == ("2020-01-01", "COUNCIL")
    assert "C01" in {one["rule"] for one in told["findings"]}


def test_a_bad_document_is_told_in_sentences_that_repeat_nothing(written) -> None:
    code, out, err = assess(written(BAD))
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 2
    assert err.startswith("answers.request.verification: This is not a code that may stand here.")
    assert SECRET not in err


def test_answers_off_the_route_are_refused_or_left_out(written) -> None:
    document = {"answers": json.loads(own_initiative().model_dump_json())}
    document["answers"]["urgent"]["said"] = SECRET
    path = written(document)
    code, _, err = assess(path)
    assert code == 1
    assert err.startswith("answers.urgent.said: This is asked on the page “urgent” or “already”")
    code, out, _ = assess(path, "--leave-out")
    assert code == 0
    assert json.loads(out)["left_out"][0]["path"] == "answers.urgent.said"


def test_a_folder_gives_one_line_for_each_document_in_order_of_names(written, tmp_path) -> None:
    written(BAD, "b.json")
    written(GOOD, "c.json")
    written(GOOD, "a.json")
    written(b"\xff", "d.json")
    written(GOOD, "notes.txt")
    (tmp_path / "e.json").mkdir()
    code, out, err = assess(str(tmp_path))
    lines = [json.loads(line) for line in out.splitlines()]
    assert [one["file"] for one in lines] == ["a.json", "b.json", "c.json", "d.json"]
    assert ["assessment" in one for one in lines] == [True, False, True, False]
    assert lines[1]["faults"][0]["path"] == "answers.request.verification"
    assert "not UTF-8" in lines[3]["faults"][0]["says"]
    assert (code, err) == (1, "Assessed: 2. Bad: 2.\n")
    assert SECRET not in out


def test_a_folder_of_good_documents_is_well(written, tmp_path) -> None:
    written(GOOD)
    assert assess(str(tmp_path))[0] == 0


def test_a_file_in_a_folder_that_cannot_be_read_is_a_bad_one(
    written, tmp_path, monkeypatch
) -> None:
    written(GOOD)
    monkeypatch.setattr(Path, "open", _refuses)
    code, out, _ = assess(str(tmp_path))
    assert code == 1
    assert json.loads(out)["faults"][0]["says"] == "The file cannot be read."


def _refuses(*_: Any) -> None:
    raise PermissionError


def test_a_link_that_leads_to_no_file_has_its_line(written, tmp_path) -> None:
    written(GOOD, "a.json")
    (tmp_path / "dangling.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "looping.json").symlink_to(tmp_path / "looping.json")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "to-a-good-one.json").symlink_to(tmp_path / "a.json")
    code, out, err = assess(str(tmp_path))
    lines = {one["file"]: one for one in map(json.loads, out.splitlines())}
    assert ["assessment" in one for one in lines.values()] == [True, False, False, False, True]
    for name in ("dangling.json", "looping.json", "pipe.json"):
        (fault,) = lines[name]["faults"]
        assert fault["says"] == "This is no file, or a link that leads to none."
    assert (code, err) == (1, "Assessed: 2. Bad: 3.\n")


@pytest.mark.parametrize(("document", "times"), [(GOOD, 1), (GOOD, 60), (BAD, 1), (BAD, 60)])
def test_it_ends_quietly_where_nobody_reads_on(written, tmp_path, document, times: int) -> None:
    """As `assess FOLDER | head -1`: as many lines as wait in the buffer, and many more."""
    for number in range(times):
        written(document, f"{number}.json")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        done = subprocess.run(
            [sys.executable, "manage.py", "assess", str(tmp_path)],
            cwd=ROOT,
            stdout=nobody,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 141
    assert b"Error" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_folder_without_documents_says_so(tmp_path) -> None:
    code, out, err = assess(str(tmp_path))
    assert (code, out) == (2, "")
    assert err == "There are no documents (*.json) in this folder."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Name a file, a folder, or -"),
        (("nowhere.json",), "There is no such file or folder."),
    ],
)
def test_wrong_usage_is_told(arguments, words) -> None:
    code, _, err = assess(*arguments)
    assert code == 2
    assert words in err


def test_a_file_that_cannot_be_read_is_wrong_usage(written, monkeypatch) -> None:
    path = written(GOOD)
    monkeypatch.setattr(Path, "open", _refuses)
    assert assess(path)[::2] == (2, "This file cannot be read.")


def test_the_schema_is_printed() -> None:
    code, out, _ = assess("--schema")
    assert code == 0
    assert json.loads(out) == document_schema()


def test_standard_input_works_where_nothing_is_set_up() -> None:
    done = typed("-", data=json.dumps(GOOD).encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["advice"]["code"] == "SHARE"
    assert done.stderr == b""


def test_no_more_is_read_than_the_limit() -> None:
    done = typed("-", data=b" " * (LARGEST + 100))
    assert done.returncode == 1
    assert b"too large" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--on", "yesterday", "-"),
        ("--on", "0001-01-01", "-"),
        ("--provider-type", "SCHOOL", "-"),
        ("--nonsense",),
    ],
)
def test_an_option_that_is_wrong_ends_with_two(arguments) -> None:
    done = typed(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_its_help_says_what_its_exit_codes_are() -> None:
    done = typed("--help")
    assert b"Exit codes:\n  0  everything was assessed\n  1  some document was bad" in done.stdout
    assert b"start in London of the day that is assessed" in done.stdout


def test_it_asks_the_database_nothing(written) -> None:
    """No fixture gives this test a database: a question to one would fail."""
    assert assess(written(GOOD))[0] == 0
