"""The pack that draws forms: links that land, groups with a legend, and nothing unescaped."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.forms import formset_factory
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    DateQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    QuestionForm,
    TextQuestion,
    YesNoQuestion,
)
from infoshare.common.templatetags.house import control_id

POISON = "<script>alert('x')</script>\"><b>"
CONTROLS = {"a", "button", "input", "select", "textarea", "summary"}


class Page(HTMLParser):
    """Every start tag of a page with its attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, wanted: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.tags if tag == wanted]

    def ids(self) -> Counter[str]:
        return Counter(attrs["id"] for _, attrs in self.tags if "id" in attrs)

    def focusable(self) -> set[str]:
        return {
            attrs["id"]
            for tag, attrs in self.tags
            if "id" in attrs
            and tag in CONTROLS
            and attrs.get("type") != "hidden"
            and "disabled" not in attrs
        }


class EveryQuestion(QuestionForm):
    who = ChoiceQuestion("Who?", [("A", "Anna", "Help for A"), ("B", "Ben")], help_text="Hint")
    what = ManyChoiceQuestion("What?", [("A", "Address"), ("B", "Health")])
    agency = ChoiceQuestion("Agency?", [("1", "Northmoor")], dropdown=True)
    name = TextQuestion("Name?", help_text="As on the badge")
    why = LongTextQuestion("Why?", limit=30)
    on = DateQuestion("When?")
    at = DateTimeQuestion("What time?")
    told = YesNoQuestion("Told?")
    sure = ConfirmQuestion("I am sure")
    secret = forms.CharField(widget=forms.HiddenInput)
    plain = forms.ChoiceField(choices=[("A", "A")], widget=forms.RadioSelect)
    paper = forms.FileField(label="Paper")

    def clean(self) -> dict[str, Any]:
        super().clean()
        raise forms.ValidationError("These answers do not fit together.")


def page(template: str, **context: Any) -> Page:
    return Page(Template("{% load house crispy_forms_tags %}" + template).render(Context(context)))


def form_page(form: QuestionForm) -> Page:
    return page("{% error_summary %}<form>{{ form|crispy }}</form>", form=form)


def summary_links(shown: Page) -> list[str]:
    return [a["href"].removeprefix("#") for a in shown.all("a") if a["href"].startswith("#")]


def test_every_link_of_the_error_summary_lands_on_a_control() -> None:
    form = EveryQuestion({})
    shown = form_page(form)
    links = summary_links(shown)
    visible = [field for field in form if not field.is_hidden]
    assert len(links) == len(visible)
    assert set(links) <= shown.focusable()
    assert links[0] == "id_who_0"
    assert {"id_what_0", "id_on_0", "id_plain_0", "id_sure"} <= set(links)


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        (("", "3", "2026"), 0),
        (("3", "x", "2026"), 1),
        (("3", "3", "26"), 2),
        (("31", "2", "2026"), 0),
    ],
)
def test_a_date_links_to_the_first_box_that_is_wrong(typed: tuple[str, ...], box: int) -> None:
    form = EveryQuestion({"on_day": typed[0], "on_month": typed[1], "on_year": typed[2]})
    shown = form_page(form)
    assert control_id(form["on"]) == f"id_on_{box}"
    assert f"id_on_{box}" in summary_links(shown)
    marked = {attrs["id"] for attrs in shown.all("input") if "aria-invalid" in attrs}
    assert {one for one in marked if one.startswith("id_on")} == {f"id_on_{box}"}


def test_a_missing_date_marks_all_its_boxes() -> None:
    shown = form_page(EveryQuestion({}))
    marked = {attrs["id"] for attrs in shown.all("input") if "aria-invalid" in attrs}
    assert {"id_on_0", "id_on_1", "id_on_2"} <= marked


def test_a_group_without_answers_is_named_but_not_linked() -> None:
    class Nothing(QuestionForm):
        who = ChoiceQuestion("Who?", [])

    shown = form_page(Nothing({}))
    assert summary_links(shown) == []
    assert "Choose an answer to “Who?”." in shown.text


def test_the_summary_names_errors_of_the_whole_form_and_of_hidden_fields() -> None:
    shown = form_page(EveryQuestion({}))
    assert "These answers do not fit together." in shown.text
    assert "There is a problem" in shown.text
    assert [attrs for _, attrs in shown.tags if attrs.get("role") == "alert"] == [{"role": "alert"}]


def test_ids_are_unique_and_every_description_exists() -> None:
    shown = form_page(EveryQuestion({"why": "x" * 40}))
    ids = shown.ids()
    assert [one for one, times in ids.items() if times > 1] == []
    described = [
        attrs["aria-describedby"] for _, attrs in shown.tags if "aria-describedby" in attrs
    ]
    assert {"id_who_helptext id_who_error", "id_why_error id_why_count"} <= set(described)
    for description in described:
        assert set(description.split()) <= set(ids), description


def test_every_control_has_a_label_of_its_own() -> None:
    shown = form_page(EveryQuestion())
    labelled = {attrs.get("for") for attrs in shown.all("label")}
    assert shown.focusable() <= labelled


def test_groups_and_dates_are_fieldsets_with_a_legend() -> None:
    form = EveryQuestion()
    shown = form_page(form)
    groups = [field for field in form if field.use_fieldset and not field.is_hidden]
    assert {"who", "what", "on", "at", "told", "plain"} <= {field.name for field in groups}
    assert len(shown.all("fieldset")) == len(shown.all("legend")) == len(groups)


def test_boxes_for_numbers_bring_up_the_number_keys() -> None:
    modes = {a["id"]: a.get("inputmode") for a in form_page(EveryQuestion()).all("input")}
    assert modes["id_on_0"] == modes["id_on_1"] == modes["id_on_2"] == "numeric"


def test_poison_is_escaped_everywhere_in_a_form() -> None:
    class Poisoned(QuestionForm):
        text = TextQuestion(POISON, help_text=POISON, required=False)
        refused = LongTextQuestion(POISON, limit=5, missing=POISON, help_text=POISON)
        who = ChoiceQuestion(POISON, [(POISON, POISON, POISON)], help_text=POISON, missing=POISON)
        many = ManyChoiceQuestion(POISON, [(POISON, POISON, POISON)], missing=POISON)
        pick = ChoiceQuestion(POISON, [(POISON, POISON)], dropdown=True)
        on = DateQuestion(POISON, help_text=POISON)
        sure = ConfirmQuestion(POISON, help_text=POISON, missing=POISON)

        def clean(self) -> dict[str, Any]:
            super().clean()
            raise forms.ValidationError(POISON)

    typed = {"text": POISON, "refused": POISON, "on_day": POISON, "pick": POISON}
    shown = form_page(Poisoned(typed))
    assert shown.all("script") == []
    assert shown.all("b") == []
    assert shown.text.count(POISON) > 15
    assert POISON in [attrs.get("value") for attrs in shown.all("input")]


POISONED_PARTS = {
    "summary_list": {"rows": [{"key": POISON, "value": [POISON, POISON], "change_url": POISON}]},
    "task_list": {"tasks": [{"label": POISON, "url": POISON, "hint": POISON, "status": POISON}]},
    "finding": {
        "level": "must",
        "for_manager": True,
        "finding": dict.fromkeys(
            ("says", "why", "do", "source", "dated", "force", "sureness", "rule"), POISON
        ),
    },
    "timeline": {"events": [{"what": POISON, "who": POISON, "detail": POISON, "url": POISON}]},
    "pagination": {"previous_url": POISON, "next_url": POISON, "says": POISON},
    "stat_tiles": {"tiles": [{"number": POISON, "label": POISON, "url": POISON, "hint": POISON}]},
    "progress": {"steps": [{"label": POISON, "url": POISON, "state": "done"}]},
    "contact": {
        "contact": dict.fromkeys(("name", "role", "number", "email", "note"), POISON),
    },
}


@pytest.mark.parametrize("part", POISONED_PARTS)
def test_poison_is_escaped_in_every_part_of_a_page(part: str) -> None:
    shown = Page(render_to_string(f"house/components/{part}.html", POISONED_PARTS[part]))
    assert shown.all("script") == []
    assert shown.all("b") == []
    assert POISON in shown.text


def test_poison_is_escaped_in_tags_with_a_body_and_in_tables() -> None:
    shown = page(
        "{% notice 'attention' heading=poison %}<p>{{ poison }}</p>{% endnotice %}"
        "{% details poison %}{{ poison }}{% enddetails %}"
        "{% panel poison code=poison %}{{ poison }}{% endpanel %}{% status poison 'done' %}"
        "{% data_table columns rows caption=poison %}",
        poison=POISON,
        columns=[POISON, {"label": POISON, "number": True}],
        rows=[
            [{"text": POISON, "url": POISON, "hidden": POISON, "hint": POISON}, [POISON, POISON]]
        ],
    )
    assert shown.all("script") == []
    assert shown.all("b") == []
    assert len(shown.all("p")) == 3
    assert shown.text.count(POISON) == 17


def test_a_hidden_value_is_kept_as_it_was() -> None:
    shown = form_page(EveryQuestion({"secret": POISON}))
    assert {"type": "hidden", "name": "secret", "value": POISON, "id": "id_secret"} in shown.all(
        "input"
    )


def test_a_finding_tells_managers_what_no_lawyer_has_confirmed() -> None:
    finding = {"says": "Ring back.", "source": "Guidance", "force": "LAW", "sureness": "UNVERIFIED"}
    part = "house/components/finding.html"
    told = render_to_string(part, {"finding": finding, "level": "must", "for_manager": True})
    assert "Not confirmed by a lawyer" in told
    assert "The law: Guidance" in told
    assert "lawyer" not in render_to_string(part, {"finding": finding, "level": "must"})


def test_formsets_have_one_summary_and_unique_ids() -> None:
    many = formset_factory(EveryQuestion, extra=2)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "A"}
    formset = many({**data, "form-1-name": "B"})
    shown = page("{% error_summary %}{{ formset|crispy }}", formset=formset)
    assert "id_form-1-who_0" in summary_links(shown)
    assert set(summary_links(shown)) <= shown.focusable()
    assert [one for one, times in shown.ids().items() if times > 1] == []


def test_both_ways_of_drawing_a_form_are_the_same() -> None:
    form = EveryQuestion({})
    one, other = page("{{ form|crispy }}", form=form), page("{% crispy form %}", form=form)
    assert "<form" not in other.html

    def controls(shown: Page) -> list[str]:
        return sorted(shown.focusable())

    assert controls(one) == controls(other)


@pytest.fixture
def request_of_nobody() -> HttpRequest:
    return RequestFactory().get("/decisions/new?step=2")


def test_a_page_says_in_its_title_that_something_is_wrong(request_of_nobody: HttpRequest) -> None:
    wrong = {"form": EveryQuestion({})}
    told = render_to_string("house/form_page.html", wrong, request=request_of_nobody)
    assert "<title>Error: " in told
    fresh = {"form": EveryQuestion()}
    assert "<title>Error" not in render_to_string(
        "house/form_page.html", fresh, request=request_of_nobody
    )
    assert "<title>Error: " in render_to_string("base.html", {"has_errors": True})


def test_a_form_page_sends_to_its_own_address_without_the_fragment(
    request_of_nobody: HttpRequest,
) -> None:
    html = render_to_string(
        "house/form_page.html", {"form": EveryQuestion()}, request=request_of_nobody
    )
    (form,) = Page(html).all("form")
    assert form["action"] == "/decisions/new?step=2"
    assert "novalidate" in form
    assert form["enctype"] == "multipart/form-data"


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]
)
def test_error_pages_need_nothing_from_the_request(name: str) -> None:
    shown = Page(render_to_string(name))
    assert len(shown.all("h1")) == 1
    assert shown.all("form") == []


@pytest.mark.parametrize(
    "name", ["base.html", "500.html", "house/form_page.html", "account/login.html"]
)
def test_pages_hold_no_inline_style_script_or_event(name: str) -> None:
    shown = Page(render_to_string(name, {"form": EveryQuestion({})}))
    assert shown.all("style") == []
    assert all("src" in attrs for attrs in shown.all("script"))
    inline = [one for _, attrs in shown.tags for one in attrs if one == "style" or one[:2] == "on"]
    assert inline == []


def displays(css: str) -> list[tuple[str, str]]:
    """Selector and value of each `display` of the stylesheet, whatever it stands in."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return [
        (selector.strip(), found.group(1).strip())
        for selectors, body in rules
        for selector in selectors.split(",")
        if (found := re.search(r"(?:^|;)\s*display:([^;]+)", body))
    ]


def test_what_is_not_for_paper_is_shown_by_no_other_rule(settings: Any) -> None:
    """A stronger selector, as of a form in a row, must not bring it back on paper."""
    css = (settings.BASE_DIR / "static" / "css" / "house.css").read_text("utf-8")
    screen, _, paper = css.partition("@media print")
    hidden = {selector for selector, value in displays(paper) if value == "none !important"}
    assert {".no-print", ".filters", ".buttons", ".skip"} <= hidden
    assert any(
        selector == "form.filters" and value == "flex" for selector, value in displays(screen)
    )
    assert not any("!important" in value for _, value in displays(screen))
    assert not any(value == "none" and selector in hidden for selector, value in displays(paper))


def test_the_stylesheet_and_the_script_stay_small(settings: Any) -> None:
    static = settings.BASE_DIR / "static"
    assert (static / "css" / "house.css").stat().st_size < 24_000
    assert (static / "js" / "house.js").stat().st_size < 8_000
