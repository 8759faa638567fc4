"""What an entry may be, and what it may not."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoshare.common.text import TextRefused, clean_text
from infoshare.ledger import canonical, entry
from infoshare.ledger.entry import EntryRefused
from infoshare.ledger.kinds import Kind, part_names, part_that_seals_the_clock, parts_fit

REF = UUID(int=2)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHILD_PARTS = {"child", "facts", "guarded", "text"}


def a_body(**changed: Any) -> bytes:
    given: dict[str, Any] = {
        "at": NOON,
        "keep": 2092,
        "kind": Kind.DECISION,
        "log": UUID(int=1),
        "parts": dict.fromkeys(CHILD_PARTS, bytes(32)),
        "ref": REF,
        "seq": 1,
    }
    return entry.body(**{**given, **changed})


def test_time_is_in_utc_with_six_places() -> None:
    summer = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert entry.time_text(summer) == "2026-06-30T23:30:00.000000Z"
    assert entry.time_text(NOON + timedelta(microseconds=7)) == "2026-03-01T12:00:00.000007Z"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(EntryRefused, match="time zone"):
        entry.time_text(datetime(2026, 3, 1))  # noqa: DTZ001


def test_content_names_its_part_its_entry_and_its_schema() -> None:
    assert canonical.read(entry.content({"a": 1}, part="text", ref=REF, schema=3)) == {
        "a": 1,
        "part": "text",
        "ref": REF.hex,
        "schema": 3,
    }


def test_content_tells_the_clock_when_asked_to() -> None:
    told = canonical.read(entry.content({}, part="facts", ref=REF, clock=NOON))
    assert told["clock"] == "2026-03-01T12:00:00.000000Z"


@pytest.mark.parametrize("key", ["part", "ref", "schema", "clock"])
def test_a_caller_may_not_bring_the_ledgers_own_keys(key: str) -> None:
    with pytest.raises(EntryRefused, match="ledger writes itself"):
        entry.content({key: 1}, part="text", ref=REF)


def test_schemas_count_from_one() -> None:
    with pytest.raises(EntryRefused, match="schema"):
        entry.content({}, part="text", ref=REF, schema=0)


@pytest.mark.parametrize(
    "character",
    [*"\x00\x08\x0b\x0c\r\x1f\x7f\x80\x9f\u202a\u202e\u2066\u2069"],
    ids=lambda character: f"U+{ord(character):04X}",
)
@pytest.mark.parametrize("wrap", [str, lambda text: [text], lambda text: {"inner": (1, text)}])
def test_text_that_cannot_be_seen_or_turns_is_refused(character: str, wrap: Any) -> None:
    with pytest.raises(EntryRefused) as refused:
        entry.content({"a": wrap(f"Zoë{character}")}, part="text", ref=REF)
    assert "Zoë" not in str(refused.value)


# A page refuses U+FFFD, by which it knows bytes that were no text; in the ledger it is a character.
@given(st.text(st.characters(exclude_characters="\ufffd")))
@example("\ud800")
def test_it_takes_exactly_the_text_that_pages_take(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except TextRefused:
        with pytest.raises(ValueError, match=r"part|text|half a character"):
            entry.content({"a": text.replace("\r", "\n")}, part="text", ref=REF)
    else:
        entry.content({"a": cleaned}, part="text", ref=REF)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(canonical.NotCanonical):
        entry.content({"a": "\ud83d"}, part="text", ref=REF)


def test_line_ends_and_tabs_and_emoji_are_text() -> None:
    entry.content({"a": "one\n\ttwo \U0001f600 \u200d \u2064"}, part="text", ref=REF)


def test_content_may_reach_one_mebibyte() -> None:
    around = len(entry.content({"a": ""}, part="text", ref=REF))
    most = "x" * (1024 * 1024 - around)
    assert len(entry.content({"a": most}, part="text", ref=REF)) == 1024 * 1024
    with pytest.raises(EntryRefused, match="1 MiB"):
        entry.content({"a": most + "x"}, part="text", ref=REF)


@pytest.mark.parametrize("keep", [1999, 10000, 0, -1])
def test_the_year_to_keep_has_four_digits_of_this_era(keep: int) -> None:
    with pytest.raises(EntryRefused, match="from 2000 to 9999"):
        a_body(keep=keep)


@pytest.mark.parametrize("keep", [2000, 9999])
def test_the_first_and_last_year_to_keep_are_taken(keep: int) -> None:
    assert canonical.read(a_body(keep=keep))["keep"] == keep


@pytest.mark.parametrize("kind", [Kind.GENESIS, Kind.DISPOSE, Kind.ANCHOR])
def test_the_ledgers_own_entries_are_kept_for_ever(kind: Kind) -> None:
    parts = dict.fromkeys(part_names(kind), bytes(32))
    a_body(kind=kind, parts=parts, keep=9999)
    with pytest.raises(EntryRefused, match="for ever"):
        a_body(kind=kind, parts=parts, keep=2092)


@pytest.mark.parametrize("parts", [CHILD_PARTS - {"text"}, CHILD_PARTS | {"more"}, set()])
def test_an_entry_has_exactly_the_parts_of_its_kind(parts: set[str]) -> None:
    with pytest.raises(EntryRefused, match="not these parts"):
        a_body(parts=dict.fromkeys(parts, bytes(32)))


def test_a_body_may_not_pass_128_kibibytes() -> None:
    with pytest.raises(EntryRefused, match="128 KiB"):
        a_body(parts=dict.fromkeys(CHILD_PARTS, bytes(32 * 1024)))


def test_a_body_of_the_most_parts_is_taken() -> None:
    names = [f"{number:04}" for number in range(1000)]
    assert len(a_body(kind=Kind.READS, parts=dict.fromkeys(names, bytes(32)))) < 128 * 1024


OWN = ("genesis", "key", "inspection", "retention", "dispose", "restore", "close")
ABOUT_A_CHILD = ("decision", "review", "disclosure", "receipt", "addendum", "advice", "consent")
KINDS_AND_PARTS = {
    **{kind: {kind} for kind in OWN},
    "anchor": set(),
    **dict.fromkeys(ABOUT_A_CHILD, CHILD_PARTS),
    "visit": {"facts", "text"},
    "change": {"facts", "text"},
}


def test_the_list_of_kinds_is_closed() -> None:
    assert {kind.value for kind in Kind} == {*KINDS_AND_PARTS, "reads", "audit"}


@pytest.mark.parametrize("kind", KINDS_AND_PARTS)
def test_each_kind_has_its_own_parts(kind: str) -> None:
    expected = KINDS_AND_PARTS[kind]
    assert parts_fit(Kind(kind), expected)
    assert not parts_fit(Kind(kind), expected | {"0000"})


@pytest.mark.parametrize("kind", [Kind.READS, Kind.AUDIT])
def test_a_batch_is_numbered_from_zero_to_at_most_999(kind: Kind) -> None:
    names = [f"{number:04}" for number in range(1001)]
    assert parts_fit(kind, names[:1])
    assert parts_fit(kind, names[999::-1])
    assert not parts_fit(kind, names)
    assert not parts_fit(kind, [])
    assert not parts_fit(kind, names[1:3])
    assert not parts_fit(kind, ["0", "1"])


def test_the_clock_is_sealed_with_the_facts_or_else_in_the_first_part() -> None:
    assert part_that_seals_the_clock(CHILD_PARTS) == "facts"
    assert part_that_seals_the_clock({"0001", "0000"}) == "0000"
    assert part_that_seals_the_clock([]) is None
