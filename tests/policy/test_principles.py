"""The principles that stand above every rule, and the emergency path."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.policy.circumstances import Approved, NotToBeTold
from decisions.policy.terms import (
    REFERRAL_BODIES,
    AgencyType,
    Basis,
    Check,
    Contact,
    Effect,
    Harm,
    InformationCategory,
    Outcome,
    RequestFeature,
    Severity,
    Start,
    Told,
    TransferMethod,
    Verification,
    View,
)
from tests.policy.builders import (
    NOW,
    OTHER_AGENCY,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    referral,
    urgent,
)

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


def test_what_has_already_happened_is_never_held_up():
    answers = own_initiative(
        Start.ALREADY_SHARED,
        **{**WRONG, "decision": {"reasons": "", "unsure": (Check.NECESSARY,)}},
        transfer={"agency_type": AgencyType.MEDIA, "method": TransferMethod.SMS},
        request={"occurred_at": NOW - timedelta(hours=1)},
    )
    assessment = assessed(
        answers,
        approved=Approved(recipient=OTHER_AGENCY),
        not_to_be_told=(NotToBeTold(name="Jo Pike"),),
    )
    assert not assessment.blocked
    assert not assessment.needs_approval


@pytest.mark.parametrize("rule", ["B10", "B14", "C01", "G01", "H01", "H10"])
def test_what_stood_against_it_is_told_to_the_manager_and_followed_up(rule):
    answers = own_initiative(
        Start.ALREADY_SHARED,
        **WRONG,
        transfer={"agency_type": AgencyType.MEDIA, "method": TransferMethod.SMS},
    )
    assessment = assessed(
        answers,
        approved=Approved(recipient=OTHER_AGENCY),
        not_to_be_told=(NotToBeTold(name="Jo Pike"),),
    )
    finding = findings_of(assessment, rule)[0]
    assert (finding.effect, finding.follow_up) == (Effect.NOTIFY, True)


def test_what_has_already_happened_needs_only_who_what_when_and_why():
    answers = own_initiative(
        Start.ALREADY_SHARED,
        **{**WRONG, "items": (item(),)},
        request={"occurred_at": NOW},
        transfer={"method": None, "name": "", "position": ""},
    )
    assert assessed(answers).missing == ()


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
    assert assessed(answers).findings == ()


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
    assert assessed(asked()).strongest() is None
