"""Which page comes when: forward, back, forged addresses, and changes from the check."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from decisions.guide.steps import BY_SLUG, STEPS
from decisions.policy.steps import STEPS as POLICY_STEPS
from decisions.policy.terms import Outcome
from tests.guide.conftest import Guide, item, text_of

ASKED = [
    "request", "caller", "purpose", "concern", "items",
    "lawful", "child", "told", "decision", "check",
]  # fmt: skip
OF_ONES_OWN = ["recipient", *ASKED[2:]]


def location(guide: Guide, step: str) -> str:
    return guide.get(step)["Location"]


def test_every_page_of_the_policy_has_a_form_and_a_heading() -> None:
    assert [step.slug for step in STEPS] == [step.slug for step in POLICY_STEPS]


@pytest.mark.parametrize(("start", "pages"), [("asked", ASKED), ("own-initiative", OF_ONES_OWN)])
def test_a_full_share_takes_ten_pages_at_most(
    begin: Callable[..., Guide], start: str, pages: list[str]
) -> None:
    assert begin(start).walk_to("check") == pages
    assert len(pages) <= 10


@pytest.mark.parametrize("start", ["asked", "own-initiative", "move"])
def test_the_least_that_each_page_takes_is_enough_to_go_on(
    begin: Callable[..., Guide], start: str
) -> None:
    guide = begin(start)
    optional = {
        "concern": ("harms", "at_risk", "analysis", "already_reported"),
        "items": ("harm_if_shared",),
        "child": ("words", "view"),
        "told": ("parents_told",),
    }
    for step, names in optional.items():
        guide.answers[step] = {k: v for k, v in guide.answers[step].items() if k not in names}
    guide.answers["child"]["view"] = "NOT_ASKED"
    assert guide.walk_to("check")[-1] == "check"


def test_a_page_asks_five_questions_at_most(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["items"].update({"rows": "2", **item(1, category="SUSPECTED_OFFENCE")})
    guide.answers["items"].update(item(0, category="MENTAL_HEALTH"))
    guide.answers["lawful"].update(special="A9_2_H_SCH1_P2", offence="A10_SCH1_P36")
    for step in guide.walk_to("check")[:-1]:
        form = guide.get(step).context["form"]
        # What few need is folded below the questions.
        asked = getattr(form, "plain_questions", form.visible_fields())
        assert len(asked) <= 5, step


def test_a_refusal_known_from_the_start_takes_six_pages(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["purpose"]["refusing_now"] = "on"
    guide.answers["decision"].update(outcome="NOT_SHARE", method="")
    pages = guide.walk_to("check")
    assert pages == ["request", "caller", "purpose", "concern", "decision", "check"]


def test_choosing_to_share_after_all_brings_the_pages_back(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["purpose"]["refusing_now"] = "on"
    guide.fill_until("decision")
    assert guide.answer("decision")["Location"] == guide.url("items")


@pytest.mark.parametrize("step", ASKED[1:])
def test_a_forged_later_page_leads_to_the_first_unanswered_one(
    begin: Callable[..., Guide], step: str
) -> None:
    guide = begin("asked")
    assert location(guide, step) == guide.url("request")
    assert guide.answer(step)["Location"] == guide.url("request")
    guide.draft.refresh_from_db()
    assert guide.draft.version == 0


def test_a_draft_cannot_be_signed_before_it_is_complete(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("told")
    assert guide.answer("check")["Location"] == guide.url("told")


def test_a_page_that_is_not_on_the_route_leads_on(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("child")
    for step in ("recipient", "urgent", "later", "advice"):
        assert location(guide, step) == guide.url("child")


def test_an_unknown_page_is_not_found(begin: Callable[..., Guide]) -> None:
    assert begin("asked").get("nonsense").status_code == 404


@pytest.mark.parametrize("step", ASKED[:-1])
def test_each_page_can_be_left_and_shows_its_answers_again(
    begin: Callable[..., Guide], step: str
) -> None:
    guide = begin("asked")
    guide.fill_until(step)
    answered = guide.answer(step)
    assert answered.status_code == 302
    again = guide.get(step)
    assert again.status_code == 200
    form = again.context["form"]
    assert guide.answer(step)["Location"] == answered["Location"]
    assert form.questions_and_answers() == guide.get(step).context["form"].questions_and_answers()
    assert not form.is_bound


def test_going_back_and_changing_keeps_the_rest(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    guide.draft.refresh_from_db()
    before = guide.draft.read()
    guide.answer("purpose", words="For the meeting on Friday")
    guide.draft.refresh_from_db()
    after = guide.draft.read()
    assert after.purpose.words == "For the meeting on Friday"
    assert after.changed(purpose=before.purpose) == before


@pytest.mark.parametrize("step", ASKED[:-1])
def test_a_change_from_the_check_goes_back_to_the_check(
    begin: Callable[..., Guide], step: str
) -> None:
    guide = begin("asked")
    check = guide.fill_until("check")
    link = f"{guide.url(step)}?return=check"
    assert link in re.findall(r'href="([^"]+)"', check.content.decode())
    typed = {"version": guide.version, **guide.answers[step]}
    assert guide.client.post(link, typed)["Location"] == guide.url("check")


def test_a_change_that_opens_a_new_question_asks_it_and_then_returns(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    query = "?return=check"
    changed = guide.post("decision", {"outcome": "DECIDE_LATER"}, query=query)
    assert changed["Location"] == guide.url("later") + query


def test_unticking_is_saved(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["purpose"]["refusing_now"] = "on"
    guide.answers["caller"]["features"] = ["ASKS_FOR_EVERYTHING", "SAYS_EMERGENCY"]
    guide.answers["items"]["item-0-in_confidence"] = "on"
    guide.fill_until("concern")
    guide.answer("purpose", refusing_now=None)
    guide.answer("caller", features=None)
    guide.fill_until("lawful")
    guide.answer("items", **{"item-0-in_confidence": None})
    guide.draft.refresh_from_db()
    answers = guide.draft.read()
    assert answers.concern.refusing_now is False
    assert answers.request.features == ()
    assert not answers.items[0].in_confidence


def test_emptying_a_box_is_saved(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("told")
    guide.answer("child", view="NOT_ASKED", words="")
    guide.draft.refresh_from_db()
    assert guide.draft.read().agreement.words == ""


def test_a_draft_is_taken_up_where_it_was_left(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    left = guide.client.get(reverse("draft", args=[guide.draft.pk]))
    assert left["Location"] == guide.url("items")


def test_what_was_put_off_is_taken_up_at_the_decision(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["decision"]["outcome"] = "DECIDE_LATER"
    guide.fill_until("later")
    tomorrow = {"decide_at_day": "24", "decide_at_month": "11", "decide_at_year": "2026"}
    saved = guide.post("later", {**tomorrow, "decide_at_time": "10:00"})
    assert saved["Location"] == reverse("home")
    guide.draft.refresh_from_db()
    assert guide.draft.read().decision.outcome is Outcome.DECIDE_LATER
    taken_up = guide.client.get(reverse("draft", args=[guide.draft.pk]))
    assert taken_up["Location"] == guide.url("decision")
    assert location(guide, "check") == guide.url("later")


def test_sharing_nothing_is_no_share(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["items"]["item-0-fate"] = "STAYS"
    guide.fill_until("decision")
    assert "Nothing on your list goes" in text_of(guide.answer("decision"))


def test_taking_the_last_item_out_of_a_share_asks_for_the_decision_again(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    kept_back = {**guide.answers["items"], "item-0-fate": "STAYS"}
    changed = guide.post("items", kept_back, query="?return=check")
    assert changed["Location"] == guide.url("decision") + "?return=check"
    guide.draft.refresh_from_db()
    assert guide.draft.read().decision.reasons


def test_the_pages_name_no_child_in_full_before_the_check(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    for step in guide.walk_to("check")[:-1]:
        page = guide.get(step)
        assert "Tolland" not in text_of(page).replace("Carl Tolland, father", ""), step
        assert "KT, draft" in text_of(page)
    assert "Kit Tolland, born 14 March 2011" in text_of(guide.get("check"))
    for step in BY_SLUG:
        assert "Kit" not in BY_SLUG[step].heading
