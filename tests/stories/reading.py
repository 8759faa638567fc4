"""Reading a page as a person without a script does: words, headings, links, forms and labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

NOT_SENT = frozenset({"submit", "button", "reset", "image"})
# Where one of these begins, a new line begins on screen.
BLOCKS = frozenset({"li", "p", "dt", "dd", "td", "th", "div", "option", "br", "h2", "h3"})
WITH_WORDS = frozenset(
    {"title", "label", "legend", "button", "option", "textarea", "a", "h1", "h2", "li"}
)


@dataclass
class Control:
    """One field of a form, with the words around it: its part of the page, legend and label."""

    kind: str
    name: str
    value: str
    id: str = ""
    part: str = ""
    legend: str = ""
    label: str = ""
    chosen: bool = False
    options: list[tuple[str, str]] = field(default_factory=list)

    def asks(self, question: str) -> bool:
        return self.kind != "hidden" and question in (self.legend, self.label)


@dataclass
class Button:
    name: str
    value: str
    action: str = ""
    words: str = ""


@dataclass
class Form:
    action: str
    method: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    def sent_by(self, button: Button) -> dict[str, list[str]]:
        """What a browser would send when this button is pressed."""
        sent: dict[str, list[str]] = {}
        for control in self.controls:
            if control.name and (control.kind not in ("radio", "checkbox") or control.chosen):
                sent.setdefault(control.name, []).append(control.value)
        if button.name:
            sent[button.name] = [button.value]
        return sent


class Page(HTMLParser):
    """A page that was read: `title`, `headings`, `words`, `links`, `forms`, `problems`."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.headings: list[str] = []
        self.problems: list[str] = []
        self.title = ""
        self._words: list[str] = []
        self._form: Form | None = None
        self._part = ""
        self._legends: list[str] = []
        self._labels: dict[str, str] = {}
        self._open: list[tuple[str, str, list[str]]] = []
        self._option = ("", False)
        self._summary = False
        self.feed(markup)
        self.close()
        self.words = " ".join("".join(self._words).split())
        for form in self.forms:
            for control in form.controls:
                # As a browser has it: an aria-label is the name, whatever label stands beside.
                control.label = control.label or self._labels.get(control.id, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        started = getattr(self, f"_start_{tag}", None)
        if started:
            started(given)
        if tag in BLOCKS:
            self._words.append(" ")
        if "data-error-summary" in given:
            self._summary = True
        if tag in WITH_WORDS:
            self._open.append((tag, given.get("for", "") or given.get("href", ""), []))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            _, about, pieces = self._open.pop()
            ended = getattr(self, f"_end_{tag}", None)
            if ended:
                whole = "".join(pieces)
                ended(whole if tag == "textarea" else " ".join(whole.split()), about)
        if tag == "form":
            self._form = None
        if tag == "fieldset" and self._legends:
            self._legends.pop()
        if tag == "ul":
            self._summary = False

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        for _, _, pieces in self._open:
            pieces.append(data)

    def _start_form(self, given: dict[str, str]) -> None:
        self._form = Form(given.get("action", ""), given.get("method", "get").lower())
        self.forms.append(self._form)
        self._part = ""

    def _start_fieldset(self, given: dict[str, str]) -> None:
        self._legends.append("")

    def _control(self, kind: str, given: dict[str, str]) -> None:
        if self._form is None or "disabled" in given:
            return
        default = "on" if kind in ("checkbox", "radio") else ""
        self._form.controls.append(
            Control(
                kind=kind,
                name=given.get("name", ""),
                value=given.get("value", default),
                id=given.get("id", ""),
                part=self._part,
                legend=next(filter(None, reversed(self._legends)), ""),
                label=given.get("aria-label", ""),
                chosen="checked" in given,
            )
        )

    def _start_input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind not in NOT_SENT:
            self._control(kind, given)

    def _start_select(self, given: dict[str, str]) -> None:
        self._control("select", given)

    def _start_textarea(self, given: dict[str, str]) -> None:
        self._control("textarea", given)

    def _start_option(self, given: dict[str, str]) -> None:
        self._option = (given.get("value", ""), "selected" in given)

    def _start_button(self, given: dict[str, str]) -> None:
        if self._form is not None:
            self._form.buttons.append(
                Button(given.get("name", ""), given.get("value", ""), given.get("formaction", ""))
            )

    def _end_title(self, words: str, about: str) -> None:
        self.title = self.title or words

    def _end_label(self, words: str, about: str) -> None:
        self._labels[about] = words

    def _end_legend(self, words: str, about: str) -> None:
        if self._legends:
            self._legends[-1] = words

    def _end_button(self, words: str, about: str) -> None:
        if self._form is not None and self._form.buttons:
            self._form.buttons[-1].words = words

    def _end_option(self, words: str, about: str) -> None:
        if self._form is None or not self._form.controls:
            return
        value, selected = self._option
        control = self._form.controls[-1]
        control.options.append((value, words))
        if selected or len(control.options) == 1:
            control.value = value

    def _end_textarea(self, words: str, about: str) -> None:
        if self._form is not None and self._form.controls:
            # Browsers leave out the one line end that may follow the tag.
            self._form.controls[-1].value = words.removeprefix("\n")

    def _end_a(self, words: str, about: str) -> None:
        self.links.append((words, about))

    def _end_h1(self, words: str, about: str) -> None:
        self.headings.append(words)

    def _end_h2(self, words: str, about: str) -> None:
        # Inside a form a heading names the part that follows, such as “Item 2”.
        self._part = words

    def _end_li(self, words: str, about: str) -> None:
        if self._summary:
            self.problems.append(words)
