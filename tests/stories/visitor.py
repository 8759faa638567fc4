"""A person with a browser and no script: opens pages, reads labels, answers, presses buttons.

Stories drive the site through what is on the page (labels, legends, buttons, hidden fields), so
that a page nobody could use fails here too. Whatever a person opens keeps the promises of every
page: no error page, one h1, and nothing about a child in title or address.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client

from tests.stories.reading import Button, Control, Form, Page

# The children of the cast: no title and no address may hold their names.
NAMES = re.compile(r"\b(Kit|Lark|Wren)\b|Tolland|Ibbotson|Maddox", re.IGNORECASE)


class Visitor:
    """One person at one browser. `words`, `heading`, `title` and `address` speak of the page.

    `seen` lists the addresses of the pages shown, oldest first.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        self.address = "/"
        self.status = 0
        self.page = Page("")
        self.seen: list[str] = []

    @property
    def words(self) -> str:
        return self.page.words

    @property
    def heading(self) -> str:
        return self.page.headings[0]

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def buttons(self) -> list[str]:
        """The words of all buttons but the one that signs out."""
        there = [button.words for form in self.page.forms for button in form.buttons]
        return [words for words in there if words != "Sign out"]

    @property
    def buttons_that_write(self) -> list[str]:
        """The words of the buttons that send something to be kept.

        Signing out, and staying signed in, keep nothing.
        """
        writing = [form for form in self.page.forms if form.method == "post"]
        there = [button.words for form in writing for button in form.buttons]
        return [words for words in there if words not in ("Sign out", "Carry on")]

    def open(self, address: str) -> Visitor:
        self._show(self.client.get(address, follow=True), address)
        assert self.status == 200, f"{address} gave {self.status}"
        return self

    def follow(self, words: str) -> Visitor:
        """Press the first link that begins with these words."""
        for said, address in self.page.links:
            if said.startswith(words):
                return self.open(urljoin(self.address, address))
        raise AssertionError(f"no link {words!r}; there are {self.page.links}")

    def answer(self, question: str, *answers: str, within: str = "") -> Visitor:
        """Answer a question by the words on the page; several answers tick several boxes.

        Boxes of one question (day, month, year, time) take one answer each. `within` is the
        heading of the part of the form, where a question is asked more than once.
        """
        asked = self._asked(question, within)
        if asked[0].kind in ("radio", "checkbox"):
            _tick(asked, question, answers)
        elif asked[0].kind == "select":
            asked[0].value = _option(asked[0], question, answers[0])
        else:
            for control, words in zip(asked, answers, strict=len(answers) > 1):
                control.value = words
        return self

    def press(self, words: str, *, refused: bool = False) -> Visitor:
        """Press a button: its form is sent as a browser would send it.

        The page that follows must not say that there is a problem; with `refused` it must.
        """
        form, button = self._button(words)
        address = urljoin(self.address, button.action or form.action)
        send = self.client.post if form.method == "post" else self.client.get
        self._show(send(address, form.sent_by(button), follow=True), address)
        if refused:
            assert self.page.problems, f"nothing was refused on {self.address}: {self.words}"
        else:
            assert not self.page.problems, f"{self.address}: {self.page.problems}"
        return self

    def press_twice(self, words: str) -> Visitor:
        """Press a button twice before the answer comes: the same form is sent two times."""
        form, button = self._button(words)
        address = urljoin(self.address, button.action or form.action)
        self.client.post(address, form.sent_by(button))
        self._show(self.client.post(address, form.sent_by(button), follow=True), address)
        return self

    def sees(self, *words: str) -> Visitor:
        for said in words:
            assert said in self.words, f"{said!r} is not on {self.address}: {self.words[:6000]}"
        return self

    def sees_no(self, *words: str) -> Visitor:
        for said in words:
            assert said not in self.words, f"{said!r} is on {self.address}"
        return self

    def is_offered_no(self, *words: str) -> Visitor:
        offered = [*self.buttons, *(said for said, _ in self.page.links)]
        for said in words:
            assert said not in offered, f"{said!r} is offered on {self.address}"
        return self

    def value_of(self, question: str, within: str = "") -> str:
        """What stands in the box of a question now; of several answers, the one chosen."""
        asked = self._asked(question, within)
        if asked[0].kind in ("radio", "checkbox"):
            return ", ".join(control.label for control in asked if control.chosen)
        if asked[0].kind == "select":
            return dict(asked[0].options)[asked[0].value]
        return " ".join(control.value for control in asked)

    def _asked(self, question: str, within: str) -> list[Control]:
        """The controls of the first question with these words."""
        every = [control for form in self.page.forms for control in form.controls]
        found = [one for one in every if one.asks(question) and one.part.startswith(within)]
        if not found:
            there = sorted({control.legend or control.label for control in every})
            raise AssertionError(f"nobody asks {question!r} on {self.address}; asked: {there}")
        first = found[0]
        if first.kind in ("radio", "checkbox"):
            return [one for one in found if one.name == first.name]
        return [one for one in found if (one.legend, one.part) == (first.legend, first.part)]

    def _button(self, words: str) -> tuple[Form, Button]:
        for form in self.page.forms:
            for button in form.buttons:
                if button.words.startswith(words):
                    return form, button
        raise AssertionError(f"no button {words!r} on {self.address}; there are {self.buttons}")

    def _show(self, response: HttpResponse, address: str) -> None:
        chain = getattr(response, "redirect_chain", [])
        self.address = urlsplit(urljoin(address, chain[-1][0] if chain else address)).path
        self.status = response.status_code
        self.page = Page(response.content.decode())
        self.seen.append(self.address)
        assert self.status < 500, f"{self.address} failed with {self.status}"
        assert len(self.page.headings) == 1, f"{self.address} has h1s {self.page.headings}"
        told = f"{self.title} {self.address} {chain}"
        assert not NAMES.search(told), f"a child is named in {told}"


def _tick(asked: list[Control], question: str, answers: tuple[str, ...]) -> None:
    labels = [control.label for control in asked]
    for answer in answers:
        assert any(label.startswith(answer) for label in labels), (
            f"{question!r} offers {labels}, not {answer!r}"
        )
    if asked[0].kind == "radio":
        assert len(answers) == 1, f"{question!r} takes one answer"
    exact = [control for control in asked if control.label in answers]
    fitting = [one for one in asked if any(one.label.startswith(answer) for answer in answers)]
    chosen = exact if len(exact) == len(answers) else fitting
    if asked[0].kind == "radio":
        assert len(chosen) == 1, f"{question!r}: {answers} fits {[one.label for one in chosen]}"
    for control in asked:
        control.chosen = control in chosen


def _option(control: Control, question: str, answer: str) -> str:
    offered = [(value, words) for value, words in control.options if words.startswith(answer)]
    exact = [value for value, words in offered if words == answer]
    found = exact or [value for value, _ in offered]
    assert len(found) == 1, f"{answer!r} fits {offered} of {[w for _, w in control.options]}"
    return found[0]
