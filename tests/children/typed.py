"""What a person types into the pages that keep the particulars, and the trace that it leaves."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import uuid4

from auditlog.models import LogEntry
from django.db.models import Model

from children.models import Agency, Professional


def day(name: str, when: date | None) -> dict[str, str]:
    if when is None:
        return {}
    return {
        f"{name}_day": str(when.day),
        f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }


def child_page(authority: Agency, /, **changes: Any) -> dict[str, Any]:
    birth_date = changes.pop("birth_date", date(2013, 5, 20))
    starts_on = changes.pop("starts_on", date(2026, 11, 6))
    return {
        "token": str(uuid4()),
        "given_names": "Ada Mary",
        "family_name": "Quill",
        "known_as": "Addy",
        "placing_authority": str(authority.pk),
        "legal_status": "INTERIM_CARE_ORDER_S38",
        **day("birth_date", birth_date),
        **day("starts_on", starts_on),
        **changes,
    }


def relative_page(**changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "name": "Denise Tolland",
        "relationship": "MOTHER",
        "responsibility": "YES_EVIDENCED",
        "number": "07700 900201",
        "on_placement_plan": "yes",
        **changes,
    }


def involvement_page(professional: Professional | None, /, **changes: Any) -> dict[str, Any]:
    starts_on = changes.pop("starts_on", date(2026, 11, 2))
    return {
        "token": str(uuid4()),
        "professional": str(professional.pk) if professional else "new",
        "name": "",
        "agency": "",
        "position": "",
        "number": "",
        "email": "",
        "role": "EDUCATION",
        **day("starts_on", starts_on),
        **changes,
    }


def agency_page(**changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "agency_type": "HEALTH_GP",
        "name": "Otterbeck Surgery",
        "number": "01632 960240",
        "address": "reception@otterbeck.example",
        "domains": "otterbeck.example",
        **changes,
    }


def trace_of(row: Model) -> list[LogEntry]:
    """What the technical trace kept about a row, the newest first."""
    return list(LogEntry.objects.get_for_object(row).order_by("-pk"))


def words_in(entries: list[LogEntry]) -> str:
    """Everything that these entries say."""
    return json.dumps(
        [[entry.changes, entry.object_repr, entry.additional_data] for entry in entries]
    )
