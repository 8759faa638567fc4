"""What sign-in tests share: throttles that begin afresh, and codes as an app shows them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from infoshare.access.sign_in.directory.adapter import DirectoryAdapter
from infoshare.organisation.models import User
from tests.cast import PASSWORD
from tests.sign_in.fake_directory import NAMED, FakeDirectory

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nothing_tried_before(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch, settings: Any) -> FakeDirectory:
    """The directory that the settings name; `claims`, `key` and `config` are a test's to change."""
    settings.DIRECTORY = dict(NAMED)
    fake = FakeDirectory()
    monkeypatch.setattr(DirectoryAdapter, "get_requests_session", lambda self: fake)
    return fake


def code_of(secret: str = SECRET, steps: int = 0) -> str:
    """What an app shows now, or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(user: User) -> Authenticator:
    return TOTP.activate(user, SECRET).instance


def with_printed_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    """The first step of signing in."""
    return client.post(reverse("account_login"), {"login": user.sign_in_name, "password": password})


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
