"""How somebody comes by a role, and how it ends: proposed by one, answered by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from decisions.policy.terms import Role, choices
from infoshare.common.append_only import AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models.appointment import PROVIDER_ROLES, Appointment
from infoshare.organisation.models.home import Home
from infoshare.organisation.models.provider import Provider
from infoshare.organisation.models.user import User


class RoleProposalQuerySet(AppendOnlyQuerySet["RoleProposal"]):
    def waiting(self) -> RoleProposalQuerySet:
        """Neither agreed nor refused."""
        return self.filter(answer__isnull=True)


class RoleProposal(Sealed):
    """That somebody should hold a role, at one home or, where `home` is empty, at all of them.

    Without `starts_at` it begins once it is agreed. `moves` is the appointment that ends as this
    one begins. It gives nothing until a second person agrees.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="role_proposals")
    role = models.CharField(max_length=30, choices=choices(Role))
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="role_proposals")
    home = models.ForeignKey(
        Home, models.PROTECT, related_name="role_proposals", null=True, blank=True
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    moves = models.ForeignKey(
        Appointment, models.PROTECT, related_name="moves_proposed", null=True, blank=True
    )
    proposed_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    objects = RoleProposalQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["recorded_at", "seq"]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(home__isnull=True, role__in=[str(r.value) for r in PROVIDER_ROLES])
                | (
                    Q(home__isnull=False)
                    & Q(role__in=[str(r.value) for r in Role if r not in PROVIDER_ROLES])
                ),
                name="role_proposal_fits_place",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                name="role_proposal_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class RoleAnswer(Sealed):
    """A second person agreed, and the appointment that came of it; or did not, and there is none.

    Why not stands in the ledger.
    """

    proposal = models.OneToOneField(RoleProposal, models.PROTECT, related_name="answer")
    agreed = models.BooleanField()
    answered_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, related_name="agreement", null=True, blank=True
    )

    class Meta(Sealed.Meta):
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agreed=True, appointment__isnull=False)
                | Q(agreed=False, appointment__isnull=True),
                name="role_answer_agreed_appoints",
            ),
        ]

    def __str__(self) -> str:
        return f"answer to proposal {self.proposal_id}"


class AppointmentEnd(Sealed):
    """Until when an appointment was said to last; the newest row for it stands.

    `from_when` is when access ends: never before it was said, so nobody keeps it for a minute.
    """

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="ends")
    from_when = models.DateTimeField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        ordering = ["recorded_at", "seq"]
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"end of appointment {self.appointment_id}"


class Suspension(Sealed):
    """Somebody was kept out for now, at once and everywhere. Why stands in the ledger."""

    person = models.ForeignKey(User, models.PROTECT, related_name="suspensions")
    suspended_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        ordering = ["recorded_at", "seq"]
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"suspension {self.pk}"


class SuspensionLift(Sealed):
    """A suspension is over. Why stands in the ledger."""

    suspension = models.OneToOneField(Suspension, models.PROTECT, related_name="lift")
    lifted_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")

    class Meta(Sealed.Meta):
        constraints = [*Sealed.Meta.constraints]

    def __str__(self) -> str:
        return f"lifting of suspension {self.suspension_id}"
