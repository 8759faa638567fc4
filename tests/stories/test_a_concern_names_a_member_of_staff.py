"""A concern names the manager: she finds nothing of it, and the responsible individual answers.

Another names the responsible individual, and the nominated alternate answers.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from children.models import Agency, Child, Professional
from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import AgencyType
from infoshare.organisation.models import Appointment, Provider
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

SAID = "She shut the door on him and shouted"
SEEN = "Share it. I will speak to her, and to nobody else."
WHO_IS_IT = "Who is it? Tick everybody whom it names."
WHO_TELLS_THEM = (
    "Not everybody who must hear of this allegation has been told.",
    "The responsible individual tells the LADO and Ofsted today.",
)
FOLD = "Does it name anybody who works here?"


@pytest.fixture
def lado(meadowbank: Provider) -> Agency:
    return Agency.objects.create(
        provider=meadowbank,
        agency_type=AgencyType.LADO.value,
        name="Eastmere LADO",
        number="01632 960299",
    )


def tells_who_asked(asha: Person, *named: str) -> SharingDecision:
    """The social worker asks, unchecked; what asha would tell is about somebody who works here."""
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "Priya Nair, Social worker")
    pages.checked(asha, "I know them by voice or face", doubt="Yes")
    pages.what_for(asha, "To plan or review the child", "For the visit.", asked="How Kit is")
    worried_about_staff(asha, *named)
    pages.information(asha, pages.Piece("Behaviour", SAID, "Staff saw or heard it"))
    pages.lawful(asha)
    pages.childs_view(asha, words="She can know.")
    pages.told(asha)
    pages.decide(asha, "Share", "She can act on it.", how="Telephone, on a number we hold")
    asha.sees(*named)
    pages.sign(asha, WHO_TELLS_THEM)
    return record_shown(asha)


def worried_about_staff(asha: Person, *named: str) -> None:
    asha.answer("Is anyone being harmed, or likely to be?", "A worry, not significant harm")
    asha.answer("What kind of harm?", "An allegation about staff")
    asha.answer("Who may be harmed?", "This child")
    asha.answer("What makes you think so?", "I was in the next room.")
    asha.sees(FOLD, "Whoever you tick will not see this record")
    asha.answer(WHO_IS_IT, *named).press(pages.ON)


def is_told_where_it_goes(asha: Person, who: str, number: str) -> None:
    asha.sees(f"It waits for {who}", "Whoever it names does not see it.", number)
    asha.sees("Do not write it in the daily log").sees_no("Write this code in the daily log")
    asha.sees("Tell the LADO today", "Eastmere LADO", "01632 960299")


def answers_it(above: Person, record: SharingDecision, named: str) -> None:
    above.open("/").follow("to").follow(record.code).sees(SAID, named)
    pages.answers_for(above, SEEN)
    above.press("Agree: share").sees("You agreed.")


def finds_nothing(named: Person, *records: SharingDecision) -> None:
    for address in ("/", "/records/", "/approval/", "/follow-ups/"):
        named.open(address).sees_no(SAID, *(record.code for record in records))


def test_the_manager_finds_nothing_and_the_responsible_individual_answers(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    nell: Appointment,
    kit: Child,
    social_worker: Professional,
    lado: Agency,
) -> None:
    ruth.user.telephone = "01632 960140"
    ruth.user.save()
    manager = at_screen(maya).open("/approval/")
    before = manager.words

    record = tells_who_asked(author := at_screen(asha), "Maya Okoro")
    is_told_where_it_goes(author, "Ruth Adeyemi", "01632 960140")
    author.sees_no("01632 960101")
    assert manager.open("/approval/").words == before
    finds_nothing(manager, record)
    assert manager.client.get(f"/records/{record.pk}/").status_code == 404

    answers_it(at_screen(ruth), record, "Maya Okoro")
    assert standing(record) is Standing.AGREED
    author.open(f"/records/{record.pk}/").sees(SEEN, "Tell the LADO today", "01632 960299")
    assert manager.open("/approval/").words == before
    finds_nothing(manager, record)
    assert at_screen(nell).client.get(f"/records/{record.pk}/").status_code == 404


def test_the_alternate_answers_what_names_the_responsible_individual(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    nell: Appointment,
    kit: Child,
    social_worker: Professional,
    lado: Agency,
) -> None:
    nell.user.telephone = "01632 960150"
    nell.user.save()
    waiting = at_screen(nell).open("/").sees("Nothing waits")
    above = at_screen(ruth)
    before = [above.open(address).words for address in ("/", "/approval/", "/follow-ups/")]

    record = tells_who_asked(author := at_screen(asha), "Ruth Adeyemi")
    author.sees("It waits for Nell Ferris")
    answers_it(waiting, record, "Ruth Adeyemi")
    assert standing(record) is Standing.AGREED
    assert [above.open(one).words for one in ("/", "/approval/", "/follow-ups/")] == before
    finds_nothing(above, record)


def test_who_names_themself_is_told_plainly_that_it_is_closed(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    kit: Child,
    social_worker: Professional,
    lado: Agency,
) -> None:
    author = at_screen(asha)
    pages.begin(author, pages.ASKED)
    pages.who_asks(author, "Priya Nair, Social worker")
    pages.checked(author, "I know them by voice or face", doubt="Yes")
    pages.what_for(author, "To plan or review the child", "For the visit.", asked="How Kit is")
    worried_about_staff(author, "Asha Rahman")
    pages.information(author, pages.Piece("Behaviour", SAID, "Staff saw or heard it"))
    pages.lawful(author)
    pages.childs_view(author, words="She can know.")
    pages.told(author)
    pages.decide(author, "Share", "She can act on it.", how="Telephone, on a number we hold")
    check = author.address
    pages.sign(author, WHO_TELLS_THEM)
    author.sees("The record names you. So it is closed to you")
    assert author.address == "/signed/"
    record = SharingDecision.objects.get()
    author.sees_no(record.code)
    # Coming back to the page that was signed ends at the same plain page.
    assert author.open(check).address == "/signed/"
    assert author.client.get(f"/records/{record.pk}/").status_code == 404
    author.open("/").sees_no(SAID, record.code)
