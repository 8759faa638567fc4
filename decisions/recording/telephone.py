"""An approval by telephone: written down by whoever rang, and confirmed by whoever was rung.

For nights: nothing is unlocked by a number that somebody gives, only by one that is held (law and
practice reference, 9.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from decisions.models import Review, SharingDecision
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording.review import (
    Answer,
    Call,
    refuse_a_second,
    write_review,
)
from decisions.recording.reviewer import ReviewRefused, refuse_by_rule
from decisions.recording.stages import on_call_among, verdicts_for, whose_turn
from infoshare.access.on_call import is_on_call
from infoshare.access.permissions import Permission
from infoshare.access.scope import appointment_for
from infoshare.common import clock
from infoshare.organisation.models import Appointment, User

TO_COME = "The call cannot be in the future. Check the day and the time."
TOO_EARLY = (
    "That is before the record was signed. Your manager agrees to what the record says: ring "
    "again and read it to them."
)
BY_TELEPHONE = (Verdict.AGREED, Verdict.NOT_AGREED)


@dataclass(frozen=True)
class HeldNumber:
    """A person who may answer a record, and a number that is held for them.

    `is_on_call`: the home's number on call; `is_theirs`: they are known to answer on it.
    """

    manager: Appointment
    number: str
    is_on_call: bool
    is_theirs: bool = True


def held_numbers(decision: SharingDecision, recorded_by: User) -> list[HeldNumber]:
    """Whom this person may ring about a record, on which held number, on call first.

    Only those who may answer it, so never its author, and never oneself. Their own number; the
    home's for whoever is on call, or for each where that is nobody who may answer, who may be
    reached through it. Nobody without a number.
    """
    # Whoever carries the home's telephone may be the one whom the record names.
    on_call = "" if decision.names_staff else decision.home.on_call_number.strip()
    # Nobody is rung on the telephone that the author, or whoever rings, carries.
    if any(is_on_call(decision.home, one) for one in (decision.author.user, recorded_by)):
        on_call = ""
    people = whose_turn(decision)
    carrying = on_call_among(decision.home, people)
    found = []
    for manager in people:
        own = manager.user.telephone.strip()
        if manager.user_id == recorded_by.pk:
            continue
        reached = on_call if manager in carrying or not carrying else ""
        if reached:
            theirs = manager in carrying
            found.append(HeldNumber(manager, reached, is_on_call=True, is_theirs=theirs))
        if own and own != reached:
            found.append(HeldNumber(manager, own, is_on_call=False))
    return sorted(found, key=lambda one: not (one.is_on_call and one.is_theirs))


def earliest_call(decision: SharingDecision) -> datetime:
    """A manager agrees to what was signed: to the minute, as times are typed."""
    return decision.recorded_at.replace(second=0, microsecond=0)


def answered_on_the_telephone(
    decision: SharingDecision,
    recorded_by: User,
    held: HeldNumber,
    *,
    answer: Answer,
    rung_at: datetime,
    shown: str,
    is_conflicted: bool = False,
) -> Review:
    """Write down what a manager said on the telephone; it stands at once.

    `shown` is the leaf hash of what was read out, `is_conflicted` what the manager said of
    themselves. Raises ReviewRefused for a person, a number, a time or an answer that cannot be,
    AlreadyReviewed where somebody answered first.
    """
    refuse_a_second(decision, ReviewStage.FIRST)
    writer = appointment_for(recorded_by, Permission.RECORD, decision.home, decision.child_id)
    if writer is None:
        raise ReviewRefused("You do not record for this home now.")
    if not decision.needs_approval or answer.verdict not in BY_TELEPHONE:
        raise ReviewRefused("This record does not wait for that answer. Look again.")
    _refuse_by_number(decision, recorded_by, held)
    refuse_by_rule(decision, held.manager.user, is_conflicted=is_conflicted)
    if rung_at > clock.now():
        raise ReviewRefused(TO_COME)
    if rung_at < earliest_call(decision):
        raise ReviewRefused(TOO_EARLY)
    if not answer.words.strip():
        raise ReviewRefused("Write the words that your manager used.")
    call = Call(writer, held.number, rung_at)
    return write_review(decision, held.manager, ReviewStage.FIRST, answer, shown, call)


def _refuse_by_number(decision: SharingDecision, recorded_by: User, held: HeldNumber) -> None:
    if held not in held_numbers(decision, recorded_by):
        raise ReviewRefused(
            "That person cannot answer this record, or that is not a number that we hold. "
            "Choose from the answers on this page."
        )


def may_be_answered_by_telephone(decision: SharingDecision) -> bool:
    """Does this record wait for a manager, who may be rung?"""
    return not decision.reviews.all() and Verdict.AGREED in verdicts_for(decision)
