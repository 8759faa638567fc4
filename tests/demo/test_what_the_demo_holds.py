"""The invented world has what somebody who looks round should find."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from uuid import UUID

import pytest

from children.models import Agency, Child, Consent, Professional, Relative, Wish
from children.models import NotToBeTold as Listed
from decisions.followups.gathering import follow_ups_of, own_follow_ups_of
from decisions.models import (
    Addendum,
    AdviceAsked,
    AdviceGiven,
    Disclosure,
    Draft,
    PersonConcerned,
    Receipt,
    Review,
    SharingDecision,
)
from decisions.models.standing import Standing, standing
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    LegalStatus,
    Outcome,
    Proof,
    ReceiptOutcome,
    ReviewStage,
    Role,
    Severity,
    Start,
    Verdict,
    Verification,
    VisitorRole,
)
from decisions.recording.arrangement_state import State, as_they_stand
from decisions.recording.breach import breach_since
from decisions.recording.reading import read_rows
from decisions.recording.stages import answered_by_telephone, conditions_of, to_be_confirmed
from infoshare.common import clock
from infoshare.demo.world import PASSWORD, World
from infoshare.organisation.models import Appointment, Home, User, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

A_MONTH = timedelta(days=30.4)
DRAMA_NUMBERS = re.compile(r"(01632 960\d{3}|020 7946 0\d{3}|07700 900\d{3})?")

records = SharingDecision.objects


def test_it_has_two_homes_and_ten_children() -> None:
    assert sorted(Home.objects.values_list("name", flat=True)) == ["Rowan House", "Willow Lodge"]
    ages = [child.age_on(clock.today()) for child in Child.objects.all()]
    assert len(ages) == 10
    assert min(ages) == 9
    assert max(ages) == 17


def test_its_children_live_in_both_homes_under_different_legal_statuses() -> None:
    placements = Home.objects.values_list("name", "placements__legal_status")
    assert {home for home, _ in placements} == {"Rowan House", "Willow Lodge"}
    statuses = {status for _, status in placements}
    assert len(statuses) >= 5
    assert statuses <= {str(status.value) for status in LegalStatus}


def test_fourteen_people_hold_every_role_of_a_provider_with_enough_managers() -> None:
    now = Appointment.objects.select_related("user").in_force(clock.now())
    assert len({appointment.user for appointment in now}) == 14
    roles = {str(role.value) for role in Role if role is not Role.OUTSIDE_SECOND_PERSON}
    assert {appointment.role for appointment in now} == roles


def test_somebody_has_left() -> None:
    left = Appointment.objects.filter(ends_at__lte=clock.now())
    assert [one.user.name for one in left] == ["Tamsin Reid"]


def test_both_homes_have_gone_live() -> None:
    assert all(home.is_live for home in Home.objects.all())


def test_everybody_signs_in_with_the_password_that_it_prints(world: World) -> None:
    hashes = {person.user.password for person in world.people.values()}
    assert len(hashes) == 1
    assert world.people["asha"].user.check_password(PASSWORD)


def test_an_inspector_and_an_independent_person_are_visiting_now() -> None:
    open_now = Visit.objects.in_force(clock.now())
    assert sorted(visit.role for visit in open_now) == sorted(str(r.value) for r in VisitorRole)
    assert all(visit.visitor.check_password(PASSWORD) for visit in open_now)


def test_nobodys_lists_hold_anything_that_is_late_by_months(world: World) -> None:
    now = clock.now()
    for name, person in world.people.items():
        rows = [*own_follow_ups_of(person.user, now), *follow_ups_of(person.user, now)]
        late = {(row.what, row.about.code) for row in rows if now - row.due > A_MONTH}
        assert not late, name


def test_at_least_sixty_decisions_span_seventeen_months() -> None:
    times = records.values_list("recorded_at", flat=True)
    assert len(times) >= 60
    assert max(times) - min(times) >= 17 * A_MONTH
    assert clock.now() - max(times) < timedelta(hours=12)


def test_nothing_has_happened_in_the_future(world: World) -> None:
    for model in (SharingDecision, Review, Disclosure, Receipt, Addendum, Consent, Wish, Visit):
        assert not model.objects.filter(recorded_at__gt=world.now).exists(), model
    assert not Disclosure.objects.filter(shared_at__gt=world.now).exists()
    assert not Draft.objects.filter(touched_at__gt=world.now).exists()


def _completed_late(record: SharingDecision) -> bool:
    full = getattr(record, "completed_by", None)
    return full is not None and full.recorded_at - record.recorded_at > timedelta(hours=24)


def _standing(wanted: Standing) -> Callable[[SharingDecision], bool]:
    return lambda record: standing(record) is wanted


def _answered(record: SharingDecision) -> bool:
    return standing(record) is Standing.RETURNED and record.followed_by.exists()


def _astray(record: SharingDecision) -> bool:
    return record.disclosures.filter(outside_rules=True).exists()


def _named_and_answered_by(record: SharingDecision, name: str) -> bool:
    by = record.reviews.filter(reviewer_person__name__startswith=name)
    return record.named_staff.exists() and by.exists()


@cache
def _handed_over() -> set[UUID]:
    return {pk for pk, sealed in read_rows(records.all()).items() if sealed["facts"]["handed_over"]}


KINDS: dict[str, Callable[[SharingDecision], bool]] = {
    "shared": lambda record: record.outcome == Outcome.SHARE.value,
    "shared in part": lambda record: record.outcome == Outcome.SHARE_PART.value,
    "refused": lambda record: record.outcome == Outcome.NOT_SHARE.value,
    "without naming the child": lambda record: not record.identifiable,
    "urgent and completed": lambda record: record.urgent and hasattr(record, "completed_by"),
    "urgent and completed late": lambda record: record.urgent and _completed_late(record),
    "urgent and reviewed": lambda record: record.urgent and record.reviews.exists(),
    "urgent, completed, not reviewed": lambda record: (
        record.urgent and hasattr(record, "completed_by") and not record.reviews.exists()
    ),
    "urgent, to complete tonight": lambda record: (
        record.urgent
        and not hasattr(record, "completed_by")
        and clock.now() - record.recorded_at < timedelta(hours=24)
    ),
    "waiting for a manager": _standing(Standing.AWAITING),
    "waiting about significant harm": lambda record: (
        standing(record) is Standing.AWAITING and record.severity == Severity.SIGNIFICANT.value
    ),
    "a refusal waiting": lambda record: standing(record) is Standing.AWAITING and not record.shares,
    "agreed and not sent yet": lambda record: (
        standing(record) is Standing.AGREED and not record.disclosures.exists()
    ),
    "a share not agreed": lambda record: standing(record) is Standing.NOT_AGREED and record.shares,
    "a refusal that a manager turned into a share": lambda record: (
        standing(record) is Standing.NOT_AGREED
        and any(later.shares for later in record.followed_by.all())
    ),
    "returned and answered": _answered,
    "returned and not answered": lambda record: (
        standing(record) is Standing.RETURNED and not record.followed_by.exists()
    ),
    "a child is moving": lambda record: record.start == Start.MOVE.value,
    "an unverified caller refused": lambda record: (
        record.verification == Verification.NONE.value and not record.shares
    ),
    "a police form": lambda record: record.verification == Verification.WRITTEN_REQUEST_FORM.value,
    "a consent as basis": lambda record: record.basis_id == "A6_1_A",
    "a legal duty": lambda record: record.basis_id == "A6_1_C",
    "life at risk": lambda record: record.basis_id == "A6_1_D",
    "about several children": lambda record: (
        SharingDecision.objects.filter(beside=record).count() == 2
    ),
    "filed under the wrong child": lambda record: record.addenda.filter(
        kind=AddendumKind.REFILED.value
    ).exists(),
    "written anew for the right child": lambda record: record.refiles_id is not None,
    "shared already, within the rules": lambda record: (
        record.start == Start.ALREADY_SHARED.value and not _astray(record)
    ),
    "shared outside the rules and checked": lambda record: (
        _astray(record) and breach_since(record) is None
    ),
    "shared outside the rules, to be checked": lambda record: breach_since(record) is not None,
    "a concern about staff, answered": lambda record: _named_and_answered_by(record, "Ruth"),
    "a concern about the responsible individual, answered": lambda record: _named_and_answered_by(
        record, "Nell"
    ),
    "agreed by telephone and confirmed": lambda record: (
        answered_by_telephone(record) is not None and to_be_confirmed(record) is None
    ),
    "agreed by telephone, to be confirmed": lambda record: to_be_confirmed(record) is not None,
    "agreed with conditions": lambda record: conditions_of(record) is not None,
    "taken higher, decided": lambda record: record.reviews.filter(
        stage=ReviewStage.ESCALATION.value
    ).exists(),
    "taken higher, waiting": _standing(Standing.ESCALATED),
    "advised otherwise": lambda record: (
        record.shares
        and AdviceGiven.objects.filter(draft_id=record.draft_id, advises="DO_NOT_SHARE").exists()
    ),
    "written late, from paper": lambda record: (
        not record.urgent and record.recorded_at - record.occurred_at > timedelta(hours=36)
    ),
    "signed by another than began it": lambda record: record.pk in _handed_over(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_record_of_each_kind(kind: str) -> None:
    assert any(KINDS[kind](record) for record in records.all())


def test_records_wait_in_both_homes() -> None:
    waiting = records.awaiting_approval().values_list("home__name", flat=True)
    assert set(waiting) == {"Rowan House", "Willow Lodge"}


@pytest.mark.parametrize(
    "agency",
    [
        AgencyType.MEDIA,
        AgencyType.SCHOOL,
        AgencyType.POLICE,
        AgencyType.HEALTH_GP,
        AgencyType.HEALTH_CAMHS,
        AgencyType.HEALTH_LAC_NURSE,
        AgencyType.YOUTH_JUSTICE,
        AgencyType.SOLICITOR,
        AgencyType.LADO,
        AgencyType.LA_EDT,
        AgencyType.OFSTED,
        AgencyType.PARENT_PR,
        AgencyType.PARENT_NO_PR,
        AgencyType.RELATIVE_OTHER,
    ],
    ids=str,
)
def test_it_deals_with_all_kinds_of_people(agency: AgencyType) -> None:
    assert records.filter(recipient_type=agency.value).exists()


def test_every_verdict_receipt_and_addendum_is_there() -> None:
    assert set(Review.objects.values_list("verdict", flat=True)) == {str(v.value) for v in Verdict}
    assert set(Receipt.objects.values_list("outcome", flat=True)) == {
        str(outcome.value) for outcome in ReceiptOutcome
    }
    kinds = {str(kind.value) for kind in AddendumKind}
    assert set(Addendum.objects.values_list("kind", flat=True)) == kinds


def test_advice_was_given_before_one_was_signed() -> None:
    advised = AdviceGiven.objects.values_list("draft_id", flat=True)
    assert records.filter(draft_id__in=advised).exists()


def test_advice_asked_on_screen_was_given_and_waits() -> None:
    asked = AdviceAsked.objects.select_related("asked_of__home", "home")
    assert asked.filter(answer__isnull=False).exists()
    waiting = asked.unanswered()
    assert any(one.asked_of.home_id is None for one in waiting)
    assert any(one.asked_of.home_id not in (None, one.home_id) for one in waiting)


@pytest.mark.parametrize("state", State)
def test_there_is_everyday_sharing_in_each_state(state: State) -> None:
    rows = records.filter(start=Start.ROUTINE.value)
    assert state in {one.state for one in as_they_stand(rows, clock.today())}


def test_what_is_shared_every_day_is_shared_again_and_again() -> None:
    rows = records.filter(start=Start.ROUTINE.value)
    assert max(row.disclosures.count() for row in rows) >= 5


def test_drafts_were_handed_over_wait_too_long_or_were_left_behind() -> None:
    drafts = Draft.objects.with_author_here(clock.now())
    assert drafts.filter(hand_overs__isnull=False).exists()
    assert drafts.filter(author_here=False).exists()
    two_hours_ago = clock.now() - timedelta(hours=2)
    assert drafts.serious().filter(created_at__lt=two_hours_ago).exists()
    assert drafts.filter(decide_at__lt=clock.now()).exists()


def test_an_allegation_that_is_not_proven_is_to_be_looked_at_again() -> None:
    today = clock.today()
    due = PersonConcerned.objects.filter(proof=Proof.UNPROVEN.value, review_on__lte=today)
    assert due.filter(review_on__gte=today - timedelta(days=5)).exists()


def test_drafts_wait_for_their_authors() -> None:
    outcomes = {draft.read().decision.outcome for draft in Draft.objects.all()}
    assert {None, Outcome.ASK_ADVICE, Outcome.DECIDE_LATER} <= outcomes


def test_consents_were_given_refused_withdrawn_and_ran_out() -> None:
    states = set(Consent.objects.values_list("state", flat=True))
    assert {"given", "refused", "withdrawn", "requested"} <= states
    assert Consent.objects.standing().filter(expires_on__lt=clock.today()).exists()
    assert Wish.objects.exists()


def test_somebody_was_taken_off_a_list_of_those_not_to_be_told() -> None:
    assert Listed.objects.filter(lifted_at__isnull=True).exists()
    assert Listed.objects.filter(lifted_at__isnull=False).exists()


@pytest.mark.parametrize("manager", ["maya", "huw"])
def test_a_manager_finds_things_to_follow_up_and_none_forgotten_for_a_month(
    manager: str, world: World
) -> None:
    now = clock.now()
    rows = follow_ups_of(world.people[manager].user, now)
    assert rows
    assert [row.what for row in rows if now - row.due > A_MONTH] == []


def test_every_number_is_kept_for_drama_and_every_address_is_an_example() -> None:
    numbers = [
        *Agency.objects.values_list("number", flat=True),
        *Professional.objects.values_list("number", flat=True),
        *User.objects.values_list("telephone", flat=True),
        *Relative.objects.values_list("number", flat=True),
        *Home.objects.values_list("telephone", flat=True),
        *Home.objects.values_list("on_call_number", flat=True),
    ]
    assert [number for number in numbers if not DRAMA_NUMBERS.fullmatch(number)] == []
    addresses = Agency.objects.exclude(address="").values_list("address", flat=True)
    assert [address for address in addresses if not address.endswith(".example")] == []
