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
    # Those children alone about whom the child and the placing authority both agreed.
    READ_AGREED_CHILDREN = "child:read-agreed"
    READ_REGISTER = "register:read"
    READ_COUNTS = "counts:read"
    READ_FOLLOW_UPS = "follow-up:read"
    KEEP_PARTICULARS = "particulars:keep"
    LIFT_NOT_TO_BE_TOLD = "not-to-be-told:lift"
    OPEN_VISIT = "visit:open"
    GO_LIVE = "home:go-live"
    # To answer for the responsible individual, in records that name that person, and no others.
    STAND_IN = "concern:stand-in"
    # Who looked at what at the home.
    READ_READS = "reads:read"
    # Records that were filed under the wrong child.
    READ_REFILED = "refiled:read"
    # The rules and the law as they stand, which hold nothing about a child.
    READ_RULES = "rules:read"
    REVIEW_RULES = "rules:review"
    # People, homes and appointments: nothing about a child.
    MANAGE_PEOPLE = "people:manage"
    AGREE_TO_ROLES = "role:agree"
    # A role at one's own home; who serves all homes agrees.
    PROPOSE_ROLES = "role:propose"
    READ_WHO_HAS_ACCESS = "access:report"
    # To bring back, with a second person, somebody who lost every factor.
    RECOVER_SIGN_IN = "sign-in:recover"
    # One child of another home of the provider, in an emergency, for some hours.
    REACH_IN_EMERGENCY = "emergency:reach"
    REVIEW_EMERGENCY = "emergency:review"


_CARE = frozenset(
    {
        Permission.RECORD,
        Permission.READ_CHILDREN,
        Permission.READ_RECORDS,
        Permission.READ_RULES,
        Permission.REACH_IN_EMERGENCY,
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
    Permission.READ_READS,
    Permission.LIFT_NOT_TO_BE_TOLD,
    Permission.READ_REGISTER,
    Permission.READ_COUNTS,
    Permission.READ_FOLLOW_UPS,
    Permission.GO_LIVE,
    Permission.REVIEW_EMERGENCY,
    Permission.RECOVER_SIGN_IN,
}
_SAFEGUARDING = _MANAGER - {
    Permission.REACH_IN_EMERGENCY,
    Permission.REVIEW_EMERGENCY,
    Permission.RECOVER_SIGN_IN,
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
        Permission.READ_READS,
        Permission.READ_REFILED,
        Permission.READ_RULES,
        Permission.REVIEW_RULES,
        Permission.READ_WHO_HAS_ACCESS,
        Permission.REVIEW_EMERGENCY,
    }
)

# What somebody may do for the one child whom they reach in an emergency, and nothing else there.
EMERGENCY_GRANTS = frozenset({Permission.READ_CHILDREN, Permission.READ_RECORDS, Permission.RECORD})

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CARE_WORKER: _CARE,
    Role.SENIOR_CARE_WORKER: _SENIOR,
    Role.DEPUTY_MANAGER: _MANAGER,
    Role.REGISTERED_MANAGER: _MANAGER | {Permission.AGREE_TO_ROLES, Permission.PROPOSE_ROLES},
    # Who serves all homes reads every child of them, and has none to reach in an emergency.
    Role.RESPONSIBLE_INDIVIDUAL: (_MANAGER - {Permission.REACH_IN_EMERGENCY})
    | {Permission.AGREE_TO_ROLES},
    # The alternate acts only where the responsible individual is named in a concern.
    Role.NOMINATED_ALTERNATE: frozenset({Permission.STAND_IN, Permission.READ_RULES}),
    Role.SAFEGUARDING_LEAD: _SAFEGUARDING,
    Role.DATA_PROTECTION_OFFICER: _DATA_PROTECTION,
    # Who may read is theirs to keep, and nothing that is read.
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.MANAGE_PEOPLE,
            Permission.AGREE_TO_ROLES,
            Permission.READ_WHO_HAS_ACCESS,
            Permission.RECOVER_SIGN_IN,
        }
    ),
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
