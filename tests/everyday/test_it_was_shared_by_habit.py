"""Shared by habit, though nobody agreed or it was closed: one press leads to where that is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Start, Verdict
from decisions.recording import everyday
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.everyday.made import GRACE, REVIEW_ON, agreed, signed
from tests.followups.made import NOT_SHARE, reviewed
from tests.guide.conftest import draft_at

SignIn = Callable[[Appointment], Client]


@pytest.fixture(params=["waiting", "not agreed", "refused", "ended", "long over"])
def closed(
    request: pytest.FixtureRequest, asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> SharingDecision:
    """An arrangement under which nothing may go, for each of the reasons."""
    match request.param:
        case "waiting":
            return signed(asha, kit, school)
        case "not agreed":
            record = signed(asha, kit, school)
            reviewed(record, maya, Verdict.NOT_AGREED)
            return record
        case "refused":
            return signed(asha, kit, school, decision=NOT_SHARE)
        case "ended":
            record = agreed(asha, maya, kit, school)
            everyday.end(record, asha, reason="Kit asked us to stop.", token=uuid4())
            return record
    return agreed(asha, maya, kit, school)


def test_one_press_on_the_record_opens_the_page_with_child_and_recipient_filled_in(
    closed: SharingDecision, school: Agency, ben: Appointment, signed_in: SignIn
) -> None:
    day_after = (REVIEW_ON - clock.today()) + GRACE + timedelta(days=1)
    press = reverse("already-gone", args=[closed.pk])
    with clock.at(clock.now() + day_after):
        client = signed_in(ben)
        assert f'action="{press}"' in client.get(reverse("record", args=[closed.pk])).text
        shut = client.get(reverse("everyday-share", args=[closed.pk]))
        # A refusal is no arrangement, so it has no page of its own.
        assert shut.status_code == 404 or f'action="{press}"' in shut.text
        opened = client.post(press, follow=True)
        # Pressed again: the same draft.
        assert draft_at(client.post(press)) == Draft.objects.get()
    draft = opened.context["draft"]
    assert (draft.follows, draft.child) == (closed, closed.child)
    assert draft.read().start is Start.ALREADY_SHARED
    assert draft.read().transfer.agency == school.pk
    filled_in = opened.context["form"]
    assert str(school.pk) in str(filled_in["who"].value())
    assert filled_in["method"].value()
    assert "occurred_at" in filled_in.fields


def test_one_that_may_be_used_has_its_own_page_for_that(
    arrangement: SharingDecision, ben: Appointment, signed_in: SignIn
) -> None:
    shown = signed_in(ben).get(reverse("record", args=[arrangement.pk])).text
    assert reverse("already-gone", args=[arrangement.pk]) not in shown
    assert reverse("everyday-share", args=[arrangement.pk]) in shown
