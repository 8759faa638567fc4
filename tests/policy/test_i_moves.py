"""I. Moves."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from decisions.policy.circumstances import ToldHeld
from decisions.policy.rules.i_moves import ABOUT_RISK
from decisions.policy.terms import (
    AREA_AUTHORITY,
    AgencyType,
    Effect,
    Gateway,
    InformationCategory,
    Outcome,
    Purpose,
    Severity,
    Start,
)
from tests.policy.builders import (
    TODAY,
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    urgent,
)

YESTERDAY = TODAY - timedelta(days=1)
REFUSES = {"outcome": Outcome.NOT_SHARE}
DANGER = {"severity": Severity.IMMEDIATE}
NOT_RISK = (item(InformationCategory.EDUCATION),)
MOVE = {"code": Purpose.PLACEMENT_MOVE}


def told(kind=AgencyType.OTHER_CHILDRENS_HOME, on=TODAY, **changes):
    at = datetime.combine(on, time.min, UTC)
    return (ToldHeld(agency_type=kind, at=at, **changes),)


def of_risk(answers, **changes):
    found = findings_of(assessed(answers, **changes), "I14")
    assert all((one.effect, one.follow_up) == (Effect.INFO, True) for one in found)
    return bool(found)


# What is known about risk


@pytest.mark.parametrize("category", InformationCategory)
def test_a_move_is_not_done_until_it_is_decided_what_is_told_about_risk(category):
    answers = own_initiative(Start.MOVE, items=(item(category),))
    assert of_risk(answers) is (category not in ABOUT_RISK)


@pytest.mark.parametrize(("going", "asks"), [(True, False), (False, False), (None, True)])
def test_what_is_kept_back_was_decided_about_too(going, asks):
    answers = own_initiative(Start.MOVE, items=(item(going=going),))
    assert of_risk(answers) is asks


def test_a_move_that_is_known_is_followed_up_from_its_first_day():
    assert of_risk(asked(), move_known_on=TODAY)
    assert of_risk(asked(decision=REFUSES), move_known_on=TODAY)
    assert of_risk(already_in_full(), move_known_on=TODAY)
    assert not of_risk(asked())


@pytest.mark.parametrize(
    ("held", "asks"),
    [
        (told(purpose=Purpose.PLACEMENT_MOVE), False),
        (told(purpose=Purpose.PLACEMENT_MOVE, on=YESTERDAY), True),
        (told(purpose=Purpose.CARE_PLANNING), True),
        (told(), True),
        ((), True),
    ],
)
def test_what_was_told_since_then_because_of_the_move_settles_it(held, asks):
    assert of_risk(asked(), move_known_on=TODAY, told=held) is asks


def test_what_an_earlier_move_told_does_not_settle_this_one():
    answers = own_initiative(Start.MOVE, items=NOT_RISK)
    assert of_risk(answers, told=told(purpose=Purpose.PLACEMENT_MOVE))


@pytest.mark.parametrize(
    ("answers", "asks"),
    [
        (asked(purpose=MOVE), False),
        (asked(purpose=MOVE, items=NOT_RISK), True),
        (asked(purpose=MOVE, decision=REFUSES), False),
        (own_initiative(Start.MOVE, items=NOT_RISK, decision=REFUSES), False),
        (asked(items=(item(),)), True),
        (asked(concern=DANGER), False),
        (urgent(), False),
    ],
    ids=["decides", "school only", "refuses", "refuses the move", "other", "danger", "urgent"],
)
def test_a_record_of_the_move_itself_can_settle_it(answers, asks):
    assert of_risk(answers, move_known_on=TODAY) is asks


# The notice


def of_notice(answers, **changes):
    found = findings_of(assessed(answers, **changes), "I15")
    assert all((one.effect, one.follow_up) == (Effect.INFO, True) for one in found)
    return bool(found)


def notice(kind=AgencyType.LA_AREA, on=TODAY, gateway=Gateway.CHR2015_R41):
    return {"told": told(kind, on, gateway=gateway, purpose=Purpose.STATUTORY_NOTICE)}


@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        ({}, True),
        ({"placed_by_its_area": True}, False),
        (notice(), False),
        (notice(on=TODAY + timedelta(days=1)), False),
        (notice(on=YESTERDAY), True),
        (notice(gateway=Gateway.CHR2015_R40), True),
        (notice(gateway=None), True),
    ],
)
@pytest.mark.parametrize("event", ["admitted_on", "discharged_on"])
def test_the_area_has_notice_of_every_move_in_or_out(event, changes, asks):
    assert of_notice(asked(), **{event: TODAY}, **changes) is asks


@pytest.mark.parametrize("kind", AgencyType)
def test_the_notice_goes_to_the_council_of_the_area(kind):
    assert of_notice(asked(), admitted_on=TODAY, **notice(kind)) is (kind not in AREA_AUTHORITY)


def test_notice_that_a_child_came_is_not_notice_that_they_left():
    moved = {"admitted_on": YESTERDAY, "discharged_on": TODAY}
    assert of_notice(asked(), **moved, **notice(on=YESTERDAY))
    assert not of_notice(asked(), **moved, **notice())


def test_without_a_day_nobody_moved():
    assert not of_notice(asked())


@pytest.mark.parametrize(
    ("kind", "gateway", "outcome", "asks"),
    [
        (AgencyType.LA_AREA, Gateway.CHR2015_R41, Outcome.SHARE, False),
        (AgencyType.LA_AREA, Gateway.CHR2015_R41, Outcome.SHARE_PART, False),
        (AgencyType.LA_AREA, Gateway.CHR2015_R41, Outcome.NOT_SHARE, True),
        (AgencyType.LA_AREA, Gateway.CHR2015_R41, Outcome.DECIDE_LATER, False),
        (AgencyType.LA_AREA, Gateway.CHR2015_R40, Outcome.SHARE, True),
        (AgencyType.LA_PLACING, Gateway.CHR2015_R41, Outcome.SHARE, True),
    ],
)
def test_the_notice_itself_is_not_asked_for_it(kind, gateway, outcome, asks):
    answers = own_initiative(
        Start.MOVE,
        transfer={"agency_type": kind},
        basis={"gateway": gateway},
        decision={"outcome": outcome},
    )
    assert of_notice(answers, admitted_on=TODAY) is asks


@pytest.mark.parametrize(
    "answers", [asked(concern=DANGER), urgent(), asked(decision=REFUSES), already_in_full()]
)
def test_it_is_left_to_be_done_and_holds_nothing_up(answers):
    assessment = assessed(answers, admitted_on=TODAY)
    assert effect_of(assessment, "I15") is Effect.INFO
    assert assessment.blocked is assessed(answers).blocked


def test_one_piece_about_risk_among_others_is_a_decision_about_risk():
    risk = item(sorted(ABOUT_RISK)[0])
    answers = own_initiative(purpose=MOVE, items=(*NOT_RISK, risk))
    assert not findings_of(assessed(answers, move_known_on=TODAY), "I14")
