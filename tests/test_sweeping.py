"""A test that commits is swept away, sealed rows and all, and leaves the triggers in place."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.utils import IntegrityError
from django.test import TransactionTestCase

from tests.triggers import triggers_lifted

MAKE = {
    "sqlite": [
        "CREATE TRIGGER swept_group_stays BEFORE DELETE ON auth_group"
        " BEGIN SELECT RAISE(ABORT, 'stays'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION swept_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'stays' USING ERRCODE = 'restrict_violation'; END $$",
        "CREATE TRIGGER swept_group_stays BEFORE DELETE ON auth_group"
        " FOR EACH ROW EXECUTE FUNCTION swept_refuse()",
        "CREATE TRIGGER swept_group_whole BEFORE TRUNCATE ON auth_group"
        " FOR EACH STATEMENT EXECUTE FUNCTION swept_refuse()",
    ],
}
REMOVE = {
    "sqlite": ["DROP TRIGGER swept_group_stays"],
    "postgresql": ["DROP FUNCTION swept_refuse() CASCADE"],
}


def run(statements: list[str]) -> None:
    """Execute statements one after the other."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def sealed_groups(transactional_db: None) -> Iterator[None]:
    """Refuse to remove a group, as the sealed tables do."""
    run(MAKE[connection.vendor])
    yield
    run(REMOVE[connection.vendor])


@pytest.mark.usefixtures("sealed_groups")
def test_rows_go_and_triggers_stay() -> None:
    Group.objects.create(name="first")
    with pytest.raises(IntegrityError, match="stays"):
        Group.objects.all().delete()

    TransactionTestCase()._fixture_teardown()

    assert Group.objects.count() == 0
    Group.objects.create(name="second")
    with pytest.raises(IntegrityError, match="stays"):
        Group.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_rows_that_the_migrations_made_come_back() -> None:
    types = set(ContentType.objects.values_list("pk", "app_label", "model"))
    permissions = set(Permission.objects.values_list("pk", "codename"))
    assert types
    assert permissions

    TransactionTestCase()._fixture_teardown()

    assert set(ContentType.objects.values_list("pk", "app_label", "model")) == types
    assert set(Permission.objects.values_list("pk", "codename")) == permissions


@pytest.mark.usefixtures("sealed_groups")
def test_triggers_come_back_after_a_failure_too() -> None:
    Group.objects.create(name="first")
    with pytest.raises(RuntimeError), triggers_lifted(connection):
        raise RuntimeError
    with pytest.raises(IntegrityError, match="stays"):
        Group.objects.all().delete()


@pytest.mark.django_db
def test_an_ordinary_test_finds_nothing_that_a_committing_one_left() -> None:
    assert Group.objects.count() == 0
