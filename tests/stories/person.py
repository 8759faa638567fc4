"""What every person in a story can do, at whichever browser."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from decisions.models import SharingDecision


class Person(Protocol):
    """Opens, reads, answers and presses; questions, links and buttons go by their words."""

    seen: list[str]

    @property
    def address(self) -> str: ...

    @property
    def heading(self) -> str: ...

    def open(self, address: str) -> Person: ...

    def follow(self, words: str) -> Person: ...

    def answer(self, question: str, *answers: str, within: str = "") -> Person: ...

    def press(self, words: str, *, refused: bool = False) -> Person: ...

    def sees(self, *words: str) -> Person: ...

    def sees_no(self, *words: str) -> Person: ...

    def is_offered_no(self, *words: str) -> Person: ...


def record_shown(person: Person) -> SharingDecision:
    """The record that the page before this person is about."""
    parts = person.address.strip("/").split("/")
    assert parts[0] == "records", f"{person.address} shows no record"
    return SharingDecision.objects.get(pk=UUID(parts[1]))


def guide_pages(person: Person) -> list[str]:
    """The pages of the guide that this person was shown, each once, in order."""
    return list(dict.fromkeys(one for one in person.seen if one.startswith("/drafts/")))
