"""Every typed column of a sealed row can be built again from its sealed bytes."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import Model

from children.models import Agency, Child
from decisions.models import (
    Addendum,
    AdviceGiven,
    DisclosedItem,
    Disclosure,
    InformationItem,
    Receipt,
    Review,
    SharingDecision,
)
from decisions.policy.answers import Answers
from decisions.policy.facts.basics import outcome_of
from decisions.policy.terms import (
    AddendumKind,
    LessIntrusive,
    ReceiptOutcome,
    Start,
    Verdict,
)
from decisions.recording.addendum import add
from decisions.recording.advice import record_advice
from decisions.recording.completion import complete_urgent
from decisions.recording.decision import seal
from decisions.recording.disclosure import receive
from decisions.recording.drafts import start_draft
from decisions.recording.reading import Part, read_decision, read_sealed
from decisions.recording.review import answer_question
from infoshare.common import clock
from infoshare.ledger.models import Leaf
from infoshare.ledger.sealed import Sealed
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
)


@pytest.fixture
def everything(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    childrens_services: Agency,
    school: Agency,
) -> None:
    """At least one row of each sealed table, with both shapes where a column may be empty."""
    advised = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    record_advice(
        advised, asha, adviser=maya, words="Share less", given_at=clock.now(), token=uuid4()
    )
    plain = seal(advised)
    left = shared(plain, asha)
    for outcome in (ReceiptOutcome.RECEIVED, ReceiptOutcome.ACTED):
        receive(left, ben, outcome=outcome, heard_at=clock.now(), words="Yes", token=uuid4())
    add(plain, ben, kind=AddendumKind.TOLD, words="Told", reason="Now", token=uuid4())
    asked = sealed(rowan_house, kit, asha, unverified_caller())
    reviewed(asked, maya, Verdict.QUESTION)
    seal(answer_question(asked, asha))
    for answers in (refusing_social_care(childrens_services), refusing_a_journalist()):
        sealed(rowan_house, kit, asha, answers)
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    reviewed(urgent, maya, Verdict.REVIEWED_AFTERWARDS)
    full = complete_urgent(urgent, asha)
    full.answers = own_initiative(school).model_dump_json()
    full.save()
    seal(full)


def columns_of(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def from_the_leaf(row: Sealed) -> dict[str, Any]:
    leaf = Leaf.objects.get(log=row.log, ref=row.pk)
    body = json.loads(bytes(leaf.body))
    return {
        "id": UUID(body["ref"]),
        "log": UUID(body["log"]),
        "seq": body["seq"],
        "recorded_at": datetime.fromisoformat(body["at"]),
    }


def answered(entry: Part | None) -> UUID | None:
    """The row that an entry answers, by the place that it names."""
    if entry is None:
        return None
    return UUID(str(Leaf.objects.get(log=UUID(entry["log"]), seq=entry["seq"]).ref))


def home_of(row: Sealed) -> UUID:
    return Home.objects.get(log=row.log).pk


def person(entry: Part) -> UUID:
    return UUID(entry["appointment"])


def code_of(term: object) -> str:
    return "" if term is None else str(term)


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_decision() -> None:
    assert SharingDecision.objects.count() == 7
    for row in SharingDecision.objects.all():
        facts, child = read_sealed(row)["facts"], read_sealed(row)["child"]
        found = read_decision(row)
        answers, assessed = found.answers, found.assessment
        held = found.circumstances.recipient_held
        kind = held.agency_type if held else answers.recipient.agency_type
        assert columns_of(row) == {
            **from_the_leaf(row),
            "code": facts["code"],
            "draft_id": UUID(facts["draft"]),
            "home_id": home_of(row),
            "child_id": UUID(child["child"]),
            "author_id": person(facts["author"]),
            "start": str(answers.start),
            "outcome": str(outcome_of(answers)),
            "severity": code_of(answers.concern.severity),
            "purpose": code_of(answers.purpose.code),
            "verification": code_of(answers.request.verification),
            "recipient_id": held.agency if held else None,
            "recipient_type": code_of(kind),
            "basis_id": code_of(answers.basis.basis) or None,
            "interest": code_of(answers.basis.interest),
            "special_id": code_of(answers.basis.special) or None,
            "offence_id": code_of(answers.basis.offence) or None,
            "identifiable": answers.necessity.less_intrusive is not LessIntrusive.NOT_NAMED,
            "urgent": answers.start is Start.URGENT,
            "emergency": assessed.emergency,
            "needs_approval": assessed.needs_approval,
            "occurred_at": datetime.fromisoformat(facts["occurred_at"]),
            "look_again_on": answers.openness.look_again_on,
            "rules_version": assessed.rules_version,
            "law_version": assessed.law_version,
            "completes_id": answered(facts["completes"]),
            "follows_id": answered(facts["of"]),
        }


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_item_of_information() -> None:
    assert InformationItem.objects.exists()
    for decision in SharingDecision.objects.all():
        answers: Answers = read_decision(decision).answers
        assert [
            {name: value for name, value in columns_of(row).items() if name != "id"}
            for row in decision.items.all()
        ] == [
            {
                "decision_id": decision.pk,
                "number": number,
                "category": str(item.category),
                "provenance": code_of(item.provenance),
                "needed": item.needed,
                "going": bool(item.going),
                "in_confidence": item.in_confidence,
                "identifies_other": item.identifies_other,
            }
            for number, item in enumerate(answers.items, start=1)
        ]


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_review() -> None:
    assert Review.objects.count() == 2
    for row in Review.objects.all():
        facts = read_sealed(row)["facts"]
        of = SharingDecision.objects.get(pk=answered(facts["of"]))
        assert columns_of(row) == {
            **from_the_leaf(row),
            "decision_id": of.pk,
            "stage": facts["stage"],
            "verdict": facts["verdict"],
            "reviewer_id": person(facts["reviewer"]),
            "reviewer_person_id": UUID(facts["reviewer"]["user"]),
            "author_person_id": UUID(read_sealed(of)["facts"]["author"]["user"]),
        }


@pytest.mark.usefixtures("everything")
def test_the_columns_of_everything_that_was_shared() -> None:
    assert Disclosure.objects.count() == 2
    for row in Disclosure.objects.all():
        facts = read_sealed(row)["facts"]
        assert columns_of(row) == {
            **from_the_leaf(row),
            "decision_id": answered(facts["of"]),
            "recorded_by_id": person(facts["recorded_by"]),
            "recipient_id": UUID(facts["recipient_id"]) if facts["recipient_id"] else None,
            "recipient_type": facts["recipient_type"],
            "method": facts["method"],
            "contact": facts["contact"],
            "shared_at": datetime.fromisoformat(facts["shared_at"]),
            "submit_token": UUID(facts["token"]),
        }
        assert [(item.number, item.category) for item in row.items.all()] == [
            (item["number"], item["category"]) for item in facts["items"]
        ]
    assert DisclosedItem.objects.count() == 2


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_receipt() -> None:
    assert Receipt.objects.count() == 2
    for row in Receipt.objects.all():
        facts = read_sealed(row)["facts"]
        assert columns_of(row) == {
            **from_the_leaf(row),
            "disclosure_id": answered(facts["of"]),
            "recorded_by_id": person(facts["recorded_by"]),
            "outcome": facts["outcome"],
            "heard_at": datetime.fromisoformat(facts["heard_at"]),
            "submit_token": UUID(facts["token"]),
        }


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_addendum_and_of_advice() -> None:
    (added,) = Addendum.objects.all()
    facts = read_sealed(added)["facts"]
    assert columns_of(added) == {
        **from_the_leaf(added),
        "decision_id": answered(facts["of"]),
        "author_id": person(facts["author"]),
        "kind": facts["kind"],
        "submit_token": UUID(facts["token"]),
    }
    (advice,) = AdviceGiven.objects.all()
    parts = read_sealed(advice)
    facts = parts["facts"]
    assert columns_of(advice) == {
        **from_the_leaf(advice),
        "draft_id": UUID(facts["draft"]),
        "home_id": home_of(advice),
        "child_id": UUID(parts["child"]["child"]),
        "adviser_id": person(facts["adviser"]),
        "recorded_by_id": person(facts["recorded_by"]),
        "given_at": datetime.fromisoformat(facts["given_at"]),
        "submit_token": UUID(facts["token"]),
    }
