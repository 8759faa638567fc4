"""Nothing that anybody typed is in a log line or a mail, also where pages break."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.core import mail
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from infoshare.common.logs import LineFormatter
from infoshare.organisation.models import Appointment
from tests.access.world import Place
from tests.hardening.sent.test_forged_requests import addresses
from tests.stories import test_a_child_tells_of_abuse_at_night as night
from tests.stories.visitor import Visitor

pytestmark = pytest.mark.django_db

LOGGERS = ("", "django", "django.server", "infoshare")
NAMED = re.compile(r'<(?:input|textarea|select)\b[^>]*\bname="([^"]+)"')
WHEN = {"day": "23", "month": "11", "year": "2026", "time": "09:00"}


@pytest.fixture
def written() -> Iterator[StringIO]:
    """Every line of the log as it is written in production."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(LineFormatter())
    for name in LOGGERS:
        logging.getLogger(name).addHandler(handler)
    yield lines
    for name in LOGGERS:
        logging.getLogger(name).removeHandler(handler)


def marked(page: str, number: int) -> dict[str, str]:
    """A word of its own for every field of a page, but for days and hours."""
    names = sorted(set(NAMED.findall(page)) - {"csrfmiddlewaretoken", "token", "version"})
    return {
        name: WHEN.get(name.rpartition("_")[2], f"marrow{number}x{position}bone")
        for position, name in enumerate(names)
    }


def test_no_word_that_was_typed_is_in_a_log_or_a_mail(
    places: dict[str, Place],
    people: dict[str, Any],
    signed_in: Callable[[Any], Client],
    written: StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = signed_in(people["maya"])
    client.raise_request_exception = False
    rowan = places["rowan"]
    typed = {
        way: marked(client.get(way).content.decode(), number)
        for number, way in enumerate(addresses(rowan))
    }
    assert sum(map(len, typed.values())) > 100
    for way, fields in typed.items():
        client.post(way, fields)

    whole = Template.render

    def breaks(self: Template, context: Any = None, request: Any = None) -> Any:
        if request is None:
            return whole(self, context, request)
        raise RuntimeError(f"{context} {request.POST} {rowan.secrets}")

    monkeypatch.setattr(Template, "render", breaks)
    ways = list(typed)
    broken = [client.post(way, typed[way]).status_code for way in ways[::2]]
    broken += [client.get(way, {"q": "marrowbone"}).status_code for way in ways[1::2]]
    assert broken.count(500) > 20
    said = written.getvalue() + "".join(f"{one.subject} {one.body}" for one in mail.outbox)
    assert "RuntimeError" in said
    assert "marrow" not in said
    assert [secret for secret in rowan.secrets if secret in said] == []


def test_nothing_of_the_way_from_a_night_to_its_review_is_in_a_log_a_mail_or_the_trace(
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
    signed_in: Callable[[Any], Client],
    written: StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    author, manager = Visitor(signed_in(asha)), Visitor(signed_in(maya))
    record = night.shares_urgently(author)
    full = night.completes_it_in_full(author, record)
    night.reviews_it_afterwards(manager, record, full)
    for client, way in ((author, reverse("record", args=[full.pk])), (manager, "/inspection/")):
        with monkeypatch.context() as broken:
            broken.setattr(Template, "render", _fails_with(night.TOLD))
            client.client.raise_request_exception = False
            assert client.client.get(way).status_code == 500
    said = written.getvalue() + "".join(f"{one.subject} {one.body}" for one in mail.outbox)
    said += "".join(str(one.changes) for one in LogEntry.objects.all())
    assert "RuntimeError" in said
    typed = (night.TOLD, night.LEARNED, "in tears", "stop him", "safe tomorrow", kit.family_name)
    assert [words for words in typed if words in said] == []


def _fails_with(words: str) -> Callable[..., str]:
    whole = Template.render

    def render(self: Template, context: Any = None, request: Any = None) -> Any:
        if request is None:
            return whole(self, context, request)
        raise RuntimeError(f"{words} {context}")

    return render
