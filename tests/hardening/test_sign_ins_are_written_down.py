"""Who signs in, fails to or signs out is a line of the log, and so is who is refused a page."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from children.models import Child
from infoshare.common.logs import LineFormatter
from infoshare.organisation.models import Appointment
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

SLOW = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]


@pytest.fixture
def written() -> Iterator[StringIO]:
    """The lines of the log as production writes them."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(LineFormatter())
    cache.clear()
    for name in ("infoshare", "django"):
        logging.getLogger(name).addHandler(handler)
    yield lines
    for name in ("infoshare", "django"):
        logging.getLogger(name).removeHandler(handler)
    cache.clear()


def messages(written: StringIO) -> list[str]:
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    return [line["message"] for line in lines if line["logger"] == "infoshare.sign_in"]


def enter(client: Client, name: str, password: str) -> Any:
    return client.post(reverse("account_login"), {"login": name, "password": password})


def test_each_sign_in_failure_and_sign_out_is_a_line(
    asha: Appointment, written: StringIO, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client, name, number = Client(), asha.user.sign_in_name, asha.user_id
    enter(client, name, "marrowbone")
    enter(client, "marrowbone@my password", PASSWORD)
    enter(client, name, PASSWORD)
    client.post(reverse("account_logout"))
    assert messages(written) == [
        f"sign-in failed: user {number}",
        "sign-in failed: no such account",
        f"signed in: user {number}",
        f"signed out: user {number}",
    ]
    for _ in range(9):
        enter(client, name, "wrong")
    assert messages(written)[-1] == f"sign-in refused for a while: user {number}"
    assert not [word for word in ("marrowbone", PASSWORD, name) if word in written.getvalue()]


def test_who_is_refused_a_page_is_a_line(
    asha: Appointment, lark: Child, signed_in: Callable[[Any], Client], written: StringIO
) -> None:
    page = reverse("child", args=[lark.pk])
    assert signed_in(asha).get(page).status_code == 404
    (line,) = [json.loads(one) for one in written.getvalue().splitlines() if page in one]
    assert line["user"] == str(asha.user_id)
    assert line["time"].endswith("+00:00")


def test_a_password_is_kept_by_a_slow_hash_and_an_old_one_is_made_anew(
    asha: Appointment, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = SLOW
    settings.SECOND_FACTOR_REQUIRED = False
    asha.user.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    asha.user.save()
    enter(Client(), asha.user.sign_in_name, PASSWORD)
    asha.user.refresh_from_db()
    assert asha.user.password.startswith("scrypt$")
