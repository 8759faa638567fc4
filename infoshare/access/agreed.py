"""Whose records the independent person may read: both the child and the placing authority agreed.

Regulation 44(2)(b) of the Children's Homes (England) Regulations 2015: the home's records, except
a child's case records unless the child and the child's placing authority consent. The last word
of each counts, and only while it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from decisions.policy.circumstances import ConsentHeld
from decisions.policy.facts.consent import those_whose_last_word_is_yes
from decisions.policy.terms import AgencyType, ConsentGiver, ConsentState, Purpose
from infoshare.common import clock

BOTH = frozenset({ConsentGiver.CHILD, ConsentGiver.PLACING_AUTHORITY})


def children_agreed_at(home: UUID) -> frozenset[UUID]:
    """The children who live at this home now, and about whom both said yes."""
    today = clock.today()
    said: dict[UUID, list[ConsentHeld]] = defaultdict(list)
    for child, consent in _said_about_a_visit(home):
        said[child].append(consent)
    agreed = (
        child
        for child, consents in said.items()
        if those_whose_last_word_is_yes(tuple(consents), today) >= BOTH
    )
    # By its name: the models of children are made after those of access.
    placements = apps.get_model("children", "Placement").objects
    here_now = placements.filter(home=home, child__in=list(agreed), starts_on__lte=today).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=today)
    )
    return frozenset(here_now.values_list("child", flat=True))


def _said_about_a_visit(home: UUID) -> Iterator[tuple[UUID, ConsentHeld]]:
    """What each said last, at this home, about an inspection by the independent person.

    A yes that names nobody may have been meant for Ofsted, and opens nothing; a no that names
    nobody is a no to everybody.
    """
    consents = apps.get_model("children", "Consent").objects
    rows: Any = consents.filter(
        Q(recipient_type=AgencyType.REG44_VISITOR.value)
        | (Q(recipient_type="") & ~Q(state__in=[ConsentState.GIVEN, ConsentState.RENEWED])),
        home=home,
        purpose=Purpose.INSPECTION.value,
        followed_by__isnull=True,
    )
    columns = ("child", "giver", "state", "given_on", "expires_on")
    for child, giver, state, given_on, expires_on in rows.order_by("pk").values_list(*columns):
        yield (
            child,
            ConsentHeld(
                giver=ConsentGiver(giver),
                state=ConsentState(state),
                purpose=Purpose.INSPECTION,
                given_on=given_on,
                expires_on=expires_on,
            ),
        )
