"""One spelling for each document."""

import json
from http import HTTPStatus
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from infoshare.ledger import canonical
from infoshare.ledger.canonical import NotCanonical
from infoshare.ledger.kinds import Kind

KEYS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=64)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
WHOLE_NUMBERS = st.integers(-canonical.LARGEST_INTEGER, canonical.LARGEST_INTEGER)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE_NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=6)


def nested(brackets: int) -> dict[str, Any]:
    inner: Any = 1
    for _ in range(brackets - 1):
        inner = [inner]
    return {"a": inner}


@given(DOCUMENTS)
def test_it_writes_as_the_standard_for_canonical_json_does(document: dict[str, Any]) -> None:
    assert canonical.write(document) == rfc8785.dumps(document)


@given(DOCUMENTS)
def test_what_is_written_reads_back_the_same(document: dict[str, Any]) -> None:
    assert canonical.read(canonical.write(document)) == document


@given(DOCUMENTS)
def test_it_refuses_a_spelling_with_white_space(document: dict[str, Any]) -> None:
    with pytest.raises(NotCanonical):
        canonical.read(json.dumps(document, indent=1).encode() + b"\n")


def test_it_escapes_only_what_it_must() -> None:
    text = '"\\/\b\t\n\f\r\x00\x1f\x7f é—\U0001f600'
    spelled = rb'{"a":"\"\\/\b\t\n\f\r\u0000\u001f' + "\x7f é—\U0001f600".encode() + b'"}'
    assert canonical.write({"a": text}) == spelled


def test_keys_stand_in_byte_order() -> None:
    assert canonical.write({"b": 1, "a": 2, "B": 3, "10": 4, "9": 5}) == (
        b'{"10":4,"9":5,"B":3,"a":2,"b":1}'
    )


def test_a_tuple_is_written_as_a_list() -> None:
    assert canonical.write({"a": (1, None, True, False)}) == b'{"a":[1,null,true,false]}'


def test_a_code_is_written_as_its_value() -> None:
    assert canonical.write({"a": Kind.DECISION, "b": HTTPStatus.OK}) == b'{"a":"decision","b":200}'


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        2**53,
        -(2**53),
        "\ud800",
        b"bytes",
        {1: 2},
        {"": 1},
        {"a b": 1},
        {"é": 1},
        {"k" * 65: 1},
    ],
    ids=repr,
)
def test_it_refuses_to_write_what_has_no_one_spelling(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical.write({"a": value})


def test_the_largest_numbers_and_keys_are_written() -> None:
    canonical.write({"k" * 64: 2**53 - 1, "!": -(2**53 - 1), "~": 0})


def test_sixteen_brackets_are_the_most() -> None:
    assert canonical.read(canonical.write(nested(16))) == nested(16)
    with pytest.raises(NotCanonical, match="brackets"):
        canonical.write(nested(17))
    with pytest.raises(NotCanonical, match="brackets"):
        canonical.read(b'{"a":' + b"[" * 16 + b"]" * 16 + b"}")
    with pytest.raises(NotCanonical, match="brackets"):
        canonical.read(b'{"a":' * 17 + b"1" + b"}" * 17)


@pytest.mark.parametrize(
    "spelling",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":"\\u0061"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\ud83d\\ude00"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\n"}',
        b'{"a":"\xff"}',
        b'{"a":"\xed\xa0\x80"}',
        b'\xef\xbb\xbf{"a":1}',
        '{"a":1}'.encode("utf-16"),
        b'{"":1}',
        b"[]",
        b'"a"',
        b"1",
        b"null",
        b"",
        b'{"a":1',
        b'{"a":' + b"[" * 100_000,
    ],
    ids=lambda spelling: repr(spelling[:24]),
)
def test_it_refuses_to_read_any_other_spelling(spelling: bytes) -> None:
    with pytest.raises(NotCanonical):
        canonical.read(spelling)


def test_its_messages_name_the_place_and_never_the_value() -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical.write({"facts": [{"born": 1.5}, "Asha \ud800"]})
    assert str(refused.value) == "document.facts[0].born is a float, which has no canonical form"
    with pytest.raises(NotCanonical) as unread:
        canonical.read(b'{"name":"Asha"')
    assert "Asha" not in str(unread.value)
    assert unread.value.__cause__ is None
    assert unread.value.__suppress_context__
