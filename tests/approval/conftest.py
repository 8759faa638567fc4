"""Records that wait for a manager."""

import pytest

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.policy.answers import Concern
from decisions.policy.terms import Harm, PersonAtRisk, Severity
from infoshare.organisation.models import Appointment, Home
from tests.recording.records import refusing_social_care, sealed, unverified_caller
from tests.standing_clock import the_clock_stands_still as the_clock_stands_still


@pytest.fixture
def held(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    """A share with an unchecked caller about everyday welfare."""
    return sealed(rowan_house, kit, asha, unverified_caller())


@pytest.fixture
def held_in_fear(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    """A share with an unchecked caller where staff are worried."""
    harm = Concern(
        severity=Severity.CONCERN,
        harms=(Harm.PHYSICAL,),
        at_risk=(PersonAtRisk.THIS_CHILD,),
        analysis="A bruise that nobody can explain",
    )
    return sealed(rowan_house, kit, asha, unverified_caller(concern=harm))


@pytest.fixture
def refusal(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    """A refusal to children's social care where harm is feared."""
    return sealed(rowan_house, kit, asha, refusing_social_care(childrens_services))
