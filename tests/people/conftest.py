"""Two administrators of Meadowbank Care, and the forms that they send."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from decisions.policy.terms import Role
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import make_person


@pytest.fixture
def adam(meadowbank: Provider) -> Appointment:
    """The other administrator of Meadowbank Care."""
    return make_person("Adam Pryce", Role.ADMINISTRATOR, meadowbank)


def a_role(role: Role, home: Home | None, provider: Provider | None = None, **more: Any) -> Any:
    """What the page that proposes a role sends."""
    place = str(home.pk) if home else f"all-{provider.pk if provider else ''}"
    return {"role": role.value, "place": place, "token": str(uuid4()), **more}
