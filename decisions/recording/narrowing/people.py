"""People who are still to be told, and what was said about somebody and is not proven."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from decisions.models import Addendum, Disclosure, PersonConcerned, SharingDecision
from decisions.policy.terms import AddendumKind, AgencyType, Proof
from decisions.recording.narrowing.found import (
    Ids,
    Logs,
    additions,
    ids_of,
    kept_for_one_page,
)


@kept_for_one_page
def filed_anew_and_not_told(logs: Logs = None) -> Ids:
    """Records that replace one which was filed under the wrong child, and say of nobody told."""
    misfiled = Addendum.objects.filter(kind=AddendumKind.REFILED.value)
    anew = SharingDecision.objects.filter(refiles__in=ids_of(logs, misfiled, column="decision"))
    return ids_of(logs, anew.filter(~Exists(additions(AddendumKind.TOLD))))


@kept_for_one_page
def with_a_day_to_tell(until: date, logs: Logs = None) -> Ids:
    """Records that named a day for telling somebody, which has come, and say nothing since."""
    named_a_day = SharingDecision.objects.filter(look_again_on__lte=until)
    return ids_of(logs, named_a_day.filter(~Exists(additions(AddendumKind.TOLD))))


@kept_for_one_page
def with_an_allegation(until: date, logs: Logs = None) -> Ids:
    """Records with an allegation, not proven, whose day to be looked at again has come and that
    nobody looked at on that day or since.
    """
    looked_at = additions(AddendumKind.ALLEGATION_REVIEWED, of="decision")
    looked_at = looked_at.filter(recorded_at__date__gte=OuterRef("review_on"))
    unproven = PersonConcerned.objects.filter(
        ~Exists(looked_at), proof=Proof.UNPROVEN.value, review_on__lte=until
    )
    return ids_of(logs, unproven, column="decision", log="decision__log")


@kept_for_one_page
def concerns_that_told_no_lado(logs: Logs = None) -> Ids:
    """Records that name staff, under which nothing went to the LADO, and whose words do not say
    that it was reported before.
    """
    told = Disclosure.objects.filter(decision=OuterRef("pk"), recipient_type=AgencyType.LADO.value)
    return ids_of(
        logs, SharingDecision.objects.filter(~Exists(told), names_staff=True, reported_before=False)
    )
