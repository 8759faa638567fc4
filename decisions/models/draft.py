"""A draft: accepts gaps, belongs to its author, and is private."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from children.models import Child
from decisions.models.addendum import Addendum
from decisions.policy.answers import Answers
from decisions.policy.terms import SERIOUS, AddendumKind, Severity, choices
from infoshare.access.permissions import Permission, roles_with
from infoshare.access.scope import reach_of
from infoshare.organisation.models import Appointment, Home, User

# Sorted: the order of a set differs from run to run.
_SERIOUS = sorted(str(one.value) for one in SERIOUS)


class DraftQuerySet(models.QuerySet["Draft"]):
    def waiting_at_homes_of(self, user: User) -> DraftQuerySet:
        """Drafts that this person may take over: others' at the homes they are in charge of.

        Never one that names them; one that names any staff only for those who see such records.
        """
        reach = reach_of(user)
        in_charge = reach.where(Permission.TAKE_OVER_DRAFT)
        sees_concerns = reach.where(Permission.READ_REGISTER)
        return (
            self.filter(home__in=in_charge)
            .exclude(author__user=user)
            .exclude(names=user)
            .filter(Q(names_staff=False) | Q(home__in=sees_concerns))
        )

    def owned_by(self, user: User) -> DraftQuerySet:
        """This person's drafts, at homes where they still record, or about a child whom they
        reach in an emergency.
        """
        reach = reach_of(user)
        records_at = Q(home__in=reach.where(Permission.RECORD))
        return self.filter(records_at | reach.in_emergency(Permission.RECORD), author__user=user)

    def serious(self) -> DraftQuerySet:
        """Drafts about serious harm, urgent ones among them."""
        return self.filter(severity__in=_SERIOUS)

    def that_can_go_on(self) -> DraftQuerySet:
        """Without those whose earlier record was filed under the wrong child: no such draft is
        signed, so nobody is asked for it.
        """
        rows = Addendum.objects.filter(kind=AddendumKind.REFILED.value)
        return self.exclude(
            Exists(rows.filter(decision=OuterRef("completes")))
            | Exists(rows.filter(decision=OuterRef("follows")))
        )

    def with_author_here(self, now: datetime) -> DraftQuerySet:
        """`author_here`: does the author still record at the draft's home?"""
        still = Appointment.objects.in_force(now).filter(
            Q(home=OuterRef("home")) | Q(home__isnull=True, provider=OuterRef("home__provider")),
            user=OuterRef("author__user"),
            user__is_active=True,
            role__in=roles_with(Permission.RECORD),
        )
        return self.annotate(author_here=Exists(still))

    def what_presses_first(self) -> DraftQuerySet:
        """Serious ones first, then the oldest."""
        pressing = Case(When(severity__in=_SERIOUS, then=Value(0)), default=Value(1))
        return self.order_by(pressing, "created_at", "pk")


class Draft(models.Model):
    """The answers so far. Its id is the submit token: the record keeps it, unique.

    An urgent draft begins without a child: which child is the first question of its page.

    `answers` is written by `Answers.model_dump_json` and read by `model_validate_json` alone.
    `typed` keeps, per page, what was typed and refused, so that nothing is lost. `version`
    counts saves: a page made from an older one is shown both texts. `completes` is the urgent
    record whose full form this is, `follows` the one that it answers, `beside` the one whose
    shared facts it began with, `refiles` the one that was filed under the wrong child.
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
    beside = models.ForeignKey(
        "decisions.SharingDecision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    refiles = models.ForeignKey(
        "decisions.SharingDecision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Of the answers, so that those in charge learn how serious it is and never read its text.
    severity = models.CharField(max_length=20, choices=choices(Severity), blank=True)
    # Of the answers: until when the decision was put off, where it was.
    decide_at = models.DateTimeField(null=True, blank=True)
    # Of the answers: by when whoever asked needs an answer.
    wanted_by = models.DateTimeField(null=True, blank=True)
    # Of the answers, because they decide who may know that the draft exists.
    names_staff = models.BooleanField(default=False)
    names = models.ManyToManyField(User, related_name="+", blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-touched_at"]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    def read(self) -> Answers:
        return Answers.model_validate_json(self.answers)


class DraftPage(models.Model):
    """Who saved a page of a draft last: after a hand-over each part keeps its author."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="pages")
    slug = models.CharField(max_length=20)
    author = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "slug"], name="draft_page_once"),
        ]

    def __str__(self) -> str:
        return f"page of draft {self.draft_id}"


class HandOver(models.Model):
    """That the person in charge took a draft over, from whom and when.

    `version` is the draft's from then on: a page made from an earlier one is the former author's.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="hand_overs")
    from_author = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    to_author = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"hand-over of draft {self.draft_id}"


class UnsavedPage(models.Model):
    """What one person typed on a page that another now writes, and that is not saved there.

    `typed` is written as `Draft.typed` has it for one page. It stays beside the page until the
    draft's author takes it into the boxes or lets it go.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="unsaved_pages")
    slug = models.CharField(max_length=20)
    author = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    typed = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "slug", "author"], name="unsaved_page_once"),
        ]

    def __str__(self) -> str:
        return f"unsaved page of draft {self.draft_id}"
