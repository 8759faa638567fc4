"""Acting out the decision of a case: a draft with its answers and its advice, then the record."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from decisions.models import Draft, SharingDecision
from decisions.policy.answers import Answers, Explanation
from decisions.policy.assessment import Assessment
from decisions.policy.terms import Effect, Start
from decisions.recording import disclosure
from decisions.recording.advice import record_advice
from decisions.recording.decision import NotReady, prepare, seal
from decisions.recording.drafts import blank_answers, save_answers, start_draft
from infoshare.common import clock
from infoshare.demo.answering import answers_of
from infoshare.demo.following import Finished
from infoshare.demo.telling import Advised, Case, DecidedAgain
from infoshare.demo.world import World


class CaseNotReady(Exception):
    """A case of the demo cannot be signed; the message holds what the engine found."""

    def __init__(self, case: Case, assessment: Assessment) -> None:
        found = [
            f"{finding.rule} {finding.effect.name}: {finding.says}"
            for finding in assessment.findings
            if finding in assessment.unexplained() or finding.effect is Effect.BLOCK
        ]
        super().__init__(f"{case.name!r}: missing {assessment.missing}; {found}")


def decide(world: World, *, case: Case) -> None:
    """Begin a case as a draft, and sign it or leave it."""
    with clock.at(clock.now() - case.took):
        draft = begin(world, case)
    if case.advised is not None:
        _advise(world, case, case.advised, draft)
    if case.left:
        world.drafts[case.name] = _leave(world, case, draft)
    else:
        sign(world, case, draft)


def begin(world: World, case: Case, completes: SharingDecision | None = None) -> Draft:
    """The draft of a case, with nothing in it."""
    home, author = world.home_of[case.child], world.people[case.by]
    child = None if case.start is Start.URGENT else world.children[case.child]
    return start_draft(home, child, author, blank_answers(case.start), completes=completes)


def _leave(world: World, case: Case, draft: Draft) -> Draft:
    answers = answers_of(case, world)
    for page in case.pages:
        draft = save_answers(draft, answers, page=page, version=draft.version, author=draft.author)
    return draft


def _advise(world: World, case: Case, advised: Advised, draft: Draft) -> None:
    """The author asks, somebody answers in person, and the draft goes on."""
    asked = blank_answers(case.start)
    asked = asked.changed(decision=asked.decision.changed(advice_wanted=case.advice_wanted))
    draft = save_answers(draft, asked, page="advice", version=draft.version, author=draft.author)
    record_advice(
        draft,
        world.people[case.by],
        adviser=world.people[advised.by],
        words=advised.words,
        given_at=clock.now() - advised.before,
        token=uuid4(),
    )


def sign(world: World, case: Case, draft: Draft) -> None:
    """Save all answers, say why where the engine asks for it, and sign. Raises CaseNotReady."""
    draft.refresh_from_db()
    answers = answers_of(case, world)
    child = world.children[case.child]
    for page in case.pages:
        draft = save_answers(
            draft, answers, page=page, version=draft.version, author=draft.author, child=child
        )
    if case.explain:
        answers = _explained(case, answers, prepare(draft).assessment)
        draft = save_answers(
            draft, answers, page="check", version=draft.version, author=draft.author
        )
    try:
        world.records[case.name] = _seal(world, case, draft)
    except NotReady as refusal:
        raise CaseNotReady(case, refusal.assessment) from None


def _seal(world: World, case: Case, draft: Draft) -> SharingDecision:
    if case.start is Start.URGENT:
        record = disclosure.seal_urgent(draft, shared=True)
    elif case.start is Start.ALREADY_SHARED:
        record = disclosure.seal_already_shared(draft)
    else:
        return seal(draft)
    world.shared[case.name] = record.disclosures.get()
    return record


def _explained(case: Case, answers: Answers, assessment: Assessment) -> Answers:
    """The reasons that the engine asks for, from the case; the others are left out."""
    wanted = dict.fromkeys(finding.rule for finding in assessment.unexplained())
    explanations = tuple(
        Explanation(rule=rule, words=case.explain[rule]) for rule in wanted if rule in case.explain
    )
    return answers.changed(decision=answers.decision.changed(explanations=explanations))


def decided_again(case: Case, step: DecidedAgain) -> Case:
    """The case as it was answered the second time."""
    name = f"{case.name}, decided again"
    return replace(case, **{"name": name, "by": step.by, "then": (), **step.changes})  # type: ignore[arg-type]


def finished(case: Case, step: Finished) -> Case:
    """The case of a draft as whoever signs it answers."""
    now = {"left": False, "then": step.then, "pages": ("decision",), **step.changes}
    return replace(case, **now)  # type: ignore[arg-type]
