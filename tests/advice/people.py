"""One more person: a manager elsewhere, who may advise and must not learn who the child is."""

from __future__ import annotations

import pytest

from decisions.policy.terms import Role
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import make_person


@pytest.fixture
def huw(meadowbank: Provider, willow_lodge: Home) -> Appointment:
    """Registered manager of Willow Lodge: reads nothing of Rowan House."""
    return make_person("Huw Pritchard", Role.REGISTERED_MANAGER, meadowbank, willow_lodge)
