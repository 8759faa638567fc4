"""Log lines that name rows by id and never carry what people wrote.

An address keeps its path and loses its query string. An error keeps its type and the places in
the code it passed through, and loses its message: a database's message quotes the values that it
refused.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType

ExceptionInformation = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

QUERY_STRING = re.compile(r"\?[^\s\"']*")


def _who_asked(record: logging.LogRecord) -> str | None:
    """The number of the account whose request this is about, where it is known already."""
    # Asking for it here could ask a database that has just failed.
    user = getattr(getattr(record, "request", None), "_cached_user", None)
    return None if user is None or user.pk is None else str(user.pk)


class LineFormatter(logging.Formatter):
    """Write each event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for one event, without query strings or error messages."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": QUERY_STRING.sub("", record.getMessage()),
        }
        who = _who_asked(record)
        if who is not None:
            line["user"] = who
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

    def formatException(self, ei: ExceptionInformation) -> str:  # noqa: N802
        """Return the type of the error and where it came from, never its message."""
        kind, _, trace = ei
        if kind is None:
            return ""
        places = [
            f"{frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        return " < ".join([kind.__name__, *reversed(places)])
