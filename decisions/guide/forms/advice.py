"""Asking for advice, and writing down what was advised."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from decisions.guide.advisers import may_be_asked, may_be_asked_elsewhere
from decisions.guide.forms.base import StepForm
from decisions.guide.forms.moments import not_before_birth
from decisions.models import Draft
from decisions.policy.answers import Answers
from decisions.policy.terms import Advice, choices
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    QuestionForm,
)
from infoshare.common.submit_token import with_new_token
from infoshare.common.widgets import DateTimeParts
from infoshare.organisation.models import Appointment

LEFT_OPEN = "OPEN"


class AskAdviceForm(StepForm):
    """The question, and who is asked on screen; nobody, where the author rings somebody up."""

    advice_wanted = LongTextQuestion(
        "What do you want to ask?",
        rows=4,
        help_text="Write “the child”, not the name, and nothing else that says who it is.",
        missing="Write what you want to ask.",
    )
    ask = ManyChoiceQuestion(
        "Who should answer?",
        choices=(),
        required=False,
        help_text="They may see who the child is. You may choose several.",
    )
    ask_elsewhere = ManyChoiceQuestion(
        "Or somebody at another home?",
        choices=(),
        required=False,
        help_text="They do not see who the child is, or which home it is.",
    )
    groups: ClassVar[dict[str, Any]] = {
        "ask": may_be_asked,
        "ask_elsewhere": may_be_asked_elsewhere,
    }

    def prepare(self) -> None:
        self.people: dict[str, Appointment] = {}
        for name, find in self.groups.items():
            found = {str(one.pk): one for one in find(self.around.draft)}
            self.people |= found
            self.fields[name].choices = [  # type: ignore[attr-defined]
                (key, _signature(one, with_home=name == "ask_elsewhere"))
                for key, one in found.items()
            ]
            if not found:
                del self.fields[name]

    def read(self, answers: Answers) -> dict[str, Any]:
        return {"advice_wanted": answers.decision.advice_wanted}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        wants_to_ask = self.data.get("do") == "ask"
        if wants_to_ask and not self.errors and not self._chosen(said):
            field = next((name for name in self.groups if name in self.fields), None)
            self.add_error(field, "Choose who should answer.")
        return said

    @property
    def chosen(self) -> list[Appointment]:
        """Those to whom the question goes."""
        return [self.people[key] for key in self._chosen(self.cleaned_data)]

    def _chosen(self, said: dict[str, Any]) -> list[str]:
        return [key for name in self.groups for key in said.get(name) or ()]

    @property
    def page_token(self) -> str:
        """Made with the page: pressing its button twice asks once."""
        return str(self.data.get("token") or uuid.uuid4())

    @property
    def submit_token(self) -> uuid.UUID:
        """Of this draft only, whatever came back: a token from elsewhere names another row."""
        return uuid.uuid5(self.around.draft.pk, self.page_token)

    def changed(self) -> Answers:
        answers = self.around.answers
        wanted = self.cleaned_data["advice_wanted"]
        return answers.changed(decision=answers.decision.changed(advice_wanted=wanted))


def _signature(one: Appointment, *, with_home: bool) -> str:
    return f"{one.signature}, {one.home}" if with_home else one.signature


class AdviceGivenForm(QuestionForm):
    """What an adviser said about a draft."""

    names = ("adviser", "words", "advises", *(f"given_at_{part}" for part in DateTimeParts.parts))

    adviser = ChoiceQuestion("Who gave you advice?", choices=(), missing="Choose who gave it.")
    words = LongTextQuestion(
        "What did they say?",
        missing="Write what they said.",
        help_text="Their words, as far as you can. They stand in the record.",
    )
    advises = ChoiceQuestion(
        "What did they advise?",
        choices=[*choices(Advice), (LEFT_OPEN, "They left it to me")],
        missing="Choose what they advised.",
    )
    given_at = DateTimeQuestion(
        "When?",
        latest=clock.now,
        too_late="The time cannot be in the future.",
        missing="Write when they gave it.",
    )

    def __init__(self, data: Any, draft: Draft, advisers: list[Appointment]) -> None:
        self.draft = draft
        self.advisers = {str(one.pk): one for one in advisers}
        super().__init__(data, initial={"given_at": clock.now()})
        self.fields["adviser"].choices = [  # type: ignore[attr-defined]
            (key, one.signature) for key, one in self.advisers.items()
        ]
        # On the night when the clocks go back: advice comes after the draft was begun.
        self.fields["given_at"].came_before = draft.created_at  # type: ignore[attr-defined]

    def clean_given_at(self) -> Any:
        return not_before_birth(self.cleaned_data["given_at"], self.draft.child)

    @property
    def page_token(self) -> str:
        """Made with the page: pressing its button twice records the advice once."""
        return str(self.data.get("token") or uuid.uuid4())

    @property
    def submit_token(self) -> uuid.UUID:
        """Of this draft only, whatever came back: a token from elsewhere names another row."""
        return uuid.uuid5(self.draft.pk, self.page_token)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was written, and let the page be sent again."""
        self.data = with_new_token(self.data)
        self.add_error(None, sentence)

    @property
    def who_advised(self) -> Appointment:
        return self.advisers[self.cleaned_data["adviser"]]

    @property
    def advised(self) -> Advice | None:
        """What they advised; None where they left it open."""
        code = self.cleaned_data["advises"]
        return None if code == LEFT_OPEN else Advice(code)
