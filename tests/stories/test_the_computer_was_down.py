"""The computer was down: it was written on paper, and two days later on the computer.

From the printed page to the record, which shows when it happened and when it was written down.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from children.models import Agency, Child
from decisions.models.standing import Standing, standing
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.conftest import MORNING
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

LATE = "This is being recorded late."
WHY = "The computer was down from Saturday to Monday. I wrote it on paper."
COUNCIL = "Eastmere Council children's services"


def on_saturday(person: Person, question: str) -> None:
    person.answer(question, "21", "11", "2026", "14:20")


def prints(person: Person, form: str) -> None:
    """What was printed before it was needed: blank, with whom to ring."""
    person.open("/").follow("Paper forms, for when the computer is down").follow(form)
    person.sees("Maya Okoro", "01632 960101", "ring 999", "When did you write this?")
    person.sees_no("Kit", "Tolland")


def test_a_refusal_from_paper_shows_both_times(
    at_screen: Callable[[Any], Visitor], asha: Appointment, kit: Child
) -> None:
    author = at_screen(asha)
    prints(author, pages.ASKED)
    author.sees("When did they ask?", "Why?", f"press “{pages.ASKED}”")

    pages.begin(author, pages.ASKED)
    pages.who_asks(author, "Newspaper", name="would not say", job="Reporter", body="The Echo")
    on_saturday(author, "When did they ask?")
    pages.checked(author, "I have not been able to check", part="None that I know of", doubt="Yes")
    pages.what_for(
        author,
        "For a story, photo or publicity",
        "They would not say",
        asked="If a boy of that name lives here",
        refusing=True,
    )
    pages.danger(author, "No concern")
    pages.decide(author, "Do not share", "They have no part in any child's life.")
    author.sees(LATE)
    author.press("Sign the record", refused=True)
    pages.sign(author, (LATE, WHY))
    record = record_shown(author)
    author.open(f"/records/{record.pk}/").sees("21 November 2026, 14:20", "23 November 2026", WHY)
    happened = read_decision(record).answers.request.occurred_at
    assert happened is not None
    assert f"{happened:%d %H:%M}" == "21 14:20"
    assert record.recorded_at == MORNING


def test_an_urgent_share_from_paper_saves_at_once_and_shows_both_times(
    at_screen: Callable[[Any], Visitor], asha: Appointment, kit: Child, childrens_services: Agency
) -> None:
    author = at_screen(asha)
    prints(author, "Share urgently")
    author.sees("What did you say?", "Why was it urgent?", "01632 960201")

    author.open("/").press("Share urgently")
    author.answer("Which child?", "Kit Tolland").answer("Who did you tell, or who rang?", COUNCIL)
    author.answer("How were you in touch?", "I rang, or wrote to, a number or address we hold")
    author.answer("What did you say?", "That Kit had not come back.")
    author.answer("Why was it urgent?", "It was dark, and he had no coat.")
    on_saturday(author, "When was it?")
    author.press("Sign this urgent record", refused=True)
    author.answer("If it was more than a day ago: why do you write it down now?", WHY)
    author.press("Sign this urgent record")
    record = record_shown(author)
    assert standing(record) is not Standing.AWAITING
    author.open(f"/records/{record.pk}/").sees("21 November 2026, 14:20", "23 November 2026", WHY)
    assert record.recorded_at == MORNING
