"""What rules read from the record: gathered once, as values, in few queries."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import Agency, Child, Relative
from decisions.models import Draft
from decisions.policy.answers import Answers, Concern, Decision, RoutineArrangement, Urgent
from decisions.policy.circumstances import (
    AdviceHeld,
    Approved,
    Circumstances,
    RelativeHeld,
    Settings,
)
from decisions.policy.terms import (
    Advice,
    AgencyType,
    InformationCategory,
    Purpose,
    Relationship,
    Role,
    Start,
    TransferMethod,
    Verdict,
)
from decisions.recording.advice import record_advice
from decisions.recording.circumstances import gather
from decisions.recording.drafts import start_draft
from decisions.recording.parts import join_circumstances, split_circumstances
from decisions.recording.refiling import refile
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import (
    own_initiative,
    reviewed,
    sealed,
    sealed_urgent,
    shared,
    unverified_caller,
    urgently,
)


@pytest.fixture(autouse=True)
def _now(rowan_house: Home, kit: Child, asha: Appointment) -> None:
    """The cast that every test here stands on."""


def gathered(draft: Draft, answers: Answers | None = None) -> Circumstances:
    assert draft.child is not None
    return gather(
        answers or draft.read(),
        home=draft.home,
        child=draft.child,
        author=draft.author,
        now=clock.now(),
        draft=draft,
    )


def to_family(**changes: object) -> Answers:
    answers = own_initiative(Agency(pk=uuid4()))
    to = {"agency": None, "agency_type": AgencyType.PARENT_PR, "name": "Lena Moss", **changes}
    return answers.changed(transfer=answers.transfer.changed(**to))


@pytest.fixture
def mother(kit: Child) -> Relative:
    return Relative.objects.create(
        child=kit,
        name="Lena Moss",
        relationship=Relationship.MOTHER.value,
        on_placement_plan=True,
    )


def test_family_is_read_where_family_would_be_told(
    rowan_house: Home, kit: Child, asha: Appointment, mother: Relative
) -> None:
    draft = start_draft(rowan_house, kit, asha, to_family())
    held = RelativeHeld(name="Lena Moss", on_placement_plan=True)
    assert held in gathered(draft).relatives


def test_family_is_not_copied_into_a_record_about_somebody_else(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    mother: Relative,
    childrens_services: Agency,
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    assert gathered(draft).relatives == ()


def test_the_names_of_family_are_guarded(
    rowan_house: Home, kit: Child, asha: Appointment, mother: Relative
) -> None:
    held = gathered(start_draft(rowan_house, kit, asha, to_family()))
    facts, guarded = split_circumstances(held)
    assert "Lena Moss" not in str(facts)
    assert "Lena Moss" in str(guarded)
    child = {"born": kit.birth_date.isoformat()}
    assert join_circumstances(facts, guarded, child) == held


def advised(draft: Draft, by: Appointment, what: Advice | None, minutes: int) -> None:
    record_advice(
        draft,
        draft.author,
        adviser=by,
        words="What I think of it",
        advises=what,
        given_at=clock.now() - timedelta(minutes=minutes),
        token=uuid4(),
    )


def test_of_each_adviser_what_they_said_last_counts(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    sam: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    advised(draft, sam, Advice.SHARE, minutes=5)
    advised(draft, sam, Advice.DO_NOT_SHARE, minutes=40)
    advised(draft, maya, Advice.DO_NOT_SHARE, minutes=30)
    held = gathered(draft)
    assert set(held.advice) == {
        AdviceHeld(role=Role.SAFEGUARDING_LEAD, advises=Advice.SHARE),
        AdviceHeld(role=Role.REGISTERED_MANAGER, advises=Advice.DO_NOT_SHARE),
    }


def test_advice_that_leaves_it_open_is_recorded_and_says_neither(
    rowan_house: Home, kit: Child, asha: Appointment, sam: Appointment, childrens_services: Agency
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    assert gathered(draft).advice == ()
    advised(draft, sam, None, minutes=5)
    assert gathered(draft).advice == (AdviceHeld(role=Role.SAFEGUARDING_LEAD),)
    advised(draft, sam, Advice.SHARE, minutes=30)
    assert gathered(draft).advice == (
        AdviceHeld(role=Role.SAFEGUARDING_LEAD, advises=Advice.SHARE),
    )


def test_what_was_shared_lately_with_the_same_body_for_the_same_purpose_is_counted(
    rowan_house: Home,
    kit: Child,
    lark: Child,
    asha: Appointment,
    childrens_services: Agency,
    school: Agency,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    same = own_initiative(childrens_services)
    for answers in (
        same,
        same,
        own_initiative(school),
        same.changed(purpose=same.purpose.changed(code=Purpose.HEALTH_CARE)),
        same.changed(concern=Concern(severity=same.concern.severity, staff_in_words="A worker")),
    ):
        record = sealed(rowan_house, kit, asha, answers)
        if not record.needs_approval:
            shared(record, asha)
    draft = start_draft(rowan_house, kit, asha, same)
    assert gathered(draft).earlier_shares == 2
    assert gathered(start_draft(rowan_house, lark, asha, same)).earlier_shares == 0
    no_purpose = same.changed(purpose=same.purpose.changed(code=None))
    assert gathered(draft, no_purpose).earlier_shares == 0
    later = clock.now() + timedelta(days=Settings().routine_days)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert gathered(draft).earlier_shares == 0


def test_what_was_filed_under_the_wrong_child_is_not_counted(
    rowan_house: Home,
    kit: Child,
    lark: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    same = own_initiative(childrens_services)
    record = sealed(rowan_house, kit, asha, same)
    shared(record, asha)
    draft = start_draft(rowan_house, kit, asha, same)
    assert gathered(draft).earlier_shares == 1
    refile(record, maya, lark, rowan_house, maya, reason="It is about Lark.", token=uuid4())
    assert gathered(draft).earlier_shares == 0


def test_whom_a_record_under_the_wrong_child_reached_has_been_told(
    rowan_house: Home, kit: Child, lark: Child, asha: Appointment, childrens_services: Agency
) -> None:
    wrong = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    answers = own_initiative(childrens_services)
    right = start_draft(rowan_house, lark, asha, answers, refiles=wrong)
    assert gathered(right).protectors_already_told
    assert gathered(right).abuse_already_reported
    assert not gathered(start_draft(rowan_house, lark, asha, answers)).protectors_already_told


def test_an_arrangement_that_may_be_used_is_known(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, childrens_services: Agency
) -> None:
    same = own_initiative(childrens_services)
    regularly = same.changed(
        start=Start.ROUTINE,
        arrangement=RoutineArrangement(
            how_often="Every Friday", review_on=clock.today() + timedelta(days=60)
        ),
    )
    record = sealed(rowan_house, kit, asha, regularly)
    assert record.needs_approval
    draft = start_draft(rowan_house, kit, asha, same)
    assert not gathered(draft).arrangement_in_force
    reviewed(record, maya, Verdict.AGREED)
    assert gathered(draft).arrangement_in_force


def test_until_when_the_author_is_trained_is_known(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    assert gathered(draft).author_trained_until is None
    asha.user.trained_until = date(2027, 1, 31)
    assert gathered(draft).author_trained_until == date(2027, 1, 31)


def gone_already(answers: Answers, **changes: object) -> Answers:
    """The same, stated as something that has gone."""
    values: dict[str, object] = {
        "start": Start.ALREADY_SHARED,
        "transfer": answers.transfer.changed(
            agency_type=AgencyType.SCHOOL,
            agency_name="Hollin Bank School",
            method=TransferMethod.SPOKEN,
        ),
        "urgent": Urgent(said="How Kit is doing", why="They plan lessons"),
        "decision": Decision(),
        **changes,
    }
    return answers.changed(**values)


def test_what_went_before_a_manager_agreed_was_let_go_by_nobody(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment
) -> None:
    held_back = unverified_caller()
    record = sealed(rowan_house, kit, asha, held_back)
    draft = start_draft(rowan_house, kit, asha, gone_already(held_back), follows=record)
    assert gathered(draft).approved == Approved()
    reviewed(record, maya, Verdict.AGREED)
    assert gathered(Draft.objects.get(pk=draft.pk)).approved == Approved()


def test_what_went_after_a_manager_agreed_was_what_they_let_go(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment
) -> None:
    held_back = unverified_caller()
    record = sealed(rowan_house, kit, asha, held_back)
    reviewed(record, maya, Verdict.AGREED)
    later = gone_already(held_back, request=held_back.request.changed(occurred_at=clock.now()))
    draft = start_draft(rowan_house, kit, asha, later, follows=record)
    held = gathered(draft).approved
    assert held is not None
    assert set(held.categories) == {InformationCategory.BEHAVIOUR, InformationCategory.EDUCATION}
    unsaid = later.changed(request=later.request.changed(occurred_at=None))
    assert gathered(draft, unsaid).approved == held


def test_what_a_manager_did_not_agree_to_was_let_go_by_nobody(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment
) -> None:
    held_back = unverified_caller()
    record = sealed(rowan_house, kit, asha, held_back)
    reviewed(record, maya, Verdict.NOT_AGREED)
    draft = start_draft(rowan_house, kit, asha, gone_already(held_back), follows=record)
    assert gathered(draft).approved == Approved()


def test_where_no_manager_was_to_agree_nothing_is_beyond_it(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    plain = own_initiative(childrens_services)
    record = sealed(rowan_house, kit, asha, plain)
    draft = start_draft(rowan_house, kit, asha, gone_already(plain), follows=record)
    assert gathered(draft).approved is None
    assert gathered(start_draft(rowan_house, kit, asha, gone_already(plain))).approved is None
    planned = start_draft(rowan_house, kit, asha, plain, follows=record)
    assert gathered(planned).approved is None


def test_it_takes_few_queries_and_no_more_as_the_record_grows(
    rowan_house: Home, kit: Child, asha: Appointment, sam: Appointment, childrens_services: Agency
) -> None:
    same = own_initiative(childrens_services)
    draft = start_draft(rowan_house, kit, asha, same)
    with CaptureQueriesContext(connection) as first:
        gathered(draft)
    for minutes in (5, 10):
        shared(sealed(rowan_house, kit, asha, same), asha)
        advised(draft, sam, Advice.SHARE, minutes=minutes)
    with CaptureQueriesContext(connection) as then:
        gathered(draft)
    assert len(then) == len(first) <= 9
