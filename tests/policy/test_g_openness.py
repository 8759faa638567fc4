"""G. Openness with the child and others."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.policy.terms import Effect, Outcome, Told
from tests.policy.builders import asked, assessed, effect_of, findings_of, urgent


@pytest.mark.parametrize("told", [None, Told.NOT_TOLD, Told.NOT_POSSIBLE, Told.NOT_RIGHT])
def test_a_child_who_is_not_told_is_owed_a_reason(told):
    openness = {"child_told": told, "why_not": ""}
    assert effect_of(assessed(asked(openness=openness)), "G01") is Effect.BLOCK
    explained = {**openness, "why_not": "She has been too ill to talk."}
    assert effect_of(assessed(asked(openness=explained)), "G01") is None


@pytest.mark.parametrize("told", [Told.TOLD, Told.WILL_TELL, Told.NOT_WOULD_RAISE_RISK])
def test_telling_or_a_risk_in_telling_is_an_answer(told):
    assert effect_of(assessed(asked(openness={"child_told": told})), "G01") is None


def test_a_refusal_is_not_asked_whether_the_child_was_told():
    answers = asked(openness={"child_told": None}, decision={"outcome": Outcome.NOT_SHARE})
    assert effect_of(assessed(answers), "G01") is None


@pytest.mark.parametrize(
    ("why_not", "look_again_on", "explained"),
    [
        ("Her uncle would find out.", date(2026, 12, 1), True),
        ("Her uncle would find out.", None, False),
        ("", date(2026, 12, 1), False),
    ],
)
def test_a_risk_in_telling_is_explained_by_a_reason_and_a_day(why_not, look_again_on, explained):
    openness = {
        "child_told": Told.NOT_WOULD_RAISE_RISK,
        "why_not": why_not,
        "look_again_on": look_again_on,
    }
    finding = findings_of(assessed(asked(openness=openness)), "G02")[0]
    assert finding.explained is explained
    assert finding.follow_up


def test_the_child_s_words_are_wanted():
    assert effect_of(assessed(asked()), "G03") is None


def test_an_urgent_share_leaves_telling_the_child_to_be_done():
    finding = findings_of(assessed(urgent()), "G01")[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)
