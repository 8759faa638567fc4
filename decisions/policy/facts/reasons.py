"""The reasons of a decision, and whether they say more than the question did."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.facts.basics import folded, shares_from_its_first_page

# What stands beside an empty box for reasons: copied into it, it is no reason.
REASON_PROMPTS = (
    "Why?",
    "Your reasons stand in the record, in your name.",
    "Write your reasons.",
    "Write why, in your own words.",
    "Why was it urgent?",
    "Write why it was urgent.",
    "Why was it shared?",
    "Write why it was shared.",
)


def _bare(text: str) -> str:
    return folded(text).rstrip(".?! ")


_BARE_PROMPTS = frozenset(_bare(prompt) for prompt in REASON_PROMPTS)


def reason_given(answers: Answers) -> str:
    """Why it is shared, or was; of what is urgent or has happened, its one page says it."""
    first_page = shares_from_its_first_page(answers)
    return (answers.urgent.why if first_page else answers.decision.reasons).strip()


def repeats_its_prompt(words: str) -> bool:
    return _bare(words) in _BARE_PROMPTS
