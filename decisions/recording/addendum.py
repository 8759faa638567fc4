"""What is added to a sealed record afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from children.models import Child
from decisions.models import Addendum, SharingDecision
from decisions.policy.terms import AddendumKind
from decisions.recording.locking import refuse_if_moved, take_turns
from decisions.recording.parts import Part, UsedElsewhere, answering, sent_before, signed, who
from decisions.recording.reading import read_sealed
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment

# Said once of a record: taken higher, filed again, ended.
ONCE = frozenset({AddendumKind.ESCALATED, AddendumKind.REFILED, AddendumKind.ARRANGEMENT_ENDED})


class SaidBefore(UsedElsewhere):
    """This is said once of a record, and `addendum` has said it; nothing was written."""

    def __init__(self, addendum: Addendum) -> None:
        self.addendum = addendum
        super().__init__("this has been said of the record already")


def add(
    decision: SharingDecision,
    author: Appointment,
    *,
    kind: AddendumKind,
    words: str,
    reason: str,
    token: UUID,
    refiled_to: Child | None = None,
    facts: Mapping[str, object] | None = None,
) -> Addendum:
    """Add to a record, signed and with the reason. The same token gives the same row.

    `refiled_to` is whose record it is, where it was filed under the wrong child; `facts` are the
    codes, times and references that this kind holds, sealed as they are. Raises SaidBefore for
    what is said once of a record, UsedElsewhere for a token that wrote something else, and
    MovedMeanwhile for anything more about a record that was filed under the wrong child.
    """
    try:
        with transaction.atomic():
            take_turns(decision)
            if kind is not AddendumKind.REFILED:
                refuse_if_moved(decision)
            leaf = append(
                [
                    Entry(
                        decision.home.log,
                        Kind.ADDENDUM,
                        uuid4(),
                        decision.child.keep_until_year,
                        {
                            "child": who(decision.child),
                            "guarded": {},
                            "text": {"words": words, "reason": reason},
                            "facts": {
                                "of": answering(decision),
                                "code": decision.code,
                                "kind": kind.value,
                                "kind_label": kind.label,
                                "author": signed(author),
                                "refiled_to": refiled_to.pk.hex if refiled_to else None,
                                "said": dict(facts or {}),
                                "token": token.hex,
                            },
                        },
                    )
                ]
            )[0]
            return Addendum.objects.create(
                **leaf.columns(),
                decision=decision,
                author=author,
                kind=kind.value,
                refiled_to=refiled_to,
                submit_token=token,
            )
    except IntegrityError as refused:
        before = _written_before(decision, kind, token, refused)
        stands, said = read_sealed(before), (kind.value, dict(facts or {}), words, reason)
        if said != _said(stands["facts"], stands["text"]):
            # The page was changed after going back to it, and is not the one that was sent.
            raise UsedElsewhere from refused
        return before


def _said(facts: Part, text: Part) -> tuple[object, ...]:
    """What somebody chose and wrote, of an addition that stands."""
    return (facts["kind"], facts["said"], text["words"], text["reason"])


def _written_before(
    decision: SharingDecision, kind: AddendumKind, token: UUID, refused: IntegrityError
) -> Addendum:
    """The row of this page's token; else what says the same of the record already."""
    rows = Addendum.objects.filter(decision=decision)
    first = rows.filter(kind=kind.value).exclude(submit_token=token).first()
    if kind in ONCE and first is not None:
        raise SaidBefore(first) from refused
    return sent_before(rows, token, refused)
