"""Reading a document: everything that is wrong with it at once, or what is to be assessed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from decisions.policy.answers import Answers, Group
from decisions.policy.circumstances import Circumstances
from decisions.policy.contradicted import contradicted
from decisions.policy.contradictions import contradictions
from decisions.policy.documents.faults import (
    Fault,
    Refused,
    codes_allowed,
    faults_of,
    unknown_field,
    value_at,
)
from decisions.policy.documents.off_route import OffRoute, off_route
from decisions.policy.documents.schemas import asked_too_early, notices, wrong_schema
from decisions.policy.documents.shape import WHOLE, Place, fields_of_a_document
from decisions.policy.documents.text import parsed
from decisions.policy.facts.basics import ENGLAND, day_of
from decisions.policy.moments import DAY, LAST_YEAR, MOMENT
from decisions.policy.route import prune
from decisions.policy.rules import RULES_THAT_ASK_FOR_WORDS
from decisions.policy.terms import ProviderType

MOST_FAULTS = 100
FAR_AHEAD = datetime(LAST_YEAR, 12, 31, tzinfo=UTC)
PLACE_OF_NOW = ("circumstances", "now")
# What decides which pages apply is answered here: where it cannot be read, no route is known.
LEADS_TO_PAGES = (
    *("answers.start", "answers.concern", "answers.items", "answers.necessity"),
    "answers.decision",
)
Read = TypeVar("Read")
Model = TypeVar("Model", bound=Group)


@dataclass(frozen=True)
class Asked:
    """What is asked besides the document; the day and the provider take the document's place.

    `leave_out` leaves out answers of pages that are not on the route, instead of refusing them.
    """

    now: datetime
    on: date | None = None
    provider_type: ProviderType | None = None
    leave_out: bool = False


@dataclass(frozen=True)
class When:
    """The day whose law is asked, the moment of assessing, and the last at which a thing happened.

    `latest` is that moment, where the document states it.
    """

    on: date
    now: datetime
    latest: datetime


@dataclass(frozen=True)
class ToAssess:
    """A document that can be assessed, and what a person should know of how it was read."""

    answers: Answers
    circumstances: Circumstances
    on: date
    left_out: tuple[OffRoute, ...] = ()
    notices: tuple[str, ...] = ()


def read_document(data: bytes, asked: Asked) -> ToAssess:
    """The answers, the circumstances and the day to assess. Raises Refused with every fault.

    The day is the one asked for, else the document's, else that of its moment, else today. A
    document without a moment is assessed at the start of that day in London.
    """
    raw, unread = parsed(data)
    faults = [*unread, *_unknown_fields(raw)]
    when = _when(raw, asked, faults)
    circumstances = _circumstances(raw, asked, when, faults)
    answers = _answers(raw, faults)
    out = () if answers is None or _no_route_is_known(faults) else off_route(answers)
    if answers is not None:
        looked_at = prune(answers) if asked.leave_out else answers
        faults += _impossible(looked_at, circumstances, when.latest)
    if not asked.leave_out:
        faults += _not_on_the_route(out, faults)
    if faults or answers is None or circumstances is None:
        raise Refused(_each_once(faults))
    return ToAssess(answers, circumstances, when.on, out, notices(answers))


def _unknown_fields(raw: Mapping[str, Any]) -> list[Fault]:
    known = fields_of_a_document()
    return [unknown_field((name,), raw) for name in raw if name not in known]


def _when(raw: Mapping[str, Any], asked: Asked, faults: list[Fault]) -> When:
    """The day and the moment of this document."""
    named = _read(DAY, ("on",), raw["on"], raw, faults) if raw.get("on") is not None else None
    written = raw.get("circumstances")
    around = written if isinstance(written, dict) else {}
    stated = "now" in around
    moment = _read(MOMENT, PLACE_OF_NOW, around["now"], raw, faults) if stated else None
    on = asked.on or named or day_of(moment or asked.now)
    if moment is not None:
        return When(on, moment, latest=moment)
    # Of a day whose law is asked, nobody says that it is the day on which this is assessed.
    day_is_named = asked.on is not None or named is not None
    end_of_day = _start_of(on + timedelta(days=1))
    return When(on, _start_of(on), latest=FAR_AHEAD if day_is_named else end_of_day)


def _no_route_is_known(faults: Iterable[Fault]) -> bool:
    return any(fault.path.startswith(LEADS_TO_PAGES) for fault in faults)


def _not_on_the_route(out: Iterable[OffRoute], faults: Iterable[Fault]) -> list[Fault]:
    """Answers of pages that are not on the route; none that a fault names already."""
    named_already = {path for fault in faults for path in (fault.path, fault.other)}
    return [Fault(one.path, one.says) for one in out if one.path not in named_already]


def _read(
    wanted: TypeAdapter[Read], place: Place, value: object, raw: object, faults: list[Fault]
) -> Read | None:
    try:
        return wanted.validate_json(json.dumps(value), strict=True)
    except ValidationError as refused:
        faults += faults_of(refused, place, raw)
        return None


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, ENGLAND)


def _circumstances(
    raw: Mapping[str, Any], asked: Asked, when: When, faults: list[Fault]
) -> Circumstances | None:
    """The facts around it; each that is missing has its neutral default."""
    around = raw.get("circumstances", {})
    if isinstance(around, dict):
        around = {**around, "now": when.now.isoformat()}
        if asked.provider_type is not None:
            around["provider_type"] = asked.provider_type.value
    return _validated(Circumstances, "circumstances", around, raw, faults)


def _answers(raw: Mapping[str, Any], faults: list[Fault]) -> Answers | None:
    """The answers; where some are wrong, the others, to be looked at further."""
    if "answers" not in raw:
        faults.append(Fault(WHOLE, "It has no answers: they are needed."))
        return None
    written = raw["answers"]
    if wrong := wrong_schema(written):
        faults.append(wrong)
        return None
    answers = _validated(Answers, "answers", written, raw, faults)
    if answers is not None:
        faults += [*asked_too_early(answers.answers_schema, written), *_unknown_rules(answers)]
    return answers


def _validated(
    model: type[Model], name: str, written: object, raw: object, faults: list[Fault]
) -> Model | None:
    """What the model makes of it; where it refuses some, what it makes of the rest."""
    told = {fault.path for fault in faults}
    try:
        return model.model_validate_json(json.dumps(written))
    except ValidationError as refused:
        faults += [one for one in faults_of(refused, (name,), raw) if one.path not in told]
        rest = _without(written, [error["loc"] for error in refused.errors()])
    try:
        return model.model_validate_json(json.dumps(rest))
    except ValidationError:
        return None


def _without(written: object, places: Iterable[Place]) -> object:
    """A copy without what stands at these places; a list goes as a whole."""
    rest = json.loads(json.dumps(written))
    for place in places:
        *way, last = takewhile(lambda step: isinstance(step, str), place) if place else ("",)
        holder = value_at(rest, tuple(way))
        if isinstance(holder, dict):
            holder.pop(last, None)
    return rest


def _unknown_rules(answers: Answers) -> list[Fault]:
    return [
        Fault(
            f"answers.decision.explanations[{n}].rule",
            codes_allowed(RULES_THAT_ASK_FOR_WORDS, said.rule),
        )
        for n, said in enumerate(answers.decision.explanations)
        if said.rule not in RULES_THAT_ASK_FOR_WORDS
    ]


def _impossible(
    answers: Answers, circumstances: Circumstances | None, latest: datetime
) -> list[Fault]:
    """Answers that cannot both be true, and those that the record contradicts."""
    found = []
    for one in contradictions(answers):
        first, second = one.paths
        found.append(Fault(f"answers.{first}", one.says, f"answers.{second}"))
    if circumstances is not None:
        for one in contradicted(answers, circumstances.changed(now=latest)):
            first, second = one.paths
            found.append(Fault(first, one.says, second))
    return found


def _each_once(faults: list[Fault]) -> tuple[Fault, ...]:
    """Each place's first fault of a kind, and no more than anybody reads."""
    once = tuple(dict.fromkeys(faults))
    if len(once) <= MOST_FAULTS:
        return once
    return (*once[:MOST_FAULTS], Fault(WHOLE, f"And {len(once) - MOST_FAULTS} more."))
