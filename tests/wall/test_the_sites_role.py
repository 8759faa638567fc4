"""The site's role reads and adds; what is sealed, and what guards it, is out of its hands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, transaction

from children.models import Child, Consent
from decisions.models import SharingDecision
from infoshare.access.wall.grants import grant
from infoshare.access.wall.homes import everything, open_at
from infoshare.common import database_role
from infoshare.common.triggers import sealed_tables
from infoshare.organisation.models import Appointment, Home, User
from tests.site_role import ROLE, as_site

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no roles"),
]


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql: str) -> None:
    with as_site(), pytest.raises(ProgrammingError, match="permission denied|must be owner"):
        execute(sql)


def test_it_changes_nothing_that_is_sealed() -> None:
    for table in sealed_tables():
        refused(f"DELETE FROM {table.name}")
        refused(f"TRUNCATE {table.name} CASCADE")
        column = "size" if table.name == "ledger_head" else None
        if column is None:
            refused(f"UPDATE {table.name} SET {_first_column(table.name)} = NULL")
    refused("UPDATE ledger_head SET log = log")
    with as_site():
        execute("UPDATE ledger_head SET size = size")


def _first_column(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1",
            [table],
        )
        return str(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE decisions_sharingdecision DISABLE TRIGGER ALL",
        "ALTER TABLE children_child DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE children_child NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY infoshare_homes ON children_child",
        "CREATE POLICY besides ON children_child USING (true)",
        "DROP TABLE children_child CASCADE",
        "SET session_replication_role = replica",
        "CREATE TABLE elsewhere (id int)",
        "CREATE ROLE another",
        "UPDATE django_migrations SET name = name",
        "SELECT changes FROM auditlog_logentry",
        "GRANT UPDATE ON ledger_leaf TO PUBLIC",
    ],
)
def test_it_lifts_nothing_that_guards_a_row(sql: str) -> None:
    # A superuser may do each of them, which shows that the words are right.
    with transaction.atomic():
        execute(sql)
        transaction.set_rollback(True)
    if sql.startswith("GRANT"):
        with as_site(), pytest.raises((ProgrammingError, AssertionError)):
            execute(sql)
            # PostgreSQL may say so in a warning and grant nothing.
            raise AssertionError
        return
    refused(sql)


def test_migrate_leaves_it_with_no_right_too_many() -> None:
    with as_site():
        assert database_role.rights_too_many() == []
        database_role.demand_role()


@pytest.mark.parametrize(
    ("sql", "right"),
    [
        (f"ALTER ROLE {ROLE} SUPERUSER", "is a superuser"),
        (f"ALTER ROLE {ROLE} BYPASSRLS", "passes row policies by"),
        (f"ALTER ROLE {ROLE} CREATEROLE", "may make roles"),
        (f"ALTER ROLE {ROLE} CREATEDB", "may make databases"),
        (f"GRANT CREATE ON SCHEMA public TO {ROLE}", "may make tables"),
        (f"ALTER TABLE children_agency OWNER TO {ROLE}", "owns tables"),
        (f"GRANT UPDATE ON ledger_leaf TO {ROLE}", "may change or remove sealed rows"),
        (f"GRANT DELETE ON ledger_leaf TO {ROLE}", "may change or remove sealed rows"),
        (f"GRANT TRUNCATE ON ledger_leaf TO {ROLE}", "may change or remove sealed rows"),
        (f"GRANT UPDATE (kind) ON ledger_leaf TO {ROLE}", "may change or remove sealed rows"),
        (f"GRANT UPDATE (log) ON ledger_head TO {ROLE}", "may change or remove sealed rows"),
        (f"GRANT pg_write_all_data TO {ROLE}", "may change or remove sealed rows"),
    ],
)
def test_the_site_does_not_start_with_more(sql: str, right: str) -> None:
    execute(sql)
    with as_site():
        assert right in database_role.rights_too_many()
        with pytest.raises(ImproperlyConfigured, match=f"{right}.*CREATE ROLE.*migrate"):
            database_role.demand_role()


def test_grants_are_made_anew_and_take_back_what_was_added() -> None:
    execute(f"GRANT ALL ON ledger_leaf, children_child TO {ROLE}, PUBLIC")
    grant(ROLE)
    test_migrate_leaves_it_with_no_right_too_many()


def test_a_role_that_is_not_there_or_is_the_owners_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="CREATE ROLE nobody_here LOGIN"):
        grant("nobody_here")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (owner,) = cursor.fetchone()
    with pytest.raises(ImproperlyConfigured, match="one of its own"):
        grant(owner)


@pytest.fixture
def two_homes(kit: Child, lark: Child) -> Iterator[None]:
    with as_site():
        yield


def names() -> set[str]:
    return set(Child.objects.values_list("given_names", flat=True))


@pytest.mark.usefixtures("two_homes")
def test_nothing_is_shown_until_a_home_is_opened(rowan_house: Home, willow_lodge: Home) -> None:
    assert names() == set()
    with open_at([rowan_house.pk]):
        assert names() == {"Kit"}
        with open_at([willow_lodge.pk]):
            assert names() == {"Kit", "Lark"}
        assert names() == {"Kit"}
    with everything():
        assert names() >= {"Kit", "Lark"}
        with open_at([rowan_house.pk]):
            assert names() >= {"Kit", "Lark"}
    assert names() == set()


@pytest.mark.usefixtures("two_homes")
def test_what_is_opened_inside_a_savepoint_does_not_outlive_it(
    rowan_house: Home, willow_lodge: Home
) -> None:
    with open_at([rowan_house.pk]):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            with open_at([willow_lodge.pk]):
                assert names() == {"Kit", "Lark"}
            raise ZeroDivisionError
        assert names() == {"Kit"}


@pytest.mark.usefixtures("two_homes")
def test_rows_of_another_home_are_neither_changed_nor_removed_nor_added(
    rowan_house: Home, willow_lodge: Home, lark: Child, asha: Appointment
) -> None:
    with open_at([rowan_house.pk]):
        assert Child.objects.filter(pk=lark.pk).update(known_as="Larky") == 0
        assert lark.placements.update(ends_on=None) == 0
        assert lark.placements.all().delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            lark.relatives.create(name="Somebody", relationship="FATHER", responsibility="NO")
    assert User.objects.filter(pk=asha.user_id).exists()
    assert (Consent.objects.count(), SharingDecision.objects.count()) == (0, 0)
