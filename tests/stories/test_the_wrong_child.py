"""A record is signed under the wrong child, has gone already, and is put right the next day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from children.models import Agency, Child, Professional
from decisions.models import Draft, SharingDecision
from decisions.recording.reading import read_decision, read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider, Visit
from tests.cast import place_child
from tests.stories import pages
from tests.stories.conftest import MORNING
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

COUNCIL = "Eastmere Council children's services"
NEXT_DAY = MORNING + timedelta(hours=20)
WHOM = f"Duty social worker, {COUNCIL}"


@pytest.fixture
def finn(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    return place_child(
        meadowbank, rowan_house, childrens_services, "Finn", "Abara", date(2012, 5, 4)
    )


def shares_about_the_wrong_child(asha: Person) -> SharingDecision:
    pages.begin(asha, pages.OWN)
    pages.whom_to_tell(asha, COUNCIL, job="Duty social worker")
    pages.what_for(asha, "To plan or review the child's care", "For Kit’s review on Friday.")
    pages.danger(asha, "Everyday welfare")
    pages.information(asha, pages.Piece("Behaviour", "Kit sleeps badly", "Staff saw or heard it"))
    pages.lawful(asha)
    pages.childs_view(asha, words="That is fine.")
    pages.told(asha)
    pages.decide(asha, "Share", "She plans Kit’s care.", how="Telephone, on a number we hold")
    pages.sign(asha)
    record = record_shown(asha)
    writes_down_what_went(asha, "23", "09:30")
    return record


def writes_down_what_went(asha: Person, day: str, time: str) -> None:
    asha.follow("Record what we shared")
    asha.answer(f"Did it go to {WHOM}, and to nobody else?", "Yes")
    asha.answer("When did it go?", day, "11", "2026", time)
    asha.press("Record what we shared")
    asha.sees("What we shared is in the record.")


def puts_it_right(asha: Person, record: SharingDecision) -> SharingDecision:
    asha.open(f"/records/{record.pk}/").follow("Wrong child? This is about another child")
    asha.sees("filed under Kit Tolland, born 14 March 2011", "It has been shared already")
    asha.press("Move it to the right child", refused=True)
    asha.sees("Choose the child whom it is about.", "Write how you know.")
    asha.answer("Which child is it about?", "Finn Abara")
    asha.answer("How do you know?", "I chose the wrong name in the list.")
    checked = "I have checked the name and the date of birth of the right child"
    asha.answer(checked, checked).press("Move it to the right child")
    asha.sees("This is the record for the right child.", "Finn Abara, born 4 May 2012")
    asha.sees("The child sleeps badly", "She plans the child’s care.").sees_no("Kit")
    pages.sign(asha)
    return record_shown(asha)


def test_it_moves_to_the_right_child_and_leaves_the_wrong_one(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    dana: Appointment,
    ivy: Visit,
    kit: Child,
    finn: Child,
    social_worker: Professional,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = shares_about_the_wrong_child(author)
    stale = at_screen(asha)
    stale.open(f"/records/{record.pk}/another-child/")
    with clock.at(NEXT_DAY):
        new = puts_it_right(author, record)
        writes_down_what_went(author, "23", "09:30")
        assert new.disclosures.get().shared_at == record.disclosures.get().shared_at

        assert (new.child, new.refiles, new.author) == (finn, record, asha)
        held = str(read_sealed(new))
        assert "Kit" not in held
        assert "Tolland" not in held
        assert read_decision(record).answers.items[0].words == "Kit sleeps badly"

        manager.open(f"/children/{finn.pk}/").sees(new.code).sees_no(record.code)
        manager.open(f"/children/{kit.pk}/").sees_no(record.code, new.code)
        manager.open("/records/").sees(new.code).sees_no(record.code)
        manager.open("/follow-ups/").sees_no(record.code)
        for who in (dana, ivy):
            reader = at_screen(who)
            reader.open(f"/records/{record.pk}/")
            reader.sees("Filed under the wrong child on", f"the record is now {new.code}")
            reader.open("/records/").sees_no(record.code)

        # The page that was open since yesterday says what became of it, and writes nothing twice.
        stale.answer("Which child is it about?", "Finn Abara")
        stale.answer("How do you know?", "The wrong name.")
        checked = "I have checked the name and the date of birth of the right child"
        stale.answer(checked, checked).press("Move it to the right child")
        stale.sees("You said this already, on", new.code)
        assert SharingDecision.objects.count() == 2
        assert not Draft.objects.exists()
