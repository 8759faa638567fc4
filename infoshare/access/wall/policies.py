"""The row policies: which rows of which table are a home's.

They are made by `migrate` and looked for at start-up. Foreign keys pass row policies by, so a
table that hangs on another has a policy of its own, which asks whether its parent is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models, transaction

from infoshare.access.wall.homes import EVERY_HOME, SETTING
from infoshare.organisation.models import Home

# Each table that tells of a child: the field that names the home, its log, or the row it hangs on.
LED_BY = {
    "access.ReadAlert": "home",
    "access.ReadBatch": "home",
    "access.ReadEntry": "home",
    "children.Child": "placements",
    "children.Consent": "home",
    "children.ConsentItem": "consent",
    "children.EmergencyReview": "log",
    "children.Involvement": "child",
    "children.NotToBeTold": "child",
    "children.Placement": "home",
    "children.Relative": "child",
    "children.Wish": "home",
    "decisions.Addendum": "decision",
    "decisions.AdviceAsked": "home",
    "decisions.AdviceGiven": "home",
    "decisions.DisclosedItem": "disclosure",
    "decisions.Disclosure": "decision",
    "decisions.Draft": "home",
    "decisions.Draft_names": "draft",
    "decisions.DraftPage": "draft",
    "decisions.HandOver": "draft",
    "decisions.HarmConcerned": "decision",
    "decisions.InformationItem": "decision",
    "decisions.NamedStaff": "decision",
    "decisions.PersonConcerned": "decision",
    "decisions.Receipt": "disclosure",
    "decisions.Review": "decision",
    "decisions.SharingDecision": "home",
    "decisions.StoodAside": "decision",
    "decisions.UnsavedPage": "draft",
    "ledger.Leaf": "log",
    "ledger.Part": "log",
}

# A new row may stand at a home that whoever writes it does not reach.
NEW_ROWS_ANYWHERE = {
    "children.Child": "a child is written down before where the child lives",
    "children.Placement": "a child moves to another home, whose people take it from there",
    "ledger.Leaf": "what opens an emergency, or ends it, stands in the log of the child's home",
    "ledger.Part": "as its leaf",
}

_WHO = "of people, not of children: whom somebody reaches is found from it"
# Tables that lead to a home or a child and have no policy, and why.
WITHOUT = {
    "children.EmergencyAccess": "whom somebody reaches is found from it: ids and times, no words",
    "children.EmergencyEnd": "as the access that it ends",
    "children.EmergencyMiss": "who typed a name that fits nobody; counted over all homes",
    "organisation.Appointment": _WHO,
    "organisation.AppointmentEnd": _WHO,
    "organisation.GoneLive": "that a home began; nothing of a child",
    "organisation.Home": _WHO,
    "organisation.HomeClosed": "that a home ended; nothing of a child",
    "organisation.Invitation": _WHO,
    "organisation.Recovery": _WHO,
    "organisation.RecoveryAnswer": _WHO,
    "organisation.RoleAnswer": _WHO,
    "organisation.RoleProposal": _WHO,
    "organisation.Suspension": _WHO,
    "organisation.SuspensionLift": _WHO,
    "organisation.Visit": _WHO,
    "organisation.VisitCode": _WHO,
    "organisation.VisitEnd": _WHO,
    "organisation.VisitExtension": _WHO,
    "decisions.LawReview": "a provider's word on the rules; nothing of a child",
    "ledger.Head": "how long a log is, locked by whoever writes in it",
    "ledger.Log": "that there is a log",
    "auditlog.LogEntry": "the site may add to it and read nothing of it but its numbers",
}

_SAID = f"current_setting('{SETTING}', true)"
# Each is asked once for a statement, not once for a row.
_EVERY = f"COALESCE((SELECT {_SAID}) = '{EVERY_HOME}', false)"
_HOMES = f"(SELECT string_to_array(NULLIF({_SAID}, '{EVERY_HOME}'), ',')::uuid[])::uuid[]"


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy as it should be; `digest` is kept beside it, to tell it from an older one."""

    table: str
    name: str
    rule: str

    @property
    def digest(self) -> str:
        return sha256(self.rule.encode()).hexdigest()

    def statements(self) -> Iterator[str]:
        yield f'DROP POLICY IF EXISTS "{self.name}" ON "{self.table}"'
        yield f'CREATE POLICY "{self.name}" ON "{self.table}" {self.rule}'
        yield f'COMMENT ON POLICY "{self.name}" ON "{self.table}" IS \'{self.digest}\''


def wanted() -> list[Policy]:
    """Every policy that the database should have."""
    return [policy for label in LED_BY for policy in _policies_of(label)]


def _policies_of(label: str) -> Iterator[Policy]:
    model = apps.get_model(label)
    table = model._meta.db_table
    yield Policy(table, "infoshare_homes", f"USING ({_EVERY} OR {_shown(model, LED_BY[label])})")
    if label in NEW_ROWS_ANYWHERE:
        yield Policy(table, "infoshare_new_rows", "FOR INSERT WITH CHECK (true)")


def _shown(model: type[models.Model], led_by: str) -> str:
    table, homes = model._meta.db_table, Home._meta.db_table
    field = cast(Any, model._meta.get_field(led_by))
    if led_by == "log":
        logs = f'SELECT array_agg("log") FROM "{homes}" WHERE "id" = ANY ({_HOMES})'  # noqa: S608
        return f'"{table}"."log" = ANY (({logs})::uuid[])'
    if field.related_model is Home:
        return f'"{table}"."{field.column}" = ANY ({_HOMES})'
    if field.one_to_many:
        here, there = model._meta.pk.column, field.field.column
    else:
        here, there = field.column, field.related_model._meta.pk.column
    other = field.related_model._meta.db_table
    return (
        f'EXISTS (SELECT 1 FROM "{other}" AS shown '  # noqa: S608
        f'WHERE shown."{there}" = "{table}"."{here}")'
    )


_TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND pg_table_is_visible(oid) AND (relrowsecurity AND relforcerowsecurity) = %s
"""
_POLICIES = """
SELECT relname, polname, COALESCE(obj_description(pg_policy.oid, 'pg_policy'), '')
FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
WHERE pg_table_is_visible(polrelid)
"""


def install(using: str = "default") -> None:
    """Make what is missing, and take away what does not belong there; nothing on SQLite."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        lacking = set(_lacking(cursor))
        cursor.execute(_POLICIES)
        present = {(table, name) for table, name, _ in cursor.fetchall()}
        for table in sorted(lacking):
            for name in sorted(name for its, name in present if its == table):
                cursor.execute(f'DROP POLICY "{name}" ON "{table}"')
            cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
            # The owner too: what migrates says that it works over all homes.
            cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
        for policy in wanted():
            if policy.table in lacking:
                for statement in policy.statements():
                    cursor.execute(statement)


def lacking(using: str = "default") -> list[str]:
    """The tables whose policies are missing, switched off, of another wording or too many."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        return _lacking(cursor)


def demand_policies(using: str = "default") -> None:
    """Refuse to start (ImproperlyConfigured) where a table is not guarded as it should be."""
    tables = lacking(using)
    if tables:
        raise ImproperlyConfigured(
            f"Rows of other homes can be read: these tables lack their row policies: "
            f"{', '.join(tables)}. Find out who removed them, then put them back with: "
            "manage.py migrate --skip-checks."
        )


def _lacking(cursor: Any) -> list[str]:
    cursor.execute(_TABLES, [True])
    guarded = {table for (table,) in cursor.fetchall()}
    cursor.execute(_TABLES, [False])
    there = guarded | {table for (table,) in cursor.fetchall()}
    cursor.execute(_POLICIES)
    present: dict[str, set[tuple[str, str]]] = {}
    for table, name, digest in cursor.fetchall():
        present.setdefault(table, set()).add((name, digest))
    should: dict[str, set[tuple[str, str]]] = {}
    for policy in wanted():
        should.setdefault(policy.table, set()).add((policy.name, policy.digest))
    return sorted(
        table
        for table, policies in should.items()
        # A table that waits for its migration has no rows to guard.
        if table in there and (table not in guarded or present.get(table) != policies)
    )
