"""The sealed decision: to share, to share part, or not to share."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from children.models import Agency, Child
from decisions.models.law import LawfulBasis, SpecialCategoryCondition
from decisions.policy.terms import (
    REFERRAL_BODIES,
    SEALABLE,
    SHARING,
    AddendumKind,
    AgencyType,
    Basis,
    Gateway,
    Outcome,
    Purpose,
    RecognisedInterest,
    Role,
    Severity,
    Start,
    Verification,
    choices,
)
from infoshare.access.permissions import Permission
from infoshare.access.scope import Reach, reach_of
from infoshare.common.append_only import AppendOnly, AppendOnlyQuerySet
from infoshare.ledger.sealed import Sealed
from infoshare.organisation.models import Appointment, Home, User

# Sorted: the order of a set differs from run to run, and the constraints with it.
_SHARING = sorted(str(outcome.value) for outcome in SHARING)
_REFERRAL_BODIES = sorted(str(body.value) for body in REFERRAL_BODIES)
_SEALABLE = sorted(str(outcome.value) for outcome in SEALABLE)


class SharingDecisionQuerySet(AppendOnlyQuerySet["SharingDecision"]):
    def visible_to(self, user: User) -> SharingDecisionQuerySet:
        """Records of the homes whose records this person may read, and those about a child whom
        they reach in an emergency.

        One that names somebody who works there is for its author and for those who answer for
        the home, never for whoever is named. Who only approves sees what asks for an answer.
        None that was filed under the wrong child is among them: `opened_by`.
        """
        return self.once_visible_to(user).rightly_filed()

    def opened_by(self, user: User) -> SharingDecisionQuerySet:
        """Those of `visible_to`, and the ones filed under the wrong child, for the data
        protection officer and Ofsted: for a record's own page, and for no list.
        """
        refiled_here = Q(home__in=reach_of(user).where(Permission.READ_REFILED))
        rightly_filed = ~Q(addenda__kind=AddendumKind.REFILED.value)
        return self.once_visible_to(user).filter(rightly_filed | refiled_here)

    def rightly_filed(self) -> SharingDecisionQuerySet:
        """Without those that were filed under the wrong child."""
        return self.exclude(pk__in=_filed_under_the_wrong_child())

    def naming_nobody_like(self, user: User) -> SharingDecisionQuerySet:
        """Without those that name this person, and without an urgent record whose full form does:
        both are one concern. Whoever wrote the urgent one keeps it.
        """
        named = NamedStaff.objects.filter(person=user)
        full_forms = named.filter(decision__completes__isnull=False)
        of_others = full_forms.exclude(decision__completes__author__in=_appointments_ever(user))
        return self.exclude(pk__in=named.values("decision")).exclude(
            pk__in=of_others.values("decision__completes")
        )

    def once_visible_to(self, user: User) -> SharingDecisionQuerySet:
        """As `visible_to`, with the ones filed under the wrong child: only to tell somebody whose
        page is still open what became of such a record.
        """
        reach = reach_of(user)
        to_open = reach.where(
            *(Permission.READ_RECORDS, Permission.APPROVE, Permission.STAND_IN),
            Permission.READ_AGREED_CHILDREN,
        )
        everything = reach.where_all(Permission.READ_RECORDS, Permission.READ_REGISTER)
        in_emergency = reach.in_emergency(Permission.READ_RECORDS)
        found = self.filter(Q(home__in=to_open) | in_emergency).naming_nobody_like(user)
        # Nothing more is asked of the records of homes where all of them may be read.
        if everything == to_open and not reach.emergencies:
            return found
        read_at = Q(home__in=reach.where(Permission.READ_RECORDS)) | in_emergency
        ordinary = read_at & (Q(names_staff=False) | Q(author__in=_appointments_ever(user)))
        return found.filter(
            Q(home__in=everything)
            | ordinary
            | _asks_for_an_answer(reach)
            | _stands_in(reach)
            | _agreed_to(reach)
        )

    def counted_for(self, user: User) -> SharingDecisionQuerySet:
        """What this person's figures are made of; what names them is in no figure of theirs."""
        return (
            self.filter(home__in=reach_of(user).where(Permission.READ_COUNTS))
            .rightly_filed()
            .naming_nobody_like(user)
        )

    def in_register_of(self, user: User) -> SharingDecisionQuerySet:
        """What this person's register shows: the home's, or one's own records."""
        reach = reach_of(user)
        own = Q(home__in=reach.where(Permission.RECORD), author__in=_appointments_ever(user))
        return self.visible_to(user).filter(Q(home__in=reach.where(Permission.READ_REGISTER)) | own)

    def closed_to_its_author(self, user: User) -> SharingDecisionQuerySet:
        """What this person signed that names them: they know that it is signed, and no more."""
        return self.filter(author__user=user, named_staff__person=user)

    def awaiting_approval(self) -> SharingDecisionQuerySet:
        """Held for a manager: approval is needed and nobody has reviewed yet."""
        held = SharingDecision.objects.filter(needs_approval=True, reviews__isnull=True)
        # With the few in hand: they are found by an index, whoever may see them.
        return self.filter(pk__in=list(held.order_by().values_list("pk", flat=True)))


def _filed_under_the_wrong_child() -> models.QuerySet[Any, Any]:
    """The few of all homes: a database holds them ready, and need not ask of each record."""
    # By its name: the model is made after this one.
    additions = apps.get_model("decisions", "Addendum").objects
    return additions.filter(kind=AddendumKind.REFILED.value).values("decision")


def _appointments_ever(user: User) -> models.QuerySet[Any, Any]:
    """Under which this person wrote whatever they wrote."""
    return Appointment.objects.filter(user=user).values("pk")


def _asks_for_an_answer(reach: Reach) -> Q:
    """Records that a manager answers, beforehand or afterwards, where this person approves."""
    went_ahead = Q(urgent=True) | Q(emergency=True) | Q(outside_rules=True) | Q(names_staff=True)
    asks = Q(needs_approval=True) | went_ahead
    return Q(home__in=reach.where(Permission.APPROVE)) & asks


def _agreed_to(reach: Reach) -> Q:
    """Records about the children about whom both agreed that the independent person reads them."""
    homes = reach.where(Permission.READ_AGREED_CHILDREN)
    return Q(home__in=homes, child__in=reach.agreed_children)


def _stands_in(reach: Reach) -> Q:
    """Records that name the responsible individual, or from which that person stood aside: this
    person answers for them.
    """
    homes = reach.where(Permission.STAND_IN)
    if not homes:
        return Q(pk__in=[])
    ever_responsible = Appointment.objects.filter(
        role=Role.RESPONSIBLE_INDIVIDUAL.value,
        provider=OuterRef("decision__home__provider"),
        user=OuterRef("person"),
    )
    names_that_person = NamedStaff.objects.filter(Exists(ever_responsible), decision=OuterRef("pk"))
    # By its name: the model is made after this one.
    stood_aside = apps.get_model("decisions", "StoodAside").objects
    aside = stood_aside.filter(Exists(ever_responsible)).order_by().values("decision")
    named = Q(names_staff=True) & Q(Exists(names_that_person))
    return Q(home__in=homes) & (named | Q(pk__in=aside))


class SharingDecision(Sealed):
    """Codes, ids and times for lists and filters; the words are in the ledger's parts."""

    code = models.CharField("record code", max_length=9, unique=True)
    draft_id = models.UUIDField(unique=True, editable=False)
    home = models.ForeignKey(Home, models.PROTECT, related_name="decisions")
    child = models.ForeignKey(Child, models.PROTECT, related_name="decisions")
    author = models.ForeignKey(Appointment, models.PROTECT, related_name="decisions")
    start = models.CharField(max_length=20, choices=choices(Start))
    outcome = models.CharField(max_length=20, choices=choices(Outcome))
    severity = models.CharField(max_length=20, choices=choices(Severity), blank=True)
    purpose = models.CharField(max_length=30, choices=choices(Purpose), blank=True)
    verification = models.CharField(max_length=30, choices=choices(Verification), blank=True)
    recipient = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    recipient_type = models.CharField(max_length=30, choices=choices(AgencyType), blank=True)
    basis = models.ForeignKey(LawfulBasis, models.PROTECT, null=True, blank=True)
    interest = models.CharField(max_length=30, choices=choices(RecognisedInterest), blank=True)
    gateway = models.CharField(max_length=30, choices=choices(Gateway), blank=True)
    special = models.ForeignKey(
        SpecialCategoryCondition, models.PROTECT, null=True, blank=True, related_name="+"
    )
    offence = models.ForeignKey(
        SpecialCategoryCondition, models.PROTECT, null=True, blank=True, related_name="+"
    )
    identifiable = models.BooleanField(default=True)
    urgent = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)
    needs_approval = models.BooleanField()
    occurred_at = models.DateTimeField()
    # Of a request: by when they need an answer.
    wanted_by = models.DateTimeField(null=True, blank=True)
    # Of a child who was missing: when they came back, and whether a talk with somebody
    # independent was offered.
    returned_at = models.DateTimeField(null=True, blank=True)
    return_interview_offered = models.BooleanField(null=True, blank=True)
    look_again_on = models.DateField("tell them by", null=True, blank=True)
    # Of a routine arrangement: the day on which it is looked at again.
    review_on = models.DateField("review on", null=True, blank=True)
    outside_rules = models.BooleanField(default=False)
    names_staff = models.BooleanField(default=False)
    # Its words say to whom it was reported before.
    reported_before = models.BooleanField(default=False)
    # Not reported, because it was between two young people who both wanted it: a manager sees it.
    said_between_peers = models.BooleanField(default=False)
    rules_version = models.CharField(max_length=20)
    law_version = models.CharField(max_length=20)
    completes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="completed_by"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    # Recorded beside another child's record of the same events; it began with the shared facts.
    beside = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="recorded_beside"
    )
    # The record that was filed under the wrong child, and that this one replaces.
    refiles = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="refiled_as"
    )

    objects = SharingDecisionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Sealed.Meta):
        ordering = ["-recorded_at", "-seq"]
        indexes = [
            models.Index(fields=["-recorded_at", "-seq"], name="decision_recent"),
            models.Index(fields=["home", "-recorded_at", "-seq"], name="decision_home_recent"),
            models.Index(fields=["child", "-recorded_at"], name="decision_child_recent"),
            # For the lists of what is still to be done: a few records among very many.
            models.Index(fields=["id"], name="decision_held", condition=Q(needs_approval=True)),
            models.Index(fields=["home"], name="decision_urgent", condition=Q(urgent=True)),
            models.Index(
                fields=["home"],
                name="decision_went_ahead",
                condition=Q(urgent=True)
                | Q(emergency=True)
                | Q(outside_rules=True)
                | Q(names_staff=True),
            ),
            models.Index(
                fields=["look_again_on"],
                name="decision_tell_by",
                condition=Q(look_again_on__isnull=False),
            ),
            models.Index(
                fields=["review_on"],
                name="decision_review_on",
                condition=Q(review_on__isnull=False),
            ),
            models.Index(
                fields=["child", "returned_at"],
                name="decision_returned",
                condition=Q(returned_at__isnull=False),
            ),
            models.Index(
                fields=["child"],
                name="decision_to_ofsted",
                condition=Q(recipient_type=AgencyType.OFSTED.value),
            ),
            models.Index(
                fields=["child"],
                name="decision_on_consent",
                condition=Q(basis=Basis.A6_1_A.value),
            ),
            # All that the question reads of each record, in the order in which what left is found.
            models.Index(
                fields=["log", "id", "outcome", "start", "needs_approval"], name="decision_shares"
            ),
            models.Index(
                fields=["home"], condition=Q(names_staff=True), name="decision_names_staff"
            ),
        ]
        constraints = [
            *Sealed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__in=_SEALABLE),
                name="decision_outcome_final",
            ),
            # A refusal may lack a recipient and a basis; a share may not. Where danger, or a
            # referral to those who protect, does not wait for the law, the basis follows later.
            models.CheckConstraint(
                condition=~Q(outcome__in=_SHARING)
                | ~Q(recipient_type="")
                & (
                    Q(basis__isnull=False)
                    | Q(identifiable=False)
                    | Q(urgent=True)
                    | Q(emergency=True)
                    | Q(start=Start.ALREADY_SHARED.value)
                    | Q(recipient_type__in=_REFERRAL_BODIES)
                ),
                name="share_has_recipient_and_basis",
            ),
            # Recognised legitimate interest always names its condition.
            models.CheckConstraint(
                condition=~Q(basis="A6_1_EA") | ~Q(interest=""),
                name="recognised_interest_named",
            ),
            models.CheckConstraint(
                condition=Q(completes__isnull=True) | Q(urgent=False),
                name="urgent_is_completed_in_full",
            ),
            models.CheckConstraint(
                condition=~Q(start=Start.ROUTINE.value)
                | ~Q(outcome__in=_SHARING)
                | Q(review_on__isnull=False),
                name="arrangement_has_a_review_date",
            ),
            models.CheckConstraint(
                condition=Q(outside_rules=False) | Q(start=Start.ALREADY_SHARED.value),
                name="outside_rules_has_happened",
            ),
        ]

    def __str__(self) -> str:
        return f"record {self.code}"

    @property
    def shares(self) -> bool:
        return self.outcome in _SHARING


class NamedStaff(AppendOnly):
    """A person with an account here whom a concern names; they see nothing of the record."""

    decision = models.ForeignKey(SharingDecision, models.PROTECT, related_name="named_staff")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="named_staff_once"),
        ]

    def __str__(self) -> str:
        return f"named staff {self.pk}"
