"""Taking a child's name out of words that somebody reads who need not know the child."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol

THE_CHILD = "the child"

# Parts of family names that are everyday words, or no name by themselves.
_PARTICLES = (
    "abu al ap bin da das de del den der di dos du el ibn la le mac mc st ten ter van von y"
)
# Pairs of letters that are words: only in capitals are they somebody's initials.
_EVERYDAY_PAIRS = (
    "ad ah am an as at be by do ed eg go ha he hi id ie if in is it ma me mr ms my no of oh ok on "
    "or ox pa pc pe pm pp re so st to tv uk up us vs we"
)
# Letters that do not come apart into a plain letter and its mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´ʻ＇", "'"))

_LETTER = r"[^\W\d_]"
_STARTS, _ENDS = rf"(?<!{_LETTER})", rf"(?!{_LETTER})"
_WITHIN_A_NAME = r"[\W_]{0,3}"
_BETWEEN_NAMES = r"[ ,\-]{1,3}"
_ENDING = r"(?P<ending>'s|s'|(?<=s)'|e?s)?"
_A_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…]\s+|\n\s*)[\"“‘'(]*$")


class Named(Protocol):
    """Whoever has a name: a child."""

    given_names: str
    family_name: str
    known_as: str


def without_names(text: str, child: Named, instead: str = THE_CHILD) -> str:
    """The words with "the child", or other words, wherever they name this child.

    Given names, family name, what the child is called, and the initials as a pair, in any case,
    with or without accents, possessive or not. It takes out more rather than less: a child called
    May loses the word "may". It cannot know a name that nobody wrote on the child's page.
    """
    forms = [*_in_full(child)]
    for name in (child.given_names, child.family_name, child.known_as):
        forms.extend(_parts(name))
    return _without_initials(_replaced(text, forms, instead), child, instead)


def speaks_of(text: str, name: str) -> bool:
    """Do these words hold every part of this name: in any order and case, accents or none?"""
    parts = set(_words(name))
    return bool(parts) and parts <= set(_words(text))


def may_mean(text: str, name: str) -> bool:
    """Do these words hold a part of this name that is a name by itself: "Maya", "Okoro"?"""
    parts = {word for word in _words(name) if len(word) > 1 and word not in _PARTICLES.split()}
    return not parts.isdisjoint(_words(text))


def capitalised(text: str) -> str:
    """The words of a text that begin with a capital, as names do: "will" is not Will."""
    return " ".join(word for word in re.findall(rf"{_LETTER}+", text) if word[0].isupper())


def without_phrase(text: str, phrase: str, instead: str) -> str:
    """The words with another in place of this whole phrase: the name of a home."""
    return _replaced(text, [_joined(phrase)], instead)


def _in_full(child: Named) -> Iterator[str]:
    """Both names together, in full or with one of them cut down to its first letter."""
    family = _joined(child.family_name)
    for name in (child.given_names, child.known_as):
        if not (words := _words(name)) or not family:
            continue
        first, last = words[0], _words(child.family_name)[0][0]
        yield rf"{_joined(name)}{_WITHIN_A_NAME}{family}"
        yield rf"{first}{_WITHIN_A_NAME}{family}"
        yield rf"{first[0]}[. ]{{1,2}}{family}"
        # "gave Kit a book": a letter that is a word is an initial only before a full stop.
        yield rf"{first} {last}\." if last in "aio" else rf"{first} {last}\.?"


def _parts(name: str) -> Iterator[str]:
    """A name as a whole, and each part of it that is a name by itself."""
    words = _words(name)
    if len("".join(words)) > 1:
        yield _joined(name)
    yield from (word for word in words if len(word) > 1 and word not in _PARTICLES.split())


def _replaced(text: str, forms: list[str], instead: str) -> str:
    """The text with every run of these forms replaced once, the longest first."""
    longest_first = sorted({form for form in forms if form}, key=len, reverse=True)
    if not longest_first:
        return text
    one = f"(?:{'|'.join(longest_first)})"
    more = rf"(?:{_BETWEEN_NAMES}{one}{_ENDS})*"
    return _substituted(text, rf"{_STARTS}(?:the )?{one}{more}{_ENDING}{_ENDS}", instead)


def _without_initials(text: str, child: Named, instead: str) -> str:
    """The text without the pair of initials: KT, K.T., K T."""
    given, family = _words(child.given_names), _words(child.family_name)
    if not given or not family:
        return text
    first, last = given[0][0], family[0][0]
    # Not the end of "it's": what comes before may be no apostrophe after a letter.
    starts = rf"{_STARTS}(?<!{_LETTER}')"
    written = rf"(?:{first}\. ?{last}(?:\.(?= ?[\w,;']))?|{first} ?{last})"
    only_capitals = first + last in _EVERYDAY_PAIRS.split()
    return _substituted(text, rf"{starts}{written}{_ENDING}{_ENDS}", instead, only_capitals)


def _substituted(text: str, pattern: str, instead: str, only_capitals: bool = False) -> str:
    """Find in the folded text, replace in the text as it was written."""
    folded, places = _folded(text)
    pieces, done = [], 0
    for match in re.finditer(pattern, folded):
        start, end = places[match.start()], places[match.end()]
        letters = "".join(filter(str.isalpha, text[start:end]))[:2]
        if only_capitals and not letters.isupper():
            continue
        words = _capital(instead) if _A_SENTENCE_BEGINS.search(text[:start][-40:]) else instead
        pieces += [text[done:start], words, "’s" if "'" in (match["ending"] or "") else ""]
        done = end
    return "".join([*pieces, text[done:]])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case, accents and what cannot be seen, and where each letter of it stood.

    The list has one place more than the folded text has letters: the end.
    """
    folded, places = [], []
    for place, character in enumerate(text):
        for letter in _plain(character):
            folded.append(letter)
            places.append(place)
    return "".join(folded), [*places, len(text)]


def _plain(character: str) -> str:
    """A character in small plain letters; nothing for a mark, or what cannot be seen."""
    apart = unicodedata.normalize("NFKD", character.translate(_APOSTROPHES)).casefold()
    seen = (one for one in apart if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    return "".join(seen).translate(_PLAIN)


def _words(name: str) -> list[str]:
    return re.findall(rf"{_LETTER}+", _folded(name)[0])


def _joined(name: str) -> str:
    """A name whose parts may be joined by a space, a hyphen, an apostrophe or nothing."""
    return _WITHIN_A_NAME.join(_words(name))
