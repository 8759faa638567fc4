"""Leavers, movers and the suspended are out at the next request, on every device."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.models import Draft
from decisions.policy.terms import Role, Start
from decisions.recording.drafts import blank_answers, start_draft
from decisions.recording.handing_over import take_over
from infoshare.access.people.answering import agree
from infoshare.access.people.leaving import NotEnded, NotSuspended, end_appointment, suspend
from infoshare.access.people.proposing import Period
from infoshare.access.people.report import leavers
from infoshare.access.people.sessions import sessions_of
from infoshare.access.reads.models import ReadEntry
from infoshare.common import clock
from infoshare.ledger.models import Leaf
from infoshare.ledger.reading import read_part
from infoshare.organisation.models import (
    Appointment,
    AppointmentEnd,
    Home,
    RoleProposal,
    Suspension,
)
from tests.people.made import moved, proposed

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
REGISTER = "register"


def opens(browser: Client) -> bool:
    return browser.get(reverse(REGISTER)).status_code == 200


def last_act(home: Home) -> str:
    one = Leaf.objects.filter(log=home.log, kind="change").order_by("-seq")[0]
    return str(read_part(one.log, one.seq, "facts")["act"])


def test_a_leaver_is_out_in_both_browsers_at_the_next_request(
    ada: Appointment, asha: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    phone, office = signed_in(asha), signed_in(asha)
    assert opens(phone)
    assert opens(office)
    page = reverse("appointment-end", args=[asha.pk])
    answer = signed_in(ada).post(page, {"when": "now", "why": "Left the company."})
    assert answer["Location"] == reverse("person", args=[asha.user_id])
    for browser in (phone, office):
        assert browser.get(reverse(REGISTER)).status_code == 302
    assert sessions_of(asha.user) == []
    assert not opens(signed_in(asha))
    assert last_act(rowan_house) == "role-ended"
    assert AppointmentEnd.objects.get().appointment == asha


def test_a_leaving_date_acts_by_itself_to_the_second(
    ada: Appointment, asha: Appointment, maya: Appointment, kit: Child, signed_in: SignIn
) -> None:
    assert asha.home is not None
    draft = start_draft(asha.home, kit, asha, blank_answers(Start.OWN_INITIATIVE))
    until = clock.now() + timedelta(days=2)
    end_appointment(asha, ada, ends_at=until, why="A new job.")
    # Within one shift, so that no session is over for being old.
    with clock.at(until - timedelta(minutes=1)):
        phone, office = signed_in(asha), signed_in(asha)
    with clock.at(until - timedelta(seconds=1)):
        assert opens(phone)
        assert opens(office)
        assert list(Draft.objects.owned_by(asha.user)) == [draft]
    with clock.at(until):
        for browser in (phone, office):
            assert browser.get(reverse(REGISTER)).status_code == 302
            assert SESSION_KEY not in browser.session
            assert browser.post(reverse("draft-take-over", args=[draft.pk])).status_code == 302
        # At that very moment the manager can go on with what they had begun.
        assert not Draft.objects.owned_by(asha.user).exists()
        assert "Has left" in signed_in(maya).get(reverse("drafts")).content.decode()
        assert take_over(draft, maya).author == maya


def test_a_move_that_lies_ahead_signs_out_at_its_moment(
    ada: Appointment,
    asha: Appointment,
    ruth: Appointment,
    lark: Child,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    when = clock.now() + timedelta(days=1)
    later = Period(starts_at=when)
    proposal = proposed(ada, asha.user, Role.CARE_WORKER, willow_lodge, moves=asha, period=later)
    agree(proposal, ruth.user)
    with clock.at(when - timedelta(seconds=2)):
        phone, office = signed_in(asha), signed_in(asha)
        assert opens(phone)
        assert opens(office)
    with clock.at(when):
        assert [browser.get(reverse(REGISTER)).status_code for browser in (phone, office)] == [
            302,
            302,
        ]
        again = signed_in(asha)
        assert opens(again)
        assert again.get(reverse("child", args=[lark.pk])).status_code == 200


def test_a_mover_is_out_of_the_old_home_and_in_the_new_one(
    ada: Appointment,
    asha: Appointment,
    ruth: Appointment,
    kit: Child,
    lark: Child,
    rowan_house: Home,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    phone, office = signed_in(asha), signed_in(asha)
    assert phone.get(reverse("child", args=[kit.pk])).status_code == 200
    new = moved(ada, ruth, asha, willow_lodge)
    for browser in (phone, office):
        assert browser.get(reverse("child", args=[kit.pk])).status_code == 302
    again = signed_in(asha)
    assert again.get(reverse("child", args=[kit.pk])).status_code == 404
    assert again.get(reverse("child", args=[lark.pk])).status_code == 200
    asha.refresh_from_db()
    assert asha.ends_at == new.starts_at
    assert last_act(rowan_house) == last_act(willow_lodge) == "role-agreed"


def test_a_move_sent_twice_is_proposed_once(
    ada: Appointment,
    asha: Appointment,
    willow_lodge: Home,
    fern_cottage: Home,
    signed_in: SignIn,
) -> None:
    admin, page = signed_in(ada), reverse("appointment-move", args=[asha.pk])
    form = {"place": str(willow_lodge.pk), "token": str(uuid4())}
    for _ in range(2):
        assert admin.post(page, form)["Location"] == reverse("person", args=[asha.user_id])
    changed = admin.post(page, {**form, "place": str(fern_cottage.pk)})
    assert "sent before" in changed.content.decode()
    assert RoleProposal.objects.get().moves == asha


def test_the_suspended_are_out_in_both_browsers_until_it_is_lifted(
    ada: Appointment, asha: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    phone, office, admin = signed_in(asha), signed_in(asha), signed_in(ada)
    assert (
        admin.post(reverse("person-suspend", args=[asha.user_id]), {"why": ""}).status_code == 200
    )
    assert opens(phone)
    for _ in range(2):
        admin.post(reverse("person-suspend", args=[asha.user_id]), {"why": "A concern."})
    assert Suspension.objects.count() == 1
    for browser in (phone, office):
        assert browser.get(reverse(REGISTER)).status_code == 302
    assert "Suspended" in admin.get(reverse("person", args=[asha.user_id])).content.decode()
    for _ in range(2):
        admin.post(reverse("person-lift", args=[asha.user_id]), {"why": "Looked into."})
    asha.user.refresh_from_db()
    assert opens(signed_in(asha))
    assert not opens(phone)
    assert last_act(rowan_house) == "suspension-lifted"


def test_nobody_suspends_themselves_and_the_last_administrator_stays(ada: Appointment) -> None:
    with pytest.raises(NotSuspended):
        suspend(ada.user, ada, why="Tired.")
    with pytest.raises(NotEnded, match="Nobody else manages people"):
        end_appointment(ada, ada, ends_at=None, why="Tired.")


def test_a_leaver_s_draft_waits_for_the_manager_at_once(
    ada: Appointment, asha: Appointment, maya: Appointment, kit: Child, signed_in: SignIn
) -> None:
    assert asha.home is not None
    start_draft(asha.home, kit, asha, blank_answers(Start.OWN_INITIATIVE))
    manager = signed_in(maya)
    assert "Has left" not in manager.get(reverse("drafts")).content.decode()
    suspend(asha.user, ada, why="A concern.")
    assert "Has left" in manager.get(reverse("drafts")).content.decode()


def test_an_end_that_is_past_is_refused_and_nothing_typed_is_lost(
    ada: Appointment, asha: Appointment, signed_in: SignIn
) -> None:
    typed = {"ends_at_day": "3", "ends_at_month": "3", "ends_at_year": "2025"}
    form = {"when": "later", **typed, "ends_at_time": "14:30", "why": "Left in March."}
    shown = signed_in(ada).post(reverse("appointment-end", args=[asha.pk]), form).content.decode()
    assert "cannot end earlier" in shown
    assert "Left in March." in shown
    assert not AppointmentEnd.objects.exists()


def test_the_report_says_nought_minutes_for_every_way_of_leaving(
    ada: Appointment,
    asha: Appointment,
    ben: Appointment,
    dele: Appointment,
    dana: Appointment,
    ruth: Appointment,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    end_appointment(asha, ada, ends_at=None, why="Left.")
    end_appointment(ben, ada, ends_at=clock.now() + timedelta(hours=5), why="Will leave.")
    moved(ada, ruth, dele, willow_lodge)
    with clock.at(clock.now() + timedelta(hours=6)):
        rows = leavers(dana.user)
        page = signed_in(dana).get(reverse("access-report")).content.decode()
    assert {row.user for row in rows} >= {asha.user, ben.user, dele.user}
    assert {row.minutes for row in rows} == {0}
    assert "0 minutes" in page
    for name in ("Ada Marsh", "Ben Castell", "Ruth Adeyemi"):
        assert name in page


def test_the_report_measures_an_end_that_was_written_down_too_late(
    ada: Appointment, asha: Appointment, dana: Appointment
) -> None:
    """The figure is worked out from what happened: were it not nought, it would say so."""
    ended = end_appointment(asha, ada, ends_at=None, why="Left.")
    earlier = clock.now() - timedelta(minutes=7, seconds=30)
    Appointment.objects.filter(pk=asha.pk).update(ends_at=earlier)
    rows = [row for row in leavers(dana.user) if row.user == ended.user]
    assert [row.minutes for row in rows] == [8]


def test_a_page_that_was_shown_after_the_end_is_red_in_the_report(
    ada: Appointment, asha: Appointment, dana: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    """Nothing in the product can write such a row, so it is put there past the product."""
    end_appointment(asha, ada, ends_at=None, why="Left.")
    plant_a_read(asha, rowan_house, clock.now() + timedelta(seconds=20))
    (row,) = [one for one in leavers(dana.user) if one.user == asha.user]
    assert row.minutes == 1
    page = signed_in(dana).get(reverse("access-report")).content.decode()
    assert "1 minute<" in page
    assert "Too late" in page
    assert "shown a page after they had left" in page


def test_so_is_one_that_was_shown_to_somebody_suspended(
    ada: Appointment, asha: Appointment, dana: Appointment, rowan_house: Home
) -> None:
    since = suspend(asha.user, ada, why="A concern.").recorded_at
    plant_a_read(asha, rowan_house, since - timedelta(minutes=9))
    assert [one.minutes for one in leavers(dana.user)] == [0]
    plant_a_read(asha, rowan_house, since + timedelta(minutes=4, seconds=1))
    assert [one.minutes for one in leavers(dana.user)] == [5]


def plant_a_read(who: Appointment, home: Home, at: datetime) -> None:
    """A line of the log of reads, with raw SQL."""
    values = {
        "at": at,
        "user_id": who.user_id,
        "appointment_id": who.pk,
        "home_id": home.pk,
        "view": "register",
        "method": "GET",
        "session": "",
        "request": uuid4(),
        "children": "",
        "objects_shown": "{}",
        "names_staff": False,
    }
    table: Any = ReadEntry._meta
    put: list[Any] = [
        value
        if name == "objects_shown"
        else table.get_field(name).get_db_prep_save(value, connection)
        for name, value in values.items()
    ]
    marks = ", ".join(["%s"] * len(put))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table.db_table}" ({", ".join(values)}) VALUES ({marks})', put
        )
