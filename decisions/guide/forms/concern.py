"""Is anyone being harmed, or in danger of it?"""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.folds import Fold
from decisions.guide.forms.moments import not_before_birth
from decisions.guide.forms.staff import StaffQuestions
from decisions.policy.answers import Answers
from decisions.policy.terms import SERIOUS, Harm, PersonAtRisk, Severity, choices
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    ConfirmQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    ManyChoiceQuestion,
    TextQuestion,
    YesNoQuestion,
)

WORRYING = SERIOUS | {Severity.CONCERN}
# Kinds of harm of which a picture or a film may have been made.
PICTURED = (Harm.SEXUAL, Harm.CSE, Harm.ONLINE, Harm.CHILD_ON_CHILD)


class ConcernForm(StaffQuestions):
    severity = ChoiceQuestion(
        "Is anyone being harmed, or likely to be?",
        choices=choices(Severity),
        coerce=Severity,
        help_text="Think of the child, other children, and adults too.",
        missing="Choose how serious it is, or “I do not know”.",
    )
    harms = ManyChoiceQuestion(
        "What kind of harm?",
        choices=choices(Harm),
        coerce=Harm,
        required=False,
        help_text="Tick all that may be true. Leave this empty if nobody may be harmed, "
        "and for an illness or an accident.",
        missing="Tick at least one kind of harm.",
    )
    at_risk = ManyChoiceQuestion(
        "Who may be harmed?",
        choices=choices(PersonAtRisk),
        coerce=PersonAtRisk,
        exclusive=PersonAtRisk.NOBODY,
        required=False,
        missing="Tick who may be harmed.",
    )
    analysis = LongTextQuestion(
        "What makes you think so?",
        required=False,
        help_text="What you saw, heard or were told. What it means to you.",
        missing="Write what makes you think so.",
    )
    told_by = TextQuestion(
        "Who saw or heard it, if that was not you?",
        required=False,
        help_text="Such as a colleague, a neighbour or another child. This stays guarded.",
    )
    already_reported = TextQuestion(
        "Have you already reported this? Who to, and their reference?",
        required=False,
        help_text="Leave this empty if nobody has been told yet.",
    )
    returned_at = DateTimeQuestion(
        "When did the child come back?",
        required=False,
        latest=clock.now,
        too_late="The time cannot be in the future.",
        help_text="Leave this empty while the child is still away.",
    )
    return_interview_offered = YesNoQuestion(
        "Were they offered a talk with somebody independent?",
        required=False,
        help_text="The council offers this talk, called a return home interview.",
    )
    indecent_image = ConfirmQuestion(
        "There is an indecent picture or film of a child, or what may be one",
        required=False,
        help_text="If you tick this: do not look at it again, copy it or send it. "
        "Keep the device safe. Ring the police.",
    )

    between_peers = ConfirmQuestion(
        "Both are 13 to 17 and about the same age, and both wanted it",
        required=False,
        help_text="Tick this only if nobody pressed, paid or frightened anybody, and neither has "
        "power over the other. If you do not report it, your manager looks at it.",
    )

    accounts = ("analysis",)
    folds = (
        Fold("Did somebody else see or hear it?", ("told_by",)),
        Fold(
            "Has a child who was missing come back?",
            ("returned_at", "return_interview_offered"),
            asked_by=f"harms={Harm.MISSING.value}",
            needless=True,
        ),
        Fold(
            "Is there an indecent picture or film of a child?",
            ("indecent_image",),
            asked_by=f"harms={' '.join(harm.value for harm in PICTURED)}",
        ),
        Fold(
            "Was it between two young people who both wanted it?",
            ("between_peers",),
            asked_by=f"harms={Harm.SEXUAL.value}",
            needless=True,
        ),
    )
    field_order = ("severity", "harms", "at_risk", "analysis", "told_by", "already_reported")

    required_when = {
        "harms": ("severity", Severity.SIGNIFICANT),
        "at_risk": ("severity", WORRYING),
        "analysis": ("severity", WORRYING),
    }

    def prepare(self) -> None:
        self.offer_staff([self.around.draft.home])

    def read(self, answers: Answers) -> dict[str, Any]:
        return dict(answers.concern)

    def clean_returned_at(self) -> Any:
        return not_before_birth(self.cleaned_data["returned_at"], self.around.draft.child)

    def changed(self) -> Answers:
        answers, said = self.around.answers, self.asked_only()
        # Not ticked is not asked: it says nothing of what nobody looked for.
        for name in ("indecent_image", "between_peers"):
            said[name] = said[name] or None
        return answers.changed(concern=answers.concern.changed(**said))
