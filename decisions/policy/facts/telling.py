"""Who has heard of it: told by this very record, or lately by another one."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import outcome_of
from decisions.policy.facts.danger import is_calm
from decisions.policy.facts.recipient import is_family, recipient_type
from decisions.policy.terms import SHARING, AgencyType, Gateway, Harm, Purpose

# What family are told for. Of what was told already, often nobody has said it.
NEWS = frozenset({Purpose.FAMILY_CONTACT})
# Two records of one night name two times at which they learned that a child is missing.
SAME_EPISODE = timedelta(days=1)


def tells(answers: Answers, circumstances: Circumstances, kinds: AbstractSet[AgencyType]) -> bool:
    """Does this record itself tell a body of one of these kinds?"""
    shares = outcome_of(answers) in (None, *SHARING)
    return shares and recipient_type(answers, circumstances) in kinds


def has_heard(
    answers: Answers,
    circumstances: Circumstances,
    kinds: AbstractSet[AgencyType],
    harm: Harm,
    *,
    since: datetime | None = None,
) -> bool:
    """Has a body of one of these kinds been told of this harm, or is it told now?

    What went under the record that this one completes or follows counts, and what went about the
    same harm since then: the follow-ups ask the same of the records (`decisions.recording.heard`).
    Without `since`, all that was told lately.
    """
    of_it = any(
        one.linked or (harm in one.harms and (since is None or one.at >= since))
        for one in circumstances.told
        if one.agency_type in kinds
    )
    return of_it or tells(answers, circumstances, kinds)


def learned_at(answers: Answers, circumstances: Circumstances) -> datetime:
    """When they learned of it; while nobody has said, now."""
    return answers.request.occurred_at or circumstances.now


def _is_notice(purpose: Purpose | None, gateway: Gateway | None) -> bool:
    return purpose is Purpose.STATUTORY_NOTICE or gateway is Gateway.CHR2015_R40


def ofsted_has_notice(answers: Answers, circumstances: Circumstances) -> bool:
    """Has Ofsted been given notice of a serious event lately, or is it given now?

    Telling Ofsted something else is no notice: its purpose, or its provision, says that it is one.
    """
    ofsted = frozenset({AgencyType.OFSTED})
    given = any(
        one.agency_type in ofsted and _is_notice(one.purpose, one.gateway)
        for one in circumstances.told
    )
    now = _is_notice(answers.purpose.code, answers.basis.gateway)
    return given or (now and tells(answers, circumstances, ofsted))


def is_everyday_news(answers: Answers, circumstances: Circumstances) -> bool:
    """Does family hear how the child is, while nobody is worried? Nothing is waited for then."""
    purpose = answers.purpose.code
    news = purpose is None or purpose in NEWS
    return news and is_calm(answers) and is_family(answers, circumstances)
