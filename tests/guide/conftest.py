"""Filling in the guide as a care worker does, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import resolve, reverse

from children.models import Agency, Child, Professional
from decisions.guide.steps import STEPS, Step, route_of
from decisions.guide.surroundings import Surroundings
from decisions.models import Draft
from decisions.recording.drafts import save_answers
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.advice.people import huw as huw

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WHEN = {
    "occurred_at_day": "23",
    "occurred_at_month": "11",
    "occurred_at_year": "2026",
    "occurred_at_time": "09:00",
}

Typed = dict[str, Any]


def item(number: int = 0, **more: Any) -> Typed:
    """One row of the items page as the browser posts it."""
    said = {
        "category": "EDUCATION",
        "words": "Attendance this term",
        "provenance": "FACT_DOCUMENT",
        "fate": "GOES",
        **more,
    }
    return {f"item-{number}-{name}": value for name, value in said.items() if value is not None}


def usual_answers() -> dict[str, Typed]:
    """A sensible answer to every page; tests change what they are about."""
    return {
        "request": {"channel": "PHONE"},
        "caller": {
            "verification": "CALLBACK_KNOWN",
            "role_with_child": "ALLOCATED_SOCIAL_WORKER",
            "doubt": "no",
            **WHEN,
        },
        "recipient": {"position": "Duty social worker"},
        "purpose": {
            "asked_for": "How Kit gets on at school",
            "code": "CARE_PLANNING",
            "words": "For the review next week",
        },
        "concern": {"severity": "WELFARE"},
        "items": {
            "rows": "1",
            **item(),
            "less_intrusive": "NONE_WOULD_DO",
            "harm_if_shared": "No",
            "harm_if_not_shared": "The plan would miss what school says",
        },
        "lawful": {"reason": "A6_1_EA+RLI_SAFEGUARDING"},
        "child": {"understanding": "UNDERSTANDS", "view": "AGREES", "words": "That is fine"},
        "told": {"child_told": "TOLD", "parents_told": "TOLD"},
        "decision": {
            "outcome": "SHARE",
            "reasons": "The social worker plans Kit’s care and needs to know about school.",
            "method": "TELEPHONE",
        },
        "check": {"right_child": "on"},
    }


@dataclass
class Guide:
    """A person at a draft."""

    client: Client
    draft: Draft
    answers: dict[str, Typed] = field(default_factory=usual_answers)
    saved: set[str] = field(default_factory=set)

    def url(self, step: str) -> str:
        return reverse("guide-step", args=[self.draft.pk, step])

    def get(self, step: str) -> HttpResponse:
        return self.client.get(self.url(step))

    @property
    def version(self) -> int:
        self.draft.refresh_from_db()
        return self.draft.version

    def post(self, step: str, typed: Typed, *, query: str = "", **more: Any) -> HttpResponse:
        data = {"version": self.version, **typed, **more}
        response = self.client.post(self.url(step) + query, data)
        if response.status_code == 302:
            self.saved.add(step)
        return response

    def answer(self, step: str, **changes: Any) -> HttpResponse:
        """Fill in a page in the usual way, save what is changed (None leaves a field out)."""
        typed = {**self.answers[step], **changes}
        return self.post(step, {name: one for name, one in typed.items() if one is not None})

    def walk_to(self, last: str) -> list[str]:
        """Follow the guide over its pages until `last` is shown; the pages, in order."""
        seen: list[str] = []
        response = self.client.get(reverse("draft", args=[self.draft.pk]), follow=True)
        while (step := self.page_of(response)) != last:
            assert step not in seen, f"{step} came twice"
            seen.append(step)
            saved = self.answer(step)
            assert saved.status_code == 302, errors_of(saved)
            response = self.client.get(saved["Location"])
        return [*seen, last]

    def fill_until(self, last: str) -> HttpResponse:
        """Save every page before `last` as its form would, those once saved as they are."""
        for _ in range(len(STEPS)):
            self.draft.refresh_from_db()
            around = Surroundings(self.draft.author.user, self.draft)
            step = next(one for one in route_of(around) if one.slug not in self.saved)
            if step.slug == last:
                return self.get(last)
            self.save_directly(step, around)
        raise AssertionError(f"{last} was never reached")

    def save_directly(self, step: Step, around: Surroundings) -> None:
        data = QueryDict(mutable=True)
        for name, typed in self.answers[step.slug].items():
            data.setlist(name, typed if isinstance(typed, list) else [typed])
        form = step.form(data, around)
        assert form.is_valid(), (step.slug, form.errors, getattr(form, "rows", ""))
        save_answers(
            self.draft,
            form.changed(),
            page=step.slug,
            version=self.draft.version,
            author=self.draft.author,
        )
        self.saved.add(step.slug)

    def sign(self) -> HttpResponse:
        self.fill_until("check")
        return self.answer("check")

    def page_of(self, response: HttpResponse) -> str:
        return response.context["step"].slug


def errors_of(response: HttpResponse) -> str:
    """What a page says is wrong, for a failing test's message."""
    if response.status_code != 200:
        return str(response.status_code)
    form = response.context["form"]
    rows = [row.errors for row in getattr(form, "rows", [])]
    return f"{form.errors.as_json()} {rows}"


def draft_at(response: HttpResponse) -> Draft:
    """The draft that a redirect leads to."""
    return Draft.objects.get(pk=resolve(urlsplit(response["Location"]).path).kwargs["pk"])


def text_of(response: HttpResponse) -> str:
    """The page's words, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture(autouse=True)
def a_quiet_morning() -> Iterator[None]:
    """Every page is filled in at the same moment."""
    with clock.at(NOW):
        yield


@pytest.fixture
def begin(
    signed_in: Callable[..., Client],
    asha: Appointment,
    kit: Child,
    social_worker: Professional,
    childrens_services: Agency,
) -> Callable[..., Guide]:
    """`begin("asked")`: Asha starts a record about Kit; the social worker asks, or is told."""

    def at_the_guide(start: str, by: Appointment = asha, child: Child = kit) -> Guide:
        client = signed_in(by)
        begun = client.post(reverse("guide-start", args=[start]), {"child": str(child.pk)})
        guide = Guide(client, draft_at(begun))
        guide.answers["request"]["who"] = f"professional:{social_worker.pk}"
        guide.answers["recipient"]["who"] = f"agency:{childrens_services.pk}"
        return guide

    return at_the_guide


@pytest.fixture
def begin_urgent(
    signed_in: Callable[..., Client], asha: Appointment, kit: Child
) -> Callable[..., Guide]:
    def at_the_page(by: Appointment = asha, child: UUID | str = kit.pk) -> Guide:
        client = signed_in(by)
        guide = Guide(client, draft_at(client.post(reverse("urgent-start"))))
        guide.answers["urgent"] = {
            "child": str(child),
            "who": "999:POLICE",
            "contact": "RANG_999",
            "said": "Kit has run off with a man we do not know, in a blue van.",
            "why": "Kit may be taken far away within the hour.",
            **WHEN,
        }
        return guide

    return at_the_page
