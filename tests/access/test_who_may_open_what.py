"""The page that says who may open what says what was measured, and holds nothing of a child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.policy.terms import Role, VisitorRole
from infoshare.access.who_opens.table import FILE, sections
from infoshare.organisation.models import Appointment
from tests.access.expected import expected_lists, expected_things
from tests.access.page_words import SECTIONS
from tests.access.publish import AT_A_HOME, FOR_THE_PROVIDER, VISITING, in_words


def test_the_page_says_what_was_measured() -> None:
    assert FILE.read_text(encoding="utf-8") == in_words(), "run python -m tests.access.publish"


def test_every_page_and_every_role_stands_in_it_once() -> None:
    told = [page for pages in SECTIONS.values() for page in pages]
    in_table = {*expected_lists(), *(page for page, _ in expected_things())}
    assert len(told) == len(set(told))
    assert set(told) == in_table
    assert {*AT_A_HOME.values(), *FOR_THE_PROVIDER.values()} == set(Role)
    assert set(VISITING.values()) == set(VisitorRole)


@pytest.mark.django_db
def test_it_is_read_by_whoever_answers_for_access(
    dana: Appointment, ada: Appointment, maya: Appointment, signed_in: Callable[[Any], Client]
) -> None:
    for person in (dana, ada):
        page = signed_in(person).get(reverse("who-may-open")).content.decode()
        for title, rows in sections():
            assert title in page
            assert all(row[0] in page for row in rows)
    assert signed_in(maya).get(reverse("who-may-open")).status_code == 404
