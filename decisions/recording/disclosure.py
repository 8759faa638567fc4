"""What really left, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from decisions.models import Disclosure, Draft, Receipt, SharingDecision
from decisions.models.standing import may_be_shared
from decisions.policy.answers import Item
from decisions.policy.assess import assess
from decisions.policy.circumstances import Approved
from decisions.policy.rules.h_transfer import beyond_what_was_approved
from decisions.policy.rules.i_decision import conditions_not_met
from decisions.policy.terms import AgencyType, Effect, ReceiptOutcome, Start
from decisions.recording.arrangement_state import state_of
from decisions.recording.changed import changed_since
from decisions.recording.decision import seal_in_transaction
from decisions.recording.locking import hold
from decisions.recording.moments import (
    DisclosureRefused,
    NotUnderThisRecord,
    lets_go_from,
    refuse_wrong_time,
    to_the_minute,
)
from decisions.recording.parts import UsedElsewhere, answering, sent_before, signed, who
from decisions.recording.reading import SealedDecision, read_decision, read_sealed
from decisions.recording.stages import conditions_of
from decisions.recording.what_left import What, write
from infoshare.common import clock
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment

__all__ = [
    "DisclosureRefused",
    "NotUnderThisRecord",
    "What",
    "disclose",
    "lets_go_from",
    "receive",
    "seal_already_shared",
    "seal_urgent",
]


def disclose(
    decision: SharingDecision, recorded_by: Appointment, what: What, *, token: UUID
) -> Disclosure:
    """Record what left under a decision that lets it go. The same token gives the same row.

    Raises NotUnderThisRecord while approval is awaited, where nothing may go, for what goes
    beyond what was decided (rule H10), where something stood against it when it went that did
    not when it was signed, and for a time before the decision's own event; DisclosureRefused for
    nothing chosen and for a time to come; UsedElsewhere for a token that said something else;
    MovedMeanwhile for a record that was filed under the wrong child.
    """
    if decision.start == Start.ALREADY_SHARED.value:
        raise NotUnderThisRecord(
            "This record says what went. Start a new record for anything more."
        )
    try:
        with transaction.atomic():
            hold(decision)
            items = _judged(SharingDecision.objects.get(pk=decision.pk), what)
            return write(decision, recorded_by, what, items, token)
    except IntegrityError as refused:
        before = sent_before(Disclosure.objects.filter(decision=decision), token, refused)
        if not _says_the_same(before, what):
            raise UsedElsewhere from refused
        return before


def _judged(decision: SharingDecision, what: What) -> tuple[tuple[int, Item], ...]:
    """The items that left, where nothing stands against them as the record stands now."""
    if not may_be_shared(decision):
        raise NotUnderThisRecord("This cannot be shared: a manager has not agreed to it.")
    if decision.start == Start.ROUTINE.value:
        arrangement = state_of(decision, clock.today())
        if not arrangement.usable:
            raise NotUnderThisRecord(f"Nothing can be shared under this now. {arrangement.why}")
    sealed = read_decision(decision)
    items = _chosen(sealed, what)
    _refuse_unmet_conditions(decision, sealed, what)
    refuse_wrong_time(decision, sealed, what.shared_at)
    _refuse_what_has_changed(decision, sealed, what.shared_at)
    return items


def _says_the_same(before: Disclosure, what: What) -> bool:
    """Is it the same page sent twice, and not one that was changed after going back to it?"""
    sealed = read_sealed(before)
    numbers = {item["number"] for item in sealed["facts"]["items"]}
    return (
        numbers == set(what.numbers)
        and sealed["guarded"]["words"] == what.words
        and sealed["facts"]["method"] == (what.method.value if what.method else "")
        and to_the_minute(before.shared_at) == to_the_minute(what.shared_at)
    )


def seal_urgent(draft: Draft, *, shared: bool) -> SharingDecision:
    """Seal an urgent record and, where it has gone already, what was said, in one transaction."""
    return _seal_with_what_left(draft, lambda decision: shared and may_be_shared(decision))


def seal_already_shared(draft: Draft) -> SharingDecision:
    """Seal a record of what has gone already, and what went, in one transaction."""
    return _seal_with_what_left(draft, lambda decision: True)


def _seal_with_what_left(draft: Draft, left: Callable[[SharingDecision], bool]) -> SharingDecision:
    try:
        with transaction.atomic():
            decision = seal_in_transaction(draft)
            if left(decision) and not decision.disclosures.exists():
                sealed = read_decision(decision)
                going = _going(sealed)
                write(decision, decision.author, _said(decision, sealed), going, draft.pk)
            return decision
    except IntegrityError:
        signed_before = SharingDecision.objects.filter(draft_id=draft.pk).first()
        if signed_before is None:
            raise
        return signed_before


def receive(
    disclosure: Disclosure,
    recorded_by: Appointment,
    *,
    outcome: ReceiptOutcome,
    heard_at: datetime,
    words: str,
    token: UUID,
) -> Receipt:
    """Record what the recipient said or did. The same token gives the same row.

    Raises UsedElsewhere, and MovedMeanwhile for a record that was filed under the wrong child.
    """
    decision = disclosure.decision
    try:
        with transaction.atomic():
            hold(decision)
            leaf = append(
                [
                    Entry(
                        decision.home.log,
                        Kind.RECEIPT,
                        uuid4(),
                        decision.child.keep_until_year,
                        {
                            "child": who(decision.child),
                            "guarded": {},
                            "text": {"words": words},
                            "facts": {
                                "of": answering(disclosure),
                                "code": decision.code,
                                "outcome": outcome.value,
                                "outcome_label": outcome.label,
                                "heard_at": heard_at.isoformat(),
                                "recorded_by": signed(recorded_by),
                                "token": token.hex,
                            },
                        },
                    )
                ]
            )[0]
            return Receipt.objects.create(
                **leaf.columns(),
                disclosure=disclosure,
                recorded_by=recorded_by,
                outcome=outcome.value,
                heard_at=heard_at,
                submit_token=token,
            )
    except IntegrityError as refused:
        before = sent_before(Receipt.objects.filter(disclosure=disclosure), token, refused)
        said = (outcome.value, words, to_the_minute(heard_at))
        written = read_sealed(before)["text"]["words"]
        if (before.outcome, written, to_the_minute(before.heard_at)) != said:
            raise UsedElsewhere from refused
        return before


def _chosen(sealed: SealedDecision, what: What) -> tuple[tuple[int, Item], ...]:
    """The items that left, by number; more than was decided is refused (rule H10)."""
    numbered = dict(enumerate(sealed.answers.items, start=1))
    going = {number for number, item in numbered.items() if item.going}
    if not set(what.numbers) <= going or _goes_beyond(sealed, what):
        beyond = beyond_what_was_approved
        raise NotUnderThisRecord(f"{beyond.says} {beyond.do} Start a new record for the rest.")
    if going and not what.numbers:
        raise DisclosureRefused("Choose what you shared.")
    return tuple((number, numbered[number]) for number in sorted(set(what.numbers)))


def _goes_beyond(sealed: SealedDecision, what: What) -> bool:
    """Does what left go further than what was decided, or to somebody else?"""
    answers = sealed.answers
    decided = sealed.circumstances.recipient_held
    approved = Approved(
        categories=tuple(item.category for item in answers.going),
        recipient=decided.agency if decided else None,
    )
    group = "request" if answers.was_asked else "transfer"
    to = answers.recipient.changed(agency=what.recipient.pk if what.recipient else None)
    findings = assess(
        answers.changed(**{group: to}),
        sealed.circumstances.changed(approved=approved),
        clock.today(),
    ).findings
    found = any(finding.rule == beyond_what_was_approved.id for finding in findings)
    return found or what.to != sealed.recipient


def conditions_in_words(decision: SharingDecision) -> str:
    """What must be done before anything goes, where a manager agreed only with conditions."""
    agreed = conditions_of(decision)
    return str(read_sealed(agreed)["text"]["conditions"]) if agreed is not None else ""


def _refuse_unmet_conditions(decision: SharingDecision, sealed: SealedDecision, what: What) -> None:
    """Refuse what a manager agreed to with conditions that were not met (rule I08)."""
    if conditions_of(decision) is None:
        return
    approved = Approved(has_conditions=True, conditions_met=what.conditions_met)
    about = sealed.circumstances.changed(approved=approved)
    for finding in assess(sealed.answers, about, clock.today()).findings:
        if finding.rule == conditions_not_met.id and finding.effect is Effect.BLOCK:
            raise NotUnderThisRecord(f"{finding.says} {finding.do}")


def _refuse_what_has_changed(
    decision: SharingDecision, sealed: SealedDecision, shared_at: datetime
) -> None:
    """Refuse what went after somebody said no to it, or after the recipient was taken off."""
    changed = changed_since(decision, sealed, shared_at)
    if changed:
        raise NotUnderThisRecord(" ".join(f"{one.says} {one.do}" for one in changed))


def _going(sealed: SealedDecision) -> tuple[tuple[int, Item], ...]:
    numbered = enumerate(sealed.answers.items, start=1)
    return tuple((number, item) for number, item in numbered if item.going)


def _said(decision: SharingDecision, sealed: SealedDecision) -> What:
    """What a record of something that has gone says was told: in words, if not item by item."""
    return What(
        numbers=(),
        to=sealed.recipient,
        recipient=decision.recipient,
        recipient_type=AgencyType(decision.recipient_type),
        method=sealed.answers.transfer.method,
        contact=sealed.answers.transfer.contact,
        shared_at=decision.occurred_at,
        words=sealed.answers.urgent.said,
        outside_rules=sealed.assessment.outside_rules,
    )
