"""What may go and has not, what left, and what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from children.models import Consent
from decisions.models import Addendum, Disclosure, Receipt, Review, SharingDecision
from decisions.policy.facts.basics import FAMILY
from decisions.policy.terms import (
    SHARING,
    AddendumKind,
    Basis,
    ConsentState,
    ReceiptOutcome,
    ReviewStage,
    Start,
    TransferMethod,
    Verdict,
)
from decisions.recording.narrowing.found import (
    Ids,
    Logs,
    additions,
    ids_of,
    in_one_log,
    kept_for_one_page,
)

# Heard there and then, by whoever it was said to.
SPOKEN = [
    method.value
    for method in (TransferMethod.TELEPHONE, TransferMethod.SPOKEN, TransferMethod.SECURE_MEETING)
]
# They say that they do not have it: still nobody who has it has answered.
STILL_SILENT = ReceiptOutcome.NOT_RECEIVED.value
# Answers after which what was decided may go.
LETS_GO = [Verdict.AGREED.value, Verdict.REVIEWED_AFTERWARDS.value]
SHARES = sorted(str(outcome.value) for outcome in SHARING)
_NO = Verdict.NOT_AGREED.value
_FAMILY = sorted(str(kind.value) for kind in FAMILY)


@kept_for_one_page
def shares_without_what_left(logs: Logs = None) -> Ids:
    """Records to share, under which nothing is written down as gone, and which no
    manager holds up.

    An arrangement is for shares to come, and need not have any.
    """
    left = Disclosure.objects.filter(decision=OuterRef("pk"))
    shares = SharingDecision.objects.filter(~Exists(left), outcome__in=SHARES)
    found = ids_of(logs, in_one_log(logs, shares.exclude(start=Start.ROUTINE.value)))
    # Which of the few are held up is asked of them alone.
    agreed = Review.objects.filter(decision=OuterRef("pk"), verdict__in=LETS_GO)
    free = Q(needs_approval=False) | Q(Exists(agreed))
    return ids_of(None, SharingDecision.objects.filter(free, pk__in=found))


@kept_for_one_page
def unanswered(until: datetime, logs: Logs = None) -> Ids:
    """What was shared until then and not confirmed by whoever received it."""
    heard = Receipt.objects.filter(disclosure=OuterRef("pk")).exclude(outcome=STILL_SILENT)
    silent = Disclosure.objects.filter(~Exists(heard), shared_at__lte=until)
    return ids_of(logs, in_one_log(logs, silent))


@kept_for_one_page
def rung_up_and_not_written(logs: Logs = None) -> Ids:
    """What was said by telephone, under a record that is not confirmed since (rule H07).

    Not what a family was told: nobody follows up a talk with a mother by letter.
    """
    confirmed = additions(AddendumKind.CONFIRMED_IN_WRITING, of="decision")
    confirmed = confirmed.filter(recorded_at__gte=OuterRef("shared_at"))
    open_still = Disclosure.objects.filter(~Exists(confirmed)).exclude(recipient_type__in=_FAMILY)
    by_telephone = TransferMethod.TELEPHONE.value
    # One after the other: for a choice between two columns a database reads every row.
    return ids_of(logs, open_still.filter(method=by_telephone), open_still.exclude(contact=""))


@kept_for_one_page
def shared_on_a_consent_taken_back(logs: Logs = None) -> Ids:
    """What went under a record that relies on consent, about children who took one back."""
    withdrawn = Consent.objects.filter(state=ConsentState.WITHDRAWN.value).order_by()
    children = list(withdrawn.values_list("child", flat=True).distinct())
    records = SharingDecision.objects.filter(basis=Basis.A6_1_A.value, child__in=children)
    left = Disclosure.objects.filter(decision__in=ids_of(logs, records), recipient__isnull=False)
    return ids_of(logs, left)


@kept_for_one_page
def something_went_wrong(logs: Logs = None) -> Ids:
    """Records under which something went outside the rules, astray, or on a yes that was denied,
    and that were not checked since; the same moments as `breach.to_check_for_breach`.
    """
    checks = Addendum.objects.filter(
        kind=AddendumKind.BREACH_CHECKED.value, seq__gt=OuterRef("seq")
    )
    since = ~Exists(checks.filter(decision=OuterRef("decision")))
    outside = Disclosure.objects.filter(since, outside_rules=True)
    denied = Review.objects.filter(since, verdict=_NO, stage=ReviewStage.CONFIRMATION.value)
    wrong_person = Receipt.objects.filter(
        ~Exists(checks.filter(decision=OuterRef("disclosure__decision"))),
        outcome=ReceiptOutcome.SENT_TO_WRONG_PERSON.value,
    )
    return [
        *ids_of(logs, outside, denied, column="decision"),
        *ids_of(logs, wrong_person, column="disclosure__decision"),
    ]


def left_in_sight(records: QuerySet[SharingDecision], disclosures: Ids) -> Ids:
    """Of what was shared, given by its ids: what went under one of these records."""
    left = Disclosure.objects.filter(pk__in=disclosures).order_by()
    under = dict(left.values_list("pk", "decision"))
    seen = set(ids_of(None, records.filter(pk__in=set(under.values()))))
    return [pk for pk, record in under.items() if record in seen]
