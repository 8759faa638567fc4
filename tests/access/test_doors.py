"""The door of each page lets in whom the table says, whatever the query behind it finds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.organisation.models import User
from tests.access.expected import PEOPLE
from tests.access.expected_doors import expected_doors
from tests.access.test_every_route import routes
from tests.access.world import Place
from tests.cast import account_of

OPEN_TO_ALL = {Permission.PUBLIC, Permission.SIGNED_IN}


def doors() -> dict[str, tuple[Permission, ...]]:
    """By page: the permissions of which its door asks for one. Without those that let in all."""
    asked = {
        name: tuple(getattr(pattern.callback, "required_permissions", ()))
        for name, pattern in routes()
    }
    return {name: some for name, some in asked.items() if some and OPEN_TO_ALL.isdisjoint(some)}


def letters_at(asked: Iterable[Permission], accounts: dict[str, User]) -> dict[str, str]:
    """Whom a door that asks for one of these lets in."""
    wanted = tuple(asked)
    return {
        name: "o" if any(may(account, one) for one in wanted) else "."
        for name, account in accounts.items()
    }


@pytest.mark.django_db
def test_each_door_lets_in_whom_the_table_says(
    people: dict[str, Any], states: dict[str, Place]
) -> None:
    accounts = {name: account_of(people[name]) for name in PEOPLE}
    found = {page: letters_at(asked, accounts) for page, asked in doors().items()}
    assert found == expected_doors()
