"""Acting out what followed a record or a draft, through the functions that the pages use."""

from __future__ import annotations

from functools import singledispatch
from uuid import uuid4

from decisions.policy.terms import AgencyType
from decisions.recording import addendum, breach, disagreement, disclosure, everyday, review
from decisions.recording.advice import give_advice
from decisions.recording.asking import ask_advice
from decisions.recording.beside import record_beside
from decisions.recording.handing_over import take_over
from decisions.recording.parts import answering
from decisions.recording.reading import read_decision
from decisions.recording.refiling import refile
from decisions.recording.telephone import answered_on_the_telephone, held_numbers
from infoshare.common import clock
from infoshare.demo.deciding import begin, decided_again, finished, sign
from infoshare.demo.following import (
    AlsoRecorded,
    Answered,
    Asked,
    BreachChecked,
    Ended,
    FiledAgain,
    Finished,
    Rang,
    TakenHigher,
    TakenOver,
)
from infoshare.demo.telling import (
    Added,
    AnsweredAQuestion,
    Case,
    Completed,
    Received,
    Reviewed,
    Shared,
    SharedInstead,
    Step,
)
from infoshare.demo.world import World


@singledispatch
def play(step: Step, world: World, case: Case) -> None:
    """Act out one step of a case."""
    raise TypeError(f"no way to act out a {type(step).__name__}")


# Answers


@play.register
def _(step: Reviewed, world: World, case: Case) -> None:
    review.review(
        world.records[case.name],
        world.people[step.by].user,
        verdict=step.verdict,
        words=step.words,
        shown=_shown(world, case),
        stage=step.stage,
        conditions=step.conditions,
    )
    # A later answer reads the earlier ones afresh.
    world.records[case.name].refresh_from_db()


@play.register
def _(step: Rang, world: World, case: Case) -> None:
    record, caller = world.records[case.name], world.people[step.by].user
    manager = world.people[step.manager]
    held = next(one for one in held_numbers(record, caller) if one.manager == manager)
    answered_on_the_telephone(
        record,
        caller,
        held,
        answer=review.Answer(step.verdict, step.words, step.conditions),
        rung_at=clock.now() - step.written_after,
        shown=_shown(world, case),
    )


@play.register
def _(step: TakenHigher, world: World, case: Case) -> None:
    disagreement.escalate(world.records[case.name], world.people[step.by].user)


def _shown(world: World, case: Case) -> str:
    shown = answering(world.records[case.name])
    assert shown is not None
    return str(shown["leaf"])


# Sharing


@play.register
def _(step: Shared, world: World, case: Case) -> None:
    record = world.records[case.name]
    sealed = read_decision(record)
    going = [number for number, item in enumerate(sealed.answers.items, start=1) if item.going]
    world.shared[case.name] = disclosure.disclose(
        record,
        world.people[step.by],
        disclosure.What(
            numbers=step.numbers or tuple(going),
            to=sealed.recipient,
            recipient=record.recipient,
            recipient_type=AgencyType(record.recipient_type),
            method=sealed.answers.transfer.method,
            contact=None,
            shared_at=record.occurred_at if step.earlier else clock.now(),
            words=step.words,
            conditions_met=step.as_asked,
        ),
        token=uuid4(),
    )


@play.register
def _(step: Received, world: World, case: Case) -> None:
    disclosure.receive(
        world.shared[case.name],
        world.people[step.by],
        outcome=step.outcome,
        heard_at=clock.now(),
        words=step.words,
        token=uuid4(),
    )


@play.register
def _(step: Ended, world: World, case: Case) -> None:
    everyday.end(world.records[case.name], world.people[step.by], reason=step.reason, token=uuid4())


@play.register
def _(step: BreachChecked, world: World, case: Case) -> None:
    record = world.records[case.name]
    breach.record_check(
        record,
        world.people[step.by],
        outcome=step.outcome,
        reference=step.reference,
        words=step.words,
        token=uuid4(),
        seen=breach.checks_so_far(record),
    )


@play.register
def _(step: Added, world: World, case: Case) -> None:
    addendum.add(
        world.records[case.name],
        world.people[step.by],
        kind=step.kind,
        words=step.words,
        reason=step.reason,
        token=uuid4(),
    )


# Records after records


@play.register
def _(step: Completed, world: World, case: Case) -> None:
    with clock.at(clock.now() - step.case.took):
        draft = begin(world, step.case, completes=world.records[case.name])
    sign(world, step.case, draft)


@play.register
def _(step: AnsweredAQuestion, world: World, case: Case) -> None:
    with clock.at(clock.now() - case.took):
        draft = review.answer_question(world.records[case.name], world.people[step.by])
    sign(world, decided_again(case, step), draft)


@play.register
def _(step: SharedInstead, world: World, case: Case) -> None:
    draft = review.share_instead(world.records[case.name], world.people[step.by])
    sign(world, decided_again(case, step), draft)


@play.register
def _(step: AlsoRecorded, world: World, case: Case) -> None:
    child = world.children[step.case.child]
    reach = {str(child.pk): (child, world.home_of[step.case.child])}
    for draft in record_beside(world.records[case.name], world.people[step.by].user, reach):
        sign(world, step.case, draft)


@play.register
def _(step: FiledAgain, world: World, case: Case) -> None:
    by, right = world.people[step.by], step.case.child
    refile(
        world.records[case.name],
        by,
        world.children[right],
        world.home_of[right],
        by,
        reason=step.reason,
        token=uuid4(),
    )
    draft = by.drafts.get(refiles=world.records[case.name])
    sign(world, step.case, draft)


# Drafts


@play.register
def _(step: TakenOver, world: World, case: Case) -> None:
    world.drafts[case.name] = take_over(world.drafts[case.name], world.people[step.by])


@play.register
def _(step: Finished, world: World, case: Case) -> None:
    # The pages that were filled in before keep their author.
    sign(world, finished(case, step), world.drafts.pop(case.name))


@play.register
def _(step: Asked, world: World, case: Case) -> None:
    ask_advice(
        world.drafts[case.name],
        world.people[step.by],
        [world.people[key] for key in step.of],
        words=case.advice_wanted,
        token=uuid4(),
    )


@play.register
def _(step: Answered, world: World, case: Case) -> None:
    adviser = world.people[step.by]
    give_advice(
        adviser.advice_asked.get(draft_id=world.drafts[case.name].pk),
        adviser.user,
        words=step.words,
        advises=step.advises,
        token=uuid4(),
    )
