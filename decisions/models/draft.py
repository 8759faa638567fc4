"""A draft: accepts gaps, belongs to its author, and is private."""

from __future__ import annotations

import uuid

from django.db import models

from children.models import Child
from decisions.policy.answers import Answers
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.organisation.models import Appointment, Home, User


class DraftQuerySet(models.QuerySet["Draft"]):
    def owned_by(self, user: User) -> DraftQuerySet:
        """This person's drafts, at homes where they still record."""
        return self.filter(author__user=user, home__in=homes_where(user, Permission.RECORD))


class Draft(models.Model):
    """The answers so far. Its id is the submit token: the record keeps it, unique.

    An urgent draft begins without a child: which child is the first question of its page.

    `answers` is written by `Answers.model_dump_json` and read by `model_validate_json` alone.
    `typed` keeps, per page, what was typed and refused, so that nothing is lost. `version`
    counts saves: a page made from an older one is shown both texts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    home = models.ForeignKey(Home, models.PROTECT, related_name="drafts")
    child = models.ForeignKey(Child, models.PROTECT, related_name="drafts", null=True, blank=True)
    author = models.ForeignKey(Appointment, models.PROTECT, related_name="drafts")
    answers = models.TextField()
    typed = models.TextField(default="{}")
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    completes = models.ForeignKey(
        "decisions.SharingDecision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    follows = models.ForeignKey(
        "decisions.SharingDecision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-touched_at"]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    def read(self) -> Answers:
        return Answers.model_validate_json(self.answers)
