"""What is typed stays: refused, too long, stale, or sent after the session had ended."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.guide.whose import signed_for
from decisions.models import Draft
from decisions.recording.handing_over import MOST_APART
from infoshare.common import clock
from infoshare.organisation.models import Appointment, User
from tests.cast import PASSWORD
from tests.guide.conftest import Guide, item, text_of
from tests.sign_in.conftest import with_printed_codes

WORDS = "A long story that nobody wants to type twice"


def typed_kept(guide: Guide) -> dict[str, dict[str, list[str]]]:
    guide.draft.refresh_from_db()
    kept: dict[str, dict[str, list[str]]] = json.loads(guide.draft.typed)
    return kept


def test_a_refused_page_keeps_what_was_typed(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    refused = guide.post("purpose", {"words": WORDS})
    assert refused.status_code == 200
    assert "There is a problem" in text_of(refused)
    assert typed_kept(guide)["purpose"]["words"] == [WORDS]
    assert guide.draft.read().purpose.words == ""


def test_kept_text_is_shown_again_and_said_not_to_be_saved(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    guide.post("purpose", {"words": WORDS})
    again = guide.get("purpose")
    assert WORDS in text_of(again)
    assert "This is not saved yet" in text_of(again)


def test_saving_forgets_what_was_kept(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    guide.post("purpose", {"words": WORDS})
    guide.answer("purpose")
    assert "purpose" not in typed_kept(guide)
    assert "not saved yet" not in text_of(guide.get("purpose"))


def test_a_person_may_let_go_of_what_was_kept(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("concern")
    guide.post("purpose", {"words": WORDS})
    guide.post("purpose", {"do": "forget", "words": WORDS})
    again = text_of(guide.get("purpose"))
    assert WORDS not in again
    assert "For the review next week" in again


def test_only_the_pages_own_fields_are_kept(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.post("request", {"name": WORDS, "smuggled": "x", "csrfmiddlewaretoken": "y"})
    assert set(typed_kept(guide)["request"]) == {"name"}


@pytest.mark.parametrize("typed", ["\x00", "\x07bell", "‮evil", "a" * 1_000_000])
def test_text_that_cannot_be_saved_is_refused_in_words_and_stays(
    begin: Callable[..., Guide], typed: str
) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    refused = guide.answer("purpose", words=typed)
    assert refused.status_code == 200
    assert "There is a problem" in text_of(refused)
    assert typed in refused.content.decode()
    guide.draft.refresh_from_db()
    assert guide.draft.read().purpose.words == ""


def test_a_megabyte_is_not_kept_in_the_draft_and_the_page_says_so(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    refused = guide.answer("purpose", words="a" * 1_000_000)
    assert "too long to keep" in text_of(refused)
    assert "purpose" not in typed_kept(guide)


def test_emoji_accents_and_other_scripts_are_saved(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    words = "Kit 😀 said “já” – جواب"
    guide.answer("purpose", words=words)
    guide.draft.refresh_from_db()
    assert guide.draft.read().purpose.words == words


def test_save_and_leave_saves_a_finished_page(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    left = guide.answer("purpose", do="leave")
    assert left["Location"] == reverse("home")
    guide.draft.refresh_from_db()
    assert guide.draft.read().purpose.words == "For the review next week"


def test_save_and_leave_keeps_an_unfinished_page(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    left = guide.post("purpose", {"words": WORDS, "do": "leave"})
    assert left["Location"] == reverse("home")
    assert WORDS in text_of(guide.get("purpose"))


# Two tabs


def test_an_older_tab_shows_both_texts_and_loses_neither(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    older = guide.version
    guide.answer("purpose", words="From the first window")
    stale = guide.answer("purpose", words="From the second window", version=older)
    assert stale.status_code == 409
    assert "From the first window" in text_of(stale)
    assert "From the second window" in text_of(stale)
    guide.draft.refresh_from_db()
    assert guide.draft.read().purpose.words == "From the first window"
    assert typed_kept(guide)["purpose"]["words"] == ["From the second window"]


def test_after_a_conflict_the_person_chooses_the_newer_text(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    older = guide.version
    guide.answer("purpose", words="From the first window")
    guide.answer("purpose", words="From the second window", version=older)
    assert guide.answer("purpose", words="From the second window").status_code == 302
    guide.draft.refresh_from_db()
    assert guide.draft.read().purpose.words == "From the second window"


def test_pressing_save_twice_is_no_conflict(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    older = guide.version
    first = guide.answer("purpose")
    second = guide.answer("purpose", version=older)
    assert (second.status_code, second["Location"]) == (302, first["Location"])


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 400, "\x00", "²"])
def test_a_garbled_version_is_treated_as_an_older_tab(
    begin: Callable[..., Guide], version: str
) -> None:
    guide = begin("asked")
    response = guide.answer("request", version=version)
    assert response.status_code == 409
    assert guide.version == 0


def test_the_check_is_not_signed_when_an_answer_changed_meanwhile(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    older = guide.version
    guide.answer("purpose", words="Something quite different")
    stale = guide.answer("check", version=older)
    assert stale.status_code == 409
    assert "changed in another window" in text_of(stale)
    assert Draft.objects.filter(pk=guide.draft.pk).exists()


# After the session has ended


def test_an_expired_session_keeps_the_text_and_shows_it_after_sign_in(
    begin: Callable[..., Guide], asha: Appointment
) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    address = guide.url("purpose")
    anonymous = Client()
    typed = {**guide.answers["purpose"], "words": WORDS, "version": guide.version}
    typed["page_for"] = signed_for(asha.user, guide.draft.pk)
    lost = anonymous.post(address, typed)
    assert lost.status_code == 302
    assert lost["Location"] == f"{reverse('account_login')}?next={address}"
    sign_in = {"login": asha.user.sign_in_name, "password": PASSWORD}
    (code, *_) = with_printed_codes(asha.user)
    second = anonymous.post(lost["Location"], sign_in, follow=True)
    back = anonymous.post(second.request["PATH_INFO"], {"code": code}, follow=True)
    assert back.request["PATH_INFO"] == address
    assert WORDS in text_of(back)
    assert "This is not saved yet" in text_of(back)
    guide.draft.refresh_from_db()
    assert guide.draft.read().purpose.words == ""


def test_an_expired_session_keeps_the_items(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    typed = {"rows": "2", **item(0, words="First"), **item(1, words="Second")}
    typed["page_for"] = signed_for(guide.draft.author.user, guide.draft.pk)
    Client().post(guide.url("items"), typed)
    assert [row["words"].value() for row in guide.get("items").context["form"].rows] == [
        "First",
        "Second",
    ]


@pytest.mark.parametrize("step", ["purpose", "check", "nonsense", "urgent", "advice"])
def test_an_anonymous_post_never_fails_and_never_saves(
    begin: Callable[..., Guide], step: str
) -> None:
    guide = begin("asked")
    guide.fill_until("decision")
    guide.draft.refresh_from_db()
    before = guide.draft.read()
    response = Client().post(guide.url(step), {"words": "x", "outcome": "SHARE", "version": "99"})
    assert response.status_code == 302
    guide.draft.refresh_from_db()
    assert guide.draft.read() == before


def test_an_anonymous_post_to_no_draft_keeps_nothing(db: None) -> None:
    response = Client().post(reverse("guide-step", args=[uuid4(), "purpose"]), {"words": WORDS})
    assert response.status_code == 302
    assert not Draft.objects.exists()


def test_an_anonymous_post_is_limited_in_size(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    token = signed_for(guide.draft.author.user, guide.draft.pk)
    Client().post(guide.url("request"), {"name": "a" * 200_000, "page_for": token})
    assert typed_kept(guide) == {}


def page_of(author: Appointment, draft: Draft, whose: str) -> str:
    """What a page carries that is not, or no more, its author's page of this draft."""
    if whose == "of one who left":
        Appointment.objects.filter(pk=author.pk).update(ends_at=clock.now())
    if whose == "of one suspended":
        User.objects.filter(pk=author.user_id).update(is_active=False)
    if whose == "of another draft":
        return signed_for(author.user, uuid4())
    if whose == "too old":
        with clock.at(clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)):
            return signed_for(author.user, draft.pk)
    return whose if whose in ("", "forged") else signed_for(author.user, draft.pk)


@pytest.mark.parametrize(
    "whose",
    [
        *("", "forged", "another's", "too old", "of another draft"),
        *("of one who left", "of one suspended"),
    ],
)
def test_an_anonymous_post_that_is_nobodys_changes_nothing_at_all(
    begin: Callable[..., Guide], ben: Appointment, maya: Appointment, whose: str
) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    guide.post("purpose", {"words": WORDS})

    def rows() -> list[object]:
        draft = Draft.objects.filter(pk=guide.draft.pk)
        names = list(draft.get().names.values_list("pk"))
        return [*draft.values(), names, *guide.draft.unsaved_pages.values()]

    before = rows()
    author = ben if whose == "another's" else guide.draft.author
    token = page_of(author, guide.draft, whose)
    for step in ("purpose", "concern"):
        sent = {"words": "Planted", "harms": "STAFF_ALLEGATION", "staff": [str(maya.user_id)]}
        answer = Client().post(guide.url(step), {**sent, "page_for": token, "version": "0"})
        assert answer["Location"].startswith(reverse("account_login"))
    assert rows() == before
    assert Draft.objects.count() == 1


def test_an_anonymous_post_takes_no_kept_words_and_names_nobody_in_the_draft(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    guide.post("purpose", {"words": WORDS})
    token = signed_for(guide.draft.author.user, guide.draft.pk)
    Client().post(guide.url("purpose"), {"words": "Other words.", "page_for": token})
    assert typed_kept(guide)["purpose"]["words"] == [WORDS]
    accusing = {"harms": "STAFF_ALLEGATION", "staff": [str(maya.user_id)], "page_for": token}
    for _ in range(2):
        Client().post(guide.url("concern"), accusing)
    guide.draft.refresh_from_db()
    assert not guide.draft.names_staff
    assert not guide.draft.names.exists()
    # They stand in one draft of the author's own, however often the page is sent.
    apart = Draft.objects.exclude(pk=guide.draft.pk).get()
    assert (apart.author, apart.names_staff) == (guide.draft.author, True)


def test_words_that_name_staff_begin_only_so_many_drafts_without_a_sign_in(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    guide = begin("asked")
    guide.fill_until("purpose")
    token = signed_for(guide.draft.author.user, guide.draft.pk)
    accusing = {"harms": "STAFF_ALLEGATION", "staff": [str(maya.user_id)], "page_for": token}
    for number in range(MOST_APART + 3):
        # Whichever version the page says it is of: it saves nothing, so none is too old.
        sent = {**accusing, "staff_in_words": f"Worker {number}", "version": str(number)}
        Client().post(guide.url("concern"), sent)
    # The first of them is there already, and begins none.
    Client().post(guide.url("concern"), {**accusing, "staff_in_words": "Worker 0"})
    apart = Draft.objects.exclude(pk=guide.draft.pk)
    assert apart.count() == MOST_APART
    assert set(apart.values_list("author", flat=True)) == {guide.draft.author.pk}
    guide.draft.refresh_from_db()
    assert not guide.draft.names_staff


def test_an_anonymous_visitor_is_told_nothing(begin: Callable[..., Guide], kit: Child) -> None:
    guide = begin("asked")
    page = Client().get(guide.url("request"))
    assert page.status_code == 302
    assert kit.family_name not in page.content.decode()


# Rows of items


def test_another_item_can_be_added_without_script_and_nothing_is_lost(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    typed = {"rows": "1", **item(0, category=None, words=WORDS), "harm_if_shared": "Perhaps"}
    added = guide.post("items", {**typed, "do": "add"})
    assert added.status_code == 200
    assert len(added.context["form"].rows) == 2
    assert WORDS in text_of(added)
    assert "Perhaps" in text_of(added)
    assert "There is a problem" not in text_of(added)
    assert WORDS in text_of(guide.get("items"))


def test_an_item_can_be_taken_out_and_the_others_stay(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    typed = {"rows": "3", **item(0, words="One"), **item(1, words="Two"), **item(2, words="Three")}
    shown = guide.post("items", {**typed, "do": "remove-2"})
    rows = shown.context["form"].rows
    assert [row["words"].value() for row in rows] == ["One", "Three"]


@pytest.mark.parametrize("act", ["remove-0", "remove-99", "remove-x", "remove-", "remove-²"])
def test_taking_out_an_item_that_is_not_there_breaks_nothing(
    begin: Callable[..., Guide], act: str
) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    typed = {"rows": "2", **item(0, words="One"), **item(1, words="Two")}
    guide.post("items", {**typed, "do": act})
    rows = guide.get("items").context["form"].rows
    assert [row["words"].value() for row in rows] == ["One", "Two"]


def test_forty_items_are_the_most(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    rows: dict[str, str] = {}
    for number in range(41):
        rows.update(item(number))
    usual = {**guide.answers["items"], **rows}
    full = guide.post("items", {**usual, "rows": "40", "do": "add"})
    assert len(full.context["form"].rows) == 40
    assert "most that one record can hold" in text_of(full)
    guide.post("items", {**usual, "rows": "4000"})
    guide.draft.refresh_from_db()
    assert len(guide.draft.read().items) <= 40


def test_empty_rows_are_no_items(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    guide.answer("items", rows="5")
    guide.draft.refresh_from_db()
    assert len(guide.draft.read().items) == 1


def test_a_list_without_items_is_refused(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    empty = {"rows": "2", "less_intrusive": "NONE_WOULD_DO", "harm_if_not_shared": "Nothing"}
    assert "at least one item" in text_of(guide.post("items", empty))
