"""I have already shared something: one page, in any way, to anyone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from children.models import Child
from decisions.guide.forms.folds import Fold
from decisions.guide.forms.moments import not_before_birth
from decisions.guide.forms.people import WhoQuestions
from decisions.guide.forms.start import offer_children
from decisions.policy.answers import Answers
from decisions.policy.terms import TransferMethod, choices
from decisions.recording.reach import child_choices
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    TextQuestion,
    YesNoQuestion,
)
from infoshare.organisation.models import Home

_WHO = frozenset({"who", "agency_name", "name", "position"})


class AlreadyForm(WhoQuestions):
    group = "transfer"

    child = ChoiceQuestion("Which child?", choices=(), missing="Choose the child.")
    who = ChoiceQuestion("Who was told?", choices=(), dropdown=True, missing="Choose who was told.")
    agency_name = TextQuestion(
        "Who they are, if they are not on the list",
        required=False,
        help_text="Such as an organisation, or “a neighbour”.",
        missing="Write who they are, or “I do not know”.",
    )
    name = TextQuestion(
        "Their name, if you know it",
        required=False,
        help_text="Leave this empty if you chose a person above.",
    )
    position = TextQuestion("Their job, if you know it", required=False)
    method = ChoiceQuestion(
        "How did it go?",
        choices=choices(TransferMethod),
        coerce=TransferMethod,
        dropdown=True,
        missing="Choose how it went.",
        help_text="Choose what really happened. Every way can be written down.",
    )
    said = LongTextQuestion(
        "What was said or sent?",
        rows=4,
        help_text="As you remember it.",
        missing="Write what was said or sent.",
    )
    why = LongTextQuestion("Why was it shared?", rows=3, missing="Write why it was shared.")
    occurred_at = DateTimeQuestion(
        "When was it?",
        latest=clock.now,
        too_late="The time cannot be in the future.",
        missing="Write when it was.",
    )
    told_by = TextQuestion(
        "Who shared it, if it was not you?",
        required=False,
        help_text="Leave this empty if it was you. This stays guarded.",
    )
    astray = YesNoQuestion(
        "Did it go to the wrong person, or was it more than agreed?",
        required=False,
        help_text="Leave this empty if you are not sure.",
    )
    outside_uk = ConfirmQuestion("They are outside the United Kingdom", required=False)

    folds = (Fold("More about them", ("outside_uk",)),)

    field_order = (
        "child",
        *("who", "agency_name", "name", "position", "method"),
        *("said", "why", "occurred_at", "told_by", "astray", "outside_uk"),
    )

    def prepare(self) -> None:
        super().prepare()
        self.children = self.around.children
        if self.around.draft.child_id is None:
            offer_children(self, child_choices(self.children))
        else:
            del self.fields["child"]

    def read(self, answers: Answers) -> dict[str, Any]:
        transfer, urgent = answers.transfer, answers.urgent
        return {
            **super().read(answers),
            "method": transfer.method,
            "said": urgent.said,
            "why": urgent.why,
            "occurred_at": answers.request.occurred_at,
            "told_by": urgent.told_by,
            "astray": transfer.astray,
            "outside_uk": transfer.outside_uk,
        }

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        chosen = self.children.get(answers.get("child") or "")
        child = chosen[0] if chosen else self.around.draft.child
        try:
            not_before_birth(answers.get("occurred_at"), child)
        except ValidationError as wrong:
            self.add_error("occurred_at", wrong)
        return answers

    def changed(self) -> Answers:
        return self.so_far()

    def so_far(self) -> Answers:
        """The answers with whatever of this page can be used now, the rest as it was."""
        answers, said = self.around.answers, self.cleaned_data
        who = self.who_changes() if set(said) >= _WHO else {}
        who |= {"outside_uk": said["outside_uk"] or None} if "outside_uk" in said else {}
        return answers.changed(
            request=answers.request.changed(**_of(said, "occurred_at")),
            transfer=answers.transfer.changed(**who, **_of(said, "method", "astray")),
            urgent=answers.urgent.changed(**_of(said, "said", "why", "told_by")),
        )

    @property
    def place(self) -> tuple[Child, Home] | None:
        return self.children[self.cleaned_data["child"]] if "child" in self.fields else None


def _of(said: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: said[name] for name in names if name in said}
