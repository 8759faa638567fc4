"""The draft that states what has already gone beside a record, begun from what that record says."""

from __future__ import annotations

from django.db import transaction

from children.models import Agency
from decisions.models import Draft, SharingDecision
from decisions.policy.answers import (
    Answers,
    Concern,
    Decision,
    Item,
    Transfer,
    Urgent,
)
from decisions.policy.terms import SHARING, Start
from decisions.recording.drafts import begun_after, start_draft
from decisions.recording.keeping_back import to_write_on
from decisions.recording.locking import hold
from decisions.recording.reading import SealedDecision
from infoshare.organisation.models import Appointment

# As many characters as the page that asks takes for one answer.
ONE_ANSWER = 4_000


def state_what_left(decision: SharingDecision, author: Appointment) -> Draft:
    """This person's draft that states what has gone already; pressing again finds the same one.

    For what went before a manager agreed, though nobody agreed, or to another than was decided.
    The record itself stays as it stands.
    """
    with transaction.atomic():
        # Two presses take turns on the home's row; the second finds the draft of the first.
        hold(decision)
        begun = begun_after(decision, author.user, already=True)
        if begun is not None:
            return begun
        answers = answers_about_what_left(to_write_on(decision, author.user))
        return start_draft(decision.home, decision.child, author, answers, follows=decision)


def answers_about_what_left(sealed: SealedDecision) -> Answers:
    """What need not be asked again: whom, how and why, and all that was weighed.

    When it went is asked: the record says when it came up, not when it left.
    """
    decided, told = sealed.answers, sealed.answers.urgent
    shares = decided.decision.outcome in SHARING
    return Answers(
        start=Start.ALREADY_SHARED,
        transfer=_recipient(sealed),
        purpose=decided.purpose,
        concern=_concern(decided),
        items=tuple(item.changed(going=bool(item.going and shares)) for item in decided.items),
        people=decided.people,
        necessity=decided.necessity,
        basis=decided.basis,
        agreement=decided.agreement,
        openness=decided.openness,
        urgent=Urgent(
            said=told.said or in_words(sealed, decided.going if shares else ()),
            why=told.why or (decided.decision.reasons if shares else ""),
        ),
        decision=Decision(explanations=decided.decision.explanations),
    )


def in_words(sealed: SealedDecision, items: tuple[Item, ...]) -> str:
    """What these items say, a line each; nothing where that is more than one answer holds."""
    words = "\n".join(item.words or sealed.words(item.category) for item in items)
    return words if len(words) <= ONE_ANSWER else ""


def _recipient(sealed: SealedDecision) -> Transfer:
    """Whoever was decided on. A body that has left the directory since is named in words."""
    to, held = sealed.answers.recipient, sealed.circumstances.recipient_held
    gone = held is not None and not Agency.objects.in_use().filter(pk=held.agency).exists()
    return Transfer(
        agency=None if gone else to.agency,
        agency_type=held.agency_type if held and gone else to.agency_type,
        agency_name=held.name if held and gone else to.agency_name,
        name=to.name,
        position=to.position,
        method=sealed.answers.transfer.method,
    )


def _concern(decided: Answers) -> Concern:
    """The worry as it was told; who told it stays guarded."""
    concern, told_by = decided.concern, decided.urgent.told_by
    return concern.changed(refusing_now=None, told_by=concern.told_by or told_by)
