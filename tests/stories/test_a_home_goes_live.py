"""A home with one manager begins: what works before, whom it names from outside, what works after.

Before, a child is protected and what happened is written down; all else says why it waits. The
second person answers a record that the manager wrote, and reads nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from children.models import Agency, Child
from decisions.models.standing import Standing, standing
from decisions.policy.terms import Role
from infoshare.common import clock
from infoshare.organisation.models import Appointment, GoneLive, Home, User
from tests.cast import AtWork, make_person, passed_second_factor
from tests.stories import pages
from tests.stories.conftest import MORNING
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

BEGIN = "Start using InfoShare at Fern Cottage"
CHOSEN = "kettle marble sunrise"
COUNCIL = "Eastmere Council children's services"


@pytest.fixture
def gus(fern_cottage: Home) -> Appointment:
    return make_person("Gus Marlow", Role.REGISTERED_MANAGER, fern_cottage.provider, fern_cottage)


@pytest.fixture
def fay(fern_cottage: Home) -> Appointment:
    return make_person("Fay Odell", Role.CARE_WORKER, fern_cottage.provider, fern_cottage)


@pytest.fixture
def kit_at_fern(kit: Child, fern_cottage: Home) -> Child:
    kit.placements.update(home=fern_cottage)
    return kit


def before_it_begins(fay: Person) -> None:
    """What may need a manager waits; a child is protected at once."""
    fay.open("/").sees("Fern Cottage has not started yet", "You can share urgently now")
    fay.is_offered_no(BEGIN).follow(pages.ASKED)
    fay.sees("If a child needs protecting, share urgently now.", "What to do now", "01632 960104")
    fay.press("Share urgently now")
    fay.answer("Which child?", "Kit Tolland").answer("Who did you tell, or who rang?", COUNCIL)
    fay.answer("How were you in touch?", "I rang, or wrote to, a number or address we hold")
    fay.answer("What did you say?", "That Kit is in the park with a man we do not know.")
    fay.answer("Why was it urgent?", "He is afraid of him.").press("Sign this urgent record")
    assert standing(record_shown(fay)) is not Standing.AWAITING


def somebody_from_outside_is_named(gus: Any) -> tuple[str, str]:
    """The manager finds the page, is told what is missing, and names somebody."""
    gus.open("/").sees("Two people must be able to agree to sharing first.").follow(BEGIN)
    gus.sees("One more person is needed", "Gus Marlow").is_offered_no(BEGIN)
    gus.follow("Name a second person from outside")
    gus.answer("Their full name", "Petra Voss").answer("Who do they work for?", "Harbour Trust")
    agreed = "They have agreed to do this, and to keep what they read to themselves"
    gus.answer(agreed, agreed).press("Name this person", refused=True)
    gus.sees("An approval by telephone rings it.")
    gus.answer("Their telephone number", "01632 960400").press("Name this person")
    gus.sees("This code is shown once", "They choose their own password with it")
    found = re.search(r"Sign-in name\s*(second-\w+)\s*Code\s*([A-Z2-9-]{14})", gus.words)
    assert found, gus.words
    gus.follow("I have given it to them: go on").sees("Petra Voss", "Second person from outside")
    return found.group(1), found.group(2)


def the_manager_asks(gus: Person) -> None:
    """A record by the only manager, which somebody else must agree to."""
    pages.begin(gus, pages.ASKED)
    pages.who_asks(gus, "School", name="Joan Ellery", job="Head of year", body="Hollin Bank")
    pages.checked(gus, "I have not been able to check", part="They teach or support the child")
    pages.what_for(gus, "To help with school or learning", "To plan lessons", asked="How Kit is")
    pages.danger(gus, "Everyday welfare")
    pages.information(gus, pages.Piece("Education", "Attends four days a week"))
    pages.lawful(gus)
    pages.childs_view(gus, thinks="They agree", words="That is fine.")
    pages.told(gus)
    pages.decide(gus, "Share", "It helps them plan.", how="Telephone, on a number we hold")
    pages.sign(gus)
    gus.sees("Signed. Do not share it yet")


def test_a_home_begins_with_a_second_person_from_outside(
    at_screen: Callable[[Any], Visitor],
    fern_cottage: Home,
    gus: Appointment,
    fay: Appointment,
    kit_at_fern: Child,
    childrens_services: Agency,
) -> None:
    worker, manager = at_screen(fay), at_screen(gus)
    before_it_begins(worker)
    sign_in_name, code = somebody_from_outside_is_named(manager)
    manager.press_twice(BEGIN).sees("Fern Cottage uses InfoShare now.")
    assert GoneLive.objects.filter(home=fern_cottage).count() == 1

    worker.open("/").sees_no("has not started yet").follow(pages.ASKED)
    worker.sees("Which child is it about?")
    the_manager_asks(manager)
    record = record_shown(manager)

    client = AtWork()
    typed = {"code": code, "password": CHOSEN, "again": CHOSEN}
    assert client.post("/invitation/", typed).status_code == 302
    second = Visitor(
        passed_second_factor(client, User.objects.get(sign_in_name=sign_in_name))
    ).open("/")
    second.sees("You are the second pair of eyes").follow("to answer").follow(record.code)
    pages.answers_for(second, "Ring the school back first.")
    second.press("Agree")
    assert standing(record) is not Standing.AWAITING
    assert client.get("/records/").status_code == 404

    with clock.at(MORNING + timedelta(hours=1)):
        manager.open(f"/homes/{fern_cottage.pk}/going-live/").press("End this now")
        manager.sees("Petra Voss can answer nothing here any more.", "One more person is needed")
        second.open("/").is_offered_no("to answer")
        assert client.get("/approval/").status_code == 404
        worker.open("/").follow(pages.ASKED).sees("Which child is it about?")
    assert User.objects.get(name="Petra Voss").is_active
