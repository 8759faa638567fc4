"""Every row of the demo went through the functions that seal, and reads back whole."""

from __future__ import annotations

from collections import Counter

import pytest

from children.models import Consent, EmergencyAccess, EmergencyReview, Wish
from decisions.models import (
    Addendum,
    AdviceAsked,
    AdviceGiven,
    Disclosure,
    Receipt,
    Review,
    SharingDecision,
)
from decisions.policy.terms import Start
from decisions.recording.reading import read_decision, read_sealed
from infoshare.ledger.models import Leaf
from infoshare.organisation.models import GoneLive, Home, Visit, VisitEnd

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

SEALED = (
    *(Review, Disclosure, Receipt, Addendum, AdviceAsked, AdviceGiven),
    *(Consent, Wish, Visit, VisitEnd, GoneLive, EmergencyAccess, EmergencyReview),
)


def test_every_record_reads_back_in_its_authors_name() -> None:
    for record in SharingDecision.objects.select_related("author__user", "child"):
        sealed = read_decision(record)
        assert record.author.user.name in sealed.signature
        assert sealed.signature in sealed.sentence
        assert sealed.child["name"] == record.child.full_name


def test_the_parts_of_every_other_row_read_back() -> None:
    for model in SEALED:
        rows = list(model.objects.all())
        assert rows, model
        for row in rows:
            assert read_sealed(row)["facts"]


def test_every_leaf_but_the_first_has_its_row() -> None:
    leaves = Leaf.objects.count()
    rows = sum(model.objects.count() for model in (SharingDecision, *SEALED))
    assert leaves == rows + Home.objects.count()


def test_time_went_forward_in_every_log() -> None:
    """An event out of order would have been given the time of the one before it."""
    for home in Home.objects.all():
        times = list(Leaf.objects.filter(log=home.log).order_by("seq").values_list("at", flat=True))
        assert times == sorted(times)
    for record in SharingDecision.objects.all():
        assert record.occurred_at <= record.recorded_at


def test_no_record_was_signed_without_what_its_rules_ask_for() -> None:
    for record in SharingDecision.objects.all():
        assessment = read_decision(record).assessment
        assert assessment.missing == ()
        assert not assessment.blocked
        assert not assessment.unexplained()


def test_no_two_records_give_the_same_reasons() -> None:
    """But one that was filed again; what was shared already has its reason on its own page."""
    records = SharingDecision.objects.filter(urgent=False, refiles__isnull=True)
    words = Counter(
        read_decision(record).answers.decision.reasons
        for record in records.exclude(start=Start.ALREADY_SHARED.value)
    )
    assert [reason for reason, times in words.items() if times > 1] == []
