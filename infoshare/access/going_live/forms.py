"""Who the second person from outside is, and who is on call."""

from __future__ import annotations

from infoshare.common.lines import LineQuestion, NumberQuestion
from infoshare.common.question_form import ConfirmQuestion, QuestionForm
from infoshare.common.submit_token import OnceForm


class SecondPersonForm(OnceForm):
    """Somebody who does not work here and may answer what waits: one page names one person."""

    name = LineQuestion("Their full name", missing="Write their full name.")
    body = LineQuestion(
        "Who do they work for?",
        help_text="Such as another provider, or a charity. Not your own company.",
        missing="Write who they work for.",
    )
    telephone = NumberQuestion(
        "Their telephone number",
        help_text="Staff ring this number when a manager must agree and nobody is here.",
        missing="Write their telephone number. An approval by telephone rings it.",
    )
    agreed = ConfirmQuestion(
        "They have agreed to do this, and to keep what they read to themselves",
        missing="Ask them first. Tick this when they have agreed.",
    )


class OnCallForm(QuestionForm):
    """Whom staff ring, day and night. It stands at the top of every page."""

    name = LineQuestion("Who is on call?", missing="Write who is on call.")
    number = NumberQuestion("Their telephone number", missing="Write their telephone number.")
