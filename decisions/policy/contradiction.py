"""What a contradiction is: two answers that cannot both be true, and how they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances


@dataclass(frozen=True)
class Contradiction:
    """Where the two answers stand, and one sentence on why they cannot both be true.

    Paths are dotted names, with the place of an item: `items[2].category`.
    """

    paths: tuple[str, str]
    says: str


# True or false, or the places of the items that it is true of.
Hit = bool | tuple[int, ...]
# Reads the answers, and the circumstances where the record is asked too.
Body = Callable[..., Hit]


def _never(*read: Answers | Circumstances) -> Hit:
    return False


@dataclass(frozen=True)
class Pair:
    """Two answers, and whether they contradict each other; a star stands for an item's place."""

    first: str
    second: str
    says: str
    asks: Body = _never

    def __call__(self, body: Body) -> Pair:
        return replace(self, asks=body)

    def found(self, *read: Answers | Circumstances) -> Iterable[Contradiction]:
        hit = self.asks(*read)
        for place in hit if isinstance(hit, tuple) else (0,) * hit:
            first, second = (path.replace("*", str(place)) for path in (self.first, self.second))
            yield Contradiction((first, second), self.says)
