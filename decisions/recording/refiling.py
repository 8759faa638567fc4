"""A record that was filed under the wrong child: said once, and written anew for the right one.

The record stays in the ledger as it was sealed. From the moment that this is said it is in no
list, count, queue or follow-up; `SharingDecision.objects.opened_by` says who may still open it.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from children.models import Child
from decisions.models import Addendum, Draft, SharingDecision
from decisions.policy.terms import AddendumKind
from decisions.recording.addendum import SaidBefore, add
from decisions.recording.drafts import start_draft
from decisions.recording.locking import refiled, take_turns
from decisions.recording.reading import read_decision, read_sealed
from decisions.recording.words import names_replaced, reworded
from decisions.recording.written_by import keep_who_wrote
from infoshare.common.names import THE_CHILD
from infoshare.organisation.models import Appointment, Home, User


def refile(
    decision: SharingDecision,
    author: Appointment,
    child: Child,
    home: Home,
    author_there: Appointment,
    *,
    reason: str,
    token: UUID,
) -> Draft | SharingDecision:
    """Say that a record is about this child, and begin that child's record from its answers.

    `author` says it at the record's home; `author_there` is the same person's appointment at
    `home`, where the right child lives. The same token gives the same draft, or the record that
    it became. Raises SaidBefore where it was said from another page, or said otherwise from
    this one; LedgerMismatch.
    """
    with transaction.atomic():
        # Two people at once take turns on the home's row; the second learns of the first.
        take_turns(decision)
        said = refiled(decision)
        if said is not None:
            begun = begun_from(decision)
            if begun is not None and _says_the_same(said, token, child, reason):
                return begun
            raise SaidBefore(said)
        add(
            decision,
            author,
            kind=AddendumKind.REFILED,
            words="",
            reason=reason,
            token=token,
            refiled_to=child,
        )
        return _begin(decision, child, home, author_there)


def _says_the_same(said: Addendum, token: UUID, child: Child, reason: str) -> bool:
    """Is it the same page sent twice, and not one that was changed after going back to it?"""
    if (said.submit_token, said.refiled_to_id) != (token, child.pk):
        return False
    return bool(read_sealed(said)["text"]["reason"] == reason)


def begun_from(decision: SharingDecision) -> Draft | SharingDecision | None:
    """The draft for the right child, or the record that it became."""
    signed = SharingDecision.objects.filter(refiles=decision).first()
    return signed or Draft.objects.filter(refiles=decision).first()


def where_it_is_now(decision: SharingDecision) -> Draft | SharingDecision | None:
    """As `begun_from`; where that was filed under the wrong child too, what is in its place."""
    begun = begun_from(decision)
    while isinstance(begun, SharingDecision) and refiled(begun) is not None:
        begun = begun_from(begun)
    return begun


def record_now(decision: SharingDecision, user: User) -> SharingDecision | None:
    """The signed record in the place of this one, where this person may open it."""
    begun = where_it_is_now(decision)
    if not isinstance(begun, SharingDecision):
        return None
    return SharingDecision.objects.visible_to(user).filter(pk=begun.pk).first()


def answers_to_what_was_refiled(draft: Draft) -> SharingDecision | None:
    """The record that this draft completes or answers, where it was filed under the wrong child."""
    for earlier in (draft.completes, draft.follows):
        if earlier is not None and refiled(earlier) is not None:
            return earlier
    return None


def _begin(decision: SharingDecision, child: Child, home: Home, author: Appointment) -> Draft:
    sealed = read_decision(decision)
    answers = reworded(sealed.answers, names_replaced([decision.child], THE_CHILD))
    completes = _in_its_place(decision.completes, child)
    if completes is not None and not _still_to_complete(completes):
        completes = None
    draft = start_draft(
        home,
        child,
        author,
        answers,
        completes=completes,
        follows=_in_its_place(decision.follows, child),
        beside=_rightly_beside(decision.beside, child),
        refiles=decision,
    )
    keep_who_wrote(draft, decision, sealed)
    return draft


def _in_its_place(earlier: SharingDecision | None, child: Child) -> SharingDecision | None:
    """The record of this child that the new one completes or follows, as the old one did.

    Where that was filed under the wrong child too: the record in its place, once it is signed.
    """
    if earlier is None:
        return None
    begun = begun_from(earlier)
    now = begun if isinstance(begun, SharingDecision) else earlier
    return now if now.child_id == child.pk and refiled(now) is None else None


def _rightly_beside(other: SharingDecision | None, child: Child) -> SharingDecision | None:
    """The record of another child that the new one stands beside."""
    if other is None or other.child_id == child.pk or refiled(other) is not None:
        return None
    return other


def _still_to_complete(urgent: SharingDecision) -> bool:
    """A record is completed once: by nobody so far, and nobody has begun."""
    completed = SharingDecision.objects.filter(completes=urgent).exists()
    return not completed and not Draft.objects.filter(completes=urgent).exists()
