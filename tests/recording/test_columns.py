"""Every typed column of a sealed row can be built again from its sealed bytes."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db.models import Model

from children.models import (
    Agency,
    Child,
    Consent,
    EmergencyAccess,
    EmergencyEnd,
    EmergencyReview,
    Wish,
)
from children.recording import record_consent, record_wish, withdraw_consent
from decisions.models import (
    Addendum,
    AdviceAsked,
    AdviceGiven,
    DisclosedItem,
    Disclosure,
    Draft,
    HarmConcerned,
    InformationItem,
    LawReview,
    NamedStaff,
    PersonConcerned,
    Receipt,
    Review,
    SharingDecision,
    StoodAside,
)
from decisions.policy.answers import Answers
from decisions.policy.answers import PersonConcerned as PersonSaid
from decisions.policy.facts.basics import outcome_of
from decisions.policy.table import to_review
from decisions.policy.terms import (
    AddendumKind,
    Advice,
    ConsentGiver,
    ConsentState,
    Effect,
    InformationCategory,
    LawReviewOutcome,
    LessIntrusive,
    PersonKind,
    PersonPart,
    Proof,
    Purpose,
    ReceiptOutcome,
    ReviewStage,
    Start,
    Verdict,
    View,
)
from decisions.recording.addendum import add
from decisions.recording.advice import give_advice, record_advice
from decisions.recording.asking import ask_advice
from decisions.recording.beside import record_beside
from decisions.recording.completion import complete_urgent
from decisions.recording.decision import seal
from decisions.recording.disclosure import receive
from decisions.recording.drafts import start_draft
from decisions.recording.law_review import record_review
from decisions.recording.reading import Part, read_decision, read_sealed
from decisions.recording.refiling import refile
from decisions.recording.review import answer_question
from decisions.recording.reviewer import stand_aside
from infoshare.access.reads.models import ReadBatch
from infoshare.common import clock
from infoshare.common.append_only import AppendOnly
from infoshare.ledger.models import Leaf
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import (
    Appointment,
    AppointmentEnd,
    GoneLive,
    Home,
    HomeClosed,
    Recovery,
    RecoveryAnswer,
    RoleAnswer,
    RoleProposal,
    Suspension,
    SuspensionLift,
    Visit,
    VisitEnd,
    VisitExtension,
)
from infoshare.organisation.recording import end_visit
from tests.access.made import everything_about_access
from tests.approval.calls import rung
from tests.people.made import everything_about_people
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

# Each of them has its test below.
HELD = {
    *(Addendum, AdviceAsked, AdviceGiven, Consent, Disclosure, GoneLive, LawReview),
    *(Receipt, Review, SharingDecision, StoodAside, Visit, VisitEnd, Wish),
    # In files of their own: tests/people and tests/access.
    *(AppointmentEnd, RoleAnswer, RoleProposal, Suspension, SuspensionLift),
    *(EmergencyAccess, EmergencyEnd, EmergencyReview, VisitExtension, ReadBatch),
    *(HomeClosed, Recovery, RecoveryAnswer),
    # And tests/sign_in/test_recovery.py.
    *(Recovery, RecoveryAnswer),
}
APPEND_ONLY = [model for model in apps.get_models() if issubclass(model, AppendOnly)]


@pytest.fixture
def everything(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    childrens_services: Agency,
    school: Agency,
    ruth: Appointment,
    lark: Child,
    willow_lodge: Home,
    ivy: Visit,
) -> None:
    """At least one row of each sealed table, with both shapes where a column may be empty."""
    everything_about_access(asha, maya, ruth, lark, willow_lodge, ivy)
    end_visit(ivy, maya)
    everything_about_people(rowan_house, willow_lodge, ruth)
    unverified = next(iter(to_review().values()))
    record_review(
        maya.provider,
        maya,
        code=unverified.code,
        digest=unverified.digest,
        outcome=LawReviewOutcome.CONFIRMED,
        note="Our solicitors agree.",
        token=uuid4(),
    )
    what_they_said(kit, rowan_house, asha, school)
    advised = start_draft(rowan_house, kit, asha, own_initiative(childrens_services))
    record_advice(
        advised, asha, adviser=maya, words="Share less", given_at=clock.now(), token=uuid4()
    )
    (question,) = ask_advice(advised, asha, [ruth], words="May it go?", token=uuid4())
    give_advice(question, ruth.user, words="Yes", advises=Advice.SHARE, token=uuid4())
    plain = seal(advised)
    left = shared(plain, asha)
    for outcome in (ReceiptOutcome.RECEIVED, ReceiptOutcome.ACTED):
        receive(left, ben, outcome=outcome, heard_at=clock.now(), words="Yes", token=uuid4())
    add(plain, ben, kind=AddendumKind.TOLD, words="Told", reason="Now", token=uuid4())
    asked = sealed(rowan_house, kit, asha, unverified_caller())
    reviewed(asked, maya, Verdict.QUESTION)
    rung(sealed(rowan_house, kit, asha, unverified_caller()), asha, maya, conditions="If asked")
    seal(answer_question(asked, asha))
    stand_aside(sealed(rowan_house, kit, asha, unverified_caller()), ruth.user, ReviewStage.FIRST)
    named = own_initiative(school)
    named = named.changed(concern=named.concern.changed(staff=(ben.user_id,)))
    for answers in (refusing_social_care(childrens_services), refusing_a_journalist(), named):
        sealed(rowan_house, kit, asha, answers)
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    reviewed(urgent, maya, Verdict.REVIEWED_AFTERWARDS)
    full = complete_urgent(urgent, asha)
    full.answers = own_initiative(school).model_dump_json()
    full.save()
    seal(full)
    other_children(plain, ruth, lark, willow_lodge)


def what_they_said(child: Child, home: Home, by: Appointment, to: Agency) -> None:
    """A consent that was taken back, one that was refused, and two wishes."""
    today = clock.today()
    said: dict[str, Any] = {"giver": ConsentGiver.CHILD, "purpose": Purpose.ACTIVITY}
    given = record_consent(
        child,
        home,
        by,
        **said,
        state=ConsentState.GIVEN,
        recipient=to,
        items=[InformationCategory.IDENTITY, InformationCategory.EDUCATION],
        given_on=today,
        expires_on=today + timedelta(days=30),
        explicit=True,
        explained="With the pictures",
        told_of_withdrawal=True,
    )
    withdraw_consent(given, by, withdrawn_on=today, words="Not any more")
    refused: dict[str, Any] = {"state": ConsentState.REFUSED, "items": [], "given_on": today}
    record_consent(child, home, by, **said, **refused, recipient=None, expires_on=None)
    for recipient in (to, None):
        wish: dict[str, Any] = {"view": View.AGREES, "said_on": today, "words": "Yes"}
        record_wish(child, home, by, **said, **wish, recipient=recipient)


def other_children(plain: SharingDecision, ruth: Appointment, lark: Child, home: Home) -> None:
    """A record beside this one that speaks of other people, and one filed again for Lark."""
    answers = read_decision(plain).answers
    (draft,) = record_beside(plain, ruth.user, {str(lark.pk): (lark, home)})
    spoken_of = answers.items[0].changed(identifies_other=True)
    people = (
        PersonSaid(
            kind=PersonKind.ADULT,
            name="The man in the blue car",
            part=PersonPart.MAY_POSE_RISK,
            proof=Proof.UNPROVEN,
            review_on=clock.today() + timedelta(days=7),
        ),
        PersonSaid(
            kind=PersonKind.CHILD,
            name="A friend",
            part=PersonPart.SAW_OR_TOLD,
            proof=Proof.NOT_AN_ALLEGATION,
        ),
    )
    draft.answers = answers.changed(items=(spoken_of,), people=people).model_dump_json()
    draft.save()
    wrong = seal(draft)
    right, there = plain.child, plain.home
    again = refile(wrong, ruth, right, there, ruth, reason="Not Lark", token=uuid4())
    assert isinstance(again, Draft)
    seal(again)


def test_every_sealed_table_is_held_against_its_bytes() -> None:
    sealed_tables = {model for model in apps.get_models() if issubclass(model, Sealed)}
    assert sealed_tables == HELD


@pytest.mark.usefixtures("everything")
def test_there_is_a_row_of_every_table_that_only_grows() -> None:
    assert [model for model in APPEND_ONLY if not model._default_manager.exists()] == []


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


def test_the_people_whom_a_concern_names(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, school: Agency
) -> None:
    plain = own_initiative(school)
    answers = plain.changed(concern=plain.concern.changed(staff=(maya.user_id,)))
    record = sealed(rowan_house, kit, asha, answers)
    named = read_sealed(record)["guarded"]["named_staff"]
    assert [UUID(one["user"]) for one in named] == [
        row.person_id for row in NamedStaff.objects.filter(decision=record)
    ]
    assert [one["name"] for one in named] == ["Maya Okoro"]


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_decision() -> None:
    assert SharingDecision.objects.count() == 12
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
            "gateway": code_of(answers.basis.gateway),
            "special_id": code_of(answers.basis.special) or None,
            "offence_id": code_of(answers.basis.offence) or None,
            "identifiable": answers.necessity.less_intrusive is not LessIntrusive.NOT_NAMED,
            "urgent": answers.start is Start.URGENT,
            "emergency": assessed.emergency,
            "needs_approval": assessed.needs_approval,
            "occurred_at": datetime.fromisoformat(facts["occurred_at"]),
            "wanted_by": answers.request.wanted_by,
            "returned_at": answers.concern.returned_at,
            "return_interview_offered": answers.concern.return_interview_offered,
            "look_again_on": answers.openness.look_again_on,
            "rules_version": assessed.rules_version,
            "law_version": assessed.law_version,
            "completes_id": answered(facts["completes"]),
            "follows_id": answered(facts["of"]),
            "beside_id": answered(facts["beside"]),
            "refiles_id": answered(facts["refiles"]),
            "outside_rules": assessed.outside_rules,
            "names_staff": answers.names_staff,
            "reported_before": bool(answers.concern.already_reported.strip()),
            "said_between_peers": any(
                found.rule == "A08" and found.effect is Effect.APPROVE
                for found in assessed.findings
            ),
            "review_on": answers.arrangement.review_on,
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
def test_the_kinds_of_harm_of_every_decision() -> None:
    assert HarmConcerned.objects.exists()
    for decision in SharingDecision.objects.all():
        harms = read_decision(decision).answers.concern.harms
        assert [row.harm for row in decision.harms.all()] == sorted({str(one) for one in harms})


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_review() -> None:
    assert Review.objects.count() == 3
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
            "recorded_by_id": person(facts["recorded_by"]),
            "rung_at": facts["rung_at"] and datetime.fromisoformat(facts["rung_at"]),
            "has_conditions": facts["has_conditions"],
        }


@pytest.mark.usefixtures("everything")
def test_the_columns_of_whoever_stood_aside() -> None:
    (row,) = StoodAside.objects.all()
    facts = read_sealed(row)["facts"]
    assert columns_of(row) == {
        **from_the_leaf(row),
        "decision_id": answered(facts["of"]),
        "stage": facts["stage"],
        "reviewer_id": person(facts["reviewer"]),
        "person_id": UUID(facts["reviewer"]["user"]),
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
            "outside_rules": facts["outside_rules"],
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
def test_the_columns_of_every_addendum() -> None:
    assert Addendum.objects.count() == 2
    for added in Addendum.objects.all():
        facts = read_sealed(added)["facts"]
        assert columns_of(added) == {
            **from_the_leaf(added),
            "decision_id": answered(facts["of"]),
            "author_id": person(facts["author"]),
            "kind": facts["kind"],
            "refiled_to_id": UUID(facts["refiled_to"]) if facts["refiled_to"] else None,
            "submit_token": UUID(facts["token"]),
        }


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_other_person() -> None:
    assert PersonConcerned.objects.count() == 4
    for decision in SharingDecision.objects.all():
        assert [
            {name: value for name, value in columns_of(row).items() if name != "id"}
            for row in decision.people.all()
        ] == [
            {
                "decision_id": decision.pk,
                "number": number,
                "kind": str(one.kind),
                "part": code_of(one.part),
                "proof": code_of(one.proof),
                "review_on": one.review_on,
            }
            for number, one in enumerate(read_decision(decision).answers.people, start=1)
        ]


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_question_and_of_all_advice() -> None:
    (asked,) = AdviceAsked.objects.all()
    parts = read_sealed(asked)
    facts = parts["facts"]
    assert columns_of(asked) == {
        **from_the_leaf(asked),
        "draft_id": UUID(facts["draft"]),
        "home_id": home_of(asked),
        "child_id": UUID(parts["child"]["child"]),
        "asked_by_id": person(facts["asked_by"]),
        "asked_of_id": person(facts["asked_of"]),
        "submit_token": UUID(facts["token"]),
    }
    assert AdviceGiven.objects.count() == 2
    for given in AdviceGiven.objects.all():
        parts = read_sealed(given)
        facts = parts["facts"]
        assert columns_of(given) == {
            **from_the_leaf(given),
            "draft_id": UUID(facts["draft"]),
            "home_id": home_of(given),
            "child_id": UUID(parts["child"]["child"]),
            "adviser_id": person(facts["adviser"]),
            "recorded_by_id": person(facts["recorded_by"]),
            "given_at": datetime.fromisoformat(facts["given_at"]),
            "advises": facts["advises"],
            "answers_id": answered(facts["of"]),
            "submit_token": UUID(facts["token"]),
        }


def without(row: Model, name: str) -> dict[str, Any]:
    """The columns of a row but for who signed, of whom the bytes hold the name and the role."""
    return {column: value for column, value in columns_of(row).items() if column != name}


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_consent() -> None:
    assert Consent.objects.count() == 3
    for row in Consent.objects.all():
        parts = read_sealed(row)
        facts = parts["facts"]
        assert row.recorded_by.signature == facts["recorded_by"]
        assert without(row, "recorded_by_id") == {
            **from_the_leaf(row),
            "child_id": UUID(parts["child"]["child"]),
            "home_id": home_of(row),
            "follows_id": UUID(facts["follows"]) if facts["follows"] else None,
            "given_on": date.fromisoformat(facts["given_on"]),
            "expires_on": facts["expires_on"] and date.fromisoformat(facts["expires_on"]),
            "recipient_id": UUID(facts["recipient_id"]) if facts["recipient_id"] else None,
            "explained": bool(parts["text"]["explained"]),
            **{name: facts[name] for name in ("giver", "state", "purpose", "recipient_type")},
            **{name: facts[name] for name in ("explicit", "told_of_withdrawal")},
            **{name: facts[name] for name in ("competence_assessed", "responsibility_evidenced")},
        }
        assert sorted(item.category for item in row.items.all()) == facts["items"]


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_wish() -> None:
    assert Wish.objects.count() == 2
    for row in Wish.objects.all():
        parts = read_sealed(row)
        facts = parts["facts"]
        assert row.recorded_by.signature == facts["recorded_by"]
        assert without(row, "recorded_by_id") == {
            **from_the_leaf(row),
            "child_id": UUID(parts["child"]["child"]),
            "home_id": home_of(row),
            "recipient_id": UUID(facts["recipient_id"]) if facts["recipient_id"] else None,
            "said_on": date.fromisoformat(facts["said_on"]),
            **{name: facts[name] for name in ("giver", "view", "purpose")},
        }


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_visit_and_of_its_end() -> None:
    (visit,), (end,) = Visit.objects.all(), VisitEnd.objects.all()
    opened, ended = read_sealed(visit)["facts"], read_sealed(end)["facts"]
    assert (opened["act"], visit.opened_by.signature) == ("opened", opened["opened_by"])
    assert without(visit, "opened_by_id") == {
        **from_the_leaf(visit),
        "home_id": home_of(visit),
        "visitor_id": UUID(opened["visitor"]),
        "role": opened["role"],
        "until": datetime.fromisoformat(opened["until"]),
    }
    assert (ended["act"], end.ended_by.signature) == ("ended", ended["ended_by"])
    assert without(end, "ended_by_id") == {
        **from_the_leaf(end),
        "visit_id": UUID(ended["of"]),
    }


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_home_that_began() -> None:
    assert GoneLive.objects.count() == 2
    for row in GoneLive.objects.all():
        facts = read_sealed(row)["facts"]
        assert (facts["act"], row.said_by.signature) == ("went-live", facts["said_by"])
        assert without(row, "said_by_id") == {**from_the_leaf(row), "home_id": home_of(row)}


@pytest.mark.usefixtures("everything")
def test_the_columns_of_every_review_of_the_law() -> None:
    (row,) = LawReview.objects.all()
    facts = read_sealed(row)["facts"]
    assert (facts["act"], row.reviewed_by_id) == ("law-reviewed", person(facts["reviewed_by"]))
    assert without(row, "reviewed_by_id") == {
        **from_the_leaf(row),
        "provider_id": Home.objects.get(log=row.log).provider_id,
        "submit_token": UUID(facts["token"]),
        **{name: facts[name] for name in ("code", "digest", "outcome")},
        **{name: facts[name] for name in ("rules_version", "law_version")},
    }
