"""A manager's answer to a record: agreed, not agreed, a question, or reviewed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import uuid4

from django.db import IntegrityError, transaction

from decisions.models import Draft, Review, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import Outcome, ReviewStage, Start, Verdict
from decisions.recording.drafts import begun_after, start_draft
from decisions.recording.locking import hold
from decisions.recording.parts import Part, answering, signed, who
from decisions.recording.reading import read_decision
from decisions.recording.reviewer import (
    ReviewRefused,
    refuse_by_rule,
    refuse_who_stood_aside,
)
from decisions.recording.stages import (
    NOBODY_FREE,
    answered_by_telephone,
    in_place_of_another,
    names_of,
    turn_of,
    verdicts_for,
    whose_turn,
)
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment, User

NEED_WORDS = frozenset({Verdict.NOT_AGREED, Verdict.QUESTION, Verdict.REVIEWED_AFTERWARDS})
LOOK_AGAIN = "What you were shown is not what is in the record. Look again."


class AlreadyReviewed(Exception):
    """Somebody reviewed this stage first; `review` says who, when and how."""

    def __init__(self, review: Review) -> None:
        self.review = review
        super().__init__("this record has been reviewed already")


@dataclass(frozen=True)
class Answer:
    """What somebody answers; conditions go with a yes to sharing, and with nothing else."""

    verdict: Verdict
    words: str
    conditions: str = ""


@dataclass(frozen=True)
class Call:
    """A call to a manager: who wrote it down, the held number that was rung, and when."""

    recorded_by: Appointment
    number: str
    rung_at: datetime


def review(
    decision: SharingDecision,
    reviewer: User,
    *,
    verdict: Verdict,
    words: str,
    shown: str,
    stage: ReviewStage = ReviewStage.FIRST,
    conditions: str = "",
    is_conflicted: bool = False,
) -> Review:
    """Record a review. `shown` is the leaf hash of what the reviewer was looking at.

    `is_conflicted` is what the reviewer says of themselves. Raises ReviewRefused (rules I02 to
    I04, somebody else's turn, a verdict that this record does not wait for, no words where words
    are needed, something else shown than what stands), AlreadyReviewed and MovedMeanwhile.
    """
    refuse_a_second(decision, stage)
    refuse_by_rule(decision, reviewer, is_conflicted=is_conflicted, stage=stage)
    appointment = turn_of(decision, reviewer, stage)
    if appointment is None:
        raise ReviewRefused(not_your_turn(decision, stage))
    if verdict not in verdicts_for(decision, stage):
        raise ReviewRefused("This record does not wait for that answer. Look again.")
    if needs_words(decision, verdict, stage) and not words.strip():
        raise ReviewRefused("Write what the author should know.")
    return write_review(decision, appointment, stage, Answer(verdict, words, conditions), shown)


def needs_words(decision: SharingDecision, verdict: Verdict, stage: ReviewStage) -> bool:
    """Is the author owed words? Not where a call is confirmed: its words were written down."""
    rung = answered_by_telephone(decision) if stage is ReviewStage.CONFIRMATION else None
    if rung is not None:
        return verdict != rung.verdict
    return verdict in NEED_WORDS


def not_your_turn(decision: SharingDecision, stage: ReviewStage) -> str:
    """Whose answer a record waits for, said to somebody who may not give it."""
    people = whose_turn(decision, stage)
    if not people:
        return f"{NOBODY_FREE}."
    if stage is ReviewStage.CONFIRMATION:
        return f"{names_of(people)}, must confirm this call. Nobody else can do it for them."
    return f"This is for {names_of(people)}, to answer."


def share_instead(decision: SharingDecision, reviewer: Appointment) -> Draft:
    """The draft in which a manager who did not agree to a refusal shares now."""
    begun = partial(begun_after, decision, reviewer.user)
    return _following(decision, reviewer, begun, _without_outcome)


def answer_question(decision: SharingDecision, author: Appointment) -> Draft:
    """The draft in which a manager's question is answered, citing the old record.

    One answer: where somebody took it over, the draft is theirs.
    """
    return _following(decision, author, lambda: answer_begun(decision), lambda answers: answers)


def answer_begun(decision: SharingDecision) -> Draft | None:
    """The draft in which a manager's question is answered, whoever writes it now."""
    drafts = Draft.objects.filter(follows=decision).select_related("author__user")
    answers = (one for one in drafts if one.read().start is not Start.ALREADY_SHARED)
    return next(answers, None)


def _following(
    decision: SharingDecision,
    author: Appointment,
    begun_before: Callable[[], Draft | None],
    begin: Callable[[Answers], Answers],
) -> Draft:
    """The draft that follows a record; pressing twice, or in two tabs, gives one."""
    with transaction.atomic():
        hold(decision)
        begun = begun_before()
        if begun is not None:
            return begun
        answers = begin(read_decision(decision).answers)
        return start_draft(decision.home, decision.child, author, answers, follows=decision)


def _without_outcome(answers: Answers) -> Answers:
    return answers.changed(
        decision=answers.decision.changed(outcome=Outcome.SHARE, reasons="", explanations=()),
        concern=answers.concern.changed(refusing_now=False),
    )


def refuse_a_second(decision: SharingDecision, stage: ReviewStage) -> None:
    """Raises AlreadyReviewed where this stage has its answer."""
    first = decision.reviews.filter(stage=stage.value).first()
    if first is not None:
        raise AlreadyReviewed(first)


def write_review(
    decision: SharingDecision,
    reviewer: Appointment,
    stage: ReviewStage,
    answer: Answer,
    shown: str,
    call: Call | None = None,
) -> Review:
    """Write an answer to exactly what was shown; two people at once take turns on the home's row.

    Raises ReviewRefused, AlreadyReviewed and MovedMeanwhile.
    """
    entry_of = answering(decision)
    if entry_of is None or entry_of["leaf"] != shown:
        raise ReviewRefused(LOOK_AGAIN)
    if answer.conditions and not (answer.verdict is Verdict.AGREED and decision.shares):
        raise ReviewRefused("Conditions go with agreeing to share. Put them in your words.")
    try:
        with transaction.atomic():
            hold(decision)
            refuse_a_second(decision, stage)
            refuse_who_stood_aside(decision, reviewer.user)
            return _write(decision, reviewer, stage, answer, entry_of, call)
    except IntegrityError:
        first = decision.reviews.filter(stage=stage.value).first()
        if first is None:
            raise
        raise AlreadyReviewed(first) from None


def _write(
    decision: SharingDecision,
    reviewer: Appointment,
    stage: ReviewStage,
    answer: Answer,
    entry_of: Part,
    call: Call | None,
) -> Review:
    recorded_by = call.recorded_by if call else reviewer
    contents = {
        "child": who(decision.child),
        "guarded": {},
        "text": {"words": answer.words, "conditions": answer.conditions},
        "facts": {
            "of": entry_of,
            "code": decision.code,
            "stage": stage.value,
            "verdict": answer.verdict.value,
            "verdict_label": _label(decision, stage, answer.verdict, reviewer.user, call),
            "reviewer": signed(reviewer),
            "recorded_by": signed(recorded_by),
            "rung_at": call.rung_at.isoformat() if call else None,
            "number": call.number if call else "",
            "has_conditions": bool(answer.conditions),
        },
    }
    entry = Entry(decision.home.log, Kind.REVIEW, uuid4(), decision.child.keep_until_year, contents)
    return Review.objects.create(
        **append([entry])[0].columns(),
        decision=decision,
        stage=stage.value,
        verdict=answer.verdict.value,
        reviewer=reviewer,
        reviewer_person=reviewer.user,
        author_person=decision.author.user,
        recorded_by=recorded_by,
        rung_at=call.rung_at if call else None,
        has_conditions=bool(answer.conditions),
    )


def _label(
    decision: SharingDecision,
    stage: ReviewStage,
    verdict: Verdict,
    reviewer: User,
    call: Call | None,
) -> str:
    """The answer in words, as it stands in the record for good."""
    said = verdict.label
    if call is not None:
        return f"{said} by telephone"
    if stage is ReviewStage.ESCALATION:
        return f"{said}, when the author asked somebody above to decide"
    rung = answered_by_telephone(decision)
    if stage is ReviewStage.FIRST or rung is None:
        return said
    if in_place_of_another(decision, reviewer):
        return f"{said}, in place of {rung.reviewer_person.name}, who was rung"
    if verdict == rung.verdict:
        return "Confirmed: the call was as it was written down"
    return f"{said}: this is not what was said on the telephone"
