"""What is wrong with a document: the place, and a plain sentence that repeats nothing typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from decisions.policy.documents.shape import (
    Place,
    codes_at,
    fields_at,
    holders_of,
    in_words,
)


@dataclass(frozen=True)
class Fault:
    """`path` is the place in the document, such as `answers.request.verification`.

    `other` is the place of the answer that it does not go with, where there is one.
    """

    path: str
    says: str
    other: str = ""

    def __str__(self) -> str:
        places = f"{self.path} and {self.other}" if self.other else self.path
        return f"{places}: {self.says}"


class Refused(Exception):
    """A document that is not assessed, with everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("this document is not assessed")


# By pydantic's name for the fault: what may stand in this place.
WANTED = {
    "bool_type": "This must be true or false, without quotation marks.",
    "string_type": "This must be text in quotation marks. Leave it out where there is none.",
    "int_type": "This must be a whole number, without quotation marks.",
    "int_from_float": "This must be a whole number.",
    "tuple_type": "This must be a list in square brackets.",
    "date_type": "This must be a day as text, year first: “2026-11-09”.",
    "date_parsing": "This must be a day, year first: “2026-11-09”.",
    "datetime_type": "This must be a day and a time as text: “2026-11-09T10:00:00Z”.",
    "datetime_parsing": "This must be a day and a time with its zone: “2026-11-09T10:00:00Z”.",
    "timezone_aware": "This time has no zone. Write one: “2026-11-09T10:00:00Z”.",
    "uuid_type": "This must be an id as text, such as “5f0c1f0e-2f63-4d5e-9d6e-1a2b3c4d5e6f”.",
    "uuid_parsing": "This must be an id, such as “5f0c1f0e-2f63-4d5e-9d6e-1a2b3c4d5e6f”.",
    "string_pattern_mismatch": "This must be the id of a rule, such as “B01”.",
}
# The same where a limit belongs in the sentence.
LIMITS = {
    "string_too_long": "This text is too long: {max_length} characters at most.",
    "too_long": "This list is too long: {max_length} at most.",
    "greater_than_equal": "This number is too small: {ge} at least.",
    "less_than_equal": "This number is too large: {le} at most.",
}
AN_OBJECT = ("model_type", "model_attributes_type", "dict_type")


def faults_of(refused: ValidationError, within: Place, raw: object) -> tuple[Fault, ...]:
    """What pydantic refused, said plainly; `within` is where its document begins in the whole."""
    return tuple(_fault(error, within, raw) for error in refused.errors(include_url=False))


def _fault(error: ErrorDetails, within: Place, raw: object) -> Fault:
    place: Place = (*within, *error["loc"])
    if error["type"] == "extra_forbidden":
        return unknown_field(place, raw)
    return Fault(in_words(place), _sentence(error, place, raw))


def _sentence(error: ErrorDetails, place: Place, raw: object) -> str:
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "This is needed, and it is missing."
    if kind == "enum":
        codes = codes_at(place)
        return codes_allowed(codes, value_at(raw, place))
    if kind in AN_OBJECT:
        return f"This must be an object in curly brackets, with any of: {_list(fields_at(place))}."
    if kind in LIMITS:
        return LIMITS[kind].format(**limits)
    if kind == "value_error":
        # Said by the answers themselves, which never repeat a value.
        said = str(limits["error"])
        return f"{said[0].upper()}{said[1:]}."
    return WANTED.get(kind, "This cannot stand here.")


def codes_allowed(codes: tuple[str, ...], typed: object) -> str:
    close = _closest(typed.upper(), codes) if isinstance(typed, str) else None
    meant = f"Did you mean {close}? " if close else ""
    return f"This is not a code that may stand here. {meant}Allowed: {_list(codes)}."


def unknown_field(place: Place, raw: object) -> Fault:
    """A field that is not known here, by its number: its name may be anybody's words.

    Only a name that is a field of ours elsewhere is repeated.
    """
    *way, last = place
    name, inside = str(last), tuple(way)
    known, where = fields_at(inside), in_words(inside)
    elsewhere = holders_of(name)
    if name in elsewhere:
        return Fault(where, f"{name} belongs at the top of the document.")
    if elsewhere:
        return Fault(where, f"{name} is no field here. There is {_list(elsewhere, 'or')}.")
    fields = value_at(raw, inside)
    number = list(fields).index(name) + 1 if isinstance(fields, dict) else 1
    close = _closest(name.lower(), known)
    meant = f"Did you mean {close}? " if close else ""
    return Fault(
        where, f"Field {number} here has a name that is not known. {meant}Known: {_list(known)}."
    )


def value_at(raw: object, place: Place) -> object:
    """What the document holds at a place; nothing where it holds nothing there."""
    for step in place:
        if isinstance(raw, dict):
            raw = raw.get(step)
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
        else:
            return None
    return raw


def _closest(typed: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(typed, list(known), n=1, cutoff=0.7)), None)


def _list(names: Iterable[str], last: str = "and") -> str:
    *most, end = names
    return f"{', '.join(most)} {last} {end}" if most else end
