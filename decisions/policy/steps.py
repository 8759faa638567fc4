"""The pages of the guide: which fields each has, when it applies, and what a share needs of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from decisions.policy import applies
from decisions.policy.answers import Answers
from decisions.policy.facts.basics import FAMILY, OTHER_PEOPLE
from decisions.policy.terms import SERIOUS, Contact, Outcome, Severity


@dataclass(frozen=True)
class PolicyStep:
    """One page: its fields (dotted names), those that a share needs, and when it applies."""

    slug: str
    fields: tuple[str, ...]
    required: Callable[[Answers], tuple[str, ...]]
    applies: Callable[[Answers], bool]


def _group(name: str, *fields: str) -> tuple[str, ...]:
    return tuple(f"{name}.{field}" for field in fields)


def _nothing(answers: Answers) -> tuple[str, ...]:
    return ()


def _always(*fields: str) -> Callable[[Answers], tuple[str, ...]]:
    return lambda answers: fields


# What a share needs of a page


def _who(group: str, answers: Answers) -> tuple[str, ...]:
    """The organisation: one from the directory is enough, else its type and its name."""
    who = answers.request if group == "request" else answers.transfer
    if who.agency is not None:
        return ()
    if who.agency_type in FAMILY or (
        applies.urgent(answers) and answers.transfer.contact is Contact.RANG_999
    ):
        return _group(group, "agency_type")
    return _group(group, "agency_type", "agency_name")


def _requester(answers: Answers) -> tuple[str, ...]:
    position = () if answers.request.agency_type in FAMILY else ("request.position",)
    return (*_who("request", answers), "request.name", *position, "request.channel")


def _recipient(answers: Answers) -> tuple[str, ...]:
    person = () if answers.transfer.position.strip() else ("transfer.name",)
    return (*_who("transfer", answers), *person)


def _already_page(answers: Answers) -> tuple[str, ...]:
    return (
        *_who("transfer", answers),
        "transfer.method",
        *_group("urgent", "said", "why"),
        "request.occurred_at",
    )


def _people(answers: Answers) -> tuple[str, ...]:
    """Whoever an item that goes is about is a row; a risk to nobody known need not be."""
    return ("people",) if any(item.category in OTHER_PEOPLE for item in answers.going) else ()


def _purpose(answers: Answers) -> tuple[str, ...]:
    asked = ("request.asked_for",) if answers.was_asked else ()
    return (*asked, "purpose.code", "purpose.words")


def _concern(answers: Answers) -> tuple[str, ...]:
    if answers.concern.severity not in SERIOUS | {Severity.CONCERN}:
        return ("concern.severity",)
    # An accident or a seizure is danger too, and none of the kinds of harm.
    kinds = ("harms",) if answers.concern.severity is Severity.SIGNIFICANT else ()
    return _group("concern", "severity", *kinds, "at_risk", "analysis")


def _decision(answers: Answers) -> tuple[str, ...]:
    method = ("transfer.method",) if answers.shares else ()
    return ("decision.outcome", "decision.reasons", *method)


def _urgent_page(answers: Answers) -> tuple[str, ...]:
    return (
        *_who("transfer", answers),
        "transfer.contact",
        "urgent.said",
        "urgent.why",
        "request.occurred_at",
    )


WHO = ("agency", "agency_type", "agency_name", "name", "position")

STEPS: tuple[PolicyStep, ...] = (
    PolicyStep(
        "urgent",
        (
            *_group("transfer", "agency", "agency_type", "agency_name", "name", "contact"),
            *_group("urgent", "said", "why", "told_by"),
            *_group("concern", "staff", "staff_in_words"),
            "request.occurred_at",
        ),
        _urgent_page,
        applies.urgent,
    ),
    PolicyStep(
        "already",
        (
            *_group("transfer", *WHO, "method", "outside_uk", "astray"),
            *_group("urgent", "said", "why", "told_by"),
            "request.occurred_at",
        ),
        _already_page,
        applies.already,
    ),
    PolicyStep(
        "request",
        _group("request", *WHO, "channel", "wanted_by", "outside_uk"),
        _requester,
        applies.asked,
    ),
    PolicyStep(
        "caller",
        _group("request", "verification", "role_with_child", "doubt", "features", "occurred_at"),
        _always(*_group("request", "verification", "role_with_child", "doubt", "occurred_at")),
        applies.asked,
    ),
    PolicyStep(
        "recipient",
        (*_group("transfer", *WHO, "outside_uk"), "request.occurred_at"),
        _recipient,
        applies.chosen_recipient,
    ),
    PolicyStep(
        "purpose", ("request.asked_for", "purpose.code", "purpose.words"), _purpose, applies.guided
    ),
    PolicyStep(
        "concern",
        _group(
            "concern",
            "severity",
            "harms",
            "at_risk",
            "analysis",
            "already_reported",
            "refusing_now",
            "returned_at",
            "return_interview_offered",
            "indecent_image",
            "between_peers",
            "told_by",
            "staff",
            "staff_in_words",
        ),
        _concern,
        applies.worried,
    ),
    PolicyStep(
        "items",
        (
            "items",
            *_group(
                "necessity", "less_intrusive", "whole_file", "harm_if_shared", "harm_if_not_shared"
            ),
        ),
        _always("items", "necessity.less_intrusive"),
        applies.was_weighed,
    ),
    PolicyStep("people", ("people",), _people, applies.about_others),
    PolicyStep(
        "lawful",
        _group(
            "basis",
            "basis",
            "interest",
            "gateway",
            "provision",
            "special",
            "offence",
            "without_consent",
            "balance",
            "professional",
        ),
        _always("basis.basis"),
        applies.naming_the_child,
    ),
    PolicyStep(
        "child",
        _group("agreement", "understanding", "view", "words", "objections", "under_pressure"),
        _always(*_group("agreement", "understanding", "view")),
        applies.was_weighed,
    ),
    PolicyStep(
        "told",
        _group("openness", "child_told", "parents_told", "why_not", "look_again_on"),
        _always("openness.child_told"),
        applies.was_weighed,
    ),
    PolicyStep(
        "arrangement",
        _group("arrangement", "how_often", "review_on"),
        _always(*_group("arrangement", "how_often", "review_on")),
        applies.routine,
    ),
    PolicyStep(
        "decision",
        (
            *_group("decision", "outcome", "reasons", "unsure", "more_detrimental", "legal_advice"),
            *_group("transfer", "method", "second_check", "password_apart"),
        ),
        _decision,
        applies.decided,
    ),
    PolicyStep(
        "later",
        ("decision.decide_at",),
        _always("decision.decide_at"),
        applies.outcome_is(Outcome.DECIDE_LATER),
    ),
    PolicyStep(
        "advice",
        ("decision.advice_wanted",),
        _always("decision.advice_wanted"),
        applies.outcome_is(Outcome.ASK_ADVICE),
    ),
    PolicyStep(
        "check", _group("decision", "explanations", "manager_unreachable"), _nothing, applies.guided
    ),
)
