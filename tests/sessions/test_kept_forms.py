"""What was sent when a session had locked says which page it is of, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Addendum, Review
from infoshare.access.sessions.kept import MOST_FORMS, MOST_KEPT
from infoshare.organisation.models import Appointment
from tests.followups.made import held_for_approval, share
from tests.sessions.conftest import later
from tests.sessions.test_a_session_locks import TYPED, sign_in_again

pytestmark = pytest.mark.django_db

SitsDown = Callable[..., Client]


def kept_page(client: Client) -> str:
    return client.get(reverse("kept-forms")).content.decode()


def test_an_answer_to_somebody_is_never_sent_by_one_press(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    record = held_for_approval(asha, kit, school)
    client, where = sits_down(maya), reverse("review", args=[record.pk])
    with later(minutes=11):
        client.post(where, {"verdict": "AGREED", "words": TYPED})
        sign_in_again(client, maya)
        page = kept_page(client)
    assert TYPED in page
    assert f'href="{where}"' in page
    assert f'action="{where}"' not in page
    assert "Send it now" not in page
    assert not Review.objects.exists()


def test_each_names_its_page_and_is_sent_as_it_was_chosen(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    record = share(maya, kit, school)
    client, where = sits_down(maya), reverse("addenda", args=[record.pk])
    with later(minutes=11):
        client.post(where, {"kind": "CORRECTION", "words": TYPED})
        sign_in_again(client, maya)
        page = kept_page(client)
    assert "<h2>Add to a record</h2>" in page
    assert 'name="kind" value="CORRECTION"' in page
    assert "Send it now" in page
    assert not Addendum.objects.exists()


def test_more_than_it_holds_is_said_and_not_lost_in_silence(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    where = reverse("addenda", args=[share(maya, kit, school).pk])
    client = sits_down(maya)
    with later(minutes=11):
        client.post(where, {"words": "a " * (MOST_KEPT // 2 + 1)})
        for number in range(MOST_FORMS - 1):
            client.post(where, {"words": f"Tab {number} of many."})
        sign_in_again(client, maya)
        page = kept_page(client)
    assert page.count("It was too long to keep") == 1
    assert all(f"Tab {number} of many." in page for number in range(MOST_FORMS - 1))
