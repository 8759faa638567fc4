"""A record filed under the wrong child: said once, in no list from then on, written anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from children.models import Agency, Child
from decisions.approval.queries import awaiting, reviewed_lately, to_review_afterwards
from decisions.followups.gathering import follow_ups_of
from decisions.home.waiting import drafts_to_finish, not_agreed_lately, records_of_author
from decisions.models import Addendum, Draft, SharingDecision
from decisions.policy.answers import Explanation
from decisions.policy.terms import AddendumKind, PersonKind, PersonPart, Proof, Verdict
from decisions.recording.addendum import SaidBefore
from decisions.recording.completion import complete_urgent
from decisions.recording.decision import prepare, seal
from decisions.recording.disclosure import DisclosureRefused, disclose, lets_go_from, seal_urgent
from decisions.recording.locking import refiled
from decisions.recording.reading import read_decision, read_sealed
from decisions.recording.refiling import answers_to_what_was_refiled, begun_from, refile
from decisions.recording.review import answer_question
from infoshare.common import clock
from infoshare.ledger.models import Leaf
from infoshare.organisation.models import Appointment, Home, Visit
from tests.recording.records import (
    own_initiative,
    reviewed,
    sealed,
    sealed_urgent,
    shared,
    unverified_caller,
    urgently,
    what_left,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def finn(rowan_house: Home, lark: Child) -> Child:
    """Lives at Rowan House too."""
    lark.given_names, lark.family_name = "Finn", "Abara"
    lark.save()
    lark.placements.update(home=rowan_house)
    return lark


def said_wrong(record: SharingDecision, by: Appointment, right: Child, home: Home) -> Draft:
    begun = refile(record, by, right, home, by, reason="It was Finn, not Kit", token=uuid4())
    assert isinstance(begun, Draft)
    return begun


def test_it_is_said_in_an_addendum_and_a_draft_begins_with_the_answers(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment, childrens_services: Agency
) -> None:
    record = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    draft = said_wrong(record, asha, finn, rowan_house)
    (said,) = Addendum.objects.all()
    assert (said.kind, said.refiled_to, said.decision) == (AddendumKind.REFILED, finn, record)
    parts = read_sealed(said)
    assert parts["facts"]["refiled_to"] == finn.pk.hex
    assert parts["text"]["reason"] == "It was Finn, not Kit"
    assert (draft.child, draft.author, draft.refiles) == (finn, asha, record)
    before, begun = read_decision(record).answers, draft.read()
    assert begun.changed(necessity=before.necessity) == before
    assert begun.necessity.harm_if_shared == "A little upset for the child"


def test_nothing_of_the_wrong_child_is_in_the_new_records_bytes_but_a_place_in_the_ledger(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment, maya: Appointment
) -> None:
    answers = unverified_caller()
    named = answers.changed(
        request=answers.request.changed(name="Kit Tolland", agency_name="Tolland Tutors"),
        people=(
            {
                "kind": PersonKind.ADULT,
                "name": "Kit’s uncle",
                "part": PersonPart.OTHER,
                "proof": Proof.UNPROVEN,
                "review_on": clock.today() + timedelta(days=3),
            },
        ),
    )
    record = sealed(rowan_house, kit, asha, named)
    draft = said_wrong(record, asha, finn, rowan_house)
    begun = draft.read()
    assert begun.request.name == ""
    draft.answers = begun.changed(
        request=begun.request.changed(name="Joan Ellery")
    ).model_dump_json()
    draft.save()
    new = seal(draft)
    assert new.refiles == record
    leaf = Leaf.objects.get(log=new.log, seq=new.seq)
    held = f"{read_sealed(new)} {bytes(leaf.body).decode()}".lower()
    for word in ("kit", "tolland", kit.pk.hex, str(kit.pk), record.code.lower(), record.pk.hex):
        assert word not in held, word
    entry = read_sealed(new)["facts"]["refiles"]
    assert (entry["seq"], entry["log"]) == (record.seq, record.log.hex)


def explained(draft: Draft) -> Draft:
    """The draft with a reason wherever a rule asks for one."""
    asked = prepare(draft).assessment.unexplained()
    answers = draft.read()
    reasons = tuple(Explanation(rule=one.rule, words="It is as I say.") for one in asked)
    draft.answers = answers.changed(
        decision=answers.decision.changed(explanations=reasons)
    ).model_dump_json()
    draft.save()
    return draft


def everywhere(person: Appointment | Visit, child: Child) -> dict[str, list[Any]]:
    """Where a record could turn up for this person."""
    user = person.user if isinstance(person, Appointment) else person.visitor
    now = clock.now()
    seen = SharingDecision.objects

    codes = set(SharingDecision.objects.filter(child=child).values_list("code", flat=True))

    def of(rows: QuerySet[Any]) -> list[Any]:
        return list(rows)

    return {
        "visible": of(seen.visible_to(user)),
        "register": of(seen.in_register_of(user)),
        "counts": of(seen.counted_for(user)),
        "queue": [*awaiting(user), *to_review_afterwards(user), *reviewed_lately(user)],
        "follow-ups": [row for row in follow_ups_of(user, now) if row.about.code in codes],
        "start page": [*not_agreed_lately(user, now), *records_of_author(user)],
    }


@pytest.mark.parametrize("who", ["asha", "ben", "maya", "ruth", "sam", "dana", "ivy", "ian"])
def test_it_is_in_no_list_count_queue_or_follow_up_from_then_on(
    who: str,
    request: pytest.FixtureRequest,
    rowan_house: Home,
    kit: Child,
    finn: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    person = request.getfixturevalue(who)
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    held = sealed(rowan_house, kit, asha, unverified_caller())
    refused = sealed(rowan_house, kit, asha, unverified_caller())
    reviewed(refused, maya, Verdict.NOT_AGREED)
    for record in (urgent, held, refused):
        said_wrong(record, asha, finn, rowan_house)
    assert {name: rows for name, rows in everywhere(person, kit).items() if rows} == {}
    user = person.user if isinstance(person, Appointment) else person.visitor
    opened = SharingDecision.objects.opened_by(user)
    assert opened.count() == (3 if who in ("dana", "ivy") else 0)


def test_said_again_with_the_same_page_it_is_the_same_draft_and_from_another_it_is_refused(
    rowan_house: Home,
    kit: Child,
    finn: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    record = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    token = uuid4()
    draft = refile(record, asha, finn, rowan_house, asha, reason="Wrong", token=token)
    assert refile(record, asha, finn, rowan_house, asha, reason="Wrong", token=token) == draft
    for by in (asha, maya):
        with pytest.raises(SaidBefore) as refused:
            refile(record, by, finn, rowan_house, by, reason="Wrong", token=uuid4())
        assert refused.value.addendum == refiled(record)
    assert Draft.objects.count() == 1
    assert isinstance(draft, Draft)
    new = seal_urgent(draft, shared=True)
    assert refile(record, asha, finn, rowan_house, asha, reason="Wrong", token=token) == new
    assert begun_from(record) == new


def test_the_new_record_can_be_filed_again_where_it_was_wrong_too(
    rowan_house: Home,
    kit: Child,
    finn: Child,
    asha: Appointment,
    childrens_services: Agency,
) -> None:
    first = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    second = seal_urgent(said_wrong(first, asha, finn, rowan_house), shared=True)
    third = seal_urgent(said_wrong(second, asha, kit, rowan_house), shared=True)
    assert (third.child, third.refiles, second.refiles) == (kit, second, first)
    assert list(SharingDecision.objects.visible_to(asha.user)) == [third]


def test_what_was_approved_is_approved_anew_and_what_had_left_keeps_its_time(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment, maya: Appointment
) -> None:
    morning = clock.now()
    with clock.at(morning):
        record = sealed(rowan_house, kit, asha, unverified_caller())
    with clock.at(morning + timedelta(hours=1)):
        reviewed(record, maya, Verdict.AGREED)
    left = morning + timedelta(hours=2)
    with clock.at(left):
        shared(record, asha)
    with clock.at(morning + timedelta(days=9)):
        new = seal(explained(said_wrong(record, asha, finn, rowan_house)))
        assert new.needs_approval
        assert not new.reviews.exists()
        with pytest.raises(DisclosureRefused):
            disclose(new, asha, what_left(new, shared_at=left), token=uuid4())
        reviewed(new, maya, Verdict.AGREED)
        new = SharingDecision.objects.get(pk=new.pk)
        assert lets_go_from(new, read_decision(new)) <= left
        with pytest.raises(DisclosureRefused):
            too_early = morning + timedelta(minutes=30)
            disclose(new, asha, what_left(new, shared_at=too_early), token=uuid4())
        gone = disclose(new, asha, what_left(new, shared_at=left), token=uuid4())
        assert gone.shared_at == left


def test_drafts_that_complete_or_answer_it_know_what_happened(
    rowan_house: Home,
    kit: Child,
    finn: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    asked = sealed(rowan_house, kit, asha, unverified_caller())
    reviewed(asked, maya, Verdict.QUESTION)
    full, answer = complete_urgent(urgent, asha), answer_question(asked, asha)
    assert answers_to_what_was_refiled(full) is None
    for record in (urgent, asked):
        said_wrong(record, asha, finn, rowan_house)
    assert answers_to_what_was_refiled(full) == urgent
    assert answers_to_what_was_refiled(answer) == asked


def test_the_full_form_filed_again_completes_the_urgent_record_in_its_place(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment, childrens_services: Agency
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    draft = complete_urgent(urgent, asha)
    draft.answers = own_initiative(childrens_services).model_dump_json()
    draft.save()
    full = seal(draft)
    # Said of the full form first: it completes nothing, for nothing of this child is urgent yet.
    new_urgent = seal_urgent(said_wrong(urgent, asha, finn, rowan_house), shared=True)
    begun = said_wrong(full, asha, finn, rowan_house)
    assert begun.completes == new_urgent
    assert seal(begun).completes == new_urgent


def test_a_child_of_another_home_gets_the_record_there(
    rowan_house: Home,
    willow_lodge: Home,
    kit: Child,
    lark: Child,
    ruth: Appointment,
    asha: Appointment,
    childrens_services: Agency,
) -> None:
    record = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    draft = refile(record, ruth, lark, willow_lodge, ruth, reason="Lark’s", token=uuid4())
    assert isinstance(draft, Draft)
    assert (draft.home, draft.author) == (willow_lodge, ruth)
    assert list(drafts_to_finish(ruth.user)) == [draft]
    new = seal(draft)
    assert (new.log, new.home) == (willow_lodge.log, willow_lodge)
