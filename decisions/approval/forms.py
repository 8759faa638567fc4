"""A manager's answer to a record, on screen or by telephone: its buttons name the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from decisions.models import SharingDecision
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording.review import needs_words
from decisions.recording.stages import answered_by_telephone, verdicts_for
from decisions.recording.telephone import (
    BY_TELEPHONE,
    TO_COME,
    TOO_EARLY,
    HeldNumber,
    earliest_call,
)
from infoshare.common import clock
from infoshare.common.question_form import (
    ChoiceQuestion,
    DateTimeQuestion,
    LongTextQuestion,
    QuestionForm,
    YesNoQuestion,
)

Labels = Mapping[Verdict, str]

_FOR_A_SHARE: Labels = {
    Verdict.AGREED: "Agree: share",
    Verdict.NOT_AGREED: "Do not agree: do not share",
    Verdict.QUESTION: "Ask a question",
}
_FOR_A_REFUSAL: Labels = {
    Verdict.AGREED: "Agree: do not share",
    Verdict.NOT_AGREED: "Do not agree: share now",
    Verdict.QUESTION: "Ask a question",
}
_AFTERWARDS: Labels = {Verdict.REVIEWED_AFTERWARDS: "Record my review"}
_AGREED_ON_THE_TELEPHONE: Labels = {
    Verdict.AGREED: "Confirm: I agreed",
    Verdict.NOT_AGREED: "I did not agree to this",
}
_REFUSED_ON_THE_TELEPHONE: Labels = {
    Verdict.NOT_AGREED: "Confirm: I did not agree",
    Verdict.AGREED: "This is wrong: I agreed",
}
_MISSING = {
    Verdict.AGREED: "Write what you said on the telephone.",
    Verdict.NOT_AGREED: "Write why you do not agree. The author sees it.",
    Verdict.QUESTION: "Write your question. The author sees it.",
    Verdict.REVIEWED_AFTERWARDS: "Write what was good, and what to learn.",
}
PRESS = "Choose your answer: press one of the buttons below."
CONFLICT = "Are you named in this, did you see it happen, or are you close to anybody in it?"
ONLY_WITH_A_YES = "Conditions go with agreeing. Agree, or move this to your words."


def labels_for(decision: SharingDecision, stage: ReviewStage, *, in_place: bool = False) -> Labels:
    """The words on the buttons of an answer: each says what will happen.

    `in_place`: of whoever was rung. Only that person can say what was said.
    """
    rung = answered_by_telephone(decision) if stage is ReviewStage.CONFIRMATION else None
    if rung is not None and not in_place:
        agreed = rung.verdict == Verdict.AGREED
        return _AGREED_ON_THE_TELEPHONE if agreed else _REFUSED_ON_THE_TELEPHONE
    if not decision.needs_approval:
        return _AFTERWARDS
    return _FOR_A_SHARE if decision.shares else _FOR_A_REFUSAL


def buttons_for(
    decision: SharingDecision, stage: ReviewStage = ReviewStage.FIRST, *, in_place: bool = False
) -> list[dict[str, str]]:
    """The buttons of an answer; the first is the one that most often fits."""
    offered = verdicts_for(decision, stage)
    labels = labels_for(decision, stage, in_place=in_place)
    fitting = [verdict for verdict in labels if verdict in offered]
    return [
        {"verdict": one.value, "label": labels[one], "kind": "secondary" if number else ""}
        for number, one in enumerate(fitting)
    ]


class ReviewForm(QuestionForm):
    """`shown` is the hash of what the manager is looking at; `verdict` comes from a button."""

    shown = forms.Field(widget=forms.HiddenInput, required=False)
    is_conflicted = YesNoQuestion(
        CONFLICT,
        missing="Say if you are named in this, saw it happen, or are close to anybody in it.",
        help_text="If so, somebody else answers. That is nobody’s fault.",
    )
    words = LongTextQuestion("Your words to the author", required=False)
    conditions = LongTextQuestion(
        "Do you agree only if something is done first?",
        required=False,
        rows=3,
        limit=2000,
        help_text="Leave this empty if not. Nothing can be recorded as shared until it is done.",
    )

    def __init__(
        self,
        *args: Any,
        decision: SharingDecision,
        stage: ReviewStage = ReviewStage.FIRST,
        in_place: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.decision, self.stage, self.in_place = decision, stage, in_place
        self.verdict: Verdict | None = None
        if stage is ReviewStage.CONFIRMATION or not (decision.needs_approval and decision.shares):
            del self.fields["conditions"]
        self._word_the_words()

    def _word_the_words(self) -> None:
        words = self.fields["words"]
        if self.stage is ReviewStage.CONFIRMATION and self.in_place:
            words.help_text = "Needed where you do not answer as they did. The author sees them."
        elif self.stage is ReviewStage.CONFIRMATION:
            words.help_text = "Needed where the call was not as it was written down."
        elif self.decision.needs_approval:
            words.help_text = (
                "Needed where you do not agree or ask a question. The author sees them."
            )
        else:
            words.label = "What was good, and what is there to learn?"
            words.help_text = "It has gone already. The author sees this."
            if not self.decision.outside_rules:
                words.help_text = (
                    "The share was right to go ahead without you. The author sees this."
                )

    @property
    def says_too_close(self) -> bool:
        """Does whoever filled it in say that they are too close to it? Nothing else counts then."""
        self.is_valid()
        return self.is_bound and self.cleaned_data.get("is_conflicted") is True

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        pressed = str(self.data.get("verdict", ""))
        known = {one.value: one for one in verdicts_for(self.decision, self.stage)}
        self.verdict = known.get(pressed)
        if self.verdict is None:
            self.add_error(None, PRESS)
            return said
        owed = needs_words(self.decision, self.verdict, self.stage)
        if owed and "words" in said and not said["words"].strip():
            self.add_error("words", _MISSING[self.verdict])
        if said.get("conditions") and self.verdict is not Verdict.AGREED:
            self.add_error("conditions", ONLY_WITH_A_YES)
        return said


class TelephoneForm(QuestionForm):
    """What a manager said on the telephone; `shown` is the hash of what was read out."""

    shown = forms.Field(widget=forms.HiddenInput, required=False)
    rung = ChoiceQuestion(
        "Whom did you ring, and on which number?",
        choices=[],
        missing="Choose whom you rang.",
        help_text="Only numbers that we hold. If they rang you, ring them back on one of these.",
    )
    rung_at = DateTimeQuestion(
        "When was the call?",
        latest=clock.now,
        too_late=TO_COME,
        too_early=TOO_EARLY,
        missing="Say when the call was.",
    )
    is_conflicted = YesNoQuestion(
        "Are they named in this, did they see it happen, or are they close to anybody in it?",
        missing="Say if they are named in this, saw it happen, or are close to anybody in it.",
        help_text="Ask them. If so, ring somebody else.",
    )
    verdict = ChoiceQuestion(
        "What did they say?",
        choices=[],
        coerce=Verdict,
        missing="Choose what they said.",
    )
    words = LongTextQuestion(
        "What words did they use?",
        rows=3,
        limit=2000,
        missing="Write the words that they used.",
        help_text="As near to their own words as you can.",
    )
    conditions = LongTextQuestion(
        "Did they agree only if something is done first?",
        required=False,
        rows=3,
        limit=2000,
        help_text="Leave this empty if not. Nothing can be recorded as shared until it is done.",
    )

    def __init__(
        self,
        *args: Any,
        decision: SharingDecision,
        numbers: Sequence[HeldNumber],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_value = {_value(one): one for one in numbers}
        rung: Any = self.fields["rung"]
        rung.choices = [(value, _label(one)) for value, one in self.by_value.items()]
        verdict: Any = self.fields["verdict"]
        labels = _FOR_A_SHARE if decision.shares else _FOR_A_REFUSAL
        said = {Verdict.AGREED: "They agreed", Verdict.NOT_AGREED: "They did not agree"}
        verdict.choices = [
            (one.value, f"{said[one]}: {labels[one].partition(': ')[2]}") for one in BY_TELEPHONE
        ]
        rung_at: Any = self.fields["rung_at"]
        rung_at.earliest = rung_at.came_before = earliest_call(decision)
        self.initial.setdefault("rung_at", clock.now())
        if not decision.shares:
            del self.fields["conditions"]

    @property
    def held(self) -> HeldNumber:
        """The person and the held number that were chosen."""
        return self.by_value[self.cleaned_data["rung"]]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("conditions") and said.get("verdict") is Verdict.NOT_AGREED:
            self.add_error("conditions", "Conditions go with agreeing. Put them in the words.")
        return said


def _value(one: HeldNumber) -> str:
    """The number is part of it: one that changed meanwhile is chosen again, not guessed."""
    return f"{one.manager.pk.hex}:{one.number}"


def _label(one: HeldNumber) -> str:
    whose = "the home’s number on call" if one.is_on_call else "their own number"
    if not one.is_theirs:
        whose = "through the on-call number"
    return f"{one.manager.signature}: {one.number}, {whose}"
