"""The seven checks, derived from earlier answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.terms import (
    Check,
    CheckAnswer,
    LessIntrusive,
    Outcome,
    Provenance,
    Purpose,
    Start,
    TransferMethod,
)
from tests.policy.builders import (
    NOW,
    already,
    already_in_full,
    asked,
    assessed,
    item,
    own_initiative,
    routine,
)

YES, NO, NOT_SURE = CheckAnswer.YES, CheckAnswer.NO, CheckAnswer.NOT_SURE


def answer(answers, check):
    results = {result.check: result for result in assessed(answers).checks}
    assert results[check].because.endswith(".")
    return results[check].answer


def test_a_sound_share_passes_all_seven():
    assert [result.check for result in assessed(asked()).checks] == list(Check)
    assert {result.answer for result in assessed(asked()).checks} == {YES}


@pytest.mark.parametrize(
    ("check", "groups", "expected"),
    [
        (Check.NECESSARY, {"purpose": {"code": Purpose.UNCLEAR}}, NO),
        (Check.NECESSARY, {"purpose": {"code": None}}, NOT_SURE),
        (Check.NECESSARY, {"purpose": {"words": " "}}, NOT_SURE),
        (Check.PROPORTIONATE, {"necessity": {"less_intrusive": LessIntrusive.LESS_CHOSEN}}, YES),
        (Check.PROPORTIONATE, {"necessity": {"less_intrusive": LessIntrusive.NOT_NAMED}}, YES),
        (
            Check.PROPORTIONATE,
            {"necessity": {"less_intrusive": LessIntrusive.NOT_CONSIDERED}},
            NOT_SURE,
        ),
        (Check.PROPORTIONATE, {"necessity": {"less_intrusive": None}}, NOT_SURE),
        (Check.RELEVANT, {"items": (item(needed=False),)}, NO),
        (Check.RELEVANT, {"items": ()}, NOT_SURE),
        (Check.ADEQUATE, {"items": (item(), item(going=False))}, NOT_SURE),
        (
            Check.ADEQUATE,
            {
                "items": (item(), item(going=False)),
                "decision": {"outcome": Outcome.SHARE_PART},
            },
            YES,
        ),
        (Check.ACCURATE, {"items": (item(provenance=None),)}, NOT_SURE),
        (
            Check.ACCURATE,
            {"items": (item(provenance=Provenance.UNVERIFIED_INTELLIGENCE),)},
            NOT_SURE,
        ),
        (Check.TIMELY, {"request": {"occurred_at": NOW - timedelta(days=2)}}, NOT_SURE),
        (Check.TIMELY, {"request": {"occurred_at": None}}, YES),
        (Check.SECURE, {"transfer": {"method": None}}, NOT_SURE),
        (Check.SECURE, {"transfer": {"method": TransferMethod.FAX}}, NO),
        (Check.SECURE, {"transfer": {"method": TransferMethod.TRACKED_POST}}, YES),
    ],
)
def test_each_check_follows_from_its_answers(check, groups, expected):
    assert answer(asked(**groups), check) is expected


def test_what_was_already_shared_is_in_time():
    answers = own_initiative(Start.ALREADY_SHARED, request={"occurred_at": NOW - timedelta(days=2)})
    assert answer(answers, Check.TIMELY) is YES


@pytest.mark.parametrize("check", Check)
def test_a_doubt_outweighs_a_yes(check):
    assert answer(asked(decision={"unsure": (check,)}), check) is NOT_SURE


def test_a_doubt_does_not_outweigh_a_no():
    answers = asked(items=(item(needed=False),), decision={"unsure": (Check.RELEVANT,)})
    assert answer(answers, Check.RELEVANT) is NO


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (Check.NECESSARY, YES),
        (Check.PROPORTIONATE, NOT_SURE),
        (Check.RELEVANT, NOT_SURE),
        (Check.ADEQUATE, NOT_SURE),
        (Check.ACCURATE, NOT_SURE),
        (Check.TIMELY, YES),
        (Check.SECURE, YES),
    ],
)
def test_what_is_not_written_down_piece_by_piece_is_neither_right_nor_wrong(check, expected):
    assert answer(already(), check) is expected


def test_what_is_filled_in_afterwards_passes_all_seven():
    assert {result.answer for result in assessed(already_in_full()).checks} == {YES}


def test_without_a_word_of_why_it_was_shared_the_purpose_is_open():
    assert answer(already(urgent={"why": " "}), Check.NECESSARY) is NOT_SURE


@pytest.mark.parametrize(("arrangement", "expected"), [({}, YES), ({"review_on": None}, NOT_SURE)])
def test_an_arrangement_is_in_time_while_it_is_looked_at_again(arrangement, expected):
    assert answer(routine(arrangement=arrangement), Check.TIMELY) is expected
