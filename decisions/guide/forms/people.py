"""Who asks, or who will be told: one list, from which one tap fills body, name and position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from children.models import Agency, Involvement, Relative
from decisions.guide.forms.base import StepForm
from decisions.guide.surroundings import Surroundings
from decisions.policy.answers import Request, Transfer
from decisions.policy.facts.basics import FAMILY
from decisions.policy.terms import AgencyType, Relationship, Responsibility
from infoshare.common.question_form import ChoiceQuestion, TextQuestion

# First the kinds of people who ring a home and are on no list.
_KINDS_FIRST = (
    AgencyType.PARENT_PR,
    AgencyType.PARENT_NO_PR,
    AgencyType.RELATIVE_OTHER,
    AgencyType.MEDIA,
    AgencyType.SOLICITOR,
    AgencyType.EMPLOYER,
    AgencyType.OTHER,
)
KINDS = (*_KINDS_FIRST, *(kind for kind in AgencyType if kind not in _KINDS_FIRST))


@dataclass(frozen=True)
class Whom:
    """One choice of the list, and what it fills in."""

    value: str
    label: str
    agency: UUID | None = None
    agency_type: AgencyType | None = None
    name: str = ""
    position: str = ""
    by_999: bool = False

    @property
    def is_person(self) -> bool:
        return bool(self.name)

    @property
    def wants_a_name(self) -> bool:
        """Only a kind of organisation: which one must be written. 999 and family need no name."""
        only_a_kind = self.agency is None and not self.is_person
        return only_a_kind and self.agency_type not in FAMILY and not self.by_999


def _professional(row: Involvement) -> Whom:
    person = row.professional
    return Whom(
        value=f"professional:{person.pk}",
        label=f"{person.name}, {person.position}, {person.agency.name}",
        agency=person.agency_id,
        name=person.name,
        position=person.position,
    )


def _relative(row: Relative) -> Whom:
    """Family. Only parental responsibility that we have seen evidence of counts as such."""
    parents = (Relationship.MOTHER.value, Relationship.FATHER.value)
    kind = AgencyType.RELATIVE_OTHER
    if row.responsibility == Responsibility.YES_EVIDENCED.value:
        kind = AgencyType.PARENT_PR
    elif row.relationship in parents:
        kind = AgencyType.PARENT_NO_PR
    relationship = Relationship(row.relationship).label
    return Whom(
        value=f"relative:{row.pk}",
        label=f"{row.name}, {relationship.lower()}",
        agency_type=kind,
        name=row.name,
        position=relationship,
    )


def _body(row: Agency) -> Whom:
    return Whom(value=f"agency:{row.pk}", label=row.name, agency=row.pk)


def _kind(kind: AgencyType) -> Whom:
    return Whom(value=f"type:{kind.value}", label=kind.label, agency_type=kind)


def groups_of_people(around: Surroundings) -> list[tuple[str, list[Whom]]]:
    """Everybody who can be chosen: around this child, in the directory, then by kind."""
    return [
        ("People who work with this child", [_professional(row) for row in around.involvements]),
        ("Family and friends", [_relative(row) for row in around.relatives]),
        ("Organisations in our directory", [_body(row) for row in around.agencies]),
        ("Somebody who is not on this list", [_kind(kind) for kind in KINDS]),
    ]


def as_choices(groups: Iterable[tuple[str, list[Whom]]]) -> list[tuple[str, Any]]:
    """Groups as a dropdown wants them, empty ones left out."""
    return [
        ("", "Choose"),
        *((name, [(one.value, one.label) for one in people]) for name, people in groups if people),
    ]


def choice_that_fits(people: Iterable[Whom], who: Request | Transfer) -> Whom | None:
    """The choice that these answers came from: the person, else the body, else the kind."""
    people = list(people)
    for one in people:
        if one.is_person and (one.name, one.position) == (who.name, who.position):
            if one.agency is not None and one.agency == who.agency:
                return one
            if one.agency is None and who.agency is None and one.agency_type is who.agency_type:
                return one
    for one in people:
        same_kind = one.agency_type is not None and one.agency_type is who.agency_type
        if not one.is_person and who.agency is not None and one.agency == who.agency:
            return one
        if not one.is_person and who.agency is None and same_kind:
            return one
    return None


class WhoQuestions(StepForm):
    """The questions that requester and recipient share; `group` names where the answers go."""

    group = "request"

    who = ChoiceQuestion("Who is it?", choices=(), dropdown=True, missing="Choose who it is.")
    agency_name = TextQuestion(
        "Name of the organisation, if it is not on the list",
        required=False,
        missing="Write the name of the organisation, or “would not say”.",
    )
    name = TextQuestion("Their name", required=False, missing="Write their name.")
    position = TextQuestion("Their job", required=False, missing="Write their job.")

    def prepare(self) -> None:
        groups = groups_of_people(self.around)
        self.people = {one.value: one for _name, people in groups for one in people}
        self.fields["who"].choices = as_choices(groups)  # type: ignore[attr-defined]

    def read(self, answers: Any) -> dict[str, Any]:
        who = getattr(answers, self.group)
        people = [one for _name, some in groups_of_people(self.around) for one in some]
        chosen = choice_that_fits(people, who)
        own_words = chosen is None or not chosen.is_person
        return {
            "who": chosen.value if chosen else "",
            "agency_name": who.agency_name,
            "name": who.name if own_words else "",
            "position": who.position if own_words else "",
        }

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        chosen = self.people.get(answers.get("who") or "")
        if chosen is None:
            return answers
        if chosen.is_person:
            self._refuse_a_second_person(chosen, answers)
        elif chosen.wants_a_name:
            self._ask(answers, "agency_name")
        return answers

    def _refuse_a_second_person(self, chosen: Whom, answers: dict[str, Any]) -> None:
        """Somebody chosen and another name typed: the record could name either of them."""
        for field, held in (("name", chosen.name), ("position", chosen.position)):
            typed = answers.get(field) or held
            if typed.casefold() != held.casefold():
                self.add_error(
                    field, f"You chose {chosen.name} above. Empty this box, or choose again above."
                )

    def _ask(self, answers: dict[str, Any], field: str) -> None:
        if field in answers and not answers[field]:
            self.add_error(field, self.fields[field].error_messages["required"])

    @property
    def chosen(self) -> Whom | None:
        return self.people.get(self.cleaned_data.get("who") or "")

    def who_changes(self) -> dict[str, Any]:
        """The changed values of the group: whoever was chosen, or the words typed."""
        answers, chosen = self.cleaned_data, self.people[self.cleaned_data["who"]]
        listed = chosen.is_person or chosen.agency is not None or chosen.by_999
        return {
            "agency": chosen.agency,
            "agency_type": chosen.agency_type,
            "agency_name": "" if listed else answers["agency_name"],
            "name": chosen.name if chosen.is_person else answers["name"],
            "position": chosen.position if chosen.is_person else answers.get("position", ""),
        }
