"""Whether what was shared was a personal data breach: what asks that, and who answers it.

UK GDPR Article 33: within 72 hours of becoming aware of it, unless it is unlikely to result in a
risk, the ICO is told. Rule H09 of the decision table.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from decisions.models import Addendum, Disclosure, Receipt, Review, SharingDecision
from decisions.policy.terms import (
    AddendumKind,
    BreachOutcome,
    ReceiptOutcome,
    ReviewStage,
    Verdict,
)
from decisions.recording import addendum
from decisions.recording.approvers import approver
from decisions.recording.locking import hold
from infoshare.organisation.models import Appointment, User

TIME_TO_TELL = timedelta(hours=72)
_OPENED_BY = ("astray_since", "misdirected_since", "denied_since")


class CheckedMeanwhile(Exception):
    """Somebody signed a check since the page was made: `first`. Nothing was written."""

    def __init__(self, first: Addendum) -> None:
        self.first = first
        super().__init__("this was checked while the page was open")


def to_check_for_breach(records: QuerySet[SharingDecision]) -> QuerySet[Any]:
    """Of these records, those where something may be a breach that nobody has looked at since.

    What went outside the rules or astray, what a recipient says went to the wrong person, and
    what went on an approval by telephone that the manager then denied.
    """
    of_this = {"decision": OuterRef("pk")}
    checks = Addendum.objects.filter(**of_this, kind=AddendumKind.BREACH_CHECKED.value)
    rows = records.annotate(
        checked_seq=Coalesce(Subquery(checks.order_by("-seq").values("seq")[:1]), -1)
    )
    openers = {
        "astray_since": Disclosure.objects.filter(**of_this, outside_rules=True),
        "misdirected_since": Receipt.objects.filter(
            disclosure__decision=OuterRef("pk"), outcome=ReceiptOutcome.SENT_TO_WRONG_PERSON.value
        ),
        "denied_since": _denied().filter(**of_this),
    }
    rows = rows.annotate(**{name: _first_after_check(found) for name, found in openers.items()})
    nothing = Q(**{f"{name}__isnull": True for name in openers})
    return rows.exclude(nothing)


def _denied() -> QuerySet[Review]:
    """Answers by which a manager denied a yes by telephone on which something had gone."""
    rung = Review.objects.filter(
        decision=OuterRef("decision"), rung_at__isnull=False, verdict=Verdict.AGREED.value
    )
    went = Disclosure.objects.filter(decision=OuterRef("decision"))
    return Review.objects.filter(
        Exists(rung),
        Exists(went),
        stage=ReviewStage.CONFIRMATION.value,
        verdict=Verdict.NOT_AGREED.value,
    )


def _first_after_check(rows: QuerySet[Any]) -> Subquery:
    """When the first of these rows was recorded that the newest check had not seen."""
    unseen = rows.filter(seq__gt=OuterRef("checked_seq"))
    return Subquery(unseen.order_by("seq").values("recorded_at")[:1])


def breach_since(decision: SharingDecision) -> datetime | None:
    """Since when this record waits for a check; None where nothing does."""
    found = to_check_for_breach(SharingDecision.objects.filter(pk=decision.pk)).first()
    return None if found is None else waits_since(found)


def waits_since(found: Any) -> datetime:
    """Of a row of `to_check_for_breach`: when what is to be checked was recorded first."""
    moments = [getattr(found, name) for name in _OPENED_BY]
    since: datetime = min(moment for moment in moments if moment is not None)
    return since


def checker(decision: SharingDecision, user: User) -> Appointment | None:
    """The appointment under which this person may check it: never what they shared themselves."""
    if decision.disclosures.filter(recorded_by__user=user).exists():
        return None
    return approver(decision, user)


def checks_so_far(decision: SharingDecision) -> int:
    """How many checks stand in this record, for the page that adds one."""
    return decision.addenda.filter(kind=AddendumKind.BREACH_CHECKED.value).count()


def record_check(
    decision: SharingDecision,
    by: Appointment,
    *,
    outcome: BreachOutcome,
    reference: str,
    words: str,
    token: UUID,
    seen: int,
) -> Addendum:
    """Sign what came of a check. The same token gives the same row.

    `seen` is how many checks stood in the record when the page was made. Raises CheckedMeanwhile
    where there are more now.
    """
    chosen = {"outcome": outcome.value, "outcome_label": outcome.label, "reference": reference}
    with transaction.atomic():
        # Two people at once take turns on the home's row; the second reads the first's check.
        hold(decision)
        checks = decision.addenda.filter(kind=AddendumKind.BREACH_CHECKED.value)
        others = checks.exclude(submit_token=token).order_by("-seq")
        if others.count() > seen and not checks.filter(submit_token=token).exists():
            raise CheckedMeanwhile(others[0])
        return addendum.add(
            decision,
            by,
            kind=AddendumKind.BREACH_CHECKED,
            words=words,
            reason="",
            token=token,
            facts=chosen,
        )


def chosen_in_words(said: Mapping[str, Any]) -> list[str]:
    """What was chosen from a list in an addition that has its own page, in its words of the day."""
    reference = said.get("reference")
    told = f"The ICO’s reference: {reference}" if reference else ""
    return [line for line in (said.get("outcome_label", ""), told) if line]
