"""Advice on a decision: given by the person who was asked, or written down by the author.

Advice that comes after the record was signed is kept too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from children.models import Child
from decisions.models import AdviceAsked, AdviceGiven, Draft, SharingDecision
from decisions.policy.terms import Advice
from decisions.recording.decision import child_of
from decisions.recording.parts import (
    Part,
    UsedElsewhere,
    answering,
    sent_before,
    signed,
    who,
)
from decisions.recording.reading import read_sealed
from infoshare.access.permissions import Permission, roles_with
from infoshare.access.scope import appointments_of
from infoshare.common import clock
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment, Home, User

LEFT_OPEN = "It is for you to decide"


@dataclass(frozen=True)
class Given:
    """What was asked, what was answered, when; `advises` is None where it was left open."""

    asked: str
    words: str
    advises: Advice | None
    at: datetime
    token: UUID

    @property
    def code(self) -> str:
        return str(self.advises.value) if self.advises else ""


class AdviceRefused(Exception):
    """Advice cannot be asked or given so; the message is for the person."""


class AlreadyAnswered(Exception):
    """This question was answered before; `answer` says what stands."""

    def __init__(self, answer: AdviceGiven) -> None:
        self.answer = answer
        super().__init__("this question has been answered already")


class AlreadyRecorded(UsedElsewhere):
    """This page wrote something else down before: `advice`. Nothing was written."""

    def __init__(self, advice: AdviceGiven) -> None:
        self.advice = advice
        super().__init__("this page was sent before, with other advice in it")


def give_advice(
    asked: AdviceAsked, adviser: User, *, words: str, advises: Advice | None, token: UUID
) -> AdviceGiven:
    """The answer of the person who was asked. The same token gives the same row.

    `advises` is None where they leave the decision open. Raises AdviceRefused for anybody else,
    for who decides on this draft now, and AlreadyAnswered.
    """
    speaks_as = adviser_now(asked, adviser)
    if speaks_as is None:
        raise AdviceRefused("This question was not asked of you.")
    if decides(asked, adviser):
        raise AdviceRefused("You decide on this yourself now, so you cannot advise on it.")
    question = read_sealed(asked)["text"]["asked"]
    given = Given(question, words, advises, clock.now(), token)
    try:
        with transaction.atomic():
            about = (asked.draft_id, asked.home, asked.child)
            return _write(*about, given, adviser=speaks_as, recorded_by=speaks_as, answers=asked)
    except IntegrityError:
        first = AdviceGiven.objects.filter(answers=asked).first()
        if first is None:
            raise
        if first.submit_token == token and _says_the_same(first, given):
            return first
        raise AlreadyAnswered(first) from None


def record_advice(
    draft: Draft,
    recorded_by: Appointment,
    *,
    adviser: Appointment,
    words: str,
    given_at: datetime,
    token: UUID,
    advises: Advice | None = None,
) -> AdviceGiven:
    """Write down who advised what on a draft. The same token gives the same row.

    Raises AlreadyRecorded for a token that recorded something else.
    """
    given = Given(draft.read().decision.advice_wanted, words, advises, given_at, token)
    try:
        with transaction.atomic():
            about = (draft.pk, draft.home, child_of(draft))
            return _write(*about, given, adviser=adviser, recorded_by=recorded_by)
    except IntegrityError as refused:
        first = sent_before(AdviceGiven.objects.filter(draft_id=draft.pk), token, refused)
        same = (first.adviser_id, first.given_at) == (adviser.pk, given_at)
        if not same or not _says_the_same(first, given):
            raise AlreadyRecorded(first) from refused
        return first


def adviser_now(asked: AdviceAsked, user: User) -> Appointment | None:
    """The appointment under which the person who was asked advises now; None for anybody else.

    The one that was asked, or, where that has ended, another with the provider.
    """
    if asked.asked_of.user_id != user.pk:
        return None
    rows = appointments_of(user).filter(
        provider=asked.home.provider_id, role__in=roles_with(Permission.GIVE_ADVICE)
    )
    found = sorted(rows.select_related("user"), key=lambda one: one.pk != asked.asked_of_id)
    return found[0] if found else None


def decides(asked: AdviceAsked, user: User) -> bool:
    """Is this person the author of the draft now, or of the record that it became?"""
    return (
        Draft.objects.filter(pk=asked.draft_id, author__user=user).exists()
        or SharingDecision.objects.filter(draft_id=asked.draft_id, author__user=user).exists()
    )


def _says_the_same(first: AdviceGiven, given: Given) -> bool:
    """Is it the same page sent twice, and not one that was changed after going back to it?"""
    return (first.advises, read_sealed(first)["text"]["words"]) == (given.code, given.words)


def _write(
    draft_id: UUID,
    home: Home,
    child: Child,
    given: Given,
    *,
    adviser: Appointment,
    recorded_by: Appointment,
    answers: AdviceAsked | None = None,
) -> AdviceGiven:
    facts = {
        "act": "given",
        "draft": draft_id.hex,
        "adviser": signed(adviser),
        "recorded_by": signed(recorded_by),
        "given_at": given.at.isoformat(),
        "advises": given.code,
        "advises_label": given.advises.label if given.advises else LEFT_OPEN,
        "of": answering(answers),
        "token": given.token.hex,
    }
    text = {"asked": given.asked, "words": given.words}
    leaf = append([advice_entry(home, child, facts, text)])[0]
    return AdviceGiven.objects.create(
        **leaf.columns(),
        draft_id=draft_id,
        home=home,
        child=child,
        adviser=adviser,
        recorded_by=recorded_by,
        given_at=given.at,
        advises=given.code,
        answers=answers,
        submit_token=given.token,
    )


def advice_entry(home: Home, child: Child, facts: Part, text: Part) -> Entry:
    """What the ledger keeps of a question, or of an answer."""
    contents = {"child": who(child), "guarded": {}, "text": text, "facts": facts}
    return Entry(home.log, Kind.ADVICE, uuid4(), child.keep_until_year, contents)
