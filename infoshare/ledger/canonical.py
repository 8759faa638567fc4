"""Canonical JSON: one spelling for each document (the ledger's format, "Bytes").

An object in UTF-8 without white space; keys of 1 to 64 characters of 0x21-0x7E in byte order,
none twice; strings escape only what they must; whole numbers within ±(2^53 - 1), no others; at
most 16 brackets open at once. Standard library only. Messages name the place, never the value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 16

_KEY = re.compile(r"[\x21-\x7e]{1,64}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class NotCanonical(ValueError):
    """A document that has no canonical form, or bytes that are not in it."""


def write(document: Mapping[str, object]) -> bytes:
    """The canonical bytes of a document.

    Takes mappings, lists, tuples, strings, whole numbers, booleans and None.
    Raises NotCanonical for anything else.
    """
    plain = _plain_object(document, "document", 1)
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def read(data: bytes) -> dict[str, Any]:
    """The document that these bytes spell.

    Reads, writes again and demands the same bytes, which refuses double keys and every second
    spelling. Raises NotCanonical.
    """
    try:
        document = json.loads(
            data.decode(), parse_float=_refuse_number, parse_constant=_refuse_number
        )
    except (ValueError, RecursionError):
        # The cause is left out: it quotes the bytes, and they may be about a child.
        raise NotCanonical("these bytes are not JSON of the ledger's kind") from None
    if not isinstance(document, dict):
        raise NotCanonical("the document is not an object")
    if write(document) != data:
        raise NotCanonical("these bytes are a second spelling of their document")
    return document


def _refuse_number(_: str) -> NoReturn:
    raise NotCanonical("a number is not whole")


def _plain(value: object, place: str, depth: int) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise NotCanonical(f"{place} holds half a character")
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonical(f"{place} is a number beyond ±(2^53 - 1)")
        return value
    if isinstance(value, Mapping):
        return _plain_object(value, place, depth + 1)
    if isinstance(value, list | tuple):
        return _plain_array(value, place, depth + 1)
    raise NotCanonical(f"{place} is a {type(value).__name__}, which has no canonical form")


def _plain_object(value: Mapping[Any, object], place: str, depth: int) -> dict[str, object]:
    _check_depth(place, depth)
    for key in value:
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise NotCanonical(f"a key in {place} is not 1 to 64 characters of 0x21-0x7E")
    return {key: _plain(inner, f"{place}.{key}", depth) for key, inner in value.items()}


def _plain_array(value: list[object] | tuple[object, ...], place: str, depth: int) -> list[object]:
    _check_depth(place, depth)
    return [_plain(inner, f"{place}[{index}]", depth) for index, inner in enumerate(value)]


def _check_depth(place: str, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonical(f"{place} has more than {DEEPEST} brackets open")
