"""B. The request: what it is for, how much it asks for, and by when."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import folded, outcome_of, shares_from_its_first_page
from decisions.policy.facts.recipient import is_access_request
from decisions.policy.rule import Rule
from decisions.policy.terms import (
    SEALABLE,
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Outcome,
    RequestFeature,
    Sureness,
)

# Words that say nothing of a purpose.
NO_PURPOSE = frozenset(
    {"", "as requested", "as asked", "as above", "requested", "on request", "n/a", "na", "none"}
)


@Rule(
    "B07",
    Effect.BLOCK,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 5(1)(b); ICO data sharing decision form; policy P14, P27",
    dated="2018-05",
    says="There is no clear purpose yet.",
    why="You may share only for a purpose that you can name.",
    do="Write in your own words what the information is for.",
    points=Advice.CHECK_FIRST,
)
def purpose_not_said(answers: Answers, circumstances: Circumstances) -> bool:
    words = answers.urgent.why if shares_from_its_first_page(answers) else answers.purpose.words
    return folded(words).strip(" .,;:!-\"'") in NO_PURPOSE


@Rule(
    "B09",
    Effect.APPROVE,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="UK GDPR Article 5(1)(c); guidance on police requests, no trawling; policy P21",
    dated="2018-05",
    says="They ask for everything.",
    why="A child's whole story is rarely needed. Share only what helps.",
    do="Ask which parts they need, and why. Share those parts.",
    points=Advice.SHARE_PART,
    asks_why=True,
)
def everything_asked_for(answers: Answers, circumstances: Circumstances) -> bool:
    # Who uses their right of access may ask for all of it, and need not say why: that is B12's.
    everything = RequestFeature.ASKS_FOR_EVERYTHING in answers.request.features
    return answers.was_asked and everything and not is_access_request(answers, circumstances)


@Rule(
    "B19",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.CHOICE,
    Sureness.SOURCED,
    source="Founding policy, timely decisions; policy P24",
    dated="2024-06",
    says="They needed an answer by now, and nothing is decided.",
    why="An answer that comes too late can leave the child without help.",
    do="Decide now, or tell them when you will. If you wait for a manager, ring them.",
    points=None,
    outcomes=tuple(Outcome),
    follow_up=True,
)
def asked_for_by_a_time_that_has_passed(answers: Answers, circumstances: Circumstances) -> bool:
    by = answers.request.wanted_by
    open_yet = outcome_of(answers) not in SEALABLE or circumstances.awaiting_since is not None
    return by is not None and by < circumstances.now and open_yet


@Rule(
    "B20",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Founding policy, asking for advice without saying who the child is; policy P12, P13",
    dated="2024-06",
    says="You ask for advice. Nothing is shared by that.",
    why="Who does not read this child's records sees your question without the name.",
    do="Leave names out of your question. It is kept as advice, not as a share.",
    points=None,
    outcomes=(Outcome.ASK_ADVICE,),
)
def advice_without_a_name(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.decision.outcome is Outcome.ASK_ADVICE
