"""Whom the law tells the home to tell, and whether they have been told."""

from __future__ import annotations

from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import has_died
from decisions.policy.facts.recipient import cannot_be_rung_back, recipient_type
from decisions.policy.law import Kind, Strength, provision, provisions
from decisions.policy.terms import (
    PRIVATE_PERSONS,
    AgencyType,
    Gateway,
    NotifiableEvent,
    Purpose,
    RequestFeature,
)

# Children's Homes (England) Regulations 2015, regulations 40 and 41. Who else is relevant under
# regulation 40 is for the registered person to judge: the law names nobody.
TOLD_OF_A_DEATH = frozenset(provision(NotifiableEvent.R40_DEATH).tells)
TOLD_OF_OTHER_EVENTS = frozenset(
    kind
    for event in provisions(Kind.EVENT)
    if event.code != NotifiableEvent.R40_DEATH.value
    for kind in event.tells
)
TOLD_OF_MOVING = frozenset(provision(Gateway.CHR2015_R41).tells)
NOTICES = frozenset({Gateway.CHR2015_R40, Gateway.CHR2015_R41})


def is_a_duty(gateway: Gateway | None) -> bool:
    """Does this law require the share, and not only allow or explain it?"""
    return gateway is not None and provision(gateway).strength is Strength.DUTY


def _told_by(notice: Gateway, circumstances: Circumstances) -> frozenset[AgencyType]:
    """The bodies to which the law wants this notice given."""
    if notice is Gateway.CHR2015_R41:
        return frozenset() if circumstances.placed_by_its_area else TOLD_OF_MOVING
    return TOLD_OF_A_DEATH if has_died(circumstances) else TOLD_OF_OTHER_EVENTS


def _has_had_notice(answers: Answers, circumstances: Circumstances, kind: AgencyType) -> bool:
    on_record = any(
        told.agency_type is kind
        and (told.purpose is Purpose.STATUTORY_NOTICE or told.gateway in NOTICES)
        for told in circumstances.told
    )
    return on_record or bool(answers.concern.already_reported.strip())


def _asks_by_another_power(answers: Answers, kind: AgencyType) -> bool:
    """Ofsted asks under a power of its own; who cannot be rung back is not known to be the body."""
    ofsted = answers.was_asked and kind is AgencyType.OFSTED
    return ofsted or cannot_be_rung_back(answers)


def awaits_notice(answers: Answers, circumstances: Circumstances) -> bool:
    """The law names this recipient of a notice, and nothing shows that they have had it."""
    kind, gateway = recipient_type(answers, circumstances), answers.basis.gateway
    if answers.purpose.code is not Purpose.STATUTORY_NOTICE or kind is None:
        return False
    if _asks_by_another_power(answers, kind):
        return False
    notices = NOTICES if gateway is None else NOTICES & {gateway}
    named = any(kind in _told_by(notice, circumstances) for notice in notices)
    return named and not _has_had_notice(answers, circumstances, kind)


def order_leaves_no_choice(answers: Answers, circumstances: Circumstances) -> bool:
    """A court order is the law that is named, and what it covers is clear.

    An order that came with a request has a rule of its own.
    """
    kind, features = recipient_type(answers, circumstances), answers.request.features
    came_with_it = RequestFeature.COURT_ORDER in features
    clear = RequestFeature.SCOPE_UNCLEAR not in features and not cannot_be_rung_back(answers)
    by_order = answers.basis.gateway is Gateway.COURT_ORDER and kind not in {None, *PRIVATE_PERSONS}
    return by_order and clear and not came_with_it
