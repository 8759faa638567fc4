"""Who runs the homes, who works there in which role and when, and who visits."""

from infoshare.organisation.models.appointment import Appointment
from infoshare.organisation.models.home import GoneLive, Home, HomeClosed
from infoshare.organisation.models.invitation import Invitation, KnownDevice
from infoshare.organisation.models.provider import Provider, SettingsVersion
from infoshare.organisation.models.recovery import (
    ManyFailures,
    Recovery,
    RecoveryAnswer,
    SignInChange,
)
from infoshare.organisation.models.role import (
    AppointmentEnd,
    RoleAnswer,
    RoleProposal,
    Suspension,
    SuspensionLift,
)
from infoshare.organisation.models.user import User
from infoshare.organisation.models.visit import Visit, VisitCode, VisitEnd, VisitExtension

__all__ = [
    "Appointment",
    "AppointmentEnd",
    "GoneLive",
    "Home",
    "HomeClosed",
    "Invitation",
    "KnownDevice",
    "ManyFailures",
    "Provider",
    "Recovery",
    "RecoveryAnswer",
    "RoleAnswer",
    "RoleProposal",
    "SettingsVersion",
    "SignInChange",
    "Suspension",
    "SuspensionLift",
    "User",
    "Visit",
    "VisitCode",
    "VisitEnd",
    "VisitExtension",
]
