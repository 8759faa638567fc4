"""H. Transfer."""

from __future__ import annotations

import pytest

from decisions.policy.circumstances import Approved
from decisions.policy.terms import (
    Advice,
    Contact,
    Effect,
    InformationCategory,
    LessIntrusive,
    Outcome,
    Severity,
    TransferMethod,
)
from tests.policy.builders import (
    AGENCY,
    OTHER_AGENCY,
    already,
    already_in_full,
    asked,
    assessed,
    effect_of,
    findings_of,
    item,
    own_initiative,
    routine,
    urgent,
)

BEHAVIOUR, HEALTH = InformationCategory.BEHAVIOUR, InformationCategory.PHYSICAL_HEALTH


@pytest.mark.parametrize("method", [None, *TransferMethod])
def test_every_method_is_allowed_or_stopped_by_one_rule(method):
    assessment = assessed(asked(transfer={"method": method}))
    stopped = {rule for rule in ("H01", "H02") if effect_of(assessment, rule) is Effect.BLOCK}
    if method is TransferMethod.ORDINARY_EMAIL:
        assert stopped == {"H02"}
    elif method is not None and method.allowed == "never":
        assert stopped == {"H01"}
    else:
        assert stopped == set()


def test_ordinary_email_may_carry_what_names_nobody():
    answers = asked(
        transfer={"method": TransferMethod.ORDINARY_EMAIL},
        necessity={"less_intrusive": LessIntrusive.NOT_NAMED},
    )
    assert effect_of(assessed(answers), "H02") is None


@pytest.mark.parametrize("who", [{"name": ""}, {"position": ""}])
def test_a_person_or_a_team_is_enough(who):
    assert effect_of(assessed(own_initiative(transfer=who)), "H03") is None


def test_somebody_who_asked_is_not_asked_for_twice():
    assert effect_of(assessed(asked(request={"name": "", "position": ""})), "H03") is None


@pytest.mark.parametrize(
    ("approved", "places"),
    [
        (Approved(categories=(BEHAVIOUR, HEALTH), recipient=AGENCY), []),
        (Approved(categories=(BEHAVIOUR, HEALTH)), []),
        (Approved(categories=(HEALTH,)), [0]),
        (Approved(categories=(BEHAVIOUR, HEALTH), recipient=OTHER_AGENCY), [None]),
    ],
)
def test_only_what_was_approved_may_go(approved, places):
    assessment = assessed(asked(items=(item(),)), approved=approved)
    assert [finding.concerns for finding in findings_of(assessment, "H10")] == places


def test_sharing_less_than_was_approved_needs_no_new_approval():
    approved = Approved(categories=(BEHAVIOUR, HEALTH), recipient=AGENCY)
    answers = asked(items=(item(BEHAVIOUR), item(HEALTH, going=False)))
    assert effect_of(assessed(answers, approved=approved), "H10") is None


BY_TELEPHONE = {"method": TransferMethod.TELEPHONE}
REFUSES = {"outcome": Outcome.NOT_SHARE}


@pytest.mark.parametrize(
    ("answers", "rang"),
    [
        (asked(transfer=BY_TELEPHONE), True),
        (asked(), False),
        (asked(transfer=BY_TELEPHONE, decision=REFUSES), False),
        (asked(transfer=BY_TELEPHONE, decision={"outcome": None}), False),
        (routine(transfer=BY_TELEPHONE), False),
        (already(), True),
        (already(transfer={"method": TransferMethod.SPOKEN}), False),
        *((urgent(transfer={"contact": contact}), True) for contact in Contact),
        (urgent(transfer={"contact": None}), False),
        (asked(transfer={"contact": Contact.RANG_999}), False),
    ],
)
def test_what_is_said_on_the_telephone_is_confirmed_in_writing(answers, rang):
    found = findings_of(assessed(answers), "H07")
    assert [(one.effect, one.follow_up) for one in found] == [(Effect.INFO, True)] * rang


@pytest.mark.parametrize(
    ("answers", "followed"),
    [
        (asked(), True),
        (own_initiative(), True),
        (urgent(), True),
        (already(), True),
        (asked(decision={"outcome": Outcome.SHARE_PART}), True),
        (asked(decision={"outcome": None}), False),
        (asked(decision=REFUSES), False),
        (asked(decision={"outcome": Outcome.DECIDE_LATER}), False),
        (routine(), False),
    ],
)
def test_what_is_shared_is_followed_until_they_answer(answers, followed):
    found = findings_of(assessed(answers), "H08")
    assert [(one.effect, one.follow_up) for one in found] == [(Effect.INFO, True)] * followed


HEALTH_ONLY = Approved(categories=(HEALTH,))
TO_ANOTHER = Approved(categories=(BEHAVIOUR,), recipient=OTHER_AGENCY)
AS_AGREED = Approved(categories=(BEHAVIOUR,), recipient=AGENCY)


@pytest.mark.parametrize(
    ("groups", "approved", "astray"),
    [
        ({"transfer": {"astray": True}}, None, True),
        ({"transfer": {"astray": False}}, None, False),
        ({}, None, False),
        ({}, AS_AGREED, False),
        ({}, Approved(), True),
        ({"items": ()}, Approved(), True),
        ({"items": ()}, HEALTH_ONLY, False),
        ({}, HEALTH_ONLY, True),
        ({}, TO_ANOTHER, True),
        ({"items": (item(HEALTH, going=False),)}, AS_AGREED, False),
    ],
)
def test_what_went_astray_is_checked_with_the_data_protection_officer(groups, approved, astray):
    assessment = assessed(already_in_full(**groups), approved=approved)
    found = findings_of(assessment, "H09")
    assert [(one.effect, one.has_happened) for one in found] == [(Effect.NOTIFY, True)] * astray
    assert assessment.outside_rules is astray
    assert effect_of(assessment, "H10") is None


def test_what_is_only_planned_has_not_gone_astray():
    planned = own_initiative(transfer={"astray": True})
    assert effect_of(assessed(planned, approved=HEALTH_ONLY), "H09") is None
    assert effect_of(assessed(planned, approved=HEALTH_ONLY), "H10") is Effect.BLOCK


def test_in_an_emergency_what_went_astray_is_told_in_the_same_way():
    answers = already(transfer={"astray": True}, concern={"severity": Severity.IMMEDIATE})
    assert effect_of(assessed(answers), "H09") is Effect.NOTIFY
    assert assessed(answers).advice is Advice.ASK_MANAGER


def test_of_the_past_the_organisation_is_enough():
    assert effect_of(assessed(already()), "H03") is None
