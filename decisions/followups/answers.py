"""What waits for somebody's answer: approvals, calls to confirm, questions, disagreements."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, OuterRef

from decisions.followups.asked import Asked
from decisions.followups.row import (
    FollowUp,
    Next,
    Records,
    Weight,
    record_of,
    weight_of,
)
from decisions.followups.standing import not_completed, still_open, with_last_verdict
from decisions.models import Review, SharingDecision
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording.narrowing import answers as narrowing
from decisions.recording.stages import confirm_by, has_gone_higher
from decisions.recording.waiting_records import escalations, time_to_answer
from infoshare.common.clock import LONDON
from infoshare.common.working_days import working_days_after


def approvals_that_wait(asked: Asked) -> list[FollowUp]:
    """Records that wait for a manager longer than they should, or than those who ask can wait:
    on-call first, then higher.
    """
    held = asked.those(narrowing.held_and_not_reviewed(asked.logs))
    rows = [_waits(record, asked) for record in held]
    return [row for row in rows if asked.now > row.due]


def _waits(record: SharingDecision, asked: Asked) -> FollowUp:
    wait = time_to_answer(record, asked.settings[record.home_id])
    hours = int(wait.total_seconds() // 3600)
    due = record.recorded_at + wait
    gone_higher = has_gone_higher(record, wait, asked.now)
    row = FollowUp(
        question="approval-that-waits",
        rule="I05",
        source=f"A manager answers within {hours} {'hour' if hours == 1 else 'hours'}.",
        what="Answer the record that waits for a manager",
        about=record_of(record),
        since=record.recorded_at,
        due=due,
        next=asked.turn.above(record) if gone_higher else asked.turn.on_call(record).higher(),
        weight=weight_of(record),
    )
    if record.wanted_by is None or record.wanted_by >= due:
        return row
    by_then = "They needed an answer by this time, and a manager must agree first."
    return replace(row, rule="B19", source=by_then, due=record.wanted_by)


def calls_to_confirm(asked: Asked) -> list[FollowUp]:
    """Answers given by telephone that the manager who was rung has not confirmed on screen."""
    rows = []
    for record in asked.those(narrowing.rung_and_not_confirmed(asked.logs), _with_reviews):
        call = next(one for one in record.reviews.all() if one.rung_at is not None)
        rows.append(_to_confirm(record, call, asked))
    return rows


def _to_confirm(record: SharingDecision, call: Review, asked: Asked) -> FollowUp:
    due, turn = confirm_by(call), asked.turn
    late = asked.now > due
    by = turn.above(record, without={call.reviewer_person_id}) if late else turn.rung(record, call)
    return FollowUp(
        question="call-to-confirm",
        rule="I05",
        source="Who agrees by telephone confirms it here by the end of the next working day.",
        what="Confirm what was agreed by telephone",
        about=record_of(record),
        since=call.recorded_at,
        due=due,
        next=by,
        weight=weight_of(record),
    )


def disagreements_to_decide(asked: Asked) -> list[FollowUp]:
    """Records that their author took to the responsible individual, who has not decided."""
    found = asked.those(narrowing.escalated_and_not_decided(asked.logs), _with_escalation)
    return [
        FollowUp(
            question="disagreement-to-decide",
            rule="I07",
            source="Where the author and the manager do not agree, somebody above both decides.",
            what="Decide: the author does not agree with the manager",
            about=record_of(record),
            since=record.escalated_at,
            due=working_days_after(record.escalated_at, 1),
            next=asked.turn.last_word(record),
            weight=weight_of(record),
        )
        for record in found
    ]


def questions_to_answer(asked: Asked) -> list[FollowUp]:
    """Records that a manager sent back with a question, not answered yet."""
    found = asked.those(narrowing.asked_and_not_answered(asked.logs), _with_an_open_question)
    return [
        FollowUp(
            question="question-to-answer",
            rule="I05",
            source="A decision that waits for a manager waits hours, not days.",
            what="Answer the manager’s question",
            about=record_of(record),
            since=record.last_reviewed_at,
            due=working_days_after(record.last_reviewed_at, 1),
            next=asked.turn.author(record),
            weight=weight_of(record),
        )
        for record in found
    ]


def refusals_not_agreed(asked: Asked) -> list[FollowUp]:
    """Refusals that a manager did not agree to, where no record to share has followed.

    While the responsible individual is asked to decide, that is asked for instead.
    """
    found = asked.those(narrowing.refusals_not_agreed(asked.logs), _refused_and_not_above)
    return [_to_decide_again(record, asked) for record in found]


def _to_decide_again(record: SharingDecision, asked: Asked) -> FollowUp:
    said_no_at: datetime = record.last_reviewed_at  # type: ignore[attr-defined]
    due = _end_of_day(said_no_at)
    return FollowUp(
        question="refusal-not-agreed",
        rule="A03",
        source="A refusal that a manager does not agree to is decided again the same day.",
        what="Decide again: the manager did not agree to keep this back",
        about=record_of(record),
        since=said_no_at,
        due=due,
        next=_who_decides_again(record, asked, late=asked.now >= due),
        weight=Weight.DANGER,
    )


def _who_decides_again(record: SharingDecision, asked: Asked, *, late: bool) -> Next:
    return asked.turn.above(record) if late else asked.turn.author_or_in_charge(record)


def _with_reviews(records: Records) -> Records:
    return records.prefetch_related("reviews")


def _with_escalation(records: Records) -> Records:
    """Adds `escalated_at`: when somebody above was asked to decide."""
    asked_at = escalations().values("recorded_at")[:1]
    found: Records = _with_reviews(records).annotate(escalated_at=asked_at)
    return found


def _with_an_open_question(records: Records) -> Records:
    return not_completed(_last_answered(records, Verdict.QUESTION))


def _refused_and_not_above(records: Records) -> Records:
    """Those to which a manager said no last, and that nobody above is asked to decide."""
    decided = Review.objects.filter(decision=OuterRef("pk"), stage=ReviewStage.ESCALATION.value)
    with_somebody_above = Exists(escalations()) & ~Exists(decided)
    return still_open(_last_answered(records, Verdict.NOT_AGREED)).filter(~with_somebody_above)


def _last_answered(records: Records, verdict: Verdict) -> Records:
    """Of these records, those to which this was answered last."""
    return with_last_verdict(records).filter(last_verdict=verdict.value)


def _end_of_day(moment: datetime) -> datetime:
    return moment.astimezone(LONDON).replace(hour=23, minute=59, second=59, microsecond=0)
