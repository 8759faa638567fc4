"""Which child it is about."""

from __future__ import annotations

from typing import Any

from children.models import Child
from decisions.recording.reach import child_choices, children_to_record
from infoshare.common.question_form import ChoiceQuestion, QuestionForm
from infoshare.organisation.models import Home, User


class StartForm(QuestionForm):
    child = ChoiceQuestion("Which child is it about?", choices=(), missing="Choose the child.")

    def __init__(self, data: Any, user: User, preselected: str) -> None:
        self.children = children_to_record(user)
        super().__init__(data, initial={"child": preselected})
        offer_children(self, child_choices(self.children))

    @property
    def child_and_home(self) -> tuple[Child, Home]:
        return self.children[self.cleaned_data["child"]]


def offer_children(form: QuestionForm, offered: list[tuple[str, str, str]]) -> None:
    field = form.fields["child"]
    field.choices = [(key, label) for key, label, _help in offered]  # type: ignore[attr-defined]
    field.widget.option_help = {key: text for key, _label, text in offered}
