"""The JSON Schema of a document: every field with what it asks, every code with its label."""

from __future__ import annotations

import tomllib
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

from decisions.policy import answers, circumstances, terms
from decisions.policy.documents.off_route import pages_of
from decisions.policy.documents.shape import Document
from decisions.policy.documents.text import LARGEST
from decisions.policy.rules import RULES_THAT_ASK_FOR_WORDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Answers and circumstances to assess"
NOTE = (
    "One decision to share, or not to share, information about a child in a children's home in "
    "England. Pages that the answers do not lead to have no answers. "
    f"At most {LARGEST // 1024 // 1024} MiB of UTF-8."
)
# The groups of the answers, by the name of their object.
GROUPS = {
    type(field.default).__name__: name
    for name, field in answers.Answers.model_fields.items()
    if isinstance(field.default, answers.Group)
}


@cache
def words() -> dict[str, dict[str, str]]:
    """What each field asks or says, by the name of its object."""
    text = files("decisions.policy").joinpath("data", "fields.toml").read_text("utf-8")
    return tomllib.loads(text)


def document_schema() -> dict[str, Any]:
    """The schema of what is read: pydantic's own, with words and labels."""
    schema = Document.model_json_schema()
    for name, definition in schema["$defs"].items():
        if "enum" in definition:
            definition["oneOf"] = _labelled(_codes(name))
        else:
            _describe(name, definition)
    _describe(Document.__name__, schema)
    explained = schema["$defs"][answers.Explanation.__name__]["properties"]["rule"]
    del explained["pattern"]
    explained["enum"] = list(RULES_THAT_ASK_FOR_WORDS)
    # What is left out here has a default that no model knows: the day that is assessed.
    schema["required"] = ["answers"]
    schema["properties"]["circumstances"]["default"] = {}
    schema["$defs"][circumstances.Circumstances.__name__].pop("required")
    schema.pop("description", None)
    return {"$schema": DIALECT, "title": TITLE, "description": NOTE, **_untitled(schema)}


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "title"}


def _codes(name: str) -> type[Enum]:
    found: type[Enum] = getattr(terms, name)
    return found


def _labelled(codes: type[Enum]) -> list[dict[str, str]]:
    return [{"const": str(one.value), "title": one.label} for one in codes]  # type: ignore[attr-defined]


def _describe(name: str, definition: dict[str, Any]) -> None:
    for field, about in definition["properties"].items():
        about["description"] = words()[name][field] + _asked_on(name, field)


def _asked_on(name: str, field: str) -> str:
    """On which pages an answer is asked."""
    group = GROUPS.get(name)
    whole = name == answers.Answers.__name__
    pages = pages_of(field if whole else f"{group}.{field}")
    return f" Asked on: {', '.join(pages)}." if pages else ""
