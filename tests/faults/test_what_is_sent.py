"""Whatever bytes are sent, the answer is a plain page, and the page opens again."""

from __future__ import annotations

import json
import logging
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.models import SharingDecision
from infoshare.common import text
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, item, text_of

Begin = Callable[..., Guide]
# Python reads all of these; some give characters that cannot be written, some give no text.
CHARSETS = ["unicode_escape", "utf-7", "base64", "rot13", "zlib", "undefined", "idna"]


def sent_as(client: Client, url: str, charset: str) -> HttpResponse:
    """A form whose sender says that it is written in `charset`."""
    client.raise_request_exception = False
    part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    fields = {"version": "0", "name": r"\ud800", "position": "+2AA-", "login": r"\ud800"}
    body = "".join(part.format(*one) for one in fields.items()) + "--x--\r\n"
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    return client.generic("POST", url, body.encode(), content_type=kind)


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_form_that_claims_another_encoding_breaks_no_page(begin: Begin, charset: str) -> None:
    guide = begin("asked")
    assert sent_as(guide.client, guide.url("request"), charset).status_code == 200
    assert guide.get("request").status_code == 200
    assert sent_as(Client(), reverse("account_login"), charset).status_code == 200


def test_nobody_without_sign_in_makes_a_draft_that_does_not_open(begin: Begin) -> None:
    guide = begin("asked")
    assert sent_as(Client(), guide.url("request"), "unicode_escape").status_code == 302
    assert guide.get("request").status_code == 200


def test_a_text_that_is_far_too_long_is_refused_before_it_is_put_in_order(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = [0]

    class Watched:
        category = staticmethod(unicodedata.category)

        @staticmethod
        def normalize(form: str, value: str) -> str:
            longest[0] = max(longest[0], len(value))
            return unicodedata.normalize(form, value)

    monkeypatch.setattr(text, "unicodedata", Watched)
    guide = begin("asked")
    marks = "\u0308\u0327" * 100_000
    page = guide.answer("request", who="type:OTHER", name=marks, agency_name="x", position="x")
    assert "Use 200 characters or fewer" in text_of(page)
    assert 0 < longest[0] < 10_000


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"who=%ED%A0%80&name=%ED%A0%80%00", "application/x-www-form-urlencoded", 200),
        (b"version=" + b"9" * 5000, "application/x-www-form-urlencoded", 200),
        (b"{" * 10_000, "application/json", 200),
        (b"&".join(b"f%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded", 400),
        (b"name=" + b"x" * 3_000_000, "application/x-www-form-urlencoded", 400),
        (b"--x\r\nbad", "multipart/form-data", 400),
        (b"a=b", "application/x-www-form-urlencoded; charset=utf-16", 200),
    ],
)
def test_a_body_that_no_browser_sends_is_answered_plainly(
    begin: Begin, body: bytes, kind: str, status: int
) -> None:
    guide = begin("asked")
    guide.client.raise_request_exception = False
    answer = guide.client.generic("POST", guide.url("request"), body, content_type=kind)
    assert answer.status_code == status
    assert guide.get("request").status_code == 200


@pytest.mark.parametrize("query", ["page=" + "9" * 6000, "page=-1", "page=%00", "since_day=%00"])
def test_a_list_opens_whatever_its_address_asks_for(
    maya: Appointment, signed_in: Callable[..., Client], query: str
) -> None:
    client = signed_in(maya)
    for name in ("register", "approval-queue", "follow-ups", "visits", "inspection"):
        assert client.get(f"{reverse(name)}?{query}").status_code == 200, name


@pytest.mark.parametrize("goal", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_sign_in_and_sign_out_lead_nowhere_else(asha: Appointment, goal: str) -> None:
    typed = {"login": asha.user.sign_in_name, "password": "three random words", "next": goal}
    client = Client()
    assert client.post(reverse("account_login"), typed)["Location"] == "/"
    left = client.post(reverse("account_logout"), {"next": goal})
    assert left["Location"] == reverse("account_login")


def test_what_is_typed_stands_in_no_trace_session_or_log(
    begin: Begin, begin_urgent: Begin, kit: Child, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    guide = begin("asked")
    guide.post("request", {"name": "Marrowbone\x00", "channel": "q"})
    guide.answers["items"] |= item(words="Marrowbone")
    guide.sign()
    begin_urgent().answer("urgent", said="Marrowbone")
    for record in SharingDecision.objects.all():
        words = {"kind": "CORRECTION", "words": "Marrowbone", "reason": "Marrowbone"}
        guide.client.post(reverse("addenda", args=[record.pk]), words)
    guide.client.get(reverse("register") + "?author=Marrowbone")
    guide.client.get("/nothing/?Marrowbone")
    traced: list[Any] = list(LogEntry.objects.values("changes", "object_repr", "additional_data"))
    kept = [session.get_decoded() for session in Session.objects.all()]
    everything = json.dumps([traced, kept], default=str) + caplog.text
    for word in ("Marrowbone", kit.given_names, kit.family_name):
        assert word not in everything
