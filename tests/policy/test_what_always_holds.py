"""What holds of any valid answers and circumstances."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from decisions.policy.answers import Answers
from decisions.policy.assess import assess
from decisions.policy.assessment import Assessment
from decisions.policy.circumstances import Circumstances
from decisions.policy.missing import missing
from decisions.policy.route import answered_route, prune
from decisions.policy.steps import STEPS
from decisions.policy.terms import (
    PRIVATE_PERSONS,
    PROTECTORS,
    SHARING,
    AgencyType,
    Effect,
    Harm,
    Outcome,
    PersonAtRisk,
    Severity,
    Start,
    TransferMethod,
    Verification,
)
from tests.policy.builders import NOW, TODAY, already, gates_of, held
from tests.policy.strategies import ANSWERS, CIRCUMSTANCES, group

SAFER_FIRST = (
    Severity.NONE,
    Severity.WELFARE,
    Severity.CONCERN,
    Severity.SIGNIFICANT,
    Severity.IMMEDIATE,
)
SLOW = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.filter_too_much],
}
ON = st.sampled_from([date(2018, 5, 25), date(2026, 2, 4), TODAY, date(2040, 1, 1)])


KINDS = st.sampled_from(sorted(PROTECTORS))


# Besides A and I: what the law does not let a home refuse, and what is told and asks for nothing.
OWED_BY_LAW = {"B15", "B16", "B17", "C15"}
TOLD_WHATEVER_IS_DECIDED = {"B19", "D16", "E15", "J12"}


def told_to_a_protector(answers, circumstances, kind):
    """The same, shared with one who can protect, whether the directory holds them or not."""
    for name in ("request", "transfer"):
        answers = group(answers, name, agency_type=kind)
    if answers.decision.outcome not in {None, *SHARING}:
        answers = group(answers, "decision", outcome=Outcome.SHARE_PART)
    held = {
        role: agency.changed(agency_type=kind)
        for role in ("requester_held", "recipient_held")
        if (agency := getattr(circumstances, role)) is not None
    }
    return answers, circumstances.changed(**held)


def never_gates_more(before: Assessment, after: Assessment) -> None:
    earlier, later = gates_of(before), gates_of(after)
    assert set(later) <= set(earlier)
    assert all(effect <= earlier[rule] for rule, effect in later.items())


@settings(max_examples=100, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES, on=ON)
def test_it_never_raises_and_is_the_same_each_time(answers, circumstances, on):
    first = assess(answers, circumstances, on)
    again = assess(
        Answers.model_validate_json(answers.model_dump_json()),
        Circumstances.model_validate_json(circumstances.model_dump_json()),
        on,
    )
    assert first.model_dump_json() == again.model_dump_json()
    assert 2 <= len(first.reasons) <= 3
    assert first.other_side
    assert sorted((*first.may_go, *first.stays)) == list(range(len(prune(answers).items)))


@settings(max_examples=100, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES)
def test_pruning_again_changes_nothing(answers, circumstances):
    pruned = prune(answers)
    assert prune(pruned) == pruned
    assert answered_route(pruned) == answered_route(answers)
    assert missing(pruned, circumstances) == missing(answers, circumstances)
    assert assess(pruned, circumstances, TODAY) == assess(answers, circumstances, TODAY)


@settings(max_examples=100, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES)
def test_what_is_missing_is_always_on_the_route(answers, circumstances):
    on_route = {
        field for step in STEPS if step.slug in answered_route(answers) for field in step.fields
    }
    wanted = missing(answers, circumstances)
    assert set(assess(answers, circumstances, TODAY).missing) <= set(wanted) <= on_route


@settings(max_examples=100, **SLOW)
@given(
    answers=ANSWERS,
    circumstances=CIRCUMSTANCES,
    kind=KINDS,
    pair=st.tuples(st.sampled_from(SAFER_FIRST), st.sampled_from(SAFER_FIRST)),
)
def test_more_danger_never_gates_sharing_with_those_who_can_protect(
    answers, circumstances, kind, pair
):
    answers, circumstances = told_to_a_protector(answers, circumstances, kind)
    safer, worse = sorted(pair, key=SAFER_FIRST.index)
    before = assess(group(answers, "concern", severity=safer), circumstances, TODAY)
    after = assess(group(answers, "concern", severity=worse), circumstances, TODAY)
    never_gates_more(before, after)


@settings(max_examples=100, **SLOW)
@given(
    answers=ANSWERS,
    circumstances=CIRCUMSTANCES,
    kind=KINDS,
    harm=st.sampled_from(Harm),
    person=st.sampled_from(
        [person for person in PersonAtRisk if person is not PersonAtRisk.NOBODY]
    ),
)
def test_more_harm_or_more_people_at_risk_never_gate_it_either(
    answers, circumstances, kind, harm, person
):
    answers, circumstances = told_to_a_protector(answers, circumstances, kind)
    concern = answers.concern
    harms = tuple(dict.fromkeys((*concern.harms, harm)))
    at_risk = tuple(dict.fromkeys((*concern.at_risk, person)))
    before = assess(answers, circumstances, TODAY)
    after = assess(group(answers, "concern", harms=harms, at_risk=at_risk), circumstances, TODAY)
    never_gates_more(before, after)


@settings(max_examples=100, **SLOW)
@given(
    answers=ANSWERS,
    circumstances=CIRCUMSTANCES,
    pair=st.tuples(st.sampled_from(Verification), st.sampled_from(Verification)),
)
def test_a_stronger_check_of_the_same_person_never_adds_an_approval(answers, circumstances, pair):
    weaker, stronger = sorted(pair, key=lambda method: method.strength)
    assume(weaker.strength < stronger.strength or weaker is stronger)
    asked = answers.changed(start=Start.ASKED)
    before = assess(group(asked, "request", verification=weaker), circumstances, TODAY)
    after = assess(group(asked, "request", verification=stronger), circumstances, TODAY)
    never_gates_more(before, after)


@settings(max_examples=100, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES, place=st.integers(0, 3))
def test_less_information_going_never_adds_a_block(answers, circumstances, place):
    assume(place < len(answers.items))
    items = list(answers.items)
    items[place] = items[place].changed(going=False)
    less = answers.changed(items=tuple(items))
    before, after = (assess(one, circumstances, TODAY) for one in (answers, less))
    blocked = {(found.rule, found.concerns) for found in before.with_effect(Effect.BLOCK)}
    still = {(found.rule, found.concerns) for found in after.with_effect(Effect.BLOCK)}
    assert still <= blocked


def stated_afterwards(answers):
    """The same, already shared: who, how, what, why and when are said, whatever else is not."""
    shared = answers.changed(start=Start.ALREADY_SHARED)
    shared = group(shared, "urgent", said="He is well.", why="They asked me.")
    shared = group(shared, "request", occurred_at=NOW)
    method = shared.transfer.method or TransferMethod.SMS
    kind = shared.transfer.agency_type or AgencyType.MEDIA
    who = {"agency_type": kind, "agency_name": "The Northmere Echo"}
    return group(shared, "transfer", method=method, **who)


@settings(max_examples=200, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES)
def test_what_has_already_happened_always_saves(answers, circumstances):
    assessment = assess(stated_afterwards(answers), circumstances.changed(reviewer=None), TODAY)
    assert gates_of(assessment) == {}
    assert not assessment.needs_approval
    assert assessment.missing == ()
    assert assessment.unexplained() == ()


@settings(max_examples=100, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES)
def test_only_who_reviews_can_be_wrong_about_what_has_already_happened(answers, circumstances):
    shared = answers.changed(start=Start.ALREADY_SHARED)
    held_up = gates_of(assess(shared, circumstances, TODAY))
    assert set(held_up) <= {"I02", "I03", "I04"}


@settings(max_examples=200, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES)
def test_outside_the_rules_is_what_has_happened_and_would_have_been_held_back(
    answers, circumstances
):
    assessment = assess(answers, circumstances, TODAY)
    marked = [finding for finding in assessment.findings if finding.has_happened]
    assert assessment.outside_rules is bool(marked)
    assert all((found.effect, found.follow_up) == (Effect.NOTIFY, True) for found in marked)
    if answers.start is not Start.ALREADY_SHARED:
        assert not marked


@settings(max_examples=100, **SLOW)
@given(
    kind=st.sampled_from(sorted(set(AgencyType) - PRIVATE_PERSONS)),
    method=st.sampled_from([method for method in TransferMethod if method.allowed != "never"]),
    settled=CIRCUMSTANCES,
)
def test_one_page_about_a_right_share_is_never_outside_the_rules(kind, method, settled):
    answers = already(transfer={"agency_type": kind, "method": method})
    there = settled.changed(not_to_be_told=(), approved=None, recipient_held=held(kind))
    assert not assess(answers, there, TODAY).outside_rules


@settings(max_examples=100, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES)
def test_an_arrangement_always_needs_a_manager_once(answers, circumstances):
    arrangement = answers.changed(start=Start.ROUTINE)
    shares = arrangement.decision.outcome in SHARING
    assessment = assess(arrangement, circumstances, TODAY)
    assert assessment.arrangement is shares
    assert assessment.needs_approval or not shares


@settings(max_examples=100, **SLOW)
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES)
def test_a_refusal_is_asked_only_for_its_reasons(answers, circumstances):
    assume(answers.start not in (Start.URGENT, Start.ALREADY_SHARED))
    refusal = group(answers, "decision", outcome=Outcome.NOT_SHARE, reasons="They hung up.")
    assessment = assess(refusal, circumstances, TODAY)
    assert assessment.missing == ()
    others = [found for found in assessment.findings if found.rule[0] not in "AI"]
    assert {found.rule for found in others} <= OWED_BY_LAW | TOLD_WHATEVER_IS_DECIDED
    assert all(found.effect <= Effect.NOTIFY or found.rule in OWED_BY_LAW for found in others)
