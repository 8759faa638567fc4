"""Somebody leaves in the middle: nothing typed is lost, on this device or on another one."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Child, Professional
from decisions.models import Draft, SharingDecision
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment
from tests.cast import PASSWORD
from tests.sign_in.conftest import with_printed_codes
from tests.stories import pages
from tests.stories.person import record_shown
from tests.stories.visitor import Visitor

HALF = "She asked how Kit sleeps, and what"
WHOLE = "She asked how Kit sleeps, and what helps."


def finishes(asha: Visitor) -> SharingDecision:
    pages.danger(asha, "Everyday welfare")
    pages.information(asha, pages.Piece("Behaviour", "How Kit sleeps", "Staff saw or heard it"))
    pages.lawful(asha)
    pages.childs_view(asha, words="She can know.")
    pages.told(asha)
    pages.decide(asha, "Share", "She plans Kit’s care.", how="Telephone, on a number we hold")
    pages.sign(asha)
    return record_shown(asha)


def begins(asha: Visitor) -> None:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "Priya Nair, Social worker")
    pages.checked(asha)


def test_a_draft_is_taken_up_again_on_another_device(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, social_worker: Professional
) -> None:
    phone, tablet = at_screen(asha), at_screen(asha)
    begins(phone)
    phone.answer("What did they ask for?", HALF).press("Save and leave")
    phone.sees("What you typed is kept. That page is not finished yet.")

    tablet.open("/").sees("Drafts to finish", "Not finished").follow(f"{pages.ASKED}: KT")
    tablet.sees("What is it for?", "This is not saved yet")
    assert tablet.value_of("What did they ask for?") == HALF
    pages.what_for(
        tablet, "To plan or review the child's care", "For the review on Friday.", asked=WHOLE
    )
    record = finishes(tablet)
    sealed = read_decision(record)
    assert sealed.answers.request.name == "Priya Nair"
    assert sealed.answers.request.asked_for == WHOLE
    assert not Draft.objects.exists()

    # The phone still shows the draft; it leads to the record and not to a second one.
    phone.open(f"/drafts/{record.draft_id}/").sees(record.code)
    assert SharingDecision.objects.count() == 1


def test_what_was_typed_before_the_sign_in_ran_out_is_there_afterwards(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, social_worker: Professional
) -> None:
    phone = at_screen(asha)
    begins(phone)
    (code, *_) = with_printed_codes(asha.user)
    phone.client.logout()
    pages.what_for(
        phone, "To plan or review the child's care", "For the review on Friday.", asked=WHOLE
    )
    phone.sees("Sign in").answer("Sign-in name", "asha.rahman").answer("Password", PASSWORD)
    phone.press("Sign in").answer("Code from your app, or the next printed code", code)
    phone.press("Sign in").sees("What is it for?", "This is not saved yet")
    assert phone.value_of("What did they ask for?") == WHOLE
    assert phone.value_of("What is it for?") == "To plan or review the child's care"
    phone.press(pages.ON)
    record = finishes(phone)
    assert read_decision(record).answers.request.asked_for == WHOLE
    assert record.author == asha
