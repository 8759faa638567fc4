"""H. Transfer."""

from __future__ import annotations

import pytest

from decisions.policy.circumstances import Approved
from decisions.policy.facts.basics import FAMILY
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Contact,
    Effect,
    InformationCategory,
    LessIntrusive,
    Outcome,
    Purpose,
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


FAMILY_NEWS = {"code": Purpose.FAMILY_CONTACT, "words": "To keep family informed."}
MOTHER = {"agency_type": AgencyType.PARENT_PR}
CALM = {"severity": Severity.WELFARE, "harms": (), "at_risk": ()}


@pytest.mark.parametrize(
    ("groups", "waited_for"),
    [
        ({}, False),
        ({"purpose": {"code": None, "words": ""}}, False),
        ({"concern": {"severity": Severity.NONE}}, False),
        ({"concern": {"severity": None}}, False),
        ({"concern": {"severity": Severity.CONCERN}}, True),
        ({"concern": {"severity": Severity.SIGNIFICANT}}, True),
        ({"purpose": {"code": Purpose.OTHER}}, True),
        ({"transfer": {"agency_type": AgencyType.SCHOOL}}, True),
        ({"transfer": {"agency_type": AgencyType.OTHER}}, True),
    ],
)
@pytest.mark.parametrize("build", [own_initiative, already_in_full])
def test_nobody_waits_for_family_to_answer_everyday_news(build, groups, waited_for):
    base = {"purpose": FAMILY_NEWS, "concern": CALM, "transfer": MOTHER}
    answers = build(**{name: {**base[name], **groups.get(name, {})} for name in base})
    assert (effect_of(assessed(answers), "H08") is Effect.INFO) is waited_for


@pytest.mark.parametrize("severity", [Severity.WELFARE, Severity.CONCERN, Severity.SIGNIFICANT])
@pytest.mark.parametrize("kind", sorted(FAMILY))
def test_a_talk_with_family_is_never_followed_up_by_letter(kind, severity):
    concern = {**CALM, "severity": severity}
    answers = own_initiative(concern=concern, transfer={**BY_TELEPHONE, "agency_type": kind})
    assert effect_of(assessed(answers), "H07") is None


def test_an_urgent_call_to_family_waits_for_their_answer_and_for_no_letter():
    answers = urgent(transfer={**MOTHER, "contact": Contact.RANG_HELD_NUMBER})
    assert effect_of(assessed(answers), "H07") is None
    assert effect_of(assessed(answers), "H08") is Effect.INFO


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


# The address


def by_hand(build=own_initiative, **changes):
    """To somebody whose name is typed and not chosen from the directory."""
    if build is asked:
        return asked(request={"agency": None}, transfer=changes)
    return build(transfer={"agency": None, **changes})


@pytest.mark.parametrize("build", [own_initiative, asked, routine])
def test_an_address_that_is_not_in_the_directory_is_checked_by_two(build):
    assert effect_of(assessed(by_hand(build)), "H04") is Effect.WARN
    assert effect_of(assessed(by_hand(build, second_check=False)), "H04") is Effect.WARN
    assert effect_of(assessed(by_hand(build, second_check=True)), "H04") is None
    assert effect_of(assessed(build()), "H04") is None


def test_an_agency_that_the_directory_no_longer_holds_is_as_one_typed_by_hand():
    assert effect_of(assessed(asked(), requester_held=None), "H04") is Effect.WARN


@pytest.mark.parametrize("method", [None, *TransferMethod])
def test_where_people_meet_there_is_no_address(method):
    meets = method in (TransferMethod.SPOKEN, TransferMethod.SECURE_MEETING)
    effect = effect_of(assessed(by_hand(method=method)), "H04")
    assert effect is (None if meets else Effect.WARN)


@pytest.mark.parametrize(
    "answers",
    [
        by_hand(agency_type=AgencyType.PARENT_PR),
        by_hand(agency_name=" ", agency_type=None),
        own_initiative(transfer={"agency": None}, decision=REFUSES),
        already_in_full(transfer={"agency": None}),
        urgent(transfer={"agency_name": "Northmere Police", "contact": Contact.THEY_RANG}),
    ],
    ids=["family", "nobody named", "refusal", "already", "urgent"],
)
def test_family_refusals_the_past_and_emergencies_have_no_address_to_check(answers):
    assert effect_of(assessed(answers), "H04") is None


POST = {"method": TransferMethod.TRACKED_POST}


@pytest.mark.parametrize("category", InformationCategory)
def test_what_is_sensitive_is_posted_only_after_a_second_look(category):
    answers = asked(items=(item(category),), transfer=POST)
    sensitive = category.special or category.criminal or category.high_risk
    assert effect_of(assessed(answers), "H05") is (Effect.APPROVE if sensitive else None)


@pytest.mark.parametrize("checked", [None, False, True])
@pytest.mark.parametrize("method", [None, *TransferMethod])
def test_the_second_look_is_asked_for_by_post_alone(method, checked):
    transfer = {"method": method, "second_check": checked}
    answers = asked(items=(item(HEALTH),), transfer=transfer)
    asks = method is TransferMethod.TRACKED_POST and checked is not True
    assert effect_of(assessed(answers), "H05") is (Effect.APPROVE if asks else None)


@pytest.mark.parametrize(
    "answers",
    [
        asked(items=(item(), item(HEALTH, going=False)), transfer=POST),
        asked(items=(item(HEALTH),), transfer=POST, decision=REFUSES),
        asked(items=(item(HEALTH),), transfer=POST, concern={"severity": Severity.IMMEDIATE}),
        already_in_full(items=(item(HEALTH),), transfer=POST),
    ],
    ids=["stays", "refusal", "danger", "already"],
)
def test_otherwise_nobody_looks_twice(answers):
    assert effect_of(assessed(answers), "H05") is None


LOCKED = (TransferMethod.ENCRYPTED_ATTACHMENT, TransferMethod.ENCRYPTED_MEDIA)


@pytest.mark.parametrize("apart", [None, False, True])
@pytest.mark.parametrize("method", [None, *TransferMethod])
def test_the_password_never_travels_with_the_file(method, apart):
    answers = asked(transfer={"method": method, "password_apart": apart})
    together = method in LOCKED and apart is False
    assert effect_of(assessed(answers), "H06") is (Effect.BLOCK if together else None)


@pytest.mark.parametrize(
    ("groups", "effect"),
    [
        ({"concern": {"severity": Severity.IMMEDIATE}}, Effect.NOTIFY),
        ({"decision": REFUSES}, None),
    ],
)
def test_in_danger_a_password_with_the_file_is_reviewed_afterwards(groups, effect):
    transfer = {"method": TransferMethod.ENCRYPTED_ATTACHMENT, "password_apart": False}
    assert effect_of(assessed(asked(transfer=transfer, **groups)), "H06") is effect


def test_spaces_name_no_recipient():
    nobody = own_initiative(transfer={"name": " ", "position": ""})
    assert effect_of(assessed(nobody), "H03") is Effect.BLOCK
    nothing = own_initiative(transfer={"name": "", "position": " "})
    assert effect_of(assessed(nothing), "H03") is Effect.BLOCK
