"""A manager's answer to a record: its buttons name the result."""

from __future__ import annotations

from typing import Any

from django import forms

from decisions.models import SharingDecision
from decisions.policy.terms import Verdict
from decisions.recording.review import NEED_WORDS, verdicts_for
from infoshare.common.question_form import LongTextQuestion, QuestionForm

_FOR_A_SHARE = {
    Verdict.AGREED: "Agree: share",
    Verdict.NOT_AGREED: "Do not agree: do not share",
    Verdict.QUESTION: "Ask a question",
}
_FOR_A_REFUSAL = {
    Verdict.AGREED: "Agree: do not share",
    Verdict.NOT_AGREED: "Do not agree: share now",
    Verdict.QUESTION: "Ask a question",
}
_AFTERWARDS = {Verdict.REVIEWED_AFTERWARDS: "Record my review"}
_KINDS = {Verdict.QUESTION: "secondary", Verdict.NOT_AGREED: "secondary"}
_MISSING = {
    Verdict.NOT_AGREED: "Write why you do not agree. The author sees it.",
    Verdict.QUESTION: "Write your question. The author sees it.",
    Verdict.REVIEWED_AFTERWARDS: "Write what was good, and what to learn.",
}
PRESS = "Choose your answer: press one of the buttons below."


def buttons_for(decision: SharingDecision) -> list[dict[str, str]]:
    """The buttons of a review: each says what will happen."""
    refusal = _FOR_A_SHARE if decision.shares else _FOR_A_REFUSAL
    labels = refusal if decision.needs_approval else _AFTERWARDS
    return [
        {"verdict": one.value, "label": labels[one], "kind": _KINDS.get(one, "")}
        for one in verdicts_for(decision)
    ]


class ReviewForm(QuestionForm):
    """`shown` is the hash of what the manager is looking at; `verdict` comes from a button."""

    shown = forms.Field(widget=forms.HiddenInput, required=False)
    words = LongTextQuestion("Your words to the author", required=False)

    def __init__(self, *args: Any, decision: SharingDecision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.verdict: Verdict | None = None
        words = self.fields["words"]
        if decision.needs_approval:
            words.help_text = (
                "Needed where you do not agree or ask a question. The author sees them."
            )
        else:
            words.label = "What was good, and what is there to learn?"
            words.help_text = "The share was right to go ahead without you. The author sees this."

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        pressed = str(self.data.get("verdict", ""))
        known = {one.value: one for one in verdicts_for(self.decision)}
        self.verdict = known.get(pressed)
        if self.verdict is None:
            self.add_error(None, PRESS)
        elif self.verdict in NEED_WORDS and "words" in said and not said["words"].strip():
            self.add_error("words", _MISSING[self.verdict])
        return said
