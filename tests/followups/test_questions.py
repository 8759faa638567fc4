"""Each follow-up is a question: it finds what is open, and doing the thing answers it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import Agency, Child
from children.recording import record_consent, withdraw_consent
from decisions.followups.gathering import by_urgency, follow_ups_of
from decisions.followups.row import FollowUp
from decisions.models import SharingDecision
from decisions.models.standing import may_be_shared
from decisions.policy.answers import PersonConcerned
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    PersonKind,
    PersonPart,
    Proof,
    Purpose,
    ReceiptOutcome,
    Severity,
    Told,
    TransferMethod,
    Verdict,
)
from decisions.recording.addendum import add
from decisions.recording.disclosure import receive
from infoshare.access.scope import reaches_kept
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.followups.made import (
    ON_CONSENT,
    full_form,
    gone,
    held_for_approval,
    refusal,
    reviewed,
    sealed,
    share,
    told,
    urgent_share,
)
from tests.policy.builders import item, own_initiative

# A Monday, at ten in the morning.
MONDAY = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def asked_at(when: datetime, person: Appointment) -> list[FollowUp]:
    with clock.at(when), reaches_kept():
        return follow_ups_of(person.user, when)


def found(when: datetime, person: Appointment) -> set[tuple[str, str]]:
    """Question and record code of everything open."""
    return {(row.question, row.about.code) for row in asked_at(when, person)}


def test_an_urgent_record_is_completed_within_24_hours(
    asha: Appointment, maya: Appointment, kit: Child, childrens_services: Agency
) -> None:
    with clock.at(MONDAY):
        record = urgent_share(asha, kit, childrens_services)
    before = asked_at(MONDAY + timedelta(hours=23), maya)
    row = next(one for one in before if one.question == "urgent-to-complete")
    assert row.about.code == record.code
    assert row.rule == "A01"
    assert not row.is_late(MONDAY + timedelta(hours=23))
    assert row.is_late(MONDAY + timedelta(hours=24))
    with clock.at(MONDAY + timedelta(hours=23)):
        full_form(asha, record, childrens_services)
    assert ("urgent-to-complete", record.code) not in found(MONDAY + timedelta(hours=26), maya)


def test_an_urgent_share_is_reviewed_by_a_manager(
    asha: Appointment, maya: Appointment, kit: Child, childrens_services: Agency
) -> None:
    with clock.at(MONDAY):
        record = urgent_share(asha, kit, childrens_services)
    row = next(
        one
        for one in asked_at(MONDAY + timedelta(hours=1), maya)
        if one.question == "share-to-review"
    )
    assert row.due.isoformat() == "2026-11-10T23:59:59+00:00"
    with clock.at(MONDAY + timedelta(hours=2)):
        reviewed(record, maya, Verdict.REVIEWED_AFTERWARDS)
    assert ("share-to-review", record.code) not in found(MONDAY + timedelta(hours=3), maya)


def test_what_was_agreed_is_open_until_it_is_written_that_it_went(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> None:
    with clock.at(MONDAY):
        record = held_for_approval(asha, kit, school)
        assert found(MONDAY, maya) == set()
        reviewed(record, maya, Verdict.AGREED)
        assert found(MONDAY, maya) == {("agreed-to-share", record.code)}
        gone(record, asha, school)
        assert found(MONDAY, maya) == set()


def test_a_refusal_asks_for_nothing(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> None:
    with clock.at(MONDAY):
        refusal(asha, kit, school)
        assert found(MONDAY, maya) == set()


def test_an_urgent_record_that_reached_its_recipient_is_not_asked_for_again_when_completed(
    asha: Appointment, maya: Appointment, kit: Child, childrens_services: Agency
) -> None:
    with clock.at(MONDAY):
        record = urgent_share(asha, kit, childrens_services)
        completed = full_form(asha, record, childrens_services)
        open_now = found(MONDAY, maya)
    assert ("agreed-to-share", record.code) not in open_now
    assert ("agreed-to-share", completed.code) not in open_now


def test_a_question_waits_for_its_answer(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> None:
    with clock.at(MONDAY):
        record = held_for_approval(asha, kit, school)
        reviewed(record, maya, Verdict.QUESTION, "Which lessons?")
        assert found(MONDAY, maya) == {("question-to-answer", record.code)}
        answer = sealed(
            asha, kit, own_initiative(transfer=told(school), request=_now()), follows=record
        )
        assert ("question-to-answer", record.code) not in found(MONDAY, maya)
        assert ("agreed-to-share", answer.code) in found(MONDAY, maya)


@pytest.mark.parametrize(
    ("severity", "still_silent", "late"),
    [
        # Shared on Monday at ten: one working day ends on Tuesday at ten.
        (Severity.SIGNIFICANT, timedelta(hours=23), timedelta(hours=24)),
        # Five working days end on the Monday after.
        (Severity.WELFARE, timedelta(days=6, hours=23), timedelta(days=7)),
    ],
)
def test_a_silent_recipient_is_asked_after_so_many_working_days(
    severity: Severity,
    still_silent: timedelta,
    late: timedelta,
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    with clock.at(MONDAY):
        record = share(asha, kit, childrens_services, concern={"severity": severity})
        disclosure = gone(record, asha, childrens_services)
    assert ("silent-recipient", record.code) not in found(MONDAY + still_silent, maya)
    row = next(one for one in asked_at(MONDAY + late, maya) if one.question == "silent-recipient")
    assert (row.about.code, row.rule) == (record.code, "H08")
    with clock.at(MONDAY + late):
        answer = {"heard_at": clock.now(), "words": "", "token": uuid4()}
        receive(disclosure, asha, outcome=ReceiptOutcome.NOT_RECEIVED, **answer)
        assert ("silent-recipient", record.code) in found(MONDAY + late, maya)
        answer["token"] = uuid4()
        receive(disclosure, asha, outcome=ReceiptOutcome.RECEIVED, **answer)
        assert ("silent-recipient", record.code) not in found(MONDAY + late, maya)


@pytest.mark.parametrize(
    ("kind", "purpose", "severity", "asked"),
    [
        (AgencyType.PARENT_PR, Purpose.FAMILY_CONTACT, Severity.WELFARE, False),
        (AgencyType.RELATIVE_OTHER, Purpose.FAMILY_CONTACT, Severity.NONE, False),
        (AgencyType.PARENT_PR, Purpose.FAMILY_CONTACT, Severity.CONCERN, True),
        (AgencyType.PARENT_PR, Purpose.OTHER, Severity.WELFARE, True),
        (AgencyType.SCHOOL, Purpose.FAMILY_CONTACT, Severity.WELFARE, True),
    ],
)
def test_nobody_waits_for_family_to_answer_everyday_news(
    kind: AgencyType,
    purpose: Purpose,
    severity: Severity,
    asked: bool,
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
) -> None:
    nothing = {"harms": (), "at_risk": ()} if severity is Severity.NONE else {}
    said = {"code": purpose, "words": "To keep family informed."}
    with clock.at(MONDAY):
        concern = {"severity": severity, **nothing}
        record = share(asha, kit, school, purpose=said, concern=concern)
        Agency.objects.filter(pk=school.pk).update(agency_type=kind.value)
        gone(record, asha, Agency.objects.get(pk=school.pk))
    waiting = found(MONDAY + timedelta(days=8), maya)
    assert (("silent-recipient", record.code) in waiting) is asked


def test_somebody_is_told_by_the_day_that_the_record_names(
    asha: Appointment, maya: Appointment, kit: Child, childrens_services: Agency
) -> None:
    friday = MONDAY + timedelta(days=4)
    with clock.at(MONDAY):
        record = share(
            asha,
            kit,
            childrens_services,
            openness={
                "child_told": Told.NOT_WOULD_RAISE_RISK,
                "parents_told": Told.TOLD,
                "why_not": "He would warn the adult before the police come.",
                "look_again_on": friday.date(),
            },
        )
        gone(record, asha, childrens_services)
    assert ("people-to-tell", record.code) not in found(friday - timedelta(days=1), maya)
    assert ("people-to-tell", record.code) in found(friday, maya)
    with clock.at(friday):
        add(
            record,
            asha,
            kind=AddendumKind.TOLD,
            words="Told him today.",
            reason="It is safe now.",
            token=uuid4(),
        )
    assert ("people-to-tell", record.code) not in found(friday, maya)


def test_whoever_received_under_a_consent_is_told_when_it_is_taken_back(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> None:
    with clock.at(MONDAY):
        consent = record_consent(
            kit,
            asha.home,  # type: ignore[arg-type]
            asha,
            giver=ConsentGiver.CHILD,
            state=ConsentState.GIVEN,
            purpose=Purpose.CARE_PLANNING,
            recipient=school,
            items=[InformationCategory.BEHAVIOUR],
            given_on=MONDAY.date(),
            expires_on=MONDAY.date() + timedelta(days=90),
            explained="Talked it through.",
            told_of_withdrawal=True,
            competence_assessed=True,
        )
        record = share(asha, kit, school, basis=ON_CONSENT)
        gone(record, asha, school)
    later = MONDAY + timedelta(hours=1)
    assert ("recipient-to-tell", record.code) not in found(later, maya)
    with clock.at(later):
        withdraw_consent(consent, asha, withdrawn_on=clock.today())
    assert ("recipient-to-tell", record.code) in found(later, maya)
    with clock.at(later):
        add(
            record,
            asha,
            kind=AddendumKind.TOLD,
            words="Rang the school.",
            reason="Consent was taken back.",
            token=uuid4(),
        )
    assert ("recipient-to-tell", record.code) not in found(later, maya)


@pytest.mark.parametrize(("days_before", "asked"), [(4, True), (3, False), (0, False)])
def test_an_allegation_is_looked_at_on_its_day_or_before_the_weekend(
    days_before: int, asked: bool, asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> None:
    day = MONDAY + timedelta(days=14)
    person = PersonConcerned(
        kind=PersonKind.ADULT,
        part=PersonPart.MAY_POSE_RISK,
        name="Carl Tolland",
        proof=Proof.UNPROVEN,
        review_on=day.date(),
    )
    with clock.at(MONDAY):
        record = share(asha, kit, school, people=(person,), items=(item(identifies_other=True),))
    with clock.at(day - timedelta(days=days_before)):
        said = {"words": "Still not proven.", "reason": "It is time.", "token": uuid4()}
        add(record, asha, kind=AddendumKind.ALLEGATION_REVIEWED, **said)
    assert (("allegation-to-review", record.code) in found(day, maya)) is asked


@pytest.mark.parametrize(
    ("method", "kind", "asked"),
    [
        (TransferMethod.TELEPHONE, AgencyType.SCHOOL, True),
        (TransferMethod.TELEPHONE, AgencyType.PARENT_PR, False),
        (TransferMethod.TELEPHONE, AgencyType.PARENT_NO_PR, False),
        (TransferMethod.TELEPHONE, AgencyType.RELATIVE_OTHER, False),
        (TransferMethod.SPOKEN, AgencyType.SCHOOL, False),
        (TransferMethod.SECURE_MEETING, AgencyType.SCHOOL, False),
    ],
)
def test_what_was_told_by_telephone_is_confirmed_in_writing_but_not_to_a_family(
    method: TransferMethod,
    kind: AgencyType,
    asked: bool,
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
) -> None:
    with clock.at(MONDAY):
        record = share(asha, kit, school)
        Agency.objects.filter(pk=school.pk).update(agency_type=kind.value)
        gone(record, asha, Agency.objects.get(pk=school.pk), method=method)
        assert (("confirm-in-writing", record.code) in found(MONDAY, maya)) is asked


def test_the_database_and_the_record_agree_about_what_may_go(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> None:
    with clock.at(MONDAY):
        made = [
            share(asha, kit, school),
            refusal(asha, kit, school),
            held_for_approval(asha, kit, school),
            urgent_share(asha, kit, school, shared=False),
        ]
        for verdict in (Verdict.AGREED, Verdict.NOT_AGREED, Verdict.QUESTION):
            made.append(held_for_approval(asha, kit, school))
            reviewed(made[-1], maya, verdict)
        made.append(urgent_share(asha, kit, school, shared=False))
        reviewed(made[-1], maya, Verdict.REVIEWED_AFTERWARDS)
        listed = {code for question, code in found(MONDAY, maya) if question == "agreed-to-share"}
    fresh = SharingDecision.objects.filter(pk__in=[one.pk for one in made])
    assert listed == {one.code for one in fresh if may_be_shared(one)}
    assert len(listed) == 4


def test_another_homes_records_are_never_asked(
    asha: Appointment,
    maya: Appointment,
    otto: Appointment,
    bryn: Appointment,
    kit: Child,
    lark: Child,
    school: Agency,
    childrens_services: Agency,
) -> None:
    with clock.at(MONDAY):
        urgent_share(bryn, lark, childrens_services)
        mine = urgent_share(asha, kit, childrens_services)
        assert {code for _, code in found(MONDAY, maya)} == {mine.code}
        assert found(MONDAY, otto) == set()
        # A care worker's own list is on the start page; the homes' list is not theirs.
        assert found(MONDAY, asha) == set()


def test_the_number_of_queries_does_not_grow_with_the_number_of_rows(
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
    django_assert_num_queries: Callable[..., object],
) -> None:
    def several() -> None:
        urgent_share(asha, kit, childrens_services)
        share(asha, kit, childrens_services)
        gone(share(asha, kit, childrens_services), asha, childrens_services)

    later = MONDAY + timedelta(days=30)
    with clock.at(MONDAY):
        several()
    counted = _queries(later, maya)
    with clock.at(MONDAY):
        several()
        several()
    with django_assert_num_queries(counted):
        rows = asked_at(later, maya)
    assert len(rows) >= 12
    assert counted <= 62


def test_what_is_late_comes_before_danger_that_is_not(
    asha: Appointment, maya: Appointment, kit: Child, childrens_services: Agency
) -> None:
    with clock.at(MONDAY):
        share(asha, kit, childrens_services)
    with clock.at(MONDAY + timedelta(hours=26)):
        urgent_share(asha, kit, childrens_services)
    rows = asked_at(MONDAY + timedelta(hours=27), maya)
    ordered = [row.question for row in by_urgency(rows, MONDAY + timedelta(hours=27))]
    assert ordered == [
        "agreed-to-share",
        "urgent-to-complete",
        "share-to-review",
        "confirm-in-writing",
    ]


def test_of_what_is_late_danger_comes_first(
    asha: Appointment, maya: Appointment, kit: Child, childrens_services: Agency
) -> None:
    with clock.at(MONDAY):
        share(asha, kit, childrens_services)
    with clock.at(MONDAY + timedelta(hours=2)):
        urgent_share(asha, kit, childrens_services)
    rows = asked_at(MONDAY + timedelta(hours=27), maya)
    ordered = [row.question for row in by_urgency(rows, MONDAY + timedelta(hours=27))]
    assert ordered == [
        "silent-recipient",
        "urgent-to-complete",
        "agreed-to-share",
        "confirm-in-writing",
        "share-to-review",
    ]


def _queries(when: datetime, person: Appointment) -> int:
    with CaptureQueriesContext(connection) as captured:
        asked_at(when, person)
    return len(captured)


def _now() -> dict[str, object]:
    return {"occurred_at": clock.now() - timedelta(hours=1)}
