"""Passwords that others try first, known without asking anybody (ASVS 6.2.4, 6.2.12).

The list is the one that Django ships. It is held against what is left of a password once the
usual dressing is taken off: capitals, digits and marks around it, figures for letters, the same
word several times, two common words in a row.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

REFUSED = "This password is one that others try first. Use three random words instead."
HELP = "A password that many people use is refused."
# What is guessed first at a place like this, beside the common words.
_HERE = frozenset(
    {"infoshare", "safeguarding", "childrenshome", "children", "ofsted", "residential", "carehome"}
)
_FIGURES = str.maketrans("013457@$!", "oieastasi")
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_FEWEST_DIFFERENT = 5
_SHORTEST_WORD = 3


class BlockListValidator:
    """Refuses what stands on the list, plain or dressed up."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_guessed_first(password):
            raise ValidationError(REFUSED, code="password_too_common")

    def get_help_text(self) -> str:
        return HELP


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords) | _HERE


def is_guessed_first(password: str) -> bool:
    """Is this password common, or a common one dressed up?"""
    plain = "".join(password.casefold().split())
    if len(set(plain)) < _FEWEST_DIFFERENT or plain.isdecimal() or _runs_along_a_row(plain):
        return True
    spellings = {plain, plain.translate(_FIGURES)}
    bare = {"".join(filter(str.isalpha, one)) for one in spellings}
    trimmed = {one.strip("0123456789!?.,;:-_*#+@$£%&/ ") for one in spellings}
    return any(_is_common(one) for one in spellings | bare | trimmed)


def _is_common(word: str) -> bool:
    once = _said_once(word)
    if not once or once in _common():
        return True
    cuts = range(_SHORTEST_WORD, len(once) - _SHORTEST_WORD + 1)
    return any(once[:cut] in _common() and once[cut:] in _common() for cut in cuts)


def _said_once(word: str) -> str:
    """`abcabcabc` is `abc`: a word found in itself doubled, before its end, repeats."""
    length = (word + word).find(word, 1)
    return word[:length] if 0 < length < len(word) else word


def _runs_along_a_row(plain: str) -> bool:
    """Keys or letters in their own order, forwards or backwards, over and over."""
    rows = [row * (len(plain) // len(row) + 2) for row in _ROWS]
    return any(plain in row or plain in row[::-1] for row in rows)
