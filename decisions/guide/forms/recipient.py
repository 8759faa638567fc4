"""Who will be told, where staff choose them."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.folds import Fold
from decisions.guide.forms.moments import not_before_birth
from decisions.guide.forms.people import WhoQuestions
from decisions.policy.answers import Answers
from decisions.policy.terms import Contact, Start
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    DateTimeQuestion,
    TextQuestion,
)

FOR_ORDINARY_THINGS = (
    "Everyday sharing is for ordinary things. If a child may be harmed, go back and choose “I want "
    "to share information”."
)


class RecipientForm(WhoQuestions):
    group = "transfer"

    who = ChoiceQuestion(
        "Who do you want to tell?",
        choices=(),
        dropdown=True,
        help_text=(
            "If a child may be harmed, tell the child’s social worker, and the police where "
            "there may be a crime. Do not wait for somebody else to do it."
        ),
        missing="Choose who you want to tell.",
    )
    name = TextQuestion(
        "Their name, if you know it",
        required=False,
        missing="Write their name, or their job below.",
        help_text="Leave this empty if you chose a person above.",
    )
    position = TextQuestion(
        "Their job",
        required=False,
        help_text="Such as “duty social worker”. You need a name or a job, not both.",
    )
    occurred_at = DateTimeQuestion(
        "When did this come up?",
        required=False,
        latest=clock.now,
        too_late="The time this came up cannot be in the future.",
        help_text="Leave this empty if it was just now. Both times are kept.",
    )
    outside_uk = ConfirmQuestion("They are outside the United Kingdom", required=False)

    folds = (Fold("More about them", ("outside_uk",)),)

    def prepare(self) -> None:
        super().prepare()
        if self.around.answers.start is Start.ROUTINE:
            # What is agreed for the days to come has not come up at a time.
            del self.fields["occurred_at"]
            self.fields["who"].help_text = FOR_ORDINARY_THINGS

    def read(self, answers: Answers) -> dict[str, Any]:
        initial = {
            **super().read(answers),
            "occurred_at": answers.request.occurred_at,
            "outside_uk": answers.transfer.outside_uk,
        }
        if answers.transfer.contact is Contact.RANG_999 and answers.transfer.agency is None:
            # The full form of an urgent record: 999 is known, and not asked again.
            initial["agency_name"] = initial["agency_name"] or "999"
            initial["position"] = initial["position"] or "Call handler"
        return initial

    def clean_occurred_at(self) -> Any:
        return not_before_birth(self.cleaned_data["occurred_at"], self.around.draft.child)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        chosen = self.people.get(answers.get("who") or "")
        if chosen is not None and not chosen.is_person and not answers.get("position"):
            self._ask(answers, "name")
        return answers

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(
            request=answers.request.changed(occurred_at=self.cleaned_data.get("occurred_at")),
            transfer=answers.transfer.changed(
                **self.who_changes(), outside_uk=self.cleaned_data["outside_uk"] or None
            ),
        )
