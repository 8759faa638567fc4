"""What a person may do, and the one table from role to permissions.

The table is that of the law and practice reference, section 13. Nothing else in the code asks
for a role to decide what somebody may do.
"""

from __future__ import annotations

from enum import StrEnum

from decisions.policy.terms import Role, VisitorRole


class Permission(StrEnum):
    """Small on purpose: one for each thing that the table of roles tells apart."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    RECORD = "decision:record"
    TAKE_OVER_DRAFT = "draft:take-over"
    APPROVE = "decision:approve"
    GIVE_ADVICE = "advice:give"
    READ_CHILDREN = "child:read"
    READ_RECORDS = "record:read"
    READ_REGISTER = "register:read"
    READ_COUNTS = "counts:read"
    READ_FOLLOW_UPS = "follow-up:read"
    KEEP_PARTICULARS = "particulars:keep"
    LIFT_NOT_TO_BE_TOLD = "not-to-be-told:lift"
    OPEN_VISIT = "visit:open"
    GO_LIVE = "home:go-live"
    # To answer for the responsible individual, in records that name that person, and no others.
    STAND_IN = "concern:stand-in"
    # Records that were filed under the wrong child.
    READ_REFILED = "refiled:read"
    # The rules and the law as they stand, which hold nothing about a child.
    READ_RULES = "rules:read"
    REVIEW_RULES = "rules:review"


_CARE = frozenset(
    {
        Permission.RECORD,
        Permission.READ_CHILDREN,
        Permission.READ_RECORDS,
        Permission.READ_RULES,
    }
)
_SENIOR = _CARE | {
    Permission.TAKE_OVER_DRAFT,
    Permission.GIVE_ADVICE,
    Permission.KEEP_PARTICULARS,
    Permission.OPEN_VISIT,
}
_MANAGER = _SENIOR | {
    Permission.APPROVE,
    Permission.LIFT_NOT_TO_BE_TOLD,
    Permission.READ_REGISTER,
    Permission.READ_COUNTS,
    Permission.READ_FOLLOW_UPS,
    Permission.GO_LIVE,
}
_SAFEGUARDING = _MANAGER - {
    Permission.TAKE_OVER_DRAFT,
    Permission.OPEN_VISIT,
    Permission.GO_LIVE,
}
_DATA_PROTECTION = frozenset(
    {
        Permission.GIVE_ADVICE,
        Permission.READ_CHILDREN,
        Permission.READ_RECORDS,
        Permission.READ_REGISTER,
        Permission.READ_COUNTS,
        Permission.READ_FOLLOW_UPS,
        Permission.OPEN_VISIT,
        Permission.READ_REFILED,
        Permission.READ_RULES,
        Permission.REVIEW_RULES,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CARE_WORKER: _CARE,
    Role.SENIOR_CARE_WORKER: _SENIOR,
    Role.DEPUTY_MANAGER: _MANAGER,
    Role.REGISTERED_MANAGER: _MANAGER,
    Role.RESPONSIBLE_INDIVIDUAL: _MANAGER,
    # The alternate acts only where the responsible individual is named in a concern.
    Role.NOMINATED_ALTERNATE: frozenset({Permission.STAND_IN, Permission.READ_RULES}),
    Role.SAFEGUARDING_LEAD: _SAFEGUARDING,
    Role.DATA_PROTECTION_OFFICER: _DATA_PROTECTION,
    Role.ADMINISTRATOR: frozenset(),
    # Only to be the second pair of eyes: what wants an answer, no register, no child's page.
    Role.OUTSIDE_SECOND_PERSON: frozenset({Permission.APPROVE, Permission.READ_RULES}),
}

VISITOR_GRANTS: dict[VisitorRole, frozenset[Permission]] = {
    VisitorRole.OFSTED_INSPECTOR: frozenset(
        {
            Permission.READ_CHILDREN,
            Permission.READ_RECORDS,
            Permission.READ_REGISTER,
            Permission.READ_COUNTS,
            Permission.READ_REFILED,
            Permission.READ_RULES,
        }
    ),
    VisitorRole.INDEPENDENT_PERSON: frozenset({Permission.READ_COUNTS, Permission.READ_RULES}),
}


def roles_with(*permissions: Permission) -> tuple[Role, ...]:
    """The roles whose holders have one of these permissions."""
    return tuple(role for role, granted in GRANTS.items() if not granted.isdisjoint(permissions))
