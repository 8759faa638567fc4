"""Who told, who wrote and who handed over, from the sealed bytes of a record."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from decisions.models import Draft, DraftPage, SharingDecision
from decisions.policy.route import empty_pages, steps_on_route
from decisions.recording.reading import SealedDecision
from infoshare.organisation.models import Appointment

Row = dict[str, Any]

# The pages of the guide as a record names them.
PAGES = {
    "urgent": "What was told urgently",
    "already": "What had already been shared",
    "request": "Who asked",
    "caller": "How they were checked",
    "recipient": "Who it is for",
    "purpose": "What it is for",
    "concern": "Danger and worry",
    "items": "The information",
    "people": "Other people",
    "lawful": "The lawful reason",
    "child": "The child’s view",
    "told": "Who was told",
    "arrangement": "How often",
    "decision": "The decision",
    "later": "Deciding later",
    "advice": "Advice",
    "check": "The reasons given on the last page",
}


def filled_in(signature: str) -> str:
    """How a page says that another person filled it in: `signature` is their name and role."""
    return f"{signature}, filled in this page"


def filled_in_by_others(sealed: SealedDecision) -> list[Row]:
    """A row for each page that was filled in by somebody other than whoever signed."""
    return [
        {"key": words, "value": filled_in(sealed.written_by[slug]["signature"])}
        for slug, words in PAGES.items()
        if slug in sealed.written_by
    ]


def told_and_recorded(sealed: SealedDecision, page: str, told_by: str) -> str:
    """Who told it, and who wrote it down; nothing where the author saw or heard it themselves."""
    if not told_by:
        return ""
    wrote = sealed.written_by.get(page, {}).get("signature", sealed.signature)
    return f"Told by {told_by}; recorded by {wrote}"


def hand_over_events(sealed: SealedDecision) -> list[Row]:
    """Each hand-over of the draft, for the record's timeline."""
    return [
        {
            "when": datetime.fromisoformat(row["at"]),
            "what": "The draft was taken over",
            "who": row["to"]["signature"],
            "detail": f"From {row['from']['signature']}.",
        }
        for row in sealed.handed_over
    ]


def keep_who_wrote(draft: Draft, decision: SharingDecision, sealed: SealedDecision) -> None:
    """What a new draft took from this record stays its writers', page by page, until changed."""
    answers = draft.read()
    blank = empty_pages(answers)
    written = [step.slug for step in steps_on_route(answers) if step.slug not in blank]
    by = {slug: UUID(row["appointment"]) for slug, row in sealed.written_by.items()}
    authors = Appointment.objects.in_bulk(by.values())
    DraftPage.objects.bulk_create(
        DraftPage(
            draft=draft,
            slug=slug,
            author=authors.get(by.get(slug), decision.author),
            saved_at=decision.recorded_at,
        )
        for slug in written
    )
