"""From a case as it is told to the answers of the guide."""

from __future__ import annotations

from datetime import date, datetime

from decisions.policy.answers import (
    Agreement,
    Answers,
    Concern,
    Decision,
    LawfulReason,
    Necessity,
    Openness,
    PersonConcerned,
    PurposeOfSharing,
    Request,
    RoutineArrangement,
    Transfer,
    Urgent,
)
from decisions.policy.terms import Basis, Outcome, Start
from infoshare.common import clock
from infoshare.demo.telling import FAIR, Case, Other
from infoshare.demo.timeline import day_before
from infoshare.demo.world import World

# Recognised legitimate interest came with the Data (Use and Access) Act 2025 (commencement on
# this day); before it a private home weighed its legitimate interests for itself.
DATA_ACT = date(2026, 2, 5)
# Their own pages ask what was told, and by whom.
TOLD_BEFORE = (Start.URGENT, Start.ALREADY_SHARED)


def answers_of(case: Case, world: World) -> Answers:
    """Every answer of a case, as if typed now."""
    asked = case.start is Start.ASKED
    already = case.start is Start.ALREADY_SHARED
    return Answers(
        start=case.start,
        request=_request(case, world) if asked else Request(occurred_at=_happened(case)),
        purpose=PurposeOfSharing(code=case.purpose, words=case.what_for),
        concern=Concern(
            severity=case.severity,
            harms=case.harms,
            at_risk=case.at_risk,
            analysis=case.analysis,
            already_reported=case.reported,
            returned_at=None if case.back is None else clock.now() - case.back,
            return_interview_offered=case.talk_offered,
            refusing_now=case.refusing,
            told_by="" if case.start in TOLD_BEFORE else case.told_by,
            staff=tuple(world.people[key].user_id for key in case.named),
            staff_in_words=case.named_in_words,
        ),
        items=case.items,
        people=tuple(_person(other) for other in case.people),
        necessity=Necessity(
            less_intrusive=case.less,
            harm_if_shared=case.if_shared,
            harm_if_not_shared=case.if_not_shared,
        ),
        basis=_basis_in_force(case),
        agreement=Agreement(understanding=case.understands, view=case.view, words=case.said),
        openness=_openness(case),
        transfer=Transfer(method=case.method) if asked else _transfer(case, world),
        arrangement=_arrangement(case),
        urgent=_urgent(case),
        decision=Decision(
            outcome=None if already else case.outcome,
            reasons="" if already else case.because,
            unsure=case.unsure,
            advice_wanted=case.advice_wanted,
            decide_at=None if case.decide_in is None else clock.now() + case.decide_in,
        ),
    )


def _happened(case: Case) -> datetime:
    return clock.now() - case.heard


def _person(other: Other) -> PersonConcerned:
    again = None if other.look_again is None else day_before(clock.now(), -other.look_again)
    return PersonConcerned(
        kind=other.kind, name=other.name, part=other.part, proof=other.proof, review_on=again
    )


def _request(case: Case, world: World) -> Request:
    return Request(
        agency=world.agencies[case.who].pk if case.who else None,
        agency_type=case.kind,
        agency_name=case.body,
        name=case.person,
        position=case.position,
        channel=case.channel,
        verification=case.checked,
        role_with_child=case.role,
        doubt=case.doubt,
        features=case.features,
        asked_for=case.asked_for,
        occurred_at=_happened(case),
    )


def _transfer(case: Case, world: World) -> Transfer:
    return Transfer(
        agency=world.agencies[case.who].pk if case.who else None,
        agency_type=case.kind,
        agency_name=case.body,
        name=case.person,
        position=case.position,
        method=case.method,
        contact=case.contact,
        astray=case.astray,
    )


def _arrangement(case: Case) -> RoutineArrangement:
    if case.review_in is None:
        return RoutineArrangement()
    review_on = day_before(clock.now(), -case.review_in)
    return RoutineArrangement(how_often=case.how_often, review_on=review_on)


def _urgent(case: Case) -> Urgent:
    if case.start not in TOLD_BEFORE:
        return Urgent()
    return Urgent(said=case.asked_for, why=case.because, told_by=case.told_by)


def _openness(case: Case) -> Openness:
    later = None if case.tell_by is None else day_before(clock.now(), -case.tell_by)
    return Openness(
        child_told=case.told,
        parents_told=case.parents_told,
        why_not=case.why_not,
        look_again_on=later,
    )


def _basis_in_force(case: Case) -> LawfulReason:
    if case.outcome is Outcome.NOT_SHARE:
        return LawfulReason()
    reason = case.basis
    if reason.basis is Basis.A6_1_EA and clock.today() < DATA_ACT:
        return reason.changed(basis=Basis.A6_1_F, interest=None, balance=FAIR)
    return reason
