"""The child."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from infoshare.access.permissions import Permission
from infoshare.access.scope import reach_of
from infoshare.common import clock
from infoshare.organisation.models import Provider, User


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, user: User) -> ChildQuerySet:
        """Children who live now in a home whose children this person may read, or whom they
        reach there in an emergency.

        The independent person reads those alone about whom both consents stand.
        """
        today, reach = clock.today(), reach_of(user)
        read_at = Q(placements__home__in=reach.where(Permission.READ_CHILDREN))
        in_emergency = reach.in_emergency(
            Permission.READ_CHILDREN, child="pk", home="placements__home"
        )
        here = (
            (read_at | in_emergency)
            & Q(placements__starts_on__lte=today)
            & (Q(placements__ends_on__isnull=True) | Q(placements__ends_on__gt=today))
        )
        if reach.agreed_children:
            here |= Q(pk__in=reach.agreed_children)
        return self.filter(here).distinct()


class Child(models.Model):
    """A child who lives, or has lived, in one of the provider's homes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="children")
    given_names = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField()
    died_on = models.DateField(null=True, blank=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_names"]
        indexes = [
            models.Index(fields=["id"], name="child_died", condition=Q(died_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(died_on__gte=F("birth_date")),
                name="child_died_after_birth",
            ),
        ]

    def __str__(self) -> str:
        return f"child {self.pk}"

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}"

    @property
    def called(self) -> str:
        """What the child is called day to day."""
        return self.known_as or self.given_names.split(" ")[0]

    @property
    def initials(self) -> str:
        return f"{self.given_names[:1]}{self.family_name[:1]}".upper()

    def age_on(self, day: date) -> int:
        """Whole years; a child born on 29 February is a year older on 1 March (English law)."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (0 if had_birthday else 1)

    @property
    def keep_until_year(self) -> int:
        """The year before whose 1 January a record about this child is not destroyed.

        75 years from birth, or 15 from death where the child died under 18 (regulation 36 of the
        Children's Homes (England) Regulations 2015), and the rest of that year.
        """
        if self.died_on and self.age_on(self.died_on) < 18:
            return self.died_on.year + 16
        return self.birth_date.year + 76
