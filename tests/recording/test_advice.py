"""Advice asked and given: sealed, once, by the right people, without the child's name."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from children.models import Agency, Child
from decisions.models import AdviceAsked, AdviceGiven, Draft, SharingDecision
from decisions.policy.terms import Advice, Outcome, Role
from decisions.recording.advice import AdviceRefused, AlreadyAnswered, give_advice
from decisions.recording.asking import ask_advice
from decisions.recording.decision import seal
from decisions.recording.drafts import save_answers, start_draft
from decisions.recording.history import dossier
from decisions.recording.reading import read_sealed
from decisions.recording.refiling import refile
from infoshare.common import clock
from infoshare.ledger.models import Leaf
from infoshare.organisation.models import Appointment, Home
from tests.advice.people import huw as huw
from tests.cast import make_person
from tests.recording.records import own_initiative

QUESTION = "May school know that Kit Tolland (KT) of Rowan House met Carl Tolland?"
SHOWN = "May school know that the child (the child) of the home met a relative?"


@pytest.fixture
def draft(rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency) -> Draft:
    answers = own_initiative(childrens_services)
    return start_draft(rowan_house, kit, asha, answers)


def ask(draft: Draft, *people: Appointment, token: UUID | None = None) -> list[AdviceAsked]:
    return ask_advice(draft, draft.author, people, words=QUESTION, token=token or uuid4())


def answer(asked: AdviceAsked, by: Appointment, token: UUID | None = None) -> AdviceGiven:
    return give_advice(
        asked, by.user, words="Not yet", advises=Advice.CHECK_FIRST, token=token or uuid4()
    )


def test_a_question_to_several_people_is_one_row_each(
    draft: Draft, sam: Appointment, huw: Appointment
) -> None:
    asked = ask(draft, sam, huw)
    assert {one.asked_of for one in asked} == {sam, huw}
    assert AdviceAsked.objects.unanswered().count() == 2


def test_the_full_question_is_sealed_and_what_was_shown_beside_it(
    draft: Draft, sam: Appointment, huw: Appointment
) -> None:
    for row, without_name in zip(ask(draft, sam, huw), (False, True), strict=True):
        parts = read_sealed(row)
        assert parts["text"]["asked"] == QUESTION
        assert parts["text"]["shown"] == SHOWN
        assert parts["child"]["name"] == "Kit Tolland"
        assert parts["facts"]["without_name"] is without_name
        assert parts["facts"]["about"]["agency_type_label"]
        assert "Kit" not in str(parts["facts"])


def test_sending_a_question_again_asks_once(draft: Draft, sam: Appointment) -> None:
    token = uuid4()
    assert ask(draft, sam, token=token) == ask(draft, sam, token=token)
    # From another tab: the same words to the same person still wait.
    assert ask(draft, sam) == list(AdviceAsked.objects.all())
    assert Leaf.objects.filter(kind="advice").count() == 1


def test_somebody_who_has_answered_may_be_asked_again(draft: Draft, sam: Appointment) -> None:
    answer(ask(draft, sam)[0], sam)
    ask(draft, sam)
    assert AdviceAsked.objects.count() == 2


def test_one_more_person_may_be_asked_the_same(
    draft: Draft, sam: Appointment, huw: Appointment
) -> None:
    ask(draft, sam)
    assert len(ask(draft, sam, huw)) == 2
    assert AdviceAsked.objects.count() == 2


def test_nobody_asks_themselves_under_any_of_their_roles(
    draft: Draft, asha: Appointment, rowan_house: Home
) -> None:
    also = Appointment.objects.create(
        user=asha.user,
        role=Role.DEPUTY_MANAGER.value,
        provider=rowan_house.provider,
        home=rowan_house,
        starts_at=asha.starts_at,
    )
    for one in (asha, also):
        with pytest.raises(AdviceRefused):
            ask(draft, one)
    assert not AdviceAsked.objects.exists()


def test_nobody_whom_the_draft_names_is_asked(
    draft: Draft, maya: Appointment, sam: Appointment
) -> None:
    draft.names.add(maya.user)
    with pytest.raises(AdviceRefused):
        ask(draft, sam, maya)
    assert not AdviceAsked.objects.exists()


def test_nobody_of_another_provider_is_asked(draft: Draft, otto: Appointment) -> None:
    with pytest.raises(AdviceRefused):
        ask(draft, otto)


def test_a_question_is_of_nobody_whom_the_draft_came_to_name(
    draft: Draft, maya: Appointment
) -> None:
    ask(draft, maya)
    assert AdviceAsked.objects.waiting_for(maya.user).count() == 1
    answers = draft.read()
    names_her = answers.changed(concern=answers.concern.changed(staff=(maya.user_id,)))
    draft = save_answers(draft, names_her, page="concern", version=0, author=draft.author)
    assert not AdviceAsked.objects.asked_of(maya.user).exists()
    assert not AdviceAsked.objects.waiting_for(maya.user).exists()
    record = seal(draft)
    assert record.named_staff.exists()
    assert not AdviceAsked.objects.asked_of(maya.user).exists()


def test_the_answer_is_sealed_under_the_question(draft: Draft, sam: Appointment) -> None:
    (asked,) = ask(draft, sam)
    given = answer(asked, sam)
    assert (given.answers, given.adviser, given.recorded_by) == (asked, sam, sam)
    parts = read_sealed(given)
    assert parts["text"] == {**parts["text"], "asked": QUESTION, "words": "Not yet"}
    assert (parts["facts"]["advises"], given.advises) == ("CHECK_FIRST", "CHECK_FIRST")
    assert parts["facts"]["of"]["seq"] == asked.seq


def test_only_the_person_who_was_asked_answers(
    draft: Draft, sam: Appointment, maya: Appointment
) -> None:
    (asked,) = ask(draft, sam)
    with pytest.raises(AdviceRefused):
        answer(asked, maya)
    sam.ends_at = clock.now() - timedelta(minutes=1)
    sam.save()
    with pytest.raises(AdviceRefused):
        answer(asked, sam)
    assert not AdviceGiven.objects.exists()


def test_who_took_another_office_answers_under_it(draft: Draft, huw: Appointment) -> None:
    (asked,) = ask(draft, huw)
    huw.ends_at = clock.now() - timedelta(minutes=1)
    huw.save()
    later = Appointment.objects.create(
        user=huw.user,
        role=Role.SAFEGUARDING_LEAD.value,
        provider=huw.provider,
        starts_at=clock.now() - timedelta(minutes=1),
    )
    assert answer(asked, huw).adviser == later


def test_who_took_the_draft_over_decides_and_does_not_advise(
    draft: Draft, maya: Appointment
) -> None:
    (asked,) = ask(draft, maya)
    draft.author = maya
    draft.save()
    assert not AdviceAsked.objects.waiting_for(maya.user).exists()
    with pytest.raises(AdviceRefused):
        answer(asked, maya)


def test_a_question_is_answered_once(draft: Draft, sam: Appointment) -> None:
    (asked,) = ask(draft, sam)
    token = uuid4()
    first = answer(asked, sam, token)
    assert answer(asked, sam, token) == first
    with pytest.raises(AlreadyAnswered) as refused:
        answer(asked, sam)
    assert refused.value.answer == first
    assert AdviceGiven.objects.count() == 1


def test_the_record_tells_who_was_asked_and_what_they_answered(
    draft: Draft, sam: Appointment, huw: Appointment
) -> None:
    asked = ask(draft, sam, huw)
    with clock.at(clock.now() + timedelta(minutes=5)):
        answer(asked[0], sam)
    with clock.at(clock.now() + timedelta(minutes=10)):
        record = seal(draft)
    with clock.at(clock.now() + timedelta(minutes=15)):
        answer(asked[1], huw)
    events = dossier(record).advice
    assert [event["what"] for event in events] == [
        "Asked Sam Whitlock, safeguarding lead",
        "Asked Huw Pritchard, registered manager",
        "Advice given: check first",
        "Advice given: check first",
    ]
    assert SHOWN not in events[0]["detail"]
    assert SHOWN in events[1]["detail"]
    assert "Asked without saying who the child is." in events[1]["detail"]
    assert [event.get("status") for event in events[2:]] == [None, "Given after it was signed"]
    assert [event["what"] for event in dossier(record).events[-2:]] == [
        "Signed: share part",
        "Advice given: check first",
    ]


def test_an_answer_after_the_draft_was_deleted_is_kept(draft: Draft, sam: Appointment) -> None:
    (asked,) = ask(draft, sam)
    draft.delete()
    assert answer(asked, sam).answers == asked
    assert not SharingDecision.objects.exists()


def test_a_name_changed_later_leaks_nothing_through_an_old_question(
    draft: Draft, huw: Appointment, kit: Child
) -> None:
    (asked,) = ask(draft, huw)
    kit.given_names, kit.family_name = "Robin", "Ash"
    kit.save()
    assert read_sealed(asked)["text"]["shown"] == SHOWN


def test_a_question_about_everyday_sharing_needs_no_worry(
    rowan_house: Home, kit: Child, asha: Appointment, sam: Appointment, school: Agency
) -> None:
    answers = own_initiative(school)
    quiet = answers.changed(concern=answers.concern.changed(severity=None, harms=()))
    wants = quiet.decision.changed(outcome=Outcome.ASK_ADVICE)
    asked = ask(start_draft(rowan_house, kit, asha, quiet.changed(decision=wants)), sam)
    assert read_sealed(asked[0])["facts"]["about"]["severity_label"] == ""


def test_a_visitor_is_asked_nothing(draft: Draft, sam: Appointment, ivy: object) -> None:
    ask(draft, sam)
    visitor = ivy.visitor  # type: ignore[attr-defined]
    assert not AdviceAsked.objects.asked_of(visitor).exists()


def test_a_deputy_at_two_homes_reads_the_child_where_one_is_the_childs(
    draft: Draft, willow_lodge: Home, rowan_house: Home
) -> None:
    both = make_person("Pat Lowe", Role.DEPUTY_MANAGER, rowan_house.provider, willow_lodge)
    Appointment.objects.create(
        user=both.user,
        role=Role.CARE_WORKER.value,
        provider=rowan_house.provider,
        home=rowan_house,
        starts_at=both.starts_at,
    )
    assert read_sealed(ask(draft, both)[0])["facts"]["without_name"] is False


def test_a_question_about_a_record_of_the_wrong_child_is_closed(
    draft: Draft, sam: Appointment, asha: Appointment, lark: Child, bryn: Appointment
) -> None:
    (asked,) = ask(draft, sam)
    assert bryn.home
    record = seal(draft)
    refile(record, asha, lark, bryn.home, bryn, reason="I chose the wrong child", token=uuid4())
    assert not AdviceAsked.objects.asked_of(sam.user).filter(pk=asked.pk).exists()
