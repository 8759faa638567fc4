"""The overall advice: what to do, the reasons that carry it, and the best of the other side.

Advice, never a decision. It looks at sharing, whatever was chosen, so that a person who decides
otherwise can see what stood against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from decisions.policy.answers import Answers
from decisions.policy.applies import was_weighed
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import is_in_danger_now
from decisions.policy.facts.danger import is_calm, is_referral, is_serious
from decisions.policy.facts.recipient import can_protect, is_emergency_path, is_outsider
from decisions.policy.findings import Found
from decisions.policy.rule import IDENTITY_GATES, Rule
from decisions.policy.terms import Advice, Effect, Outcome, Start, View

GATES = frozenset({Effect.APPROVE, Effect.BLOCK})
# Those by which this very recipient may not be refused.
OWED_TO_THEM = frozenset({"A04", "B15", "B16", "B17", "C15"})
# The one by which sexual abuse is reported: owed to those who take the report.
REPORT_OF_ABUSE = "A08"
# The one that has a way out, which a manager looks at.
DUTY_TO_SHARE = "A04"
SHARE = Advice.SHARE
SHARES = (SHARE, Advice.SHARE_PART)
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


# What a rule speaks for, if anything, and its words.
Spoken = tuple[Advice | None, str]
# What a refusal would meet; asked only where it matters.
IfRefused = Callable[[], tuple[Found, ...]]


@dataclass(frozen=True)
class Advised:
    advice: Advice
    reasons: tuple[str, ...]
    other_side: str


def _pulls(rule: Rule, answers: Answers, circumstances: Circumstances) -> Advice | None:
    """What a rule speaks for; a no is a manager's matter where someone may be harmed."""
    protects = is_serious(answers) and can_protect(answers, circumstances)
    if rule.points is Advice.DO_NOT_SHARE and protects and rule.id not in IDENTITY_GATES:
        return Advice.ASK_MANAGER
    return rule.points


def _harm_speaks_for_sharing(answers: Answers, circumstances: Circumstances) -> bool:
    """Serious harm is a reason to tell those who work with the child, and not outsiders."""
    return is_serious(answers) and not is_outsider(answers, circumstances)


def _without_items(answers: Answers, circumstances: Circumstances) -> Advice:
    """A refusal known from the start: nobody has said what is needed, so the concern decides."""
    if is_serious(answers):
        helps = _harm_speaks_for_sharing(answers, circumstances)
        return Advice.SHARE if helps else Advice.DO_NOT_SHARE
    return Advice.DO_NOT_SHARE if is_calm(answers) else Advice.ASK_MANAGER


def _by_need(answers: Answers, circumstances: Circumstances) -> Advice:
    """Nothing stands against sharing: what is needed decides how much."""
    needed = [item.needed for item in answers.items]
    if needed and not any(need is not False for need in needed):
        helps = _harm_speaks_for_sharing(answers, circumstances)
        return Advice.SHARE if helps else Advice.DO_NOT_SHARE
    held_back = any(item.going is False or item.needed is False for item in answers.items)
    return Advice.SHARE_PART if held_back else Advice.SHARE


def _after_the_event(found: tuple[Found, ...]) -> Advice:
    """What has already happened cannot be stopped; where a rule stood against it, say so."""
    against = any(
        finding.follow_up and finding.effect is Effect.NOTIFY and rule.points is not SHARE
        for rule, finding in found
    )
    return Advice.ASK_MANAGER if against else SHARE


def _reports_abuse(found: tuple[Found, ...]) -> bool:
    """Would sharing be the report of sexual abuse, which nobody may stop or delay?"""
    return any(one.rule.id == REPORT_OF_ABUSE for one in found)


def _owed(found: tuple[Found, ...], if_refused: IfRefused) -> tuple[Found, ...]:
    """The rules by which nobody may refuse this recipient, as things stand."""
    report = {REPORT_OF_ABUSE} if _reports_abuse(found) else set()
    return tuple(
        one
        for one in if_refused()
        if one.rule.id in OWED_TO_THEM | report and one.finding.effect is Effect.BLOCK
    )


def _way_out(
    found: tuple[Found, ...], answers: Answers, if_refused: IfRefused
) -> tuple[Found, ...]:
    """They refuse on a ground that the law itself leaves open.

    Section 16LA of the Children Act 2004 asks what they consider: would sharing do the child more
    harm? The duty to report sexual abuse leaves out two young people who both wanted it. So they
    are not advised to share; it is much for one person, so a manager is asked. In danger now, and
    where another law leaves no choice, there is no such way.
    """
    grounds = {
        DUTY_TO_SHARE: answers.decision.more_detrimental,
        REPORT_OF_ABUSE: answers.concern.between_peers,
    }
    left_open = {rule for rule, said in grounds.items() if said is True}
    if not left_open or answers.shares or is_in_danger_now(answers) or _owed(found, if_refused):
        return ()
    return tuple(
        one
        for one in if_refused()
        if one.rule.id in left_open and one.rule.points is Advice.ASK_MANAGER
    )


def _settled(
    found: tuple[Found, ...], answers: Answers, circumstances: Circumstances
) -> Advice | None:
    """What the past, a gate, danger or a doubt settles; none where need decides."""
    if answers.start is Start.ALREADY_SHARED:
        return _after_the_event(found)
    pulls = [(one.finding.effect, _pulls(one.rule, answers, circumstances)) for one in found]
    gates = {pull for effect, pull in pulls if effect in GATES}
    for advice in (Advice.DO_NOT_SHARE, Advice.CHECK_FIRST, Advice.ASK_MANAGER, Advice.SHARE_PART):
        if advice in gates:
            return advice
    emergency = is_emergency_path(answers, circumstances, Outcome.SHARE)
    if emergency or is_referral(answers, circumstances):
        return SHARE
    if (Effect.WARN, Advice.ASK_MANAGER) in pulls and not _reports_abuse(found):
        return Advice.ASK_MANAGER
    return None


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
    if advice in SHARES and answers.agreement.view is View.DISAGREES:
        return "The child does not agree."
    return OTHER_SIDE[advice]


def about_sharing(found: tuple[Found, ...], answers: Answers) -> tuple[Found, ...]:
    """Leave out who reviews, and what speaks of pages that a refusal skipped."""
    weighed = was_weighed(answers)
    return tuple(
        one for one in found if not one.rule.of_the_review and (weighed or one.rule.letter in "AB")
    )


def advise(
    found: tuple[Found, ...],
    answers: Answers,
    circumstances: Circumstances,
    if_refused: IfRefused,
) -> Advised:
    """Advice from the findings that sharing would have, strongest first."""
    found = about_sharing(found, answers)
    if_not: tuple[Found, ...] = ()
    advice = _settled(found, answers, circumstances)
    if advice is None:
        by_need = _by_need if was_weighed(answers) else _without_items
        advice = by_need(answers, circumstances)
        if advice not in SHARES:
            if_not = _owed(found, if_refused)
            advice = SHARE if if_not else advice
    if advice in SHARES:
        way_out = _way_out(found, answers, if_refused)
        if_not = way_out or if_not
        advice = Advice.ASK_MANAGER if way_out else advice
    said = (*if_not, *found)
    spoken = [(_pulls(one.rule, answers, circumstances), one.rule.says) for one in said]
    return Advised(advice, _reasons(advice, spoken), _other_side(advice, spoken, answers))
