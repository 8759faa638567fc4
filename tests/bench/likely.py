"""How often each thing happens among many records; a weight each, not a share of a hundred."""

from __future__ import annotations

from decisions.policy.terms import AgencyType, Harm, Outcome, Severity, Start, Verdict

STARTS = {
    Start.ASKED: 45,
    Start.OWN_INITIATIVE: 44,
    Start.URGENT: 3,
    Start.ALREADY_SHARED: 5,
    Start.ROUTINE: 1,
    Start.MOVE: 2,
}
OUTCOMES = {Outcome.SHARE: 60, Outcome.SHARE_PART: 25, Outcome.NOT_SHARE: 15}
SEVERITIES = {
    Severity.NONE: 20,
    Severity.WELFARE: 40,
    Severity.CONCERN: 30,
    Severity.SIGNIFICANT: 9,
    Severity.IMMEDIATE: 1,
}
HARMS = {
    Harm.MISSING: 50,
    Harm.EMOTIONAL: 15,
    Harm.SEXUAL: 15,
    Harm.CSE: 15,
    Harm.TRAFFICKING_MODERN_SLAVERY: 5,
}
VERDICTS = {Verdict.AGREED: 92, Verdict.NOT_AGREED: 5, Verdict.QUESTION: 3}
RECIPIENTS = {AgencyType.LA_PLACING: 61, AgencyType.POLICE: 15, AgencyType.SCHOOL: 24}
