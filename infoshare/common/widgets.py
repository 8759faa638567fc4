"""Controls of a form: radio buttons and tick boxes with help, and a date in separate boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

# What the browser remembers on a shared computer, the next person can read.
NO_AUTOFILL = {"autocomplete": "off"}
OPTIONS_TEMPLATE = "house/widgets/choices.html"


class _OptionsWithHelp:
    """Adds a help text to each option and leaves the mark of an error to the group."""

    def __init__(
        self,
        *args: Any,
        option_help: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.option_help = dict(option_help or {})
        super().__init__(*args, **kwargs)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(  # type: ignore[misc]
            name, value, *args, **kwargs
        )
        attrs = option["attrs"]
        # A radio button may not carry aria-invalid; the group says it by its description.
        attrs.pop("aria-invalid", None)
        option["help"] = self.option_help.get(str(value), "")
        if option["help"] and attrs.get("id"):
            attrs["aria-describedby"] = f"{attrs['id']}_help"
        return option


class Choices(_OptionsWithHelp, forms.RadioSelect):
    """Radio buttons, one a line, each with room for a help text."""

    template_name = OPTIONS_TEMPLATE


class ManyChoices(_OptionsWithHelp, forms.CheckboxSelectMultiple):
    """Tick boxes, one a line, each with room for a help text."""

    template_name = OPTIONS_TEMPLATE


class _Parts(forms.MultiWidget):
    """Several small text boxes with a label each, in one fieldset."""

    template_name = "house/widgets/parts.html"
    use_fieldset = True
    parts: Mapping[str, tuple[str, str]] = {}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput({**NO_AUTOFILL, "inputmode": inputmode})
            for name, (_label, inputmode) in self.parts.items()
        }
        super().__init__(boxes, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        wrong_part = attrs.pop("data-wrong-part", None)
        context: dict[str, Any] = super().get_context(name, value, attrs)
        labelled = zip(context["widget"]["subwidgets"], self.parts.items(), strict=True)
        for number, (box, (part, (label, _inputmode))) in enumerate(labelled):
            box["part"], box["label"] = part, label
            if wrong_part is not None and number != wrong_part:
                box["attrs"].pop("aria-invalid", None)
        return context

    def decompress(self, value: Any) -> list[str]:
        return [""] * len(self.parts)


class DateParts(_Parts):
    """Day, month and year; the fields are named x_day, x_month and x_year."""

    parts = {
        "day": ("Day", "numeric"),
        "month": ("Month", "numeric"),
        "year": ("Year", "numeric"),
    }

    def decompress(self, value: Any) -> list[str]:
        if not isinstance(value, date):
            return super().decompress(value)
        return [str(value.day), str(value.month), f"{value.year:04}"]


class DateTimeParts(_Parts):
    """Day, month, year and a time on the clock of the home; the last is named x_time."""

    parts = {**DateParts.parts, "time": ("Time, such as 14:30", "text")}

    def decompress(self, value: Any) -> list[str]:
        if not isinstance(value, datetime):
            return super().decompress(value)
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [str(local.day), str(local.month), f"{local.year:04}", f"{local:%H:%M}"]
