"""The pages of the guide: which fields each has, when it applies, and what a share needs of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from decisions.policy.answers import Answers
from decisions.policy.facts.basics import FAMILY
from decisions.policy.terms import (
    SERIOUS,
    Contact,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    Severity,
    Start,
)

OTHER_PEOPLE = frozenset(
    {
        InformationCategory.THIRD_PARTY_CHILD,
        InformationCategory.THIRD_PARTY_ADULT,
        InformationCategory.STAFF,
    }
)
OTHERS_AT_RISK = frozenset(PersonAtRisk) - {PersonAtRisk.THIS_CHILD, PersonAtRisk.NOBODY}


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


# When a page applies


def _guided(answers: Answers) -> bool:
    return answers.start is not Start.URGENT


def _asked(answers: Answers) -> bool:
    return answers.was_asked


def _already(answers: Answers) -> bool:
    return answers.start is Start.ALREADY_SHARED


def _routine(answers: Answers) -> bool:
    return answers.start is Start.ROUTINE


def _chosen_recipient(answers: Answers) -> bool:
    return _guided(answers) and not answers.was_asked and not _already(answers)


def _worried(answers: Answers) -> bool:
    """Everyday sharing is agreed in calm; a worry starts a record of its own."""
    return _guided(answers) and not _routine(answers)


def _decided(answers: Answers) -> bool:
    """What has already been shared was decided then."""
    return _guided(answers) and not _already(answers)


def _urgent(answers: Answers) -> bool:
    return answers.start is Start.URGENT


def was_weighed(answers: Answers) -> bool:
    """Whether the pages that weigh a share apply.

    A refusal known from the start skips these pages; choosing to share brings them back. What is
    everyday, or has already been shared, is not refused from the start.
    """
    refuses = answers.concern.refusing_now is True and not answers.shares
    may_refuse = _worried(answers) and not _already(answers)
    return _guided(answers) and not (refuses and may_refuse)


def _naming_the_child(answers: Answers) -> bool:
    return was_weighed(answers) and answers.necessity.less_intrusive is not LessIntrusive.NOT_NAMED


def _about_others(answers: Answers) -> bool:
    """Does it speak of anybody besides the child: in an item, or as somebody at risk?"""
    in_items = any(item.identifies_other or item.category in OTHER_PEOPLE for item in answers.items)
    at_risk = not OTHERS_AT_RISK.isdisjoint(answers.concern.at_risk)
    return was_weighed(answers) and (in_items or (at_risk and _worried(answers)))


def _outcome_is(outcome: Outcome) -> Callable[[Answers], bool]:
    return lambda answers: _decided(answers) and answers.decision.outcome is outcome


# What a share needs of a page


def _who(group: str, answers: Answers) -> tuple[str, ...]:
    """The organisation: one from the directory is enough, else its type and its name."""
    who = answers.request if group == "request" else answers.transfer
    if who.agency is not None:
        return ()
    if who.agency_type in FAMILY or (
        _urgent(answers) and answers.transfer.contact is Contact.RANG_999
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
        _urgent,
    ),
    PolicyStep(
        "already",
        (
            *_group("transfer", *WHO, "method", "astray"),
            *_group("urgent", "said", "why", "told_by"),
            "request.occurred_at",
        ),
        _already_page,
        _already,
    ),
    PolicyStep("request", _group("request", *WHO, "channel"), _requester, _asked),
    PolicyStep(
        "caller",
        _group("request", "verification", "role_with_child", "doubt", "features", "occurred_at"),
        _always(*_group("request", "verification", "role_with_child", "doubt", "occurred_at")),
        _asked,
    ),
    PolicyStep(
        "recipient",
        (*_group("transfer", *WHO), "request.occurred_at"),
        _recipient,
        _chosen_recipient,
    ),
    PolicyStep(
        "purpose", ("request.asked_for", "purpose.code", "purpose.words"), _purpose, _guided
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
            "told_by",
            "staff",
            "staff_in_words",
        ),
        _concern,
        _worried,
    ),
    PolicyStep(
        "items",
        ("items", *_group("necessity", "less_intrusive", "harm_if_shared", "harm_if_not_shared")),
        _always("items", "necessity.less_intrusive"),
        was_weighed,
    ),
    PolicyStep("people", ("people",), _people, _about_others),
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
        ),
        _always("basis.basis"),
        _naming_the_child,
    ),
    PolicyStep(
        "child",
        _group("agreement", "understanding", "view", "words"),
        _always(*_group("agreement", "understanding", "view")),
        was_weighed,
    ),
    PolicyStep(
        "told",
        _group("openness", "child_told", "parents_told", "why_not", "look_again_on"),
        _always("openness.child_told"),
        was_weighed,
    ),
    PolicyStep(
        "arrangement",
        _group("arrangement", "how_often", "review_on"),
        _always(*_group("arrangement", "how_often", "review_on")),
        _routine,
    ),
    PolicyStep(
        "decision",
        (*_group("decision", "outcome", "reasons", "unsure"), "transfer.method"),
        _decision,
        _decided,
    ),
    PolicyStep(
        "later",
        ("decision.decide_at",),
        _always("decision.decide_at"),
        _outcome_is(Outcome.DECIDE_LATER),
    ),
    PolicyStep(
        "advice",
        ("decision.advice_wanted",),
        _always("decision.advice_wanted"),
        _outcome_is(Outcome.ASK_ADVICE),
    ),
    PolicyStep(
        "check", _group("decision", "explanations", "manager_unreachable"), _nothing, _guided
    ),
)
