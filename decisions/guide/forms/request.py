"""Who asked, and how far they were checked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from decisions.guide.forms.base import StepForm
from decisions.guide.forms.moments import not_before_birth
from decisions.guide.forms.people import WhoQuestions
from decisions.policy.answers import Answers
from decisions.policy.route import FAMILY
from decisions.policy.terms import Channel, RequestFeature, RoleWithChild, Verification, choices
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    ManyChoiceQuestion,
    TextQuestion,
    YesNoQuestion,
)

NAME_HINT = "Leave this empty if you chose a person above. If they would not say, write that."


class RequestForm(WhoQuestions):
    group = "request"

    who = ChoiceQuestion(
        "Who is asking?", choices=(), dropdown=True, missing="Choose who is asking."
    )
    name = TextQuestion(
        "Their name",
        required=False,
        missing="Write their name, or “would not say”.",
        help_text=NAME_HINT,
    )
    position = TextQuestion(
        "Their job",
        required=False,
        missing="Write their job, or “would not say”.",
        help_text="Leave this empty for family, or if you chose a person above.",
    )
    channel = ChoiceQuestion(
        "How did they ask?",
        choices=choices(Channel),
        coerce=Channel,
        missing="Choose how they asked.",
    )

    def read(self, answers: Answers) -> dict[str, Any]:
        return {**super().read(answers), "channel": answers.request.channel}

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        chosen = self.people.get(answers.get("who") or "")
        if chosen is not None and not chosen.is_person:
            self._ask(answers, "name")
            if chosen.agency_type not in FAMILY:
                self._ask(answers, "position")
        return answers

    def changed(self) -> Answers:
        answers, who = self.around.answers, self.who_changes()
        request = answers.request
        if any(getattr(request, name) != value for name, value in who.items()):
            # What was checked was checked of somebody else.
            request = request.changed(
                verification=None, role_with_child=None, doubt=None, features=()
            )
        return answers.changed(request=request.changed(**who, channel=self.cleaned_data["channel"]))


class CallerForm(StepForm):
    """Identity (verification) apart from entitlement (role with the child)."""

    verification = ChoiceQuestion(
        "How did you check who they are?",
        choices=choices(Verification),
        coerce=Verification,
        missing="Choose how you checked, or “I have not been able to check”.",
    )
    role_with_child = ChoiceQuestion(
        "What is their part in this child’s life?",
        choices=choices(RoleWithChild),
        coerce=RoleWithChild,
        dropdown=True,
        missing="Choose their part in this child’s life.",
    )
    doubt = YesNoQuestion(
        "Do you have any doubt about them?",
        help_text="If you do, your manager decides. You do not have to prove anything.",
        missing="Say if you have any doubt about them.",
    )
    features = ManyChoiceQuestion(
        "Is any of this true?",
        choices=choices(RequestFeature),
        coerce=RequestFeature,
        required=False,
        help_text="Tick all that are true. You can leave this empty.",
    )
    occurred_at = DateTimeQuestion(
        "When did they ask?",
        latest=clock.now,
        too_late="The time they asked cannot be in the future.",
        missing="Write when they asked.",
    )

    def read(self, answers: Answers) -> dict[str, Any]:
        request = answers.request
        involved = self.around.involvement_of(request)
        role = RoleWithChild(involved.role) if involved else None
        return {
            "verification": request.verification,
            "role_with_child": request.role_with_child or role,
            "doubt": request.doubt,
            "features": request.features,
            "occurred_at": request.occurred_at or self.around.draft.created_at,
        }

    def clean_occurred_at(self) -> Any:
        return not_before_birth(self.cleaned_data["occurred_at"], self.around.draft.child)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        checked = answers.get("verification")
        known = (Verification.CALLBACK_KNOWN, Verification.KNOWN_ADDRESS)
        request = self.around.answers.request
        if checked in known and request.agency is None and self.around.held_contact is None:
            self.add_error(
                "verification",
                ValidationError(
                    "We hold no number or address for them: they are not on our list. "
                    "Choose another way, or go back and choose them from the list."
                ),
            )
        return answers

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(request=answers.request.changed(**self.cleaned_data))
