"""At which stage a record waits for an answer, whose turn it is, and what they may answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from decisions.models import Review, SharingDecision
from decisions.models.standing import is_escalated, may_be_shared, waits_for_the_last_word
from decisions.policy.assess import assess
from decisions.policy.assessment import Finding
from decisions.policy.rules.i_review import waits_too_long
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording.approvers import approvers
from decisions.recording.circumstances import settings_in_force
from decisions.recording.reading import SealedDecision
from infoshare.access.on_call import is_on_call
from infoshare.common import clock
from infoshare.common.working_days import end_of_next_working_day
from infoshare.organisation.models import Appointment, Home, User

NOBODY_FREE = "Nobody who is free: ring the provider"


def verdicts_for(
    decision: SharingDecision, stage: ReviewStage = ReviewStage.FIRST
) -> tuple[Verdict, ...]:
    """What may be answered to this record at this stage; nothing where it does not wait for it.

    First: before it stands, or after a share that went ahead. A review afterwards never lets go
    what is held for approval, and the full form of an urgent record is not reviewed again: the
    urgent record is. Later: whether a call was as written down, and the last word.
    """
    if stage is ReviewStage.CONFIRMATION:
        waits = to_be_confirmed(decision) is not None
        return (Verdict.AGREED, Verdict.NOT_AGREED) if waits else ()
    if stage is ReviewStage.ESCALATION:
        waits = waits_for_the_last_word(decision)
        return (Verdict.AGREED, Verdict.NOT_AGREED) if waits else ()
    if decision.needs_approval:
        return (Verdict.AGREED, Verdict.NOT_AGREED, Verdict.QUESTION)
    happened = decision.urgent or decision.emergency or decision.outside_rules
    # A concern that names staff is always looked at by whoever it goes to.
    happened = happened or decision.names_staff
    went_ahead = happened and decision.completes_id is None
    return (Verdict.REVIEWED_AFTERWARDS,) if went_ahead else ()


def answered_by_telephone(decision: SharingDecision) -> Review | None:
    """The answer that a manager gave by telephone, if one did."""
    return next((one for one in decision.reviews.all() if one.rung_at is not None), None)


def to_be_confirmed(decision: SharingDecision) -> Review | None:
    """The answer given by telephone that nobody has confirmed on screen.

    What has been taken to the responsible individual is decided there, and not confirmed.
    """
    rung = answered_by_telephone(decision)
    confirmed = any(one.stage == ReviewStage.CONFIRMATION for one in decision.reviews.all())
    return None if rung is None or confirmed or is_escalated(decision) else rung


def confirm_by(rung: Review) -> datetime:
    """Until when the manager who was rung confirms: the end of the next working day."""
    return end_of_next_working_day(rung.rung_at or rung.recorded_at)


def whose_turn(
    decision: SharingDecision, stage: ReviewStage = ReviewStage.FIRST
) -> list[Appointment]:
    """Those who may answer at this stage now.

    A call is confirmed by whoever was rung; by the responsible individual when that is late, or
    when whoever was rung can answer no longer.
    """
    people = approvers(decision, stage)
    rung = answered_by_telephone(decision)
    if stage is not ReviewStage.CONFIRMATION or rung is None:
        return people
    own = [one for one in people if one.user_id == rung.reviewer_person_id]
    return people if not own or clock.now() > confirm_by(rung) else own


def turn_of(
    decision: SharingDecision, user: User, stage: ReviewStage = ReviewStage.FIRST
) -> Appointment | None:
    """The appointment under which this person may answer at this stage now, if any."""
    return next((one for one in whose_turn(decision, stage) if one.user_id == user.pk), None)


def stages_open_to(decision: SharingDecision, user: User) -> list[ReviewStage]:
    """The stages at which this record waits for an answer that this person may give now."""
    answered = {one.stage for one in decision.reviews.all()}
    return [
        stage
        for stage in ReviewStage
        if stage.value not in answered
        and verdicts_for(decision, stage)
        and turn_of(decision, user, stage) is not None
    ]


def has_it_now(decision: SharingDecision) -> str:
    """Where a record waits for an answer: whose answer, in a sentence; empty where it does not."""
    answered = {one.stage for one in decision.reviews.all()}
    to_come = (one for one in ReviewStage if one.value not in answered)
    stage = next((one for one in to_come if verdicts_for(decision, one)), None)
    if stage is None:
        return ""
    people = whose_turn(decision, stage)
    return f"It is with {names_of(people)}, now." if people else f"{NOBODY_FREE}."


def agreed_at(decision: SharingDecision) -> datetime | None:
    """Since when a manager's agreement lets a record go: the call's own time, where it was one."""
    by_stage = {one.stage: one for one in decision.reviews.all()}
    last = by_stage.get(ReviewStage.ESCALATION.value) or by_stage.get(ReviewStage.FIRST.value)
    if last is None or not may_be_shared(decision):
        return None
    confirmed = by_stage.get(ReviewStage.CONFIRMATION.value)
    if confirmed is not None and _overrules(confirmed, last):
        return confirmed.recorded_at
    return last.rung_at or last.recorded_at


def in_place_of_another(decision: SharingDecision, user: User) -> bool:
    """Was somebody else rung, so that this person cannot know what was said, and only decide?"""
    rung = answered_by_telephone(decision)
    return rung is not None and rung.reviewer_person_id != user.pk


def _overrules(confirmed: Review, rung: Review) -> bool:
    """Did somebody above say yes where another manager had said no by telephone?"""
    said_no = rung.rung_at is not None and rung.verdict != Verdict.AGREED
    return said_no and confirmed.reviewer_person_id != rung.reviewer_person_id


def conditions_of(decision: SharingDecision) -> Review | None:
    """The agreement that lets a record go, where it has conditions."""
    agreed = [one for one in decision.reviews.all() if one.verdict == Verdict.AGREED]
    last_word = [one for one in agreed if one.stage == ReviewStage.ESCALATION]
    return next((one for one in last_word or agreed if one.has_conditions), None)


def waited_too_long(decision: SharingDecision, sealed: SealedDecision) -> Finding | None:
    """What rule I05 says of a record that still waits for a manager, where that is too long."""
    now = clock.now()
    if not decision.needs_approval or decision.reviews.all():
        return None
    waits = sealed.circumstances.changed(
        now=now,
        awaiting_since=decision.recorded_at,
        settings=settings_in_force(decision.home, now),
    )
    found = assess(sealed.answers, waits, clock.today()).findings
    return next((finding for finding in found if finding.rule == waits_too_long.id), None)


def has_gone_higher(decision: SharingDecision, wait: timedelta, now: datetime) -> bool:
    """Is what waits for a first answer for somebody above now, past whoever is on call?

    Once it is late by as long again as it may wait (rule I05); `wait` is how long that is.
    """
    return now >= decision.recorded_at + 2 * wait


def on_call_among(home: Home, people: Iterable[Appointment]) -> list[Appointment]:
    """Of these people, whoever the home says is on call; it holds a name, not an account."""
    return [one for one in people if is_on_call(home, one.user)]


def names_of(people: Sequence[Appointment]) -> str:
    """Who they are, by name and role, as a sentence says it."""
    said = list(dict.fromkeys(one.signature for one in people))
    return " or ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
