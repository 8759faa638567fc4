"""Which questions apply, in order: the skeleton of the guide, as pure functions.

The guide hangs forms and templates on these steps; sealing and `assess` prune with the same
route, so that an answer on a branch no longer taken is never part of a record.
"""

from __future__ import annotations

from decisions.policy.answers import Answers, Group
from decisions.policy.facts.basics import FAMILY, shares_from_its_first_page
from decisions.policy.steps import STEPS, PolicyStep, was_weighed
from decisions.policy.terms import SHARING, LessIntrusive, Outcome

__all__ = [
    "FAMILY",
    "STEPS",
    "PolicyStep",
    "answered_route",
    "empty_pages",
    "missing",
    "prune",
    "required_fields",
    "steps_on_route",
    "value_at",
    "was_weighed",
]

# Kept whatever the route: an explanation answers a rule, not a page.
ALWAYS_KEPT = frozenset({"decision.explanations"})


def steps_on_route(answers: Answers) -> tuple[PolicyStep, ...]:
    """The pages that these answers lead to, in order."""
    return tuple(step for step in STEPS if step.applies(answers))


def answered_route(answers: Answers) -> tuple[str, ...]:
    """The slugs of the pages that these answers lead to, in order."""
    return tuple(step.slug for step in steps_on_route(answers))


def _kept_fields(answers: Answers) -> frozenset[str]:
    kept = {field for step in steps_on_route(answers) for field in step.fields}
    if not answers.was_asked:
        kept.discard("request.asked_for")
    return frozenset(kept | ALWAYS_KEPT)


def _group_kept(name: str, group: Group, kept: frozenset[str]) -> Group:
    if all(f"{name}.{field}" in kept for field in type(group).model_fields):
        return group
    values = {field: value for field, value in group if f"{name}.{field}" in kept}
    return type(group).model_validate(values)


def prune(answers: Answers) -> Answers:
    """Only the answers of pages on the route; pruning again changes nothing."""
    kept = _kept_fields(answers)
    values: dict[str, object] = {}
    for name, value in answers:
        if isinstance(value, Group):
            values[name] = _group_kept(name, value, kept)
        elif name in ("answers_schema", "start") or name in kept:
            values[name] = value
    return Answers.model_validate(values)


def value_at(answers: Answers, field: str) -> object:
    """The answer at a dotted name, such as `request.agency`."""
    value: object = answers
    for part in field.split("."):
        value = getattr(value, part)
    return value


def _answered(answers: Answers, field: str) -> bool:
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
    if outcome is None or outcome in SHARING:
        return tuple(field for step in steps_on_route(answers) for field in step.required(answers))
    if outcome is Outcome.NOT_SHARE:
        return ("decision.reasons",)
    return next(
        step.required(answers)
        for step in STEPS
        if step.applies(answers) and step.slug in ("later", "advice")
    )


def missing(answers: Answers) -> tuple[str, ...]:
    """The required fields that have no answer yet, in the order of the pages.

    `Assessment.missing` is what sealing looks at: it forgives what an emergency, or a referral
    by the home itself, does not wait for.
    """
    return tuple(field for field in required_fields(answers) if not _answered(answers, field))
