"""A sealed record as a page shows it: headings and rows of words, all from the sealed bytes.

Both the record's own page and the page on which a manager reviews it are drawn from here, so
that what is approved is what anybody reads later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from decisions.policy.answers import Item
from decisions.policy.assessment import CheckResult, Finding
from decisions.policy.facts.basics import outcome_of
from decisions.policy.terms import SHARING, CheckAnswer, Effect, Start, Term
from decisions.recording.reading import SealedDecision
from infoshare.common.clock import LONDON

Row = dict[str, Any]

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
class Section:
    heading: str
    rows: list[Row]


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
    weighty = [found for found in findings if found["level"] in ("must", "manager", "reason")]
    leading = weighty[:_MOST_UNFOLDED]
    sections = [
        Section("The decision", _decision(sealed, recorded_at)),
        Section("What was told urgently", _urgent(sealed)),
        Section(*_other_side(sealed)),
        Section("Why they need it", _purpose(sealed)),
        Section("The lawful reason", _lawful(sealed)),
        Section("The child’s view", _child(sealed)),
        Section("Who was told about this", _told(sealed)),
    ]
    return Sheet(
        sentence=sealed.sentence,
        outcome=outcome_in_words(sealed),
        sections=[section for section in sections if section.rows],
        items=[_item(sealed, number, item) for number, item in _numbered(sealed)],
        checks=_checks(sealed),
        leading=leading,
        folded=[found for found in findings if found not in leading],
        versions=_versions(sealed),
    )


def outcome_in_words(sealed: SealedDecision) -> str:
    return sealed.words(outcome_of(sealed.answers))


def moment_in_words(moment: datetime) -> str:
    """A time on the clock of the home: 3 March 2026, 21:05."""
    here = moment.astimezone(LONDON)
    return f"{here.day} {here:%B %Y, %H:%M}"


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def length_in_words(length: timedelta) -> str:
    """How long, in the two largest units that matter: 1 day 3 hours, 40 minutes."""
    minutes = max(int(length.total_seconds()) // 60, 0)
    days, hours, left = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = [(days, "day"), (hours, "hour"), (left if not days else 0, "minute")]
    words = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(words) or "less than a minute"


def _rows(*pairs: tuple[str, Any]) -> list[Row]:
    return [{"key": key, "value": value} for key, value in pairs if value not in ("", None, [])]


def _all_words(sealed: SealedDecision, terms: Iterable[Term]) -> list[str]:
    return [sealed.words(term) for term in terms]


def _yes_no(answer: bool | None, yes: str = "Yes", no: str = "No") -> str:
    return "" if answer is None else yes if answer else no


def _decision(sealed: SealedDecision, recorded_at: datetime) -> list[Row]:
    decided = sealed.answers.decision
    late = recorded_at - sealed.occurred_at
    limit = timedelta(hours=sealed.circumstances.settings.retrospective_hours)
    signed_at = [moment_in_words(recorded_at)]
    if late > limit:
        signed_at.append(f"Written down late: {length_in_words(late)} after it happened.")
    return _rows(
        ("Decision", outcome_in_words(sealed)),
        ("With whom", sealed.recipient),
        ("Decided and signed by", sealed.signature),
        ("When it happened", moment_in_words(sealed.occurred_at)),
        ("When it was signed", signed_at),
        ("Reasons", decided.reasons),
        ("Not sure about", _all_words(sealed, decided.unsure)),
        ("Could a manager be reached?", "No" if decided.manager_unreachable else ""),
    )


def _urgent(sealed: SealedDecision) -> list[Row]:
    told = sealed.answers.urgent
    return _rows(
        ("What was said", told.said),
        ("Why it could not wait", told.why),
        ("Who told us", told.told_by),
    )


def _other_side(sealed: SealedDecision) -> tuple[str, list[Row]]:
    """Who asked and how they were checked; else whom staff chose to tell."""
    if sealed.answers.was_asked:
        return "Who asked", _requester(sealed)
    chosen = sealed.answers.transfer
    held = sealed.circumstances.recipient_held
    return "Who it is for", _rows(
        ("Name", chosen.name),
        ("Job or role", chosen.position),
        ("Organisation", held.name if held else chosen.agency_name),
        ("Kind", sealed.words(held.agency_type if held else chosen.agency_type)),
        ("Number we hold", held.number if held else ""),
        ("How they were reached", sealed.words(chosen.contact)),
        ("How it travels", sealed.words(chosen.method)),
    )


def _requester(sealed: SealedDecision) -> list[Row]:
    asked = sealed.answers.request
    held = sealed.circumstances.requester_held
    return _rows(
        ("Name", asked.name or "They gave no name"),
        ("Job or role", asked.position),
        ("Organisation", held.name if held else asked.agency_name),
        ("Kind", sealed.words(held.agency_type if held else asked.agency_type)),
        ("Number we hold", held.number if held else "We hold no number for them"),
        ("How they asked", sealed.words(asked.channel)),
        ("How we checked them", sealed.words(asked.verification)),
        ("Any doubt about them?", _yes_no(asked.doubt)),
        ("What they are to the child", sealed.words(asked.role_with_child)),
        ("What we noticed", _all_words(sealed, asked.features)),
        ("What they asked for", asked.asked_for),
        ("How it travels", sealed.words(sealed.answers.transfer.method)),
    )


def _purpose(sealed: SealedDecision) -> list[Row]:
    purpose, concern = sealed.answers.purpose, sealed.answers.concern
    weighed = sealed.answers.necessity
    return _rows(
        ("What it is for", [word for word in (sealed.words(purpose.code), purpose.words) if word]),
        ("Is anyone in danger?", sealed.words(concern.severity)),
        ("Kinds of harm", _all_words(sealed, concern.harms)),
        ("Who is at risk", _all_words(sealed, concern.at_risk)),
        ("What it means", concern.analysis),
        ("Already reported", concern.already_reported),
        ("Would less do?", sealed.words(weighed.less_intrusive)),
        ("Harm if we share", weighed.harm_if_shared),
        ("Harm if we do not", weighed.harm_if_not_shared),
    )


def _lawful(sealed: SealedDecision) -> list[Row]:
    reason = sealed.answers.basis
    return _rows(
        ("Lawful basis", _cited(sealed, reason.basis)),
        ("Condition", _cited(sealed, reason.interest)),
        ("Law or duty", [*_cited(sealed, reason.gateway), *filter(None, [reason.provision])]),
        ("For sensitive information", _cited(sealed, reason.special)),
        ("For offence information", _cited(sealed, reason.offence)),
        ("Why without consent", _all_words(sealed, reason.without_consent)),
    )


def _cited(sealed: SealedDecision, term: Term | None) -> list[str]:
    if term is None:
        return []
    citation = sealed.cited.get(str(term.value), "")
    return [line for line in (sealed.words(term), citation) if line]


def _child(sealed: SealedDecision) -> list[Row]:
    agreement = sealed.answers.agreement
    return _rows(
        ("Does the child understand?", sealed.words(agreement.understanding)),
        ("What they think", sealed.words(agreement.view)),
        ("In their words", agreement.words),
    )


def _told(sealed: SealedDecision) -> list[Row]:
    openness = sealed.answers.openness
    again = openness.look_again_on
    return _rows(
        ("Was the child told?", sealed.words(openness.child_told)),
        (
            "Were parents or those with parental responsibility told?",
            sealed.words(openness.parents_told),
        ),
        ("Why not", openness.why_not),
        ("Tell them by", day_in_words(again) if again else ""),
    )


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
        )
        if stands
    ]
    goes = item.going and outcome_of(sealed.answers) in SHARING
    said = [words for words in (item.words, sealed.words(item.provenance)) if words]
    return [
        {"text": f"{number}. {sealed.words(item.category)}", "hint": ". ".join(marks)},
        said,
        {"text": "", "status": "Goes", "kind": "done"} if goes else {"text": "", "status": "Stays"},
    ]


def _checks(sealed: SealedDecision) -> list[Row]:
    """The seven checks; an urgent page asks for none of what they are derived from."""
    if sealed.answers.start is Start.URGENT:
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
