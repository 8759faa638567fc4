"""The list of what is marked as unverified, and how each row of it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from decisions.policy.law import Switches, reference_rows
from decisions.policy.table import Reviewable, to_review
from decisions.rulebook.queries import Reviews
from decisions.rulebook.rows import Shown, provision_shown, rule_shown
from infoshare.common.times_in_words import day_in_words
from infoshare.organisation.models import Provider

COLUMNS = ["What it says", "Source", "How it stands"]


def list_rows(provider: Provider, reviews: Reviews, *, rules: bool) -> list[list[Any]]:
    """The rules, or the law: one row each, what waits for a review first."""
    rows = [row for row in to_review().values() if row.is_rule is rules]
    waiting_first = sorted(rows, key=lambda row: not _waits(row, reviews))
    return [
        [
            {
                "text": f"{row.code}. {row.says}" if row.is_rule else row.says,
                "url": reverse("rule-review", args=[provider.pk, row.code]),
            },
            row.source,
            _how_it_stands(row, reviews),
        ]
        for row in waiting_first
    ]


def how_many_wait(reviews: Reviews) -> int:
    return sum(_waits(row, reviews) for row in to_review().values())


def row_shown(row: Reviewable, reviews: Reviews, switches: Switches, today: date) -> Shown:
    """One row in full, as the page of the rules or of the law shows it."""
    if row.is_rule:
        return rule_shown(row.code, reviews, switches, today)
    provision = next(one for one in reference_rows() if one.code == row.code)
    return provision_shown(provision, reviews, switches, today)


def _waits(row: Reviewable, reviews: Reviews) -> bool:
    last = reviews.last(row.code)
    return not last or not last[0].stands


def _how_it_stands(row: Reviewable, reviews: Reviews) -> dict[str, str]:
    last = reviews.last(row.code)
    if not last:
        return {"text": "", "status": "Waits", "kind": "attention"}
    said = f"{last[0].by}, {day_in_words(last[0].on)}"
    if not last[0].stands:
        return {"text": said, "status": "Changed since: to review again", "kind": "attention"}
    if last[0].needs_changing:
        return {"text": said, "status": "It needs changing", "kind": "danger"}
    return {"text": said, "status": "It is right", "kind": "done"}
