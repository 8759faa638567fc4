"""Who is around a child, and what was agreed, as pages show it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from children.models import Child, Consent, Involvement, Placement, Wish
from decisions.policy.terms import (
    VALID_CONSENT,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    LegalStatus,
    Purpose,
    Relationship,
    Responsibility,
    RoleWithChild,
    View,
)
from infoshare.access.permissions import Permission
from infoshare.access.scope import reach_of
from infoshare.common import clock
from infoshare.organisation.models import User

Row = dict[str, Any]

SOON = timedelta(days=30)
_KIND = {
    ConsentState.GIVEN: "done",
    ConsentState.RENEWED: "done",
    ConsentState.EXPIRED: "attention",
    ConsentState.REQUESTED: "information",
}


def in_force_on(day: date) -> Q:
    """Placements and involvements that hold on a day; the last day itself is out."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def placements_now(user: User) -> QuerySet[Placement]:
    """Who lives where now, at the homes whose children this person may read."""
    return _living_there(user, _read_at_homes(user))


def placements_reached(user: User) -> QuerySet[Placement]:
    """As above, with the children reached in an emergency: for a child's page, and for no list."""
    in_emergency = reach_of(user).in_emergency(Permission.READ_CHILDREN)
    return _living_there(user, _read_at_homes(user) | in_emergency)


def _read_at_homes(user: User) -> Q:
    homes = reach_of(user).where(Permission.READ_CHILDREN, Permission.READ_AGREED_CHILDREN)
    return Q(home__in=homes)


def _living_there(user: User, where: Q) -> QuerySet[Placement]:
    return (
        Placement.objects.filter(
            where, in_force_on(clock.today()), child__in=Child.objects.visible_to(user)
        )
        .select_related("child", "home__provider", "placing_authority")
        .order_by("home__name", "child__family_name", "child__given_names")
    )


def contact_cells(placement: Placement) -> list[list[Any]]:
    """The placing authority and the professionals, with the numbers to ring back."""
    authority = placement.placing_authority
    involved = (
        placement.child.involvements.filter(in_force_on(clock.today()))
        .select_related("professional__agency")
        .order_by("role", "professional__name")
    )
    return [
        [
            authority.name,
            ["Placing authority", LegalStatus(placement.legal_status).label],
            _to_ring(authority.number),
        ],
        *(_professional_cells(one) for one in involved),
    ]


def _professional_cells(involvement: Involvement) -> list[Any]:
    professional = involvement.professional
    switchboard = "" if professional.number else "The number of the switchboard"
    return [
        {"text": professional.name, "hint": professional.email},
        [
            f"{professional.position}, {professional.agency.name}",
            RoleWithChild(involvement.role).label,
        ],
        {**_to_ring(professional.number or professional.agency.number), "hint": switchboard},
    ]


def _to_ring(number: str) -> Row:
    if not number:
        return {"text": "We hold no number"}
    return {"text": number, "url": f"tel:{number.replace(' ', '')}"}


def family(child: Child) -> list[Row]:
    """Relatives and friends, each with what is known of parental responsibility."""
    return [
        {
            "key": relative.name,
            "value": [
                Relationship(relative.relationship).label,
                "Parental responsibility: " + Responsibility(relative.responsibility).label.lower(),
                *([relative.number] if relative.number else []),
            ],
        }
        for relative in child.relatives.all()
    ]


def consents_standing(child: Child) -> QuerySet[Consent]:
    """What was recorded last of each consent, the newest first."""
    return child.consents.standing().select_related("recipient").prefetch_related("items")


def state_today(consent: Consent, today: date) -> ConsentState:
    """The state as recorded, or that a consent which held has run out since."""
    state = ConsentState(consent.state)
    ended = consent.expires_on is not None and consent.expires_on < today
    return ConsentState.EXPIRED if state in VALID_CONSENT and ended else state


def may_be_taken_back(consent: Consent, today: date) -> bool:
    return state_today(consent, today) in VALID_CONSENT


def consent_cells(consent: Consent, today: date, *, may_record: bool) -> list[Any]:
    """A row of the list of consents."""
    state = state_today(consent, today)
    until = consent.expires_on
    ends_soon = state in VALID_CONSENT and until is not None and until - today <= SOON
    take_back: Row | str = ""
    if may_record and may_be_taken_back(consent, today):
        take_back = {
            "text": "Take it back",
            "url": reverse("withdrawal", args=[consent.child_id, consent.pk]),
            "hidden": f"for {_recipient(consent)}",
        }
    return [
        {"text": _recipient(consent), "hint": Purpose(consent.purpose).label},
        [InformationCategory(item.category).label for item in consent.items.all()],
        {
            "text": f"{ConsentGiver(consent.giver).label}, {written(consent.given_on)}",
            "status": state.label,
            "kind": _KIND.get(state, "neutral"),
        },
        {"text": written(until), "hint": "Ends within 30 days" if ends_soon else ""},
        take_back,
    ]


def wish_cells(wish: Wish) -> list[Any]:
    """A row of the list of wishes, without the words."""
    return [
        written(wish.said_on),
        ConsentGiver(wish.giver).label,
        View(wish.view).label,
        {
            "text": Purpose(wish.purpose).label,
            "hint": wish.recipient.name if wish.recipient else "",
        },
    ]


def _recipient(consent: Consent) -> str:
    return consent.recipient.name if consent.recipient else "No one named"


def written(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
