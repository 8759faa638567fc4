"""Asha of Rowan House covers Willow Lodge tonight and reaches Lark, who lives there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from children.models import Child, EmergencyAccess
from decisions.policy.terms import Role
from infoshare.access.emergency.recording import open_emergency
from infoshare.organisation.models import Appointment, Home
from tests.cast import make_person

REASON = "I cover Willow Lodge tonight and Lark is ill."
SignIn = Callable[[Any], Client]


@pytest.fixture
def huw(willow_lodge: Home) -> Appointment:
    """Manager of Willow Lodge."""
    return make_person(
        "Huw Pritchard", Role.REGISTERED_MANAGER, willow_lodge.provider, willow_lodge
    )


@pytest.fixture
def opened(asha: Appointment, lark: Child, willow_lodge: Home) -> EmergencyAccess:
    return open_emergency(lark, willow_lodge, asha, reason=REASON, token=uuid4())


def typed(at: Home, **more: str) -> dict[str, str]:
    """What the page sends for Lark."""
    return {
        "home": str(at.pk),
        "name": "Lark Ibbotson",
        "born_day": "2",
        "born_month": "7",
        "born_year": "2012",
        "reason": REASON,
        "token": str(uuid4()),
        **more,
    }
