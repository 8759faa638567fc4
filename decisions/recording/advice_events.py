"""What was asked of advisers and what they answered, from the sealed bytes, as events in time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from decisions.models import AdviceAsked, AdviceGiven
from decisions.recording.parts import Part
from decisions.recording.reading import Parts

Event = dict[str, Any]
AdviceRow = AdviceAsked | AdviceGiven


def advice_rows(draft_id: UUID) -> list[AdviceRow]:
    """Every question and every answer on a draft, signed since or not."""
    asked = AdviceAsked.objects.filter(draft_id=draft_id).select_related("answer")
    return [*asked, *AdviceGiven.objects.filter(draft_id=draft_id)]


def advice_events(
    rows: list[AdviceRow], sealed: dict[UUID, Parts], signed_at: datetime | None = None
) -> list[Event]:
    """The rows as events, oldest first. `signed_at` is when the record was signed."""
    events = [
        _asked(row, sealed[row.pk])
        if isinstance(row, AdviceAsked)
        else _given(sealed[row.pk], signed_at)
        for row in rows
    ]
    return sorted(events, key=lambda event: event["when"])


def _asked(row: AdviceAsked, parts: Parts) -> Event:
    facts = parts["facts"]
    waits = not hasattr(row, "answer")
    return {
        "when": row.recorded_at,
        "what": f"Asked {facts['asked_of']['signature']}",
        "who": f"By {facts['asked_by']['signature']}",
        "detail": "\n".join(_question(facts, parts["text"])),
        **({"status": "No answer yet", "kind": "attention"} if waits else {}),
    }


def _question(facts: Part, text: Part) -> list[str]:
    if not facts["without_name"]:
        return [text["asked"]]
    lines = [text["asked"], "Asked without saying who the child is."]
    return lines if text["shown"] == text["asked"] else [*lines, f"They read: {text['shown']}"]


def _given(parts: Parts, signed_at: datetime | None) -> Event:
    facts, text = parts["facts"], parts["text"]
    given_at = datetime.fromisoformat(facts["given_at"])
    after = signed_at is not None and given_at > signed_at
    on_screen = facts["of"] is not None
    return {
        "when": given_at,
        "what": f"Advice given{_advised(facts)}",
        "who": _adviser(facts),
        # A question on screen is an event of its own.
        "detail": "\n".join([*([] if on_screen else _told_of(text)), text["words"]]),
        **({"status": "Given after it was signed", "kind": "attention"} if after else {}),
    }


def _advised(facts: Part) -> str:
    return f": {facts['advises_label'].lower()}" if facts["advises"] else ""


def _told_of(text: Part) -> list[str]:
    return [f"Asked: {text['asked']}"] if text["asked"] else []


def _adviser(facts: Part) -> str:
    adviser, writer = facts["adviser"]["signature"], facts["recorded_by"]["signature"]
    return adviser if adviser == writer else f"{adviser}. Recorded by {writer}"
