"""The parts of a sealed record join again to the letter, and each holds what it should."""

import pytest
from django.db import connection

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.policy.answers import Answers, Explanation, Item
from decisions.policy.terms import InformationCategory, Provenance, Purpose
from decisions.recording.parts import join_answers, labels, split_answers
from decisions.recording.reading import read_decision, read_rows, read_sealed
from infoshare.ledger.models import Part
from infoshare.ledger.reading import LedgerMismatch
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import (
    ITEMS,
    own_initiative,
    refusing_a_journalist,
    refusing_social_care,
    sealed,
    unverified_caller,
    urgently,
)
from tests.triggers import triggers_lifted


@pytest.fixture
def every_kind(childrens_services: Agency) -> list[Answers]:
    share = own_initiative(childrens_services)
    explained = share.changed(
        decision=share.decision.changed(
            explanations=(Explanation(rule="F08", words="Said twice — “why”, naïve 🙂"),)
        )
    )
    return [
        share,
        explained,
        unverified_caller(),
        refusing_social_care(childrens_services),
        refusing_a_journalist(),
        urgently(childrens_services),
    ]


def test_splitting_and_joining_gives_the_same_answers(every_kind: list[Answers]) -> None:
    for answers in every_kind:
        assert join_answers(*split_answers(answers)) == answers


def test_no_typed_words_stay_in_the_facts(every_kind: list[Answers]) -> None:
    for answers in every_kind:
        facts, guarded, text = split_answers(answers)
        spoken = [words for words in (*guarded.values(), *text.values()) if words]
        assert spoken
        for words in spoken:
            assert words not in str(facts)


def test_words_about_health_and_what_was_told_in_confidence_are_guarded(
    childrens_services: Agency,
) -> None:
    told = Item(
        category=InformationCategory.EDUCATION,
        words="Told me not to say",
        provenance=Provenance.CHILD_SAID,
        in_confidence=True,
    )
    _, guarded, text = split_answers(own_initiative(childrens_services, items=(*ITEMS, told)))
    assert guarded["items.2.words"] == "What the counsellor wrote"
    assert guarded["items.3.words"] == "Told me not to say"
    assert text["items.1.words"] == "Attends four days a week"


def test_who_told_us_and_what_was_said_urgently_are_guarded(childrens_services: Agency) -> None:
    _, guarded, _ = split_answers(urgently(childrens_services))
    assert guarded["urgent.told_by"] == "Mrs Pell next door"
    assert guarded["urgent.said"].startswith("Kit has not come home")


def test_one_code_with_two_meanings_keeps_both_labels() -> None:
    words = labels(
        unverified_caller(
            items=(Item(category=InformationCategory.EDUCATION),),
        )
    )
    assert words["InformationCategory"]["EDUCATION"] == "Education"
    assert words["Purpose"]["EDUCATION"] == Purpose.EDUCATION.label
    assert words["RoleWithChild"]["EDUCATION"] == "They teach or support the child"


def test_a_record_reads_back_as_it_was_answered(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    answers = own_initiative(childrens_services)
    record = sealed(rowan_house, kit, asha, answers)
    found = read_decision(record)
    assert found.answers == answers
    assert found.circumstances.recipient_held is not None
    assert found.circumstances.recipient_held.number == "01632 960201"
    assert found.words(answers.purpose.code) == "To plan or review the child's care"
    assert found.cited["A6_1_EA"].startswith("UK GDPR Article 6(1)(ea)")


def test_reading_many_rows_gives_what_reading_each_gives(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    records = [
        sealed(rowan_house, kit, asha, answers)
        for answers in (own_initiative(childrens_services), unverified_caller())
    ]
    many = read_rows(records)
    assert {row.pk: read_sealed(row) for row in records} == many
    facts = read_rows(records, only="facts")
    assert facts == {row.pk: {"facts": many[row.pk]["facts"]} for row in records}


def test_changed_bytes_are_found_by_reading_one_and_by_reading_many(
    rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    record = sealed(rowan_house, kit, asha, unverified_caller())
    _change_part(record, b'{"part":"text"}')
    with pytest.raises(LedgerMismatch):
        read_decision(record)
    with pytest.raises(LedgerMismatch) as found:
        read_rows([record])
    assert found.value.part == "text"


def _change_part(record: SharingDecision, content: bytes) -> None:
    # Checks that wait for the end of the transaction would keep the triggers from going back.
    connection.check_constraints()
    with triggers_lifted(connection):
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {Part._meta.db_table} SET content = %s WHERE seq = %s AND name = 'text'",
                [content, record.seq],
            )
        connection.check_constraints()
