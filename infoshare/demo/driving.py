"""Acting out a case through the functions that the pages use, so that it is recorded as theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial, singledispatch
from uuid import uuid4

from decisions.models import Draft, SharingDecision
from decisions.policy.answers import Answers, Explanation
from decisions.policy.assessment import Assessment
from decisions.policy.terms import AgencyType, Effect, ReviewStage, Start
from decisions.recording import addendum, disclosure, review
from decisions.recording.advice import record_advice
from decisions.recording.decision import NotReady, prepare, seal
from decisions.recording.drafts import blank_answers, save_answers, start_draft
from decisions.recording.parts import answering
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.demo.answering import answers_of
from infoshare.demo.telling import (
    Added,
    AnsweredAQuestion,
    Case,
    Completed,
    DecidedAgain,
    Received,
    Reviewed,
    Shared,
    SharedInstead,
    Step,
)
from infoshare.demo.world import Event, World


class CaseNotReady(Exception):
    """A case of the demo cannot be signed; the message holds what the engine found."""

    def __init__(self, case: Case, assessment: Assessment) -> None:
        found = [
            f"{finding.rule} {finding.effect.name}: {finding.says}"
            for finding in assessment.findings
            if finding in assessment.unexplained() or finding.effect is Effect.BLOCK
        ]
        super().__init__(f"{case.name!r}: missing {assessment.missing}; {found}")


def events_of(case: Case, now: datetime) -> Iterator[Event]:
    """The signing of a case and each of its steps, with their times."""
    if case.at is None:
        raise ValueError(f"{case.name!r} has no time of its own")
    signed = case.at(now)
    yield Event(signed, partial(_decide, case=case), case.name)
    yield from _steps_of(case, signed)


def _steps_of(case: Case, signed: datetime) -> Iterator[Event]:
    for step in case.then:
        moment = signed + step.after
        name = f"{case.name}: {type(step).__name__}"
        yield Event(moment, partial(_act, step=step, case=case), name)
        if isinstance(step, Completed):
            yield from _steps_of(step.case, moment)
        if isinstance(step, DecidedAgain):
            yield from _steps_of(_decided_again(case, step), moment)


def _decided_again(case: Case, step: DecidedAgain) -> Case:
    name = f"{case.name}, decided again"
    return replace(case, **{"name": name, "by": step.by, "then": (), **step.changes})  # type: ignore[arg-type]


# Deciding


def _decide(world: World, *, case: Case) -> None:
    with clock.at(clock.now() - case.took):
        draft = _begin(world, case)
    if case.advised is not None:
        _advise(world, case, draft)
    if case.left:
        save_answers(draft, answers_of(case, world), page="decision", version=draft.version)
    else:
        _sign(world, case, draft)


def _begin(world: World, case: Case, completes: SharingDecision | None = None) -> Draft:
    home, author = world.home_of[case.child], world.people[case.by]
    child = None if case.start is Start.URGENT else world.children[case.child]
    return start_draft(home, child, author, blank_answers(case.start), completes=completes)


def _advise(world: World, case: Case, draft: Draft) -> None:
    """The author asks, somebody answers, and the draft goes on."""
    assert case.advised is not None
    asked = blank_answers(case.start)
    asked = asked.changed(decision=asked.decision.changed(advice_wanted=case.advice_wanted))
    draft = save_answers(draft, asked, page="advice", version=draft.version)
    record_advice(
        draft,
        world.people[case.by],
        adviser=world.people[case.advised.by],
        words=case.advised.words,
        given_at=clock.now() - case.advised.before,
        token=uuid4(),
    )


def _sign(world: World, case: Case, draft: Draft) -> None:
    """Save all answers, say why where the engine asks for it, and sign. Raises CaseNotReady."""
    answers = answers_of(case, world)
    child = world.children[case.child]
    draft = save_answers(draft, answers, page="decision", version=draft.version, child=child)
    if case.explain:
        answers = _explained(case, answers, prepare(draft).assessment)
        draft = save_answers(draft, answers, page="check", version=draft.version)
    try:
        world.records[case.name] = _seal(world, case, draft)
    except NotReady as refusal:
        raise CaseNotReady(case, refusal.assessment) from None


def _seal(world: World, case: Case, draft: Draft) -> SharingDecision:
    if case.start is not Start.URGENT:
        return seal(draft)
    record = disclosure.seal_urgent(draft, shared=True)
    world.shared[case.name] = record.disclosures.get()
    return record


def _explained(case: Case, answers: Answers, assessment: Assessment) -> Answers:
    """The reasons that the engine asks for, from the case; the others are left out."""
    wanted = dict.fromkeys(finding.rule for finding in assessment.unexplained())
    explanations = tuple(
        Explanation(rule=rule, words=case.explain[rule]) for rule in wanted if rule in case.explain
    )
    return answers.changed(decision=answers.decision.changed(explanations=explanations))


# What happened next


@singledispatch
def _play(step: Step, world: World, case: Case) -> None:
    raise TypeError(f"no way to act out a {type(step).__name__}")


def _act(world: World, *, step: Step, case: Case) -> None:
    _play(step, world, case)


@_play.register
def _(step: Reviewed, world: World, case: Case) -> None:
    record = world.records[case.name]
    shown = answering(record)
    assert shown is not None
    review.review(
        record,
        world.people[step.by].user,
        verdict=step.verdict,
        words=step.words,
        shown=shown["leaf"],
        stage=ReviewStage.FIRST,
    )


@_play.register
def _(step: Shared, world: World, case: Case) -> None:
    record = world.records[case.name]
    sealed = read_decision(record)
    going = [number for number, item in enumerate(sealed.answers.items, start=1) if item.going]
    world.shared[case.name] = disclosure.disclose(
        record,
        world.people[step.by],
        disclosure.What(
            numbers=tuple(going),
            to=sealed.recipient,
            recipient=record.recipient,
            recipient_type=AgencyType(record.recipient_type),
            method=sealed.answers.transfer.method,
            contact=None,
            shared_at=record.occurred_at if step.earlier else clock.now(),
            words=step.words,
        ),
        token=uuid4(),
    )


@_play.register
def _(step: Received, world: World, case: Case) -> None:
    disclosure.receive(
        world.shared[case.name],
        world.people[step.by],
        outcome=step.outcome,
        heard_at=clock.now(),
        words=step.words,
        token=uuid4(),
    )


@_play.register
def _(step: Added, world: World, case: Case) -> None:
    addendum.add(
        world.records[case.name],
        world.people[step.by],
        kind=step.kind,
        words=step.words,
        reason=step.reason,
        token=uuid4(),
    )


@_play.register
def _(step: Completed, world: World, case: Case) -> None:
    with clock.at(clock.now() - step.case.took):
        draft = _begin(world, step.case, completes=world.records[case.name])
    _sign(world, step.case, draft)


@_play.register
def _(step: AnsweredAQuestion, world: World, case: Case) -> None:
    with clock.at(clock.now() - case.took):
        draft = review.answer_question(world.records[case.name], world.people[step.by])
    _sign(world, _decided_again(case, step), draft)


@_play.register
def _(step: SharedInstead, world: World, case: Case) -> None:
    draft = review.share_instead(world.records[case.name], world.people[step.by])
    _sign(world, _decided_again(case, step), draft)
