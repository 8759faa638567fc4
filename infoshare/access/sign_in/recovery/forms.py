"""How it was checked who stood there, and what happened."""

from __future__ import annotations

from infoshare.access.people.forms import AnswerForm, why_question
from infoshare.common.question_form import ChoiceQuestion
from infoshare.common.submit_token import OnceForm

HOW_CHECKED = {
    "known": "I know them well, and they are here in front of me",
    "document": "I looked at their passport, driving licence or work badge, here in front of me",
}


class RecoveryForm(OnceForm):
    checked = ChoiceQuestion(
        "How did you check who they are?",
        list(HOW_CHECKED.items()),
        missing="Choose how you checked who they are. Never do this by telephone or message.",
    )
    why = why_question("What happened to their phone, key or codes?")


class RecoveryAnswerForm(AnswerForm):
    """Whether a second person agrees that they may come back."""


class CodeForm(OnceForm):
    """Asks nothing: the page says whom the code is for."""
