"""The clock stands still, on the Sunday evening of the tests of follow-ups."""

import pytest

from children.models import Agency, Child
from decisions.models import SharingDecision
from infoshare.organisation.models import Appointment
from tests.everyday.made import agreed
from tests.followups.made import sunday_evening as sunday_evening


@pytest.fixture
def arrangement(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency
) -> SharingDecision:
    """Set up by asha and agreed by maya: the school is told how Kit's evenings go."""
    return agreed(asha, maya, kit, school)
