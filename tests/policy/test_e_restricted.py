"""E. Restricted: papers, names, places and pictures."""

from __future__ import annotations

import pytest

from decisions.policy.answers import PersonConcerned
from decisions.policy.terms import (
    AgencyType,
    ConsentState,
    Effect,
    InformationCategory,
    Outcome,
    PersonAtRisk,
    PersonKind,
    RequestFeature,
    Severity,
    SpecialCondition,
    Start,
)
from tests.policy.builders import (
    already,
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
    own_initiative,
    referral,
    urgent,
)

COURT = item(InformationCategory.COURT_PAPERS)
ADOPTION = item(InformationCategory.ADOPTION_HISTORY)
ADDRESS = item(InformationCategory.PLACEMENT_ADDRESS)
PLAN = item(InformationCategory.SEND_EHC)
ADVISED = {"legal_advice": "Ann Lee, council lawyer: they may know."}
REFUSAL = {"outcome": Outcome.NOT_SHARE, "reasons": "They do not need it."}


def test_court_papers_are_seen_by_a_manager():
    assessment = assessed(asked(items=(item(), COURT, COURT.changed(going=False))))
    found = findings_of(assessment, "E12")
    assert [(finding.concerns, finding.effect) for finding in found] == [(1, Effect.APPROVE)]
    assert assessment.may_go == (0, 1)


def test_a_referral_does_not_wait_for_a_court():
    assert effect_of(assessed(referral(items=(COURT,))), "E12") is Effect.NOTIFY


def test_an_adoption_stays_until_there_is_legal_advice_and_then_a_manager_looks():
    assessment = assessed(asked(items=(item(), ADOPTION)))
    assert effect_of(assessment, "E13") is Effect.BLOCK
    assert (assessment.may_go, assessment.stays) == ((0,), (1,))
    advised = assessed(asked(items=(item(), ADOPTION), decision=ADVISED))
    assert effect_of(advised, "E13") is Effect.APPROVE
    assert advised.may_go == (0, 1)
    assert len(findings_of(advised, "E13")) == 1


def test_an_adoption_that_stays_is_not_asked_about():
    kept = asked(items=(item(), ADOPTION.changed(going=False)))
    assert effect_of(assessed(kept), "E13") is None
    assert (
        effect_of(assessed(kept.changed(decision=kept.decision.changed(**ADVISED))), "E13") is None
    )


# Where the child lives


@pytest.mark.parametrize(
    ("kind", "restricted", "fires"),
    [
        (AgencyType.PARENT_PR, True, True),
        (AgencyType.PARENT_NO_PR, True, True),
        (AgencyType.RELATIVE_OTHER, True, True),
        (AgencyType.SCHOOL, True, True),
        (AgencyType.COLLEGE, True, True),
        (AgencyType.SCHOOL, False, False),
        (AgencyType.PARENT_PR, False, False),
        (AgencyType.VIRTUAL_SCHOOL, True, False),
        (AgencyType.LA_PLACING, True, False),
        (AgencyType.HEALTH_GP, True, False),
    ],
)
def test_an_address_is_guarded_where_contact_is_limited(kind, restricted, fires):
    answers = own_initiative(items=(item(), ADDRESS), transfer={"agency_type": kind})
    assessment = assessed(answers, contact_restricted=restricted)
    concerned = [finding.concerns for finding in findings_of(assessment, "E14")]
    assert concerned == ([1] if fires else [])


def test_asking_outside_the_contact_arrangements_shows_that_contact_is_limited():
    parent = {
        "agency_type": AgencyType.PARENT_PR,
        "features": (RequestFeature.OUTSIDE_CONTACT,),
    }
    assert effect_of(assessed(asked(items=(ADDRESS,), request=parent)), "E14") is Effect.APPROVE
    assert effect_of(assessed(asked(request=parent)), "E14") is None


# Pictures

IMAGE = {"indecent_image": True}


@pytest.mark.parametrize(
    "answers",
    [
        asked(concern=IMAGE),
        asked(concern={**IMAGE, "severity": Severity.IMMEDIATE}),
        asked(concern=IMAGE, decision=REFUSAL),
        referral(concern=IMAGE),
        own_initiative(Start.ALREADY_SHARED, concern=IMAGE),
    ],
    ids=["share", "emergency", "refusal", "referral", "already"],
)
def test_an_indecent_image_is_told_and_never_holds_up_the_record(answers):
    finding = findings_of(assessed(answers), "E15")[0]
    assert (finding.effect, finding.follow_up) == (Effect.NOTIFY, True)
    assert not finding.needs_words
    assert not finding.has_happened


@pytest.mark.parametrize("said", [None, False])
def test_without_such_an_image_nothing_is_said(said):
    assert effect_of(assessed(asked(concern={"indecent_image": said})), "E15") is None
    assert effect_of(assessed(urgent()), "E15") is None
    assert effect_of(assessed(already()), "E15") is None


# Plans, and what is most private

CARE = {"special": SpecialCondition.A9_2_H_SCH1_P2}


@pytest.mark.parametrize(
    ("given", "fires"),
    [
        (None, True),
        ({}, False),
        ({"items": (InformationCategory.SEND_EHC,)}, False),
        ({"items": (InformationCategory.EDUCATION,)}, True),
        ({"state": ConsentState.REFUSED}, True),
    ],
)
def test_a_plan_goes_with_consent_or_with_a_reason(given, fires):
    answers = asked(items=(item(), PLAN), basis=CARE)
    consents = () if given is None else (consent(**given),)
    found = findings_of(assessed(answers, consents=consents), "E17")
    expected = [(1, Effect.REASON)] if fires else []
    assert [(finding.concerns, finding.effect) for finding in found] == expected


@pytest.mark.parametrize(
    ("category", "fires"),
    [
        (InformationCategory.GENDER_IDENTITY, True),
        (InformationCategory.SEXUALITY, True),
        (InformationCategory.SEXUAL_HEALTH, True),
        (InformationCategory.IMMIGRATION, True),
        (InformationCategory.PHYSICAL_HEALTH, False),
        (InformationCategory.RELIGION, False),
    ],
)
def test_what_is_most_private_is_looked_at_again(category, fires):
    answers = asked(items=(item(category), item(category, going=False)), basis=CARE)
    found = findings_of(assessed(answers), "E19")
    assert [(one.concerns, one.needs_words) for one in found] == ([(0, False)] if fires else [])


@pytest.mark.parametrize(
    "kind", [COURT, ADOPTION, ADDRESS, PLAN, item(InformationCategory.SEXUALITY)]
)
def test_a_refusal_is_asked_nothing_about_what_would_have_gone(kind):
    answers = own_initiative(items=(kind,), decision=REFUSAL)
    found = assessed(answers, contact_restricted=True).findings
    assert not [finding for finding in found if finding.rule.startswith("E")]


# Another child in care

IN_CARE = (PersonConcerned(kind=PersonKind.LOOKED_AFTER_CHILD, name="Jay"),)
NOT_IN_CARE = (PersonConcerned(kind=PersonKind.CHILD), PersonConcerned(kind=PersonKind.ADULT))
ABOUT_A_CHILD = item(InformationCategory.THIRD_PARTY_CHILD)


@pytest.mark.parametrize(
    ("people", "items", "effect"),
    [
        (IN_CARE, (ABOUT_A_CHILD,), Effect.APPROVE),
        (IN_CARE, (item(identifies_other=True),), Effect.APPROVE),
        (IN_CARE, (item(), ABOUT_A_CHILD.changed(going=False)), Effect.INFO),
        (IN_CARE, (item(InformationCategory.THIRD_PARTY_ADULT),), Effect.INFO),
        (NOT_IN_CARE, (ABOUT_A_CHILD,), None),
        ((), (ABOUT_A_CHILD,), None),
    ],
)
def test_what_tells_of_another_child_in_care_is_seen_by_a_manager(people, items, effect):
    answers = asked(people=people, items=items)
    assert effect_of(assessed(answers), "E18") is effect


def test_another_child_in_care_who_may_be_harmed_has_a_record_of_their_own():
    answers = asked(people=IN_CARE, concern={"at_risk": (PersonAtRisk.ANOTHER_CHILD,)})
    finding = findings_of(assessed(answers), "E18")[0]
    assert (finding.effect, finding.do) == (Effect.INFO, "Make a separate record for that child.")


def test_in_an_emergency_another_child_in_care_is_looked_at_afterwards():
    danger = {"severity": Severity.IMMEDIATE}
    answers = asked(people=IN_CARE, items=(ABOUT_A_CHILD,), concern=danger)
    finding = findings_of(assessed(answers), "E18")[0]
    assert (finding.effect, finding.follow_up) == (Effect.NOTIFY, True)


def test_spaces_are_no_legal_advice():
    answers = asked(items=(ADOPTION,), decision={"legal_advice": "  "})
    effects = [found.effect for found in findings_of(assessed(answers), "E13")]
    assert effects == [Effect.BLOCK]


def test_of_another_child_in_care_it_is_said_once():
    children = (PersonConcerned(kind=PersonKind.LOOKED_AFTER_CHILD, name="Jay"),)
    goes = asked(items=(item(InformationCategory.THIRD_PARTY_CHILD),), people=children)
    effects = [found.effect for found in findings_of(assessed(goes), "E18")]
    assert effects == [Effect.APPROVE]
