"""Share urgently: one page, at most six answers, nothing that can wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError

from children.models import Child
from decisions.guide.forms.moments import not_before_birth
from decisions.guide.forms.people import (
    Whom,
    WhoQuestions,
    as_choices,
    choice_that_fits,
    groups_of_people,
)
from decisions.guide.forms.staff import StaffQuestions
from decisions.guide.forms.start import offer_children
from decisions.policy.answers import Answers, Explanation
from decisions.policy.terms import EMERGENCY_SERVICES, PROTECTORS, AgencyType, Contact, choices
from decisions.recording.circumstances import settings_in_force
from decisions.recording.reach import Reachable, child_choices
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    TextQuestion,
)
from infoshare.organisation.models import Home

LATE = "I13"
_BY_999 = (AgencyType.POLICE, AgencyType.AMBULANCE, AgencyType.FIRE)


def _by_999(kind: AgencyType) -> Whom:
    return Whom(
        value=f"999:{kind.value}", label=f"999: {kind.label.lower()}", agency_type=kind, by_999=True
    )


def _explained(answers: Answers) -> tuple[Explanation, ...]:
    return answers.decision.explanations


class UrgentForm(WhoQuestions, StaffQuestions):
    group = "transfer"

    child = ChoiceQuestion("Which child?", choices=(), missing="Choose the child.")
    who = ChoiceQuestion(
        "Who did you tell, or who rang?",
        choices=(),
        dropdown=True,
        missing="Choose who you told, or who rang.",
    )
    agency_name = TextQuestion(
        "Name of the organisation, if it is not on the list",
        required=False,
        missing="Write the name of the organisation, or “would not say”.",
    )
    contact = ChoiceQuestion(
        "How were you in touch?",
        choices=choices(Contact),
        coerce=Contact,
        required=False,
        missing="Choose how you were in touch.",
    )
    said = LongTextQuestion(
        "What did you say?",
        rows=4,
        help_text="If they rang and you said nothing yet: what they want to know.",
        missing="Write what you said.",
    )
    why = LongTextQuestion("Why was it urgent?", rows=3, missing="Write why it was urgent.")
    occurred_at = DateTimeQuestion(
        "When was it?",
        latest=clock.now,
        too_late="The time cannot be in the future.",
        missing="Write when it was.",
    )
    why_late = LongTextQuestion(
        "If it was more than a day ago: why do you write it down now?",
        rows=2,
        missing="Write why you write it down now. “The computer was down” is enough.",
    )
    name = TextQuestion("Name of the person you spoke to, if you know it", required=False)
    told_by = TextQuestion(
        "Who told you about the danger, if somebody did?",
        required=False,
        help_text="Such as a neighbour or another child. This stays guarded.",
    )

    accounts = ("said", "why")
    field_order = (
        "child",
        "who",
        "agency_name",
        "contact",
        "said",
        "why",
        "occurred_at",
        "why_late",
        "name",
        "told_by",
        "staff",
        "staff_in_words",
    )

    def prepare(self) -> None:
        del self.fields["position"]
        self.people = {one.value: one for _name, some in self._groups() for one in some}
        self.fields["who"].choices = as_choices(self._groups())  # type: ignore[attr-defined]
        self.children = self._children()
        offer_children(self, child_choices(self.children))
        homes = {home.pk: home for _child, home in self.children.values()}
        self.offer_staff(homes.values() or [self.around.draft.home])
        if not self._is_late():
            del self.fields["why_late"]

    def _is_late(self) -> bool:
        """Did it happen so long ago that the record must say why it is written now (I13)?"""
        moment: Any = self["occurred_at"].value()
        if self.is_bound:
            try:
                moment = self.fields["occurred_at"].clean(moment)
            except ValidationError:
                return False
        settings = settings_in_force(self.around.draft.home, self.around.now)
        limit = timedelta(hours=settings.retrospective_hours)
        return bool(self.around.now - moment > limit)

    def _children(self) -> Reachable:
        """All about whom this person may record; the one child of a draft that is for that child,
        because it stands beside another child's record or in the place of one.
        """
        draft, children = self.around.draft, self.around.children
        if draft.beside_id is None and draft.refiles_id is None:
            return children
        return {key: one for key, one in children.items() if key == str(draft.child_id)}

    def _groups(self) -> list[tuple[str, list[Whom]]]:
        """999 first, then those who can protect, then everybody else."""
        people, family, _bodies, kinds = groups_of_people(self.around)
        protectors = {one.pk for one in self.around.agencies if one.type in PROTECTORS}
        bodies = _bodies[1]
        return [
            ("Emergency services", [_by_999(kind) for kind in _BY_999]),
            ("Those who can protect", [one for one in bodies if one.agency in protectors]),
            people,
            family,
            ("Other organisations", [one for one in bodies if one.agency not in protectors]),
            kinds,
        ]

    def read(self, answers: Answers) -> dict[str, Any]:
        transfer, urgent = answers.transfer, answers.urgent
        by_999 = transfer.contact is Contact.RANG_999 and transfer.agency is None
        groups = self._groups() if by_999 else self._groups()[1:]
        chosen = choice_that_fits([one for _name, some in groups for one in some], transfer)
        child = self.around.draft.child_id
        return {
            "child": str(child) if child else None,
            "who": chosen.value if chosen else "",
            "agency_name": transfer.agency_name,
            "contact": transfer.contact,
            "said": urgent.said,
            "why": urgent.why,
            "occurred_at": answers.request.occurred_at or self.around.now,
            "why_late": next((one.words for one in _explained(answers) if one.rule == LATE), ""),
            "name": "" if chosen and chosen.is_person else transfer.name,
            "told_by": urgent.told_by,
            "staff": answers.concern.staff,
            "staff_in_words": answers.concern.staff_in_words,
        }

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        chosen = self.people.get(answers.get("who") or "")
        if chosen is not None and "contact" in answers:
            self._clean_contact(chosen, answers)
        child = self.children.get(answers.get("child") or "")
        if child and answers.get("occurred_at"):
            try:
                not_before_birth(answers["occurred_at"], child[0])
            except ValidationError as wrong:
                self.add_error("occurred_at", wrong)
        return answers

    def _clean_contact(self, chosen: Whom, answers: dict[str, Any]) -> None:
        """999 chosen in the list says how they were in touch; 999 reaches nobody else."""
        agency = self.around.agency(chosen.agency)
        kind = agency.type if agency else chosen.agency_type
        if answers["contact"] is None and chosen.by_999:
            answers["contact"] = Contact.RANG_999
        elif answers["contact"] is None:
            self._ask(answers, "contact")
        elif chosen.by_999 and answers["contact"] is not Contact.RANG_999:
            self.add_error(
                "contact", "You chose 999 above. Choose “I rang 999”, or choose them by name above."
            )
        elif answers["contact"] is Contact.RANG_999 and kind not in EMERGENCY_SERVICES:
            self.add_error(
                "contact", "999 reaches the police, an ambulance or the fire service. Choose again."
            )

    def changed(self) -> Answers:
        answers, said = self.around.answers, self.cleaned_data
        who = self.who_changes()
        who.pop("position")
        return self.staff_changes(answers).changed(
            request=answers.request.changed(occurred_at=said["occurred_at"]),
            transfer=answers.transfer.changed(**who, contact=said["contact"]),
            decision=answers.decision.changed(explanations=self._explanations()),
            urgent=answers.urgent.changed(
                said=said["said"], why=said["why"], told_by=said["told_by"]
            ),
        )

    def _explanations(self) -> tuple[Explanation, ...]:
        """As they were, with why it is written late, where it is."""
        others = [one for one in _explained(self.around.answers) if one.rule != LATE]
        words = self.cleaned_data.get("why_late")
        return (*others, *([Explanation(rule=LATE, words=words)] if words else []))

    @property
    def place(self) -> tuple[Child, Home] | None:
        return self.children[self.cleaned_data["child"]]
