"""The other people whom a record is about, one row each: who, what part, how far it is found out.

A child of one of our own homes is not written down here but in a record of their own.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from decisions.guide.forms.base import NOT_ANSWERED, Row, in_words
from decisions.guide.forms.rows import RowForm, RowsForm
from decisions.guide.forms.staff import named_in_words, staff_of
from decisions.policy.answers import PEOPLE_LIMIT, Answers, PersonConcerned
from decisions.policy.steps import STEPS
from decisions.policy.terms import PersonKind, PersonPart, Proof, Start, choices
from decisions.recording.kept_out import says_something_against
from infoshare.common import clock
from infoshare.common.question_form import ChoiceQuestion, DateQuestion, TextQuestion

ON_ITS_PAGE = (
    "Go back to “Danger and worry” and tick the name there first. Then they cannot see this record."
)
ON_ITS_OWN = "A worry about them needs a record of its own. Take them out here."
_LONGEST = timedelta(days=366)
_PEOPLE = next(step for step in STEPS if step.slug == "people")


def _tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def _in_a_year() -> date:
    return clock.today() + _LONGEST


class OtherForm(RowForm):
    """One other person. An allegation that is not proven has a day on which it is looked at."""

    asked = ("kind", "name", "part", "proof")

    kind = ChoiceQuestion(
        "Who are they?",
        choices=choices(PersonKind),
        coerce=PersonKind,
        dropdown=True,
        required=False,
        missing="Choose who they are.",
    )
    name = TextQuestion(
        "Their name, or how you know them",
        required=False,
        help_text="For example “the man in the blue car”.",
        missing="Write their name, or how you know them.",
    )
    part = ChoiceQuestion(
        "What part do they have?",
        choices=choices(PersonPart),
        coerce=PersonPart,
        dropdown=True,
        required=False,
        missing="Choose what part they have.",
    )
    proof = ChoiceQuestion(
        "How far is it found out?",
        choices=choices(Proof),
        coerce=Proof,
        required=False,
        missing="Choose how far it is found out.",
    )
    review_on = DateQuestion(
        "If it is not proven: when will you look at it again?",
        required=False,
        earliest=_tomorrow,
        latest=_in_a_year,
        too_early="Choose a day from tomorrow on.",
        too_late="Choose a day within a year.",
        missing="Say when you will look at this again.",
    )

    required_when = {"review_on": ("proof", {Proof.UNPROVEN})}

    def person(self) -> PersonConcerned:
        said = self.cleaned_data
        return PersonConcerned(
            kind=said["kind"],
            name=said["name"],
            part=said["part"],
            proof=said["proof"],
            # Only an allegation that may yet prove true or untrue is looked at again.
            review_on=said["review_on"] if said["proof"] is Proof.UNPROVEN else None,
        )


class OthersForm(RowsForm):
    """All other people in rows; at least one where an item that goes is about somebody else."""

    row_form = OtherForm
    called = "person"
    most_rows = PEOPLE_LIMIT
    look_at = "Look at the people: something is missing or not right."

    def read(self, answers: Answers) -> dict[str, Any]:
        return {}

    def saved(self, answers: Answers) -> list[dict[str, Any]]:
        return [dict(person) for person in answers.people]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        wrong = [row for row in self.rows if row.is_valid() and self._names_staff_here(row)]
        if wrong:
            self.add_error(None, self.look_at)
        return said

    def _names_staff_here(self, row: RowForm) -> bool:
        """Something is said against somebody who works here, and that is not said where it keeps
        them out: refused, and where to say it.
        """
        said = row.cleaned_data
        if not says_something_against(said.get("part"), said.get("proof")):
            return False
        answers = self.around.answers
        found = named_in_words(said.get("name", ""), staff_of([self.around.draft.home], set()))
        if found is None or found[0] in answers.concern.staff:
            return False
        where = ON_ITS_OWN if answers.start is Start.ROUTINE else ON_ITS_PAGE
        row.add_error("name", f"{found[1]} works here. {where}")
        return True

    def wanting(self) -> str:
        if not _PEOPLE.required(self.around.answers):
            return ""
        return "You share something about somebody else. Write down who they are."

    def changed(self) -> Answers:
        people = tuple(row.person() for row in self.filled if isinstance(row, OtherForm))
        return self.around.answers.changed(people=people)

    def questions_and_answers(self) -> list[Row]:
        people = enumerate(self.around.answers.people, start=1)
        rows: list[Row] = [
            {"key": f"Person {number}: {person.kind.label}", "value": _lines(person)}
            for number, person in people
        ]
        return rows or [{"key": "Other people", "value": NOT_ANSWERED}]


def _lines(person: PersonConcerned) -> list[str]:
    again = person.review_on
    return [
        line
        for line in (
            person.name,
            person.part.label if person.part else "",
            person.proof.label if person.proof else "",
            f"Look at it again on {in_words(None, again)}" if again else "",
        )
        if line
    ]
