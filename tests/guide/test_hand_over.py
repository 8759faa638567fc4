"""Whoever is in charge takes a draft over; each part keeps its author, and no word is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.guide.whose import signed_for
from decisions.models import Draft, HandOver, SharingDecision, UnsavedPage
from decisions.policy.terms import Role
from decisions.recording.decision import HandedOverMeanwhile, seal
from decisions.recording.drafts import StaleDraft, keep_typed, put_in_place
from decisions.recording.handing_over import TakenMeanwhile, take_over
from decisions.recording.reading import read_decision
from decisions.recording.refiling import refile
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.cast import make_person
from tests.faults.test_moved_to_the_right_child import finn
from tests.guide.conftest import NOW, Guide, text_of
from tests.recording.test_refiling import explained

__all__ = ["finn"]

Begin = Callable[..., Guide]
SignIn = Callable[..., Client]
LATER = NOW + timedelta(minutes=40)
WORDS = "For the review on Friday"


def page_before(client: Client, draft: Draft) -> HttpResponse:
    return client.get(reverse("draft-take-over", args=[draft.pk]))


def takes_over(client: Client, draft: Draft, **more: Any) -> HttpResponse:
    draft.refresh_from_db()
    whose = {"whose": str(draft.author.user_id), **more}
    return client.post(reverse("draft-take-over", args=[draft.pk]), whose)


@pytest.fixture
def bens(signed_in: SignIn, ben: Appointment) -> Client:
    return signed_in(ben)


@pytest.fixture
def half_way(begin: Begin) -> Guide:
    """Asha's draft, filled in until the page on danger."""
    guide = begin("asked")
    guide.fill_until("concern")
    return guide


@pytest.fixture
def taken(half_way: Guide, bens: Client) -> Iterator[Guide]:
    """The same, after Ben took it over; it is forty minutes later."""
    with clock.at(LATER):
        assert takes_over(bens, half_way.draft).status_code == 302
        half_way.draft.refresh_from_db()
        yield half_way


def test_the_page_before_says_what_happens_and_shows_nothing_of_the_text(
    half_way: Guide, bens: Client
) -> None:
    keep_typed(half_way.draft, "concern", {"analysis": ["Bruises on his arm"]})
    said = text_of(page_before(bens, half_way.draft))
    assert "Take over this draft?" in said
    assert "Asha Rahman can no longer change it" in said
    for secret in ("For the review", "Priya Nair", "Bruises", "Kit", "Tolland"):
        assert secret not in said, secret
    assert "K.T." in said or "KT" in said


def test_taking_over_makes_the_draft_ones_own_and_keeps_what_is_in_it(
    half_way: Guide, bens: Client, asha: Appointment, ben: Appointment
) -> None:
    before = half_way.draft.read()
    with clock.at(LATER):
        answer = takes_over(bens, half_way.draft)
    assert answer["Location"] == reverse("draft", args=[half_way.draft.pk])
    half_way.draft.refresh_from_db()
    assert half_way.draft.author == ben
    assert half_way.draft.read() == before
    row = HandOver.objects.get()
    assert (row.from_author, row.to_author, row.at) == (asha, ben, LATER)
    page = bens.get(answer["Location"], follow=True)
    assert "This draft is yours now" in text_of(page)
    assert page.context["step"].slug == "concern"


def test_each_page_says_who_filled_it_in_and_saving_it_as_it_stands_changes_no_name(
    taken: Guide, bens: Client
) -> None:
    taken.client = bens
    assert "Asha Rahman, care worker, filled in this page" in text_of(taken.get("purpose"))
    assert taken.answer("purpose").status_code == 302
    assert "Asha Rahman, care worker, filled in this page" in text_of(taken.get("purpose"))
    taken.answer("purpose", words="For the review on Monday")
    assert "filled in this page" not in text_of(taken.get("purpose"))
    for page in ("concern", "items", "lawful", "child", "told", "decision"):
        taken.answer(page)
    check = text_of(taken.get("check"))
    assert check.count("Asha Rahman, care worker, filled in this page") == 2


def test_the_record_names_whoever_signs_and_whoever_wrote(
    taken: Guide, bens: Client, asha: Appointment
) -> None:
    taken.client = bens
    for page in ("concern", "items", "lawful", "child", "told", "decision"):
        assert taken.answer(page).status_code == 302, page
    assert taken.answer("check").status_code == 302
    record = SharingDecision.objects.get()
    sealed = read_decision(record)
    assert sealed.signature == "Ben Castell, senior care worker"
    assert "I, Ben Castell, senior care worker, decided" in sealed.sentence
    assert set(sealed.written_by) == {"request", "caller", "purpose"}
    assert [row["from"]["user"] for row in sealed.handed_over] == [asha.user_id.hex]
    shown = text_of(bens.get(reverse("record", args=[record.pk])))
    assert "Who filled in what" in shown
    assert "Asha Rahman, care worker, filled in this page" in shown
    assert "The draft was taken over" in shown
    assert "From Asha Rahman, care worker." in shown


def test_what_was_typed_and_not_saved_stays_in_its_boxes_with_its_authors_name(
    half_way: Guide, bens: Client
) -> None:
    half_way.answer("concern", severity=None, analysis="Bruises on his arm")
    with clock.at(LATER):
        takes_over(bens, half_way.draft)
    half_way.client = bens
    page = half_way.get("concern")
    assert page.context["form"]["analysis"].value() == "Bruises on his arm"
    assert "Asha Rahman typed what is in the boxes, and had not saved it" in text_of(page)
    assert "Somebody else typed something too" not in text_of(page)
    half_way.answer("concern", analysis="Bruises on his arm", severity="WELFARE")
    assert not UnsavedPage.objects.exists()
    assert half_way.draft.pages.get(slug="concern").author.user.name == "Ben Castell"


# The former author, with a tab still open


def test_the_former_author_is_told_who_has_it_and_sees_none_of_the_new_text(
    taken: Guide, bens: Client
) -> None:
    bens.post(taken.url("concern"), {**taken.answers["concern"], "version": taken.version})
    new = {**taken.answers["purpose"], "words": "New by Ben"}
    bens.post(taken.url("purpose"), {**new, "version": taken.version})
    for address in (
        reverse("draft", args=[taken.draft.pk]),
        taken.url("purpose"),
        reverse("advice-given", args=[taken.draft.pk]),
    ):
        page = taken.client.get(address)
        assert page.status_code == 200
        assert "Ben Castell took this over at 10:10 on 23 November" in text_of(page)
        assert "New by Ben" not in text_of(page)


def test_what_the_former_author_sends_is_shown_back_and_kept_for_the_new_one(
    taken: Guide, bens: Client, asha: Appointment
) -> None:
    with clock.at(LATER + timedelta(minutes=1)):
        page = taken.answer("purpose", words="He told me more since", version=1)
    said = text_of(page)
    assert "What you typed just now is not lost" in said
    assert "He told me more since" in said
    assert "Why is it needed?" in said
    assert taken.draft.read().purpose.words == "For the review next week"
    row = UnsavedPage.objects.get()
    assert (row.slug, row.author) == ("purpose", asha)

    taken.client = bens
    seen = text_of(taken.get("purpose"))
    assert "Asha Rahman also typed this, after you took over" in seen
    assert "He told me more since" in seen


def test_the_new_author_takes_it_into_the_boxes_or_lets_it_go(taken: Guide, bens: Client) -> None:
    with clock.at(LATER + timedelta(minutes=1)):
        taken.answer("purpose", words="He told me more since", version=1)
    taken.client = bens
    row = UnsavedPage.objects.get()
    mine = {**taken.answers["purpose"], "words": "What I was typing"}
    answer = taken.post("purpose", mine, do=f"take-{row.pk}")
    page = bens.get(answer["Location"])
    assert page.context["form"]["words"].value() == "He told me more since"
    assert "You had this in the boxes" in text_of(page)
    assert "What I was typing" in text_of(page)

    own = UnsavedPage.objects.get(author__user__name="Ben Castell")
    taken.post("purpose", {**mine, "words": "He told me more since"}, do=f"let-go-{own.pk}")
    taken.answer("purpose", words="He told me more since")
    assert taken.draft.refresh_from_db() is None
    assert taken.draft.read().purpose.words == "He told me more since"
    assert not UnsavedPage.objects.exists()


@pytest.mark.parametrize("act", ["take-", "take-x", f"take-{uuid4()}", f"let-go-{uuid4()}"])
def test_a_forged_button_beside_the_boxes_changes_nothing(
    taken: Guide, bens: Client, act: str
) -> None:
    taken.client = bens
    answer = taken.post("purpose", taken.answers["purpose"], do=act)
    assert answer["Location"] == taken.url("purpose")


def test_a_second_press_of_what_was_saved_before_has_nothing_to_keep(taken: Guide) -> None:
    page = taken.answer("purpose", version=1)
    assert "took this over" in text_of(page)
    assert "What you typed" not in text_of(page)
    assert not UnsavedPage.objects.exists()


def test_what_comes_after_the_last_page_was_opened_is_read_before_it_is_signed(
    taken: Guide, bens: Client, asha: Appointment, signed_in: SignIn
) -> None:
    taken.client = bens
    for page in ("concern", "items", "lawful", "child", "told", "decision"):
        taken.answer(page)
    before = taken.get("check").context["unsaved_until"]
    with clock.at(LATER + timedelta(minutes=1)):
        signed_in(asha).post(
            taken.url("concern"), {**taken.answers["concern"], "analysis": "One thing more"}
        )
        page = taken.answer("check", unsaved_until=before)
        assert not SharingDecision.objects.exists()
        assert "Somebody typed more since you opened this page" in text_of(page)
        assert "One thing more" in text_of(page)
        assert taken.answer("check", unsaved_until=page.context["unsaved_until"]).status_code == 302
    assert SharingDecision.objects.exists()


def signed_by_ben(taken: Guide, bens: Client) -> SharingDecision:
    mine = Guide(bens, taken.draft, taken.answers, set(taken.saved))
    assert mine.sign().status_code == 302
    return SharingDecision.objects.get()


def test_after_it_was_signed_the_former_author_is_led_to_the_record(
    taken: Guide, bens: Client
) -> None:
    record = signed_by_ben(taken, bens)
    page = taken.client.get(taken.url("purpose"))
    assert "It has been signed since" in text_of(page)
    assert record.code in text_of(page)
    sent = taken.client.post(
        taken.url("purpose"), {**taken.answers["purpose"], "words": "Too late"}
    )
    assert "What you typed just now is not in the record" in text_of(sent)
    assert "Too late" in text_of(sent)
    assert reverse("addenda", args=[record.pk]) in sent.content.decode()


def test_after_its_record_was_filed_for_another_child_the_former_author_is_led_to_that_one(
    taken: Guide, bens: Client, ben: Appointment, finn: Child
) -> None:
    """And to nothing of the record that was filed under the wrong child."""
    record = signed_by_ben(taken, bens)
    begun = refile(record, ben, finn, record.home, ben, reason="It was Finn", token=uuid4())
    typed = {**taken.answers["purpose"], "words": WORDS}
    between = text_of(taken.client.post(taken.url("purpose"), typed))
    assert "It has been signed since" in between
    assert WORDS in between
    assert record.code not in between
    right = seal(explained(Draft.objects.get(pk=begun.pk)))
    page = text_of(taken.client.get(taken.url("purpose")))
    assert f"Read record {right.code}" in page
    assert record.code not in page


def test_words_that_name_staff_are_kept_from_whoever_took_over(
    taken: Guide, bens: Client, ben: Appointment
) -> None:
    page = taken.client.post(
        taken.url("concern"),
        {
            "severity": "SIGNIFICANT",
            "harms": ["STAFF_ALLEGATION"],
            "staff": [str(ben.user_id)],
            "analysis": "Ben hurt him",
        },
    )
    assert "What you typed is kept apart" in text_of(page)
    own = Draft.objects.exclude(pk=taken.draft.pk).get()
    assert own.names_staff
    assert list(own.names.all()) == [ben.user]
    taken.client = bens
    for step in ("concern", "purpose"):
        assert "Ben hurt him" not in text_of(taken.get(step))
    assert own not in Draft.objects.waiting_at_homes_of(ben.user)


def test_words_not_yet_saved_that_name_somebody_keep_the_draft_from_them(
    half_way: Guide, ben: Appointment, maya: Appointment, bens: Client
) -> None:
    half_way.answer("concern", severity=None, harms=["STAFF_ALLEGATION"], staff=[str(ben.user_id)])
    assert half_way.draft not in Draft.objects.waiting_at_homes_of(ben.user)
    assert half_way.draft in Draft.objects.waiting_at_homes_of(maya.user)
    assert page_before(bens, half_way.draft).status_code == 404
    assert takes_over(bens, half_way.draft).status_code == 404


def test_what_comes_back_without_sign_in_after_the_hand_over_stands_beside(
    taken: Guide, asha: Appointment
) -> None:
    sent = {**taken.answers["purpose"], "words": "Typed all night", "version": "1"}
    sent["page_for"] = signed_for(asha.user, taken.draft.pk)
    Client().post(taken.url("purpose"), sent)
    assert "Typed all night" not in Draft.objects.get(pk=taken.draft.pk).typed
    assert UnsavedPage.objects.get().author == asha


@pytest.mark.parametrize(
    "typed", ["x" * 250_000, "\x00", "‮ \u2028", "<script>", " " * 50], ids=lambda one: one[:3]
)
def test_nothing_that_the_former_author_sends_fails(taken: Guide, typed: str) -> None:
    for step in ("purpose", "items", "check", "urgent", "advice", "concern", "request"):
        sent = dict.fromkeys(("words", "rows", "severity", "who", "do", "version"), typed)
        answer = taken.client.post(taken.url(step), sent)
        assert answer.status_code == 200, step
        assert "took this over" in text_of(answer)
    assert taken.client.post(taken.url("nowhere"), {"words": typed}).status_code == 404


# Who presses, and when


def test_pressing_twice_takes_over_once(half_way: Guide, bens: Client) -> None:
    sent = {"whose": str(half_way.draft.author.user_id)}
    address = reverse("draft-take-over", args=[half_way.draft.pk])
    for _ in range(2):
        answer = bens.post(address, sent)
        assert answer["Location"] == reverse("draft", args=[half_way.draft.pk])
    assert HandOver.objects.count() == 1


def test_ones_own_is_simply_opened(half_way: Guide, begin: Begin, ben: Appointment) -> None:
    own = begin("asked", by=ben)
    for answer in (page_before(own.client, own.draft), takes_over(own.client, own.draft)):
        assert answer["Location"] == reverse("draft", args=[own.draft.pk])
    assert not HandOver.objects.exists()


def test_one_that_somebody_else_took_a_moment_ago_is_asked_about_again(
    half_way: Guide, bens: Client, signed_in: SignIn, asha: Appointment, maya: Appointment
) -> None:
    with clock.at(LATER):
        takes_over(bens, half_way.draft)
    page = takes_over(signed_in(maya), half_way.draft, whose=str(asha.user_id))
    assert page.status_code == 200
    assert "Ben Castell took this draft over at 10:10 on 23 November" in text_of(page)
    assert HandOver.objects.count() == 1
    takes_over(signed_in(maya), half_way.draft)
    half_way.draft.refresh_from_db()
    assert half_way.draft.author == maya


@pytest.mark.parametrize("whose", ["", "x", "\x00", str(uuid4())])
def test_a_garbled_page_is_shown_again(half_way: Guide, bens: Client, whose: str) -> None:
    assert takes_over(bens, half_way.draft, whose=whose).status_code == 200
    assert not HandOver.objects.exists()


def test_one_that_was_signed_leads_to_its_record(half_way: Guide, bens: Client) -> None:
    draft = half_way.draft
    assert half_way.sign().status_code == 302
    record = SharingDecision.objects.get()
    for answer in (
        page_before(bens, draft),
        bens.post(reverse("draft-take-over", args=[draft.pk]), {"whose": "x"}),
    ):
        assert answer["Location"] == reverse("record", args=[record.pk])


def test_those_who_are_not_in_charge_here_find_nothing(
    half_way: Guide,
    signed_in: SignIn,
    make_colleague: Callable[[], Appointment],
    bryn: Appointment,
    otto: Appointment,
    sam: Appointment,
    dana: Appointment,
) -> None:
    for person in (make_colleague(), bryn, otto, sam, dana):
        client = signed_in(person)
        assert page_before(client, half_way.draft).status_code == 404, person
        assert takes_over(client, half_way.draft).status_code == 404, person
    assert not HandOver.objects.exists()


@pytest.fixture
def make_colleague(asha: Appointment) -> Callable[[], Appointment]:
    return lambda: make_person("Cleo Marsh", Role.CARE_WORKER, asha.provider, asha.home)


# Races, one statement at a time


def test_a_page_saved_from_before_the_hand_over_saves_nothing(
    taken: Guide, ben: Appointment
) -> None:
    mine = Draft.objects.get(pk=taken.draft.pk)
    mine.author = taken.draft.hand_overs.get().from_author
    with pytest.raises(StaleDraft):
        keep_typed(mine, "purpose", {"words": ["x"]})
    put_in_place(mine, mine.home, mine.author)
    assert Draft.objects.get(pk=mine.pk).author == ben


def test_nobody_signs_in_the_name_of_whoever_took_over(taken: Guide) -> None:
    mine = Draft.objects.get(pk=taken.draft.pk)
    mine.author = taken.draft.hand_overs.get().from_author
    with pytest.raises(HandedOverMeanwhile):
        seal(mine)
    assert not SharingDecision.objects.exists()


def test_a_take_over_that_comes_second_changes_nothing(
    half_way: Guide, ben: Appointment, maya: Appointment
) -> None:
    as_first_seen = Draft.objects.get(pk=half_way.draft.pk)
    assert as_first_seen.author.user.name == "Asha Rahman"
    take_over(half_way.draft, ben)
    with pytest.raises(TakenMeanwhile):
        take_over(as_first_seen, maya)
    assert take_over(as_first_seen, ben).author == ben
    assert HandOver.objects.count() == 1


def test_a_draft_taken_back_is_its_first_authors_again(
    half_way: Guide, ben: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    draft = take_over(half_way.draft, ben)
    draft = take_over(draft, maya)
    page = signed_in(ben).get(reverse("draft", args=[draft.pk]))
    assert "Maya Okoro took this over" in text_of(page)
    assert "Maya Okoro took this over" in text_of(half_way.get("purpose"))
    take_over(draft, ben)
    assert signed_in(ben).get(half_way.url("purpose")).status_code == 200


def test_who_has_left_finds_the_draft_no_more(taken: Guide, asha: Appointment) -> None:
    Appointment.objects.filter(pk=asha.pk).update(ends_at=NOW)
    assert taken.get("purpose").status_code == 404


def test_an_urgent_page_is_taken_over_too(begin_urgent: Begin, bens: Client, kit: Child) -> None:
    guide = begin_urgent()
    guide.answer("urgent", why="")
    takes_over(bens, guide.draft)
    asha_at_it, guide.client = guide.client, bens
    page = guide.get("urgent")
    assert "blue van" in text_of(page)
    seen = page.context["unsaved_until"]
    with clock.at(LATER):
        sent = {**guide.answers["urgent"], "why": "He may be in Leeds by now"}
        assert "took this over" in text_of(asha_at_it.post(guide.url("urgent"), sent))
        page = guide.answer("urgent", unsaved_until=seen)
        assert "Leeds" in text_of(page)
        assert (
            guide.answer("urgent", unsaved_until=page.context["unsaved_until"]).status_code == 302
        )
    record = SharingDecision.objects.get()
    assert read_decision(record).signature == "Ben Castell, senior care worker"
