"""Answers that cannot both be true, and answers that look alike and can."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from decisions.policy import contradicted as by_the_record
from decisions.policy import contradictions as by_answers
from decisions.policy.answers import Answers
from decisions.policy.contradicted import contradicted
from decisions.policy.contradiction import Pair
from decisions.policy.contradictions import contradictions
from decisions.policy.documents.shape import fields_at
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Channel,
    ConsentGiver,
    Contact,
    Harm,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    RecognisedInterest,
    RequestFeature,
    Severity,
    SpecialCondition,
    Told,
    Verification,
    View,
    WithoutConsentReason,
)
from tests.policy.builders import (
    NOW,
    OTHER_AGENCY,
    TODAY,
    already,
    already_in_full,
    asked,
    circumstances,
    held,
    item,
    own_initiative,
    referral,
    routine,
    urgent,
)

NOBODY, THIS_CHILD = PersonAtRisk.NOBODY, PersonAtRisk.THIS_CHILD
IDENTITY = InformationCategory.IDENTITY
PREJUDICE = (WithoutConsentReason.P18_C_WOULD_PREJUDICE,)
FAILED = (RequestFeature.CALLBACK_FAILED,)
EARLIER = NOW - timedelta(days=2)
TOLD = {"child_told": Told.TOLD, "parents_told": Told.TOLD}


def paths(answers: Answers) -> list[tuple[str, str]]:
    return [one.paths for one in contradictions(answers)]


def of_the_requester(**values: Any) -> Answers:
    return asked(request=values)


CONTRADICT = {
    ("start", "decision.outcome"): already(decision={"outcome": Outcome.SHARE}),
    ("start", "concern.refusing_now"): already_in_full(
        concern={"refusing_now": True}, decision={"outcome": None}
    ),
    ("request.verification", "transfer.contact"): asked(
        request={"verification": Verification.NONE}, transfer={"contact": Contact.RANG_BACK}
    ),
    ("request.verification", "request.features"): of_the_requester(features=FAILED),
    ("request.verification", "request.channel"): of_the_requester(
        verification=Verification.PORTAL, channel=Channel.PHONE
    ),
    ("request.wanted_by", "request.occurred_at"): of_the_requester(wanted_by=EARLIER),
    ("transfer.contact", "transfer.agency_type"): urgent(
        transfer={"agency_type": AgencyType.SCHOOL}
    ),
    ("concern.severity", "concern.harms"): asked(
        concern={"severity": Severity.NONE, "at_risk": ()}
    ),
    ("concern.severity", "concern.at_risk"): asked(
        concern={"severity": Severity.NONE, "harms": ()}
    ),
    ("concern.at_risk", "concern.at_risk"): asked(concern={"at_risk": (NOBODY, THIS_CHILD)}),
    ("necessity.less_intrusive", "items[1].category"): asked(
        items=(item(IDENTITY, going=False), item(IDENTITY)),
        necessity={"less_intrusive": LessIntrusive.NOT_NAMED},
    ),
    ("necessity.less_intrusive", "necessity.whole_file"): asked(
        necessity={"less_intrusive": LessIntrusive.LESS_CHOSEN, "whole_file": True}
    ),
    ("decision.outcome", "items"): asked(items=(item(going=False), item(going=False))),
    ("basis.basis", "basis.interest"): asked(basis={"basis": Basis.A6_1_C}),
    ("basis.basis", "basis.without_consent"): asked(
        basis={"basis": Basis.A6_1_A, "interest": None, "without_consent": PREJUDICE}
    ),
    ("basis.special", "basis.without_consent"): asked(
        basis={"special": SpecialCondition.A9_2_A, "without_consent": PREJUDICE}
    ),
    ("agreement.view", "agreement.objections"): asked(
        agreement={"objections": (ConsentGiver.CHILD,)}
    ),
    ("agreement.view", "agreement.under_pressure"): asked(
        agreement={"view": View.NOT_ASKED, "under_pressure": True}
    ),
    ("openness.child_told", "openness.why_not"): asked(openness={"why_not": "He is ill."}),
    ("openness.child_told", "openness.look_again_on"): asked(
        openness={"look_again_on": date(2026, 12, 1)}
    ),
    ("decision.decide_at", "request.occurred_at"): asked(
        decision={"outcome": Outcome.DECIDE_LATER, "decide_at": EARLIER}
    ),
}


@pytest.mark.parametrize("pair", CONTRADICT, ids=" and ".join)
def test_two_answers_that_cannot_both_be_true_are_found_by_their_places(pair) -> None:
    assert paths(CONTRADICT[pair]) == [pair]


def test_danger_and_nobody_who_may_be_harmed_contradict_each_other() -> None:
    for severity in (Severity.SIGNIFICANT, Severity.IMMEDIATE):
        answers = asked(concern={"severity": severity, "at_risk": (NOBODY,)})
        assert paths(answers) == [("concern.severity", "concern.at_risk")]


def test_what_is_urgent_has_no_outcome_to_choose_either() -> None:
    assert paths(urgent(decision={"outcome": Outcome.SHARE})) == [("start", "decision.outcome")]


def test_every_pair_is_tested() -> None:
    pairs = {(one.first, one.second.replace("*", "1")) for one in by_answers.PAIRS}
    assert pairs == set(CONTRADICT)


CAN_BOTH_BE_TRUE = {
    "a plain request": asked(),
    "a plain share": own_initiative(),
    "a referral": referral(),
    "an urgent share": urgent(),
    "an urgent share that nobody has rung back": urgent(
        transfer={"contact": Contact.THEY_RANG, "agency_type": AgencyType.SCHOOL}
    ),
    "999 and a kind that is not known yet": urgent(transfer={"agency_type": None}),
    "a share that was made": already(),
    "everyday sharing": routine(),
    "not checked, after a call that failed": of_the_requester(
        verification=Verification.NONE, features=FAILED
    ),
    "rung back on our number, though they gave none": of_the_requester(
        features=(RequestFeature.NO_RETURN_NUMBER,)
    ),
    "through the portal": of_the_requester(
        verification=Verification.PORTAL, channel=Channel.PORTAL
    ),
    "checked by a sealed order, where no tick names one": of_the_requester(
        verification=Verification.COURT_SEAL
    ),
    "everyday welfare with a kind of harm": asked(concern={"severity": Severity.WELFARE}),
    "no concern, and nobody": asked(
        concern={"severity": Severity.NONE, "harms": (), "at_risk": (NOBODY,)}
    ),
    "a harm of the past, with nobody at risk now": asked(
        concern={"harms": (Harm.PHYSICAL,), "at_risk": (NOBODY,)}
    ),
    "refused at first, then shared": asked(concern={"refusing_now": True}),
    "refused, with items that would have gone": asked(decision={"outcome": Outcome.NOT_SHARE}),
    "not named, with nothing that goes": asked(
        items=(item(IDENTITY, going=False),),
        necessity={"less_intrusive": LessIntrusive.NOT_NAMED},
    ),
    "an item about which nothing is said yet": asked(items=(item(going=None),)),
    "no item yet": asked(items=()),
    "an interest before its basis": asked(basis={"basis": None}),
    "no interest, and another basis": asked(basis={"basis": Basis.A6_1_C, "interest": None}),
    "safeguarding without consent": asked(
        basis={
            "interest": RecognisedInterest.RLI_SAFEGUARDING,
            "special": SpecialCondition.A9_2_G_SCH1_P18,
            "without_consent": PREJUDICE,
        }
    ),
    "a parent objects, and the child agrees": asked(
        agreement={"objections": (ConsentGiver.PARENT,)}
    ),
    "the child said something without being asked": asked(agreement={"view": View.NOT_ASKED}),
    "the child knows, and the parents do not": asked(
        openness={**TOLD, "parents_told": Told.NOT_RIGHT, "why_not": "He asked us not to."}
    ),
    "the child disagreed, and cannot be told that it goes": asked(
        agreement={"view": View.DISAGREES},
        openness={"child_told": Told.NOT_WOULD_RAISE_RISK, "why_not": "He would run."},
    ),
    "nobody asked, and a time is wanted": own_initiative(request={"wanted_by": EARLIER}),
    "a time is wanted, and it is not known when they asked": of_the_requester(
        wanted_by=EARLIER, occurred_at=None
    ),
    "put off, and it is not known when it came up": asked(
        request={"occurred_at": None}, decision={"decide_at": EARLIER}
    ),
}


@pytest.mark.parametrize("what", CAN_BOTH_BE_TRUE)
def test_answers_that_can_both_be_true_are_let_through(what: str) -> None:
    assert paths(CAN_BOTH_BE_TRUE[what]) == []


# What the record says otherwise

LATER = NOW + timedelta(hours=1)
TOMORROW = TODAY + timedelta(days=1)
RECORD_SAYS_OTHERWISE = {
    ("answers.request.occurred_at", "circumstances.now"): (
        asked(request={"occurred_at": LATER}),
        {},
    ),
    ("answers.concern.returned_at", "circumstances.now"): (
        asked(concern={"returned_at": LATER}),
        {},
    ),
    ("answers.items[1].dated", "circumstances.now"): (
        asked(items=(item(dated=TODAY), item(dated=TOMORROW))),
        {},
    ),
    ("answers.request.agency", "circumstances.requester_held.agency"): (
        asked(),
        {"requester_held": held(AgencyType.LA_PLACING, agency=OTHER_AGENCY)},
    ),
    ("answers.transfer.agency", "circumstances.recipient_held.agency"): (
        own_initiative(),
        {"recipient_held": held(AgencyType.SCHOOL, agency=OTHER_AGENCY)},
    ),
    ("circumstances.birth_date", "circumstances.now"): (asked(), {"birth_date": TOMORROW}),
}


@pytest.mark.parametrize("pair", RECORD_SAYS_OTHERWISE, ids=" and ".join)
def test_what_the_record_says_otherwise_is_found(pair) -> None:
    answers, changes = RECORD_SAYS_OTHERWISE[pair]
    found = contradicted(answers, circumstances(answers, **changes))
    assert [one.paths for one in found] == [pair]


def test_every_pair_with_the_record_is_tested() -> None:
    pairs = {(one.first.replace("*", "1"), one.second) for one in by_the_record.PAIRS}
    assert pairs == set(RECORD_SAYS_OTHERWISE)


@pytest.mark.parametrize("answers", [asked(), own_initiative(), already(), urgent()])
def test_a_record_that_agrees_contradicts_nothing(answers) -> None:
    assert contradicted(answers, circumstances(answers)) == ()
    unknown = circumstances(
        requester_held=None, recipient_held=held(AgencyType.POLICE), birth_date=None
    )
    assert (
        contradicted(answers.changed(transfer=answers.transfer.changed(agency=None)), unknown) == ()
    )


def test_it_happened_at_this_very_moment() -> None:
    answers = asked(request={"occurred_at": NOW}, concern={"returned_at": NOW})
    assert contradicted(answers, circumstances(answers, birth_date=TODAY)) == ()


# What holds of each of them


@pytest.mark.parametrize("pair", [*by_answers.PAIRS, *by_the_record.PAIRS])
def test_its_sentence_is_short_and_its_places_are_fields(pair: Pair) -> None:
    assert pair.says.endswith(".")
    assert len(pair.says.split()) <= 25
    for path in (pair.first, pair.second):
        whole = path if path.startswith(("answers.", "circumstances.")) else f"answers.{path}"
        *way, last = whole.replace("[*]", "").split(".")
        assert last in fields_at(tuple(way)), path


def test_a_pair_without_a_question_finds_nothing() -> None:
    assert list(Pair("start", "items", "Never.").found(asked())) == []
