"""The child and those around the child."""

from children.models.agency import Agency, Professional
from children.models.child import Child
from children.models.consent import Consent, ConsentItem, Wish
from children.models.emergency import (
    EmergencyAccess,
    EmergencyEnd,
    EmergencyMiss,
    EmergencyReview,
)
from children.models.involvement import Involvement
from children.models.not_to_be_told import NotToBeTold
from children.models.placement import Placement
from children.models.relative import Relative

__all__ = [
    "Agency",
    "Child",
    "Consent",
    "ConsentItem",
    "EmergencyAccess",
    "EmergencyEnd",
    "EmergencyMiss",
    "EmergencyReview",
    "Involvement",
    "NotToBeTold",
    "Placement",
    "Professional",
    "Relative",
    "Wish",
]
