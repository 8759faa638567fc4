"""Advice given while a decision was still a draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from decisions.models import AdviceGiven, Draft
from decisions.recording.decision import child_of
from decisions.recording.parts import sent_before, signed, who
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment


def record_advice(
    draft: Draft,
    recorded_by: Appointment,
    *,
    adviser: Appointment,
    words: str,
    given_at: datetime,
    token: UUID,
) -> AdviceGiven:
    """Record who advised what on a draft. The same token gives the same row."""
    child = child_of(draft)
    try:
        with transaction.atomic():
            leaf = append(
                [
                    Entry(
                        draft.home.log,
                        Kind.ADVICE,
                        uuid4(),
                        child.keep_until_year,
                        {
                            "child": who(child),
                            "guarded": {},
                            "text": {
                                "asked": draft.read().decision.advice_wanted,
                                "words": words,
                            },
                            "facts": {
                                "draft": draft.pk.hex,
                                "adviser": signed(adviser),
                                "recorded_by": signed(recorded_by),
                                "given_at": given_at.isoformat(),
                                "token": token.hex,
                            },
                        },
                    )
                ]
            )[0]
            return AdviceGiven.objects.create(
                **leaf.columns(),
                draft_id=draft.pk,
                home=draft.home,
                child=child,
                adviser=adviser,
                recorded_by=recorded_by,
                given_at=given_at,
                submit_token=token,
            )
    except IntegrityError as refused:
        return sent_before(AdviceGiven.objects.filter(draft_id=draft.pk), token, refused)
