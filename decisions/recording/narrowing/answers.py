"""Records that wait for a manager, for somebody above, or for their author’s answer."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from decisions.models import Addendum, Review, SharingDecision
from decisions.policy.terms import AddendumKind, Outcome, ReviewStage, Start, Verdict
from decisions.recording.narrowing.found import (
    Ids,
    Logs,
    additions,
    ids_of,
    kept_for_one_page,
    reviews_at,
)

_NO = Verdict.NOT_AGREED.value


@kept_for_one_page
def held_and_not_reviewed(logs: Logs = None) -> Ids:
    """Records that need a manager, whom nobody has answered."""
    reviewed = Review.objects.filter(decision=OuterRef("pk"))
    return ids_of(logs, SharingDecision.objects.filter(~Exists(reviewed), needs_approval=True))


@kept_for_one_page
def went_ahead_and_not_reviewed(logs: Logs = None) -> Ids:
    """Records of what went ahead, or names staff, that need no manager first, and none answered.

    The full form of an urgent record is not asked about: the urgent record is.
    """
    reviewed = Review.objects.filter(decision=OuterRef("pk"))
    went_ahead = Q(urgent=True) | Q(emergency=True) | Q(outside_rules=True) | Q(names_staff=True)
    records = SharingDecision.objects.filter(went_ahead, ~Exists(reviewed), needs_approval=False)
    few = ids_of(logs, records)
    # Of the few: that it completes no other is true of nearly all, so nothing to begin with.
    full_forms = SharingDecision.objects.filter(pk__in=few, completes__isnull=False)
    completing = set(ids_of(None, full_forms))
    return [pk for pk in few if pk not in completing]


@kept_for_one_page
def urgent_and_not_completed(logs: Logs = None) -> Ids:
    """Urgent records that no full form completes."""
    full_form = SharingDecision.objects.filter(completes=OuterRef("pk"))
    return ids_of(logs, SharingDecision.objects.filter(~Exists(full_form), urgent=True))


@kept_for_one_page
def rung_and_not_confirmed(logs: Logs = None) -> Ids:
    """Records answered by telephone, not confirmed, and not taken to somebody above since."""
    calls = Review.objects.filter(
        ~Exists(reviews_at(ReviewStage.CONFIRMATION)),
        ~Exists(additions(AddendumKind.ESCALATED, of="decision")),
        rung_at__isnull=False,
    )
    return ids_of(logs, calls, column="decision")


@kept_for_one_page
def escalated_and_not_decided(logs: Logs = None) -> Ids:
    """Records taken to the responsible individual, who has not decided."""
    taken = Addendum.objects.filter(~Exists(reviews_at(ReviewStage.ESCALATION)))
    return ids_of(logs, taken.filter(kind=AddendumKind.ESCALATED.value), column="decision")


@kept_for_one_page
def said_no_to_since(moment: datetime, logs: Logs = None) -> Ids:
    """Records to which a manager has said no since this moment."""
    return ids_of(
        logs, Review.objects.filter(verdict=_NO, recorded_at__gte=moment), column="decision"
    )


@kept_for_one_page
def asked_and_not_answered(logs: Logs = None) -> Ids:
    """Records to which a manager answered with a question, where no record answers that.

    A record that only states what had gone already is no answer.
    """
    later = SharingDecision.objects.filter(follows=OuterRef("decision"))
    answer = later.exclude(start=Start.ALREADY_SHARED.value)
    questions = Review.objects.filter(~Exists(answer), verdict=Verdict.QUESTION.value)
    return ids_of(logs, questions, column="decision")


@kept_for_one_page
def refusals_not_agreed(logs: Logs = None) -> Ids:
    """Refusals to which a manager said no, that no record follows."""
    later = SharingDecision.objects.filter(follows=OuterRef("decision"))
    noes = Review.objects.filter(~Exists(later), verdict=_NO)
    return ids_of(logs, noes.filter(decision__outcome=Outcome.NOT_SHARE.value), column="decision")
