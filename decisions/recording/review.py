"""A manager's review: agreed, not agreed, a question, or reviewed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.db import IntegrityError, transaction

from decisions.models import Draft, Review, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.assess import assess
from decisions.policy.circumstances import Reviewer
from decisions.policy.terms import Outcome, ReviewStage, Verdict
from decisions.recording.drafts import start_draft
from decisions.recording.parts import Part, answering, signed, who
from decisions.recording.reading import read_decision
from infoshare.access.permissions import Permission
from infoshare.access.scope import appointment_for
from infoshare.common import clock
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment, Home, User

# Rules that speak of who reviews: never one's own, only with authority here.
REVIEWER_RULES = frozenset({"I02", "I04"})
NEED_WORDS = frozenset({Verdict.NOT_AGREED, Verdict.QUESTION, Verdict.REVIEWED_AFTERWARDS})


class ReviewRefused(Exception):
    """This person may not review this record so; the message is for them."""


class AlreadyReviewed(Exception):
    """Somebody reviewed this stage first; `review` says who, when and how."""

    def __init__(self, review: Review) -> None:
        self.review = review
        super().__init__("this record has been reviewed already")


def review(
    decision: SharingDecision,
    reviewer: User,
    *,
    verdict: Verdict,
    words: str,
    shown: str,
    stage: ReviewStage = ReviewStage.FIRST,
) -> Review:
    """Record a review. `shown` is the leaf hash of what the reviewer was looking at.

    Raises ReviewRefused (rules I02 and I04, a verdict that this record does not wait for, no
    words where words are needed, something else shown than what stands) and AlreadyReviewed.
    """
    _refuse_by_rule(decision, reviewer)
    appointment = appointment_for(reviewer, Permission.APPROVE, decision.home)
    if appointment is None:
        raise ReviewRefused("You are not a manager of this home now.")
    if verdict not in verdicts_for(decision):
        raise ReviewRefused("This record does not wait for that answer. Look again.")
    if verdict in NEED_WORDS and not words.strip():
        raise ReviewRefused("Write what the author should know.")
    entry_of = answering(decision)
    if entry_of is None or entry_of["leaf"] != shown:
        raise ReviewRefused("What you were shown is not what is in the record. Look again.")
    try:
        with transaction.atomic():
            _take_turn(decision, stage)
            return _write(decision, appointment, verdict, words, stage, entry_of)
    except IntegrityError:
        first = decision.reviews.filter(stage=stage.value).first()
        if first is None:
            raise
        raise AlreadyReviewed(first) from None


def verdicts_for(decision: SharingDecision) -> tuple[Verdict, ...]:
    """What a manager may answer to this record: before it stands, or after an emergency share.

    A review afterwards never lets go what is held for approval. The full form of an urgent
    record is not reviewed again: the urgent record is.
    """
    if decision.needs_approval:
        return (Verdict.AGREED, Verdict.NOT_AGREED, Verdict.QUESTION)
    went_ahead = (decision.urgent or decision.emergency) and decision.completes_id is None
    return (Verdict.REVIEWED_AFTERWARDS,) if went_ahead else ()


def share_instead(decision: SharingDecision, reviewer: Appointment) -> Draft:
    """The draft in which a manager who did not agree to a refusal shares now."""
    return _following(decision, reviewer, _without_outcome)


def answer_question(decision: SharingDecision, author: Appointment) -> Draft:
    """The draft in which the author answers a manager's question, citing the old record."""
    return _following(decision, author, lambda answers: answers)


def _following(
    decision: SharingDecision, author: Appointment, begin: Callable[[Answers], Answers]
) -> Draft:
    """This person's draft that follows a record; pressing twice, or in two tabs, gives one."""
    with transaction.atomic():
        _lock_home(decision)
        begun = Draft.objects.filter(follows=decision, author__user=author.user).first()
        if begun is not None:
            return begun
        answers = begin(read_decision(decision).answers)
        return start_draft(decision.home, decision.child, author, answers, follows=decision)


def _without_outcome(answers: Answers) -> Answers:
    return answers.changed(
        decision=answers.decision.changed(outcome=Outcome.SHARE, reasons="", explanations=()),
        concern=answers.concern.changed(refusing_now=False),
    )


def _refuse_by_rule(decision: SharingDecision, reviewer: User) -> None:
    """Ask rules I02 and I04 whether this person may review."""
    sealed = read_decision(decision)
    about = Reviewer(
        is_author=decision.author.user_id == reviewer.pk,
        may_approve_here=appointment_for(reviewer, Permission.APPROVE, decision.home) is not None,
    )
    findings = assess(
        sealed.answers, sealed.circumstances.changed(reviewer=about), clock.today()
    ).findings
    for finding in findings:
        if finding.rule in REVIEWER_RULES:
            raise ReviewRefused(f"{finding.says} {finding.do}")


def _take_turn(decision: SharingDecision, stage: ReviewStage) -> None:
    """Two managers at once take turns on the home's row; the second sees the first's review."""
    _lock_home(decision)
    first = decision.reviews.filter(stage=stage.value).first()
    if first is not None:
        raise AlreadyReviewed(first)


def _lock_home(decision: SharingDecision) -> None:
    Home.objects.select_for_update(no_key=True).get(pk=decision.home_id)


def _write(
    decision: SharingDecision,
    reviewer: Appointment,
    verdict: Verdict,
    words: str,
    stage: ReviewStage,
    entry_of: Part,
) -> Review:
    leaf = append(
        [
            Entry(
                decision.home.log,
                Kind.REVIEW,
                uuid4(),
                decision.child.keep_until_year,
                {
                    "child": who(decision.child),
                    "guarded": {},
                    "text": {"words": words},
                    "facts": {
                        "of": entry_of,
                        "code": decision.code,
                        "stage": stage.value,
                        "verdict": verdict.value,
                        "verdict_label": verdict.label,
                        "reviewer": signed(reviewer),
                    },
                },
            )
        ]
    )[0]
    return Review.objects.create(
        **leaf.columns(),
        decision=decision,
        stage=stage.value,
        verdict=verdict.value,
        reviewer=reviewer,
        reviewer_person=reviewer.user,
        author_person=decision.author.user,
    )
