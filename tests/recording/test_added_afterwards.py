"""Receipts, addenda and advice: signed rows beside the record, each written once."""

from uuid import uuid4

import pytest

from children.models import Agency, Child
from decisions.models import Addendum, AdviceGiven, Receipt, SharingDecision
from decisions.policy.answers import Decision
from decisions.policy.terms import AddendumKind, Outcome, ReceiptOutcome
from decisions.recording.addendum import add
from decisions.recording.advice import record_advice
from decisions.recording.decision import prepare, seal
from decisions.recording.disclosure import receive
from decisions.recording.drafts import start_draft
from decisions.recording.history import dossier
from decisions.recording.parts import UsedElsewhere
from decisions.recording.reading import read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import own_initiative, sealed, shared


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


def test_a_receipt_says_what_they_said_and_names_what_was_shared(
    record: SharingDecision, asha: Appointment, ben: Appointment
) -> None:
    left, token = shared(record, asha), uuid4()
    first, second = (
        receive(
            left,
            ben,
            outcome=ReceiptOutcome.ACTED,
            heard_at=clock.now(),
            words="They will visit on Monday",
            token=token,
        )
        for _ in range(2)
    )
    assert first == second
    parts = read_sealed(first)
    assert parts["text"]["words"] == "They will visit on Monday"
    assert parts["facts"]["of"]["seq"] == left.seq
    assert parts["facts"]["recorded_by"]["signature"] == "Ben Castell, senior care worker"
    assert Receipt.objects.count() == 1


def test_a_token_of_another_share_writes_no_receipt(
    record: SharingDecision, asha: Appointment
) -> None:
    one, two, token = shared(record, asha), shared(record, asha), uuid4()
    said = {"outcome": ReceiptOutcome.RECEIVED, "heard_at": clock.now(), "words": ""}
    receive(one, asha, **said, token=token)
    with pytest.raises(UsedElsewhere):
        receive(two, asha, **said, token=token)


def test_an_addendum_stands_beside_the_record_and_changes_nothing_in_it(
    record: SharingDecision, ben: Appointment
) -> None:
    before, token = read_sealed(record), uuid4()
    first, second = (
        add(
            record,
            ben,
            kind=AddendumKind.CORRECTION,
            words="It was Tuesday",
            reason="I looked at the log",
            token=token,
        )
        for _ in range(2)
    )
    assert first == second
    assert Addendum.objects.count() == 1
    assert read_sealed(record) == before
    assert read_sealed(first)["text"] == {
        **read_sealed(first)["text"],
        "words": "It was Tuesday",
        "reason": "I looked at the log",
    }


def test_a_token_of_another_record_adds_nothing(
    record: SharingDecision,
    asha: Appointment,
    rowan_house: Home,
    kit: Child,
    childrens_services: Agency,
) -> None:
    other = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    said = {"kind": AddendumKind.ADDITION, "words": "More", "reason": "Late"}
    token = uuid4()
    add(record, asha, **said, token=token)
    with pytest.raises(UsedElsewhere):
        add(other, asha, **said, token=token)
    assert Addendum.objects.count() == 1


def test_advice_given_on_a_draft_is_found_again_on_its_record(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    answers = own_initiative(
        childrens_services,
        decision=Decision(
            outcome=Outcome.ASK_ADVICE, advice_wanted="Is the counsellor's note needed?"
        ),
    )
    draft, token = start_draft(rowan_house, kit, asha, answers), uuid4()
    assert prepare(draft).circumstances.advice == ()
    for _ in range(2):
        record_advice(
            draft, asha, adviser=maya, words="Leave it out", given_at=clock.now(), token=token
        )
    assert AdviceGiven.objects.count() == 1
    assert prepare(draft).circumstances.advice != ()
    draft.answers = own_initiative(childrens_services).model_dump_json()
    draft.save()
    (advice,) = dossier(seal(draft)).advice
    assert advice["who"] == "Maya Okoro, registered manager. Recorded by Asha Rahman, care worker"
    assert advice["detail"] == "Asked: Is the counsellor's note needed?\nLeave it out"
