"""Days and moments: one spelling each, and only years in which a record can be about a child."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticKnownError

FIRST_YEAR, LAST_YEAR = 1900, 2200
YEARS = f"the year must be from {FIRST_YEAR} to {LAST_YEAR}"

# RFC 3339: the part of ISO 8601 that JSON Schema knows too. Pydantic would also read seconds
# since 1970, a space or an underscore for the T, and a minus that is no hyphen.
_YEAR = "(19[0-9]{2}|2[01][0-9]{2}|2200)"
_AFTER_YEAR = "-[0-9]{2}-[0-9]{2}"
_TIME = r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?"
_ZONE = "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
_DAY_AS_WRITTEN = re.compile(f"[0-9]{{4}}{_AFTER_YEAR}")
# Without a zone it is refused too, in words of its own.
_MOMENT_AS_WRITTEN = re.compile(f"[0-9]{{4}}{_AFTER_YEAR}{_TIME}{_ZONE}?")

Read = TypeVar("Read", bound=date)


def _written(form: re.Pattern[str], read: Callable[[str], date], fault: str) -> BeforeValidator:
    """Reads the text of a document; a value that is no text is left to the type itself."""

    def as_written(value: Any, info: ValidationInfo) -> Any:
        if info.mode != "json" or not isinstance(value, str):
            return value
        try:
            return read(value if form.fullmatch(value) else "")
        except ValueError:
            raise PydanticKnownError(fault, {"error": "not as it is written"}) from None  # type: ignore[arg-type]

    return BeforeValidator(as_written)


def _in_a_year_of_ours(day: Read) -> Read:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(YEARS)
    return day


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(YEARS) from None


Day = Annotated[
    date,
    _written(_DAY_AS_WRITTEN, date.fromisoformat, "date_parsing"),
    AfterValidator(_in_a_year_of_ours),
    WithJsonSchema(
        {"type": "string", "format": "date", "pattern": f"^{_YEAR}{_AFTER_YEAR}$"},
    ),
]
Moment = Annotated[
    AwareDatetime,
    _written(_MOMENT_AS_WRITTEN, datetime.fromisoformat, "datetime_parsing"),
    AfterValidator(_in_utc),
    AfterValidator(_in_a_year_of_ours),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "pattern": f"^{_YEAR}{_AFTER_YEAR}{_TIME}{_ZONE}$",
        },
    ),
]
DAY: TypeAdapter[date] = TypeAdapter(Day)
MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)
