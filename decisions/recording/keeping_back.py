"""A record as somebody reads it from whom some facts are kept back: it says that they are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from decisions.models import SharingDecision
from decisions.policy.answers import Answers, Item
from decisions.policy.terms import InformationCategory
from decisions.recording.reading import SealedDecision, read_decision
from decisions.recording.shared import Shared
from infoshare.access.field_rules import Field, kept_back_from
from infoshare.organisation.models import User

INSTEAD = "This is there, and kept back from you."
_CATEGORIES: Mapping[Field, frozenset[InformationCategory]] = {
    Field.WHEREABOUTS: frozenset({InformationCategory.PLACEMENT_ADDRESS}),
    Field.INFORMANT: frozenset({InformationCategory.SOURCE_IDENTITY}),
    Field.ADOPTION: frozenset({InformationCategory.ADOPTION_HISTORY}),
    Field.HEALTH: frozenset(
        {
            InformationCategory.PHYSICAL_HEALTH,
            InformationCategory.MENTAL_HEALTH,
            InformationCategory.SEXUAL_HEALTH,
            InformationCategory.SUBSTANCE_USE,
            InformationCategory.DISABILITY,
        }
    ),
}


def kept_back_of(decision: SharingDecision, user: User) -> frozenset[Field]:
    """The facts of this record that this person does not read."""
    return kept_back_from(user, decision.home_id, decision.child_id, author=decision.author.user_id)


def read_by(decision: SharingDecision, user: User) -> SealedDecision:
    """A record as this person reads it. Raises LedgerMismatch."""
    return as_read(read_decision(decision), kept_back_of(decision, user))


def to_write_on(decision: SharingDecision, user: User) -> SealedDecision:
    """A record as this person begins another from it: what they do not read stays empty."""
    return as_read(read_decision(decision), kept_back_of(decision, user), instead="")


def as_read(
    sealed: SealedDecision, kept_back: Set[Field], *, instead: str = INSTEAD
) -> SealedDecision:
    """The same, with words instead of what is kept back."""
    if not kept_back:
        return sealed
    return replace(sealed, answers=_without(sealed.answers, kept_back, instead))


def shared_as_read(
    shared: Iterable[Shared], answers: Answers, kept_back: Set[Field]
) -> list[Shared]:
    """What left, without the words that went with something kept back: they may say the same."""
    hidden = {
        number for number, one in enumerate(answers.items, start=1) if _is_hidden(one, kept_back)
    }
    return [_without_words(one) if hidden & set(one.numbers) else one for one in shared]


def _without_words(one: Shared) -> Shared:
    answered = [{**said, "detail": said["detail"] and INSTEAD} for said in one.receipts]
    return replace(one, words=one.words and INSTEAD, receipts=answered)


def _without(answers: Answers, kept_back: Set[Field], instead: str) -> Answers:
    items = tuple(
        one.changed(words=instead) if one.words and _is_hidden(one, kept_back) else one
        for one in answers.items
    )
    changed: dict[str, object] = {"items": items}
    if Field.INFORMANT in kept_back:
        changed |= {
            group: getattr(answers, group).changed(told_by=instead)
            for group in ("urgent", "concern")
            if getattr(answers, group).told_by
        }
    return answers.changed(**changed)


def _is_hidden(item: Item, kept_back: Set[Field]) -> bool:
    """What was told in confidence says who told it."""
    hidden = frozenset[InformationCategory]().union(*(_CATEGORIES[one] for one in kept_back))
    return item.category in hidden or bool(Field.INFORMANT in kept_back and item.in_confidence)
