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
from tests.policy.builders import NOW, asked, assessed, item, own_initiative

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
