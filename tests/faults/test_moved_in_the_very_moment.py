"""A record is moved to the right child after a page was made, and before what it sends is written.

The page had passed every other check by then; only the one under the home's lock is left.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import (
    Addendum,
    Disclosure,
    Draft,
    Receipt,
    Review,
    SharingDecision,
    StoodAside,
)
from decisions.policy.terms import AddendumKind, Verdict
from decisions.recording import locking
from decisions.recording.completion import complete_urgent
from decisions.recording.decision import seal
from decisions.recording.locking import MovedMeanwhile
from decisions.recording.refiling import refile
from infoshare.organisation.models import Appointment
from tests.approval.calls import form_of_a_call
from tests.faults.test_moved_to_the_right_child import SignIn, finn
from tests.followups.made import gone, held_for_approval, reviewed, share, urgent_share
from tests.guide.conftest import Guide, text_of
from tests.recording.records import shown

__all__ = ["finn"]
TYPED = "Ring her mother first"
WHEN = {"day": "23", "month": "11", "year": "2026", "time": "09:30"}

Moves = Callable[[SharingDecision], None]


WRITERS = ("addendum", "decision", "disclosure", "review", "reviewer")


@pytest.fixture
def moved_first(asha: Appointment, finn: Child, monkeypatch: pytest.MonkeyPatch) -> Moves:
    """`moved_first(record)`: the record is moved just before the next one to write begins to."""

    def patched(begins: Any) -> None:
        for module in WRITERS:
            monkeypatch.setattr(f"decisions.recording.{module}.transaction", begins)

    def arrange(record: SharingDecision) -> None:
        def second() -> Any:
            patched(transaction)
            refile(record, asha, finn, record.home, asha, reason="It was Finn", token=uuid4())
            return transaction.atomic()

        patched(SimpleNamespace(atomic=second))

    return arrange


def at(name: str) -> dict[str, str]:
    return {f"{name}_{part}": one for part, one in WHEN.items()}


def sends(client: Client, page: str, pk: Any, **typed: Any) -> HttpResponse:
    return client.post(reverse(page, args=[pk]), {"words": TYPED, "token": str(uuid4()), **typed})


def is_shown_again(answer: HttpResponse) -> bool:
    said = text_of(answer)
    return answer.status_code == 409 and "This record has been moved" in said and TYPED in said


def nothing_written() -> bool:
    others = Addendum.objects.exclude(kind=AddendumKind.REFILED.value)
    return not any(
        rows.exists() for rows in (others, Receipt.objects.all(), StoodAside.objects.all())
    )


@pytest.mark.parametrize("too_close", ["yes", "no"])
def test_an_answer(
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
    moved_first: Moves,
    too_close: str,
) -> None:
    record = held_for_approval(asha, kit, school)
    said = {"shown": shown(record), "verdict": "AGREED", "is_conflicted": too_close}
    moved_first(record)
    assert is_shown_again(sends(signed_in(maya), "review", record.pk, **said))
    assert not Review.objects.exists()
    assert nothing_written()


def test_an_answer_by_telephone(
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
    moved_first: Moves,
) -> None:
    record = held_for_approval(asha, kit, school)
    said = form_of_a_call(record, maya, words=TYPED)
    moved_first(record)
    assert is_shown_again(sends(signed_in(ben), "telephone-approval", record.pk, **said))
    assert not Review.objects.exists()


def test_what_was_shared(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn, moved_first: Moves
) -> None:
    record = share(asha, kit, school)
    numbers = [str(one) for one in record.items.filter(going=True).values_list("number", flat=True)]
    said = {"items": numbers, "as_decided": "yes", "method": "TELEPHONE", **at("shared_at")}
    moved_first(record)
    assert is_shown_again(sends(signed_in(asha), "disclosures", record.pk, **said))
    assert not Disclosure.objects.exists()


def test_an_addition(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn, moved_first: Moves
) -> None:
    record = share(asha, kit, school)
    moved_first(record)
    said = {"kind": "CORRECTION", "reason": "Wrong day"}
    assert is_shown_again(sends(signed_in(asha), "addenda", record.pk, **said))
    assert nothing_written()


def test_what_they_said(
    asha: Appointment, kit: Child, school: Agency, signed_in: SignIn, moved_first: Moves
) -> None:
    record = share(asha, kit, school)
    left = gone(record, asha, school)
    moved_first(record)
    said = {"outcome": "RECEIVED", **at("heard_at")}
    assert is_shown_again(sends(signed_in(asha), "receipts", left.pk, **said))
    assert nothing_written()


def test_asking_somebody_above_says_what_happened(
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
    moved_first: Moves,
) -> None:
    record = held_for_approval(asha, kit, school)
    reviewed(record, maya, Verdict.NOT_AGREED)
    moved_first(record)
    answer = signed_in(asha).post(reverse("escalate", args=[record.pk]))
    assert answer.status_code == 409
    assert nothing_written()


def test_a_full_form_is_not_signed_and_all_of_it_is_shown(
    begin: Callable[..., Guide],
    asha: Appointment,
    kit: Child,
    school: Agency,
    moved_first: Moves,
) -> None:
    record, guide = urgent_share(asha, kit, school), begin("own-initiative")
    Draft.objects.filter(pk=guide.draft.pk).update(completes=record)
    guide.draft.refresh_from_db()
    guide.fill_until("check")
    moved_first(record)
    answer = guide.client.get(guide.answer("check")["Location"])
    said = text_of(answer)
    assert "You cannot go on with this draft" in said
    assert "Attendance this term" in said
    assert not SharingDecision.objects.filter(completes=record).exists()


def test_nor_is_what_follows_a_record_or_begun_from_one(
    begin: Callable[..., Guide],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
    moved_first: Moves,
) -> None:
    record, guide = held_for_approval(asha, kit, school), begin("own-initiative")
    reviewed(record, maya, Verdict.QUESTION)
    moved_first(record)
    assert guide.client.post(reverse("answer", args=[record.pk])).status_code == 409
    assert not Draft.objects.filter(follows=record).exists()


def test_it_is_asked_after_the_lock_and_not_before_it(
    asha: Appointment,
    maya: Appointment,
    finn: Child,
    kit: Child,
    school: Agency,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever waits for the lock may wait for the one who moves the record."""
    record, lock = share(asha, kit, school), locking.take_turns
    held, full = held_for_approval(asha, kit, school), urgent_share(asha, kit, school)
    draft = complete_urgent(full, asha)
    acts: dict[SharingDecision, Callable[[], Any]] = {
        record: lambda: gone(record, asha, school),
        held: lambda: reviewed(held, maya, Verdict.AGREED),
        full: lambda: seal(draft),
    }
    for moved, act in acts.items():

        def waits(*rows: Any, moved: SharingDecision = moved) -> None:
            patched(lock)
            refile(moved, asha, finn, moved.home, asha, reason="It was Finn", token=uuid4())
            lock(*rows)

        def patched(waiting: Callable[..., None]) -> None:
            for module in ("locking", "addendum", "decision"):
                monkeypatch.setattr(f"decisions.recording.{module}.take_turns", waiting)

        patched(waits)
        with pytest.raises(MovedMeanwhile) as refused:
            act()
        assert refused.value.record == moved
