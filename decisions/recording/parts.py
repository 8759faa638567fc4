"""How answers, circumstances and findings are laid out in the four parts of a sealed record.

`child` says who, `guarded` holds health, whereabouts, informants and adoption, `text` the free
text, `facts` the rest. Lawful destruction and an inspector's excerpt work part by part. Joining
the parts again gives the same answers, to the letter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet

from children.models import Child
from decisions.policy.answers import Answers, Group
from decisions.policy.circumstances import Circumstances
from decisions.policy.terms import InformationCategory, Term
from infoshare.ledger.models import Leaf
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment

_FREE_TEXT = frozenset(
    {
        "request.asked_for",
        "purpose.words",
        "concern.analysis",
        "concern.already_reported",
        "necessity.harm_if_shared",
        "necessity.harm_if_not_shared",
        "basis.balance",
        "basis.professional",
        "agreement.words",
        "openness.why_not",
        "urgent.why",
        "decision.reasons",
        "decision.advice_wanted",
        "decision.legal_advice",
    }
)
# What was said urgently may hold anything; who told us is always guarded.
_GUARDED_TEXT = frozenset(
    {"urgent.said", "urgent.told_by", "concern.told_by", "concern.staff_in_words"}
)
_GUARDED_CATEGORIES = frozenset(
    category.value
    for category in InformationCategory
    if category.special
    or category
    in (
        InformationCategory.PLACEMENT_ADDRESS,
        InformationCategory.ADOPTION_HISTORY,
        InformationCategory.SOURCE_IDENTITY,
        InformationCategory.THIRD_PARTY_CHILD,
        InformationCategory.THIRD_PARTY_ADULT,
    )
)

Part = dict[str, Any]
SentRow = TypeVar("SentRow", bound=Sealed)


class UsedElsewhere(Exception):
    """A page's token belongs to another row; nothing was written. Ask again with a new one."""


def who(child: Child) -> Part:
    """The `child` part: who the record is about, as it stood."""
    return {"child": child.pk.hex, "name": child.full_name, "born": child.birth_date.isoformat()}


def signed(appointment: Appointment) -> Part:
    """Who signed, by name and role as they stood."""
    return {
        "name": appointment.user.name,
        "role": appointment.role,
        "signature": appointment.signature,
        "appointment": appointment.pk.hex,
        "user": appointment.user_id.hex,
    }


def answering(earlier: Sealed | None) -> Part | None:
    """How an entry names the entry that it answers: its place and its leaf's hash."""
    if earlier is None:
        return None
    leaf = Leaf.objects.only("hash").get(log=earlier.log, seq=earlier.seq)
    return {"leaf": bytes(leaf.hash).hex(), "log": earlier.log.hex, "seq": earlier.seq}


def sent_before(rows: QuerySet[SentRow], token: UUID, refused: IntegrityError) -> SentRow:
    """The row that this page's token made before. Raises UsedElsewhere where it made another."""
    row = rows.filter(submit_token=token).first()
    if row is None:
        raise UsedElsewhere from refused
    return row


def labels(*groups: Group) -> Part:
    """The words on screen of every code in these groups, as they stood, by the code's type.

    By type, because one code may have several: `EDUCATION` is a purpose and a kind of information.
    """
    found: Part = {}
    for group in groups:
        for term in _terms_in(group):
            found.setdefault(type(term).__name__, {})[str(term.value)] = term.label
    return found


def _terms_in(value: object) -> Iterator[Term]:
    if isinstance(value, Term):
        yield value
    elif isinstance(value, Group):
        for _, inner in value:
            yield from _terms_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _terms_in(inner)


def split_answers(answers: Answers) -> tuple[Part, Part, Part]:
    """The answers as (facts without words, guarded words, other words); words by dotted path."""
    document = json.loads(answers.model_dump_json())
    guarded: Part = dict.fromkeys(_GUARDED_TEXT, "")
    text: Part = dict.fromkeys(_FREE_TEXT, "")
    for number, item in enumerate(document["items"]):
        hides = item["category"] in _GUARDED_CATEGORIES or item["in_confidence"]
        (guarded if hides else text)[f"items.{number}.words"] = ""
    for number in range(len(document["people"])):
        guarded[f"people.{number}.name"] = ""
    for number in range(len(document["decision"]["explanations"])):
        text[f"decision.explanations.{number}.words"] = ""
    for words in (guarded, text):
        for path in words:
            place, last = _place(document, path)
            words[path], place[last] = place[last], ""
    return document, guarded, text


def join_answers(facts: Part, guarded: Mapping[str, str], text: Mapping[str, str]) -> Answers:
    """The answers again, from the three parts."""
    document = json.loads(json.dumps(facts))
    for path, words in (*guarded.items(), *text.items()):
        place, last = _place(document, path)
        place[last] = words
    return Answers.model_validate_json(json.dumps(document))


def split_circumstances(circumstances: Circumstances) -> tuple[Part, Part]:
    """The circumstances as (facts, guarded): who must not be told, and family, are guarded.

    The date of birth is left to the `child` part, which has it already.
    """
    document = json.loads(circumstances.model_dump_json())
    del document["birth_date"]
    guarded = {name: document.pop(name) for name in ("not_to_be_told", "relatives")}
    return document, guarded


def join_circumstances(facts: Part, guarded: Part, child: Part) -> Circumstances:
    """The circumstances again, from the three parts."""
    document = {**facts, **guarded, "birth_date": child["born"]}
    return Circumstances.model_validate_json(json.dumps(document))


def _place(document: Part, path: str) -> tuple[Any, str]:
    """Where a dotted path leads: what holds it, and its last step."""
    *way, last = path.split(".")
    place: Any = document
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    return place, last
