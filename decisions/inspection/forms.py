"""Who visits, from where, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from decisions.policy.terms import VisitorRole, choices
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    QuestionForm,
    TextQuestion,
)
from infoshare.common.submit_token import OnceForm
from infoshare.organisation.models import Home
from infoshare.organisation.recording import LONGEST_VISIT

ANOTHER_TIME = "at"
_DAYS_TO_END = {"today": 0, "tomorrow": 1, "three-days": 2}


def latest_end() -> datetime:
    return clock.now() + LONGEST_VISIT


class VisitForm(OnceForm):
    """A visit to open: one page opens one visit."""

    home = ChoiceQuestion("Which home?", [], missing="Choose the home.")
    role = ChoiceQuestion(
        "Who is visiting?",
        choices(VisitorRole),
        coerce=VisitorRole,
        missing="Choose who is visiting.",
    )
    name = TextQuestion(
        "Their full name", help_text="As on their identity card.", missing="Write their full name."
    )
    body = TextQuestion(
        "Whom do they come from?",
        help_text="Such as Ofsted, or the company that sends the independent person.",
        missing="Write whom they come from.",
    )
    until = ChoiceQuestion(
        "Until when may they read?",
        [
            ("today", "The end of today"),
            ("tomorrow", "The end of tomorrow"),
            ("three-days", "The end of the third day, today being the first"),
            (ANOTHER_TIME, "Another time, which I write below"),
        ],
        missing="Choose until when they may read.",
    )
    until_at = DateTimeQuestion(
        "The other time",
        required=False,
        earliest=clock.now,
        latest=latest_end,
        too_early="Choose a time that is still to come.",
        too_late="A visit is open for five days at most. Choose an earlier time.",
        help_text="Leave this empty unless you chose another time. Five days from now at most.",
        missing="Write until when they may read.",
    )

    required_when = {"until_at": ("until", {ANOTHER_TIME})}

    def __init__(self, *args: Any, homes: Iterable[Home], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = {str(home.pk): home for home in homes}
        if len(self.homes) == 1:
            del self.fields["home"]
        else:
            names = [(pk, home.name) for pk, home in self.homes.items()]
            cast(ChoiceQuestion, self.fields["home"]).choices = names

    @property
    def chosen_home(self) -> Home:
        """The home of a valid form: the one chosen, or the only one."""
        chosen = self.cleaned_data.get("home")
        return self.homes[chosen] if chosen else next(iter(self.homes.values()))

    @property
    def chosen_end(self) -> datetime:
        """When the visit of a valid form ends."""
        chosen = self.cleaned_data["until"]
        if chosen == ANOTHER_TIME:
            end: datetime = self.cleaned_data["until_at"]
            return end
        day = clock.now().astimezone(LONDON) + timedelta(days=_DAYS_TO_END[chosen])
        return day.replace(hour=23, minute=59, second=0, microsecond=0)


class VisitCodeForm(QuestionForm):
    """The one-time code, as the visitor has it on paper or on the home's screen."""

    code = TextQuestion(
        "The one-time code",
        limit=40,
        help_text="Eight letters and digits. Capitals and the dash do not matter.",
        missing="Write the code.",
    )
