"""The seven checks, derived from earlier answers; a person may say that they are not sure.

Necessary, proportionate, relevant, accurate, timely and secure are the policy's six (P24);
adequate stands beside them.
"""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.assessment import CheckResult
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import hours_are_over, shares_from_its_first_page
from decisions.policy.terms import (
    Check,
    CheckAnswer,
    LessIntrusive,
    Outcome,
    Provenance,
    Purpose,
    Start,
)

Derived = tuple[CheckAnswer, str]
YES, NO, NOT_SURE = CheckAnswer.YES, CheckAnswer.NO, CheckAnswer.NOT_SURE
NOT_LISTED: Derived = (NOT_SURE, "What was shared is not written down piece by piece yet.")


def _necessary(answers: Answers, circumstances: Circumstances) -> Derived:
    purpose = answers.purpose
    if purpose.code is Purpose.UNCLEAR:
        return NO, "It is not clear what the information is for."
    if shares_from_its_first_page(answers) and answers.urgent.why.strip():
        return YES, "It is written down why it was shared."
    if purpose.code is None or not purpose.words.strip():
        return NOT_SURE, "The purpose is not written down yet."
    return YES, "There is a purpose, and this information serves it."


def _proportionate(answers: Answers, circumstances: Circumstances) -> Derived:
    less = answers.necessity.less_intrusive
    if less is LessIntrusive.NOT_NAMED:
        return YES, "The child will not be named."
    if less is LessIntrusive.LESS_CHOSEN:
        return YES, "It has been cut down to what is needed."
    if less is LessIntrusive.NONE_WOULD_DO:
        return YES, "Less than this would not do."
    return NOT_SURE, "Nobody has looked yet at whether less would do."


def _not_listed(answers: Answers) -> bool:
    """Was it said in words, and not yet written down piece by piece?"""
    return shares_from_its_first_page(answers) and not answers.items


def _relevant(answers: Answers, circumstances: Circumstances) -> Derived:
    if _not_listed(answers):
        return NOT_LISTED
    going = answers.going
    if any(item.needed is False for item in going):
        return NO, "Something goes that is marked as not needed."
    if not going:
        return NOT_SURE, "Nothing has been chosen to go yet."
    return YES, "Everything that goes is needed for the purpose."


def _adequate(answers: Answers, circumstances: Circumstances) -> Derived:
    if _not_listed(answers):
        return NOT_LISTED
    held_back = any(item.needed and not item.going for item in answers.items)
    if held_back and answers.decision.outcome is Outcome.SHARE:
        return NOT_SURE, "Something that is needed stays behind."
    if held_back:
        return YES, "Part of it goes, and what stays behind is listed."
    return YES, "Nothing that is needed is left out."


def _accurate(answers: Answers, circumstances: Circumstances) -> Derived:
    if _not_listed(answers):
        return NOT_LISTED
    sources = {item.provenance for item in answers.going}
    if None in sources:
        return NOT_SURE, "For some of it, nobody has said where it comes from."
    if Provenance.UNVERIFIED_INTELLIGENCE in sources:
        return NOT_SURE, "Some of it is not confirmed, and is marked so."
    return YES, "For each piece it is said whether it is fact, report or opinion."


def _looked_at_again(answers: Answers) -> Derived:
    if answers.arrangement.review_on is None:
        return NOT_SURE, "There is no day yet on which it is looked at again."
    return YES, "There is a day on which it is looked at again."


def _timely(answers: Answers, circumstances: Circumstances) -> Derived:
    happened, soon = answers.request.occurred_at, circumstances.settings.retrospective_hours
    if answers.start is Start.ALREADY_SHARED:
        return YES, "It has already been shared."
    if answers.start is Start.ROUTINE:
        return _looked_at_again(answers)
    if hours_are_over(happened, soon, circumstances):
        return NOT_SURE, "Some time has passed since this came up."
    return YES, "It is decided soon after it came up."


def _secure(answers: Answers, circumstances: Circumstances) -> Derived:
    method = answers.transfer.method
    if method is None:
        return NOT_SURE, "Nobody has chosen yet how it will be sent."
    if method.allowed == "never":
        return NO, "This way of sending is not safe."
    if method.allowed == "with reason":
        return YES, "This way of sending is allowed with a reason and a second look."
    return YES, "This way of sending is safe."


DERIVED = (
    (Check.NECESSARY, _necessary),
    (Check.PROPORTIONATE, _proportionate),
    (Check.RELEVANT, _relevant),
    (Check.ADEQUATE, _adequate),
    (Check.ACCURATE, _accurate),
    (Check.TIMELY, _timely),
    (Check.SECURE, _secure),
)


def _with_doubt(check: Check, derived: Derived, answers: Answers) -> Derived:
    """A doubt that a person voiced outweighs a yes, never a no."""
    if check in answers.decision.unsure and derived[0] is not NO:
        return NOT_SURE, "You said that you are not sure."
    return derived


def seven_checks(answers: Answers, circumstances: Circumstances) -> tuple[CheckResult, ...]:
    """Each check with its answer and the reason, in the order of the policy."""
    answered = (
        (check, *_with_doubt(check, derive(answers, circumstances), answers))
        for check, derive in DERIVED
    )
    return tuple(
        CheckResult(check=check, answer=answer, because=because)
        for check, answer, because in answered
    )


def checks_that_say_no(answers: Answers, circumstances: Circumstances) -> frozenset[Check]:
    """The checks that these answers fail, whatever anybody feels sure of."""
    return frozenset(check for check, derive in DERIVED if derive(answers, circumstances)[0] is NO)
