"""From bytes to a document of plain values: one JSON object, each name once, real numbers only."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from math import isinf
from typing import Any

from decisions.policy.documents.faults import Fault, Refused
from decisions.policy.documents.shape import WHOLE, Place, in_words

LARGEST = 2 * 1024 * 1024
# As deep as a document ever is, with room to say what is wrong with one that is deeper.
DEEPEST = 8
LONGEST_NUMBER = 15
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


class _Object(dict[str, Any]):
    """An object that remembers which of its names came more than once."""

    twice: tuple[str, ...] = ()


class _NoNumber:
    """Stands where the text has something that is no number JSON knows, or one far too long."""


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        found.twice = tuple(name for name in times if times[name] > 1)
    return found


def _number(text: str) -> object:
    number = None if len(text) > LONGEST_NUMBER else json.loads(text)
    if number is None or isinf(number):
        return _NoNumber()
    # In JSON, as in its schemas, 2.0 is the whole number 2.
    return int(number) if number == int(number) else number


def parsed(data: bytes) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The object that the bytes spell, without what could not be read, and what that was.

    A byte order mark in front is passed over. Raises Refused for bytes that are no JSON object.
    """
    if len(data) > LARGEST:
        raise _whole(f"It is too large: {LARGEST // 1024 // 1024} MiB at most.")
    text = _decoded(data.removeprefix(BYTE_ORDER_MARK))
    if not text.strip():
        raise _whole("It is empty.")
    faults: list[Fault] = []
    document = _cleaned(_loaded(text), (), faults)
    if not isinstance(document, dict):
        raise _whole("It must be one JSON object in curly brackets, with answers in it.")
    return document, tuple(faults)


def _whole(says: str) -> Refused:
    return Refused((Fault(WHOLE, says),))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        # The cause quotes the bytes, and they may be about a child.
        raise _whole(f"It is not UTF-8 text: byte {wrong.start + 1} cannot be read.") from None


def _loaded(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=lambda _: _NoNumber(),
            parse_float=_number,
            parse_int=_number,
        )
    except json.JSONDecodeError as wrong:
        raise _whole(
            f"It is not JSON: line {wrong.lineno}, character {wrong.colno} cannot be read."
        ) from None
    except RecursionError:
        raise _whole("Its brackets are nested too deeply.") from None


def _cleaned(value: Any, place: Place, faults: list[Fault]) -> Any:
    """The value without what cannot be read; what that was is added to the faults."""
    if len(place) > DEEPEST:
        faults.append(Fault(in_words(place), "Brackets are nested too deeply here."))
        return None
    if isinstance(value, _Object):
        faults += _names(value, place)
        inside = ((name, _cleaned(one, (*place, name), faults)) for name, one in value.items())
        return {name: one for name, one in inside if not isinstance(one, _NoNumber)}
    if isinstance(value, list):
        listed = (_cleaned(one, (*place, n), faults) for n, one in enumerate(value))
        # Each keeps its place in the list.
        return [None if isinstance(one, _NoNumber) else one for one in listed]
    if isinstance(value, _NoNumber):
        faults.append(Fault(in_words(place), "This is not a number that can stand here."))
    if isinstance(value, str) and _HALF_A_CHARACTER.search(value):
        faults.append(Fault(in_words(place), "This text holds half a character."))
        return ""
    return value


def _names(found: _Object, place: Place) -> Iterator[Fault]:
    for name in found.twice:
        path = in_words((*place, name))
        yield Fault(path, "This field stands here more than once. Keep one of them.")
