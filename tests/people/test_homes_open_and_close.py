"""An administrator opens a home and closes one; both stand in the log of that home."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Child, Placement
from decisions.policy.terms import Role
from infoshare.access.people.answering import NotAnswered, agree
from infoshare.common import clock
from infoshare.ledger.models import Leaf
from infoshare.ledger.reading import read_part
from infoshare.organisation.models import Appointment, Home, HomeClosed
from tests.people.made import proposed

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


def last_facts(home: Home) -> dict[str, Any]:
    one = Leaf.objects.filter(log=home.log, kind="change").order_by("-seq")[0]
    return read_part(one.log, one.seq, "facts")


def test_a_home_is_opened_once_with_a_log_of_its_own(
    ada: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    admin, page = signed_in(ada), reverse("home-new")
    form = {"name": "Alder View", "number": "SC909090", "telephone": "", "token": str(uuid4())}
    refused = admin.post(page, {**form, "number": rowan_house.number}).content.decode()
    assert "is here already" in refused
    assert "Alder View" in refused
    for _ in range(2):
        assert admin.post(page, form)["Location"] == reverse("homes")
    opened = Home.objects.get(number="SC909090")
    assert (opened.provider, opened.is_live) == (ada.provider, False)
    assert last_facts(opened)["act"] == "home-opened"
    assert last_facts(opened)["said_by"] == ada.signature
    assert "Alder View" in admin.get(reverse("homes")).content.decode()
    # The same page with another name is not the same home.
    assert "sent before" in admin.post(page, {**form, "name": "Elm View"}).content.decode()


def test_a_home_closes_once_no_child_lives_there_and_everybody_is_out(
    ada: Appointment,
    asha: Appointment,
    ruth: Appointment,
    kit: Child,
    rowan_house: Home,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    admin, worker = signed_in(ada), signed_in(asha)
    page, form = reverse("home-close", args=[rowan_house.pk]), {"sure": "on", "why": "Sold."}
    held = admin.post(page, form).content.decode()
    assert "Children still live at this home" in held
    assert kit.full_name not in held
    assert worker.get(reverse("register")).status_code == 200
    Placement.objects.filter(home=rowan_house).update(ends_on=clock.today())
    waiting = proposed(ada, asha.user, Role.SENIOR_CARE_WORKER, rowan_house)
    for _ in range(2):
        assert admin.post(page, form)["Location"] == reverse("homes")
    assert HomeClosed.objects.get().closed_by == ada
    assert last_facts(rowan_house) == {
        **last_facts(rowan_house),
        "act": "home-closed",
        "closed_by": ada.signature,
    }
    assert worker.get(reverse("register")).status_code == 302
    assert not Appointment.objects.in_force(clock.now()).filter(home=rowan_house).exists()
    with pytest.raises(NotAnswered, match="has closed"):
        agree(waiting, ruth.user)
    # Its records stay; nobody is sent there.
    assert signed_in(ruth).get(reverse("register")).status_code == 200
    assert signed_in(ruth).get(reverse("child-new", args=[rowan_house.pk])).status_code == 404
    form_page = admin.get(reverse("person-new")).content.decode()
    assert f'value="{willow_lodge.pk}"' in form_page
    assert f'value="{rowan_house.pk}"' not in form_page


def test_the_last_open_home_of_a_provider_stays(
    ada: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    page = reverse("home-close", args=[rowan_house.pk])
    shown = signed_in(ada).post(page, {"sure": "on", "why": "Sold."}).content.decode()
    assert "only open home" in shown
    assert not HomeClosed.objects.exists()
