"""A person at a phone with a real Chromium, who does what `tests.stories.person` says.

Buttons, links and answers are reached by the names that assistive technology reads, and pressed
with the keyboard. Each page shown keeps the promises of every page: nothing that axe-core finds,
nothing wider than the screen, one h1, and nothing about a child in title or address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests.stories.visitor import NAMES


class ChromiumPerson:
    def __init__(self, page: Page, site: str, faults: Callable[[Page], list[str]]) -> None:
        self.page = page
        self.site = site
        self.faults = faults
        self.seen: list[str] = []
        self.answered = 0

    @property
    def address(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def words(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    @property
    def content(self) -> str:
        """What the page says, without its foot, which tells the time."""
        return " ".join(" ".join(self.page.locator("header, nav, main").all_inner_texts()).split())

    @property
    def problems(self) -> list[str]:
        return self.page.locator("[data-error-summary] li").all_inner_texts()

    def sign_in(self, name: str, password: str) -> ChromiumPerson:
        self.open("/").answer("Sign-in name", name).answer("Password", password)
        return self.press("Sign in")

    def open(self, address: str) -> ChromiumPerson:
        self.page.goto(self.site + address)
        return self._arrive()

    def follow(self, words: str) -> ChromiumPerson:
        link = self.page.get_by_role("link", name=_begins(words)).first
        if not link.count():
            self.page.locator("summary", has_text="Menu").press("Enter")
        return self._go(link)

    def answer(self, question: str, *answers: str, within: str = "") -> ChromiumPerson:
        self.answered += 1
        part = self.page.get_by_role("main")
        if within:
            part = part.get_by_role("region", name=within, exact=True)
        group = part.get_by_role("group", name=question, exact=True).first
        if group.count():
            self._answer_group(group, question, answers)
        else:
            self._answer_one(part.get_by_label(question, exact=True).first, answers[0])
        return self

    def press(self, words: str, *, refused: bool = False) -> ChromiumPerson:
        button = self.page.get_by_role("main").get_by_role("button", name=_begins(words)).first
        if not button.count():
            button = self.page.get_by_role("banner").get_by_role("button", name=_begins(words))
        self._go(button)
        if refused:
            assert self.problems, f"nothing was refused on {self.address}"
            summary = self.page.locator("[data-error-summary]")
            assert summary.evaluate("one => one === document.activeElement")
        else:
            assert not self.problems, f"{self.address}: {self.problems}"
        return self

    def sees(self, *words: str) -> ChromiumPerson:
        """Looks for words, and unfolds what is folded where they are not in sight."""
        folded = self.page.locator("main details:not([open]) > summary")
        while any(said not in self.words for said in words) and folded.count():
            folded.first.press("Enter")
        for said in words:
            assert said in self.words, f"{said!r} is not on {self.address}: {self.words[:6000]}"
        return self

    def sees_no(self, *words: str) -> ChromiumPerson:
        for said in words:
            assert said not in self.words, f"{said!r} is on {self.address}"
        return self

    def is_offered_no(self, *words: str) -> ChromiumPerson:
        for said in words:
            for role in ("button", "link"):
                offered = self.page.get_by_role(role, name=said, exact=True)  # type: ignore[arg-type]
                assert not offered.count(), f"{said!r} is offered on {self.address}"
        return self

    def _answer_group(self, group: Locator, question: str, answers: tuple[str, ...]) -> None:
        boxes = group.locator("input")
        if boxes.first.get_attribute("type") not in ("radio", "checkbox"):
            for box, words in zip(boxes.all(), answers, strict=True):
                box.fill(words)
            return
        chosen = [_choice(group, answer) for answer in answers]
        for box in chosen:
            assert box.count(), f"{question!r} does not offer one of {answers}"
            if not box.is_checked():
                box.press("Space")
        wanted = {box.get_attribute("id") for box in chosen}
        for box in boxes.all():
            if box.is_checked() and box.get_attribute("id") not in wanted:
                box.press("Space")

    def _answer_one(self, control: Locator, answer: str) -> None:
        if control.get_attribute("type") == "checkbox":
            control.press("Space")
        elif control.evaluate("one => one.tagName") == "SELECT":
            offered = control.locator("option").all_text_contents()
            fits = [words for words in offered if words.startswith(answer)]
            control.select_option(label=answer if answer in fits else fits[0])
        else:
            control.fill(answer)

    def _go(self, pressed: Locator) -> ChromiumPerson:
        with self.page.expect_navigation():
            pressed.press("Enter")
        return self._arrive()

    def _arrive(self) -> ChromiumPerson:
        self.seen.append(self.address)
        told = f"{self.page.title()} {self.page.url}"
        assert not NAMES.search(told), f"a child is named in {told}"
        assert self.page.locator("h1").count() == 1, f"not one h1 on {self.address}"
        assert self.faults(self.page) == [], self.address
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wide) <= 0, f"{self.address} is wider than the screen"
        return self


def _begins(words: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(words)}")


def _choice(group: Locator, answer: str) -> Locator:
    exact = group.get_by_label(answer, exact=True)
    return exact if exact.count() == 1 else group.get_by_label(_begins(answer)).first
