"""Who somebody is, which role they hold and where, and when it ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from decisions.policy.terms import Role
from infoshare.access.people.proposing import Period, Place
from infoshare.common import clock
from infoshare.common.lines import LineQuestion, NumberQuestion
from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    DateQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    QuestionForm,
)
from infoshare.common.submit_token import OnceForm
from infoshare.organisation.models import Appointment, Home, User
from infoshare.organisation.models.appointment import PROVIDER_ROLES

PAST = "Choose a time that is still to come, or leave it empty."
NOW, LATER = "now", "later"
SOMEBODY_NEW = "new"
# A second person from outside is named by the home that lacks one, on a page of its own.
APPOINTED = [role for role in Role if role is not Role.OUTSIDE_SECOND_PERSON]


def to_come() -> datetime:
    return clock.now()


def why_question(label: str) -> LongTextQuestion:
    return LongTextQuestion(
        label,
        limit=1000,
        rows=3,
        help_text="This is kept in the home’s record. Write no child’s name.",
        missing="Write why.",
    )


class _WhereAndWhen(OnceForm):
    """Where somebody works, and from when until when."""

    field_order: Sequence[str] | None = None
    place = ChoiceQuestion("Where?", (), dropdown=True, missing="Choose a home, or all homes.")
    starts_at = DateTimeQuestion(
        "When does it begin?",
        required=False,
        earliest=to_come,
        too_early=PAST,
        help_text="Leave this empty if it begins as soon as a second person agrees.",
    )
    ends_at = DateTimeQuestion(
        "When does it end?",
        required=False,
        earliest=to_come,
        too_early=PAST,
        help_text="Leave this empty if you do not know.",
    )

    def __init__(self, *args: Any, homes: Iterable[Home], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Place] = {}
        rows: list[tuple[str, str]] = []
        for home in homes:
            self.places[str(home.pk)] = Place(home.provider, home)
            rows.append((str(home.pk), home.name))
        for provider in {
            place.provider.pk: place.provider for place in self.places.values()
        }.values():
            key = f"all-{provider.pk}"
            self.places[key] = Place(provider, None)
            rows.append((key, f"All homes of {provider.name}"))
        question: Any = self.fields["place"]
        question.choices = [("", "Choose"), *rows]

    @property
    def chosen_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["starts_at"], self.cleaned_data["ends_at"])

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        starts_at, ends_at = answers.get("starts_at"), answers.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "Choose an end that comes after the beginning.")
        role, place = self.role_of(answers), answers.get("place")
        if role is not None and place:
            self._check_that_it_fits(role, self.places[place])
        return answers

    def role_of(self, answers: dict[str, Any]) -> Role | None:
        raise NotImplementedError

    def _check_that_it_fits(self, role: Role, place: Place) -> None:
        if role in PROVIDER_ROLES and place.home is not None:
            self.add_error(
                "place", f"This role ({role.label.lower()}) is for all homes. Choose that."
            )
        if role not in PROVIDER_ROLES and place.home is None:
            self.add_error(
                "place", f"Choose one home: this role ({role.label.lower()}) is for one."
            )


class RoleForm(_WhereAndWhen):
    """A role for somebody who is known here."""

    field_order: Sequence[str] | None = ("role", "place")
    role = ChoiceQuestion(
        "Which role?",
        [(role, role.label) for role in APPOINTED],
        coerce=Role,
        missing="Choose a role.",
    )

    def role_of(self, answers: dict[str, Any]) -> Role | None:
        return answers.get("role")


class OwnHomeRoleForm(RoleForm):
    """A role that a manager proposes at their own home, for a colleague or somebody new."""

    field_order = ("colleague", "name", "telephone", "role", "place")
    colleague = ChoiceQuestion(
        "Who?", (), dropdown=True, missing="Choose a colleague, or somebody new."
    )
    name = LineQuestion(
        "The full name of somebody new", required=False, missing="Write their full name."
    )
    telephone = NumberQuestion("The telephone number of somebody new", required=False)
    required_when = {"name": ("colleague", {SOMEBODY_NEW})}

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        named = [(key, one.name) for key, one in self.colleagues.items()]
        who: Any = self.fields["colleague"]
        who.choices = [("", "Choose"), (SOMEBODY_NEW, "Somebody new"), *named]
        where: Any = self.fields["place"]
        where.choices = [row for row in where.choices if not row[0].startswith("all-")]
        role: Any = self.fields["role"]
        role.choices = [row for row in role.choices if Role(row[0]) not in PROVIDER_ROLES]

    @property
    def chosen_colleague(self) -> User | None:
        """None for somebody new."""
        return self.colleagues.get(self.cleaned_data["colleague"])


class NewPersonForm(RoleForm):
    """Somebody new, with the first role."""

    field_order = ("name", "another", "telephone", "role", "place")
    name = LineQuestion("Their full name", missing="Write their full name.")
    another = ConfirmQuestion(
        "This is another person than the one of the same name",
        required=False,
        help_text="Only where somebody of this name is known here. One person has one account.",
    )
    telephone = NumberQuestion("Their telephone number, if you know it", required=False)

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {name.casefold() for name in names}

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        name = answers.get("name", "")
        if name.casefold() in self._known and not answers.get("another"):
            self.add_error(
                "another",
                f"{name} has an account here. Open their page to give them a role, or tick this.",
            )
        return answers


class MoveForm(_WhereAndWhen):
    """Another home for somebody, in the same role."""

    def __init__(
        self, *args: Any, moves: Appointment, homes: Iterable[Home], **kwargs: Any
    ) -> None:
        others = [home for home in homes if home.pk != moves.home_id]
        super().__init__(*args, homes=others, **kwargs)
        self._role = Role(moves.role)
        self.fields["starts_at"].label = "When do they move?"

    def role_of(self, answers: dict[str, Any]) -> Role | None:
        return self._role


class EndForm(QuestionForm):
    """When somebody's role ends."""

    when = ChoiceQuestion(
        "When does it end?",
        [(NOW, "Now"), (LATER, "On the day and at the time below")],
        missing="Choose when it ends.",
    )
    ends_at = DateTimeQuestion(
        "Day and time",
        required=False,
        missing="Write the day and the time, or choose “Now”.",
        help_text="Only if it is not now. They can read and record until then.",
    )
    why = why_question("Why does it end?")
    required_when = {"ends_at": ("when", LATER)}

    @property
    def moment(self) -> datetime | None:
        """None for now."""
        ends_at: datetime | None = self.cleaned_data["ends_at"]
        return ends_at if self.cleaned_data["when"] == LATER else None


class WhyForm(QuestionForm):
    """Why somebody is suspended, or let in again."""

    why = why_question("Why?")


class AnswerForm(QuestionForm):
    """Whether a second person agrees."""

    agreed = ChoiceQuestion(
        "Do you agree?",
        [("yes", "Yes, I agree"), ("no", "No, I do not agree")],
        coerce=lambda value: value == "yes",
        missing="Choose yes or no.",
    )
    why = LongTextQuestion(
        "If not, why?",
        required=False,
        limit=1000,
        rows=3,
        help_text="Whoever proposed it reads this. Write no child’s name.",
        missing="Write why you do not agree.",
    )
    required_when = {"why": ("agreed", False)}


class TelephoneForm(QuestionForm):
    telephone = NumberQuestion(
        "Telephone number",
        required=False,
        help_text="An approval by telephone rings this number. Leave it empty if there is none.",
    )


class TrainingForm(QuestionForm):
    trained_until = DateQuestion(
        "Until when does their training in sharing information last?",
        required=False,
        help_text="Leave this empty if they have had none.",
    )


class WithdrawForm(QuestionForm):
    """Why whoever proposed a role takes that back."""

    why = why_question("Why do you withdraw it?")


class NewHomeForm(OnceForm):
    """A home that the provider opens."""

    name = LineQuestion("Name of the home", missing="Write the name of the home.")
    number = LineQuestion(
        "Ofsted number", limit=20, missing="Write the number from the certificate of registration."
    )
    telephone = NumberQuestion("Telephone number of the home", required=False)


class CloseHomeForm(QuestionForm):
    """That a home closes."""

    sure = ConfirmQuestion(
        "No child lives here any more, and the home closes now", missing="Tick this to close it."
    )
    why = why_question("Why does it close?")


class HomeForm(QuestionForm):
    name = LineQuestion("Name of the home", missing="Write the name of the home.")
    telephone = NumberQuestion("Telephone number of the home", required=False)
