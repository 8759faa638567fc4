"""Asking somebody for advice on a draft, without saying who the child is.

Who asks need not say who the child is (policy P13): an adviser who does not read the child's
records sees the question without the name. Both texts are sealed: what was asked, and what was
shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from children.models import Child, Relative
from decisions.models import AdviceAsked, Draft
from decisions.recording.advice import AdviceRefused, advice_entry
from decisions.recording.decision import child_of, prepare
from decisions.recording.parts import Part, UsedElsewhere, sent_before, signed
from decisions.recording.reading import read_rows
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.common.names import without_names, without_phrase
from infoshare.ledger.append import append
from infoshare.organisation.models import Appointment, Home, User


def ask_advice(
    draft: Draft,
    asked_by: Appointment,
    advisers: Iterable[Appointment],
    *,
    words: str,
    token: UUID,
) -> list[AdviceAsked]:
    """Put one question to each of these people, in one transaction.

    Sending the page again, or asking somebody again what they have not answered yet in the same
    words, doubles nothing: the rows that stand are returned. Raises AdviceRefused for oneself,
    and for anybody whom the draft names; UsedElsewhere for a token that asked them something else.
    """
    people = list(advisers)
    _refuse_to_ask(draft, asked_by, people)
    tokens = {one.pk: uuid5(token, one.user_id.hex) for one in people}
    try:
        with transaction.atomic():
            # Two sendings at once take turns on the home's row; the second finds the first's.
            Home.objects.select_for_update(no_key=True).get(pk=draft.home_id)
            standing = _asked_already(draft, words, tokens.values())
            new = [one for one in people if one.user_id not in standing]
            written = _write_questions(draft, asked_by, new, words, tokens) if new else []
            return [*standing.values(), *written]
    except IntegrityError as refused:
        rows = AdviceAsked.objects.filter(draft_id=draft.pk)
        return [sent_before(rows, one, refused) for one in tokens.values()]


def knows_child(user: User, child: Child) -> bool:
    """May this person know which child a question is about?"""
    return Child.objects.visible_to(user).filter(pk=child.pk).exists()


def unnamed(words: str, child: Child, home: Home) -> str:
    """The words as somebody reads them who may not learn who the child is, or where they live."""
    for relative in Relative.objects.filter(child=child):
        words = without_phrase(words, relative.name, "a relative")
    return without_names(without_phrase(words, home.name, "the home"), child)


def _refuse_to_ask(draft: Draft, asked_by: Appointment, people: Iterable[Appointment]) -> None:
    named = set(draft.names.values_list("pk", flat=True))
    for one in people:
        if one.user_id == asked_by.user_id:
            raise AdviceRefused("You cannot ask yourself for advice.")
        if one.user_id in named:
            raise AdviceRefused("You cannot ask somebody whom this draft names.")
        if one.provider_id != draft.home.provider_id:
            raise AdviceRefused("You can ask people of your own organisation only.")


def _asked_already(draft: Draft, words: str, tokens: Iterable[UUID]) -> dict[UUID, AdviceAsked]:
    """By person: what this page asked before, or the same words that still wait for an answer."""
    sent = set(tokens)
    rows = list(AdviceAsked.objects.filter(draft_id=draft.pk).select_related("answer", "asked_of"))
    sealed = read_rows(rows, only="text")
    same = {row.pk for row in rows if sealed[row.pk]["text"]["asked"] == words}
    if any(row.submit_token in sent and row.pk not in same for row in rows):
        raise UsedElsewhere
    return {
        row.asked_of.user_id: row
        for row in rows
        if row.submit_token in sent or (row.pk in same and not hasattr(row, "answer"))
    }


def _write_questions(
    draft: Draft,
    asked_by: Appointment,
    people: list[Appointment],
    words: str,
    tokens: dict[UUID, UUID],
) -> list[AdviceAsked]:
    child = child_of(draft)
    text = {"asked": words, "shown": unnamed(words, child, draft.home)}
    shown = _what_an_adviser_needs(draft)
    entries = [
        advice_entry(
            draft.home,
            child,
            {
                "act": "asked",
                "draft": draft.pk.hex,
                "asked_by": signed(asked_by),
                "asked_of": signed(one),
                "without_name": not knows_child(one.user, child),
                "about": shown,
                "token": tokens[one.pk].hex,
            },
            text,
        )
        for one in people
    ]
    return [
        AdviceAsked.objects.create(
            **leaf.columns(),
            draft_id=draft.pk,
            home=draft.home,
            child=child,
            asked_by=asked_by,
            asked_of=one,
            submit_token=tokens[one.pk],
        )
        for leaf, one in zip(append(entries), people, strict=True)
    ]


def _what_an_adviser_needs(draft: Draft) -> Part:
    """Age, worry and the kind of body, as they stood when the question was put."""
    prepared, child = prepare(draft), child_of(draft)
    answers, concern = prepared.answers, prepared.answers.concern
    held = prepared.circumstances.requester_held or prepared.circumstances.recipient_held
    kind = held.agency_type if held else answers.recipient.agency_type
    return {
        "age": child.age_on(clock.now().astimezone(LONDON).date()),
        "was_asked": answers.was_asked,
        "severity": concern.severity.value if concern.severity else "",
        "severity_label": concern.severity.label if concern.severity else "",
        "harms": [harm.value for harm in concern.harms],
        "harm_labels": [harm.label for harm in concern.harms],
        "agency_type": kind.value if kind else "",
        "agency_type_label": kind.label if kind else "",
    }
