"""A. Child sexual abuse: nobody may stop or delay the report, and how long it has waited."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import hours_are_over
from decisions.policy.facts.danger import (
    abuse_reported,
    is_between_peers,
    is_child_sexual_abuse,
)
from decisions.policy.facts.recipient import recipient_type
from decisions.policy.facts.telling import tells
from decisions.policy.law import provision
from decisions.policy.rule import REFUSES, Rule
from decisions.policy.terms import (
    REFERRAL_BODIES,
    Advice,
    Effect,
    EmergencyEffect,
    Force,
    Gateway,
    Outcome,
    Sureness,
)

# How many hours the report may wait where telling at once would put the child at risk.
LONGEST_SAFETY_DELAY = 7 * 24
# Until the day that the provider's settings name for it, nobody is told that the law wants this.
REPORTING_DUTY = provision(Gateway.CRIME_POLICING_CSA).switched_by


def _unreported_for(hours: int, answers: Answers, circumstances: Circumstances) -> bool:
    """Has sexual abuse been known for more than so many hours, and is it not reported?"""
    done = abuse_reported(answers, circumstances) or tells(answers, circumstances, REFERRAL_BODIES)
    owed = is_child_sexual_abuse(answers) and not is_between_peers(answers, circumstances)
    return owed and not done and hours_are_over(answers.request.occurred_at, hours, circumstances)


def _is_kept_from_all(answers: Answers, circumstances: Circumstances) -> bool:
    return is_child_sexual_abuse(answers) and not abuse_reported(answers, circumstances)


@Rule(
    "A08",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Crime and Policing Act provisions on reporting child sexual abuse "
    "(guidance until in force); policy P08",
    dated="2026-02",
    says="Child sexual abuse must be reported, and nobody has reported it yet.",
    why="Nobody may stop or delay this report. The child needs help now.",
    do="Tell the police or children's social care. If someone has, write the reference.",
    points=Advice.SHARE,
    outcomes=REFUSES,
)
def sexual_abuse_and_not_shared(answers: Answers, circumstances: Circumstances) -> bool:
    return _is_kept_from_all(answers, circumstances) and not is_between_peers(
        answers, circumstances
    )


@Rule(
    "A08",
    Effect.APPROVE,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="Crime and Policing Act provisions on reporting child sexual abuse, young people who "
    "both agree (guidance until in force); policy P08",
    dated="2026-02",
    says="You say that both are young people of about one age, and that both wanted it.",
    why="Then it need not be reported. A second person looks, so that no abuse is missed.",
    do="Ask your manager. If one was pressed, or has power over the other, report it now.",
    points=Advice.ASK_MANAGER,
    outcomes=REFUSES,
)
def between_peers_and_not_shared(answers: Answers, circumstances: Circumstances) -> bool:
    return _is_kept_from_all(answers, circumstances) and is_between_peers(answers, circumstances)


@Rule(
    "A08",
    Effect.NOTIFY,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Crime and Policing Act provisions on reporting child sexual abuse "
    "(guidance until in force); policy P08",
    dated="2026-02",
    says="You are reporting child sexual abuse. You do not need approval.",
    why="Nobody may stop or delay this report. Your manager is told, not asked.",
    do="Report it now. Write down who took the report and their reference.",
    points=Advice.SHARE,
    waives_approvals=True,
)
def sexual_abuse_reported_now(answers: Answers, circumstances: Circumstances) -> bool:
    reported = abuse_reported(answers, circumstances)
    to_them = recipient_type(answers, circumstances) in REFERRAL_BODIES
    return is_child_sexual_abuse(answers) and not reported and to_them


@Rule(
    "A09",
    Effect.WARN,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="Crime and Policing Act provisions on reporting child sexual abuse, as soon as "
    "practicable; policy P08",
    dated="2026-02",
    says="You have known of this sexual abuse for some time, and it is not reported yet.",
    why="The law wants it reported as soon as you can. It may wait only to keep a child safe.",
    do="Report it to the police or children's social care now. "
    "If waiting keeps a child safe, write why.",
    points=Advice.SHARE,
    outcomes=tuple(Outcome),
    switched_by=REPORTING_DUTY,
    follow_up=True,
)
def sexual_abuse_report_is_late(answers: Answers, circumstances: Circumstances) -> bool:
    soon = circumstances.settings.abuse_report_hours
    past = _unreported_for(LONGEST_SAFETY_DELAY, answers, circumstances)
    return _unreported_for(soon, answers, circumstances) and not past


@Rule(
    "A09",
    Effect.NOTIFY,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="Crime and Policing Act provisions on reporting child sexual abuse, seven days; "
    "policy P08",
    dated="2026-02",
    says="This sexual abuse has not been reported for more than seven days.",
    why="The law lets nobody wait longer than that, even to keep a child safe.",
    do="Report it to the police or children's social care now. Your manager is told.",
    points=Advice.SHARE,
    outcomes=tuple(Outcome),
    switched_by=REPORTING_DUTY,
    follow_up=True,
)
def sexual_abuse_report_is_past_seven_days(answers: Answers, circumstances: Circumstances) -> bool:
    return _unreported_for(LONGEST_SAFETY_DELAY, answers, circumstances)
