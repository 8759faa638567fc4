"""Log lines name rows by id and never carry what people wrote."""

import json
import logging
import sys
from typing import Any

from infoshare.common.logs import LineFormatter


def line_for(message: str, *arguments: object, error: bool = False) -> dict[str, Any]:
    """Return the line that is written for an event, read back."""
    information = sys.exc_info() if error else None
    record = logging.LogRecord("infoshare", 20, "file", 1, message, arguments, information)
    written = LineFormatter().format(record)
    assert "\n" not in written
    line: dict[str, Any] = json.loads(written)
    return line


def test_an_address_loses_its_query_string() -> None:
    line = line_for('"GET /children/?name=Rowan+Ash HTTP/1.1" %s', 200)
    assert line["message"] == '"GET /children/ HTTP/1.1" 200'


def test_an_error_keeps_its_type_and_place_and_loses_its_message() -> None:
    try:
        raise ValueError("Key (name)=(Rowan Ash) already exists")
    except ValueError:
        line = line_for("could not save %s", 17, error=True)
    assert line["error"].startswith("ValueError < ")
    assert "test_logs.py" in line["error"]
    assert "Rowan" not in json.dumps(line)
    assert line["message"] == "could not save 17"


def test_a_line_break_cannot_forge_a_second_line() -> None:
    assert line_for("first\n%s", '{"level": "INFO"}')["message"] == 'first\n{"level": "INFO"}'
