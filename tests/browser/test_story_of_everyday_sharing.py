"""Everyday sharing in a real browser on phones: two people at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from children.models import Professional
from decisions.models import SharingDecision
from decisions.policy.terms import Start
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.browser.chromium_person import ChromiumPerson
from tests.stories.test_everyday_sharing_is_light import LINK, agrees, is_asked_for_more, sets_it_up
from tests.stories.test_everyday_sharing_is_light import tutor as tutor

BUTTON = "Record what I shared"


def in_two_months() -> tuple[str, str, str]:
    day = clock.today() + timedelta(days=60)
    return str(day.day), str(day.month), str(day.year)


def both_press_at_once(first: ChromiumPerson, second: ChromiumPerson) -> None:
    """Two people at two phones press the same button before either is answered."""
    with first.page.expect_navigation(), second.page.expect_navigation():
        for person in (first, second):
            button = person.page.get_by_role("button", name=BUTTON)
            button.evaluate("button => setTimeout(() => button.click(), 0)")
    for person in (first, second):
        person.sees("What you shared is in the record")


def test_two_share_at_the_same_moment_while_the_manager_looks(
    at_phone: Callable[[Appointment], ChromiumPerson],
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    tutor: Professional,
) -> None:
    author, manager = at_phone(asha), at_phone(maya)
    record = sets_it_up(author, in_two_months())
    agrees(manager, record)

    colleague = at_phone(ben)
    for person, words in ((author, "From the morning"), (colleague, "From the evening")):
        person.open("/").follow(LINK).answer("Anything else you said?", words)
        person.answer("Is anything unusual?", "No")
    both_press_at_once(author, colleague)
    by = {one.recorded_by_id for one in record.disclosures.all()}
    assert by == {asha.pk, ben.pk}

    manager.open(f"/records/{record.pk}/")
    manager.sees("From the morning", "From the evening", "Asha Rahman", "Ben Castell")
    assert is_asked_for_more(colleague).read().start is Start.ASKED
    assert SharingDecision.objects.get().disclosures.count() == 2


def test_an_everyday_share_is_one_link_one_answer_and_one_button(
    at_phone: Callable[[Appointment], ChromiumPerson],
    asha: Appointment,
    maya: Appointment,
    tutor: Professional,
) -> None:
    author = at_phone(asha)
    record = sets_it_up(author, in_two_months())
    agrees(at_phone(maya), record)
    author.open("/")
    pages, answers = len(author.seen), author.answered
    author.follow(LINK).answer("Is anything unusual?", "No").press(BUTTON)
    assert author.answered - answers == 1
    assert author.seen[pages:] == [f"/everyday/{record.pk}/", "/"]
    assert record.disclosures.count() == 1
