"""A. Urgency and harm."""

from __future__ import annotations

import pytest

from decisions.policy.answers import Explanation
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Effect,
    Harm,
    Outcome,
    RequestFeature,
    Severity,
    Verification,
)
from tests.policy.builders import (
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    own_initiative,
    urgent,
)

NOT_SHARE = {"outcome": Outcome.NOT_SHARE, "reasons": "He is safer if they do not know."}
SERIOUS = {"severity": Severity.SIGNIFICANT}
ABUSE = {"harms": (Harm.SEXUAL,)}


def test_danger_now_is_also_said_of_the_urgent_page():
    assert effect_of(assessed(urgent()), "A01") is Effect.NOTIFY


def test_consent_is_said_not_to_be_needed_only_for_significant_harm():
    assert effect_of(assessed(asked(concern={"severity": Severity.CONCERN})), "A02") is None


def test_an_outsider_is_not_told_that_consent_is_not_needed():
    answers = asked(request={"agency_type": AgencyType.MEDIA}, concern=SERIOUS)
    assert effect_of(assessed(answers), "A02") is None


def test_not_sharing_serious_harm_asks_for_a_reason_that_the_decision_gives():
    finding = findings_of(assessed(asked(concern=SERIOUS, decision=NOT_SHARE)), "A03")[0]
    assert finding.needs_words
    assert finding.explained


def test_not_sharing_serious_harm_without_reasons_is_unexplained():
    assessment = assessed(
        asked(concern=SERIOUS, decision={"outcome": Outcome.NOT_SHARE, "reasons": " "})
    )
    assert "A03" in {finding.rule for finding in assessment.unexplained()}


@pytest.mark.parametrize(
    ("kind", "told", "fires"),
    [
        (AgencyType.POLICE, False, True),
        (AgencyType.POLICE, True, True),
        (AgencyType.SCHOOL, False, True),
        (AgencyType.SCHOOL, True, False),
    ],
)
def test_not_sharing_serious_harm_looks_at_who_asks_and_who_has_been_told(kind, told, fires):
    answers = asked(request={"agency_type": kind}, concern=SERIOUS, decision=NOT_SHARE)
    assessment = assessed(answers, protectors_already_told=told)
    assert effect_of(assessment, "A03") is (Effect.APPROVE if fires else None)


@pytest.mark.parametrize(
    "kind", [AgencyType.MEDIA, AgencyType.RELATIVE_OTHER, AgencyType.SOLICITOR, AgencyType.EMPLOYER]
)
@pytest.mark.parametrize("concern", [SERIOUS, ABUSE, {**ABUSE, "severity": Severity.IMMEDIATE}])
def test_refusing_an_outsider_is_never_held_up(kind, concern):
    assessment = assessed(asked(request={"agency_type": kind}, concern=concern, decision=NOT_SHARE))
    assert not assessment.blocked
    assert not assessment.needs_approval


def test_refusing_a_caller_who_says_nothing_of_themselves_is_never_held_up():
    request = {"agency": None, "agency_type": None, "agency_name": "", "name": "", "position": ""}
    assessment = assessed(asked(request=request, concern=ABUSE, decision=NOT_SHARE))
    assert effect_of(assessment, "A08") is Effect.NOTIFY
    assert assessment.missing == ()


def test_the_abuse_that_a_refused_outsider_leaves_unreported_is_followed_up():
    answers = asked(request={"agency_type": AgencyType.MEDIA}, concern=ABUSE, decision=NOT_SHARE)
    assert findings_of(assessed(answers), "A08")[0].follow_up


def test_deciding_not_to_tell_a_relative_does_not_excuse_from_telling_those_who_protect():
    answers = own_initiative(concern=ABUSE, decision=NOT_SHARE)
    assert effect_of(assessed(answers), "A08") is Effect.BLOCK


@pytest.mark.parametrize(
    ("concern", "changes"),
    [
        ({**ABUSE, "already_reported": "Police, log 210"}, {}),
        (ABUSE, {"abuse_already_reported": True}),
    ],
)
def test_abuse_that_was_reported_does_not_block_a_refusal(concern, changes):
    assessment = assessed(asked(concern=concern, decision=NOT_SHARE), **changes)
    assert effect_of(assessment, "A08") is None


def test_other_protectors_having_been_told_does_not_count_as_reporting_abuse():
    answers = asked(concern=ABUSE, decision=NOT_SHARE)
    assert effect_of(assessed(answers, protectors_already_told=True), "A08") is Effect.BLOCK


def test_reporting_abuse_lifts_approvals_and_says_which():
    answers = asked(concern=ABUSE, request={"features": (RequestFeature.ASKS_FOR_EVERYTHING,)})
    assessment = assessed(answers)
    assert effect_of(assessment, "B09") is Effect.NOTIFY
    assert findings_of(assessment, "A08")[0].waives == ("B09",)
    assert not findings_of(assessment, "B09")[0].needs_words


def test_reporting_abuse_never_lifts_the_check_of_who_asks():
    answers = asked(concern=ABUSE, request={"verification": Verification.NONE, "doubt": True})
    assessment = assessed(answers)
    assert effect_of(assessment, "B01") is Effect.APPROVE
    assert effect_of(assessment, "B04") is Effect.APPROVE
    assert findings_of(assessment, "A08")[0].waives == ()


def test_telling_a_school_of_abuse_is_not_reporting_it():
    assert effect_of(assessed(own_initiative(concern=ABUSE)), "A08") is None


@pytest.mark.parametrize("kind", [AgencyType.LA_AREA, AgencyType.POLICE_MISSING])
def test_telling_social_care_or_the_police_needs_no_reason_for_the_choice(kind):
    answers = own_initiative(concern=SERIOUS, transfer={"agency_type": kind})
    assert effect_of(assessed(answers), "A05") is None


def test_telling_a_school_of_serious_harm_is_enough_once_social_care_knows():
    answers = own_initiative(concern={**SERIOUS, "already_reported": "Duty team, 4 November"})
    assert effect_of(assessed(answers), "A05") is None


def test_a_written_reason_explains_a_finding():
    said = Explanation(rule="A05", words="The school nurse tells them now.")
    answers = own_initiative(concern=SERIOUS, decision={"explanations": (said,)})
    finding = findings_of(assessed(answers), "A05")[0]
    assert finding.effect is Effect.REASON
    assert finding.explained


def test_a_blank_reason_explains_nothing():
    blank = Explanation(rule="A05", words="  ")
    other = Explanation(rule="A06", words="This speaks of another rule.")
    answers = own_initiative(concern=SERIOUS, decision={"explanations": (blank, other)})
    assessment = assessed(answers)
    assert [finding.rule for finding in assessment.unexplained()] == ["A05"]


def test_consent_is_not_questioned_below_serious_harm():
    answers = asked(basis={"basis": Basis.A6_1_A, "interest": None})
    assert effect_of(assessed(answers, consents=(consent(),)), "A07") is None
