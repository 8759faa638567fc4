"""When a page of the guide applies, by the answers alone."""

from __future__ import annotations

from collections.abc import Callable

from decisions.policy.answers import Answers
from decisions.policy.facts.basics import OTHER_PEOPLE
from decisions.policy.terms import OTHERS_AT_RISK, LessIntrusive, Outcome, Start


def guided(answers: Answers) -> bool:
    return answers.start is not Start.URGENT


def asked(answers: Answers) -> bool:
    return answers.was_asked


def already(answers: Answers) -> bool:
    return answers.start is Start.ALREADY_SHARED


def routine(answers: Answers) -> bool:
    return answers.start is Start.ROUTINE


def chosen_recipient(answers: Answers) -> bool:
    return guided(answers) and not answers.was_asked and not already(answers)


def worried(answers: Answers) -> bool:
    """Everyday sharing is agreed in calm; a worry starts a record of its own."""
    return guided(answers) and not routine(answers)


def decided(answers: Answers) -> bool:
    """What has already been shared was decided then."""
    return guided(answers) and not already(answers)


def urgent(answers: Answers) -> bool:
    return answers.start is Start.URGENT


def was_weighed(answers: Answers) -> bool:
    """Whether the pages that weigh a share apply.

    A refusal known from the start skips these pages; choosing to share brings them back. What is
    everyday, or has already been shared, is not refused from the start.
    """
    refuses = answers.concern.refusing_now is True and not answers.shares
    may_refuse = worried(answers) and not already(answers)
    return guided(answers) and not (refuses and may_refuse)


def naming_the_child(answers: Answers) -> bool:
    return was_weighed(answers) and answers.necessity.less_intrusive is not LessIntrusive.NOT_NAMED


def about_others(answers: Answers) -> bool:
    """Does it speak of anybody besides the child: in an item, or as somebody at risk?"""
    in_items = any(item.identifies_other or item.category in OTHER_PEOPLE for item in answers.items)
    at_risk = not OTHERS_AT_RISK.isdisjoint(answers.concern.at_risk)
    return was_weighed(answers) and (in_items or (at_risk and worried(answers)))


def outcome_is(outcome: Outcome) -> Callable[[Answers], bool]:
    return lambda answers: decided(answers) and answers.decision.outcome is outcome
