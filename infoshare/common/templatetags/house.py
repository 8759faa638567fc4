"""The parts of a page: error summary, notices, status words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from django import template
from django.forms import ChoiceField, MultiWidget
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.widgets import ChoiceWidget
from django.template.context import Context
from django.template.loader import render_to_string

from infoshare.common.question_form import wrong_part

register = template.Library()

AnyForm: TypeAlias = "BaseForm | BaseFormSet[Any]"

# How the parts of the decision table are spoken of on screen.
FORCES = {"LAW": "The law", "GUIDANCE": "Guidance", "CHOICE": "This home’s own rule"}
LEVELS = {
    "must": "You must do this",
    "manager": "A manager must agree",
    "reason": "Say why",
    "notify": "The manager is told",
    "note": "Good to know",
    "clear": "Nothing more to do",
}


def control_id(field: BoundField) -> str:
    """The id of the control that can take the focus; empty when the field shows none.

    A group has no control of its own: its first item takes the focus, or the box that is wrong.
    """
    if field.is_hidden or not field.auto_id:
        return ""
    widget = field.field.widget
    if isinstance(widget, MultiWidget):
        return f"{field.auto_id}_{wrong_part(field) or 0}"
    if isinstance(widget, ChoiceWidget) and field.use_fieldset:
        return f"{field.auto_id}_0" if field.subwidgets else ""
    return str(field.id_for_label or field.auto_id)


def _flat(forms: Iterable[Any]) -> list[AnyForm]:
    """Every bound form and formset once, each formset before its forms."""
    found: dict[int, AnyForm] = {}
    for one in forms:
        if isinstance(one, list | tuple):
            found |= {id(inner): inner for inner in _flat(one)}
        elif isinstance(one, BaseForm | BaseFormSet) and one.is_bound:
            found[id(one)] = one
            if isinstance(one, BaseFormSet):
                found |= {id(inner): inner for inner in one.forms}
    return list(found.values())


def _forms_of(context: Context, forms: Sequence[Any]) -> list[AnyForm]:
    named = [context.get(name) for name in ("form", "forms", "formset", "webauthn_form")]
    return _flat(forms or named)


def _problems(form: AnyForm) -> list[dict[str, str]]:
    if isinstance(form, BaseFormSet):
        return [{"sentence": str(sentence), "target": ""} for sentence in form.non_form_errors()]
    general = [{"sentence": str(sentence), "target": ""} for sentence in form.non_field_errors()]
    return general + [
        {"sentence": str(sentence), "target": control_id(field)}
        for field in form
        for sentence in field.errors
    ]


@register.inclusion_tag("house/error_summary.html", takes_context=True)
def error_summary(context: Context, *forms: Any) -> dict[str, Any]:
    """List what is wrong, each with a link to its control.

    Without arguments it reads `form`, `forms`, `formset` and a passkey's form from the page.
    """
    found = _forms_of(context, forms)
    return {"problems": [problem for form in found for problem in _problems(form)]}


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """The word that begins the title where the page’s form was refused; empty elsewhere."""
    refused = context.get("has_errors") or any(map(_problems, _forms_of(context, ())))
    return "Error: " if refused else ""


@register.simple_block_tag
def notice(content: str, kind: str = "information", heading: str = "") -> str:
    """A boxed remark. Kinds: information, attention, danger, done."""
    return render_to_string(
        "house/components/notice.html", {"body": content, "kind": kind, "heading": heading}
    )


@register.simple_block_tag
def details(content: str, summary: str) -> str:
    """Words that unfold below a summary, such as what a legal term means."""
    return render_to_string("house/components/details.html", {"body": content, "summary": summary})


@register.simple_block_tag
def panel(content: str, heading: str, code: str = "") -> str:
    """The confirmation at the end of a journey; holds the page's h1."""
    return render_to_string(
        "house/components/panel.html", {"body": content, "heading": heading, "code": code}
    )


@register.inclusion_tag("house/components/status.html")
def status(words: str, kind: str = "neutral") -> dict[str, str]:
    """A status in words. Kinds: neutral, information, attention, danger, done."""
    return {"words": words, "kind": kind}


def _cell(value: Any, column: Mapping[str, Any]) -> dict[str, Any]:
    cell = dict(value) if isinstance(value, Mapping) else {"text": value}
    return {**cell, "column": column}


@register.inclusion_tag("house/components/data_table.html")
def data_table(
    columns: Sequence[Any], rows: Iterable[Sequence[Any]], caption: str, empty: str = ""
) -> dict[str, Any]:
    """A table that turns into cards on a phone; the first cell of a row is its heading.

    A column is a heading or {label, number}; a cell is a value, a list of lines, or
    {text, url, status, kind, hidden, hint, unfolds, summary}.
    """
    headings = [one if isinstance(one, Mapping) else {"label": one} for one in columns]
    return {
        "columns": headings,
        "rows": [
            [_cell(value, column) for value, column in zip(row, headings, strict=True)]
            for row in rows
        ],
        "caption": caption,
        "empty": empty,
    }


@register.filter
def as_lines(value: Any) -> list[Any]:
    """A list as it is, nothing as nothing, anything else as one line."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


@register.filter
def force_words(force: Any) -> str:
    """The words for LAW, GUIDANCE or CHOICE; other words stay."""
    code = str(getattr(force, "value", force))
    return FORCES.get(code, code)


@register.filter
def level_words(level: str) -> str:
    """The words for how much a finding weighs."""
    return LEVELS.get(level, "")


@register.filter
def is_unverified(sureness: Any) -> bool:
    """Whether no lawyer has confirmed what a rule says."""
    return str(getattr(sureness, "value", sureness)) == "UNVERIFIED"


@register.filter
def is_tick_box(field: BoundField) -> bool:
    """Whether the field is one box with its label behind it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not isinstance(
        field.field, ChoiceField
    )


@register.filter
def counted_limit(field: BoundField) -> int | None:
    """How many characters a counted field takes; None for others."""
    counted = getattr(field.field, "counted", False)
    return getattr(field.field, "limit", None) if counted else None
