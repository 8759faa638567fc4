"""The words of wishes, which stand in the ledger alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from children.around import written
from children.models import Wish
from decisions.policy.terms import ConsentGiver, Purpose, View
from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry, read_part

NOT_WHAT_WAS_SEALED = (
    "These words do not match their seal. Tell the data protection officer before you rely on them."
)


def wishes_with_words(wishes: Iterable[Wish]) -> list[dict[str, Any]]:
    """Each wish as an event: when, what, who, and the words as they were sealed."""
    return [
        {
            "what": f"{View(wish.view).label}. {Purpose(wish.purpose).label}",
            "who": _who(wish),
            "detail": words_of(wish),
            "when": wish.recorded_at,
        }
        for wish in wishes
    ]


def _who(wish: Wish) -> str:
    about = f", about telling {wish.recipient.name}" if wish.recipient else ""
    return f"{ConsentGiver(wish.giver).label}{about}. Said on {written(wish.said_on)}."


def words_of(wish: Wish) -> str:
    try:
        return str(read_part(wish.log, wish.seq, "text")["words"])
    except (LedgerMismatch, NoSuchEntry):
        return NOT_WHAT_WAS_SEALED
