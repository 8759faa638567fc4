"""What had already gone: its columns against its bytes, and two people who press at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from children.models import Agency, Child
from decisions.models import Addendum, Draft, SharingDecision
from decisions.policy.answers import Answers, Item, Request, Transfer, Urgent
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    BreachOutcome,
    InformationCategory,
    Provenance,
    Start,
    TransferMethod,
)
from decisions.recording.addendum import SaidBefore, add
from decisions.recording.already import answers_about_what_left, state_what_left
from decisions.recording.breach import CheckedMeanwhile, record_check
from decisions.recording.disclosure import NotUnderThisRecord, disclose, seal_already_shared
from decisions.recording.drafts import start_draft
from decisions.recording.parts import UsedElsewhere
from decisions.recording.reading import read_decision, read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import own_initiative, sealed, unverified_caller, what_left
from tests.recording.test_together import at_once


def texted(**changes: object) -> Answers:
    return Answers(
        start=Start.ALREADY_SHARED,
        transfer=Transfer(
            agency_type=AgencyType.PARENT_NO_PR, name="Gemma Tolland", method=TransferMethod.SMS
        ),
        request=Request(occurred_at=clock.now() - timedelta(hours=1)),
        urgent=Urgent(said="Which school Kit goes to", why="She asked", told_by="Ben"),
    ).changed(**changes)


def by_telephone(to: Agency) -> Answers:
    way = Transfer(agency=to.pk, name="Priya Nair", method=TransferMethod.TELEPHONE)
    return texted(transfer=way)


@pytest.mark.django_db
def test_the_columns_are_in_the_sealed_bytes(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    item = Item(
        category=InformationCategory.EDUCATION,
        words="School",
        provenance=Provenance.FACT_DOCUMENT,
        going=True,
    )
    for answers in (texted(), by_telephone(childrens_services), texted(items=(item,))):
        record = seal_already_shared(start_draft(rowan_house, kit, asha, answers))
        found = read_decision(record)
        assert record.outside_rules is found.assessment.outside_rules
        left = record.disclosures.get()
        facts = read_sealed(left)["facts"]
        assert left.outside_rules is facts["outside_rules"]
        assert left.shared_at == datetime.fromisoformat(facts["shared_at"]) == record.occurred_at
        assert (left.method, left.contact) == (facts["method"], facts["contact"])
        assert left.submit_token == UUID(facts["token"])
        assert [one.number for one in left.items.all()] == [one["number"] for one in facts["items"]]
        assert left.items.count() == len(answers.items)
    assert SharingDecision.objects.filter(outside_rules=True).count() >= 2


@pytest.mark.django_db
def test_what_was_said_is_guarded_and_the_rest_holds_no_words(
    rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    record = seal_already_shared(start_draft(rowan_house, kit, asha, texted()))
    parts, left = read_sealed(record), read_sealed(record.disclosures.get())
    assert parts["guarded"]["answers"]["urgent.said"] == "Which school Kit goes to"
    assert left["guarded"]["words"] == "Which school Kit goes to"
    for part in (parts["facts"], parts["text"], left["facts"], left["text"]):
        assert "Which school" not in str(part)


@pytest.mark.django_db
def test_nothing_more_leaves_under_the_record_of_what_had_gone(
    rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    record = seal_already_shared(start_draft(rowan_house, kit, asha, texted()))
    with pytest.raises(NotUnderThisRecord, match="Start a new record"):
        disclose(record, asha, what_left(record, numbers=(), words="More"), token=uuid4())


@pytest.mark.django_db
def test_a_draft_begun_from_a_record_holds_all_that_it_says(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    record = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    found = read_decision(record)
    begun, decided = answers_about_what_left(found), found.answers
    assert begun.start is Start.ALREADY_SHARED
    assert begun.transfer == decided.transfer
    for group in ("purpose", "necessity", "basis", "agreement", "openness", "people"):
        assert getattr(begun, group) == getattr(decided, group)
    assert [item.going for item in begun.items] == [True, True, False]
    assert begun.request == Request()


@pytest.mark.django_db
def test_what_names_staff_names_them_in_the_record_that_follows_too(
    rowan_house: Home, kit: Child, asha: Appointment, ben: Appointment, childrens_services: Agency
) -> None:
    answers = own_initiative(childrens_services)
    named = answers.concern.changed(staff=(ben.user_id,), staff_in_words="A bank worker")
    record = sealed(rowan_house, kit, asha, answers.changed(concern=named))
    draft = state_what_left(record, asha)
    assert draft.names_staff
    assert list(draft.names.all()) == [ben.user]


@pytest.mark.django_db
def test_what_is_said_once_is_refused_the_second_time(
    rowan_house: Home, kit: Child, asha: Appointment, ben: Appointment, childrens_services: Agency
) -> None:
    record = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    once = {"kind": AddendumKind.ESCALATED, "words": "Please decide", "reason": ""}
    first = add(record, asha, token=uuid4(), **once)
    assert add(record, asha, token=first.submit_token, **once) == first
    with pytest.raises(SaidBefore) as second:
        add(record, ben, token=uuid4(), **once)
    assert second.value.addendum == first
    assert isinstance(second.value, UsedElsewhere)


# Two at once


@pytest.mark.django_db(transaction=True)
def test_signing_in_two_windows_at_once_gives_one_record_and_one_share(
    rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    for _ in range(3):
        draft = start_draft(rowan_house, kit, asha, texted())
        same = Draft.objects.get(pk=draft.pk)
        results = at_once(
            lambda draft=draft: seal_already_shared(draft),
            lambda same=same: seal_already_shared(same),
        )
        records = {one.pk for one in results if isinstance(one, SharingDecision)}
        assert len(records) == 1, results
        record = SharingDecision.objects.get(pk=records.pop())
        assert record.disclosures.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressing_in_two_windows_at_once_begins_one_draft(
    rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    held = sealed(rowan_house, kit, asha, unverified_caller())
    drafts = at_once(*(lambda: state_what_left(held, asha) for _ in range(2)))
    assert drafts[0] == drafts[1]
    assert Draft.objects.filter(follows=held).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_checks_at_once_the_second_reads_the_first(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, dele: Appointment
) -> None:
    record = seal_already_shared(start_draft(rowan_house, kit, asha, texted()))

    def check(by: Appointment) -> Addendum:
        return record_check(
            record,
            by,
            outcome=BreachOutcome.NOT_A_BREACH,
            reference="",
            words="Nothing in it",
            token=uuid4(),
            seen=0,
        )

    results = at_once(lambda: check(maya), lambda: check(dele))
    assert sorted(type(one) for one in results if not isinstance(one, Addendum)) == [
        CheckedMeanwhile
    ]
    assert Addendum.objects.count() == 1
