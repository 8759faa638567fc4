"""Three children in one incident: three records, each of one child, from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from decisions.recording.reading import read_sealed
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import place_child
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

COUNCIL = "Eastmere Council children's services"
TOLD = "Kit, Finn and Jude got into a car with a man whom nobody here knows."
BLUE_CAR = "the man in the blue car"


@pytest.fixture
def finn(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    return place_child(
        meadowbank, rowan_house, childrens_services, "Finn", "Abara", date(2012, 5, 4)
    )


@pytest.fixture
def jude(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    return place_child(
        meadowbank, rowan_house, childrens_services, "Jude", "Marlow", date(2013, 1, 9)
    )


def shares_urgently_about_kit(asha: Person) -> SharingDecision:
    asha.open("/urgent/").press("Write down what I shared")
    asha.answer("Which child?", "Kit Tolland")
    asha.answer("Who did you tell, or who rang?", COUNCIL)
    asha.answer("How were you in touch?", "I rang, or wrote to, a number or address we hold")
    asha.answer("What did you say?", TOLD).answer("Why was it urgent?", "They may be far by now.")
    asha.press("Sign this urgent record").sees("Signed. What you shared is recorded")
    return record_shown(asha)


def test_one_page_and_one_press_for_each_further_child(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    finn: Child,
    jude: Child,
    childrens_services: Agency,
) -> None:
    author = at_screen(asha)
    first = shares_urgently_about_kit(author)
    author.follow("Record the same for another child").sees("Each child has a record of their own.")
    author.answer("Which children is it about as well?", "Finn Abara", "Jude Marlow")
    author.press_twice("Begin these records")
    assert Draft.objects.count() == 2

    author.sees("Share urgently").sees_no("Kit, Finn")
    assert author.value_of("Which child?").startswith("Finn Abara")
    assert author.value_of("What did you say?") == (
        "Another child, Finn and another child got into a car with a man whom nobody here knows."
    )
    author.press("Sign this urgent record").sees("You have begun to record the same for another")
    second = record_shown(author)
    author.follow("Go on with JM").press("Sign this urgent record")
    third = record_shown(author)
    author.is_offered_no("Go on with FA", "Go on with JM")

    records = {kit: first, finn: second, jude: third}
    assert {one: record.child for one, record in records.items()} == {one: one for one in records}
    for child, record in records.items():
        others = [other for other in records if other != child]
        assert record.urgent
        assert record.disclosures.count() == 1
        author.open(f"/records/{record.pk}/")
        author.sees(*(f"Recorded beside {records[other].code}" for other in others))
        if record != first:
            held = str(read_sealed(record))
            for other in others:
                assert other.given_names not in held
                assert other.family_name not in held

    at_screen(maya).open(f"/children/{jude.pk}/").sees(third.code).sees_no(first.code, second.code)


def test_a_worry_about_a_man_is_written_for_two_children_and_says_that_it_is_not_proven(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    kit: Child,
    finn: Child,
    childrens_services: Agency,
) -> None:
    author = at_screen(asha)
    pages.begin(author, pages.OWN)
    pages.whom_to_tell(author, COUNCIL, job="Duty social worker")
    pages.what_for(author, "To protect a child or adult from harm", "So that he is looked for.")
    worry(author)
    pages.information(
        author, pages.Piece("Another adult", "He waits outside the school", "Staff saw or heard it")
    )
    the_man(author)
    pages.lawful(author)
    pages.childs_view(author, words="He said he knew my mum.")
    pages.told(author)
    pages.decide(author, "Share", "They must know of him.", how="Telephone, on a number we hold")
    author.sees(BLUE_CAR, "An allegation, not proven", "Look at it again on 30 November 2026")
    pages.sign(author)
    first = record_shown(author)
    author.open(f"/records/{first.pk}/").sees(BLUE_CAR, "To be looked at again on 30 November 2026")

    author.follow("Record the same for another child")
    author.answer("Which children is it about as well?", "Finn Abara")
    author.press("Begin these records").sees("This record is about one child.")
    draft = Draft.objects.get()
    begun = draft.read()
    assert (draft.child, draft.beside) == (finn, first)
    assert begun.people == ()
    assert begun.agreement.words == ""
    assert begun.decision.outcome is None


def worry(author: Person) -> None:
    pages.danger(
        author,
        "Suffering, or likely to suffer, significant harm",
        harms=["Sexual abuse"],
        to=["This child", "Another child"],
        because="Two children told us of him.",
    )


def the_man(author: Person) -> None:
    author.sees("Who else is it about?")
    author.answer("Who are they?", "An adult", within="Person 1")
    author.answer("Their name, or how you know them", BLUE_CAR, within="Person 1")
    author.answer("What part do they have?", "They may be a risk to a child", within="Person 1")
    author.answer("How far is it found out?", "An allegation, not proven", within="Person 1")
    author.press(pages.ON, refused=True).sees("Say when you will look at this again.")
    when = "If it is not proven: when will you look at it again?"
    author.answer(when, "30", "11", "2026", within="Person 1").press(pages.ON)
