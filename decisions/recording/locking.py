"""One after the other: who writes about a record holds its home's row until all is written.

What a page showed may have changed since it was made. What must not have changed is asked again
here, where nobody else can change it before the ledger has its entry.
"""

from __future__ import annotations

from decisions.models import Addendum, Draft, SharingDecision
from decisions.policy.terms import AddendumKind
from infoshare.organisation.models import Home


class MovedMeanwhile(Exception):
    """This record was filed under the wrong child, which was said meanwhile; nothing was written.

    `record` is the one that was moved.
    """

    def __init__(self, record: SharingDecision) -> None:
        self.record = record
        super().__init__("this record was filed under the wrong child, and has been moved")


def refiled(decision: SharingDecision) -> Addendum | None:
    """What says that this record was filed under the wrong child, if anything does."""
    return decision.addenda.filter(kind=AddendumKind.REFILED.value).first()


def take_turns(*rows: SharingDecision | Draft | None) -> None:
    """Wait for whoever writes at the homes of these rows; call it inside a transaction.

    Always before the ledger is locked, and in one order, so that nobody waits for ever.
    """
    homes = sorted({one.home_id for one in rows if one is not None})
    for home in homes:
        Home.objects.select_for_update(no_key=True).only("pk").get(pk=home)


def hold(decision: SharingDecision) -> None:
    """Take turns at this record's home. Raises MovedMeanwhile where it was moved meanwhile."""
    take_turns(decision)
    refuse_if_moved(decision)


def refuse_if_moved(decision: SharingDecision) -> None:
    """Raises MovedMeanwhile for a record that was filed under the wrong child."""
    rows = Addendum.objects.filter(decision=decision, kind=AddendumKind.REFILED.value)
    if rows.exists():
        raise MovedMeanwhile(decision)
