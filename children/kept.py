"""The particulars as the pages that change them show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from children.around import written
from children.models import Agency, Child, Involvement, Placement, Professional
from decisions.policy.terms import (
    AgencyType,
    LegalStatus,
    Relationship,
    Responsibility,
    RoleWithChild,
)

Row = dict[str, Any]


def child_rows(placement: Placement) -> list[Row]:
    """Who the child is, who placed the child, and under what."""
    child = placement.child
    said = {
        "Full name": child.full_name,
        "Called": child.called,
        "Date of birth": written(child.birth_date),
        "Placed by": placement.placing_authority.name,
        "Legal status": LegalStatus(placement.legal_status).label,
        "Lives here since": written(placement.starts_on),
    }
    return [{"key": key, "value": value} for key, value in said.items()]


def relative_rows(child: Child) -> list[Row]:
    """The family and friends, each with its change."""
    return [
        {
            "key": relative.name,
            "value": [
                Relationship(relative.relationship).label,
                "Parental responsibility: " + Responsibility(relative.responsibility).label.lower(),
                relative.number or "No number",
                "On the placement plan" if relative.on_placement_plan else "Not on the plan",
            ],
            "change_url": reverse("relative-change", args=[child.pk, relative.pk]),
        }
        for relative in child.relatives.all()
    ]


def involvement_rows(child: Child, today: date) -> list[list[Any]]:
    """Who works with the child, now first and then those who did."""
    rows = child.involvements.select_related("professional__agency").order_by(
        "professional__name", "-starts_on"
    )
    ended = [row for row in rows if row.ends_on is not None and row.ends_on <= today]
    working = [row for row in rows if row not in ended]
    return [_involvement_cells(row, has_ended=row in ended) for row in (*working, *ended)]


def _involvement_cells(row: Involvement, *, has_ended: bool) -> list[Any]:
    who = row.professional
    end = {
        "text": "It ended",
        "url": reverse("involvement-end", args=[row.child_id, row.pk]),
        "hidden": f"for {who.name}",
    }
    return [
        {"text": who.name, "url": reverse("professional-change", args=[who.pk])},
        [f"{who.position}, {who.agency.name}", RoleWithChild(row.role).label],
        _number_cell(who.number or who.agency.number),
        {"text": written(row.starts_on), "hint": f"To {written(row.ends_on)}" if has_ended else ""},
        {"status": "Ended", "kind": "neutral"} if has_ended else end,
    ]


def professional_cells(who: Professional) -> list[Any]:
    """A professional in the directory; the name leads to the page that changes the details."""
    change = reverse("professional-change", args=[who.pk])
    return [
        {"text": who.name, "url": change},
        who.position,
        _number_cell(who.number) if who.number else "The switchboard",
    ]


def agency_cells(agency: Agency, *, may_change: bool) -> list[Any]:
    """A body in the directory; for those who may change it the name leads there."""
    name = {"text": agency.name}
    if may_change:
        name["url"] = reverse("agency-change", args=[agency.pk])
    if not agency.active:
        name |= {"status": "Out of use", "kind": "attention"}
    return [name, AgencyType(agency.agency_type).label, _number_cell(agency.number)]


def _number_cell(number: str) -> Row:
    if not number:
        return {"text": "We hold no number"}
    return {"text": number, "url": f"tel:{number.replace(' ', '')}"}
