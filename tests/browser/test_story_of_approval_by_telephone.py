"""A manager agrees by telephone, in a real browser on a phone, with two people at once."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Child, Professional
from decisions.models import Review, SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import ReviewStage
from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.stories import pages
from tests.stories.test_a_manager_agrees_by_telephone import (
    CALL,
    HER_WORDS,
    confirms_it,
    rings_the_manager,
    says_what_she_said,
    writes_down_what_went,
)
from tests.stories.test_a_manager_asks_a_question import leaves_a_doubt

AtPhone = Callable[[Appointment], ChromiumPerson]


def test_the_call_is_written_down_and_what_went_and_she_confirms_it(
    at_phone: AtPhone, asha: Appointment, maya: Appointment, kit: Child, social_worker: Professional
) -> None:
    author = at_phone(asha)
    record = leaves_a_doubt(author)
    rings_the_manager(author, record)
    writes_down_what_went(author)
    confirms_it(at_phone(maya), record)
    author.open(f"/records/{record.pk}/").sees("Call confirmed on screen", HER_WORDS)
    assert [one.stage for one in record.reviews.order_by("seq")] == [
        ReviewStage.FIRST,
        ReviewStage.CONFIRMATION,
    ]


def test_she_answers_on_screen_while_the_call_is_being_written_down(
    at_phone: AtPhone, asha: Appointment, maya: Appointment, kit: Child, social_worker: Professional
) -> None:
    author, manager = at_phone(asha), at_phone(maya)
    record = leaves_a_doubt(author)
    author.open(f"/records/{record.pk}/").follow(CALL)
    says_what_she_said(author)
    manager.open("/approval/").follow(record.code)
    pages.answers_for(manager, "Not before she has been rung back")
    manager.press("Do not agree: do not share").sees("You did not agree.")

    author.press("Sign and write down the call").sees("Somebody has reviewed this already")
    author.sees("Not before she has been rung back", "This answer stands")
    assert Review.objects.count() == 1
    assert standing(SharingDecision.objects.get(pk=record.pk)) is Standing.NOT_AGREED


def test_the_call_is_written_down_while_she_answers_on_screen(
    at_phone: AtPhone, asha: Appointment, maya: Appointment, kit: Child, social_worker: Professional
) -> None:
    author, manager = at_phone(asha), at_phone(maya)
    record = leaves_a_doubt(author)
    manager.open("/approval/").follow(record.code)
    pages.answers_for(manager, "Not before she has been rung back")
    rings_the_manager(author, record)

    manager.press("Do not agree: do not share").sees("You have reviewed this", HER_WORDS)
    assert Review.objects.count() == 1
    manager.follow("Confirm this call")
    pages.answers_for(manager, "I changed my mind at the screen")
    manager.press("I did not agree to this")
    assert standing(SharingDecision.objects.get(pk=record.pk)) is Standing.NOT_AGREED
