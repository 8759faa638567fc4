"""What every test stands on: the databases, and how they are swept after a test that commits."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from auditlog.context import disable_auditlog
from django.core.management import call_command
from django.db import connection
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis_settings

from tests.site_role import make_role, request_as_site, take_role_away
from tests.triggers import triggers_lifted

# What a change must pass depends on no chance: the same examples each time. To look for new ones:
# pytest --hypothesis-profile=search
hypothesis_settings.register_profile("steady", derandomize=True, database=None)
hypothesis_settings.register_profile("search", derandomize=False)
hypothesis_settings.load_profile("steady")

if find_spec("tests.cast"):
    pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Make the test database, and let transactional tests leave it as they found it.

    After such a test every table is emptied, sealed ones too, and the rows that the migrations
    made (reference data, permissions) are put back.
    """
    with django_db_blocker.unblock():
        first_rows = connection.creation.serialize_db_to_string()
        if connection.vendor == "postgresql":
            make_role()

    def sweep(_: TransactionTestCase) -> None:
        with triggers_lifted(connection), disable_auditlog():
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(first_rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", sweep)
        yield
    with django_db_blocker.unblock():
        end_other_sessions()
        if connection.vendor == "postgresql":
            take_role_away()


def end_other_sessions() -> None:
    """End what a thread of a test server left open: PostgreSQL drops no database in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def requests_of_the_site(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL, requests of tests marked `as_site` have the rights of the site alone."""
    asked = request.config.getoption("--as-site") and request.node.get_closest_marker("django_db")
    if connection.vendor == "postgresql" and (asked or request.node.get_closest_marker("as_site")):
        monkeypatch.setattr(Client, "request", request_as_site)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the switches that run the long tests too, and requests with the site's rights."""
    parser.addoption("--as-site", action="store_true", help="send requests as the site's role")
    parser.addoption("--long", action="store_true", help="also run the tests marked long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests, and count them as deselected, unless they were asked for."""
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)
