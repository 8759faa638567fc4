"""A. Urgency and harm."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.answers import Explanation
from decisions.policy.circumstances import Settings
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Effect,
    Harm,
    Outcome,
    PersonAtRisk,
    RequestFeature,
    Severity,
    Verification,
)
from tests.policy.builders import (
    TODAY,
    already_in_full,
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


@pytest.mark.parametrize(
    ("at_risk", "effect"),
    [
        ((PersonAtRisk.ADULT_AT_RISK,), None),
        ((PersonAtRisk.OTHER_ADULT, PersonAtRisk.ADULT_AT_RISK), None),
        ((PersonAtRisk.ADULT_AT_RISK, PersonAtRisk.ANOTHER_CHILD), Effect.REASON),
        ((), Effect.REASON),
    ],
)
def test_of_harm_to_an_adult_adult_social_care_is_told(at_risk, effect):
    concern = {**SERIOUS, "at_risk": at_risk}
    to_them = {"agency_type": AgencyType.ADULT_SOCIAL_CARE}
    answers = own_initiative(concern=concern, transfer=to_them)
    assert effect_of(assessed(answers), "A05") is effect


def test_telling_a_school_of_serious_harm_is_enough_once_social_care_knows():
    answers = own_initiative(concern={**SERIOUS, "already_reported": "Duty team, 4 November"})
    assert effect_of(assessed(answers), "A05") is None


@pytest.mark.parametrize("kind", [AgencyType.LADO, AgencyType.AMBULANCE])
def test_a_referral_never_waits_for_words_about_who_else_is_told(kind):
    answers = own_initiative(concern=SERIOUS, transfer={"agency_type": kind})
    (finding,) = findings_of(assessed(answers), "A05")
    assert finding.effect is Effect.REASON
    assert finding.explained is (kind is AgencyType.LADO)


@pytest.mark.parametrize(
    ("kind", "harms", "effect"),
    [
        (AgencyType.AMBULANCE, (), None),
        (AgencyType.HEALTH_HOSPITAL, (), None),
        (AgencyType.FIRE, (), None),
        (AgencyType.AMBULANCE, (Harm.SELF_HARM_SUICIDE,), Effect.NOTIFY),
        (AgencyType.SCHOOL, (), Effect.NOTIFY),
    ],
)
def test_a_seizure_told_to_those_who_treat_it_is_nobodys_crime(kind, harms, effect):
    concern = {"severity": Severity.IMMEDIATE, "harms": harms}
    answers = own_initiative(concern=concern, transfer={"agency_type": kind})
    assert effect_of(assessed(answers), "A05") is effect


def test_of_a_seizure_that_was_told_already_nobody_asks_for_the_police_either():
    concern = {"severity": Severity.SIGNIFICANT, "harms": ()}
    ambulance = {"agency_type": AgencyType.AMBULANCE}
    answers = already_in_full(concern=concern, transfer=ambulance)
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


# A04: the duty to share (section 16LA)

IN_FORCE = {"settings": Settings(s16la_in_force_from=TODAY)}
WORSE = {**NOT_SHARE, "more_detrimental": True}


@pytest.mark.parametrize(
    ("begins", "effect"),
    [
        (None, None),
        (TODAY + timedelta(days=1), None),
        (TODAY, Effect.BLOCK),
        (TODAY - timedelta(days=1), Effect.BLOCK),
    ],
    ids=["no day", "tomorrow", "today", "yesterday"],
)
def test_the_duty_to_share_holds_from_its_day(begins, effect):
    answers = asked(concern=SERIOUS, decision=NOT_SHARE)
    settings = Settings(s16la_in_force_from=begins)
    assert effect_of(assessed(answers, settings=settings), "A04") is effect


@pytest.mark.parametrize(("on", "effect"), [(-1, None), (0, Effect.BLOCK)])
def test_the_law_of_the_day_that_is_asked_decides_and_not_the_day_of_asking(on, effect):
    begins = TODAY + timedelta(days=200)
    answers = asked(concern=SERIOUS, decision=NOT_SHARE)
    settings = Settings(s16la_in_force_from=begins)
    then = assessed(answers, on=begins + timedelta(days=on), settings=settings)
    assert effect_of(then, "A04") is effect


@pytest.mark.parametrize(
    ("decision", "effect"),
    [
        (NOT_SHARE, Effect.BLOCK),
        ({**NOT_SHARE, "more_detrimental": False}, Effect.BLOCK),
        ({**WORSE, "reasons": " "}, Effect.BLOCK),
        (WORSE, Effect.APPROVE),
    ],
    ids=["not said", "said not to be", "without reasons", "said, with reasons"],
)
def test_only_more_harm_with_reasons_lets_it_be_refused_and_a_manager_sees_it(decision, effect):
    findings = findings_of(assessed(asked(concern=SERIOUS, decision=decision), **IN_FORCE), "A04")
    assert [finding.effect for finding in findings] == [effect]


@pytest.mark.parametrize(
    ("kind", "fires"),
    [
        (AgencyType.LA_AREA, True),
        (AgencyType.POLICE, True),
        (AgencyType.ICB, True),
        (AgencyType.HEALTH_GP, True),
        (AgencyType.OTHER_CHILDRENS_HOME, True),
        (AgencyType.SCHOOL, False),
        (AgencyType.OFSTED, False),
        (AgencyType.PARENT_PR, False),
        (AgencyType.MEDIA, False),
    ],
)
def test_the_duty_is_owed_to_those_on_its_list(kind, fires):
    answers = asked(request={"agency_type": kind}, concern=SERIOUS, decision=NOT_SHARE)
    assert effect_of(assessed(answers, **IN_FORCE), "A04") is (Effect.BLOCK if fires else None)
    worse = asked(request={"agency_type": kind}, concern=SERIOUS, decision=WORSE)
    assert effect_of(assessed(worse, **IN_FORCE), "A04") is (Effect.APPROVE if fires else None)


@pytest.mark.parametrize(
    ("groups", "changes"),
    [
        ({"concern": {"severity": Severity.CONCERN}}, {}),
        ({"request": {"agency_type": AgencyType.HEALTH_GP}}, {"protectors_already_told": True}),
        ({"request": {"features": (RequestFeature.CALLBACK_FAILED,)}}, {}),
        ({"decision": {"outcome": Outcome.SHARE}}, {}),
    ],
    ids=["less than serious", "others know", "could not be rung back", "shared"],
)
def test_nothing_else_is_held_up_by_the_duty(groups, changes):
    answers = asked(**{"concern": SERIOUS, "decision": NOT_SHARE, **groups})
    assert effect_of(assessed(answers, **IN_FORCE, **changes), "A04") is None


def test_danger_told_to_somebody_outside_is_for_the_manager_to_look_at():
    to_the_paper = {"agency_type": AgencyType.MEDIA}
    answers = own_initiative(concern={"severity": Severity.IMMEDIATE}, transfer=to_the_paper)
    finding = findings_of(assessed(answers), "A01")[0]
    assert (finding.effect, finding.follow_up) == (Effect.NOTIFY, True)


def test_reasons_for_a_refusal_explain_it_where_the_harm_is_not_known():
    unknown = {"severity": Severity.UNKNOWN}
    for reasons, explained in ((NOT_SHARE["reasons"], True), (" ", False)):
        decision = {**NOT_SHARE, "reasons": reasons}
        finding = findings_of(assessed(asked(concern=unknown, decision=decision)), "A06")[0]
        assert (finding.effect, finding.explained) == (Effect.REASON, explained)


@pytest.mark.parametrize(
    ("severity", "since"), [(Severity.CONCERN, TODAY), (Severity.SIGNIFICANT, None)]
)
def test_where_no_duty_is_owed_nothing_is_said_of_its_one_way_out(severity, since):
    refusal = {**NOT_SHARE, "more_detrimental": True}
    answers = asked(concern={"severity": severity}, decision=refusal)
    settings = Settings(s16la_in_force_from=since)
    assert not findings_of(assessed(answers, settings=settings), "A04")


def test_refusing_whoever_may_have_hurt_them_asks_that_somebody_who_protects_is_told():
    request = {"agency_type": AgencyType.RELATIVE_OTHER, "verification": Verification.NONE}
    finding = findings_of(
        assessed(
            asked(
                request=request,
                concern={"severity": Severity.SIGNIFICANT, "harms": (Harm.PHYSICAL,)},
                decision={"outcome": Outcome.NOT_SHARE},
            )
        ),
        "A03",
    )[0]
    assert (finding.effect, finding.follow_up) == (Effect.NOTIFY, True)
    assert "today that somebody who can protect them knows" in finding.do
