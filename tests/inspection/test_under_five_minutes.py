"""Inspections are unannounced: from the start page to an inspector who reads, in a few minutes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from infoshare.access.reads.models import ReadEntry
from infoshare.organisation.models import Appointment, Visit
from tests.followups.made import share

pytestmark = pytest.mark.django_db

# Generous for a tired hand: to find one's way on a page, and to fill in one question of it.
SECONDS_A_PAGE, SECONDS_A_FIELD = 12, 15


class Person:
    """Somebody with a browser, who counts the pages and the questions that they answer."""

    def __init__(self, client: Client) -> None:
        self.client, self.pages, self.fields = client, 0, 0
        self.shown = ""

    def opens(self, address: str, *, linked: bool = True) -> None:
        assert not linked or f'href="{address}"' in self.shown, address
        self._arrives(self.client.get(address, follow=True))

    def sends(self, address: str, typed: dict[str, str]) -> None:
        """These answers, with what the page itself sends; each question stands on the page."""
        for name in typed:
            assert f'name="{name}"' in self.shown, name
        token = re.search(r'name="token" value="([^"]+)"', self.shown)
        own = {"token": token.group(1)} if token else {}
        self.fields += len(typed)
        self._arrives(self.client.post(address, {**own, **typed}, follow=True))

    def reads(self, label: str) -> str:
        found = re.search(rf'{label}[^<]*<br><strong class="code">([^<]+)<', self.shown)
        assert found, label
        return found.group(1)

    def _arrives(self, answer: Any) -> None:
        assert answer.status_code == 200
        self.pages += 1 + len(getattr(answer, "redirect_chain", []))
        self.shown = answer.content.decode()


def test_whoever_is_in_charge_lets_an_inspector_read_in_under_five_minutes(
    asha: Appointment, ben: Appointment, kit: Child, school: Agency, signed_in: Any
) -> None:
    record = share(asha, kit, school)
    ours = Person(signed_in(ben))
    ours.opens("/", linked=False)
    ours.opens(reverse("visits"))
    who = {"role": "OFSTED_INSPECTOR", "name": "Ivy Brandt", "body": "Ofsted", "until": "tomorrow"}
    ours.sends(reverse("visits"), who)
    given = [ours.reads(label) for label in ("Sign-in name", "Passphrase", "One-time code")]

    theirs = Person(Client())
    theirs.opens("/", linked=False)
    theirs.sends(reverse("account_login"), {"login": given[0], "password": given[1]})
    theirs.sends(reverse("visit-code"), {"code": given[2]})
    theirs.opens(reverse("register"))
    theirs.opens(reverse("record", args=[record.pk]))
    assert record.code in theirs.shown

    assert (ours.fields, theirs.fields) == (4, 3)
    assert ours.pages + theirs.pages <= 12
    takes = sum(SECONDS_A_PAGE * one.pages + SECONDS_A_FIELD * one.fields for one in (ours, theirs))
    assert takes < 5 * 60
    visit = Visit.objects.get()
    assert (visit.opened_by, visit.home) == (ben, record.home)
    assert ReadEntry.objects.filter(visit=visit, view="record").count() == 1
