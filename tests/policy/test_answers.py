"""The document of answers: what it takes, and what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from decisions.policy.answers import ITEM_LIMIT, Answers, Request
from decisions.policy.terms import Effect, Harm, Outcome, Start, VisitorRole, choices
from tests.policy.builders import AGENCY, asked, assessed, item, own_initiative, urgent


def test_it_comes_back_from_its_own_text_unchanged():
    answers = asked()
    assert Answers.model_validate_json(answers.model_dump_json()) == answers


@pytest.mark.parametrize("words", ["e\u0301", "a\x00b", "a\x1bb", "a\ud800b", "a\rb"])
def test_it_refuses_text_that_the_forms_would_have_cleaned(words):
    with pytest.raises(ValidationError):
        Request(name=words)


def test_it_takes_lines_tabs_and_emoji():
    assert Request(name="a\n\tb 🙂").name == "a\n\tb 🙂"


def test_a_refused_value_is_not_repeated():
    with pytest.raises(ValidationError) as refused:
        Request(name="secret\x00")
    assert "secret" not in str(refused.value)


def test_times_are_kept_in_utc():
    at = datetime(2026, 7, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    kept = Request(occurred_at=at).occurred_at
    assert kept == at
    assert kept is not None
    assert kept.tzinfo is UTC


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValidationError):
        Request(occurred_at=datetime(2026, 7, 1, 10, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        '{"start": "SOMETHING_ELSE"}',
        '{"start": "ASKED", "unknown": 1}',
        '{"start": "ASKED", "request": {"doubt": "yes"}}',
        '{"start": "ASKED", "answers_schema": 3}',
        "{}",
    ],
)
def test_unknown_codes_and_wrong_types_are_refused(text):
    with pytest.raises(ValidationError):
        Answers.model_validate_json(text)


def test_it_holds_so_many_items_and_no_more():
    many = (item(),) * ITEM_LIMIT
    assert len(asked(items=many).items) == ITEM_LIMIT
    with pytest.raises(ValidationError):
        asked(items=(*many, item()))


def test_a_change_is_validated():
    with pytest.raises(ValidationError):
        asked().request.changed(name=1)


def test_nothing_in_it_can_be_changed():
    with pytest.raises(ValidationError):
        asked().start = Start.URGENT


def test_the_recipient_is_whoever_asked_or_whom_staff_chose():
    assert asked().recipient is not None
    assert isinstance(asked().recipient, Request)
    assert own_initiative().recipient.name == "Jo Pike"


def test_it_knows_whether_it_shares():
    assert asked().shares
    assert not asked(decision={"outcome": Outcome.NOT_SHARE}).shares


@pytest.mark.parametrize(
    ("concern", "named"),
    [
        ({}, False),
        ({"staff": (AGENCY,)}, True),
        ({"staff_in_words": "An agency worker"}, True),
        ({"staff_in_words": " "}, False),
        ({"harms": (Harm.STAFF_ALLEGATION,)}, True),
    ],
)
def test_it_knows_whether_it_names_somebody_who_works_here(concern, named):
    assert asked(concern=concern).names_staff is named


def test_an_assessment_tells_what_is_blocked_and_what_needs_a_manager():
    assert assessed(asked(basis={"basis": None})).blocked
    assert assessed(asked(request={"doubt": True})).needs_approval
    assert not assessed(urgent()).with_effect(Effect.BLOCK)


def test_codes_are_offered_with_their_labels():
    assert choices(VisitorRole)[0] == ("OFSTED_INSPECTOR", "Ofsted inspector")
