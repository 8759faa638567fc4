"""The sections of a sealed record: question and answer, by subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from decisions.policy.answers import Answers, PersonConcerned
from decisions.policy.facts.basics import outcome_of
from decisions.policy.terms import Start, Term
from decisions.recording.reading import SealedDecision
from decisions.recording.written_by import filled_in_by_others, told_and_recorded
from infoshare.common.times_in_words import day_in_words, length_in_words, moment_in_words

Row = dict[str, Any]
Pairs = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Section:
    heading: str
    rows: list[Row]


def sections_of(sealed: SealedDecision, recorded_at: datetime) -> list[Section]:
    """What stands in a record, by subject; sections without anything to say are left out."""
    sections = [
        Section("The decision", _decision(sealed, recorded_at)),
        Section(*_told_first(sealed)),
        Section(*_other_side(sealed)),
        Section("Why they need it", _purpose(sealed)),
        Section("Other people it is about", _other_people(sealed)),
        Section("The lawful reason", _lawful(sealed)),
        Section("The child’s view", _child(sealed)),
        Section("Who was told about this", _told(sealed)),
        Section("How often it is shared", _regularly(sealed)),
        Section("Who filled in what", filled_in_by_others(sealed)),
    ]
    return [section for section in sections if section.rows]


def outcome_in_words(sealed: SealedDecision) -> str:
    if sealed.answers.start is Start.ALREADY_SHARED:
        return "Already shared"
    return sealed.words(outcome_of(sealed.answers))


def began_in_words(answers: Answers) -> str:
    """What the time is of that is kept beside the time of writing (rule I13)."""
    return "They asked" if answers.was_asked else "It happened"


def _rows(*pairs: tuple[str, Any]) -> list[Row]:
    return [{"key": key, "value": value} for key, value in pairs if value not in ("", None, [])]


def _all_words(sealed: SealedDecision, terms: Iterable[Term]) -> list[str]:
    return [sealed.words(term) for term in terms]


def _yes_no(answer: bool | None, yes: str = "Yes", no: str = "No") -> str:
    return "" if answer is None else yes if answer else no


def _moment(at: datetime | None) -> str:
    return "" if at is None else moment_in_words(at)


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
        (began_in_words(sealed.answers), moment_in_words(sealed.occurred_at)),
        ("It was written down", signed_at),
        ("Where the child lived", _had_left(sealed)),
        ("Reasons", decided.reasons),
        ("Not sure about", _all_words(sealed, decided.unsure)),
        ("Could a manager be reached?", "No" if decided.manager_unreachable else ""),
        ("Would sharing harm the child more?", _yes_no(decided.more_detrimental)),
        ("What a lawyer advised", decided.legal_advice),
    )


def _had_left(sealed: SealedDecision) -> str:
    """That the child had moved when it was signed: it is a record of the home that knew."""
    if sealed.child_left_on is None:
        return ""
    return f"The child had left {sealed.home} on {day_in_words(sealed.child_left_on)}."


def _told_first(sealed: SealedDecision) -> tuple[str, list[Row]]:
    """What an urgent page, and that of what has gone already, say in words."""
    told = sealed.answers.urgent
    if sealed.answers.start is Start.ALREADY_SHARED:
        astray = _yes_no(sealed.answers.transfer.astray)
        return "What had already been shared", _rows(
            ("What was said or sent", told.said),
            ("Why it was shared", told.why),
            ("Who shared it", told.told_by),
            ("Wrong person, or more than agreed?", astray),
        )
    return "What was told urgently", _rows(
        ("What was said", told.said),
        ("Why it could not wait", told.why),
        ("Who told us", told_and_recorded(sealed, "urgent", told.told_by)),
    )


def _other_side(sealed: SealedDecision) -> tuple[str, list[Row]]:
    """Who asked and how they were checked; else whom staff chose to tell."""
    if sealed.answers.was_asked:
        return "Who asked", _requester(sealed)
    chosen = sealed.answers.transfer
    held = sealed.circumstances.recipient_held
    gone = sealed.answers.start is Start.ALREADY_SHARED
    return "Who was told" if gone else "Who it is for", _rows(
        ("Name", chosen.name),
        ("Job or role", chosen.position),
        ("Organisation", held.name if held else chosen.agency_name),
        ("Kind", sealed.words(held.agency_type if held else chosen.agency_type)),
        ("Number we hold", held.number if held else ""),
        ("How they were reached", sealed.words(chosen.contact)),
        ("Outside the United Kingdom?", _yes_no(chosen.outside_uk)),
        ("How it went" if gone else "How it travels", sealed.words(chosen.method)),
        *_how_safely(sealed),
    )


def _how_safely(sealed: SealedDecision) -> Pairs:
    sent = sealed.answers.transfer
    return (
        ("Checked by a second person?", _yes_no(sent.second_check)),
        ("Does the password go another way?", _yes_no(sent.password_apart)),
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
        ("Outside the United Kingdom?", _yes_no(asked.outside_uk)),
        ("What they asked for", asked.asked_for),
        ("They need an answer by", _moment(asked.wanted_by)),
        ("How it travels", sealed.words(sealed.answers.transfer.method)),
        *_how_safely(sealed),
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
        ("Who saw or heard it", told_and_recorded(sealed, "concern", concern.told_by)),
        ("Who works here and is named", [*sealed.named_staff, *_words(concern.staff_in_words)]),
        ("Already reported", concern.already_reported),
        ("When the child came back", _moment(concern.returned_at)),
        ("Offered a talk on coming back?", _yes_no(concern.return_interview_offered)),
        ("An indecent picture or film of a child?", _yes_no(concern.indecent_image)),
        ("Between two young people who both wanted it?", _yes_no(concern.between_peers)),
        ("Would less do?", sealed.words(weighed.less_intrusive)),
        ("Does the whole file go?", _yes_no(weighed.whole_file)),
        ("Harm if we share", weighed.harm_if_shared),
        ("Harm if we do not", weighed.harm_if_not_shared),
    )


def _words(text: str) -> list[str]:
    return [text] if text.strip() else []


def _other_people(sealed: SealedDecision) -> list[Row]:
    """Each with how far what is said of them is found out: an allegation never reads as a fact."""
    return [
        {"key": f"{number}. {sealed.words(person.kind)}", "value": _person(sealed, person)}
        for number, person in enumerate(sealed.answers.people, start=1)
    ]


def _person(sealed: SealedDecision, person: PersonConcerned) -> list[str]:
    again = person.review_on
    lines = [person.name, sealed.words(person.part), sealed.words(person.proof)]
    if again is not None:
        lines.append(f"To be looked at again on {day_in_words(again)}")
    return [line for line in lines if line]


def _lawful(sealed: SealedDecision) -> list[Row]:
    reason = sealed.answers.basis
    return _rows(
        ("Lawful basis", _cited(sealed, reason.basis)),
        ("Condition", _cited(sealed, reason.interest)),
        ("Law or duty", [*_cited(sealed, reason.gateway), *filter(None, [reason.provision])]),
        ("For sensitive information", _cited(sealed, reason.special)),
        ("For offence information", _cited(sealed, reason.offence)),
        ("Why without consent", _all_words(sealed, reason.without_consent)),
        ("Why it is fair to the child", reason.balance),
        ("Who keeps it confidential", reason.professional),
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
        ("Were they asked at a hard time?", _yes_no(agreement.under_pressure)),
        ("Who says that it must not be shared", _all_words(sealed, agreement.objections)),
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


def _regularly(sealed: SealedDecision) -> list[Row]:
    arrangement = sealed.answers.arrangement
    again = arrangement.review_on
    return _rows(
        ("How often", arrangement.how_often),
        ("Look at it again by", day_in_words(again) if again else ""),
    )
