"""A question of the guide as paper asks it: boxes to tick, lines to write on, date and time.

Everything is read from the forms themselves, so that a question added there is on paper too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from decisions.guide.forms.items import category_choices
from decisions.guide.forms.lawful import SAFEGUARDING, labelled
from decisions.policy import law
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Gateway,
    OffenceCondition,
    ProviderType,
    RecognisedInterest,
    SpecialCondition,
    WithoutConsentReason,
)
from infoshare.common.question_form import (
    ConfirmQuestion,
    DateQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
)

# In a row, more options than these are read from a list that is printed once, and written down.
MOST_BOXES_IN_A_ROW = 8
ONLY_IF = {
    "staff": "Only if it names somebody who works here. Keep this paper away from them.",
    "returned_at": "Only if a child was missing.",
    "whole_file": "Only if they ask for records, or the child moves.",
    "balance": "Only if you chose “Legitimate interests”.",
    "professional": "Only if it is for health or social care.",
    "under_pressure": "Only if the lawful reason is consent.",
    "legal_advice": "Only if there is a court order or a notice, or for adoption papers.",
    "more_detrimental": "Only if you do not share.",
    "second_check": "Only if you do not hold their address, or send it by post.",
    "password_apart": "Only if there is a password.",
}
# Asked only from the day on which this law begins.
ASKED_UNDER = {"more_detrimental": Gateway.CA2004_S16LA}
TICK_ALL = "Tick all that are true."
_BY_999 = (AgencyType.POLICE, AgencyType.AMBULANCE, AgencyType.FIRE)


@dataclass(frozen=True)
class Question:
    """One question: `lines` to write on, or options; a moment has places for date and time."""

    name: str
    label: str
    only_if: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    # One box to tick, with the question beside it.
    is_tick: bool = False
    lines: int = 0
    has_day: bool = False
    has_time: bool = False
    # The options are read from a list and written on the line.
    from_list: bool = False

    @property
    def on_one_line(self) -> bool:
        """Is there room to write beside the question?"""
        return self.lines == 1 and not self.hint


@dataclass(frozen=True)
class Offered:
    """What the forms offer only once a draft stands: the law in force, kinds of people.

    `switches` are the days that the provider's settings name for law that is still to come.
    """

    on: date
    provider_type: ProviderType
    switches: law.Switches

    @property
    def changes_on(self) -> date | None:
        """The next day on which the settings begin a law, and paper printed before is old."""
        return min((day for day in self.switches if day and day > self.on), default=None)

    def is_asked(self, name: str) -> bool:
        """Is the law in force for which this question is asked?"""
        gateway = ASKED_UNDER.get(name)
        return gateway is None or law.provision(gateway).in_force(self.on, self.switches)

    def of(self, slug: str, name: str) -> tuple[str, ...]:
        """The options of a question whose form leaves them open; none where paper has a line."""
        found = getattr(self, f"_{slug}_{name}", None)
        return tuple(found()) if found else ()

    def _urgent_who(self) -> Iterable[str]:
        return (f"999: {kind.label.lower()}" for kind in _BY_999)

    def _items_category(self) -> Iterable[str]:
        return (label for _group, rows in category_choices()[1:] for _code, label in rows)

    def _lawful_reason(self) -> Iterable[str]:
        interests = law.in_force_on(law.Kind.INTEREST, self.on, self.provider_type)
        for row in law.in_force_on(law.Kind.BASIS, self.on, self.provider_type):
            basis = Basis(row.code)
            under = [RecognisedInterest(one.code) for one in interests]
            for one in under if basis is Basis.A6_1_EA else (None,):
                yield labelled(basis, one)

    def _lawful_gateway(self) -> Iterable[str]:
        return (
            row.title
            for row in law.in_force_on(law.Kind.GATEWAY, self.on, self.provider_type, self.switches)
        )

    def _lawful_special(self) -> Iterable[str]:
        for row in law.in_force_on(law.Kind.SPECIAL, self.on, self.provider_type):
            condition = SpecialCondition(row.code)
            for one in WithoutConsentReason if condition is SAFEGUARDING else (None,):
                yield labelled(condition, one)

    def _lawful_offence(self) -> Iterable[str]:
        rows = law.in_force_on(law.Kind.OFFENCE, self.on, self.provider_type)
        return (OffenceCondition(row.code).label for row in rows)


def question_of(
    slug: str, name: str, field: forms.Field, offered: Offered, *, in_row: bool = False
) -> Question:
    """A field of a form as a question on paper."""
    options = (*_options(field), *offered.of(slug, name))
    day, several = isinstance(field, DateQuestion), isinstance(field, ManyChoiceQuestion)
    writes = not options and not day and not isinstance(field, ConfirmQuestion)
    return Question(
        name=name,
        label=str(field.label),
        only_if=ONLY_IF.get(name, ""),
        hint=str(field.help_text) or (TICK_ALL if several and options else ""),
        options=options,
        is_tick=isinstance(field, ConfirmQuestion),
        lines=_lines(field) if writes else 0,
        has_day=day,
        has_time=isinstance(field, DateTimeQuestion),
        from_list=in_row and len(options) > MOST_BOXES_IN_A_ROW,
    )


def _options(field: forms.Field) -> tuple[str, ...]:
    choices: Any = getattr(field, "choices", ())
    return tuple(str(label) for code, label in choices if code != "")


def _lines(field: forms.Field) -> int:
    return int(field.widget.attrs.get("rows", 2)) if isinstance(field, LongTextQuestion) else 1
