"""F. Proportionality."""

from __future__ import annotations

import pytest

from decisions.policy.answers import Explanation, PersonConcerned
from decisions.policy.circumstances import AdviceHeld, Settings
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Check,
    Effect,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonKind,
    PersonPart,
    Purpose,
    RequestFeature,
    Role,
    Severity,
    TransferMethod,
)
from tests.policy.builders import (
    already,
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    referral,
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


@pytest.mark.parametrize("role", Role)
def test_the_advice_of_a_manager_or_the_safeguarding_lead_settles_a_doubt(role):
    answers = asked(decision={"unsure": (Check.NECESSARY,)})
    assert effect_of(assessed(answers), "F02") is Effect.APPROVE
    advice = (AdviceHeld(role=role, advises=None),)
    lets_it_go = not {role} & {
        Role.CARE_WORKER,
        Role.SENIOR_CARE_WORKER,
        Role.DATA_PROTECTION_OFFICER,
        Role.ADMINISTRATOR,
    }
    assert (effect_of(assessed(answers, advice=advice), "F02") is None) is lets_it_go


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


TEN = tuple(item() for _ in range(10))


@pytest.mark.parametrize(
    ("items", "limit", "much"),
    [
        (TEN, 10, False),
        ((*TEN, item()), 10, True),
        ((*TEN, item(going=False)), 10, False),
        ((*TEN, item(going=None)), 10, False),
        ((*TEN, item()), 11, False),
        ((item(), item(), item()), 2, True),
    ],
)
def test_more_than_the_provider_lets_go_at_once_needs_a_manager(items, limit, much):
    assessment = assessed(asked(items=items), settings=Settings(many_items=limit))
    found = findings_of(assessment, "F03")
    assert [(one.effect, one.concerns) for one in found] == [(Effect.APPROVE, None)] * much
    assert all(one.needs_words for one in found)


@pytest.mark.parametrize(("whole", "asks"), [(True, True), (False, False), (None, False)])
def test_so_does_the_whole_file(whole, asks):
    answers = asked(necessity={"whole_file": whole})
    assert effect_of(assessed(answers), "F03") is (Effect.APPROVE if asks else None)


MOTHER = {"agency_type": AgencyType.PARENT_PR, "agency": None}
RECORDS = {"features": (RequestFeature.ASKS_FOR_RECORDS,)}


@pytest.mark.parametrize(
    ("request_of", "asks"),
    [({**MOTHER, **RECORDS}, False), (MOTHER, True), (RECORDS, True)],
    ids=["access request", "no records", "no family"],
)
@pytest.mark.parametrize("much", [{"necessity": {"whole_file": True}}, {"items": TEN + TEN}])
def test_whoever_uses_the_right_of_access_is_not_told_to_choose_pieces(request_of, asks, much):
    assessment = assessed(asked(request=request_of, **much))
    assert (effect_of(assessment, "F03") is Effect.APPROVE) is asks
    assert (effect_of(assessment, "F11") is Effect.WARN) is asks
    assert assessment.needs_approval


def test_why_it_takes_this_much_is_kept_as_explained():
    said = (Explanation(rule="F03", words="Their new home has nothing else to go by."),)
    whole = asked(necessity={"whole_file": True}, decision={"explanations": said})
    assert [found.explained for found in findings_of(assessed(whole), "F03")] == [True]


@pytest.mark.parametrize(
    ("answers", "effect"),
    [
        (asked(necessity={"whole_file": True}, decision={"outcome": Outcome.NOT_SHARE}), None),
        (referral(necessity={"whole_file": True}), Effect.NOTIFY),
        (already_in_full(necessity={"whole_file": True}), Effect.NOTIFY),
        (already(), None),
    ],
    ids=["refusal", "referral", "already", "already, one page"],
)
def test_the_whole_file_never_holds_up_a_referral_or_the_past(answers, effect):
    assert effect_of(assessed(answers), "F03") is effect


@pytest.mark.parametrize("assessment_on_record", ["", " "])
@pytest.mark.parametrize(
    "answers",
    [routine(), asked(necessity={"whole_file": True}), asked(items=(*TEN, item()))],
    ids=["routine", "whole file", "many"],
)
def test_sharing_often_or_a_lot_wants_an_impact_assessment(answers, assessment_on_record):
    none, some = Settings(impact_assessment=assessment_on_record), Settings(impact_assessment="X")
    assert effect_of(assessed(answers, settings=none), "F11") is Effect.WARN
    assert effect_of(assessed(answers, settings=some), "F11") is None


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        (asked(), {}),
        (asked(), {"earlier_shares": 9}),
        (routine(decision={"outcome": Outcome.NOT_SHARE}), {}),
        (asked(necessity={"whole_file": True}, concern={"severity": Severity.IMMEDIATE}), {}),
    ],
    ids=["once", "often and not arranged", "refusal", "danger"],
)
def test_what_is_shared_once_or_not_at_all_wants_none(answers, changes):
    assert effect_of(assessed(answers, **changes), "F11") is None


def test_a_missing_impact_assessment_changes_no_advice():
    with_one = assessed(routine(), settings=Settings(impact_assessment="X"))
    assert assessed(routine()).advice is with_one.advice
    assert not assessed(routine()).blocked


def test_that_another_child_goes_too_speaks_for_sharing_a_part():
    jay = PersonConcerned(kind=PersonKind.CHILD, name="Jay", part=PersonPart.SAW_OR_TOLD)
    other, kept_back = item(InformationCategory.THIRD_PARTY_CHILD), item(going=False)
    assessment = assessed(asked(items=(other, kept_back), people=(jay,)))
    assert assessment.advice is Advice.SHARE_PART
    assert findings_of(assessment, "F12")[0].says in assessment.reasons
