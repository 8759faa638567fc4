"""B. Requests that the law speaks of: forms, orders, powers to ask, and who may be told."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.danger import is_serious
from decisions.policy.facts.information import both_harms_weighed, going_where
from decisions.policy.facts.recipient import cannot_be_rung_back, recipient_type
from decisions.policy.rule import REFUSES, Rule
from decisions.policy.terms import (
    POLICE,
    SAFEGUARDING_PARTNERS,
    Advice,
    AgencyType,
    Effect,
    EmergencyEffect,
    Force,
    InformationCategory,
    RequestFeature,
    Role,
    Sureness,
)

PARENTS = frozenset({AgencyType.PARENT_PR, AgencyType.PARENT_NO_PR})
# Whether a child was abused, or may be at risk of it (Data Protection Act 2018, Schedule 3).
CHILD_ABUSE_DATA = frozenset(
    {InformationCategory.VICTIM_OF_OFFENCE, InformationCategory.EXPLOITATION_INTELLIGENCE}
)


def _request_has(answers: Answers, *features: RequestFeature) -> bool:
    """Was it asked for, with one of these?"""
    return answers.was_asked and not set(features).isdisjoint(answers.request.features)


def _may_be_who_they_say(answers: Answers) -> bool:
    """A power to ask is a body's: whoever could not be rung back is not known to be that body."""
    return answers.was_asked and not cannot_be_rung_back(answers)


def _has_legal_advice(answers: Answers) -> bool:
    return bool(answers.decision.legal_advice.strip())


def _is_advised(answers: Answers, circumstances: Circumstances) -> bool:
    """Legal advice, or advice of the data protection officer, is on record."""
    officer = any(one.role is Role.DATA_PROTECTION_OFFICER for one in circumstances.advice)
    return officer or _has_legal_advice(answers)


def _both_harms_weighed(answers: Answers, circumstances: Circumstances) -> bool:
    return both_harms_weighed(answers)


@Rule(
    "B08",
    Effect.APPROVE,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.SOURCED,
    source="Data Protection Act 2018, Schedule 2 paragraph 2; guidance on police requests; "
    "policy P30",
    dated="2018-05",
    says="The police ask, and no form signed by an inspector or above came with it.",
    why="The form says what they need and why. Without urgency there is time for it.",
    do="Ask for the form. Your manager can decide without it.",
    points=Advice.CHECK_FIRST,
)
def police_without_a_form(answers: Answers, circumstances: Circumstances) -> bool:
    police = answers.was_asked and recipient_type(answers, circumstances) in POLICE
    in_form = _request_has(
        answers, RequestFeature.WRITTEN_FORM_WITH_RANK, RequestFeature.COURT_ORDER
    )
    return police and not in_form and not is_serious(answers)


@Rule(
    "B11",
    Effect.APPROVE,
    EmergencyEffect.SUPPRESSED,
    Force.GUIDANCE,
    Sureness.UNVERIFIED,
    source="Founding policy, who is entitled to ask; policy P25, P30",
    dated="2024-06",
    says="A solicitor asks.",
    why="They may act for somebody whose wishes are not the child's.",
    do="Ask for whom they act, and for their authority or the court order. Tell your manager.",
    points=Advice.ASK_MANAGER,
)
def solicitor_asks(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.was_asked and recipient_type(answers, circumstances) is AgencyType.SOLICITOR


@Rule(
    "B13",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.SOURCED,
    source="Data Protection Act 2018, Schedule 3 Part 5, child abuse data; policy P21, P25",
    dated="2018-05",
    says="A parent would learn whether the child was abused, or may be.",
    why="The law lets you keep that back where telling is not best for the child.",
    do="Write why telling, or not telling, is best for the child. Ask your manager.",
    points=Advice.ASK_MANAGER,
    asks_why=True,
    explained_by=_both_harms_weighed,
)
def abuse_told_to_a_parent(answers: Answers, circumstances: Circumstances) -> bool:
    told = bool(going_where(answers, lambda item: item.category in CHILD_ABUSE_DATA))
    return told and recipient_type(answers, circumstances) in PARENTS


@Rule(
    "B15",
    Effect.INFO,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 6(1)(c), orders and summonses of a court",
    dated="2018-05",
    says="There is a court order or a summons.",
    why="The law makes you do what it says, and no more than that.",
    do="Do what it says. Put a copy of it on the child's file.",
    points=Advice.SHARE,
)
def court_order_received(answers: Answers, circumstances: Circumstances) -> bool:
    return _request_has(answers, RequestFeature.COURT_ORDER)


@Rule(
    "B15",
    Effect.APPROVE,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 6(1)(c), orders and summonses of a court; policy P12",
    dated="2018-05",
    says="It is not clear what the court order covers.",
    why="What it does not cover needs a reason of its own.",
    do="Read it with your manager. Ask the court or a lawyer what it covers.",
    points=Advice.ASK_MANAGER,
)
def court_order_unclear(answers: Answers, circumstances: Circumstances) -> bool:
    return _request_has(answers, RequestFeature.SCOPE_UNCLEAR)


@Rule(
    "B15",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Article 6(1)(c), orders and summonses of a court; policy P12, P26",
    dated="2018-05",
    says="A court order cannot be refused without legal advice.",
    why="Not doing what a court says can be an offence.",
    do="Ask a lawyer first, and write who advised what. Until then, decide later.",
    points=Advice.SHARE,
    outcomes=REFUSES,
)
def court_order_refused(answers: Answers, circumstances: Circumstances) -> bool:
    ordered = _request_has(answers, RequestFeature.COURT_ORDER, RequestFeature.SCOPE_UNCLEAR)
    return ordered and _may_be_who_they_say(answers) and not _has_legal_advice(answers)


@Rule(
    "B16",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="Children Act 2004, section 16H",
    dated="2018-06",
    says="A safeguarding partner may ask for this by law.",
    why="Those whom they ask must answer. A no needs a lawyer or the data protection officer.",
    do="Ask a lawyer or the data protection officer, and write what they said.",
    points=Advice.SHARE,
    outcomes=REFUSES,
)
def safeguarding_partner_refused(answers: Answers, circumstances: Circumstances) -> bool:
    by_law = _request_has(answers, RequestFeature.SAFEGUARDING_PARTNER)
    partner = recipient_type(answers, circumstances) in SAFEGUARDING_PARTNERS
    owed = by_law and partner and _may_be_who_they_say(answers)
    return owed and not _is_advised(answers, circumstances)


@Rule(
    "B17",
    Effect.BLOCK,
    EmergencyEffect.SUPPRESSED,
    Force.LAW,
    Sureness.SOURCED,
    source="Care Standards Act 2000, section 31",
    dated="2002-04",
    says="Ofsted may ask for this by law, and must be given it.",
    why="Ofsted checks that children here are safe. It may see their records.",
    do="Check that it is Ofsted: ring the number that we hold. Then pass it to your manager.",
    points=Advice.SHARE,
    outcomes=REFUSES,
)
def ofsted_refused(answers: Answers, circumstances: Circumstances) -> bool:
    ofsted = recipient_type(answers, circumstances) is AgencyType.OFSTED
    return ofsted and _may_be_who_they_say(answers)


@Rule(
    "B18",
    Effect.APPROVE,
    EmergencyEffect.REVIEW,
    Force.LAW,
    Sureness.UNVERIFIED,
    source="UK GDPR Chapter V, Articles 44 to 49",
    dated="2018-05",
    says="This would leave the United Kingdom.",
    why="Other countries may not protect it as ours does. The law asks for a safeguard.",
    do="Ask the data protection officer if that country is approved, or which safeguard or "
    "exception lets it go. Then ask your manager.",
    points=Advice.ASK_MANAGER,
)
def leaves_the_country(answers: Answers, circumstances: Circumstances) -> bool:
    return answers.recipient.outside_uk is True
