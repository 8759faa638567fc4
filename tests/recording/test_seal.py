"""A draft becomes a record: once, whole, and only when it is ready."""

import re
from datetime import timedelta

import pytest

from children.models import Agency, Child
from decisions.models import Draft, InformationItem, SharingDecision
from decisions.policy.answers import Decision
from decisions.policy.terms import Outcome
from decisions.recording.decision import AlreadyCompleted, NotReady, prepare, seal
from decisions.recording.drafts import start_draft
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    refusing_social_care,
    sealed_urgent,
    unverified_caller,
    urgently,
)


def test_it_turns_the_draft_into_a_record_and_deletes_the_draft(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    record = seal(draft)
    assert record.draft_id == draft.pk or record.draft_id
    assert not Draft.objects.exists()
    assert record.outcome == Outcome.SHARE_PART
    assert [item.going for item in record.items.all()] == [True, True, False]
    assert re.fullmatch(r"[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}", record.code)


def test_sealing_the_same_draft_again_gives_the_same_record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    again = Draft.objects.get(pk=draft.pk)
    assert seal(draft) == seal(again)
    assert SharingDecision.objects.count() == 1


def test_it_refuses_a_draft_with_gaps_and_keeps_the_draft(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    answers = own_initiative(childrens_services, decision=Decision(outcome=Outcome.SHARE))
    draft = start_draft(rowan_house, kit, asha, answers)
    with pytest.raises(NotReady) as refused:
        seal(draft)
    assert "decision.reasons" in refused.value.assessment.missing
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert not SharingDecision.objects.exists()
    assert not InformationItem.objects.exists()


def test_what_is_doubtful_waits_for_a_manager_and_what_is_plain_does_not(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    waits = {
        name: seal(start_draft(rowan_house, kit, asha, answers)).needs_approval
        for name, answers in {
            "told on own initiative": own_initiative(childrens_services),
            "unverified caller": unverified_caller(),
            "refusing social care": refusing_social_care(childrens_services),
            "refusing a journalist": refusing_a_journalist(),
        }.items()
    }
    assert waits == {
        "told on own initiative": False,
        "unverified caller": True,
        "refusing social care": True,
        "refusing a journalist": False,
    }


def test_the_sentence_that_was_shown_is_the_sentence_that_stands(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    with clock.at(clock.now()):
        promised = prepare(draft).sentence
        record = seal(draft)
    assert read_decision(record).sentence == promised
    assert "I, Asha Rahman, care worker, decided to share part" in promised


def test_both_times_are_kept_where_something_is_written_down_late(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    draft = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    happened = draft.read().request.occurred_at
    with clock.at(clock.now() + timedelta(hours=5)):
        record = seal(draft)
    assert record.occurred_at == happened
    assert record.recorded_at - record.occurred_at > timedelta(hours=5)


def test_the_full_form_is_signed_once_and_the_second_author_is_told_which_stands(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    ben: Appointment,
    childrens_services: Agency,
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    answers = own_initiative(childrens_services)
    drafts = [start_draft(rowan_house, kit, author, answers) for author in (asha, ben)]
    # As from before the second could see that the first had begun.
    Draft.objects.update(completes=urgent)
    drafts = [Draft.objects.get(pk=draft.pk) for draft in drafts]
    first = seal(drafts[0])
    assert first.completes == urgent
    with pytest.raises(AlreadyCompleted) as told:
        seal(drafts[1])
    assert told.value.record == first
    assert Draft.objects.filter(pk=drafts[1].pk).exists()
