"""A button pressed twice does what it says once."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from decisions.models import Disclosure, Draft, Receipt, Review, SharingDecision
from infoshare.ledger.models import Leaf
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.test_a_child_tells_of_abuse_at_night import SIX_ANSWERS
from tests.stories.test_a_school_asks_for_everything import cuts_it_to_part
from tests.stories.visitor import Visitor


def test_an_urgent_record_signed_twice_is_one_record_and_one_share(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, childrens_services: Agency
) -> None:
    author = at_screen(asha).open("/urgent/").press_twice("Write down what I shared")
    assert Draft.objects.count() == 1
    for question, words in SIX_ANSWERS.items():
        author.answer(question, words)
    before = Leaf.objects.count()
    author.press_twice("Sign this urgent record").sees("Signed. What you shared is recorded")
    record = SharingDecision.objects.get()
    author.sees(record.code)
    assert record.disclosures.count() == 1
    assert Leaf.objects.count() == before + 2

    author.press_twice("Fill in the full form")
    assert Draft.objects.count() == 1


def test_agreeing_sharing_and_hearing_back_twice_is_written_once(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = cuts_it_to_part(author)
    before = Leaf.objects.count()

    pages.answers_for(manager.open(f"/records/{record.pk}/review/"))
    manager.press_twice("Agree: share")
    manager.sees("You have reviewed this", "This answer stands")
    assert Review.objects.count() == 1

    author.open(f"/records/{record.pk}/shared/")
    to = "Ines Duarte, Pastoral lead, Hollin Bank School"
    author.answer(f"Did it go to {to}, and to nobody else?", "Yes")
    author.press_twice("Record what we shared").sees("What we shared is in the record.")
    assert Disclosure.objects.count() == 1

    author.follow("Record what they said")
    author.answer("What did they say?", "They confirm that they have it")
    author.press_twice("Record what they said")
    assert Receipt.objects.count() == 1
    assert Leaf.objects.count() == before + 3
