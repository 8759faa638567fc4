"""Where a question about many records begins: the few to which it can apply, found by an index.

A list of follow-ups is for a handful of records among many thousands. Each function gives ids in
hand, and says nothing of who may see them: put them to records in somebody's sight, as
`seen.filter(pk__in=...)`. A database that is asked all of it at once, may this person see it and
is it still open, guesses which of both is the smaller part; from ids in hand it goes on by the
primary key, whatever it knows of its tables.

`logs` are those of the homes that are asked about; all that is recorded about a record is in the
log of its home. None asks about every home.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from children.models import Consent
from decisions.models import (
    Addendum,
    Disclosure,
    PersonConcerned,
    Receipt,
    Review,
    SharingDecision,
)
from decisions.policy.facts.basics import FAMILY
from decisions.policy.terms import (
    SHARING,
    AddendumKind,
    AgencyType,
    Basis,
    ConsentState,
    Outcome,
    Proof,
    ReceiptOutcome,
    ReviewStage,
    Start,
    TransferMethod,
    Verdict,
)

About = ParamSpec("About")
Ids = list[UUID]
Logs = Collection[UUID] | None

# Heard there and then, by whoever it was said to.
SPOKEN = [
    method.value
    for method in (TransferMethod.TELEPHONE, TransferMethod.SPOKEN, TransferMethod.SECURE_MEETING)
]
# They say that they do not have it: still nobody who has it has answered.
STILL_SILENT = ReceiptOutcome.NOT_RECEIVED.value
# Answers after which what was decided may go.
LETS_GO = [Verdict.AGREED.value, Verdict.REVIEWED_AFTERWARDS.value]
_NO = Verdict.NOT_AGREED.value
_SHARING = sorted(str(outcome.value) for outcome in SHARING)
_FAMILY = sorted(str(kind.value) for kind in FAMILY)
_ENDING = [AddendumKind.ARRANGEMENT_ENDED.value, AddendumKind.REFILED.value]

_kept: ContextVar[dict[Hashable, Ids] | None] = ContextVar("ids of one page", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """For a page that only reads: what two of its lists begin with is found once for both."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def _kept_for_one_page(question: Callable[About, Ids]) -> Callable[About, Ids]:
    @wraps(question)
    def asked(*about: About.args, **more: About.kwargs) -> Ids:
        kept = _kept.get()
        if kept is None:
            return question(*about, **more)
        key = (question.__name__, repr(about), repr(more))
        if key not in kept:
            kept[key] = question(*about, **more)
        return kept[key]

    return asked


@_kept_for_one_page
def held_and_not_reviewed(logs: Logs = None) -> Ids:
    """Records that need a manager, whom nobody has answered."""
    reviewed = Review.objects.filter(decision=OuterRef("pk"))
    return _ids(logs, SharingDecision.objects.filter(~Exists(reviewed), needs_approval=True))


@_kept_for_one_page
def went_ahead_and_not_reviewed(logs: Logs = None) -> Ids:
    """Records of what went ahead, or names staff, that need no manager first, and none answered.

    The full form of an urgent record is not asked about: the urgent record is.
    """
    reviewed = Review.objects.filter(decision=OuterRef("pk"))
    went_ahead = Q(urgent=True) | Q(emergency=True) | Q(outside_rules=True) | Q(names_staff=True)
    records = SharingDecision.objects.filter(went_ahead, ~Exists(reviewed), needs_approval=False)
    few = _ids(logs, records)
    # Of the few: that it completes no other is true of nearly all, so nothing to begin with.
    full_forms = SharingDecision.objects.filter(pk__in=few, completes__isnull=False)
    completing = set(_ids(None, full_forms))
    return [pk for pk in few if pk not in completing]


@_kept_for_one_page
def urgent_and_not_completed(logs: Logs = None) -> Ids:
    """Urgent records that no full form completes."""
    full_form = SharingDecision.objects.filter(completes=OuterRef("pk"))
    return _ids(logs, SharingDecision.objects.filter(~Exists(full_form), urgent=True))


@_kept_for_one_page
def rung_and_not_confirmed(logs: Logs = None) -> Ids:
    """Records answered by telephone, not confirmed, and not taken to somebody above since."""
    calls = Review.objects.filter(
        ~Exists(_reviews(ReviewStage.CONFIRMATION)),
        ~Exists(_additions(AddendumKind.ESCALATED, of="decision")),
        rung_at__isnull=False,
    )
    return _ids(logs, calls, column="decision")


@_kept_for_one_page
def escalated_and_not_decided(logs: Logs = None) -> Ids:
    """Records taken to the responsible individual, who has not decided."""
    taken = Addendum.objects.filter(~Exists(_reviews(ReviewStage.ESCALATION)))
    return _ids(logs, taken.filter(kind=AddendumKind.ESCALATED.value), column="decision")


@_kept_for_one_page
def said_no_to_since(moment: datetime, logs: Logs = None) -> Ids:
    """Records to which a manager has said no since this moment."""
    return _ids(
        logs, Review.objects.filter(verdict=_NO, recorded_at__gte=moment), column="decision"
    )


@_kept_for_one_page
def asked_and_not_answered(logs: Logs = None) -> Ids:
    """Records to which a manager answered with a question, where no record answers that.

    A record that only states what had gone already is no answer.
    """
    later = SharingDecision.objects.filter(follows=OuterRef("decision"))
    answer = later.exclude(start=Start.ALREADY_SHARED.value)
    questions = Review.objects.filter(~Exists(answer), verdict=Verdict.QUESTION.value)
    return _ids(logs, questions, column="decision")


@_kept_for_one_page
def refusals_not_agreed(logs: Logs = None) -> Ids:
    """Refusals to which a manager said no, that no record follows."""
    later = SharingDecision.objects.filter(follows=OuterRef("decision"))
    noes = Review.objects.filter(~Exists(later), verdict=_NO)
    return _ids(logs, noes.filter(decision__outcome=Outcome.NOT_SHARE.value), column="decision")


@_kept_for_one_page
def shares_without_what_left(logs: Logs = None) -> Ids:
    """Records to share, under which nothing is written down as gone, and which no
    manager holds up.

    An arrangement is for shares to come, and need not have any.
    """
    left = Disclosure.objects.filter(decision=OuterRef("pk"))
    shares = SharingDecision.objects.filter(~Exists(left), outcome__in=_SHARING)
    found = _ids(logs, _in_one_log(logs, shares.exclude(start=Start.ROUTINE.value)))
    # Which of the few are held up is asked of them alone.
    agreed = Review.objects.filter(decision=OuterRef("pk"), verdict__in=LETS_GO)
    free = Q(needs_approval=False) | Q(Exists(agreed))
    return _ids(None, SharingDecision.objects.filter(free, pk__in=found))


@_kept_for_one_page
def unanswered(until: datetime, logs: Logs = None) -> Ids:
    """What was shared until then and not confirmed by whoever received it."""
    heard = Receipt.objects.filter(disclosure=OuterRef("pk")).exclude(outcome=STILL_SILENT)
    silent = Disclosure.objects.filter(~Exists(heard), shared_at__lte=until)
    return _ids(logs, _in_one_log(logs, silent))


@_kept_for_one_page
def rung_up_and_not_written(logs: Logs = None) -> Ids:
    """What was said by telephone, under a record that is not confirmed since (rule H07).

    Not what a family was told: nobody follows up a talk with a mother by letter.
    """
    confirmed = _additions(AddendumKind.CONFIRMED_IN_WRITING, of="decision")
    confirmed = confirmed.filter(recorded_at__gte=OuterRef("shared_at"))
    open_still = Disclosure.objects.filter(~Exists(confirmed)).exclude(recipient_type__in=_FAMILY)
    by_telephone = TransferMethod.TELEPHONE.value
    # One after the other: for a choice between two columns a database reads every row.
    return _ids(logs, open_still.filter(method=by_telephone), open_still.exclude(contact=""))


@_kept_for_one_page
def shared_on_a_consent_taken_back(logs: Logs = None) -> Ids:
    """What went under a record that relies on consent, about children who took one back."""
    withdrawn = Consent.objects.filter(state=ConsentState.WITHDRAWN.value).order_by()
    children = list(withdrawn.values_list("child", flat=True).distinct())
    records = SharingDecision.objects.filter(basis=Basis.A6_1_A.value, child__in=children)
    left = Disclosure.objects.filter(decision__in=_ids(logs, records), recipient__isnull=False)
    return _ids(logs, left)


@_kept_for_one_page
def arrangements_to_look_at_again(until: date, logs: Logs = None) -> Ids:
    """Decisions to share regularly, to be looked at again before this day, and not ended."""
    return _ids(logs, _arrangements_not_ended().filter(review_on__lt=until))


@_kept_for_one_page
def arrangements_not_ended(logs: Logs = None) -> Ids:
    """Decisions to share regularly that nobody has ended."""
    return _ids(logs, _arrangements_not_ended())


def _arrangements_not_ended() -> QuerySet[SharingDecision]:
    ended = Addendum.objects.filter(decision=OuterRef("pk"), kind__in=_ENDING)
    # Each has a day on which it is looked at again: an index finds those that have one.
    return SharingDecision.objects.filter(
        ~Exists(ended), start=Start.ROUTINE.value, review_on__isnull=False
    )


@_kept_for_one_page
def filed_anew_and_not_told(logs: Logs = None) -> Ids:
    """Records that replace one which was filed under the wrong child, and say of nobody told."""
    misfiled = Addendum.objects.filter(kind=AddendumKind.REFILED.value)
    anew = SharingDecision.objects.filter(refiles__in=_ids(logs, misfiled, column="decision"))
    return _ids(logs, anew.filter(~Exists(_additions(AddendumKind.TOLD))))


@_kept_for_one_page
def with_a_day_to_tell(until: date, logs: Logs = None) -> Ids:
    """Records that named a day for telling somebody, which has come, and say nothing since."""
    named_a_day = SharingDecision.objects.filter(look_again_on__lte=until)
    return _ids(logs, named_a_day.filter(~Exists(_additions(AddendumKind.TOLD))))


@_kept_for_one_page
def with_an_allegation(until: date, logs: Logs = None) -> Ids:
    """Records with an allegation, not proven, whose day to be looked at again has come and that
    nobody looked at on that day or since.
    """
    looked_at = _additions(AddendumKind.ALLEGATION_REVIEWED, of="decision")
    looked_at = looked_at.filter(recorded_at__date__gte=OuterRef("review_on"))
    unproven = PersonConcerned.objects.filter(
        ~Exists(looked_at), proof=Proof.UNPROVEN.value, review_on__lte=until
    )
    return _ids(logs, unproven, column="decision", log="decision__log")


@_kept_for_one_page
def concerns_that_told_no_lado(logs: Logs = None) -> Ids:
    """Records that name staff, under which nothing went to the LADO."""
    told = Disclosure.objects.filter(decision=OuterRef("pk"), recipient_type=AgencyType.LADO.value)
    return _ids(logs, SharingDecision.objects.filter(~Exists(told), names_staff=True))


@_kept_for_one_page
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
        *_ids(logs, outside, denied, column="decision"),
        *_ids(logs, wrong_person, column="disclosure__decision"),
    ]


def left_in_sight(records: QuerySet[SharingDecision], disclosures: Ids) -> Ids:
    """Of what was shared, given by its ids: what went under one of these records."""
    left = Disclosure.objects.filter(pk__in=disclosures).order_by()
    under = dict(left.values_list("pk", "decision"))
    seen = set(_ids(None, records.filter(pk__in=set(under.values()))))
    return [pk for pk, record in under.items() if record in seen]


def _reviews(stage: ReviewStage) -> QuerySet[Review]:
    """The answers at this stage to the record that the outer row belongs to."""
    return Review.objects.filter(decision=OuterRef("decision"), stage=stage.value)


def _additions(kind: AddendumKind, *, of: str = "pk") -> QuerySet[Addendum]:
    """What was added of this kind to the record that the outer row is, or belongs to."""
    return Addendum.objects.filter(decision=OuterRef(of), kind=kind.value)


def _ids(logs: Logs, *found: QuerySet[Any], column: str = "pk", log: str = "log") -> Ids:
    """The few of these homes. All few are found, then those of other homes are left out: a database
    that is asked for both takes the wrong index and reads every row of these homes.
    """
    here = None if logs is None else frozenset(logs)
    return [
        pk
        for rows in found
        for pk, its_log in rows.order_by().values_list(column, log)
        if here is None or its_log in here
    ]


def _in_one_log(logs: Logs, rows: QuerySet[Any]) -> QuerySet[Any]:
    """For what has an index that begins with the log, where one home is asked about."""
    return rows.filter(log__in=logs) if logs is not None and len(logs) == 1 else rows
