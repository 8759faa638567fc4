"""What is done with a routine arrangement besides sharing under it: renew it, end it, or leave it.

What is unusual leaves it: the guide takes over, and begins with what was already said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from decisions.models import Addendum, Draft, SharingDecision
from decisions.policy.answers import (
    ITEM_LIMIT,
    Agreement,
    Answers,
    Concern,
    Item,
    Request,
    Transfer,
    Urgent,
)
from decisions.policy.terms import AddendumKind, Start, Term, TransferMethod
from decisions.recording import addendum
from decisions.recording.drafts import begun_after, start_draft
from decisions.recording.keeping_back import to_write_on
from decisions.recording.locking import hold
from infoshare.organisation.models import Appointment

ENDED = "This arrangement has ended."


class Unusual(Term):
    """What is unusual about a share, and so leads into the guide."""

    THEY_ASK_FOR_MORE = "THEY_ASK_FOR_MORE", "Yes: they ask for more"
    WORRYING = "WORRYING", "Yes: something worries me"
    MORE_SHOULD_GO = "MORE_SHOULD_GO", "Yes: more should go, or to somebody else"
    MORE_HAS_GONE = "MORE_HAS_GONE", "Yes: more has gone already, or to somebody else"


@dataclass(frozen=True)
class Said:
    """What somebody said on the page of one share before the guide took over."""

    numbers: tuple[int, ...] = ()
    method: TransferMethod | None = None
    when: datetime | None = None
    words: str = ""


def renew(decision: SharingDecision, author: Appointment) -> Draft:
    """This person's draft of the arrangement that follows; pressing again finds the same one.

    The child's view and the day to look at it again are asked anew.
    """
    with transaction.atomic():
        # Two presses take turns on the home's row; the second finds the draft of the first.
        hold(decision)
        begun = begun_after(decision, author.user)
        if begun is not None:
            return begun
        answers = asked_anew(to_write_on(decision, author.user).answers)
        return start_draft(decision.home, decision.child, author, answers, follows=decision)


def asked_anew(agreed: Answers) -> Answers:
    """The answers of an arrangement without what a renewal asks again."""
    return agreed.changed(
        agreement=Agreement(),
        arrangement=agreed.arrangement.changed(review_on=None),
        decision=agreed.decision.changed(explanations=(), unsure=()),
    )


def end(decision: SharingDecision, author: Appointment, *, reason: str, token: UUID) -> Addendum:
    """End an arrangement for good, signed and with the reason. The same token gives the same row.

    Raises UsedElsewhere where somebody else ended it first.
    """
    return addendum.add(
        decision,
        author,
        kind=AddendumKind.ARRANGEMENT_ENDED,
        words=ENDED,
        reason=reason,
        token=token,
    )


def into_the_guide(
    decision: SharingDecision, author: Appointment, unusual: Unusual, said: Said
) -> Draft:
    """This person's draft of what is unusual, with recipient, purpose and what was said in it.

    Pressing twice finds the draft that was not touched.
    """
    answers = _BEGIN[unusual](to_write_on(decision, author.user).answers, said)
    with transaction.atomic():
        hold(decision)
        begun = Draft.objects.filter(
            home=decision.home,
            child=decision.child,
            author__user=author.user,
            answers=answers.model_dump_json(),
            version=0,
            follows__isnull=True,
        ).first()
        return begun or start_draft(decision.home, decision.child, author, answers)


def _asked(agreed: Answers, said: Said) -> Answers:
    return Answers(
        start=Start.ASKED,
        request=Request(asked_for=said.words, occurred_at=said.when).changed(**_who(agreed)),
        purpose=agreed.purpose,
        items=_ticked(agreed, said),
    )


def _worried(agreed: Answers, said: Said) -> Answers:
    answers = _wanting(agreed, _ticked(agreed, said))
    return answers.changed(concern=Concern(analysis=said.words))


def _more(agreed: Answers, said: Said) -> Answers:
    """What should go besides is an item whose kind and source stay open, so that they are asked."""
    items = _ticked(agreed, said)
    if not said.words:
        return _wanting(agreed, items)
    if len(items) == ITEM_LIMIT:
        return _worried(agreed, said)
    like = (*agreed.going, *agreed.items)[0]
    return _wanting(agreed, (*items, Item(category=like.category, words=said.words)))


def _gone_already(agreed: Answers, said: Said) -> Answers:
    gone = "; ".join(item.category.label for item in _ticked(agreed, said))
    return Answers(
        start=Start.ALREADY_SHARED,
        request=Request(occurred_at=said.when),
        transfer=Transfer(method=said.method).changed(**_who(agreed)),
        purpose=agreed.purpose,
        urgent=Urgent(said="\n".join(filter(None, [gone, said.words]))),
    )


def _wanting(agreed: Answers, items: tuple[Item, ...]) -> Answers:
    return Answers(
        start=Start.OWN_INITIATIVE,
        transfer=Transfer().changed(**_who(agreed)),
        purpose=agreed.purpose,
        items=items,
    )


def _who(agreed: Answers) -> dict[str, object]:
    to = agreed.transfer
    return {
        "agency": to.agency,
        "agency_type": to.agency_type,
        "agency_name": to.agency_name,
        "name": to.name,
        "position": to.position,
    }


def _ticked(agreed: Answers, said: Said) -> tuple[Item, ...]:
    numbered = enumerate(agreed.items, start=1)
    return tuple(item for number, item in numbered if item.going and number in said.numbers)


_BEGIN: dict[Unusual, Callable[[Answers, Said], Answers]] = {
    Unusual.THEY_ASK_FOR_MORE: _asked,
    Unusual.WORRYING: _worried,
    Unusual.MORE_SHOULD_GO: _more,
    Unusual.MORE_HAS_GONE: _gone_already,
}
