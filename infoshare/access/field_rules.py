"""Which facts of a record are kept back from whom. The one place that says so.

Whoever works at the home, or answers for it, reads its records whole. Ofsted does too, health
included: an inspector may see every record (Care Standards Act 2000, section 31), and each read
is written down instead. Fewer facts are for those who come from elsewhere for one purpose.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from infoshare.access.permissions import Permission
from infoshare.access.scope import reach_of
from infoshare.organisation.models import User


class Field(StrEnum):
    """Facts whose loss does the most harm, whoever may read the rest."""

    WHEREABOUTS = "whereabouts"
    INFORMANT = "informant"
    ADOPTION = "adoption"
    HEALTH = "health"


NOTHING: frozenset[Field] = frozenset()
EVERYTHING = frozenset(Field)
# Who covers at night must know where the child belongs, and what keeps the child well.
FROM_AN_EMERGENCY = frozenset({Field.INFORMANT, Field.ADOPTION})
# Both consents open the record (regulation 44(2)(b)); they are not an informant's, nor a court's.
FROM_THE_INDEPENDENT_PERSON = frozenset({Field.WHEREABOUTS, Field.INFORMANT, Field.ADOPTION})


def kept_back_from(user: User, home: UUID, child: UUID, *, author: UUID) -> frozenset[Field]:
    """The facts that this person does not read in `author`'s record of this child of this home."""
    if user.pk == author:
        return NOTHING
    reach = reach_of(user)
    if home in reach.where(Permission.READ_RECORDS, Permission.APPROVE, Permission.STAND_IN):
        return NOTHING
    if reach.emergency_with(Permission.READ_RECORDS, home, child) is not None:
        return FROM_AN_EMERGENCY
    if child in reach.agreed_children and home in reach.where(Permission.READ_AGREED_CHILDREN):
        return FROM_THE_INDEPENDENT_PERSON
    return EVERYTHING
