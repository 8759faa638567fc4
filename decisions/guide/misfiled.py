"""A draft whose earlier record was filed under the wrong child: what happened, what is kept."""

from __future__ import annotations

from typing import Any

from decisions.guide.checking import answers_by_page
from decisions.guide.surroundings import Surroundings
from decisions.recording.refiling import record_now


def misfiled_page(around: Surroundings) -> dict[str, Any]:
    """What the page says: the record in its place, if it may be seen, and what was written."""
    now = record_now(around.misfiled, around.user) if around.misfiled else None
    return {
        "completes": around.draft.completes_id is not None,
        "reference": around.reference,
        "now": now,
        "sections": answers_by_page(around),
    }
