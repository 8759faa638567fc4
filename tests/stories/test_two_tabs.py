"""The same draft in two tabs: nothing is lost, and nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child, Professional
from decisions.models import SharingDecision
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import record_shown
from tests.stories.visitor import Visitor

FIRST, SECOND = "For the review on Friday.", "For the review on Monday."
CARE = "To plan or review the child's care"


def two_tabs_at_the_same_page(asha: Visitor, again: Visitor) -> None:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "Priya Nair, Social worker")
    pages.checked(asha)
    again.open(asha.address)


def test_the_second_tab_shows_both_texts_and_a_person_chooses(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, social_worker: Professional
) -> None:
    one, other = at_screen(asha), at_screen(asha)
    two_tabs_at_the_same_page(one, other)
    pages.what_for(one, CARE, FIRST, asked="How Kit is")
    pages.what_for(other, CARE, SECOND, asked="How Kit is")
    assert other.status == 409
    other.sees("This page was changed in another window", "Nothing is lost", FIRST)
    assert other.value_of("Why is it needed?") == SECOND
    other.press("Save what is in the boxes")

    one.open(other.address.replace("concern", "purpose"))
    assert one.value_of("Why is it needed?") == SECOND


def test_what_the_other_tab_saved_can_be_kept(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, social_worker: Professional
) -> None:
    one, other = at_screen(asha), at_screen(asha)
    two_tabs_at_the_same_page(one, other)
    pages.what_for(one, CARE, FIRST, asked="How Kit is")
    pages.what_for(other, CARE, SECOND, asked="How Kit is")
    other.press("Keep what was saved before")
    other.open(one.address.replace("concern", "purpose"))
    assert other.value_of("Why is it needed?") == FIRST


def test_signing_in_both_tabs_gives_one_record(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, childrens_services: Agency
) -> None:
    one, other = at_screen(asha), at_screen(asha)
    pages.begin(one, pages.OWN)
    pages.whom_to_tell(one, "Eastmere Council children's services", job="Duty social worker")
    pages.what_for(one, CARE, FIRST)
    pages.danger(one, "Everyday welfare")
    pages.information(one, pages.Piece("Education", "How Kit gets on"))
    pages.lawful(one)
    pages.childs_view(one, words="That is fine.")
    pages.told(one)
    pages.decide(one, "Share", "They plan Kit’s care.", how="Telephone, on a number we hold")
    other.open(one.address)
    pages.sign(one)
    pages.sign(other)
    assert record_shown(one) == record_shown(other) == SharingDecision.objects.get()
    assert read_decision(record_shown(one)).answers.purpose.words == FIRST
