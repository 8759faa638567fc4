"""F. Proportionality and quality."""

from __future__ import annotations

import pytest

from decisions.policy.circumstances import Settings
from decisions.policy.terms import (
    Check,
    Effect,
    InformationCategory,
    LessIntrusive,
    Outcome,
    Purpose,
    Severity,
    TransferMethod,
)
from tests.policy.builders import (
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    routine,
)


def test_a_piece_that_is_not_needed_is_stopped_by_itself():
    assessment = assessed(asked(items=(item(), item(needed=False))))
    assert [finding.concerns for finding in findings_of(assessment, "F01")] == [1]
    assert assessment.may_go == (0,)


def test_a_piece_that_is_not_needed_and_stays_is_no_trouble():
    assert (
        effect_of(assessed(asked(items=(item(), item(needed=False, going=False)))), "F01") is None
    )


def test_an_unclear_purpose_stops_the_whole():
    assessment = assessed(asked(purpose={"code": Purpose.UNCLEAR}))
    finding = findings_of(assessment, "F01")[0]
    assert (finding.effect, finding.concerns) == (Effect.BLOCK, None)


def test_an_unclear_purpose_and_a_piece_not_needed_are_two_findings():
    answers = asked(purpose={"code": Purpose.UNCLEAR}, items=(item(needed=False),))
    assert [finding.concerns for finding in findings_of(assessed(answers), "F01")] == [0, None]


def test_an_unsafe_method_is_left_to_the_rules_on_transfer():
    assert effect_of(assessed(asked(transfer={"method": TransferMethod.FAX})), "F01") is None


def test_advice_on_record_settles_a_doubt():
    answers = asked(decision={"unsure": (Check.NECESSARY,)})
    assert effect_of(assessed(answers), "F02") is Effect.APPROVE
    assert effect_of(assessed(answers, advice_recorded=True), "F02") is None


def test_only_pieces_that_go_need_their_source():
    items = (item(provenance=None, going=False), item(provenance=None))
    assessment = assessed(asked(items=items))
    assert [finding.concerns for finding in findings_of(assessment, "F04")] == [1]


@pytest.mark.parametrize(
    "considered",
    [choice for choice in LessIntrusive if choice is not LessIntrusive.NOT_CONSIDERED],
)
def test_having_thought_about_less_is_enough(considered):
    assert effect_of(assessed(asked(necessity={"less_intrusive": considered})), "F08") is None


def test_another_child_who_stays_out_is_no_trouble():
    other = item(InformationCategory.THIRD_PARTY_CHILD, going=False)
    assert effect_of(assessed(asked(items=(item(), other))), "F12") is None


@pytest.mark.parametrize(
    ("earlier", "limit", "warned"), [(1, 3, False), (2, 3, True), (9, 3, True), (2, 4, False)]
)
def test_what_is_shared_often_is_offered_an_arrangement(earlier, limit, warned):
    settings = Settings(routine_shares=limit)
    assessment = assessed(asked(), earlier_shares=earlier, settings=settings)
    assert effect_of(assessment, "F10") is (Effect.WARN if warned else None)
    assert assessment.advice is assessed(asked()).advice


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        (asked(), {"arrangement_in_force": True}),
        (asked(), {"settings": Settings(agreement="Northmere partnership, 2026")}),
        (routine(), {}),
        (asked(concern={"severity": Severity.SIGNIFICANT}), {}),
        (asked(concern={"severity": Severity.IMMEDIATE}), {}),
        (asked(decision={"outcome": Outcome.NOT_SHARE}), {}),
    ],
    ids=["arrangement", "agreement", "being arranged", "harm", "danger", "refusal"],
)
def test_what_is_arranged_or_is_not_everyday_is_not(answers, changes):
    assert effect_of(assessed(answers, earlier_shares=9, **changes), "F10") is None


def test_an_agreement_without_a_word_is_none():
    changes = {"settings": Settings(agreement=" "), "earlier_shares": 2}
    assert effect_of(assessed(own_initiative(), **changes), "F10") is Effect.WARN
