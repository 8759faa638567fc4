"""Days and moments: one spelling, in years that a record can be about."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from decisions.policy.moments import DAY, MOMENT

DAYS = {
    "1900-01-01": True,
    "2026-11-09": True,
    "2200-12-31": True,
    "1899-12-31": False,
    "2201-01-01": False,
    "0001-01-01": False,
    "9999-12-31": False,
    "1785542400": False,
    "20261109": False,
    "2026-W46-1": False,
    "2026-11-09T00:00:00": False,
    " 2026-11-09": False,
    "٢٠٢٦-11-09": False,
}
MOMENTS = {
    "2026-11-09T10:00:00Z": True,
    "2026-11-09T10:00:00.123456+05:30": True,
    "1900-01-01T00:00:00Z": True,
    "2200-12-31T23:59:59Z": True,
    "1899-12-31T23:59:59Z": False,
    "2201-01-01T00:00:00Z": False,
    "0001-01-01T00:00:00+14:00": False,
    "9999-12-31T23:59:59-12:00": False,
    "1785542400": False,
    "2026-11-09_10:00:00Z": False,
    "2026-11-09 10:00:00Z": False,
    "2026-11-09T10:00:00\u221205:00": False,
    "2026-11-09T10:00:00+24:00": False,
    "2026-11-09T10:00Z": False,
    "2026-11-09t10:00:00z": False,
    "2026-11-09T24:00:00Z": False,
    "2026-11-09T10:00:00": False,
    "2026-11-09": False,
}
WRITTEN = [(DAY, *one) for one in DAYS.items()] + [(MOMENT, *one) for one in MOMENTS.items()]


def is_read(kind: TypeAdapter, text: str) -> bool:
    try:
        kind.validate_json(json.dumps(text), strict=True)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("kind", "text", "well"), WRITTEN)
def test_the_reader_and_the_schema_take_the_same_text(kind, text, well) -> None:
    assert is_read(kind, text) is well
    assert bool(re.search(kind.json_schema()["pattern"], text)) is well


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01"])
def test_a_day_that_no_month_has_is_refused(text: str) -> None:
    assert not is_read(DAY, text)
    assert not is_read(MOMENT, f"{text}T10:00:00Z")


@pytest.mark.parametrize("value", [1785542400, True, 1.5, None, ["2026-11-09"]])
def test_what_is_no_text_is_no_day_and_no_moment(value) -> None:
    for kind in (DAY, MOMENT):
        with pytest.raises(ValidationError):
            kind.validate_json(json.dumps(value), strict=True)


def test_the_moment_itself_must_be_in_the_years_and_not_only_what_is_written() -> None:
    assert not is_read(MOMENT, "1900-01-01T00:00:00+01:00")
    assert not is_read(MOMENT, "2200-12-31T23:59:59-01:00")


def test_values_are_held_to_the_same_years() -> None:
    assert DAY.validate_python(date(2026, 11, 9)) == date(2026, 11, 9)
    for wrong in (date.min, date.max):
        with pytest.raises(ValidationError, match="from 1900 to 2200"):
            DAY.validate_python(wrong)
    with pytest.raises(ValidationError, match="from 1900 to 2200"):
        MOMENT.validate_python(datetime.max.replace(tzinfo=UTC))
