"""Forms that ask in plain English, refuse in plain English, and lose nothing that was typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Sized
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.forms.boundfield import BoundField

from infoshare.common.text import TextRefused, clean_text
from infoshare.common.typed_dates import at_the_home, read_date, read_time
from infoshare.common.widgets import NO_AUTOFILL, Choices, DateParts, DateTimeParts, ManyChoices

# A form that is sent with this comes back with its answers in it, and does nothing.
READ_FIRST = "read_first"
NOT_SENT = "Nothing was sent yet. Read it through, and press the button on this page."
NOT_ON_THE_PAGE = "Choose from the answers on this page."
# How many times its limit a text may be before cleaning, which makes some texts shorter.
MOST_TO_CLEAN = 2

Choice = tuple[Any, ...]


def wrong_part(field: BoundField) -> int | None:
    """Which box of a date is wrong, counted from 0; None when the whole answer is."""
    for error in field.form.errors.as_data().get(field.name, []):
        code = str(error.code)
        if code.startswith("part-"):
            return int(code.removeprefix("part-"))
    return None


class QuestionBoundField(BoundField):
    """Adds the character count to the description, and marks only the box that is wrong."""

    @property
    def aria_describedby(self) -> str | None:
        described: str | None = super().aria_describedby
        if described is None or not getattr(self.field, "counted", False):
            return described
        return f"{described} {self.auto_id}_count".strip()

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if isinstance(self.field, DateQuestion):
            part = wrong_part(self)
            if part is not None:
                built["data-wrong-part"] = part
        return built


class _Question:
    """What every question shares: its label comes first, and `missing` says what to do."""

    fallback = "Answer"

    def __init__(self, label: str, *args: Any, missing: str = "", **kwargs: Any) -> None:
        sentences = {
            "required": missing or f"{self.fallback} “{label}”.",
            "invalid_choice": NOT_ON_THE_PAGE,
            "invalid_list": NOT_ON_THE_PAGE,
            **(kwargs.pop("error_messages", None) or {}),
        }
        super().__init__(*args, label=label, error_messages=sentences, **kwargs)  # type: ignore[call-arg]


def _plain(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def _pairs_and_help(choices: Iterable[Choice]) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Split (value, label) or (value, label, help) into what Django wants and the help texts."""
    rows = [(_plain(row[0]), row[1], row[2] if len(row) > 2 else "") for row in choices]
    return [(value, label) for value, label, _ in rows], {value: text for value, _, text in rows}


class ChoiceQuestion(_Question, forms.TypedChoiceField):
    """One answer out of several; None when nothing is chosen.

    A choice is (value, label) or (value, label, help). `dropdown` is for long lists.
    """

    fallback = "Choose an answer to"

    def __init__(
        self, label: str, choices: Iterable[Choice], *, dropdown: bool = False, **kwargs: Any
    ) -> None:
        pairs, helps = _pairs_and_help(choices)
        if dropdown:
            pairs = [("", "Choose"), *pairs]
        kwargs.setdefault("widget", forms.Select() if dropdown else Choices(option_help=helps))
        super().__init__(label, choices=pairs, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return _plain(value) if isinstance(value, Enum) else value


class YesNoQuestion(ChoiceQuestion):
    """Yes is True, No is False, no answer is None."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        answers = [("yes", "Yes"), ("no", "No")]
        super().__init__(label, answers, coerce=lambda value: value == "yes", **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value


class ManyChoiceQuestion(_Question, forms.TypedMultipleChoiceField):
    """Any number of answers, as a tuple in the order of the page.

    `exclusive` is the value that cannot stand beside another one, such as "none of these".
    """

    fallback = "Choose at least one answer to"

    def __init__(
        self, label: str, choices: Iterable[Choice], *, exclusive: Any = None, **kwargs: Any
    ) -> None:
        pairs, helps = _pairs_and_help(choices)
        self.exclusive = None if exclusive is None else _plain(exclusive)
        kwargs.setdefault("widget", ManyChoices(option_help=helps))
        super().__init__(label, choices=pairs, empty_value=(), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return [_plain(one) for one in value] if isinstance(value, list | tuple) else value

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.exclusive in value and len(set(value)) > 1:
            choices: Any = self.choices
            label = dict(choices)[self.exclusive]
            raise ValidationError(f"Choose “{label}” or the other answers, not both.")

    def clean(self, value: Any) -> tuple[Any, ...]:
        chosen = set(super().clean(value))
        choices: Any = self.choices
        in_order = (self.coerce(key) for key, _label in choices)
        return tuple(answer for answer in in_order if answer in chosen)


class TextQuestion(_Question, forms.CharField):
    """A line of text. What is too long is refused and stays on the page, never cut."""

    fallback = "Write an answer to"
    counted = False

    def __init__(self, label: str, *, limit: int = 200, **kwargs: Any) -> None:
        self.limit = limit
        kwargs.setdefault("widget", forms.TextInput())
        super().__init__(label, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), **NO_AUTOFILL}

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        # Putting marks in order takes time that grows with the square of their number.
        if len(typed) > MOST_TO_CLEAN * self.limit:
            raise self._too_long(len(typed) - self.limit)
        try:
            return clean_text(typed)
        except TextRefused as refused:
            raise ValidationError(str(refused), code="refused") from refused

    def validate(self, value: str) -> None:
        super().validate(value)
        over = len(value) - self.limit
        if over > 0:
            raise self._too_long(over)

    def _too_long(self, over: int) -> ValidationError:
        return ValidationError(
            f"Use {self.limit:,} characters or fewer for “{self.label}”. "
            f"Take out at least {over:,}.",
            code="too_long",
        )


class LongTextQuestion(TextQuestion):
    """Several lines of text, with a count of the characters that are left."""

    counted = True

    def __init__(self, label: str, *, limit: int = 4000, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": rows, "data-count": limit}))
        super().__init__(label, limit=limit, **kwargs)


class ConfirmQuestion(_Question, forms.BooleanField):
    """One box to tick."""

    fallback = "Tick the box"


Bound = date | Callable[[], date] | None


class DateQuestion(_Question, forms.Field):
    """A date in three boxes; None when all are empty.

    `earliest` and `latest` are dates or functions that return one.
    """

    fallback = "Give a date for"
    widget: type[forms.Widget] = DateParts
    names: ClassVar[tuple[str, ...]] = ("day", "month", "year")

    def __init__(
        self,
        label: str,
        *,
        earliest: Bound = None,
        latest: Bound = None,
        too_early: str = "The date is too early. Check the year.",
        too_late: str = "The date is too late. Check the year.",
        **kwargs: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        self.too_early, self.too_late = too_early, too_late
        super().__init__(label, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        parts = [str(part or "").strip() for part in value or ()]
        if not any(parts):
            return None
        for number, part in enumerate(parts):
            if not part:
                raise ValidationError(f"Add the {self.names[number]}.", code=f"part-{number}")
        return self.read(parts)

    def read(self, parts: Sequence[str]) -> Any:
        """Turn filled boxes into the value; ValidationError names the box that is wrong."""
        return read_date(parts)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = (
            bound() if callable(bound) else bound for bound in (self.earliest, self.latest)
        )
        if earliest is not None and value < earliest:
            raise ValidationError(self.too_early)
        if latest is not None and value > latest:
            raise ValidationError(self.too_late)


class DateTimeQuestion(DateQuestion):
    """A date and a time on the clock of the home; the value is aware and in UTC.

    `came_before` is a moment that this one follows, where there is one: on the night when the
    clocks go back it says which of two hours is meant.
    """

    fallback = "Give a date and a time for"
    widget = DateTimeParts
    names = ("day", "month", "year", "time")
    came_before: datetime | None = None

    def read(self, parts: Sequence[str]) -> datetime:
        day, time = read_date(parts[:3]), read_time(parts[3])
        return at_the_home(day, time, not_before=self.came_before)


def _unanswered(answer: Any) -> bool:
    return answer is None or answer is False or (isinstance(answer, Sized) and not len(answer))


def _holds(answer: Any, wanted: Any) -> bool:
    """Whether an answer, or one of several, is one of those wanted."""
    several = isinstance(wanted, Collection) and not isinstance(wanted, str)
    answers = answer if isinstance(answer, list | tuple) else (answer,)
    return any(one in (tuple(wanted) if several else (wanted,)) for one in answers)


class QuestionForm(forms.Form):
    """The base of every form.

    `required_when = {"why": ("who", {"POLICE"})}`: `why` must be answered when `who` holds one
    of those values; `why` is declared with required=False and its own `missing` sentence.
    """

    bound_field_class = QuestionBoundField
    use_required_attribute = False
    required_when: ClassVar[Mapping[str, tuple[str, Any]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        named = {one for field, (other, _) in self.required_when.items() for one in (field, other)}
        unknown = named - set(self.base_fields)
        if unknown:
            raise ImproperlyConfigured(f"required_when names no such field: {sorted(unknown)}")

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and READ_FIRST in self.data:
            self.add_error(None, NOT_SENT)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        for name, (other, wanted) in self.required_when.items():
            asked = name in answers and other in answers
            if asked and _unanswered(answers[name]) and _holds(answers[other], wanted):
                self.add_error(name, self.fields[name].error_messages["required"])
        return answers
