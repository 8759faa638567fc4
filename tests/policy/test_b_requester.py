"""B. The requester."""

from __future__ import annotations

import pytest

from decisions.policy.circumstances import NotToBeTold
from decisions.policy.terms import (
    AgencyType,
    Channel,
    Contact,
    Effect,
    Outcome,
    RequestFeature,
    RoleWithChild,
    Severity,
    Verification,
)
from tests.policy.builders import (
    AGENCY,
    OTHER_AGENCY,
    already,
    asked,
    assessed,
    effect_of,
    held,
    own_initiative,
    urgent,
)

DANGER = {"severity": Severity.IMMEDIATE}
NOT_SHARE = {"outcome": Outcome.NOT_SHARE, "reasons": "She would not say who she is."}


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.IN_PERSON, Channel.MEETING])
def test_someone_who_speaks_and_is_not_checked_needs_a_manager(channel):
    request = {"channel": channel, "verification": Verification.NONE}
    assessment = assessed(asked(request=request))
    assert effect_of(assessment, "B01") is Effect.APPROVE
    assert effect_of(assessment, "B02") is None


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.LETTER, Channel.PORTAL])
def test_someone_who_writes_and_is_not_checked_needs_a_manager(channel):
    request = {"channel": channel, "verification": Verification.NONE}
    assessment = assessed(asked(request=request))
    assert effect_of(assessment, "B02") is Effect.APPROVE
    assert effect_of(assessment, "B01") is None


def test_an_unanswered_check_is_no_check():
    assert effect_of(assessed(asked(request={"verification": None})), "B01") is Effect.APPROVE


@pytest.mark.parametrize("method", [Verification.KNOWN_ADDRESS, Verification.WRITTEN_REQUEST_FORM])
def test_a_writer_who_is_checked_passes(method):
    request = {"channel": Channel.EMAIL, "verification": method}
    assert effect_of(assessed(asked(request=request)), "B02") is None


def test_nobody_asked_so_nobody_needs_checking():
    found = {finding.rule for finding in assessed(own_initiative()).findings}
    assert not found & {"B01", "B02", "B03", "B04", "B05", "B06", "B09"}


@pytest.mark.parametrize(
    "rule_and_request",
    [
        ("B01", {"verification": Verification.NONE}),
        ("B03", {"features": (RequestFeature.NO_RETURN_NUMBER,)}),
        ("B04", {"doubt": True}),
        ("B05", {"role_with_child": RoleWithChild.NO_ROLE}),
        ("B06", {"name": ""}),
        ("B09", {"features": (RequestFeature.ASKS_FOR_EVERYTHING,)}),
    ],
    ids=lambda pair: pair[0],
)
def test_a_refusal_is_not_asked_about_the_requester(rule_and_request):
    rule, request = rule_and_request
    assert effect_of(assessed(asked(request=request, decision=NOT_SHARE)), rule) is None


@pytest.mark.parametrize(
    "feature", [RequestFeature.NO_RETURN_NUMBER, RequestFeature.SAYS_EMERGENCY]
)
def test_an_unverified_caller_who_says_emergency_is_rung_back(feature):
    request = {"verification": Verification.NONE, "features": (feature,)}
    assessment = assessed(asked(request=request, concern=DANGER))
    assert assessment.needs_approval
    assert effect_of(assessment, "B01") is Effect.APPROVE


def test_an_urgent_page_for_a_caller_not_rung_back_needs_a_manager():
    answers = urgent(transfer={"contact": Contact.THEY_RANG})
    assert effect_of(assessed(answers), "B01") is Effect.APPROVE


@pytest.mark.parametrize(
    ("transfer", "gated"),
    [
        ({"contact": Contact.RANG_999}, False),
        ({"contact": Contact.RANG_999, "agency_type": None}, False),
        ({"contact": Contact.RANG_999, "agency_type": AgencyType.MEDIA}, True),
        ({"contact": Contact.RANG_HELD_NUMBER, "agency": AGENCY}, False),
        ({"contact": Contact.RANG_BACK, "agency": AGENCY}, False),
        ({"contact": Contact.RANG_HELD_NUMBER}, True),
        ({"contact": Contact.THEY_RANG, "agency": AGENCY}, True),
        ({"contact": None, "agency": AGENCY}, True),
        (
            {
                "contact": Contact.RANG_BACK,
                "agency": AGENCY,
                "agency_type": AgencyType.PARENT_NO_PR,
            },
            True,
        ),
    ],
)
def test_an_urgent_share_is_ungated_only_by_999_or_what_we_hold(transfer, gated):
    assessment = assessed(urgent(transfer=transfer))
    assert assessment.needs_approval is gated
    assert assessment.emergency


@pytest.mark.parametrize(
    ("request_changes", "gated"),
    [
        ({"verification": Verification.CALLBACK_KNOWN}, False),
        ({"verification": Verification.KNOWN_ADDRESS}, False),
        ({"verification": Verification.KNOWN_PERSON}, True),
        ({"verification": Verification.IN_PERSON_ID}, True),
        ({"verification": Verification.IN_PERSON_ID, "agency_type": AgencyType.POLICE}, False),
        ({"verification": Verification.CALLBACK_KNOWN, "agency": None}, True),
        (
            {
                "verification": Verification.CALLBACK_PUBLISHED,
                "agency": None,
                "agency_type": AgencyType.AMBULANCE,
            },
            False,
        ),
        (
            {
                "verification": Verification.CALLBACK_KNOWN,
                "features": (RequestFeature.CALLBACK_FAILED,),
            },
            True,
        ),
    ],
)
def test_danger_lifts_a_doubt_only_where_staff_themselves_reached_a_protector(
    request_changes, gated
):
    answers = asked(request={"doubt": True, **request_changes}, concern=DANGER)
    wanted = Effect.APPROVE if gated else Effect.NOTIFY
    assert effect_of(assessed(answers), "B04") is wanted


def test_an_unreachable_manager_never_lifts_the_check_of_who_asks():
    request = {"verification": Verification.NONE, "doubt": True}
    decision = {"manager_unreachable": True}
    assessment = assessed(
        asked(request=request, concern={"severity": Severity.SIGNIFICANT}, decision=decision)
    )
    assert effect_of(assessment, "B01") is Effect.APPROVE
    assert effect_of(assessment, "B04") is Effect.APPROVE


@pytest.mark.parametrize(
    ("request_changes", "named"),
    [
        ({"position": ""}, False),
        ({"agency": None, "agency_name": " "}, False),
        ({"agency": None}, True),
        ({"agency_name": ""}, True),
        (
            {
                "agency": None,
                "agency_name": "",
                "position": "",
                "agency_type": AgencyType.PARENT_PR,
            },
            True,
        ),
    ],
)
def test_a_requester_is_named_by_name_job_and_organisation(request_changes, named):
    effect = effect_of(assessed(asked(request=request_changes)), "B06")
    assert (effect is None) is named


@pytest.mark.parametrize(
    ("kind", "role", "stopped"),
    [
        (AgencyType.MEDIA, RoleWithChild.ACTIVITY, True),
        (AgencyType.OTHER, RoleWithChild.UNKNOWN, True),
        (AgencyType.OTHER, RoleWithChild.ACTIVITY, False),
        (AgencyType.SCHOOL, RoleWithChild.UNKNOWN, False),
    ],
)
def test_media_and_strangers_are_refused(kind, role, stopped):
    answers = asked(request={"agency_type": kind, "role_with_child": role})
    assert (effect_of(assessed(answers), "B10") is Effect.BLOCK) is stopped


@pytest.mark.parametrize(
    ("kind", "listed", "marked"),
    [
        (AgencyType.OTHER, False, True),
        (AgencyType.EMPLOYER, False, True),
        (AgencyType.SOLICITOR, False, True),
        (AgencyType.EMPLOYER, True, False),
        (AgencyType.SCHOOL, False, False),
    ],
)
def test_what_went_to_an_outsider_whom_nobody_holds_is_seen_by_a_manager(kind, listed, marked):
    told = {"agency": AGENCY if listed else None, "agency_type": kind, "agency_name": "Anybody"}
    assessment = assessed(already(transfer=told))
    assert assessment.outside_rules is marked
    assert assessment.missing == ()
    assert not assessment.blocked


def test_staff_may_share_with_somebody_else_whom_they_chose():
    answers = own_initiative(transfer={"agency_type": AgencyType.OTHER})
    assert effect_of(assessed(answers), "B10") is None


@pytest.mark.parametrize(
    ("entry", "fires"),
    [
        (NotToBeTold(name="ROS  hale"), True),
        (NotToBeTold(name="northmere council"), True),
        (NotToBeTold(name="The Register of Held Names"), True),
        (NotToBeTold(name="somebody", agency=AGENCY), True),
        (NotToBeTold(name="somebody", agency=OTHER_AGENCY), False),
        (NotToBeTold(name=""), False),
        (NotToBeTold(name="Ros"), False),
        (NotToBeTold(name="Hále, Ros"), True),
        (NotToBeTold(name="Ros Hale", lifted=True), False),
    ],
)
def test_the_do_not_tell_list_is_matched_by_name_or_agency(entry, fires):
    known = held(AgencyType.LA_PLACING, name="The Register of Held Names")
    assessment = assessed(asked(), not_to_be_told=(entry,), requester_held=known)
    assert (effect_of(assessment, "B14") is Effect.BLOCK) is fires


def test_a_recipient_without_an_agency_is_matched_by_name_alone():
    answers = own_initiative(transfer={"agency": None})
    entries = (NotToBeTold(name="jo pike"), NotToBeTold(name="somebody else"))
    assert effect_of(assessed(answers, not_to_be_told=entries), "B14") is Effect.BLOCK
    assert effect_of(assessed(answers, not_to_be_told=entries[1:]), "B14") is None


@pytest.mark.parametrize("kind", [AgencyType.POLICE, None])
def test_the_do_not_tell_list_does_not_hold_up_999(kind):
    entries = (NotToBeTold(name="Sergeant Rook"),)
    answers = urgent(transfer={"name": "Sergeant Rook", "agency_type": kind})
    assert effect_of(assessed(answers, not_to_be_told=entries), "B14") is Effect.NOTIFY


def test_danger_does_not_open_the_do_not_tell_list_to_a_relative():
    request = {"agency_type": AgencyType.RELATIVE_OTHER, "agency": None}
    entries = (NotToBeTold(name="Ros Hale"),)
    assessment = assessed(asked(request=request, concern=DANGER), not_to_be_told=entries)
    assert effect_of(assessment, "B14") is Effect.BLOCK


@pytest.mark.parametrize(
    ("agency", "effect"),
    [(AGENCY, Effect.NOTIFY), (None, Effect.APPROVE)],
    ids=["held", "not held"],
)
def test_in_danger_the_do_not_tell_list_yields_to_protectors_at_an_address_we_hold(agency, effect):
    transfer = {"agency_type": AgencyType.LA_EDT, "agency": agency}
    answers = own_initiative(transfer=transfer, concern=DANGER)
    entries = (NotToBeTold(name="Jo Pike"),)
    assert effect_of(assessed(answers, not_to_be_told=entries), "B14") is effect


def test_in_danger_the_do_not_tell_list_does_not_yield_to_those_who_cannot_protect():
    transfer = {
        "agency": AGENCY,
        "agency_type": AgencyType.SCHOOL,
        "contact": Contact.RANG_HELD_NUMBER,
        "name": "Jo Pike",
    }
    entries = (NotToBeTold(name="Jo Pike"),)
    assessment = assessed(urgent(transfer=transfer), not_to_be_told=entries)
    assert effect_of(assessment, "B14") is Effect.APPROVE
    assert effect_of(assessment, "B01") is None


def test_a_position_of_spaces_is_none():
    assert effect_of(assessed(asked(request={"position": " "})), "B06") is Effect.BLOCK
