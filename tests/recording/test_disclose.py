"""What really left: only what was decided, to whom it was decided, once nothing holds it back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from children.models import Agency, Child
from decisions.models import DisclosedItem, Disclosure, SharingDecision
from decisions.policy.terms import Contact, TransferMethod, Verdict
from decisions.recording.disclosure import DisclosureRefused, disclose
from decisions.recording.parts import UsedElsewhere
from decisions.recording.reading import read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    refusing_social_care,
    reviewed,
    sealed,
    sealed_urgent,
    shared,
    unverified_caller,
    urgently,
    what_left,
)


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    """A part share that waits for nobody: items 1 and 2 go, 3 stays."""
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


@pytest.fixture
def held(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    return sealed(rowan_house, kit, asha, unverified_caller())


def test_it_says_item_by_item_what_left_to_whom_how_and_when(
    record: SharingDecision, asha: Appointment, childrens_services: Agency
) -> None:
    disclosure = shared(record, asha)
    parts = read_sealed(disclosure)
    assert [item["label"] for item in parts["facts"]["items"]] == ["Behaviour", "Education"]
    assert parts["facts"]["to"].startswith("Priya Nair, Social worker, Eastmere")
    assert parts["facts"]["method_label"] == "Telephone, on a number we hold"
    assert parts["guarded"]["words"] == "I read it out"
    assert disclosure.recipient == childrens_services


def test_sharing_less_than_was_decided_needs_nobody(
    record: SharingDecision, asha: Appointment
) -> None:
    disclosure = disclose(record, asha, what_left(record, (2,)), token=uuid4())
    assert [item.number for item in disclosure.items.all()] == [2]


@pytest.mark.parametrize("numbers", [(3,), (1, 2, 3), (1, 99), (0,), (-1,)])
def test_more_than_was_decided_is_refused_with_what_to_do(
    record: SharingDecision, asha: Appointment, numbers: tuple[int, ...]
) -> None:
    with pytest.raises(DisclosureRefused, match="goes beyond what was approved.*new record"):
        disclose(record, asha, what_left(record, numbers), token=uuid4())
    assert not Disclosure.objects.exists()
    assert not DisclosedItem.objects.exists()


def test_another_recipient_is_refused(
    record: SharingDecision, asha: Appointment, police: Agency
) -> None:
    for changes in (
        {"recipient": police},
        {"recipient": None},
        {"to": "Somebody else"},
    ):
        with pytest.raises(DisclosureRefused, match="goes beyond what was approved"):
            disclose(record, asha, what_left(record, **changes), token=uuid4())
    assert not Disclosure.objects.exists()


def test_nothing_ticked_is_not_a_share(record: SharingDecision, asha: Appointment) -> None:
    with pytest.raises(DisclosureRefused, match="Choose what you shared"):
        disclose(record, asha, what_left(record, ()), token=uuid4())


def test_nothing_is_recorded_as_shared_before_a_manager_agrees(
    held: SharingDecision, asha: Appointment, maya: Appointment
) -> None:
    for act in (lambda: None, lambda: reviewed(held, maya, Verdict.QUESTION)):
        act()
        again = SharingDecision.objects.get(pk=held.pk)
        with pytest.raises(DisclosureRefused, match="a manager has not agreed"):
            shared(again, asha)
    assert not Disclosure.objects.exists()


def test_after_a_manager_agreed_it_may_go_but_not_be_dated_before_that(
    held: SharingDecision, asha: Appointment, maya: Appointment
) -> None:
    with clock.at(clock.now() + timedelta(minutes=30)):
        reviewed(held, maya, Verdict.AGREED)
        agreed = SharingDecision.objects.get(pk=held.pk)
        earlier = what_left(agreed, shared_at=clock.now() - timedelta(minutes=20))
        with pytest.raises(DisclosureRefused, match="before a manager agreed"):
            disclose(agreed, asha, earlier, token=uuid4())
        assert shared(agreed, asha).decision == held


def test_a_refusal_lets_nothing_go(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    agreed = sealed(rowan_house, kit, asha, refusing_social_care(childrens_services))
    reviewed(agreed, maya, Verdict.AGREED)
    for record in (agreed, sealed(rowan_house, kit, asha, refusing_a_journalist())):
        again = SharingDecision.objects.get(pk=record.pk)
        with pytest.raises(DisclosureRefused):
            disclose(again, asha, what_left(again, ()), token=uuid4())
    assert not Disclosure.objects.exists()


def test_a_time_to_come_or_before_anybody_asked_is_refused(
    record: SharingDecision, asha: Appointment
) -> None:
    for moment, words in (
        (clock.now() + timedelta(minutes=2), "in the future"),
        (record.occurred_at - timedelta(minutes=2), "before you were asked"),
    ):
        with pytest.raises(DisclosureRefused, match=words):
            disclose(record, asha, what_left(record, shared_at=moment), token=uuid4())


def test_the_same_token_gives_the_same_row(record: SharingDecision, asha: Appointment) -> None:
    token = uuid4()
    assert shared(record, asha, token) == shared(record, asha, token)
    assert Disclosure.objects.count() == 1


def test_a_token_of_another_record_writes_nothing(
    record: SharingDecision,
    asha: Appointment,
    rowan_house: Home,
    kit: Child,
    childrens_services: Agency,
) -> None:
    token = uuid4()
    shared(record, asha, token)
    other = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    with pytest.raises(UsedElsewhere):
        shared(other, asha, token)
    assert not other.disclosures.exists()


def test_what_happened_in_an_unsafe_way_can_be_recorded(
    record: SharingDecision, asha: Appointment
) -> None:
    left = what_left(record, method=TransferMethod.SMS)
    assert disclose(record, asha, left, token=uuid4()).method == TransferMethod.SMS


def test_an_urgent_record_holds_what_was_said_from_the_start(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    (disclosure,) = urgent.disclosures.all()
    parts = read_sealed(disclosure)
    assert parts["guarded"]["words"].startswith("Kit has not come home")
    assert parts["facts"]["contact_label"] == Contact.RANG_HELD_NUMBER.label
    assert disclosure.shared_at == urgent.occurred_at


def test_an_unverified_caller_who_says_emergency_is_held_too(
    rowan_house: Home, kit: Child, asha: Appointment, school: Agency
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(school, Contact.THEY_RANG))
    assert urgent.needs_approval
    assert not urgent.disclosures.exists()
    with pytest.raises(DisclosureRefused, match="a manager has not agreed"):
        disclose(urgent, asha, what_left(urgent, ()), token=uuid4())


def test_sealing_an_urgent_draft_twice_gives_one_record_and_one_share(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    from decisions.models import Draft
    from decisions.recording.disclosure import seal_urgent
    from decisions.recording.drafts import start_draft

    draft = start_draft(rowan_house, kit, asha, urgently(childrens_services))
    again = Draft.objects.get(pk=draft.pk)
    assert seal_urgent(draft, shared=True) == seal_urgent(again, shared=True)
    assert Disclosure.objects.count() == 1
