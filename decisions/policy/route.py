"""Which questions apply, in order: the skeleton of the guide, as pure functions.

The guide hangs forms and templates on these steps; sealing and `assess` prune with the same
route, so that an answer on a branch no longer taken is never part of a record.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from operator import attrgetter

from decisions.policy.answers import Answers, Group
from decisions.policy.facts.basics import shares_from_its_first_page, speaks_of_sharing
from decisions.policy.steps import STEPS, PolicyStep
from decisions.policy.terms import LessIntrusive, Outcome

# Kept whatever the route: an explanation answers a rule, not a page.
ALWAYS_KEPT = frozenset({"decision.explanations"})
# The name of a group and its fields without an answer, or of a list and an empty one.
LeftOut = tuple[str, object]


def steps_on_route(answers: Answers) -> tuple[PolicyStep, ...]:
    """The pages that these answers lead to, in order."""
    return tuple(step for step in STEPS if step.applies(answers))


def answered_route(answers: Answers) -> tuple[str, ...]:
    """The slugs of the pages that these answers lead to, in order."""
    return tuple(step.slug for step in steps_on_route(answers))


@lru_cache(maxsize=512)
def _left_out(route: tuple[str, ...], was_asked: bool) -> tuple[LeftOut, ...]:
    """What pages that are not on a route ask for, group by group, each with no answer in it."""
    kept = {field for step in STEPS if step.slug in route for field in step.fields} | ALWAYS_KEPT
    if not was_asked:
        kept.discard("request.asked_for")
    found: list[LeftOut] = []
    for name, field in Answers.model_fields.items():
        empty = field.default
        if isinstance(empty, Group):
            nothing = {one: value for one, value in empty if f"{name}.{one}" not in kept}
            found.append((name, nothing))
        elif name not in ("answers_schema", "start") and name not in kept:
            found.append((name, empty))
    return tuple((name, nothing) for name, nothing in found if nothing != {})


def _emptied(answers: Answers, name: str, nothing: object) -> object:
    """A group without the answers that are left out; the same group where it has none of them."""
    held = getattr(answers, name)
    if not isinstance(nothing, dict):
        return held if held == nothing else nothing
    if all(getattr(held, field) == empty for field, empty in nothing.items()):
        return held
    return held.model_copy(update=nothing)


def prune(answers: Answers) -> Answers:
    """Only the answers of pages on the route; pruning again changes nothing."""
    values: dict[str, object] = {}
    for name, nothing in _left_out(answered_route(answers), answers.was_asked):
        held, kept = getattr(answers, name), _emptied(answers, name, nothing)
        if kept is not held:
            values[name] = kept
    # What is left out has its own default in its place, so that nothing has to be validated.
    return answers.model_copy(update=values) if values else answers


def value_at(answers: Answers, field: str) -> object:
    """The answer at a dotted name, such as `request.agency`."""
    return _at(field)(answers)


@cache
def _at(field: str) -> Callable[[Answers], object]:
    return attrgetter(field)


def is_answered(answers: Answers, field: str) -> bool:
    """Is there an answer to this dotted field? The items want theirs piece by piece."""
    if field == "items":
        every = all(item.needed is not None and item.going is not None for item in answers.items)
        unnamed = answers.necessity.less_intrusive is LessIntrusive.NOT_NAMED
        something = bool(answers.going) or unnamed or not answers.shares
        return bool(answers.items) and every and something
    return not _is_blank(value_at(answers, field))


def _is_blank(value: object) -> bool:
    return not value.strip() if isinstance(value, str) else value is None or value == ()


def empty_pages(answers: Answers) -> frozenset[str]:
    """The pages on which nothing at all is answered."""
    return frozenset(
        step.slug
        for step in STEPS
        if all(_is_blank(value_at(answers, field)) for field in step.fields)
    )


def required_fields(answers: Answers) -> tuple[str, ...]:
    """The dotted fields that this choice needs.

    A refusal needs only its reasons: "would not say" is an answer. Before anything is chosen,
    what a share would need is what counts. Of what has already been shared only the first page
    is needed: everything else may be filled in.
    """
    outcome = answers.decision.outcome
    if shares_from_its_first_page(answers):
        return steps_on_route(answers)[0].required(answers)
    if speaks_of_sharing(outcome):
        return tuple(field for step in steps_on_route(answers) for field in step.required(answers))
    if outcome is Outcome.NOT_SHARE:
        return ("decision.reasons",)
    return next(
        step.required(answers)
        for step in STEPS
        if step.applies(answers) and step.slug in ("later", "advice")
    )
