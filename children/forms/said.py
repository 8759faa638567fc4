"""What staff write down about consents and wishes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from children.models import Agency, Child
from decisions.policy.terms import (
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Purpose,
    View,
    choices,
)
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    QuestionForm,
    YesNoQuestion,
)
from infoshare.common.submit_token import OnceForm

_PURPOSES = choices(purpose for purpose in Purpose if purpose is not Purpose.UNCLEAR)
_ADULTS = {ConsentGiver.PARENT, ConsentGiver.PLACING_AUTHORITY}


def longest_consent() -> date:
    """Five years on: beyond that the year was mistyped."""
    return clock.today() + timedelta(days=5 * 366)


class AboutChildForm(OnceForm):
    """A form about one child: dates not before the birth, recipients from the directory."""

    dates: tuple[str, ...] = ()

    def __init__(self, *args: Any, child: Child, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        names = [(key, agency.name) for key, agency in self.agencies.items()]
        cast(ChoiceQuestion, self.fields["recipient"]).choices = [("", "Choose"), *names]
        for name in self.dates:
            date_of = cast(DateQuestion, self.fields[name])
            date_of.earliest = child.birth_date
            date_of.too_early = "That is before the child was born. Check the year."

    @property
    def chosen_recipient(self) -> Agency | None:
        return self.agencies.get(self.cleaned_data.get("recipient") or "")


class ConsentForm(AboutChildForm):
    """A consent that was given, refused or asked for."""

    giver = ChoiceQuestion(
        "Who gives or refuses it?",
        choices(ConsentGiver),
        coerce=ConsentGiver,
        missing="Choose who gives or refuses it.",
    )
    state = ChoiceQuestion(
        "What did they say?",
        [
            (ConsentState.GIVEN, "They gave consent"),
            (ConsentState.REFUSED, "They refused"),
            (ConsentState.REQUESTED, "We have asked and wait for their answer"),
        ],
        coerce=ConsentState,
        missing="Choose what they said.",
    )
    purpose = ChoiceQuestion(
        "What is it for?",
        _PURPOSES,
        coerce=Purpose,
        dropdown=True,
        help_text="One purpose. A second purpose is a second consent.",
        missing="Choose what it is for.",
    )
    recipient = ChoiceQuestion(
        "Who may be told?",
        [],
        dropdown=True,
        help_text="One body from the directory.",
        missing="Choose who may be told.",
    )
    items = ManyChoiceQuestion(
        "What may they be told?",
        choices(InformationCategory),
        coerce=InformationCategory,
        missing="Choose at least one kind of information.",
    )
    given_on = DateQuestion(
        "When did they say it, or when did we ask?",
        latest=clock.today,
        too_late="The date must be today or earlier.",
        missing="Give the date.",
    )
    expires_on = DateQuestion(
        "Until when does it hold?",
        required=False,
        latest=longest_consent,
        too_late="Choose a date within five years.",
        help_text="Only if they gave it. Twelve months at most is sensible; shorter is better.",
        missing="Give the day until which it holds.",
    )
    explained = LongTextQuestion(
        "How was it explained to them?",
        required=False,
        limit=2000,
        help_text="Who explained it, when, and how: in words, pictures, their own language.",
        missing="Say how it was explained to them.",
    )
    told_of_withdrawal = YesNoQuestion(
        "Were they told that they can take it back at any time?",
        required=False,
        missing="Say if they were told that they can take it back.",
    )
    competence_assessed = YesNoQuestion(
        "Does the child understand this well enough to decide, and did somebody check that?",
        required=False,
        help_text="Only if the child gives or refuses it.",
        missing="Say if somebody checked that the child understands.",
    )
    responsibility_evidenced = YesNoQuestion(
        "Have we seen evidence of parental responsibility?",
        required=False,
        help_text="Only if a parent or the placing authority gives or refuses it.",
        missing="Say if we have seen evidence of parental responsibility.",
    )
    explicit = YesNoQuestion(
        "Did they say yes in so many words, or sign?",
        required=False,
        help_text="Sensitive information, such as health, needs this.",
        missing="Say if they said yes in so many words.",
    )
    words = LongTextQuestion(
        "Their own words",
        required=False,
        limit=2000,
        rows=3,
        help_text="What they said, as they said it.",
    )

    dates = ("given_on", "expires_on")
    required_when = {
        "expires_on": ("state", {ConsentState.GIVEN}),
        "explained": ("state", {ConsentState.GIVEN}),
        "told_of_withdrawal": ("state", {ConsentState.GIVEN}),
        "explicit": ("state", {ConsentState.GIVEN}),
        "competence_assessed": ("giver", {ConsentGiver.CHILD}),
        "responsibility_evidenced": ("giver", _ADULTS),
    }

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        given_on, expires_on = answers.get("given_on"), answers.get("expires_on")
        if given_on and expires_on and expires_on < given_on:
            self.add_error("expires_on", "It must end after the day it was given.")
        return answers


class WishForm(AboutChildForm):
    """What the child, or a parent, wants: an agreement or a wish."""

    giver = ChoiceQuestion(
        "Whose wish is it?",
        choices(ConsentGiver),
        coerce=ConsentGiver,
        missing="Choose whose wish it is.",
    )
    view = ChoiceQuestion(
        "What do they want?",
        choices(view for view in View if view is not View.NOT_ASKED),
        coerce=View,
        missing="Choose what they want.",
    )
    purpose = ChoiceQuestion(
        "What is it about?",
        _PURPOSES,
        coerce=Purpose,
        dropdown=True,
        missing="Choose what it is about.",
    )
    recipient = ChoiceQuestion(
        "Is it about telling somebody in particular?",
        [],
        required=False,
        dropdown=True,
        help_text="Leave this empty if it is about nobody in particular.",
    )
    said_on = DateQuestion(
        "When did they say it?",
        latest=clock.today,
        too_late="The date must be today or earlier.",
        missing="Give the date.",
    )
    words = LongTextQuestion(
        "Their own words",
        limit=2000,
        rows=3,
        help_text="What they said, as they said it.",
        missing="Write what they said.",
    )

    dates = ("said_on",)


class WithdrawalForm(QuestionForm):
    """Taking a consent back is as easy as giving it: nothing has to be answered."""

    words = LongTextQuestion(
        "Their own words",
        required=False,
        limit=2000,
        rows=3,
        help_text="Only if they want to say something. Nobody has to give a reason.",
    )
