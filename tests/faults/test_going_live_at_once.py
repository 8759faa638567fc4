"""A home that two people let begin at the same moment begins once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infoshare.ledger.models import Leaf
from infoshare.organisation.models import Appointment, GoneLive, Home
from tests.faults.test_at_once import sent_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_begins_once(
    fern_cottage: Home,
    ruth: Appointment,
    sam: Appointment,
    signed_in: Callable[[Any], Client],
) -> None:
    page = reverse("going-live", args=[fern_cottage.pk])
    answers = sent_at_once(signed_in(ruth), page, {}, 3)
    assert {answer.status_code for answer in answers} == {302}
    assert GoneLive.objects.filter(home=fern_cottage).count() == 1
    assert Leaf.objects.filter(log=fern_cottage.log, kind="change").count() == 1
