"""No table that tells of a child is without a row policy, unless its reason is written down."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, models

from children.models import Child
from infoshare.access.wall import policies
from infoshare.organisation.models import Home

on_postgresql = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite has no row policies"
)


def tables_that_lead_to_a_home() -> set[str]:
    """Each model from which one comes to a home or a child, and all that is a log's."""
    every = apps.get_models(include_auto_created=True)
    found: set[type[models.Model]] = {Home, Child}
    grows = True
    while grows:
        more = {model for model in every if model not in found and _names_one_of(model, found)}
        grows = bool(more)
        found |= more
    by_their_log = {model for model in every if model._meta.app_label in ("ledger", "auditlog")}
    return {model._meta.label for model in found | by_their_log}


def _names_one_of(model: type[models.Model], found: set[type[models.Model]]) -> bool:
    return any(field.related_model in found for field in model._meta.local_fields)


def test_each_has_a_policy_or_its_reason() -> None:
    found = tables_that_lead_to_a_home()
    assert found - set(policies.LED_BY) - set(policies.WITHOUT) == set()
    # Nothing is told twice, and nothing of a table that is no more.
    assert set(policies.LED_BY) & set(policies.WITHOUT) == set()
    assert {*policies.LED_BY, *policies.WITHOUT} - found == set()
    assert set(policies.NEW_ROWS_ANYWHERE) <= set(policies.LED_BY)


def test_a_new_table_about_a_child_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(policies.LED_BY, "children.Wish")
    with pytest.raises(AssertionError, match="children.Wish"):
        test_each_has_a_policy_or_its_reason()


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@on_postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "DROP POLICY infoshare_homes ON children_wish",
        "ALTER TABLE children_wish DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE children_wish NO FORCE ROW LEVEL SECURITY",
        "CREATE POLICY besides ON children_wish USING (true)",
        "COMMENT ON POLICY infoshare_homes ON children_wish IS 'older'",
    ],
)
def test_the_site_does_not_start_without_one_and_migrate_puts_it_back(sql: str) -> None:
    policies.demand_policies()
    execute(sql)
    with pytest.raises(ImproperlyConfigured, match="children_wish"):
        policies.demand_policies()
    call_command("migrate", verbosity=0, skip_checks=True)
    assert policies.lacking() == []


def test_sqlite_is_asked_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lite:
        vendor = "sqlite"

    one: Any = {"default": Lite()}
    monkeypatch.setattr(policies, "connections", one)
    policies.install()
    policies.demand_policies()
    assert policies.lacking() == []
