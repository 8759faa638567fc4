"""Who runs the homes, who works there in which role and when, and who visits."""

from infoshare.organisation.models.appointment import Appointment
from infoshare.organisation.models.home import GoneLive, Home
from infoshare.organisation.models.provider import Provider, SettingsVersion
from infoshare.organisation.models.user import User
from infoshare.organisation.models.visit import Visit, VisitEnd

__all__ = [
    "Appointment",
    "GoneLive",
    "Home",
    "Provider",
    "SettingsVersion",
    "User",
    "Visit",
    "VisitEnd",
]
