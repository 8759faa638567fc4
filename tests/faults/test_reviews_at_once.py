"""A review of a rule that is sent several times at the same moment is one review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import LawReview
from decisions.policy.table import to_review
from infoshare.ledger.models import Leaf
from infoshare.organisation.models import Appointment, Home
from tests.faults.test_at_once import sent_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_written_once(
    dana: Appointment,
    rowan_house: Home,
    willow_lodge: Home,
    signed_in: Callable[[Any], Client],
) -> None:
    code, row = next(iter(to_review().items()))
    page = reverse("rule-review", args=[dana.provider_id, code])
    typed = {
        "outcome": "CONFIRMED",
        "note": "Read the Act itself.",
        "token": str(uuid4()),
        "digest": row.digest,
    }
    answers = sent_at_once(signed_in(dana), page, typed, 3)
    assert {answer.status_code for answer in answers} == {302}
    assert LawReview.objects.count() == 1
    assert Leaf.objects.filter(ref=LawReview.objects.get().pk).count() == 2
