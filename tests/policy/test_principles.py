"""The principles that stand above every rule, and the emergency path."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.circumstances import Approved, NotToBeTold, Reviewer
from decisions.policy.terms import (
    REFERRAL_BODIES,
    Advice,
    AgencyType,
    Basis,
    Check,
    Contact,
    Effect,
    Harm,
    InformationCategory,
    LessIntrusive,
    Outcome,
    Purpose,
    RecognisedInterest,
    RequestFeature,
    Severity,
    SpecialCondition,
    Told,
    TransferMethod,
    Understanding,
    Verification,
    View,
)
from tests.policy.builders import (
    AGENCY,
    EIGHTEEN,
    NOW,
    OTHER_AGENCY,
    already,
    already_in_full,
    asked,
    assessed,
    consent,
    effect_of,
    findings_of,
    item,
    own_initiative,
    referral,
    routine,
    rules_of,
    urgent,
)

LATER = NOW + timedelta(hours=2)

# Everything that a hasty share can get wrong.
WRONG = {
    "purpose": {"words": ""},
    "items": (item(InformationCategory.MENTAL_HEALTH, provenance=None, needed=False),),
    "necessity": {"harm_if_not_shared": "", "less_intrusive": None},
    "basis": {"basis": None, "interest": None},
    "agreement": {"view": View.DISAGREES, "words": ""},
    "openness": {"child_told": Told.NOT_TOLD},
    "decision": {"unsure": (Check.NECESSARY,)},
}


BY_TEXT_TO_THE_PAPER = {
    "transfer": {"agency_type": AgencyType.MEDIA, "method": TransferMethod.SMS, "astray": True}
}
AGAINST_IT = {
    "approved": Approved(recipient=OTHER_AGENCY, has_conditions=True),
    "not_to_be_told": (NotToBeTold(name="Jo Pike"),),
}


def test_what_has_already_happened_is_never_held_up():
    answers = already_in_full(**WRONG, **BY_TEXT_TO_THE_PAPER)
    assessment = assessed(answers, **AGAINST_IT)
    assert not assessment.blocked
    assert not assessment.needs_approval
    assert assessment.missing == ()
    assert assessment.unexplained() == ()
    assert assessment.outside_rules


@pytest.mark.parametrize("rule", ["B10", "B14", "E03", "F01", "G01", "H01", "H09", "I08"])
def test_what_stood_against_it_is_told_to_the_manager_and_followed_up(rule):
    groups = {**WRONG, "basis": {"special": SpecialCondition.A9_2_G_SCH1_P18}}
    assessment = assessed(already_in_full(**groups, **BY_TEXT_TO_THE_PAPER), **AGAINST_IT)
    finding = findings_of(assessment, rule)[0]
    assert (finding.effect, finding.follow_up) == (Effect.NOTIFY, True)
    assert finding.has_happened


def test_a_referral_by_telephone_that_is_stated_afterwards_is_not_outside_the_rules():
    assessment = assessed(already())
    assert not assessment.outside_rules
    assert assessment.missing == ()
    assert {finding.effect for finding in assessment.findings} == {Effect.INFO}
    assert all(finding.follow_up for finding in assessment.findings)
    assert rules_of(assessment) == ["C01", "G01", "G03", "H07", "H08"]
    assert assessment.advice is Advice.SHARE


def test_a_share_with_everything_filled_in_afterwards_is_not_outside_the_rules_either():
    assessment = assessed(already_in_full())
    assert rules_of(assessment) == ["H08"]
    assert not assessment.outside_rules


ON_CONSENT = {"basis": Basis.A6_1_A, "interest": None}
FOR_CHILDREN = {"basis": Basis.A6_1_EA, "interest": RecognisedInterest.RLI_SAFEGUARDING}
TOLD_IN_CONFIDENCE = (item(in_confidence=True),)
DISAGREES = {"view": View.DISAGREES, "words": "No."}


@pytest.mark.parametrize(
    ("rule", "groups", "changes"),
    [
        ("C01", {}, {}),
        ("C05", {"basis": FOR_CHILDREN}, {"birth_date": EIGHTEEN}),
        ("C07", {"basis": FOR_CHILDREN}, {}),
        ("D04", {"basis": ON_CONSENT}, {"consents": (consent(),)}),
        (
            "D06",
            {"basis": ON_CONSENT, "purpose": {"code": Purpose.CARE_PLANNING}},
            {"consents": (consent(competence_assessed=False),)},
        ),
        ("D12", {"agreement": {**DISAGREES, "understanding": Understanding.UNDERSTANDS}}, {}),
        ("E01", {"items": (item(InformationCategory.MENTAL_HEALTH),)}, {}),
        ("E09", {"items": (item(InformationCategory.SUSPECTED_OFFENCE),)}, {}),
        ("E10", {"items": TOLD_IN_CONFIDENCE}, {}),
        ("E11", {"items": TOLD_IN_CONFIDENCE, "necessity": {"harm_if_shared": "A little."}}, {}),
        ("G01", {}, {}),
        ("G03", {}, {}),
    ],
)
def test_a_page_that_is_not_filled_in_yet_is_asked_for_without_a_reproach(rule, groups, changes):
    assessment = assessed(already(**groups), **changes)
    finding = findings_of(assessment, rule)[0]
    assert (finding.effect, finding.follow_up) == (Effect.INFO, True)
    assert not finding.has_happened
    assert not assessment.outside_rules


@pytest.mark.parametrize(
    ("rule", "groups", "changes"),
    [
        ("C01", {"basis": {"basis": None, "interest": None, "provision": "Some law"}}, {}),
        ("C05", {"concern": {"at_risk": ()}}, {"birth_date": EIGHTEEN}),
        ("C07", {"necessity": {"harm_if_not_shared": ""}}, {}),
        ("D04", {"basis": ON_CONSENT}, {"consents": (consent(purpose=Purpose.OTHER),)}),
        ("D06", {"basis": ON_CONSENT}, {"consents": (consent(competence_assessed=False),)}),
        ("D12", {"basis": {"basis": Basis.A6_1_F, "interest": None}, "agreement": DISAGREES}, {}),
        ("E01", {"items": (item(InformationCategory.MENTAL_HEALTH),)}, {}),
        ("E09", {"items": (item(InformationCategory.SUSPECTED_OFFENCE),)}, {}),
        ("E10", {"items": TOLD_IN_CONFIDENCE, "necessity": {"harm_if_not_shared": ""}}, {}),
        ("E11", {"items": TOLD_IN_CONFIDENCE}, {}),
        ("G01", {"openness": {"child_told": Told.NOT_TOLD}}, {}),
    ],
)
def test_where_the_page_was_filled_in_the_manager_is_told_of_it(rule, groups, changes):
    finding = findings_of(assessed(already_in_full(**groups), **changes), rule)[0]
    assert (finding.effect, finding.has_happened) == (Effect.NOTIFY, True)


@pytest.mark.parametrize(
    ("rule", "groups", "effect"),
    [
        ("A05", {"concern": {"severity": Severity.SIGNIFICANT}}, Effect.NOTIFY),
        ("F08", {"necessity": {"less_intrusive": LessIntrusive.NOT_CONSIDERED}}, Effect.INFO),
        ("G02", {"openness": {"child_told": Told.NOT_WOULD_RAISE_RISK}}, Effect.INFO),
        ("G03", {"agreement": {"words": ""}}, Effect.INFO),
    ],
)
def test_no_reason_is_waited_for_where_it_has_already_happened(rule, groups, effect):
    assessment = assessed(already_in_full(**groups))
    finding = findings_of(assessment, rule)[0]
    assert (finding.effect, finding.follow_up, finding.needs_words) == (effect, True, False)
    assert not assessment.outside_rules


def test_why_it_is_written_late_is_asked_all_the_same():
    answers = already(request={"occurred_at": NOW - timedelta(days=2)})
    assert [finding.rule for finding in assessed(answers).unexplained()] == ["I13"]


def test_nobody_reviews_their_own_record_of_what_has_already_happened():
    reviewer = Reviewer(is_author=True, may_approve_here=True)
    finding = findings_of(assessed(already(), reviewer=reviewer), "I02")[0]
    assert (finding.effect, finding.has_happened) == (Effect.BLOCK, False)


def test_an_emergency_that_is_stated_afterwards_is_not_outside_the_rules():
    answers = already(
        concern={"severity": Severity.IMMEDIATE},
        basis={"basis": Basis.A6_1_E},
        agreement={"view": View.DISAGREES},
    )
    assessment = assessed(answers)
    assert effect_of(assessment, "C11") is Effect.NOTIFY
    assert not assessment.outside_rules


@pytest.mark.parametrize("held", [True, False], ids=["held", "not held"])
def test_a_report_of_abuse_that_is_stated_afterwards_needed_no_approval(held):
    answers = already(
        concern={"severity": Severity.CONCERN, "harms": (Harm.SEXUAL,)},
        basis={"basis": Basis.A6_1_E},
        transfer={"agency": AGENCY if held else None, "agency_name": "Police"},
    )
    assessment = assessed(answers)
    assert effect_of(assessment, "C11") is Effect.NOTIFY
    assert not assessment.outside_rules
    assert findings_of(assessment, "A08")[0].waives == ("C11",)


def test_nothing_that_is_only_planned_is_outside_the_rules():
    assert not assessed(own_initiative(**WRONG)).outside_rules
    assert not assessed(urgent(transfer={"contact": Contact.THEY_RANG})).outside_rules


def test_an_arrangement_is_agreed_once_though_no_rule_stands_against_it():
    assessment = assessed(routine())
    assert assessment.needs_approval
    assert assessment.with_effect(Effect.APPROVE) == ()
    assert assessed(routine(decision={"outcome": Outcome.SHARE_PART})).needs_approval


@pytest.mark.parametrize("outcome", [None, Outcome.NOT_SHARE, Outcome.ASK_ADVICE])
def test_an_arrangement_that_is_not_chosen_is_not_agreed(outcome):
    assert not assessed(routine(decision={"outcome": outcome})).needs_approval


@pytest.mark.parametrize("kind", sorted(REFERRAL_BODIES))
@pytest.mark.parametrize(
    "concern", [{}, {"severity": Severity.WELFARE, "harms": (Harm.CSE,)}], ids=["harm", "abuse"]
)
def test_a_referral_by_the_home_itself_never_waits(kind, concern):
    answers = referral(
        basis={"basis": Basis.A6_1_E, "interest": None},
        agreement={"view": View.DISAGREES},
        decision={"unsure": (Check.NECESSARY,)},
        concern=concern,
        transfer={"agency_type": kind},
        items=(item(InformationCategory.MENTAL_HEALTH, in_confidence=True),),
        necessity={"harm_if_not_shared": ""},
    )
    assessment = assessed(answers)
    assert not assessment.blocked
    assert not assessment.needs_approval
    assert {"C11", "F02"} <= {finding.rule for finding in assessment.findings}


def test_a_referral_does_not_wait_for_who_else_it_speaks_of():
    answers = referral(items=(item(InformationCategory.THIRD_PARTY_ADULT),))
    assert assessed(answers).missing == ()
    assert "people" in assessed(answers, recipient_held=None).missing


def test_a_referral_says_which_approvals_it_did_not_wait_for():
    answers = referral(
        basis={"basis": Basis.A6_1_E, "interest": None}, decision={"unsure": (Check.NECESSARY,)}
    )
    assert findings_of(assessed(answers), "A02")[0].waives == ("C11", "F02")


def test_a_referral_of_abuse_says_so_where_nothing_else_speaks():
    answers = referral(
        concern={"severity": Severity.CONCERN, "harms": (Harm.SEXUAL,)},
        decision={"unsure": (Check.NECESSARY,)},
    )
    assert findings_of(assessed(answers), "A08")[0].waives == ("F02",)


@pytest.mark.parametrize(
    "changes",
    [
        {"transfer": {"agency": None}},
        {"transfer": {"agency_type": AgencyType.SCHOOL}},
        {"concern": {"severity": Severity.CONCERN}},
    ],
    ids=["not held", "another body", "less than serious"],
)
def test_anything_less_than_a_referral_waits_for_its_approvals(changes):
    answers = referral(basis={"basis": Basis.A6_1_E, "interest": None}, **changes)
    assert effect_of(assessed(answers), "C11") is Effect.APPROVE


def test_answering_those_who_protect_is_not_a_referral():
    answers = asked(
        basis={"basis": Basis.A6_1_E, "interest": None},
        concern={"severity": Severity.SIGNIFICANT},
    )
    assert effect_of(assessed(answers), "C11") is Effect.APPROVE


def test_what_is_not_a_legal_fact_still_stops_a_referral():
    answers = referral(transfer={"method": TransferMethod.SMS})
    assert effect_of(assessed(answers), "H01") is Effect.BLOCK


def test_a_refusal_to_refer_is_not_a_referral():
    answers = referral(decision={"outcome": Outcome.NOT_SHARE})
    assert effect_of(assessed(answers), "A03") is Effect.APPROVE


def test_an_emergency_share_that_staff_themselves_made_waits_for_nothing():
    assessment = assessed(urgent())
    assert assessment.emergency
    assert not assessment.blocked
    assert not assessment.needs_approval
    assert assessment.missing == ()
    assert assessment.unexplained() == ()


def test_everything_skipped_in_an_emergency_is_followed_up():
    assert all(finding.follow_up for finding in assessed(urgent()).findings)


def test_an_emergency_in_the_ordinary_guide_waits_for_nothing_either():
    answers = own_initiative(
        **WRONG,
        concern={"severity": Severity.IMMEDIATE},
        transfer={"agency_type": AgencyType.LA_EDT, "name": "", "position": "", "method": None},
    )
    assessment = assessed(answers)
    assert assessment.emergency
    assert not assessment.blocked
    assert not assessment.needs_approval
    assert assessment.missing == ()


def test_a_school_that_the_directory_holds_is_on_the_emergency_path():
    answers = own_initiative(concern={"severity": Severity.IMMEDIATE})
    assert assessed(answers).emergency


@pytest.mark.parametrize(
    "transfer",
    [
        {"agency": None},
        {"agency_type": AgencyType.MEDIA},
        {"agency_type": AgencyType.RELATIVE_OTHER},
    ],
    ids=["not held", "media", "relative"],
)
def test_danger_does_not_open_the_door_to_others(transfer):
    answers = own_initiative(
        concern={"severity": Severity.IMMEDIATE},
        basis={"basis": None, "interest": None},
        transfer=transfer,
    )
    assessment = assessed(answers)
    assert not assessment.emergency
    assert effect_of(assessment, "C01") is Effect.BLOCK


def test_danger_does_not_open_the_door_to_an_unverified_asker():
    request = {"verification": Verification.NONE, "agency_type": AgencyType.POLICE}
    answers = asked(request=request, concern={"severity": Severity.IMMEDIATE})
    assert assessed(answers).needs_approval


def test_in_danger_who_asks_is_still_a_question_that_must_be_answered():
    request = {"verification": None, "doubt": None, "role_with_child": None}
    answers = asked(request=request, concern={"severity": Severity.IMMEDIATE})
    assert assessed(answers).missing == (
        "request.verification",
        "request.role_with_child",
        "request.doubt",
    )


def test_a_refusal_is_not_on_the_emergency_path():
    answers = asked(
        concern={"severity": Severity.IMMEDIATE},
        decision={"outcome": Outcome.NOT_SHARE},
        request={"features": (RequestFeature.SAYS_EMERGENCY,)},
    )
    assessment = assessed(answers)
    assert not assessment.emergency
    assert effect_of(assessment, "A03") is Effect.APPROVE


def test_before_anything_is_chosen_the_rules_about_sharing_speak():
    answers = asked(basis={"basis": None, "interest": None}, decision={"outcome": None})
    assert effect_of(assessed(answers), "C01") is Effect.BLOCK


@pytest.mark.parametrize("outcome", [Outcome.ASK_ADVICE, Outcome.DECIDE_LATER])
def test_asking_and_waiting_are_not_sharing(outcome):
    answers = asked(
        **{**WRONG, "decision": {"outcome": outcome, "decide_at": NOW + timedelta(hours=1)}}
    )
    # B20 says that asking is kept as advice, and is no share.
    assert rules_of(assessed(answers)) == (["B20"] if outcome is Outcome.ASK_ADVICE else [])


def test_a_caller_who_was_not_rung_back_is_told_nothing_by_an_urgent_page():
    answers = urgent(transfer={"contact": Contact.THEY_RANG, "agency_name": "Somebody"})
    assert assessed(answers).needs_approval


def test_a_block_that_asks_for_no_reason_wants_no_words():
    answers = asked(basis={"basis": None, "interest": None})
    assert not findings_of(assessed(answers), "C01")[0].needs_words


@pytest.mark.parametrize(
    ("outcome", "may_go"), [(None, (0,)), (Outcome.SHARE, (0,)), (Outcome.NOT_SHARE, ())]
)
def test_what_may_go_is_what_was_chosen_and_nothing_in_a_refusal(outcome, may_go):
    assessment = assessed(asked(items=(item(), item(going=False)), decision={"outcome": outcome}))
    assert assessment.may_go == may_go
    assert set(assessment.stays) == {0, 1} - set(may_go)


def test_findings_come_strongest_first():
    effects = [finding.effect for finding in assessed(asked(**WRONG)).findings]
    assert effects == sorted(effects, reverse=True)
    assert assessed(asked(**WRONG)).strongest() is Effect.BLOCK
    assert (
        assessed(asked(decision={"outcome": Outcome.DECIDE_LATER, "decide_at": LATER})).strongest()
        is None
    )
