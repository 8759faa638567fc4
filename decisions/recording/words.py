"""Answers with other words in them: a child's names taken out of every word that was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from children.models import Child
from decisions.policy.answers import SHORT_TEXT_LIMIT, TEXT_LIMIT, Answers, Request, Transfer
from decisions.policy.facts.basics import FAMILY
from decisions.recording.parts import join_answers, split_answers
from infoshare.common.names import without_names

Reword = Callable[[str], str]
Who = TypeVar("Who", Request, Transfer)
_SHORT = frozenset(
    {"told_by", "staff_in_words", "name", "already_reported", "professional", "legal_advice"}
)


def names_replaced(children: Iterable[Child], instead: str) -> Reword:
    """What takes the names of these children out of a text, and puts other words in their place."""
    named = tuple(children)

    def reword(text: str) -> str:
        for child in named:
            text = without_names(text, child, instead)
        return text

    return reword


def reworded(answers: Answers, reword: Reword) -> Answers:
    """The answers with every word that was typed reworded, names of people outside included.

    A name that would change is left out, to be written again: half a name is nobody's.
    """
    facts, guarded, text = split_answers(answers)
    joined = join_answers(facts, _each(guarded, reword), _each(text, reword))
    return joined.changed(
        request=without_the_name(joined.request, reword),
        transfer=without_the_name(joined.transfer, reword),
        basis=joined.basis.changed(provision=short(joined.basis.provision, reword)),
        arrangement=joined.arrangement.changed(
            how_often=short(joined.arrangement.how_often, reword)
        ),
    )


def without_the_name(who: Who, reword: Reword) -> Who:
    """Who asks, or is told, without a name that points to the child.

    Family is the other child's family: who they are to this one is asked again.
    """
    if who.agency is None and who.agency_type in FAMILY:
        return who.changed(agency_type=None, agency_name="", name="", position="")
    return who.changed(
        name=who.name if reword(who.name) == who.name else "",
        agency_name=short(who.agency_name, reword),
        position=short(who.position, reword),
    )


def short(text: str, reword: Reword) -> str:
    """A line of text, reworded."""
    return _within(reword(text), SHORT_TEXT_LIMIT)


def long(text: str, reword: Reword) -> str:
    """Several lines of text, reworded."""
    return _within(reword(text), TEXT_LIMIT)


def _each(words: Mapping[str, str], reword: Reword) -> dict[str, str]:
    return {
        path: (short if path.rpartition(".")[2] in _SHORT else long)(text, reword)
        for path, text in words.items()
    }


def _within(text: str, limit: int) -> str:
    """Words in place of a name may be longer than the name."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
