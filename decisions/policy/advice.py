"""The overall advice: what to do, the reasons that carry it, and the best of the other side.

Advice, never a decision. It looks at sharing, whatever was chosen, so that a person who decides
otherwise can see what stood against it.
"""

from __future__ import annotations

from dataclasses import dataclass

from decisions.policy.answers import Answers
from decisions.policy.assessment import Finding
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.danger import is_referral, is_serious
from decisions.policy.facts.recipient import can_protect, is_emergency_path
from decisions.policy.route import was_weighed
from decisions.policy.rule import IDENTITY_GATES
from decisions.policy.rules import RULES
from decisions.policy.terms import Advice, Effect, Outcome, Severity, Start, View

POINTS = {rule.id: rule.points for rule in RULES}
OF_THE_REVIEW = frozenset(rule.id for rule in RULES if rule.of_the_review)
GATES = frozenset({Effect.APPROVE, Effect.BLOCK})
SHARE = Advice.SHARE
MOST_REASONS = 3
FEWEST_REASONS = 2

# What is true of each advice even where few rules speak.
STANDING_REASONS: dict[Advice, tuple[str, str]] = {
    Advice.SHARE: (
        "The purpose is clear, and nothing here stands against sharing.",
        "Sharing early helps others to help the child.",
    ),
    Advice.SHARE_PART: (
        "Only what is needed for the purpose should go.",
        "The rest stays private, as the child may expect.",
    ),
    Advice.DO_NOT_SHARE: (
        "Nothing here shows that they need this to help the child.",
        "Once it is shared, it cannot be taken back.",
    ),
    Advice.CHECK_FIRST: (
        "Something must be put right first.",
        "It often takes one call or one more answer.",
    ),
    Advice.ASK_MANAGER: (
        "There is a doubt that you should not carry alone.",
        "A manager can decide today.",
    ),
}
OTHER_SIDE: dict[Advice, str] = {
    Advice.SHARE: "Sharing takes away some of the child's privacy.",
    Advice.SHARE_PART: "They may need more than this to understand the whole picture.",
    Advice.DO_NOT_SHARE: "If they could help the child, they will not know what you know.",
    Advice.CHECK_FIRST: "Waiting can leave the child without help.",
    Advice.ASK_MANAGER: "Waiting can leave the child without help.",
}
AGAINST = {
    Advice.SHARE: (Advice.DO_NOT_SHARE, Advice.CHECK_FIRST, Advice.ASK_MANAGER, Advice.SHARE_PART),
    Advice.SHARE_PART: (Advice.DO_NOT_SHARE, Advice.ASK_MANAGER, Advice.SHARE),
    Advice.DO_NOT_SHARE: (Advice.SHARE,),
    Advice.CHECK_FIRST: (Advice.SHARE, Advice.DO_NOT_SHARE),
    Advice.ASK_MANAGER: (Advice.SHARE, Advice.DO_NOT_SHARE),
}


# What a finding speaks for, if anything, and its words.
Spoken = tuple[Advice | None, str]


@dataclass(frozen=True)
class Advised:
    advice: Advice
    reasons: tuple[str, ...]
    other_side: str


def _pulls(finding: Finding, answers: Answers, circumstances: Circumstances) -> Advice | None:
    """What a finding speaks for; a no is a manager's matter where someone may be harmed."""
    pull = POINTS[finding.rule]
    protects = is_serious(answers) and can_protect(answers, circumstances)
    if pull is Advice.DO_NOT_SHARE and protects and finding.rule not in IDENTITY_GATES:
        return Advice.ASK_MANAGER
    return pull


def _without_items(answers: Answers) -> Advice:
    """A refusal known from the start: nobody has said what is needed, so the concern decides."""
    if is_serious(answers):
        return Advice.SHARE
    calm = answers.concern.severity in (None, Severity.NONE, Severity.WELFARE)
    return Advice.DO_NOT_SHARE if calm else Advice.ASK_MANAGER


def _by_need(answers: Answers) -> Advice:
    """Nothing stands against sharing: what is needed decides how much."""
    needed = [item.needed for item in answers.items]
    if needed and not any(need is not False for need in needed):
        return Advice.SHARE if is_serious(answers) else Advice.DO_NOT_SHARE
    held_back = any(item.going is False or item.needed is False for item in answers.items)
    return Advice.SHARE_PART if held_back else Advice.SHARE


def _after_the_event(findings: tuple[Finding, ...]) -> Advice:
    """What has already happened cannot be stopped; where a rule stood against it, say so."""
    against = any(
        finding.follow_up and finding.effect is Effect.NOTIFY and POINTS[finding.rule] is not SHARE
        for finding in findings
    )
    return Advice.ASK_MANAGER if against else SHARE


def _advice(
    findings: tuple[Finding, ...], answers: Answers, circumstances: Circumstances
) -> Advice:
    if answers.start is Start.ALREADY_SHARED:
        return _after_the_event(findings)
    pulls = [(found.effect, _pulls(found, answers, circumstances)) for found in findings]
    gates = {pull for effect, pull in pulls if effect in GATES}
    for advice in (Advice.DO_NOT_SHARE, Advice.CHECK_FIRST, Advice.ASK_MANAGER, Advice.SHARE_PART):
        if advice in gates:
            return advice
    emergency = is_emergency_path(answers, circumstances, Outcome.SHARE)
    if emergency or is_referral(answers, circumstances):
        return SHARE
    if (Effect.WARN, Advice.ASK_MANAGER) in pulls:
        return Advice.ASK_MANAGER
    return _by_need(answers) if was_weighed(answers) else _without_items(answers)


def _reasons(advice: Advice, spoken: list[Spoken]) -> tuple[str, ...]:
    said = [says for pull, says in spoken if pull is advice]
    unique = list(dict.fromkeys(said))[:MOST_REASONS]
    for standing in STANDING_REASONS[advice]:
        if len(unique) < FEWEST_REASONS:
            unique.append(standing)
    return tuple(unique)


def _other_side(advice: Advice, spoken: list[Spoken], answers: Answers) -> str:
    for against in AGAINST[advice]:
        for pull, says in spoken:
            if pull is against:
                return says
    shares = advice in (SHARE, Advice.SHARE_PART)
    if shares and answers.agreement.view is View.DISAGREES:
        return "The child does not agree."
    return OTHER_SIDE[advice]


def _about_sharing(findings: tuple[Finding, ...], answers: Answers) -> tuple[Finding, ...]:
    """Leave out who reviews, and what speaks of pages that a refusal skipped."""
    weighed = was_weighed(answers)
    return tuple(
        finding
        for finding in findings
        if finding.rule not in OF_THE_REVIEW and (weighed or finding.rule[0] in "AB")
    )


def advise(
    findings: tuple[Finding, ...], answers: Answers, circumstances: Circumstances
) -> Advised:
    """Advice from the findings that sharing would have, strongest first."""
    findings = _about_sharing(findings, answers)
    advice = _advice(findings, answers, circumstances)
    spoken = [(_pulls(finding, answers, circumstances), finding.says) for finding in findings]
    return Advised(advice, _reasons(advice, spoken), _other_side(advice, spoken, answers))
