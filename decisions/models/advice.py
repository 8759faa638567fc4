"""Advice that is asked for, and given, while a decision is still a draft."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from children.models import Child
from decisions.models.decision import SharingDecision
from decisions.models.draft import Draft
from decisions.policy.terms import AddendumKind, Advice, choices
from infoshare.access.permissions import Permission
from infoshare.access.scope import reach_of
from infoshare.common.append_only import AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Home, User


class AdviceAskedQuerySet(AppendOnlyQuerySet["AdviceAsked"]):
    def asked_of(self, user: User) -> AdviceAskedQuerySet:
        """What this person was asked and may still advise on, may they see the child or not.

        Never about a concern that names them, also where it came to name them afterwards, and
        not about a record that was filed under the wrong child.
        """
        names_them = Q(draft_id__in=Draft.objects.filter(names=user).values("pk"))
        signed, refiled = SharingDecision.objects, AddendumKind.REFILED.value
        named_in = Q(draft_id__in=signed.filter(named_staff__person=user).values("draft_id"))
        misfiled = Q(draft_id__in=signed.filter(addenda__kind=refiled).values("draft_id"))
        kept_from_them = names_them | named_in | misfiled
        theirs = reach_of(user).providers_where(Permission.GIVE_ADVICE)
        still_advises = Q(home__provider__in=theirs)
        return self.filter(still_advises, asked_of__user=user).exclude(kept_from_them)

    def unanswered(self) -> AdviceAskedQuerySet:
        return self.filter(answer__isnull=True)

    def waiting_for(self, user: User) -> AdviceAskedQuerySet:
        """What this person is still to answer. Who took the draft over decides instead."""
        theirs = Q(draft_id__in=Draft.objects.filter(author__user=user).values("pk")) | Q(
            draft_id__in=SharingDecision.objects.filter(author__user=user).values("draft_id")
        )
        return self.asked_of(user).unanswered().exclude(theirs)

    def number_waiting_for(self, user: User) -> int:
        """How many those are. Nearly always none, which one look at an index tells."""
        if not self.filter(asked_of__user=user).unanswered().exists():
            return 0
        return self.waiting_for(user).count()


class AdviceAsked(Sealed):
    """A question put to one adviser. The words are in the ledger, the child's name in no words."""

    draft_id = models.UUIDField(editable=False, db_index=True)
    home = models.ForeignKey(Home, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Appointment, models.PROTECT, related_name="advice_asked")
    submit_token = models.UUIDField(unique=True, editable=False)

    objects = AdviceAskedQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["recorded_at", "seq"]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(asked_by=F("asked_of")), name="advice_never_asked_of_oneself"
            ),
        ]
        verbose_name_plural = "advice asked"

    def __str__(self) -> str:
        return f"advice asked {self.pk}"


class AdviceGiven(Sealed):
    """Linked to its decision by the draft's id, which the sealed decision keeps.

    `answers` is the question on screen that it answers; none where the author wrote down what an
    adviser said. `advises` is empty where the adviser left the decision open.
    """

    draft_id = models.UUIDField(editable=False, db_index=True)
    home = models.ForeignKey(Home, models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    adviser = models.ForeignKey(Appointment, models.PROTECT, related_name="advice_given")
    recorded_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    advises = models.CharField(max_length=20, choices=choices(Advice), blank=True)
    answers = models.OneToOneField(
        AdviceAsked, models.PROTECT, null=True, blank=True, related_name="answer"
    )
    submit_token = models.UUIDField(unique=True, editable=False)

    class Meta(Sealed.Meta):
        ordering = ["given_at", "seq"]
        constraints = [*Sealed.Meta.constraints]
        verbose_name_plural = "advice given"

    def __str__(self) -> str:
        return f"advice {self.pk}"
