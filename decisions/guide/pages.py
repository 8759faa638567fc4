"""What each page of the guide shows around its questions, as plain values for its template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from decisions.guide.asking import how_it_reads, questions_put
from decisions.guide.checking import check_page, left_empty
from decisions.guide.forms.base import StepForm
from decisions.guide.steps import Step, before, may_open, route_of
from decisions.guide.surroundings import Surroundings
from decisions.guide.unsaved import unsaved_on
from decisions.guide.whose import signed_for
from decisions.models import AdviceGiven
from decisions.policy.terms import Outcome, Severity, Start
from infoshare.access.on_call import whom_to_ring

Context = dict[str, Any]


def address(step: Step | str, around: Surroundings, *, returning: bool = False) -> str:
    slug = step if isinstance(step, str) else step.slug
    suffix = "?return=check" if returning else ""
    return reverse("guide-step", args=[around.draft.pk, slug]) + suffix


def page_of(step: Step, around: Surroundings, form: StepForm, *, returning: bool) -> Context:
    """Everything that a page's template reads."""
    previous = before(step, around)
    back = "check" if returning else previous
    return {
        "step": step,
        "heading": step.heading_for(around.answers),
        "everyday": around.answers.start is Start.ROUTINE,
        "form": form,
        "draft": around.draft,
        "page_for": signed_for(around.user, around.draft.pk),
        "reference": around.reference,
        "child_moved": around.child_moved,
        "earlier": around.draft.completes or around.draft.follows,
        "progress": progress(step, around),
        "back_url": address(back, around) if back else reverse("home"),
        **unsaved_on(step, around),
        "written_by": around.written_by_others.get(step.slug, ""),
        **_MORE.get(step.slug, _nothing)(around),
    }


def progress(step: Step, around: Surroundings) -> list[Context]:
    """The pages of this route; those that may be opened now have a link."""
    rows, passed, empty = [], False, left_empty(around)
    for one in route_of(around):
        passed = passed or one == step
        state = "now" if one == step else "later" if passed or one in empty else "done"
        link = address(one, around) if may_open(one, around) else None
        rows.append({"label": one.short, "state": state, "url": link})
    return rows


def _nothing(around: Surroundings) -> Context:
    return {}


def _caller(around: Surroundings) -> Context:
    return {"contact": around.held_contact}


def _advice(around: Surroundings) -> Context:
    return {
        "asks_advice": around.answers.decision.outcome is Outcome.ASK_ADVICE,
        "wanted": around.answers.decision.advice_wanted,
        "on_call_contact": whom_to_ring(around.draft.home, around.user),
        "questions": questions_put(around.draft),
        "advised": AdviceGiven.objects.filter(draft_id=around.draft.pk).exists(),
        "how_it_reads": how_it_reads(around.draft, around.answers.decision.advice_wanted),
    }


def _assessed(around: Surroundings) -> Context:
    return {"assessment": around.assessment}


def _concern(around: Surroundings) -> Context:
    return {"in_danger": around.answers.concern.severity is Severity.IMMEDIATE}


_MORE: dict[str, Callable[[Surroundings], Context]] = {
    "caller": _caller,
    "concern": _concern,
    "lawful": _assessed,
    "decision": _assessed,
    "advice": _advice,
    "check": check_page,
}
