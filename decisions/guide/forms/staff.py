"""Does it name anybody who works here? Whoever is ticked never sees the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import CharField, HiddenInput
from django.forms.boundfield import BoundField

from decisions.guide.forms.base import StepForm
from decisions.policy.answers import Answers
from decisions.policy.terms import Harm
from decisions.recording.concern import named_before
from infoshare.common import clock
from infoshare.common.names import capitalised, may_mean, speaks_of
from infoshare.common.question_form import ManyChoiceQuestion, TextQuestion
from infoshare.organisation.models import Appointment, Home, User

NOT_HERE = (
    "Somebody you ticked does not work here now. Take the tick away, and write the name in the "
    "box for somebody else."
)

Groups = list[tuple[str, list[tuple[str, str]]]]


class StaffQuestion(ManyChoiceQuestion):
    """Ticks in groups: those at the home, those who serve the whole provider."""

    def clean(self, value: Any) -> tuple[Any, ...]:
        chosen = [str(one) for one in value or ()]
        self.validate(chosen)
        in_order = dict.fromkeys(key for _name, people in self.groups for key, _label in people)
        return tuple(self.coerce(key) for key in in_order if key in chosen)

    @property
    def groups(self) -> Groups:
        choices: Any = self.choices
        return list(choices)


class StaffQuestions(StepForm):
    """The two questions, for the pages on which a concern is written down."""

    staff = StaffQuestion(
        "Who is it? Tick everybody whom it names.",
        choices=(),
        coerce=UUID,
        required=False,
        error_messages={"invalid_choice": NOT_HERE},
    )
    staff_in_words = TextQuestion(
        "Somebody else who works here, in words",
        required=False,
        help_text="Such as an agency worker, or somebody whose name you do not know.",
    )
    # The accounts after which this page asked once: whoever goes on then means somebody else.
    asked_about = CharField(required=False, widget=HiddenInput)
    on_staff = ("staff", "staff_in_words")
    # Where else on the page somebody is spoken of, once it is a concern about staff.
    accounts: ClassVar[tuple[str, ...]] = ()

    def offer_staff(self, homes: Iterable[Home]) -> None:
        """Offer those who work at these homes, and whoever these answers name already."""
        concern = self.around.answers.concern
        self.named_before = named_before(self.around.draft)
        groups = staff_of(homes, {*concern.staff, *(one.pk for one in self.named_before)})
        self.fields["staff"].choices = groups  # type: ignore[attr-defined]

    @property
    def plain_questions(self) -> list[BoundField]:
        """All questions that are in sight; those on staff stand in a part of their own."""
        return [field for field in super().plain_questions if field.name not in self.on_staff]

    @property
    def staff_questions(self) -> list[BoundField]:
        return [self[name] for name in self.on_staff]

    @property
    def staff_in_play(self) -> bool:
        """Is anything answered, or wrong, in this part?"""
        return any(field.value() or field.errors for field in self.staff_questions)

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        self._keep_named_before(answers)
        self._refuse_a_name_in_words(answers)
        self._ask_whom_it_means(answers)
        answers.pop("asked_about", None)
        return answers

    def posted_names(self) -> list[str]:
        """Without what was asked: of a page that is taken up again it is asked again."""
        return [name for name in super().posted_names() if name != "asked_about"]

    def _keep_named_before(self, answers: dict[str, Any]) -> None:
        """Who is named in the record that this one goes on from stays kept out of both."""
        missing = [one for one in self.named_before if one.pk not in answers.get("staff", ())]
        if missing and "staff" in answers:
            self.add_error(
                "staff",
                f"The earlier record names {missing[0].name}. Leave that tick, so that this one "
                "is not shown to them either.",
            )

    def _refuse_a_name_in_words(self, answers: dict[str, Any]) -> None:
        """Words keep nobody out: who has an account is ticked."""
        question: Any = self.fields["staff"]
        found = named_in_words(answers.get("staff_in_words", ""), question.groups)
        if found is not None:
            self.add_error(
                "staff_in_words",
                ValidationError(f"{found[1]} is on the list. Tick the name instead."),
            )

    def _ask_whom_it_means(self, answers: dict[str, Any]) -> None:
        """Ask once, never twice: half a name keeps nobody out, and nobody knows whom it means."""
        asked = set(str(self.data.get("asked_about", "")).split())
        meant = {} if self.errors.get("staff_in_words") else self._may_mean(answers)
        if not set(meant) - asked:
            return
        names = " or ".join(meant.values())
        sentence = f"Do you mean {names}? Tick the name, or go on if it is somebody else."
        self.add_error("staff", sentence)
        # Shown with the question, so that sending the page again is the answer.
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again["asked_about"] = " ".join(sorted(asked | set(meant)))
        self.data = again

    def _may_mean(self, answers: dict[str, Any]) -> dict[str, str]:
        """Those on the list, by account, of whom new words hold a name, and who are not ticked."""
        ticked = {str(one) for one in answers.get("staff", ())}
        ticked.add(str(self.around.user.pk))
        words = self._new_words(answers)
        question: Any = self.fields["staff"]
        people = dict(one for _group, some in question.groups for one in some)
        names = {key: label.partition(",")[0] for key, label in people.items()}
        return {
            key: name for key, name in names.items() if key not in ticked and may_mean(words, name)
        }

    def _new_words(self, answers: dict[str, Any]) -> str:
        """What was typed and not saved before, on whom it is about."""
        saved = self.read(self.around.answers)
        said = {
            name: answers.get(name) or ""
            for name in ("staff_in_words", *self.accounts)
            if answers.get(name) != saved.get(name)
        }
        in_words = said.pop("staff_in_words", "")
        return f"{in_words} {capitalised(' '.join(said.values()))}" if _of_staff(answers) else ""

    def staff_changes(self, answers: Answers) -> Answers:
        """The answers with these two in them."""
        said = {name: self.cleaned_data[name] for name in self.on_staff}
        return answers.changed(concern=answers.concern.changed(**said))


def _of_staff(answers: dict[str, Any]) -> bool:
    """Is this a concern about somebody who works here?"""
    named = bool(answers.get("staff") or answers.get("staff_in_words"))
    return named or Harm.STAFF_ALLEGATION in answers.get("harms", ())


def named_in_words(words: str, groups: Groups) -> tuple[UUID, str] | None:
    """Who of this list is named in what was typed: the account, and the name."""
    for _group, people in groups:
        for key, label in people:
            name = label.partition(",")[0]
            if speaks_of(words, name):
                return UUID(key), name
    return None


def staff_of(homes: Iterable[Home], named: set[UUID]) -> Groups:
    """Those with an appointment now, by home and then for the whole provider; each person once.

    An account that is switched off is offered too: it may have been, because of the concern.
    """
    homes = list(homes)
    providers = {home.provider_id for home in homes}
    rows = (
        Appointment.objects.in_force(clock.now())
        .filter(Q(home__in=homes) | Q(home__isnull=True, provider__in=providers))
        .select_related("user", "home", "provider")
        .order_by("home__name", "user__name", "starts_at")
    )
    groups: dict[str, list[tuple[str, str]]] = {}
    met: set[UUID] = set()
    for row in sorted(rows, key=lambda one: one.home_id is None):
        if row.user_id not in met:
            place = row.home.name if row.home else f"For all homes of {row.provider.name}"
            groups.setdefault(place, []).append((str(row.user_id), row.signature))
            met.add(row.user_id)
    gone = User.objects.filter(pk__in=named - met).order_by("name")
    if gone:
        groups["Named before"] = [(str(one.pk), one.name) for one in gone]
    return list(groups.items())
