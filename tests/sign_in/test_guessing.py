"""Guessing takes longer and longer, tells nothing, and locks nobody out."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from infoshare.access.sign_in import throttle
from infoshare.organisation.models import Appointment, User
from tests.cast import PASSWORD
from tests.sign_in.conftest import sign_in, words

pytestmark = pytest.mark.django_db

Wait = Callable[[float], None]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """`wait(60)`: a minute later, as the throttle sees it."""
    later = [0.0]
    real = time.time
    monkeypatch.setattr(throttle.time, "time", lambda: real() + later[0])

    def pass_by(seconds: float) -> None:
        later[0] += seconds

    return pass_by


def wrong(user: User, times: int, address: str = "127.0.0.1") -> Any:
    answer = None
    typed = {"login": user.sign_in_name, "password": "wrong wrong wrong"}
    for _ in range(times):
        answer = Client(REMOTE_ADDR=address).post(reverse("account_login"), typed)
    return answer


def test_after_some_wrong_passwords_the_next_try_waits(asha: Appointment) -> None:
    wrong(asha.user, 6)
    answer = sign_in(Client(), asha.user)
    assert answer.status_code == 200
    assert throttle.WAIT in words(answer)


def test_a_hundred_wrong_passwords_keep_the_right_one_out_for_a_minute_at_most(
    asha: Appointment, wait: Wait
) -> None:
    for _ in range(100):
        wrong(asha.user, 1)
        wait(61)
    assert sign_in(Client(), asha.user).status_code == 302


def test_a_stranger_elsewhere_does_not_keep_a_care_worker_out(asha: Appointment) -> None:
    wrong(asha.user, 20, address="203.0.113.9")
    assert sign_in(Client(), asha.user).status_code == 302


def test_one_persons_mistakes_keep_no_colleague_out(asha: Appointment, ben: Appointment) -> None:
    wrong(asha.user, 20)
    assert sign_in(Client(), ben.user).status_code == 302


def test_the_right_password_forgets_the_mistakes(asha: Appointment) -> None:
    wrong(asha.user, 4)
    sign_in(Client(), asha.user)
    wrong(asha.user, 4)
    assert sign_in(Client(), asha.user).status_code == 302


def test_a_forwarding_header_begins_no_new_count(asha: Appointment) -> None:
    wrong(asha.user, 6)
    typed = {"login": asha.user.sign_in_name, "password": PASSWORD}
    spoofed = Client(HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert spoofed.post(reverse("account_login"), typed).status_code == 200


def test_codes_to_start_with_cannot_be_guessed_quickly(client: Client, db: None) -> None:
    typed = {"code": "AAAA-BBBB-CCCC", "password": PASSWORD, "again": PASSWORD}
    for _ in range(102):
        answer = client.post(reverse("invitation"), typed)
    assert throttle.WAIT in words(answer)


def test_a_name_that_is_none_gets_the_same_answer(asha: Appointment) -> None:
    def answer(name: str) -> str:
        page = Client().post(
            reverse("account_login"), {"login": name, "password": "wrong wrong wrong"}
        )
        body = re.sub(r'value="[^"]{20,}"', "", page.content.decode())
        return f"{page.status_code} {body.replace(name, '')}"

    closed = User.objects.create_user("left.long.ago", PASSWORD, name="Left", is_active=False)
    answers = {answer(name) for name in ("asha.rahman", "nobody.at.all", closed.sign_in_name)}
    assert len(answers) == 1
    for _ in range(6):
        answer("nobody.at.all")
        answer("asha.rahman")
    assert answer("nobody.at.all") == answer("asha.rahman")
    assert throttle.WAIT in answer("nobody.at.all")


def test_a_stranger_who_tries_each_minute_keeps_no_known_device_out(
    asha: Appointment, wait: Wait
) -> None:
    own = Client()
    sign_in(own, asha.user)
    own.post(reverse("account_logout"))
    for _ in range(60):
        wrong(asha.user, 1, address="203.0.113.9")
        wait(60.5)
    wrong(asha.user, 1, address="203.0.113.9")
    assert sign_in(own, asha.user).status_code == 302
    # Nor does somebody behind the same address.
    own.post(reverse("account_logout"))
    wrong(asha.user, throttle.MANY + 5)
    assert sign_in(own, asha.user).status_code == 302


def test_a_new_device_gets_in_between_two_tries_of_a_stranger(
    asha: Appointment, wait: Wait
) -> None:
    for _ in range(60):
        wrong(asha.user, 1, address="203.0.113.9")
        wait(60.5)
    wrong(asha.user, 1, address="203.0.113.9")
    assert throttle.WAIT in words(sign_in(Client(), asha.user))
    wait(31)
    assert throttle.WAIT in words(wrong(asha.user, 1, address="203.0.113.9"))
    assert sign_in(Client(), asha.user).status_code == 302


def test_on_a_known_device_guessing_waits_as_well(asha: Appointment) -> None:
    own = Client()
    sign_in(own, asha.user)
    own.post(reverse("account_logout"))
    for _ in range(6):
        sign_in(own, asha.user, "wrong wrong wrong")
    assert throttle.WAIT in words(sign_in(own, asha.user))
    assert sign_in(Client(), asha.user).status_code == 302


def test_a_try_is_counted_before_its_password_is_looked_at(asha: Appointment) -> None:
    request = RequestFactory().post("/")
    under_way = [throttle.take(request, "asha.rahman") for _ in range(5)]
    assert all(under_way)
    assert throttle.take(request, "asha.rahman") is None


def test_right_passwords_are_no_failures(asha: Appointment) -> None:
    for _ in range(throttle.MANY + 5):
        request = RequestFactory().post("/")
        throttle.count_success(throttle.take(request, "asha.rahman") or [])
    assert throttle.take(RequestFactory().post("/"), "asha.rahman") is not None


def test_of_tries_that_read_the_same_count_each_gets_a_number_of_its_own(
    asha: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = throttle.Count("of-this-test", free=5)
    stood = count._stands()
    # Each begins to count before any other has counted.
    monkeypatch.setattr(throttle.Count, "_stands", lambda _: stood)
    taken = [count.take() for _ in range(20)]
    assert [one and one.number for one in taken] == [1, 2, 3, 4, 5, *[None] * 15]
