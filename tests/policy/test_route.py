"""Which questions apply, what is kept of the answers, and what is still missing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.answers import Answers, Explanation, PersonConcerned
from decisions.policy.route import (
    STEPS,
    answered_route,
    empty_pages,
    missing,
    prune,
    value_at,
)
from decisions.policy.terms import (
    AgencyType,
    Contact,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    PersonKind,
    Severity,
    Start,
)
from tests.policy.builders import (
    AGENCY,
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


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((item(InformationCategory.THIRD_PARTY_CHILD),), ("people",)),
        ((item(), item(InformationCategory.STAFF, going=False)), ()),
        ((item(identifies_other=True),), ()),
    ],
)
def test_whoever_a_piece_that_goes_is_about_is_written_down(items, expected):
    assert missing(asked(items=items)) == expected
    somebody = (PersonConcerned(kind=PersonKind.ADULT),)
    assert missing(asked(items=items, people=somebody)) == ()


def test_an_urgent_share_has_one_page():
    assert answered_route(urgent()) == ("urgent",)
    assert answered_route(urgent(decision={"outcome": Outcome.DECIDE_LATER})) == ("urgent",)


def test_an_urgent_share_needs_at_most_six_answers():
    assert len(missing(Answers(start=Start.URGENT))) <= 6


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


@pytest.mark.parametrize(
    "answers", [asked(), own_initiative(), urgent(), already(), already_in_full(), routine()]
)
def test_a_complete_share_misses_nothing(answers):
    assert missing(answers) == ()


def test_a_refusal_needs_only_its_reasons():
    blank = Answers(start=Start.ASKED).decision
    answers = Answers(
        start=Start.ASKED, decision=blank.changed(outcome=Outcome.NOT_SHARE, reasons="Hung up.")
    )
    assert missing(answers) == ()
    assert missing(asked(decision={**NOT_SHARE, "reasons": " "})) == ("decision.reasons",)


@pytest.mark.parametrize(
    ("outcome", "field", "value"),
    [
        (Outcome.DECIDE_LATER, "decide_at", NOW + timedelta(days=1)),
        (Outcome.ASK_ADVICE, "advice_wanted", "May I tell the school?"),
    ],
)
def test_deciding_later_and_asking_advice_need_one_answer(outcome, field, value):
    assert missing(asked(decision={"outcome": outcome})) == (f"decision.{field}",)
    assert missing(asked(decision={"outcome": outcome, field: value})) == ()


@pytest.mark.parametrize(
    ("group", "changes", "expected"),
    [
        ("request", {"agency": None, "agency_name": " "}, ("request.agency_name",)),
        ("request", {"agency_name": "", "agency_type": None}, ()),
        ("request", {"agency": None, "agency_type": None}, ("request.agency_type",)),
        (
            "request",
            {
                "agency": None,
                "agency_name": "",
                "agency_type": AgencyType.PARENT_PR,
                "position": "",
            },
            (),
        ),
        ("request", {"position": ""}, ("request.position",)),
        ("request", {"verification": None}, ("request.verification",)),
        ("request", {"doubt": None}, ("request.doubt",)),
        ("request", {"asked_for": ""}, ("request.asked_for",)),
        ("purpose", {"code": None}, ("purpose.code",)),
        ("concern", {"severity": Severity.SIGNIFICANT, "harms": ()}, ("concern.harms",)),
        ("concern", {"severity": Severity.IMMEDIATE, "harms": ()}, ()),
        ("concern", {"severity": Severity.NONE, "harms": (), "at_risk": (), "analysis": ""}, ()),
        ("necessity", {"less_intrusive": None}, ("necessity.less_intrusive",)),
        ("basis", {"basis": None}, ("basis.basis",)),
        ("openness", {"child_told": None}, ("openness.child_told",)),
        ("decision", {"outcome": None}, ("decision.outcome",)),
        ("transfer", {"method": None}, ("transfer.method",)),
    ],
)
def test_what_a_share_still_needs_is_named(group, changes, expected):
    assert missing(asked(**{group: changes})) == expected


def test_the_way_it_travels_is_not_asked_before_sharing_is_chosen():
    answers = asked(transfer={"method": None}, decision={"outcome": None})
    assert missing(answers) == ("decision.outcome",)


@pytest.mark.parametrize(
    "items",
    [(), (item(going=None),), (item(needed=None),), (item(going=False),)],
    ids=["none", "not chosen", "not weighed", "nothing goes"],
)
def test_a_share_has_something_that_goes(items):
    assert missing(asked(items=items)) == ("items",)


def test_a_share_that_names_nobody_may_send_no_listed_piece():
    answers = asked(
        items=(item(InformationCategory.BEHAVIOUR, going=False),),
        necessity={"less_intrusive": LessIntrusive.NOT_NAMED},
    )
    assert missing(answers) == ()


def test_nothing_need_go_before_sharing_is_chosen():
    answers = asked(items=(item(going=False),), decision={"outcome": None})
    assert missing(answers) == ("decision.outcome",)


@pytest.mark.parametrize(
    ("transfer", "expected"),
    [
        ({"name": ""}, ()),
        ({"name": "", "position": ""}, ("transfer.name",)),
        ({"agency": None, "agency_name": ""}, ("transfer.agency_name",)),
    ],
)
def test_a_chosen_recipient_is_a_person_or_a_team_of_an_organisation(transfer, expected):
    assert missing(own_initiative(transfer=transfer)) == expected


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({"transfer": {"agency": None}}, ("transfer.agency_name",)),
        ({"transfer": {"agency": None, "agency_type": AgencyType.PARENT_PR}}, ()),
        ({"transfer": {"method": None}}, ("transfer.method",)),
        ({"urgent": {"said": " "}}, ("urgent.said",)),
        ({"urgent": {"why": ""}}, ("urgent.why",)),
        ({"request": {"occurred_at": None}}, ("request.occurred_at",)),
        ({"decision": {"outcome": Outcome.NOT_SHARE}}, ()),
        ({"concern": {"severity": Severity.SIGNIFICANT}}, ()),
        ({"items": (item(going=None), item(InformationCategory.THIRD_PARTY_CHILD))}, ()),
    ],
)
def test_what_was_already_shared_needs_who_how_what_why_and_when(groups, expected):
    assert missing(already(**groups)) == expected


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({"arrangement": {"how_often": " "}}, ("arrangement.how_often",)),
        ({"arrangement": {"review_on": None}}, ("arrangement.review_on",)),
        ({"transfer": {"name": "", "position": ""}}, ("transfer.name",)),
        ({"concern": {"severity": None}}, ()),
        ({"decision": NOT_SHARE, "arrangement": {"review_on": None}}, ()),
    ],
)
def test_what_is_shared_regularly_says_how_often_and_until_when(groups, expected):
    assert missing(routine(**groups)) == expected


def test_a_page_is_empty_while_nothing_on_it_is_answered():
    pages = {"purpose", "concern", "items", "lawful", "child", "told"}
    assert pages <= empty_pages(already())
    assert not pages & empty_pages(already_in_full())
    assert "told" in empty_pages(already(openness={"why_not": " "}))
    assert "told" not in empty_pages(already(openness={"why_not": "She is ill."}))


@pytest.mark.parametrize(
    ("transfer", "expected"),
    [
        ({"contact": None}, ("transfer.agency_name", "transfer.contact")),
        ({"agency_type": None}, ("transfer.agency_type",)),
        ({"contact": Contact.THEY_RANG}, ("transfer.agency_name",)),
        ({"contact": Contact.THEY_RANG, "agency": AGENCY}, ()),
    ],
)
def test_an_urgent_share_names_whom_it_reached(transfer, expected):
    assert missing(urgent(transfer=transfer)) == expected


def test_a_contact_left_over_from_the_urgent_page_changes_nothing():
    answers = own_initiative(
        transfer={"agency": None, "agency_name": "", "contact": Contact.RANG_999}
    )
    assert missing(answers) == ("transfer.agency_name",)


def test_a_dotted_name_finds_its_answer():
    assert value_at(asked(), "request.name") == "Ros Hale"
