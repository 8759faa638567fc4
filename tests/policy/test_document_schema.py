"""The JSON Schema of a document says what each field asks, and what each code means."""

from __future__ import annotations

import json
from typing import Any

import pytest

from decisions.policy import terms
from decisions.policy.circumstances import Settings
from decisions.policy.documents.schema import document_schema, words

SCHEMA = document_schema()
OBJECTS = {"Document": SCHEMA} | {
    name: one for name, one in SCHEMA["$defs"].items() if "properties" in one
}
CODES = {name: one for name, one in SCHEMA["$defs"].items() if "enum" in one}
FIELDS = [(name, field) for name, one in OBJECTS.items() for field in one["properties"]]


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_every_field_is_described_in_a_short_sentence(name: str, field: str) -> None:
    said = OBJECTS[name]["properties"][field]["description"]
    first = words()[name][field]
    assert said.startswith(first)
    assert first[-1] in ".?"
    assert all(len(sentence.split()) <= 25 for sentence in first.split(". "))


def test_no_field_is_described_that_is_not_there() -> None:
    described = {(name, field) for name, fields in words().items() for field in fields}
    assert described == set(FIELDS)


@pytest.mark.parametrize("name", CODES)
def test_every_code_that_is_allowed_is_listed_with_its_label(name: str) -> None:
    listed = {one["const"]: one["title"] for one in CODES[name]["oneOf"]}
    assert listed == {term.value: term.label for term in getattr(terms, name)}
    assert list(listed) == CODES[name]["enum"]


def test_it_says_on_which_pages_an_answer_is_asked() -> None:
    request, answers = OBJECTS["Request"]["properties"], OBJECTS["Answers"]["properties"]
    assert request["verification"]["description"].endswith("Asked on: caller.")
    assert answers["items"]["description"].endswith("Asked on: items.")
    assert "Asked on" not in OBJECTS["Settings"]["properties"]["version"]["description"]


def test_defaults_are_the_models_own() -> None:
    settings = OBJECTS["Settings"]["properties"]
    assert settings["many_items"]["default"] == Settings().many_items
    assert OBJECTS["Circumstances"]["properties"]["provider_type"]["default"] == "PRIVATE"


def test_only_a_rule_that_asks_for_words_is_explained() -> None:
    rule = OBJECTS["Explanation"]["properties"]["rule"]
    assert "I13" in rule["enum"]
    assert not {"B99", "J01", "B12"} & set(rule["enum"])
    assert "pattern" not in rule


def test_only_the_start_is_needed() -> None:
    assert SCHEMA["required"] == ["answers"]
    assert OBJECTS["Answers"]["required"] == ["start"]
    assert "required" not in OBJECTS["Circumstances"]
    now = OBJECTS["Circumstances"]["properties"]["now"]["description"]
    assert "the start in London of the day that is assessed" in now


def test_nothing_else_may_stand_in_it() -> None:
    assert all(one["additionalProperties"] is False for one in OBJECTS.values())


def test_every_reference_leads_somewhere() -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if "$ref" in value else []
            return own + [one for inner in value.values() for one in references(inner)]
        if isinstance(value, list):
            return [one for inner in value for one in references(inner)]
        return []

    found = set(references(SCHEMA))
    assert found == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_it_is_plain_json() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
