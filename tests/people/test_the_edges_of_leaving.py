"""Who leaves with something open, leaves one home of two, or is kept out before they began."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.models import Draft
from decisions.policy.terms import Role, Start
from decisions.recording.drafts import blank_answers, start_draft
from infoshare.access.people.answering import NO_LONGER_STANDS, refuse
from infoshare.access.people.leaving import (
    end_appointment,
    lift_suspension,
    suspend,
)
from infoshare.access.people.proposing import NotProposed
from infoshare.access.sign_in.inviting import ACCOUNT_CLOSED, CODE_REFUSED, invite
from infoshare.organisation.models import Appointment, Home, Invitation, Suspension, User
from tests.people.made import moved, proposed

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


def holds_too(row: Appointment, role: Role, home: Home | None, by: Appointment) -> Appointment:
    """A second role of the same person."""
    return Appointment.objects.create(
        user=row.user, role=role.value, provider=by.provider, home=home, starts_at=row.starts_at
    )


def test_the_only_administrator_of_a_provider_is_not_suspended_and_the_page_says_why(
    ada: Appointment,
    adam: Appointment,
    otto: Appointment,
    rowan_house: Home,
    beacon_house: Home,
    signed_in: SignIn,
) -> None:
    """Adam runs the other provider alone: suspended here, he would be out there too."""
    assert otto.provider == beacon_house.provider
    there = Appointment.objects.create(
        user=adam.user,
        role=Role.ADMINISTRATOR.value,
        provider=beacon_house.provider,
        starts_at=adam.starts_at,
    )
    admin, page = signed_in(ada), reverse("person-suspend", args=[adam.user_id])
    shown = admin.post(page, {"why": "A concern."}).content.decode()
    assert "Nobody else manages people here, and then nobody could." in shown
    assert "A concern." in shown
    assert not Suspension.objects.exists()
    # With a second administrator there it goes; then she is the last one here, and stays.
    Appointment.objects.create(
        user=User.objects.create_user("olga", name="Olga Marsh"),
        role=Role.ADMINISTRATOR.value,
        provider=there.provider,
        starts_at=there.starts_at,
    )
    assert admin.post(page, {"why": "A concern."}).status_code == 302
    own_end = reverse("appointment-end", args=[ada.pk])
    last = admin.post(own_end, {"when": "now", "why": "Tired."}).content.decode()
    assert "Let somebody else become administrator first." in last
    ada.refresh_from_db()
    assert ada.ends_at is None


def test_what_an_administrator_proposed_lapses_with_them_and_is_proposed_anew(
    ada: Appointment,
    adam: Appointment,
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
) -> None:
    for_asha = proposed(ada, asha.user, Role.DEPUTY_MANAGER, rowan_house)
    with pytest.raises(NotProposed, match="proposed already"):
        proposed(adam, asha.user, Role.DEPUTY_MANAGER, rowan_house)
    kept_out = suspend(ada.user, adam, why="A concern.")
    manager, page = signed_in(maya), reverse("role-answer", args=[for_asha.pk])
    assert NO_LONGER_STANDS in manager.get(page).content.decode()
    assert NO_LONGER_STANDS in manager.post(page, {"agreed": "yes"}).content.decode()
    assert asha.user.appointments.count() == 1
    # She comes back, and so does what she proposed; once she has left, it does not.
    lift_suspension(kept_out, adam, why="Looked into.")
    assert NO_LONGER_STANDS not in manager.get(page).content.decode()
    end_appointment(ada, adam, ends_at=None, why="Left.")
    assert NO_LONGER_STANDS in manager.post(page, {"agreed": "yes"}).content.decode()
    anew = proposed(adam, asha.user, Role.DEPUTY_MANAGER, rowan_house)
    answered = manager.post(reverse("role-answer", args=[anew.pk]), {"agreed": "yes"})
    assert answered.status_code == 302
    assert asha.user.appointments.count() == 2
    assert manager.post(page, {"agreed": "yes"}).status_code == 200
    assert not refuse(for_asha, maya.user, why="Ada has left.").agreed


def test_who_leaves_one_of_two_homes_signs_in_again_and_keeps_the_other(
    ada: Appointment,
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    lark: Child,
    rowan_house: Home,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    there = holds_too(asha, Role.CARE_WORKER, willow_lodge, ada)
    left = start_draft(rowan_house, kit, asha, blank_answers(Start.OWN_INITIATIVE))
    kept = start_draft(willow_lodge, lark, there, blank_answers(Start.OWN_INITIATIVE))
    phone = signed_in(asha)
    for child in (kit, lark):
        assert phone.get(reverse("child", args=[child.pk])).status_code == 200
    end_appointment(asha, ada, ends_at=None, why="Only works at the other home now.")
    assert phone.get(reverse("register")).status_code == 302
    again = signed_in(asha)
    opened = [again.get(reverse("child", args=[one.pk])).status_code for one in (kit, lark)]
    assert opened == [404, 200]
    assert list(Draft.objects.owned_by(asha.user)) == [kept]
    assert again.get(reverse("draft", args=[left.pk])).status_code == 404
    assert "Has left" in signed_in(maya).get(reverse("drafts")).content.decode()


def test_who_moves_there_and_back_on_one_day_is_where_they_were(
    ada: Appointment,
    asha: Appointment,
    ruth: Appointment,
    kit: Child,
    lark: Child,
    rowan_house: Home,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    before = signed_in(asha)
    there = moved(ada, ruth, asha, willow_lodge)
    between = signed_in(asha)
    assert between.get(reverse("child", args=[lark.pk])).status_code == 200
    moved(ada, ruth, there, rowan_house)
    for browser in (before, between):
        assert browser.get(reverse("register")).status_code == 302
    now = signed_in(asha)
    opened = [now.get(reverse("child", args=[one.pk])).status_code for one in (kit, lark)]
    assert opened == [200, 404]


def test_a_code_to_start_with_ends_when_its_person_is_suspended(
    ada: Appointment, asha: Appointment, signed_in: SignIn
) -> None:
    asha.user.set_unusable_password()
    asha.user.save()
    code = invite(asha.user, ada.provider, ada, token=uuid4()).code
    kept_out = suspend(asha.user, ada, why="A concern.")
    typed = {"code": code, "password": "kettle marble sunrise", "again": "kettle marble sunrise"}
    assert CODE_REFUSED in Client().post(reverse("invitation"), typed).content.decode()
    page = reverse("invite", args=[asha.user_id])
    admin = signed_in(ada)
    assert ACCOUNT_CLOSED in admin.post(page, {"token": str(uuid4())}).content.decode()
    lift_suspension(kept_out, ada, why="Looked into.")
    # Let in again: with a new code, never with the one that lay about meanwhile.
    assert CODE_REFUSED in Client().post(reverse("invitation"), typed).content.decode()
    assert Invitation.objects.count() == 1
    assert "Code" in admin.post(page, {"token": str(uuid4())}).content.decode()
    assert Invitation.objects.count() == 2
    asha.user.refresh_from_db()
    assert not asha.user.has_usable_password()
