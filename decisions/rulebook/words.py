"""How the parts of the decision table and of the law are spoken of on these pages."""

from __future__ import annotations

from datetime import date

from decisions.policy.law import Kind, Strength
from decisions.policy.rule import EVERY_RECORD, REFUSES, SHARES
from decisions.policy.terms import (
    Effect,
    EmergencyEffect,
    LawReviewOutcome,
    Outcome,
    ProviderType,
    Sureness,
)
from infoshare.common.times_in_words import day_in_words

LETTERS = {
    "A": "Urgency and harm",
    "B": "The request, and who asks",
    "C": "Lawful basis",
    "D": "Consent, and what a child understands",
    "E": "Sensitive and restricted information",
    "F": "How much is shared, and how sure it is",
    "G": "Being open with the child and others",
    "H": "How it is sent",
    "I": "The decision, and who agrees to it",
    "J": "The record, and who may see it",
}
EFFECTS = {
    Effect.BLOCK: "You must do this first",
    Effect.APPROVE: "A manager must agree",
    Effect.REASON: "You say why",
    Effect.NOTIFY: "The manager is told",
    Effect.WARN: "A warning, and you can go on",
    Effect.INFO: "Good to know",
}
# Of what InfoShare keeps by itself, nobody could do anything first.
NOT_LET = "InfoShare does not let it happen"
IN_AN_EMERGENCY = {
    EmergencyEffect.SUPPRESSED: "It is not asked for.",
    EmergencyEffect.REVIEW: "You go ahead. The manager looks at it afterwards.",
    EmergencyEffect.TASK: "You go ahead. It is followed up afterwards.",
    EmergencyEffect.APPROVE: "A manager must still agree, unless it is you who reach those who "
    "can protect.",
    EmergencyEffect.BLOCK: "It holds there too.",
    EmergencyEffect.SAME: "The same.",
}
# What is not confirmed has a mark of its own.
SURENESS = {
    Sureness.SOURCED: "Checked against its source",
    Sureness.UNVERIFIED: "",
    Sureness.CHOICE: "A choice, not law",
}
STRENGTHS = {
    Strength.DUTY: "It requires sharing.",
    Strength.POWER: "It allows sharing.",
    Strength.CONTEXT: "It shows why sharing is needed.",
    Strength.LIMIT: "It limits sharing.",
    Strength.JUSTIFICATION: "It justifies sharing.",
}
PLURALS = {
    Kind.BASIS: "Lawful bases",
    Kind.INTEREST: "Recognised legitimate interests",
    Kind.SPECIAL: "Conditions for sensitive information",
    Kind.OFFENCE: "Conditions for information about crime",
    Kind.GATEWAY: "Laws and duties about sharing",
    Kind.EVENT: "Serious events that others must be told of",
    Kind.COMPATIBLE: "New purposes that fit the first one",
}
FOUND = {
    LawReviewOutcome.CONFIRMED: "it is right as it stands",
    LawReviewOutcome.NEEDS_CHANGING: "it needs changing",
}
_WHEN = {
    SHARES: "When you share",
    REFUSES: "When you do not share",
    EVERY_RECORD: "When you share, and when you do not",
    tuple(Outcome): "Whatever you choose",
    (Outcome.ASK_ADVICE,): "When you ask for advice first",
    (Outcome.DECIDE_LATER,): "When you decide later",
}
_EVERY_PROVIDER = "Every kind of provider"


def when(outcomes: tuple[Outcome, ...]) -> str:
    """With which decision a rule speaks."""
    others = " or ".join(f"“{one.label}”" for one in outcomes)
    return _WHEN.get(outcomes, f"When you choose {others}")


def dated(month_or_day: str) -> str:
    """A date of the table in words: 2018-05 is May 2018, 2026-02-05 is 5 February 2026."""
    if len(month_or_day) > len("2018-05"):
        return day_in_words(date.fromisoformat(month_or_day))
    return f"{date.fromisoformat(f'{month_or_day}-01'):%B %Y}"


def used_by(types: tuple[ProviderType, ...]) -> str:
    if len(types) == len(ProviderType):
        return _EVERY_PROVIDER
    return ", ".join(one.label for one in types) or "Nobody"


def in_force(since: date | None, until: date | None, today: date, *, switched: bool) -> str:
    """From when until when a row of the law, or a rule, holds."""
    if since is None and switched:
        return "Not in force yet. It begins on the day that the provider’s settings name."
    if since is None:
        return "Not in force yet. No day is known."
    if until is not None and until < today:
        return f"No longer in force. It held from {day_in_words(since)} to {day_in_words(until)}."
    begins = "In force since" if since <= today else "Not in force yet. It begins on"
    ends = f", until {day_in_words(until)}" if until is not None else ""
    return f"{begins} {day_in_words(since)}{ends}."
