"""What is still missing: for a full record, and for signing it now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy import missing as wanted
from decisions.policy.answers import Answers, PersonConcerned
from decisions.policy.terms import (
    AgencyType,
    Contact,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonKind,
    Severity,
    Start,
)
from tests.policy.builders import (
    AGENCY,
    NOW,
    TODAY,
    already,
    already_in_full,
    asked,
    assessed,
    circumstances,
    item,
    own_initiative,
    routine,
    urgent,
)

NOT_SHARE = {"outcome": Outcome.NOT_SHARE, "reasons": "No need."}


def missing(answers, **changes):
    return wanted.missing(answers, circumstances(answers, **changes))


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


def test_an_urgent_share_needs_at_most_six_answers():
    assert len(missing(Answers(start=Start.URGENT))) <= 6


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


# A child who has died


NOT_ASKED = {
    "agreement": {"understanding": None, "view": None, "words": ""},
    "openness": {"child_told": None},
    "basis": {"basis": None, "interest": None},
}
OF_THE_LIVING = {"agreement.view", "agreement.understanding", "openness.child_told", "basis.basis"}


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        (item(), ()),
        (item(InformationCategory.PHYSICAL_HEALTH), ()),
        (item(identifies_other=True), ("basis.basis",)),
    ],
    ids=["the child", "their health", "somebody else too"],
)
def test_what_only_the_living_can_be_asked_is_not_asked(piece, expected):
    answers = asked(items=(piece,), **NOT_ASKED)
    assert missing(answers, died_on=TODAY) == expected
    assert assessed(answers, died_on=TODAY).missing == expected
    assert set(missing(answers)) == set(assessed(answers).missing) == OF_THE_LIVING


def test_a_day_of_death_to_come_was_typed_wrongly_and_changes_nothing():
    answers = asked(**NOT_ASKED)
    assert set(missing(answers, died_on=TODAY + timedelta(days=1))) == OF_THE_LIVING


def test_the_rest_is_asked_of_a_child_who_has_died_too():
    answers = asked(purpose={"code": None}, **NOT_ASKED)
    assert missing(answers, died_on=TODAY) == ("purpose.code",)


# What signing waits for


def test_a_full_record_waits_for_more_than_signing_does():
    answers = own_initiative(
        concern={"severity": Severity.SIGNIFICANT},
        purpose={"code": None},
        basis={"basis": None},
        transfer={"agency": AGENCY, "agency_type": AgencyType.LA_EDT},
    )
    assert missing(answers) == ("purpose.code", "basis.basis")
    assert assessed(answers).missing == ("purpose.code",)
    danger = answers.changed(
        concern=answers.concern.changed(severity=Severity.IMMEDIATE),
    )
    assert missing(danger) == ("purpose.code", "basis.basis")
    assert assessed(danger).missing == ()


def test_what_was_already_shared_waits_for_its_first_page_also_in_danger():
    answers = already(transfer={"method": None}, concern={"severity": Severity.IMMEDIATE})
    assert assessed(answers).missing == missing(answers) == ("transfer.method",)
