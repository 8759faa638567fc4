"""An arrangement stands as its record, what followed it and what is held about the child say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from children.models import Agency, Child, NotToBeTold
from children.recording import record_consent, withdraw_consent
from decisions.models import SharingDecision
from decisions.policy.terms import (
    Basis,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Purpose,
    Verdict,
)
from decisions.recording import everyday, reading
from decisions.recording.arrangement_state import State, as_they_stand
from decisions.recording.arrangements import arrangement_in_force, arrangements_of, used_lately
from decisions.recording.disclosure import DisclosureRefused
from infoshare.common import clock
from infoshare.ledger.reading import LedgerMismatch, read_many
from infoshare.organisation.models import Appointment, Home, Provider, SettingsVersion
from tests.everyday.made import GRACE, ITEMS, REVIEW_ON, agreed, share, signed, stands
from tests.followups.made import reviewed

TOMORROW = timedelta(days=1)


def test_it_waits_for_a_manager_then_is_in_use(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> None:
    record = signed(asha, kit, school)
    assert record.needs_approval
    assert record.review_on == REVIEW_ON
    assert stands(record).state is State.NOT_AGREED_YET
    with pytest.raises(DisclosureRefused, match="a manager has not agreed"):
        share(record, asha)
    reviewed(record, maya, Verdict.AGREED)
    assert stands(record).state is State.IN_FORCE


@pytest.mark.parametrize(
    ("verdict", "state"),
    [(Verdict.NOT_AGREED, State.ENDED), (Verdict.QUESTION, State.NOT_AGREED_YET)],
)
def test_another_answer_than_yes_lets_nothing_go(
    verdict: Verdict,
    state: State,
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
) -> None:
    record = signed(asha, kit, school)
    reviewed(record, maya, verdict, "Why so often?")
    found = stands(record)
    assert found.state is state
    assert "manager" in found.why
    with pytest.raises(DisclosureRefused):
        share(record, asha)


@pytest.mark.parametrize(
    ("day", "state", "says"),
    [
        (REVIEW_ON, State.IN_FORCE, "Look at it again by 1 March 2027."),
        (REVIEW_ON + TOMORROW, State.REVIEW_DUE, "You can use it until 15 March 2027."),
        (REVIEW_ON + GRACE, State.REVIEW_DUE, "Renew it now."),
        (REVIEW_ON + GRACE + TOMORROW, State.CLOSED, "Renew it to use it again."),
    ],
)
def test_a_review_that_lapsed_warns_and_then_closes(
    day: date, state: State, says: str, arrangement: SharingDecision
) -> None:
    found = stands(arrangement, day)
    assert found.state is state
    assert says in found.why


def test_its_days_of_grace_are_those_of_the_time_when_it_was_signed(
    arrangement: SharingDecision, meadowbank: Provider
) -> None:
    """What the provider sets later is for arrangements that are signed later."""
    SettingsVersion.objects.create(
        provider=meadowbank,
        version=1,
        in_force_from=clock.now(),
        values='{"version": 1, "arrangement_grace_days": 0}',
    )
    assert stands(arrangement, REVIEW_ON + GRACE).state is State.REVIEW_DUE
    with clock.at(datetime.combine(REVIEW_ON + GRACE, time(12), UTC)):
        record = SharingDecision.objects.filter(pk=arrangement.pk)
        assert [one.state for one in as_they_stand(record, clock.today())] == [State.REVIEW_DUE]


def test_who_ends_it_stands_in_its_reason(arrangement: SharingDecision, ben: Appointment) -> None:
    token = uuid4()
    first = everyday.end(arrangement, ben, reason="Kit asked us to stop.", token=token)
    assert everyday.end(arrangement, ben, reason="Kit asked us to stop.", token=token) == first
    found = stands(arrangement)
    assert found.state is State.ENDED
    assert found.why == "Ben Castell ended it on 8 November 2026."
    with pytest.raises(DisclosureRefused, match="Ben Castell ended it"):
        share(arrangement, ben)


def test_one_that_is_renewed_and_agreed_takes_its_place(
    arrangement: SharingDecision, asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> None:
    newer = signed(asha, kit, school, follows=arrangement)
    assert stands(arrangement).state is State.IN_FORCE
    reviewed(newer, maya, Verdict.AGREED)
    assert stands(arrangement).why == "It was renewed. Use the new one."
    assert stands(newer).usable


def test_a_renewal_asks_the_childs_view_and_the_day_again(
    arrangement: SharingDecision, ben: Appointment
) -> None:
    draft = everyday.renew(arrangement, ben)
    assert everyday.renew(arrangement, ben) == draft
    answers = draft.read()
    assert answers.agreement.view is None
    assert answers.arrangement.review_on is None
    assert answers.arrangement.how_often == "Every Friday"
    assert answers.items == ITEMS


def test_a_recipient_who_left_the_directory_ends_it(
    arrangement: SharingDecision, school: Agency
) -> None:
    school.active = False
    school.save()
    assert stands(arrangement).why == "They are no longer in your list of organisations."


@pytest.mark.parametrize("by_name", [False, True])
def test_a_recipient_on_the_childs_list_ends_it_until_lifted(
    by_name: bool, arrangement: SharingDecision, kit: Child, school: Agency, maya: Appointment
) -> None:
    entry = NotToBeTold.objects.create(
        child=kit,
        name="Priya Nair" if by_name else "The school",
        agency=None if by_name else school,
        reason="An allegation.",
        added_by=maya,
        added_at=clock.now(),
    )
    assert "must not be told" in stands(arrangement).why
    entry.lifted_at, entry.lifted_by, entry.lift_reason = clock.now(), maya, "Looked into."
    entry.save()
    assert stands(arrangement).usable


def test_it_ends_where_the_child_no_longer_lives_here(
    arrangement: SharingDecision, kit: Child
) -> None:
    kit.placements.update(ends_on=clock.today())
    assert stands(arrangement).why == "The child does not live at this home now."


def test_it_leans_on_a_consent_as_long_as_that_stands(
    asha: Appointment, maya: Appointment, kit: Child, rowan_house: Home, school: Agency
) -> None:
    consent = record_consent(
        kit,
        rowan_house,
        asha,
        giver=ConsentGiver.CHILD,
        state=ConsentState.GIVEN,
        purpose=Purpose.CARE_PLANNING,
        recipient=school,
        items=[InformationCategory.BEHAVIOUR, InformationCategory.EDUCATION],
        given_on=clock.today(),
        expires_on=date(2027, 1, 31),
        explained="In her own room, with the plan",
        told_of_withdrawal=True,
        competence_assessed=True,
    )
    record = agreed(asha, maya, kit, school, basis={"basis": Basis.A6_1_A, "interest": None})
    assert stands(record).usable
    assert stands(record, date(2027, 2, 1)).state is State.ENDED
    withdraw_consent(consent, asha, withdrawn_on=clock.today(), words="Stop")
    assert stands(record).why == "The consent for it was taken back, or has run out."


def test_an_arrangement_whose_bytes_were_changed_lets_nothing_go(
    arrangement: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    police: Agency,
    signed_in: Callable[[Appointment], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stored_otherwise(log: UUID, seqs: Sequence[int], **only: Any) -> Any:
        if arrangement.seq in seqs:
            raise LedgerMismatch(log=log, seq=seqs[0], part=None, expected=None, found=None)
        return read_many(log, seqs, **only)

    other = agreed(asha, maya, kit, police)
    monkeypatch.setattr(reading, "read_many", stored_otherwise)
    found, whole = as_they_stand([arrangement, other], clock.today())
    assert found.state is State.ENDED
    assert "does not match its seal" in found.why
    assert whole.usable
    assert signed_in(asha).get("/").status_code == 200
    assert signed_in(asha).get(reverse("everyday")).status_code == 200


def test_what_is_in_force_goes_by_recipient_and_purpose(
    arrangement: SharingDecision, kit: Child, school: Agency, police: Agency
) -> None:
    today, planning = clock.today(), Purpose.CARE_PLANNING
    assert arrangement_in_force(kit, school.pk, planning, today)
    assert not arrangement_in_force(kit, police.pk, planning, today)
    assert not arrangement_in_force(kit, school.pk, Purpose.EDUCATION, today)
    assert not arrangement_in_force(kit, None, planning, today)
    assert not arrangement_in_force(kit, school.pk, planning, REVIEW_ON + GRACE + TOMORROW)


def test_those_used_last_come_first_and_closed_ones_are_left_out(
    arrangement: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    bryn: Appointment,
    kit: Child,
    police: Agency,
) -> None:
    other = agreed(asha, maya, kit, police)
    later = clock.now() + timedelta(minutes=5)
    with clock.at(later):
        share(arrangement, asha)
        found = [one.decision for one in used_lately(asha.user, clock.today(), 6)]
        assert found == [arrangement, other]
        assert used_lately(bryn.user, clock.today(), 6) == []
    assert used_lately(asha.user, REVIEW_ON + GRACE + TOMORROW, 6) == []


def test_a_list_asks_as_often_for_one_as_for_many(
    arrangement: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    records = SharingDecision.objects.visible_to(asha.user)
    with CaptureQueriesContext(connection) as for_one:
        assert len(arrangements_of(kit, records, clock.today())) == 1
    for _ in range(4):
        agreed(asha, maya, kit, school)
    with django_assert_num_queries(len(for_one)):
        assert len(arrangements_of(kit, records, clock.today())) == 5
