"""The paper form of each way to begin: the pages of the guide that can apply, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from decisions.guide.forms.rows import RowForm, RowsForm
from decisions.guide.forms.start import StartForm
from decisions.guide.paper.questions import Offered, Question, question_of
from decisions.guide.steps import STEPS, Step
from decisions.policy.answers import Answers
from decisions.policy.route import answered_route
from decisions.policy.terms import OTHERS_AT_RISK, Outcome, Start
from decisions.recording.drafts import blank_answers

# How many rows stand on paper; who needs more takes another copy.
ROWS_ON_PAPER = 2
# Asked on no paper: the form of that page takes the question away, here or always.
NOT_ASKED = frozenset({("urgent", "position")})
ONLY_WHERE_ASKED = frozenset({("purpose", "asked_for"), ("purpose", "refusing_now")})
NOT_IF_REFUSED = "Leave this part out if you will not share anything."
ONLY_IF = {
    "people": "Only if any of it is about somebody besides the child.",
    "later": "Only if you decide later.",
    "advice": "Only if you want advice first.",
    "check": "",
}


@dataclass(frozen=True)
class Kind:
    """A way to begin, as paper has it; `press` is what to press when the computer works again."""

    slug: str
    start: Start
    heading: str
    press: str
    may_need_a_manager: bool = False


KINDS = (
    Kind("urgent", Start.URGENT, "Share urgently", "Share urgently"),
    Kind("asked", Start.ASKED, "I was asked for information", "I was asked for information", True),
    Kind(
        "own-initiative",
        Start.OWN_INITIATIVE,
        "I want to share information",
        "I want to share information",
        True,
    ),
    Kind(
        "already-shared",
        Start.ALREADY_SHARED,
        "I have already shared something",
        "I have already shared something",
    ),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}


@dataclass(frozen=True)
class Page:
    """A page of the guide on paper; one of rows has `rows` blank ones with the same questions."""

    slug: str
    heading: str
    only_if: str
    questions: tuple[Question, ...]
    row_name: str = ""
    row_questions: tuple[Question, ...] = ()

    @property
    def rows(self) -> range:
        return range(1, ROWS_ON_PAPER + 1) if self.row_questions else range(0)

    @property
    def lists(self) -> tuple[Question, ...]:
        """The questions of a row whose options are read from a list, printed once."""
        return tuple(one for one in self.row_questions if one.from_list)


def pages_of(kind: Kind, offered: Offered) -> list[Page]:
    """Every page that can apply, with all of its questions."""
    can_apply = slugs_of(kind.start)
    pages = [_page(step, kind.start, offered) for step in STEPS if step.slug in can_apply]
    if kind.start in (Start.URGENT, Start.ALREADY_SHARED):
        # These ask for the child on their own page.
        return pages
    child = question_of("start", "child", StartForm.base_fields["child"], offered)
    return [Page("start", "The child", "", (child,)), *pages]


def slugs_of(start: Start) -> frozenset[str]:
    """The pages to which some answers lead. What has gone already needs its one page, no more."""
    if start is Start.ALREADY_SHARED:
        return frozenset({"already", "check"})
    return frozenset(slug for answers in _ways_through(start) for slug in answered_route(answers))


def _ways_through(start: Start) -> Iterator[Answers]:
    """Blank answers, and those that bring a page which most records do without."""
    blank = blank_answers(start)
    yield blank
    yield blank.changed(concern=blank.concern.changed(at_risk=tuple(OTHERS_AT_RISK)[:1]))
    for outcome in Outcome:
        yield blank.changed(decision=blank.decision.changed(outcome=outcome))


def _page(step: Step, start: Start, offered: Offered) -> Page:
    rows = step.form if issubclass(step.form, RowsForm) else None
    return Page(
        slug=step.slug,
        heading=step.heading,
        only_if=_only_if(step.slug, start),
        questions=tuple(_questions(step.slug, step.form, start, offered)),
        row_name=rows.called if rows else "",
        row_questions=tuple(_questions(step.slug, rows.row_form, start, offered)) if rows else (),
    )


def _questions(
    slug: str, form: type[forms.Form], start: Start, offered: Offered
) -> Iterator[Question]:
    for name in _in_order(form):
        left_out = (slug, name) in ONLY_WHERE_ASKED and start is not Start.ASKED
        if offered.is_asked(name) and not (left_out or (slug, name) in NOT_ASKED):
            field = form.base_fields[name]
            yield question_of(slug, name, field, offered, in_row=issubclass(form, RowForm))


def _in_order(form: type[forms.Form]) -> list[str]:
    """The names of a form's questions as its page shows them."""
    asked = [name for name, one in form.base_fields.items() if not one.widget.is_hidden]
    first = [name for name in form.field_order or () if name in asked]
    return [*first, *(name for name in asked if name not in first)]


def _only_if(slug: str, start: Start) -> str:
    """When this page applies, in words; nothing where it always does."""
    if slug in ONLY_IF:
        return ONLY_IF[slug]
    blank = blank_answers(start)
    refused = blank.changed(concern=blank.concern.changed(refusing_now=True))
    may_refuse = start is Start.ASKED and slug not in answered_route(refused)
    return NOT_IF_REFUSED if may_refuse else ""
