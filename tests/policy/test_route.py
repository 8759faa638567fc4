"""Which questions apply, and what is kept of the answers."""

from __future__ import annotations

import pytest

from decisions.policy.answers import Answers, Explanation
from decisions.policy.route import answered_route, empty_pages, prune, value_at
from decisions.policy.steps import STEPS
from decisions.policy.terms import (
    Contact,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    Start,
)
from tests.policy.builders import (
    NOW,
    already,
    already_in_full,
    asked,
    item,
    own_initiative,
    routine,
    urgent,
)

FULL = ("purpose", "concern", "items", "lawful", "child", "told", "decision", "check")
CHOSEN = [Start.OWN_INITIATIVE, Start.MOVE]
EVERYDAY = (
    "recipient",
    "purpose",
    "items",
    "lawful",
    "child",
    "told",
    "arrangement",
    "decision",
    "check",
)
AFTERWARDS = ("already", "purpose", "concern", "items", "lawful", "child", "told", "check")
NOT_SHARE = {"outcome": Outcome.NOT_SHARE, "reasons": "No need."}


def test_a_full_share_that_was_asked_for_has_ten_pages():
    assert answered_route(asked()) == ("request", "caller", *FULL)
    assert len(answered_route(asked())) == 10


@pytest.mark.parametrize("start", CHOSEN)
def test_where_staff_choose_the_recipient_one_page_asks_for_it(start):
    assert answered_route(Answers(start=start)) == ("recipient", *FULL)


def test_what_is_shared_regularly_asks_for_no_worry_and_how_often():
    assert answered_route(routine()) == EVERYDAY
    assert answered_route(Answers(start=Start.ROUTINE)) == EVERYDAY


def test_what_was_already_shared_begins_with_the_one_page_that_it_needs():
    assert answered_route(already()) == AFTERWARDS
    assert answered_route(already_in_full()) == AFTERWARDS


@pytest.mark.parametrize(
    ("builder", "concern"),
    [
        (already, {"refusing_now": True}),
        (routine, {"refusing_now": True}),
        (routine, {"at_risk": (PersonAtRisk.ANOTHER_CHILD,)}),
    ],
)
def test_a_worry_left_over_from_another_start_changes_nothing(builder, concern):
    assert answered_route(builder(concern=concern)) == answered_route(builder())


def test_a_choice_left_over_from_another_start_adds_no_page():
    later = {"outcome": Outcome.DECIDE_LATER}
    assert answered_route(already(decision=later)) == AFTERWARDS


@pytest.mark.parametrize(
    "groups",
    [
        {"items": (item(InformationCategory.THIRD_PARTY_ADULT),)},
        {"items": (item(identifies_other=True),)},
        {"concern": {"at_risk": (PersonAtRisk.OTHER_ADULT,)}},
    ],
)
def test_where_others_come_into_it_one_page_asks_who_they_are(groups):
    route = answered_route(asked(**groups))
    assert route[route.index("items") + 1] == "people"
    assert "people" not in answered_route(asked())


def test_a_refusal_known_from_the_start_asks_of_nobody_else():
    concern = {"refusing_now": True, "at_risk": (PersonAtRisk.OTHER_ADULT,)}
    assert "people" not in answered_route(asked(concern=concern, decision=NOT_SHARE))


def test_an_urgent_share_has_one_page():
    assert answered_route(urgent()) == ("urgent",)
    assert answered_route(urgent(decision={"outcome": Outcome.DECIDE_LATER})) == ("urgent",)


def test_a_refusal_known_from_the_start_skips_the_weighing():
    answers = asked(concern={"refusing_now": True}, decision=NOT_SHARE)
    assert answered_route(answers) == (
        "request",
        "caller",
        "purpose",
        "concern",
        "decision",
        "check",
    )


def test_choosing_to_share_after_all_brings_the_weighing_back():
    assert "items" in answered_route(asked(concern={"refusing_now": True}))


def test_a_share_that_names_nobody_skips_the_lawful_basis():
    answers = asked(necessity={"less_intrusive": LessIntrusive.NOT_NAMED})
    assert "lawful" not in answered_route(answers)


@pytest.mark.parametrize(
    ("outcome", "slug"), [(Outcome.DECIDE_LATER, "later"), (Outcome.ASK_ADVICE, "advice")]
)
def test_deciding_later_and_asking_advice_have_a_page_of_their_own(outcome, slug):
    route = answered_route(asked(decision={"outcome": outcome}))
    assert route[-2:] == (slug, "check")
    assert slug not in answered_route(asked())


def test_every_step_is_reached_by_some_answers():
    reached = {
        slug
        for answers in (
            asked(),
            own_initiative(),
            urgent(),
            asked(decision={"outcome": Outcome.DECIDE_LATER}),
            asked(decision={"outcome": Outcome.ASK_ADVICE}),
            asked(items=(item(identifies_other=True),)),
            already(),
            routine(),
        )
        for slug in answered_route(answers)
    }
    assert reached == {step.slug for step in STEPS}


def test_every_answer_has_a_page():
    on_pages = {field for step in STEPS for field in step.fields}
    fields = {
        f"{name}.{field}" if hasattr(value, "model_dump") else name
        for name, value in Answers(start=Start.ASKED)
        for field, _ in (value if hasattr(value, "model_dump") else [("", None)])
    }
    assert fields - on_pages == {"start", "answers_schema"}
    assert on_pages <= fields


def test_answers_on_a_branch_not_taken_are_left_out():
    answers = asked(
        transfer={"name": "Somebody else", "contact": Contact.THEY_RANG},
        urgent={"said": "Something from another start."},
    )
    kept = prune(answers)
    assert kept.transfer.name == ""
    assert kept.transfer.contact is None
    assert kept.transfer.method is not None
    assert kept.urgent.said == ""
    assert kept.request == answers.request


def test_what_a_requester_asked_for_is_left_out_where_nobody_asked():
    answers = own_initiative(request={"asked_for": "Everything.", "occurred_at": NOW})
    assert prune(answers).request.asked_for == ""
    assert prune(answers).request.occurred_at == NOW


def test_the_start_and_the_explanations_of_rules_are_always_kept():
    said = (Explanation(rule="I13", words="The night was busy."),)
    kept = prune(urgent(decision={"explanations": said, "reasons": "not on this page"}))
    assert kept.start is Start.URGENT
    assert kept.decision.explanations == said
    assert kept.decision.reasons == ""


def test_a_refusal_keeps_nothing_of_the_weighing():
    kept = prune(asked(concern={"refusing_now": True}, decision=NOT_SHARE))
    assert kept.items == ()
    assert kept.basis.basis is None
    assert kept.agreement.words == ""


def test_a_full_share_loses_nothing():
    assert prune(asked()) == asked()


def test_what_was_already_shared_loses_only_what_was_never_decided():
    answers = already_in_full()
    assert prune(answers) == answers.changed(decision=prune(answers).decision)
    assert prune(answers).decision.outcome is None


def test_a_page_is_empty_while_nothing_on_it_is_answered():
    pages = {"purpose", "concern", "items", "lawful", "child", "told"}
    assert pages <= empty_pages(already())
    assert not pages & empty_pages(already_in_full())
    assert "told" in empty_pages(already(openness={"why_not": " "}))
    assert "told" not in empty_pages(already(openness={"why_not": "She is ill."}))


def test_a_dotted_name_finds_its_answer():
    assert value_at(asked(), "request.name") == "Ros Hale"
