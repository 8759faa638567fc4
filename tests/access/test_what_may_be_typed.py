"""Whatever is typed or pasted into any form of any page: a page answers, and loses none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client

from tests.access.expected import ONLY_SENT, PEOPLE, expected_lists, expected_things
from tests.access.walking import Answer, Walker, list_address, thing_address
from tests.access.world import Place
from tests.stories.reading import Control, Form, Page

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]

TYPED = {
    "lines": "Mill Road\r\nSet-Cookie: a=b",
    "a control": "a\x00b\x07",
    "broken": "a\N{REPLACEMENT CHARACTER}b",
    "turned round": "a\N{RIGHT-TO-LEFT OVERRIDE}b\N{LEFT-TO-RIGHT ISOLATE}",
    "nothing to see": "\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}",
    "a formula": '=HYPERLINK("http://evil.example")',
    "markup": "<script>alert(1)</script>&amp;\"'{{ user }}",
    "foreign digits": "\N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT TWO}",
    "a year": "99999999999999999999",
    "very long": "word " * 30_000,
}
# What may come back changed: one box holds one line, and what is far too long is not sent back.
KEPT_AS_IT_WAS = ("a formula", "markup", "turned round", "foreign digits", "a year")
WRITTEN_INTO = frozenset(
    {"text", "textarea", "tel", "email", "search", "number", "password", "url"}
)
# Words of these are never sent back to a browser.
NEVER_SHOWN_AGAIN = frozenset({"password", "password1", "password2", "oldpassword", "code"})


def pages_with_somebody(places: dict[str, Place]) -> Iterator[tuple[str, str]]:
    """Each page that opens for somebody at Rowan House, by address, and for whom."""
    for page, letters in expected_lists().items():
        for name in PEOPLE:
            if letters[name] == "o":
                yield list_address(page), name
                break
    things = expected_things()
    for page in places["rowan"].addresses:
        letters = things.get((page, "rowan"), {})
        for name in PEOPLE:
            if letters.get(name) == "o" and page not in ONLY_SENT:
                yield thing_address(page, places["rowan"]), name
                break


def forms_of(page: Page, address: str) -> list[Form]:
    """The forms that are sent to the page itself; others have pages of their own."""
    here = urlsplit(address).path
    return [one for one in page.forms if urlsplit(one.action).path in ("", here)]


def filled(form: Form, words: str, *, forged: bool) -> dict[str, str]:
    """Every box with these words, and of each choice the first, or one that is not on the page."""
    sent: dict[str, str] = {}
    for one in form.controls:
        if one.kind in WRITTEN_INTO:
            sent[one.name] = words
        elif one.kind == "hidden" or one.name not in sent:
            forges = forged and one.kind != "hidden"
            sent[one.name] = "not-on-the-page" if forges else _first(one)
    return sent


def _first(one: Control) -> str:
    return next((value for value, _ in one.options if value), one.value)


def lost(answer: Answer, form: Form, words: str) -> list[str]:
    """The boxes that came back without what was written into them."""
    came_back = {one.name: one.value for page in Page(answer.shown).forms for one in page.controls}
    return [
        one.name
        for one in form.controls
        if one.kind in WRITTEN_INTO
        and one.name not in NEVER_SHOWN_AGAIN
        and came_back.get(one.name, words) != words
    ]


def wrong_with(walker: Walker, address: str, form: Form, kind: str) -> Iterator[str]:
    words = TYPED[kind]
    for forged in (False, True):
        sent = filled(form, words, forged=forged)
        body = urlencode(sent).encode()
        if form.method == "get":
            answer = walker.opens(f"{address}?{body.decode()}")
        else:
            answer = walker.sends(address, body, "application/x-www-form-urlencoded")
        if answer.status not in (200, 302, 400, 403, 404, 405, 413):
            yield f"{address} {kind}: {answer.status}"
        if "<script>alert(1)" in answer.shown:
            yield f"{address} {kind}: is not escaped"
        if kind in KEPT_AS_IT_WAS and form.method == "post" and answer.status == 200:
            yield from (f"{address} {kind}: loses {one}" for one in lost(answer, form, words))


def walked(
    kinds: list[str], people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> tuple[int, list[str]]:
    walkers: dict[str, Walker] = {}
    forms, wrong = 0, []
    for address, name in pages_with_somebody(places):
        if name not in walkers:
            walkers[name] = Walker(name, signed_in(people[name]))
        walker = walkers[name]
        for form in forms_of(Page(walker.opens(address).shown), address):
            forms += 1
            for kind in kinds:
                wrong += wrong_with(walker, address, form, kind)
    return forms, wrong


@pytest.fixture(autouse=True)
def nobody_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infoshare.access.reads.middleware.is_too_fast", lambda request: False)


def test_markup_in_every_box_of_every_page_comes_back_as_it_was_typed(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    forms, wrong = walked(["markup"], people, places, signed_in)
    assert forms > 50
    assert wrong == []


@pytest.mark.long
def test_whatever_is_pasted_into_any_box_a_page_answers(
    people: dict[str, Any], places: dict[str, Place], signed_in: SignIn
) -> None:
    kinds = [kind for kind in TYPED if kind != "markup"]
    assert walked(kinds, people, places, signed_in)[1] == []
