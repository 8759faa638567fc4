"""Owners are told of what changed in their sign-in, and administrators of guessing; mail of none.

ASVS 5.0 6.3.1, 6.3.7 and 6.3.8.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from infoshare.access.sign_in import throttle
from infoshare.common import clock
from infoshare.organisation.models import Appointment, ManyFailures, SignInChange, User
from tests.cast import PASSWORD
from tests.sign_in.conftest import code_of, sign_in, with_app, with_printed_codes, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
CHOSEN = "kettle marble sunrise"
GUESSED = "Many wrong passwords from one network"


def test_a_change_of_password_or_factor_stands_on_the_start_page_of_every_session(
    asha: Appointment,
    ben: Appointment,
    signed_in: SignIn,
    django_capture_on_commit_callbacks: Any,
) -> None:
    codes = with_printed_codes(asha.user)
    with_app(asha.user)
    here, elsewhere = Client(), Client()
    for number, client in enumerate((here, elsewhere)):
        sign_in(client, asha.user)
        client.post(reverse("mfa_authenticate"), {"code": codes[number]})
        assert "Was that not you?" not in words(client.get("/"))
    typed = {"oldpassword": PASSWORD, "password1": CHOSEN, "password2": CHOSEN}
    assert here.post(reverse("account_change_password"), typed).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        here.post(reverse("mfa_generate_recovery_codes"))
    asha.user.refresh_from_db()
    for _seen in range(2):
        page = words(signed_in(asha).get("/"))
        assert "Your password was changed" in page
        assert "New printed codes were made" in page
    assert "Your password was changed" not in words(signed_in(ben).get("/"))
    here.post(reverse("mfa_deactivate_totp"))
    told = set(SignInChange.objects.filter(person=asha.user).values_list("what", flat=True))
    assert told == {"password", "codes-renewed", "factor-removed"}
    with clock.at(clock.now() + SignInChange.TOLD_FOR + timedelta(minutes=1)):
        assert "Your password was changed" not in words(signed_in(asha).get("/"))
    assert mail.outbox == []


def test_the_factors_that_somebody_begins_with_are_no_news(
    asha: Appointment, client: Client
) -> None:
    sign_in(client, asha.user)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_of(client.session["mfa.totp.secret"])})
    assert "Was that not you?" not in words(client.get("/"))


def test_many_failures_from_one_network_are_told_once_and_keep_nobody_out(
    asha: Appointment,
    ada: Appointment,
    ben: Appointment,
    signed_in: SignIn,
    caplog: pytest.LogCaptureFixture,
) -> None:
    own = Client()
    codes = with_printed_codes(asha.user)
    sign_in(own, asha.user)
    own.post(reverse("mfa_authenticate"), {"code": codes[0]})
    own.post(reverse("account_logout"))
    assert GUESSED not in words(signed_in(ada).get("/"))
    for number in range(throttle.MANY + 5):
        spoofed = RequestFactory(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").post("/")
        throttle.tell_if_many(spoofed, throttle.take_here(spoofed) or [])
    assert [one.failures for one in ManyFailures.objects.all()] == [throttle.MANY]
    (line,) = [one for one in caplog.records if one.name == throttle.__name__]
    assert "127.0.0.1" in line.getMessage()
    assert "198.51.100" not in line.getMessage()
    assert GUESSED in words(signed_in(ada).get("/"))
    assert GUESSED not in words(signed_in(ben).get("/"))
    # Behind the same address, on a device that is known: at once. On a new one: after a moment.
    assert sign_in(own, asha.user).status_code == 302
    stranger = Client(HTTP_COOKIE="infoshare-device=guessed")
    assert throttle.WAIT in words(sign_in(stranger, asha.user))


def test_the_password_is_hashed_once_whether_or_not_there_is_such_a_name(
    asha: Appointment, ben: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher: Any = type(get_hasher())
    hashed: list[str] = []
    encode = hasher.encode

    def counted(self: Any, password: str, *args: Any, **more: Any) -> Any:
        hashed.append(password)
        return encode(self, password, *args, **more)

    closed = User.objects.create_user("left.long.ago", PASSWORD, name="Left", is_active=False)
    ben.user.set_unusable_password()
    ben.user.save()
    monkeypatch.setattr(hasher, "encode", counted)
    names = ("asha.rahman", "nobody.at.all", closed.sign_in_name, ben.user.sign_in_name)
    times = []
    for name in names:
        hashed.clear()
        Client().post(reverse("account_login"), {"login": name, "password": "wrong wrong wrong"})
        times.append(len(hashed))
    assert times == [1, 1, 1, 1]
