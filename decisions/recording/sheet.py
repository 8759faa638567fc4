"""A sealed record as a page shows it: headings and rows of words, all from the sealed bytes.

Both the record's own page and the page on which a manager reviews it are drawn from here, so
that what is approved is what anybody reads later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from decisions.policy.answers import Answers, Item
from decisions.policy.assessment import CheckResult, Finding
from decisions.policy.facts.basics import outcome_of
from decisions.policy.terms import SHARING, CheckAnswer, Effect, Start
from decisions.recording.reading import SealedDecision
from decisions.recording.sheet_sections import Row, Section, outcome_in_words, sections_of
from infoshare.common.times_in_words import day_in_words

# How much a finding weighs, in the words of the page's own parts.
LEVELS = {
    Effect.BLOCK: "must",
    Effect.APPROVE: "manager",
    Effect.REASON: "reason",
    Effect.NOTIFY: "notify",
    Effect.WARN: "note",
    Effect.INFO: "note",
}
_CHECK_KINDS = {
    CheckAnswer.YES: "done",
    CheckAnswer.NO: "danger",
    CheckAnswer.NOT_SURE: "attention",
}
_MOST_UNFOLDED = 3
ITEM_COLUMNS = ("Information", "What it says, and where it comes from", "Decided")


@dataclass(frozen=True)
class Sheet:
    """What stands in a record; `leading` findings are shown in full, `folded` ones on request."""

    sentence: str
    outcome: str
    sections: list[Section]
    items: list[list[Any]]
    checks: list[Row]
    leading: list[Row]
    folded: list[Row]
    versions: str
    item_columns: tuple[str, ...] = ITEM_COLUMNS

    @property
    def folded_heading(self) -> str:
        return "What else the guide said" if self.leading else "Show what the guide said"


def sheet(sealed: SealedDecision, recorded_at: datetime) -> Sheet:
    """Lay out a sealed record; sections without anything to say are left out."""
    findings = [_finding(sealed, finding) for finding in sealed.assessment.findings]
    weighty = [found for found in findings if has_a_consequence(found["finding"])]
    leading = weighty[:_MOST_UNFOLDED]
    return Sheet(
        sentence=sealed.sentence,
        outcome=outcome_in_words(sealed),
        sections=sections_of(sealed, recorded_at),
        items=[_item(sealed, number, item) for number, item in _numbered(sealed)],
        checks=_checks(sealed),
        leading=leading,
        folded=[found for found in findings if found not in leading],
        versions=_versions(sealed),
    )


def has_a_consequence(finding: Finding) -> bool:
    """Does it stop, ask or tell somebody? A note does none of these, and may be folded away."""
    return LEVELS[finding.effect] != "note"


def were_weighed(answers: Answers) -> bool:
    """Was anything asked that the seven checks are derived from? One page alone asks nothing."""
    only_told = answers.start is Start.ALREADY_SHARED and not answers.items
    return answers.start is not Start.URGENT and not only_told


def _numbered(sealed: SealedDecision) -> Iterable[tuple[int, Item]]:
    return enumerate(sealed.answers.items, start=1)


def _item(sealed: SealedDecision, number: int, item: Item) -> list[Any]:
    """A row of the table of information: what, from where, whether it goes."""
    marks = [
        mark
        for mark, stands in (
            ("Sensitive", item.category.special),
            ("About an offence", item.category.criminal),
            ("Told in confidence", item.in_confidence),
            ("Names somebody else", item.identifies_other),
            ("Not needed for the purpose", item.needed is False),
            ("Somebody says that it is wrong", item.disputed),
            ("Checked that it is still true", item.checked_again),
            ("Given because somebody agreed, for another purpose", item.on_consent),
        )
        if stands
    ]
    goes = item.going and outcome_of(sealed.answers) in SHARING
    dated = f"From {day_in_words(item.dated)}" if item.dated else ""
    said = [words for words in (item.words, sealed.words(item.provenance), dated) if words]
    return [
        {"text": f"{number}. {sealed.words(item.category)}", "hint": ". ".join(marks)},
        said,
        {"text": "", "status": "Goes", "kind": "done"} if goes else {"text": "", "status": "Stays"},
    ]


def _checks(sealed: SealedDecision) -> list[Row]:
    """The seven checks, where what they are derived from was asked."""
    if not were_weighed(sealed.answers):
        return []
    return [_check(sealed, result) for result in sealed.assessment.checks]


def _check(sealed: SealedDecision, result: CheckResult) -> Row:
    return {
        "key": sealed.words(result.check),
        "status": sealed.words(result.answer),
        "kind": _CHECK_KINDS[result.answer],
        "value": result.because,
    }


def _finding(sealed: SealedDecision, finding: Finding) -> Row:
    said = [
        explanation.words
        for explanation in sealed.answers.decision.explanations
        if explanation.rule == finding.rule and explanation.words
    ]
    return {"finding": finding, "level": LEVELS[finding.effect], "reason": "\n".join(said)}


def _versions(sealed: SealedDecision) -> str:
    settings, assessed = sealed.circumstances.settings, sealed.assessment
    return (
        f"Rules {assessed.rules_version}, law {assessed.law_version}, "
        f"settings of the home’s provider {settings.version}"
    )
