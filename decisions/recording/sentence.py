"""The sentence that stands in the record, in the author's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from decisions.policy.answers import Answers
from decisions.policy.facts.basics import outcome_of
from decisions.policy.terms import EMERGENCY_SERVICES, Contact, Outcome, Start
from infoshare.common.clock import LONDON

_DECIDED = {
    Outcome.SHARE: "decided to share information about",
    Outcome.SHARE_PART: "decided to share part of the information about",
    Outcome.NOT_SHARE: "decided not to share information about",
}
_REGULARLY = {
    Outcome.SHARE: "decided to share information regularly about",
    Outcome.SHARE_PART: "decided to share part of the information regularly about",
    Outcome.NOT_SHARE: "decided not to share information regularly about",
}


@dataclass(frozen=True)
class Sentence:
    """What the author signs, in the two pieces that stand around the child's name.

    Name and reasons are not in the pieces: each is sealed once, in its own part, and lawfully
    destroying that part leaves no copy of it here.
    """

    opening: str
    middle: str

    def about(self, child: str, answers: Answers) -> str:
        """The whole sentence: "On … I, …, decided to … about … with …, because: …"."""
        if not self.opening:
            return ""
        because = answers.decision.reasons or answers.urgent.why
        return f"{self.opening}{child}{self.middle}{because.strip()}"


def sentence(answers: Answers, *, signature: str, recipient: str, at: datetime) -> Sentence:
    """The sentence that these answers give; an empty one where nothing is decided yet."""
    outcome = outcome_of(answers)
    if outcome is not None and outcome not in _DECIDED:
        return Sentence("", "")
    when = at.astimezone(LONDON)
    words = _REGULARLY if answers.start is Start.ROUTINE else _DECIDED
    decided = words[outcome or Outcome.SHARE]
    if answers.start is Start.ALREADY_SHARED:
        decided = "wrote down what had already been shared about"
    day = f"{when.day} {when:%B %Y at %H:%M}"
    return Sentence(f"On {day} I, {signature}, {decided} ", f" with {recipient}, because: ")


def recipient_in_words(answers: Answers, agency_name: str) -> str:
    """Person and body, as far as they are known: never an empty place in the sentence."""
    asked = answers.recipient
    body = agency_name or asked.agency_name
    if not body and asked.agency_type is not None:
        body = asked.agency_type.label
    if answers.transfer.contact is Contact.RANG_999 and asked.agency_type in EMERGENCY_SERVICES:
        body = f"{body} (999)"
    unnamed = "a caller who gave no name" if answers.was_asked else ""
    person = ", ".join(part for part in (asked.name, asked.position) if part) or unnamed
    return ", ".join(part for part in (person, body) if part) or "nobody yet named"
