"""What is added to a sealed record afterwards."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from decisions.models import Addendum, SharingDecision
from decisions.policy.terms import AddendumKind
from decisions.recording.parts import answering, sent_before, signed, who
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment


def add(
    decision: SharingDecision,
    author: Appointment,
    *,
    kind: AddendumKind,
    words: str,
    reason: str,
    token: UUID,
) -> Addendum:
    """Add to a record, signed and with the reason. The same token gives the same row."""
    try:
        with transaction.atomic():
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
                submit_token=token,
            )
    except IntegrityError as refused:
        return sent_before(Addendum.objects.filter(decision=decision), token, refused)
