"""Who asked, and how far they were checked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from decisions.guide.forms.base import StepForm
from decisions.guide.forms.folds import Fold
from decisions.guide.forms.moments import not_before_birth
from decisions.guide.forms.people import WhoQuestions
from decisions.policy.answers import Answers
from decisions.policy.facts.basics import FAMILY
from decisions.policy.terms import (
    SAFEGUARDING_PARTNERS,
    Channel,
    RequestFeature,
    RoleWithChild,
    Verification,
    choices,
)
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    DateTimeQuestion,
    ManyChoiceQuestion,
    TextQuestion,
    YesNoQuestion,
)

WANTED_TOO_SOON = "They cannot need an answer before they asked. Check both times."
_LONGEST = timedelta(days=366)
NAME_HINT = "Leave this empty if you chose a person above. If they would not say, write that."


def _in_a_year() -> datetime:
    return clock.now() + _LONGEST


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
    wanted_by = DateTimeQuestion(
        "By when do they need an answer?",
        required=False,
        latest=_in_a_year,
        too_late="Choose a time within a year.",
    )
    outside_uk = ConfirmQuestion("They are outside the United Kingdom", required=False)

    folds = (
        Fold("Do they need an answer by a certain time?", ("wanted_by",)),
        Fold("More about them", ("outside_uk",)),
    )

    def read(self, answers: Answers) -> dict[str, Any]:
        request = answers.request
        return {
            **super().read(answers),
            "channel": request.channel,
            "wanted_by": request.wanted_by,
            "outside_uk": request.outside_uk,
        }

    def clean_wanted_by(self) -> Any:
        wanted, asked = self.cleaned_data["wanted_by"], self.around.answers.request.occurred_at
        if wanted and asked and wanted < asked:
            raise ValidationError(WANTED_TOO_SOON)
        return not_before_birth(wanted, self.around.draft.child)

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
        said = self.cleaned_data
        return answers.changed(
            request=request.changed(
                **who,
                channel=said["channel"],
                wanted_by=said["wanted_by"],
                outside_uk=said["outside_uk"] or None,
            )
        )


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

    def prepare(self) -> None:
        self.fields["features"].choices = choices(self._offered())  # type: ignore[attr-defined]

    def _offered(self) -> list[RequestFeature]:
        """All that can be true of whoever asks; a question about the order follows the order."""
        request = self.around.answers.request
        body = self.around.agency(request.agency)
        kind = body.type if body else request.agency_type
        offered = [
            feature
            for feature in RequestFeature
            if feature is not RequestFeature.SCOPE_UNCLEAR
            and (
                feature is not RequestFeature.SAFEGUARDING_PARTNER or kind in SAFEGUARDING_PARTNERS
            )
        ]
        place = offered.index(RequestFeature.COURT_ORDER) + 1
        return [*offered[:place], RequestFeature.SCOPE_UNCLEAR, *offered[place:]]

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
        asked, wanted = self.cleaned_data["occurred_at"], self.around.answers.request.wanted_by
        if wanted and asked and wanted < asked:
            raise ValidationError(WANTED_TOO_SOON)
        return not_before_birth(asked, self.around.draft.child)

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
