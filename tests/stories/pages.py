"""The pages of the guide, each answered and sent: what a story does not say has a plain answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from decisions.models import SharingDecision
from tests.stories.person import Person

ASKED = "I was asked for information"
OWN = "I want to share information"
MOVE = "A child is moving"
EVERYDAY = "Set up everyday sharing"
ON = "Save and go on"
SAFEGUARDING = "Recognised legitimate interest: safeguarding a vulnerable person"
GOES, HELD_BACK, STAYS = (
    "It is needed, and it goes",
    "It is needed, but it stays",
    "It is not needed, so it stays",
)


@dataclass(frozen=True)
class Piece:
    """One piece of information as somebody writes it down."""

    kind: str
    words: str
    source: str = "It is in a document"
    fate: str = GOES


def begin(person: Person, start: str, child: str = "Kit Tolland") -> None:
    person.open("/").follow(start)
    person.answer("Which child is it about?", child).press("Start the record")


def who_asks(
    person: Person,
    who: str,
    *,
    name: str = "",
    job: str = "",
    body: str = "",
    how: str = "Telephone",
) -> None:
    person.answer("Who is asking?", who)
    _write(
        person,
        ("Their name", name),
        ("Their job", job),
        ("Name of the organisation, if it is not on the list", body),
    )
    person.answer("How did they ask?", how).press(ON)


def checked(
    person: Person,
    how: str = "I rang back on the number we already hold",
    *,
    part: str = "",
    doubt: str = "No",
    true: Iterable[str] = (),
) -> None:
    person.answer("How did you check who they are?", how)
    _write(person, ("What is their part in this child’s life?", part))
    person.answer("Do you have any doubt about them?", doubt)
    _tick(person, "Is any of this true?", true)
    person.press(ON)


def whom_to_tell(person: Person, who: str, *, name: str = "", job: str = "") -> None:
    person.answer("Who do you want to tell?", who)
    _write(person, ("Their name, if you know it", name), ("Their job", job))
    person.press(ON)


def what_for(
    person: Person, purpose: str, why: str, *, asked: str = "", refusing: bool = False
) -> None:
    _write(person, ("What did they ask for?", asked))
    person.answer("What is it for?", purpose).answer("Why is it needed?", why)
    if refusing:
        sure = "I already know that I will not share anything"
        person.answer(sure, sure)
    person.press(ON)


def danger(
    person: Person,
    severity: str,
    *,
    harms: Iterable[str] = (),
    to: Iterable[str] = (),
    because: str = "",
) -> None:
    person.answer("Is anyone being harmed, or likely to be?", severity)
    _tick(person, "What kind of harm?", harms)
    _tick(person, "Who may be harmed?", to)
    _write(person, ("What makes you think so?", because))
    person.press(ON)


def information(
    person: Person,
    *pieces: Piece,
    less: str = "No, less would not do",
    if_shared: str = "No",
    if_not: str = "Those who help Kit would not know.",
) -> None:
    for number, piece in enumerate(pieces, start=1):
        if number > 2:
            person.press("Add another item")
        part = f"Item {number}"
        person.answer("What kind of information?", piece.kind, within=part)
        person.answer("What exactly?", piece.words, within=part)
        person.answer("Where does it come from?", piece.source, within=part)
        person.answer("Does it go, or stay here?", piece.fate, within=part)
    person.answer("Could you do this with less, or without naming the child?", less)
    person.answer("Could sharing this harm anyone? How?", if_shared)
    person.answer("What could happen if it is not shared?", if_not).press(ON)


def nobody_else_to_name(person: Person) -> None:
    """The page about other people: who they are is not known yet."""
    person.sees("How far is it found out?").press(ON)


def lawful(person: Person, reason: str = SAFEGUARDING, *, sensitive: str = "") -> None:
    person.answer("Which lawful reason fits?", reason)
    _write(person, ("Some of it is sensitive. Why may you share that?", sensitive))
    person.press(ON)


def childs_view(
    person: Person,
    understands: str = "Yes, I have talked it through with them",
    thinks: str = "They agree",
    *,
    words: str = "",
) -> None:
    person.answer("Does the child understand what would be shared, with whom and why?", understands)
    person.answer("What do they think about it?", thinks)
    _write(person, ("What did they say, in their own words?", words))
    person.press(ON)


def told(person: Person, child: str = "Yes", *, parents: str = "", why_not: str = "") -> None:
    person.answer("Does the child know that you are sharing, or not sharing, this?", child)
    _write(
        person,
        ("Do parents, or those with parental responsibility, know?", parents),
        ("If somebody is not told: why not?", why_not),
    )
    person.press(ON)


def how_often(person: Person, often: str, look_again: tuple[str, str, str]) -> None:
    """Of what is shared regularly: how often, and the day (day, month, year) to look again."""
    person.answer("How often will you share it?", often)
    person.answer("When will you look at this again?", *look_again).press(ON)


def decide(person: Person, outcome: str, why: str, *, how: str = "") -> None:
    person.answer("What do you decide?", outcome).answer("Why?", why)
    _write(person, ("How will you send it?", how))
    person.press(ON)


def sign(person: Person, *reasons: tuple[str, str]) -> None:
    """Give the reasons that rules ask for, say that it is the right child, and sign.

    A reason goes by what its finding says: `("They ask for everything.", "Only school …")`.
    """
    _write(person, *((f"Your reason: {says}", reason) for says, reason in reasons))
    right = "Yes, this is the right child"
    person.answer(right, right).press("Sign the record")


def answers_for(
    manager: Person, words: str = "", *, question: str = "Your words to the author"
) -> None:
    """What a manager says before pressing a button: that they stand outside, and their words."""
    manager.answer(
        "Are you named in this, did you see it happen, or are you close to anybody in it?", "No"
    )
    _write(manager, (question, words))


def confirmed_in_writing(person: Person, record: SharingDecision) -> None:
    """Write down that what was said by telephone has been confirmed in writing."""
    person.open(f"/records/{record.pk}/").follow("Add to this record")
    person.answer("What are you adding?", "What was said is now confirmed in writing")
    person.answer("What should the record say as well?", "A letter with what I said.")
    person.answer("Why are you adding it now?", "The letter has gone today.")
    person.press("Sign and add")


def _write(person: Person, *answers: tuple[str, str]) -> None:
    for question, words in answers:
        if words:
            person.answer(question, words)


def _tick(person: Person, question: str, answers: Iterable[str]) -> None:
    chosen = tuple(answers)
    if chosen:
        person.answer(question, *chosen)
