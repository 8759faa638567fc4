"""How a routine arrangement stands on a day, with a sentence why.

It is asked of the record, of what followed it, and of what is held about the child now; nothing
is kept in step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from children.models import Placement
from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.circumstances import Circumstances, ConsentHeld, NotToBeTold
from decisions.policy.facts.consent import consent_stands, relies_on_consent
from decisions.policy.rules.b_requester import not_to_be_told
from decisions.policy.terms import AddendumKind, AgencyType, Start, Term
from decisions.recording.held import consents_of, not_to_be_told_of
from decisions.recording.reading import SealedDecision, decision_from, read_rows
from infoshare.common.clock import LONDON
from infoshare.common.times_in_words import day_in_words
from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry

_NEEDED = (
    *("home", "child", "recipient", "author__user", "reviews"),
    *("addenda__author__user", "followed_by__reviews", "followed_by__addenda"),
)


class State(Term):
    """How an arrangement stands on a day."""

    kind: str

    def __new__(cls, code: str, label: str = "", kind: str = "neutral") -> State:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        term.kind = kind
        return term

    NOT_AGREED_YET = "NOT_AGREED_YET", "A manager has not agreed yet", "attention"
    IN_FORCE = "IN_FORCE", "In use", "done"
    REVIEW_DUE = "REVIEW_DUE", "Look at it again", "attention"
    CLOSED = "CLOSED", "Closed until it is renewed", "danger"
    ENDED = "ENDED", "Ended", "neutral"


USABLE = frozenset({State.IN_FORCE, State.REVIEW_DUE})


@dataclass(frozen=True)
class Arrangement:
    """An arrangement as it stands on a day, with a sentence why.

    `sealed` is None where the stored bytes are not what was sealed: nothing goes under it then.
    """

    decision: SharingDecision
    sealed: SealedDecision | None
    state: State
    why: str

    @property
    def to(self) -> str:
        """With whom it is: as it was sealed, else the body or the kind of recipient."""
        row = self.decision
        if self.sealed is not None:
            return self.sealed.recipient
        return row.recipient.name if row.recipient else AgencyType(row.recipient_type).label

    @property
    def to_briefly(self) -> str:
        """With whom it is, by name and body, without their job: for links and buttons."""
        who = self.sealed.answers.recipient if self.sealed is not None else None
        if who is None or not (who.name and who.position):
            return self.to
        return self.to.replace(f"{who.name}, {who.position}", who.name, 1)

    @property
    def kinds(self) -> list[str]:
        """The kinds of information that it lets go, in the words that were sealed."""
        if self.sealed is None:
            return []
        going = self.sealed.answers.going
        return list(dict.fromkeys(self.sealed.words(item.category) for item in going))

    @property
    def status(self) -> dict[str, str]:
        return {"status": self.state.label, "kind": self.state.kind}

    @property
    def usable(self) -> bool:
        return self.state in USABLE

    @property
    def renewable(self) -> bool:
        """May it be agreed again? What has ended, or was never agreed, starts anew."""
        return self.usable or self.state is State.CLOSED


@dataclass(frozen=True)
class _Around:
    """What is held now about the children of some arrangements."""

    not_told: dict[UUID, tuple[NotToBeTold, ...]]
    consents: dict[UUID, tuple[ConsentHeld, ...]]
    lives_at: frozenset[tuple[UUID, UUID]]


def state_of(decision: SharingDecision, day: date) -> Arrangement:
    """How one arrangement stands on a day."""
    return as_they_stand([decision], day)[0]


def as_they_stand(decisions: Iterable[SharingDecision], day: date) -> list[Arrangement]:
    """How arrangements stand on a day, in their order; a fixed number of queries for each log."""
    rows = list(decisions)
    if not rows:
        return []
    prefetch_related_objects(rows, *_NEEDED)
    children = [row.child for row in rows]
    around = _Around(
        not_told=not_to_be_told_of(children),
        consents=consents_of(children),
        lives_at=frozenset(
            living(day).filter(child__in=children).values_list("child_id", "home_id")
        ),
    )
    words = _sealed(rows)
    found = []
    for row in rows:
        state, why = _judged(row, words.get(row.pk), around, day)
        found.append(Arrangement(row, words.get(row.pk), state, why))
    return found


def closes_on(sealed: SealedDecision) -> date | None:
    """The last day on which it can be used without being looked at again."""
    review_on = sealed.answers.arrangement.review_on
    if review_on is None:
        return None
    return review_on + timedelta(days=sealed.circumstances.settings.arrangement_grace_days)


def living(day: date) -> QuerySet[Placement]:
    """Where children live on a day."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    return Placement.objects.filter(running, starts_on__lte=day)


def _sealed(rows: Sequence[SharingDecision]) -> dict[UUID, SealedDecision]:
    """The sealed words of these records; one that was tampered with hides no other."""
    try:
        parts = read_rows(rows)
    except (LedgerMismatch, NoSuchEntry):
        if len(rows) == 1:
            return {}
        return {pk: words for row in rows for pk, words in _sealed([row]).items()}
    return {pk: decision_from(sealed) for pk, sealed in parts.items()}


def _judged(
    row: SharingDecision, sealed: SealedDecision | None, around: _Around, day: date
) -> tuple[State, str]:
    if sealed is None:
        return State.ENDED, "It does not match its seal. Tell the data protection officer."
    ended = _why_ended(row, sealed, around, day)
    if ended:
        return State.ENDED, ended
    return _not_agreed(row) or _reviewed(sealed, day)


def _not_agreed(row: SharingDecision) -> tuple[State, str] | None:
    match standing(row):
        case Standing.AGREED:
            return None
        case Standing.NOT_AGREED:
            return State.ENDED, "A manager did not agree to it."
        case Standing.RETURNED:
            return State.NOT_AGREED_YET, "A manager asked a question, which is not answered yet."
        case _:
            return State.NOT_AGREED_YET, "A manager must agree to it once, before it is used."


def _reviewed(sealed: SealedDecision, day: date) -> tuple[State, str]:
    """Whether the day for looking at it again has come, or is long over."""
    review_on, last_day = sealed.answers.arrangement.review_on, closes_on(sealed)
    if review_on is None or last_day is None:
        return State.CLOSED, "It has no day on which to look at it again. Renew it."
    if day <= review_on:
        return State.IN_FORCE, f"Look at it again by {day_in_words(review_on)}."
    if day <= last_day:
        return (
            State.REVIEW_DUE,
            f"The day to look at it again was {day_in_words(review_on)}. "
            f"You can use it until {day_in_words(last_day)}. Renew it now.",
        )
    return (
        State.CLOSED,
        f"Nobody looked at it again by {day_in_words(review_on)}, so it is closed. "
        "Renew it to use it again.",
    )


def _why_ended(row: SharingDecision, sealed: SealedDecision, around: _Around, day: date) -> str:
    """Why it can never be used again as it is; empty where nothing has ended it."""
    said = _ended_by_a_person(row)
    if said:
        return said
    if (row.child_id, row.home_id) not in around.lives_at:
        return "The child does not live at this home now."
    if row.recipient is not None and not row.recipient.active:
        return "They are no longer in your list of organisations."
    now = _circumstances_on(day, row, sealed, around)
    if not_to_be_told.asks(sealed.answers, now):
        return "They are on the list of those who must not be told about this child."
    if relies_on_consent(sealed.answers) and not consent_stands(sealed.answers, now):
        return "The consent for it was taken back, or has run out."
    return ""


def _ended_by_a_person(row: SharingDecision) -> str:
    if any(_replaces(later) for later in row.followed_by.all()):
        return "It was renewed. Use the new one."
    for added in row.addenda.all():
        if added.kind == AddendumKind.ARRANGEMENT_ENDED:
            day = added.recorded_at.astimezone(LONDON).date()
            return f"{added.author.user.name} ended it on {day_in_words(day)}."
        if added.kind == AddendumKind.REFILED:
            return "It was filed under the wrong child."
    return ""


def _replaces(later: SharingDecision) -> bool:
    agreed = standing(later) is Standing.AGREED
    return later.start == Start.ROUTINE and later.shares and agreed


def _circumstances_on(
    day: date, row: SharingDecision, sealed: SealedDecision, around: _Around
) -> Circumstances:
    return sealed.circumstances.changed(
        now=datetime.combine(day, time(12), tzinfo=LONDON),
        not_to_be_told=around.not_told[row.child_id],
        consents=around.consents[row.child_id],
    )
