"""Signing: is it the right child, and the reasons that rules ask for."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.policy.answers import Answers, Explanation
from decisions.policy.assessment import Finding
from decisions.policy.terms import SERIOUS
from infoshare.common.question_form import ConfirmQuestion, LongTextQuestion, YesNoQuestion


def box_of(rule: str) -> str:
    """The name of the box in which a person explains themselves to a rule."""
    return f"explain_{rule}"


class CheckForm(StepForm):
    right_child = ConfirmQuestion(
        "Yes, this is the right child", missing="Tick the box when you have checked the child."
    )
    manager_unreachable = YesNoQuestion(
        "Did you try to reach a manager, and could not?",
        required=False,
        help_text="If waiting would put somebody at risk, you need not wait.",
    )

    field_order = ("manager_unreachable",)

    def prepare(self) -> None:
        prepared = self.around.prepared
        unreachable = prepared.answers.decision.manager_unreachable
        may_not_wait = prepared.assessment.needs_approval or unreachable is not None
        if not (prepared.answers.concern.severity in SERIOUS and may_not_wait):
            del self.fields["manager_unreachable"]
        for finding in self.to_explain:
            box = self.fields[box_of(finding.rule)] = LongTextQuestion(
                "Your reason",
                rows=3,
                required=not finding.explained,
                missing=f"Write your reason: {finding.says}",
            )
            box.widget.attrs["aria-label"] = f"Your reason: {finding.says}"
        self.fields["right_child"] = self.fields.pop("right_child")

    @property
    def to_explain(self) -> list[Finding]:
        """One finding a rule, of those that want a reason."""
        findings = self.around.assessment.findings
        return list({one.rule: one for one in findings if one.needs_words}.values())

    def read(self, answers: Answers) -> dict[str, Any]:
        return {
            "manager_unreachable": answers.decision.manager_unreachable,
            **{box_of(said.rule): said.words for said in answers.decision.explanations},
        }

    def changed(self) -> Answers:
        answers, said = self.around.answers, self.cleaned_data
        explanations = tuple(
            Explanation(rule=one.rule, words=said[box_of(one.rule)])
            for one in self.to_explain
            if said[box_of(one.rule)]
        )
        return answers.changed(
            decision=answers.decision.changed(
                explanations=explanations, manager_unreachable=said.get("manager_unreachable")
            )
        )
