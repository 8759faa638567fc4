"""The guide on paper: every question is there, and nothing about any child."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.guide.forms.items import ItemForm
from decisions.guide.forms.others import OtherForm
from decisions.guide.forms.rows import RowsForm
from decisions.guide.forms.start import StartForm
from decisions.guide.paper.questions import Offered
from decisions.guide.paper.sheets import KINDS, NOT_ASKED, Kind, pages_of
from decisions.guide.steps import STEPS
from decisions.guide.surroundings import Surroundings
from decisions.policy.answers import Answers
from decisions.policy.circumstances import Settings
from decisions.policy.law import Switches, provision, reference_rows
from decisions.policy.route import answered_route
from decisions.policy.terms import Gateway, ProviderType, Start
from decisions.recording.drafts import blank_answers, start_draft
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, SettingsVersion

SignIn = Callable[[Any], Client]
TODAY = date(2026, 11, 23)
# Every law that waits for a day has begun, so that every question is asked.
OFFERED = Offered(TODAY, ProviderType.PRIVATE, Switches(*[TODAY] * len(Switches._fields)))
# Set up in calm, on screen: nobody agrees an arrangement while the computer is down.
ONLY_ON_SCREEN = {"arrangement"}


def on_paper(kind: Kind, offered: Offered = OFFERED) -> set[tuple[str, str]]:
    """Page and name of each question of a paper form."""
    return {
        (page.slug, question.name)
        for page in pages_of(kind, offered)
        for question in (*page.questions, *page.row_questions)
    }


def in_forms(slug: str, form: type[forms.Form]) -> set[tuple[str, str]]:
    rows = form.row_form.base_fields if issubclass(form, RowsForm) else {}
    questions = {**form.base_fields, **rows}
    return {(slug, name) for name, one in questions.items() if not one.widget.is_hidden}


def test_every_question_of_every_page_is_on_paper() -> None:
    asked = {
        one
        for step in STEPS
        if step.slug not in ONLY_ON_SCREEN
        for one in in_forms(step.slug, step.form)
    }
    everywhere = set().union(*(on_paper(kind) for kind in KINDS))
    assert asked - everywhere == NOT_ASKED
    assert everywhere - asked == {("start", name) for name in StartForm.base_fields}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_page_that_a_draft_can_reach_is_on_its_paper(kind: Kind) -> None:
    there = {page.slug for page in pages_of(kind, OFFERED)}
    blank = blank_answers(kind.start)
    if kind.start is Start.ALREADY_SHARED:
        assert there == {"already", "check"}
    else:
        assert there >= set(answered_route(blank))
        assert ("people" in there) is (kind.start is not Start.URGENT)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_what_the_screen_asks_first_the_paper_asks(
    kind: Kind, rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    """The forms as they stand in a draft: what they take away or add is so on paper."""
    paper = on_paper(kind, Offered(TODAY, rowan_house.provider.type, Switches()))
    draft = start_draft(rowan_house, kit, asha, Answers(start=kind.start))
    around = Surroundings(asha.user, draft)
    for step in STEPS:
        if step.slug in {page.slug for page in pages_of(kind, OFFERED)}:
            form = step.form(None, around)
            # The reasons that rules ask for depend on the answers: the computer asks for them.
            names = {one.name for one in form.visible_fields()}
            names = {name for name in names if not name.startswith("explain_")}
            assert {(step.slug, name) for name in names} <= paper, step.slug


def test_a_new_question_comes_on_paper_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    more = {**ItemForm.base_fields, "brand_new": forms.CharField(label="Brand new?")}
    monkeypatch.setattr(ItemForm, "base_fields", more)
    assert ("items", "brand_new") in on_paper(KINDS[1])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_each_question_stands_on_the_page_with_all_its_options(
    kind: Kind,
    asha: Appointment,
    kit: Child,
    childrens_services: Agency,
    police: Agency,
    signed_in: SignIn,
) -> None:
    body = unescape(signed_in(asha).get(reverse("paper", args=[kind.slug])).content.decode())
    for page in pages_of(kind, Offered(TODAY, ProviderType.PRIVATE, Switches())):
        assert page.heading in body
        for question in (*page.questions, *page.row_questions):
            assert question.label in body
            assert all(option in body for option in question.options), question.name
            places = question.options or question.lines or question.has_day or question.is_tick
            assert places, question.name
    assert "Write when it happened and when you wrote this." in body
    assert "When did you write this?" in body
    assert f"press “{kind.press}”" in body
    assert "Maya Okoro" in body
    assert "01632 960101" in body
    assert "01632 960201" in body
    assert "01632 960202" in body
    for secret in ("Kit", "Tolland", "Carl"):
        assert secret not in body


@pytest.mark.parametrize(
    ("since", "is_asked"),
    [(None, False), (TODAY + timedelta(days=1), False), (TODAY, True), (date(2026, 1, 1), True)],
)
def test_what_a_law_to_come_asks_for_is_asked_from_its_day(
    since: date | None, is_asked: bool
) -> None:
    offered = Offered(TODAY, ProviderType.PRIVATE, Switches(s16la_in_force_from=since))
    for kind in KINDS[1:3]:
        paper = on_paper(kind, offered)
        assert (("decision", "more_detrimental") in paper) is is_asked
        assert ("decision", "reasons") in paper


@pytest.mark.parametrize(
    ("gateway", "setting"),
    [(row.code, row.switched_by) for row in reference_rows() if row.switched_by],
)
def test_a_law_to_come_is_offered_from_its_day(gateway: str, setting: str) -> None:
    title = provision(Gateway(gateway)).title
    for day, there in ((TODAY + timedelta(days=1), False), (TODAY, True)):
        offered = Offered(TODAY, ProviderType.PRIVATE, Switches(**{setting: day}))
        (page,) = (one for one in pages_of(KINDS[1], offered) if one.slug == "lawful")
        (asked,) = (one for one in page.questions if one.name == "gateway")
        assert (title in asked.options) is there


@pytest.mark.django_db
def test_the_settings_of_the_day_say_what_paper_asks(
    rowan_house: Home, asha: Appointment, signed_in: SignIn
) -> None:
    asked, law = "Would sharing it harm the child more", "Duty to share for safeguarding"
    begins = date(2027, 4, 1)
    SettingsVersion.objects.create(
        provider=rowan_house.provider,
        version=7,
        in_force_from=datetime(2026, 11, 1, tzinfo=UTC),
        values=Settings(version=7, s16la_in_force_from=begins).model_dump_json(),
    )

    def paper(slug: str, day: date) -> str:
        with clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
            return unescape(signed_in(asha).get(reverse("paper", args=[slug])).content.decode())

    before = paper("asked", begins - timedelta(days=1))
    assert asked not in before
    assert law not in before
    assert "The law changes on 1 April 2027." in before
    assert "The law changes" not in paper("urgent", begins - timedelta(days=1))
    from_then = paper("asked", begins)
    assert asked in from_then
    assert law in from_then
    assert "The law changes" not in from_then


@pytest.mark.django_db
def test_an_unknown_paper_form_is_not_there(asha: Appointment, signed_in: SignIn) -> None:
    for slug in ("refusal", "everyday", "0", "x" * 300):
        assert signed_in(asha).get(reverse("paper", args=[slug])).status_code == 404
    assert signed_in(asha).post(reverse("paper", args=["asked"])).status_code == 405


def test_the_other_people_of_a_record_have_their_rows() -> None:
    asked = next(page for page in pages_of(KINDS[1], OFFERED) if page.slug == "people")
    assert {one.name for one in asked.row_questions} == set(OtherForm.base_fields)
    assert asked.only_if
