"""One of everything at each of two homes of one provider."""

from __future__ import annotations

import pytest

from children.models import Agency, Child
from infoshare.organisation.models import Appointment, Home
from tests.access.world import Place, furnish


@pytest.fixture
def places(
    asha: Appointment,
    maya: Appointment,
    bryn: Appointment,
    ruth: Appointment,
    rowan_house: Home,
    willow_lodge: Home,
    kit: Child,
    lark: Child,
    school: Agency,
) -> dict[str, Place]:
    return {
        "rowan": furnish(rowan_house, kit, asha, maya, school),
        "willow": furnish(willow_lodge, lark, bryn, ruth, school),
    }
