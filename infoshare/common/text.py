"""Text typed by people: one spelling, and nothing in it that cannot be seen."""

from __future__ import annotations

import unicodedata

# Marks that turn the direction of what follows: they can make a line read as its opposite.
_DIRECTION_MARKS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_ALLOWED_CONTROLS = frozenset("\n\t")


class TextRefused(ValueError):
    """The text holds something that cannot be kept; the message says what to do."""


def clean_text(value: str) -> str:
    """Line ends as LF, then NFC (the ledger's spelling of text).

    Raises TextRefused for control characters, direction marks and broken characters. Bytes that
    spell no text reach a form as U+FFFD: what somebody meant is lost, so it is not kept.
    """
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    for character in text:
        if character in _DIRECTION_MARKS:
            raise TextRefused(
                "Take out the hidden marks that change the reading direction, then save again."
            )
        if character == _UNREADABLE:
            raise TextRefused("Some characters cannot be read and show as �. Type them again.")
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and character not in _ALLOWED_CONTROLS):
            raise TextRefused(
                "Some characters cannot be kept. Type the words again instead of pasting them."
            )
    return text


def mask_whole_value(value: str) -> str:
    """What the technical trace keeps of a masked value: that there was one, never a part of it."""
    return "hidden" if value else ""
