"""The shape of a document: which fields there are at a place, and which codes may stand there."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Field

from decisions.policy.answers import Answers, Group
from decisions.policy.circumstances import Circumstances
from decisions.policy.moments import Day

# Names of fields, and numbers of places in a list.
Place = tuple[str | int, ...]
WHOLE = "the document"


class Document(Group):
    """What is assessed: the answers of one decision, and the facts around it."""

    answers: Answers
    circumstances: Circumstances
    on: Day | None = Field(default=None)


def _inner(annotation: Any) -> Any:
    """What a field holds: without “or nothing”, and of a list what is in it."""
    if get_origin(annotation) is Annotated:
        return _inner(get_args(annotation)[0])
    inside = [one for one in get_args(annotation) if one not in (type(None), Ellipsis)]
    return _inner(inside[0]) if inside else annotation


@cache
def _held_at(place: Place) -> Any:
    """The type of what stands at a place, or nothing where no field is known."""
    held: Any = Document
    for step in place:
        if isinstance(step, int):
            continue
        fields = held.model_fields if _is_model(held) else {}
        if step not in fields:
            return None
        held = _inner(fields[step].annotation)
    return held


def _is_model(held: Any) -> bool:
    return isinstance(held, type) and issubclass(held, BaseModel)


def fields_of_a_document() -> tuple[str, ...]:
    return tuple(Document.model_fields)


def fields_at(place: Place) -> tuple[str, ...]:
    """The names of the fields of an object at a place; none where no object belongs there."""
    held = _held_at(place)
    return tuple(held.model_fields) if _is_model(held) else ()


def codes_at(place: Place) -> tuple[str, ...]:
    """The codes that may stand at a place; none where it is no code."""
    held = _held_at(place)
    if isinstance(held, type) and issubclass(held, Enum):
        return tuple(str(one.value) for one in held)
    return ()


def _paths(model: type[BaseModel], within: str = "") -> Iterator[tuple[str, str]]:
    """The name and the path of every field; one of many stands as `[n]`."""
    for name, field in model.model_fields.items():
        path = f"{within}.{name}" if within else name
        yield name, path
        held = _inner(field.annotation)
        if _is_model(held):
            many = get_origin(field.annotation) is tuple
            yield from _paths(held, f"{path}[n]" if many else path)


@cache
def _holders() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, path in _paths(Document):
        found[name] = (*found.get(name, ()), path)
    return found


def holders_of(name: str) -> tuple[str, ...]:
    """Every path that ends in a field of this name, anywhere in a document."""
    return _holders().get(name, ())


def in_words(place: Place) -> str:
    """A place as a path, such as `answers.items[2].category`; what is not known stays unnamed."""
    said = ""
    for depth, step in enumerate(place, start=1):
        if isinstance(step, int):
            said += f"[{step}]"
        else:
            name = step if _held_at(place[:depth]) is not None else "(a field)"
            said += f".{name}" if said else name
    return said or WHOLE
