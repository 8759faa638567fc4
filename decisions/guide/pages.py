"""What each page of the guide shows around its questions, as plain values for its template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from decisions.guide.advisers import advisers_for
from decisions.guide.checking import check_page
from decisions.guide.forms.base import StepForm
from decisions.guide.steps import Step, before, may_open, route_of
from decisions.guide.surroundings import Surroundings
from decisions.policy.terms import Outcome, Severity

Context = dict[str, Any]


def address(step: Step | str, around: Surroundings, *, returning: bool = False) -> str:
    slug = step if isinstance(step, str) else step.slug
    suffix = "?return=check" if returning else ""
    return reverse("guide-step", args=[around.draft.pk, slug]) + suffix


def page_of(step: Step, around: Surroundings, form: StepForm, *, returning: bool) -> Context:
    """Everything that a page's template reads."""
    previous = before(step, around.answers)
    back = "check" if returning else previous
    return {
        "step": step,
        "form": form,
        "draft": around.draft,
        "reference": around.reference,
        "earlier": around.draft.completes or around.draft.follows,
        "progress": progress(step, around),
        "back_url": address(back, around) if back else reverse("home"),
        **_MORE.get(step.slug, _nothing)(around),
    }


def progress(step: Step, around: Surroundings) -> list[Context]:
    """The pages of this route; those that may be opened now have a link."""
    rows, passed = [], False
    for one in route_of(around.answers):
        passed = passed or one == step
        state = "now" if one == step else "later" if passed else "done"
        link = address(one, around) if may_open(one, around) else None
        rows.append({"label": one.short, "state": state, "url": link})
    return rows


def _nothing(around: Surroundings) -> Context:
    return {}


def _caller(around: Surroundings) -> Context:
    return {"contact": around.held_contact}


def _advice(around: Surroundings) -> Context:
    on_call = around.draft.home
    return {
        "asks_advice": around.answers.decision.outcome is Outcome.ASK_ADVICE,
        "wanted": around.answers.decision.advice_wanted,
        "on_call_contact": {
            "name": on_call.on_call_name,
            "role": "On call now",
            "number": on_call.on_call_number,
        },
        "advisers": [one.signature for one in advisers_for(around.draft)],
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
