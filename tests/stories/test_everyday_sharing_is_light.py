"""Something is agreed once and shared often: each time one page; what is unusual is not lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from children.models import Agency, Child, Involvement, Professional
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Outcome, RoleWithChild, Start
from decisions.recording.reading import read_decision, read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

pytestmark = pytest.mark.as_site

MEALS, SLEEP = "What Kit ate at breakfast", "How many hours Kit slept"
TUTOR = "Joan Ellery, Form tutor"
LINK = "Share about KT with Joan Ellery"
TO_SHARE = "Share under this arrangement"
CONFLICT = "Are you named in this, did you see it happen, or are you close to anybody in it?"
LOOK_AGAIN = ("1", "3", "2027")
AFTER_THE_REVIEW = datetime(2027, 3, 5, 9, 0, tzinfo=UTC)
LONG_AFTER = datetime(2027, 3, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def tutor(school: Agency, kit: Child) -> Professional:
    person = Professional.objects.create(
        agency=school, name="Joan Ellery", position="Form tutor", number="01632 960231"
    )
    Involvement.objects.create(
        child=kit,
        professional=person,
        role=RoleWithChild.EDUCATION.value,
        starts_on=clock.today(),
    )
    return person


def sets_it_up(asha: Person, look_again: tuple[str, str, str] = LOOK_AGAIN) -> SharingDecision:
    """Each page of the guide once, as for any record."""
    pages.begin(asha, pages.EVERYDAY)
    asha.sees("Who will you share it with?")
    pages.whom_to_tell(asha, TUTOR)
    pages.what_for(asha, "To help with school or learning", "So that Kit is ready to learn.")
    asha.sees("What would you share each time?")
    pages.information(
        asha,
        pages.Piece("Wishes and feelings", MEALS, "Staff saw or heard it"),
        pages.Piece("Behaviour", SLEEP, "Staff saw or heard it"),
    )
    pages.lawful(asha)
    pages.childs_view(asha, words="You can tell Miss Ellery.")
    pages.told(asha)
    pages.how_often(asha, "Every school day", look_again)
    pages.decide(
        asha, "Share", "The school can help Kit settle.", how="Telephone, on a number we hold"
    )
    asha.sees("decided to share information regularly about", "Your manager must agree once.")
    pages.sign(asha)
    asha.sees("Do not share it yet", "Your manager must agree once")
    return record_shown(asha)


def agrees(maya: Person, record: SharingDecision) -> None:
    maya.open("/").follow("to approve").follow(record.code)
    maya.sees("Every school day", "Look at it again by")
    presses_agree(maya)


def presses_agree(maya: Person) -> None:
    maya.answer(CONFLICT, "No").press("Agree: share")


def shares(person: Person, words: str = "") -> None:
    """One share: a link on the start page, one answer, one button."""
    person.open("/").follow(LINK).sees(MEALS, SLEEP)
    if words:
        person.answer("Anything else you said?", words)
    person.answer("Is anything unusual?", "No").press("Record what I shared")
    person.sees("What you shared is in the record")


def is_asked_for_more(ben: Person) -> Draft:
    """They ask for more: the guide takes over, and what was written is in it."""
    ben.open("/").follow(LINK).answer("Anything else you said?", "They want to know his address")
    ben.answer("Is anything unusual?", "Yes: they ask for more").press("Record what I shared")
    ben.sees("What you wrote is kept", "Who is asking for information?")
    ben.answer("How did they ask?", "Telephone").press(pages.ON)
    return Draft.objects.get(answers__contains="They want to know his address")


def test_it_is_agreed_once_and_shared_three_times(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    tutor: Professional,
) -> None:
    author, colleague, manager = at_screen(asha), at_screen(ben), at_screen(maya)
    record = sets_it_up(author)
    assert record.start == Start.ROUTINE
    assert record.outcome == Outcome.SHARE
    assert record.needs_approval
    colleague.open("/").is_offered_no(LINK)
    colleague.open("/everyday/").follow("Joan Ellery").sees("This cannot be used now", "must agree")

    agrees(manager, record)
    for words in ("", "He was cheerful.", ""):
        shares(colleague, words)
    gone = list(record.disclosures.all())
    assert [one.recorded_by for one in gone] == [ben, ben, ben]
    assert "He was cheerful." in [read_sealed(one)["guarded"]["words"] for one in gone]

    draft = is_asked_for_more(colleague)
    assert draft.read().start is Start.ASKED
    assert draft.read().request.agency == tutor.agency_id
    assert draft.read().purpose == read_decision(record).answers.purpose
    assert record.disclosures.count() == 3


def test_its_review_warns_and_then_closes_it_until_it_is_renewed(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    tutor: Professional,
) -> None:
    author, colleague, manager = at_screen(asha), at_screen(ben), at_screen(maya)
    record = sets_it_up(author)
    agrees(manager, record)
    with clock.at(AFTER_THE_REVIEW):
        author = at_screen(asha).open("/").follow(LINK)
        author.sees("Look at this again", "You can use it until 15 March 2027")
        author.answer("Is anything unusual?", "No").press("Record what I shared")
    with clock.at(LONG_AFTER):
        colleague, manager = at_screen(ben), at_screen(maya)
        colleague.open("/").is_offered_no(LINK)
        colleague.open("/everyday/").follow("Joan Ellery")
        colleague.sees("Closed until it is renewed").press("Renew this arrangement")
        assert "child" in colleague.address
        pages.childs_view(colleague, words="Still fine.")
        colleague.press(pages.ON)
        pages.how_often(colleague, "Every school day", ("1", "6", "2027"))
        colleague.press(pages.ON)
        pages.sign(colleague)
        newer = record_shown(colleague)
        assert newer.follows == record
        manager.open("/").follow("to approve").follow(newer.code)
        presses_agree(manager)
        colleague.open("/").follow(LINK).sees("1 June 2027")
        colleague.open(f"/everyday/{record.pk}/").sees("It was renewed. Use the new one.")
