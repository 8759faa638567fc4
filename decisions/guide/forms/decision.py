"""The decision, and what becomes of it when it is put off."""

from __future__ import annotations

from typing import Any

from decisions.guide.forms.base import StepForm
from decisions.guide.forms.folds import Fold
from decisions.guide.forms.items import is_unnamed
from decisions.policy.answers import Answers
from decisions.policy.circumstances import Circumstances
from decisions.policy.facts.basics import FAMILY, today
from decisions.policy.facts.information import sensitive_goes
from decisions.policy.facts.recipient import held, recipient_type
from decisions.policy.law import provision, switches_of
from decisions.policy.rules.h_transfer import FACE_TO_FACE, LOCKED
from decisions.policy.terms import (
    SAFEGUARDING_DUTY_BODIES,
    SHARING,
    Check,
    Gateway,
    InformationCategory,
    Outcome,
    Purpose,
    RequestFeature,
    TransferMethod,
    choices,
)
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
from infoshare.common.typed_dates import which_of_two

_ASKED_BY_LAW = frozenset(
    {
        RequestFeature.COURT_ORDER,
        RequestFeature.SCOPE_UNCLEAR,
        RequestFeature.SAFEGUARDING_PARTNER,
    }
)


def needs_a_lawyer(answers: Answers) -> bool:
    """Is there an order, a notice or a power to ask, or does anything of an adoption go?"""
    by_law = not _ASKED_BY_LAW.isdisjoint(answers.request.features)
    notice = answers.purpose.code is Purpose.STATUTORY_NOTICE
    ordered = answers.basis.gateway is Gateway.COURT_ORDER
    adoption = InformationCategory.ADOPTION_HISTORY
    return by_law or notice or ordered or any(one.category is adoption for one in answers.going)


def owes_a_share(answers: Answers, circumstances: Circumstances) -> bool:
    """Is section 16LA of the Children Act 2004 in force, and is this one of its bodies?"""
    switches = switches_of(circumstances.settings)
    in_force = provision(Gateway.CA2004_S16LA).in_force(today(circumstances), switches)
    return in_force and recipient_type(answers, circumstances) in SAFEGUARDING_DUTY_BODIES


def methods_to_check(answers: Answers, circumstances: Circumstances) -> tuple[TransferMethod, ...]:
    """The ways of sending at which a second person looks at where it goes."""
    family = recipient_type(answers, circumstances) in FAMILY
    if held(answers, circumstances) is None and not family:
        return tuple(one for one in TransferMethod if one not in FACE_TO_FACE)
    return (TransferMethod.TRACKED_POST,) if sensitive_goes(answers) else ()


class DecisionForm(StepForm):
    outcome = ChoiceQuestion(
        "What do you decide?",
        choices=choices(Outcome),
        coerce=Outcome,
        missing="Choose what you decide.",
    )
    reasons = LongTextQuestion(
        "Why?",
        required=False,
        help_text="Your reasons stand in the record, in your name.",
        missing="Write your reasons.",
    )
    unsure = ManyChoiceQuestion(
        "Are you unsure about any of these?",
        choices=choices(Check),
        coerce=Check,
        required=False,
        help_text="Leave this empty if you are sure of them all.",
    )
    method = ChoiceQuestion(
        "How will you send it?",
        choices=choices(TransferMethod),
        coerce=TransferMethod,
        dropdown=True,
        required=False,
        help_text="Only if you share.",
        missing="Choose how you will send it.",
    )
    legal_advice = TextQuestion(
        "Has a lawyer advised you? Who, and what did they say?",
        required=False,
        help_text="Leave this empty if you have not asked one.",
    )
    more_detrimental = YesNoQuestion(
        "Would sharing it harm the child more than not sharing it?",
        required=False,
        help_text="The law says that this body is told, unless telling would do more harm.",
    )
    second_check = ConfirmQuestion(
        "A second person has checked where it goes, and what goes", required=False
    )
    password_apart = YesNoQuestion(
        "Does the password go another way than the file?",
        required=False,
        help_text="Such as by telephone, on a number that we hold.",
    )

    required_when = {
        "reasons": ("outcome", {Outcome.SHARE, Outcome.SHARE_PART, Outcome.NOT_SHARE}),
        "method": ("outcome", SHARING),
    }

    def prepare(self) -> None:
        answers, circumstances = self.around.answers, self.around.prepared.circumstances
        if not needs_a_lawyer(answers):
            del self.fields["legal_advice"]
        if not owes_a_share(answers, circumstances):
            del self.fields["more_detrimental"]
        checked = methods_to_check(answers, circumstances)
        if not checked:
            del self.fields["second_check"]
        refusal = f"outcome={Outcome.NOT_SHARE.value}"
        # Each is a line that nobody sees before the answer that asks for it.
        self.folds = (
            _asked("If you do not share: is that safer?", "more_detrimental", refusal),
            _asked("Has somebody else checked it?", "second_check", _sent_by(*checked)),
            _asked("If there is a password", "password_apart", _sent_by(*LOCKED)),
        )

    def read(self, answers: Answers) -> dict[str, Any]:
        decision, transfer = answers.decision, answers.transfer
        return {
            "outcome": decision.outcome,
            "reasons": decision.reasons,
            "unsure": decision.unsure,
            "method": transfer.method,
            "legal_advice": decision.legal_advice,
            "more_detrimental": decision.more_detrimental,
            "second_check": transfer.second_check,
            "password_apart": transfer.password_apart,
        }

    def clean(self) -> dict[str, Any]:
        said, answers = super().clean(), self.around.answers
        nothing_goes = answers.items and not answers.going and not is_unnamed(answers)
        if said.get("outcome") in SHARING and nothing_goes:
            self.add_error(
                "outcome",
                "Nothing on your list goes. Go back and change the list, or choose “Do not share”.",
            )
        return said

    def changed(self) -> Answers:
        answers, said = self.around.answers, self.asked_only()
        return answers.changed(
            decision=answers.decision.changed(
                outcome=said["outcome"],
                reasons=said["reasons"],
                unsure=said["unsure"],
                legal_advice=said.get("legal_advice", ""),
                more_detrimental=said.get("more_detrimental"),
            ),
            transfer=answers.transfer.changed(
                method=said["method"],
                second_check=said.get("second_check") or None,
                password_apart=said.get("password_apart"),
            ),
        )


def _asked(line: str, name: str, by: str) -> Fold:
    return Fold(line, (name,), asked_by=by, needless=True)


def _sent_by(*methods: TransferMethod) -> str:
    return f"method={' '.join(sorted(one.value for one in methods))}"


class LaterForm(StepForm):
    decide_at = DateTimeQuestion(
        "When will you decide?",
        earliest=clock.now,
        too_early="Choose a time to come.",
        missing="Write when you will decide.",
    )

    def prepare(self) -> None:
        # On the night when the clocks go back: the hour that is still to come.
        self.fields["decide_at"].came_before = self.around.now  # type: ignore[attr-defined]

    def read(self, answers: Answers) -> dict[str, Any]:
        return {"decide_at": answers.decision.decide_at}

    @property
    def which_hour(self) -> str:
        """A sentence where the hour comes twice that night; else nothing."""
        which = which_of_two(self.cleaned_data["decide_at"])
        return f" That hour comes twice that night. This is the {which} one." if which else ""

    def changed(self) -> Answers:
        answers = self.around.answers
        return answers.changed(decision=answers.decision.changed(**self.cleaned_data))
