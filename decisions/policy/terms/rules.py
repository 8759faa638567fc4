"""What a rule says: its advice, its effect, its force, and how sure it is."""

from __future__ import annotations

from enum import IntEnum

from decisions.policy.terms.term import Term


class Advice(Term):
    """What the assessment advises; a named person decides."""

    SHARE = "SHARE", "Share"
    SHARE_PART = "SHARE_PART", "Share part of it"
    DO_NOT_SHARE = "DO_NOT_SHARE", "Do not share"
    CHECK_FIRST = "CHECK_FIRST", "Check first"
    ASK_MANAGER = "ASK_MANAGER", "Ask the manager"


class Effect(IntEnum):
    """What a finding does, weakest first; the strongest one leads."""

    INFO = 1
    WARN = 2
    NOTIFY = 3
    REASON = 4
    APPROVE = 5
    BLOCK = 6


class EmergencyEffect(Term):
    SUPPRESSED = "SUPPRESSED", "Not shown in an emergency"
    REVIEW = "REVIEW", "Goes ahead, reviewed afterwards"
    TASK = "TASK", "Goes ahead, becomes a follow-up"
    APPROVE = "APPROVE", "Needs the manager even in an emergency"
    BLOCK = "BLOCK", "Stops even in an emergency"
    SAME = "SAME", "As outside an emergency"


class Force(Term):
    LAW = "LAW", "Law"
    GUIDANCE = "GUIDANCE", "Guidance"
    CHOICE = "CHOICE", "This product's choice"


class Sureness(Term):
    SOURCED = "SOURCED", "Checked against its source"
    UNVERIFIED = "UNVERIFIED", "Not yet confirmed by a lawyer"
    CHOICE = "CHOICE", "A choice, not law"
