"""Who reviews: what the rules say of a person as the reviewer of a record, and standing aside."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from decisions.models import SharingDecision, StoodAside
from decisions.policy.assess import assess
from decisions.policy.assessment import Finding
from decisions.policy.circumstances import Reviewer
from decisions.policy.rules.i_review import reviewer_not_trained
from decisions.policy.terms import ReviewStage
from decisions.recording.circumstances import settings_in_force
from decisions.recording.locking import hold
from decisions.recording.parts import answering, signed, who
from decisions.recording.reading import read_decision
from decisions.recording.stages import names_of, turn_of, verdicts_for, whose_turn
from infoshare.access.permissions import Permission
from infoshare.access.scope import appointment_for
from infoshare.common import clock
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment, User

# Rules that speak of who reviews: never one's own, nor one's own affair, only with authority here.
REVIEWER_RULES = frozenset({"I02", "I03", "I04"})
STOOD_ASIDE = "You have stood aside from this record, so somebody else answers."


class ReviewRefused(Exception):
    """This person may not review this record so; the message is for them."""


def stand_aside(decision: SharingDecision, reviewer: User, stage: ReviewStage) -> StoodAside:
    """Seal that this person, whose turn it was, is too close to it to answer (rule I03).

    From then on it is for the next who may answer, at every stage. Saying it again finds the
    first time. Raises ReviewRefused where it is not this person's turn, MovedMeanwhile.
    """
    with transaction.atomic():
        hold(decision)
        before = decision.stood_aside.filter(person=reviewer).first()
        if before is not None:
            return before
        answered = decision.reviews.filter(stage=stage.value).exists()
        appointment = turn_of(decision, reviewer, stage)
        if answered or appointment is None or not verdicts_for(decision, stage):
            raise ReviewRefused("This record does not wait for your answer. Look again.")
        return _write(decision, appointment, stage)


def _write(decision: SharingDecision, reviewer: Appointment, stage: ReviewStage) -> StoodAside:
    contents = {
        "child": who(decision.child),
        "guarded": {},
        "text": {},
        "facts": {
            "of": answering(decision),
            "code": decision.code,
            "stage": stage.value,
            "stood_aside": True,
            "reviewer": signed(reviewer),
        },
    }
    entry = Entry(decision.home.log, Kind.REVIEW, uuid4(), decision.child.keep_until_year, contents)
    return StoodAside.objects.create(
        **append([entry])[0].columns(),
        decision=decision,
        stage=stage.value,
        reviewer=reviewer,
        person=reviewer.user,
    )


def refuse_who_stood_aside(decision: SharingDecision, reviewer: User) -> None:
    """Raises ReviewRefused for somebody who said that they are too close to this record."""
    if decision.stood_aside.filter(person=reviewer).exists():
        raise ReviewRefused(STOOD_ASIDE)


def refuse_by_rule(
    decision: SharingDecision,
    reviewer: User,
    *,
    is_conflicted: bool = False,
    stage: ReviewStage = ReviewStage.FIRST,
) -> None:
    """Ask rules I02 to I04 whether this person may answer. Raises ReviewRefused."""
    for finding in findings_about(decision, reviewer, is_conflicted=is_conflicted):
        if finding.rule not in REVIEWER_RULES:
            continue
        said = f"{finding.says} {finding.do}"
        others = [one for one in whose_turn(decision, stage) if one.user_id != reviewer.pk]
        raise ReviewRefused(f"{said} This may answer: {names_of(others)}." if others else said)


def findings_about(
    decision: SharingDecision, reviewer: User, *, is_conflicted: bool = False
) -> tuple[Finding, ...]:
    """What the rules say of a record with this person as its reviewer."""
    sealed = read_decision(decision)
    today = clock.today()
    about = Reviewer(
        is_author=decision.author.user_id == reviewer.pk,
        may_approve_here=_has_authority(decision, reviewer),
        is_conflicted=is_conflicted,
        is_trained=_is_trained(decision, reviewer),
    )
    return assess(sealed.answers, sealed.circumstances.changed(reviewer=about), today).findings


def training_ran_out(decision: SharingDecision, reviewer: User) -> Finding | None:
    """What the rule on training says to a reviewer whose training ran out; it stops nobody."""
    rule = reviewer_not_trained
    if _is_trained(decision, reviewer):
        return None
    found = findings_about(decision, reviewer)
    return next((one for one in found if (one.rule, one.says) == (rule.id, rule.says)), None)


def _is_trained(decision: SharingDecision, reviewer: User) -> bool:
    """A home that keeps no training dates here is not told that all of them are missing."""
    if reviewer.trained_until is None:
        return not settings_in_force(decision.home, clock.now()).training_recorded
    return reviewer.trained_until >= clock.today()


def _has_authority(decision: SharingDecision, reviewer: User) -> bool:
    return any(
        appointment_for(reviewer, permission, decision.home) is not None
        for permission in (Permission.APPROVE, Permission.STAND_IN)
    )
