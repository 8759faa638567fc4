"""Whatever opens a door once opens it once: sent again, elsewhere, later or at the same moment.

ASVS 5.0 6.5.1 and 2.3.4. That a visit's code, an invitation and a recovery's code are refused with
a sentence the second time is shown beside each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from infoshare.access.sign_in.forms import PASSKEY_REFUSED
from infoshare.access.sign_in.inviting import CodeRefused, accept, invite
from infoshare.access.sign_in.recovery.recording import draw_code
from infoshare.organisation.models import Appointment, Home, Visit
from infoshare.organisation.visit_codes import new_code, use_code
from tests.at_once import at_once, on_postgresql
from tests.sign_in.conftest import code_of, sign_in, with_app, with_printed_codes, words
from tests.sign_in.passkey import Passkey
from tests.sign_in.test_recovery import agreed, started

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
AT_ONCE = 6
CHOSEN = "kettle marble sunrise"
USED = "Wait for the next code and type it, or use another printed code."


def confirms(client: Client, sent: dict[str, str]) -> Any:
    """Says once more who it is; 302 where that was believed."""
    return client.post(reverse("mfa_reauthenticate"), sent)


def signs_in(person: Appointment, sent: Callable[[Client], dict[str, str]]) -> tuple[Client, Any]:
    """Both steps of signing in, in a browser of its own."""
    client = Client()
    sign_in(client, person.user)
    client.get(reverse("mfa_authenticate"))
    return client, client.post(reverse("mfa_authenticate"), sent(client))


def test_a_code_that_signed_somebody_in_confirms_nothing_afterwards(asha: Appointment) -> None:
    printed, app = with_printed_codes(asha.user), with_app(asha.user)
    for code in (code_of(), printed[0]):
        client, answer = signs_in(asha, lambda _, sent=code: {"code": sent})
        assert answer.status_code == 302
        replayed = confirms(client, {"code": code})
        assert replayed.status_code == 200
        assert USED in words(replayed)
    # Nor the other way round: what confirmed something signs nobody in.
    assert confirms(client, {"code": printed[1]}).status_code == 302
    _, answer = signs_in(asha, lambda _: {"code": printed[1]})
    assert USED in words(answer)
    # A blank or a hyphen does not make it another code.
    for spelt in (f" {code_of()} ", f"{code_of()[:3]} {code_of()[3:]}"):
        assert not TOTP(app).validate_code(spelt)


def test_what_a_passkey_answered_is_no_answer_to_another_question(asha: Appointment) -> None:
    key = Passkey()
    key.belongs_to(asha.user)
    answered: list[str] = []

    def answers(client: Client) -> dict[str, str]:
        answered.append(key.answers(client))
        return {"credential": answered[-1]}

    client, answer = signs_in(asha, answers)
    assert answer.status_code == 302
    assert client.get("/").status_code == 200
    again = {"credential": answered[0]}
    elsewhere, replayed = signs_in(asha, lambda _: again)
    assert PASSKEY_REFUSED in words(replayed)
    assert elsewhere.get("/").status_code == 302
    # Nor in the same browser, as a confirmation; the page stays, and asks once more.
    page = reverse("mfa_reauthenticate_webauthn")
    assert client.get(page).status_code == 200
    assert PASSKEY_REFUSED in words(client.post(page, again))
    assert client.get(page).status_code == 200
    assert client.post(page, answers(client)).status_code == 302
    # Somebody else's passkey answers nothing.
    stranger = Passkey()
    _, refused = signs_in(asha, lambda browser: {"credential": stranger.answers(browser)})
    assert PASSKEY_REFUSED in words(refused)


def takes(code: str) -> bool:
    try:
        accept(code, CHOSEN)
    except CodeRefused:
        return False
    return True


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_one_code_at_once_one_gets_in(
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    ruth: Appointment,
    ada: Appointment,
    ivy: Visit,
    rowan_house: Home,
) -> None:
    app, printed = with_app(asha.user), with_printed_codes(asha.user)
    codes = Authenticator.objects.get(user=asha.user, type=Authenticator.Type.RECOVERY_CODES)
    shown, for_the_visit = code_of(), new_code(ivy, maya)
    recovery = started(asha, maya)
    agreed(recovery, ruth)
    _, back = draw_code(recovery, maya.user, token=uuid4())
    ben.user.set_unusable_password()
    ben.user.save()
    begin = invite(ben.user, ada.provider, ada, token=uuid4()).code
    ways: dict[str, Callable[[], bool]] = {
        "app": lambda: TOTP(app).validate_code(shown),
        "printed": lambda: RecoveryCodes(codes).validate_code(printed[0]),
        "visit": lambda: use_code(ivy.visitor, for_the_visit),
        "invitation": lambda: takes(begin),
        "recovery": lambda: takes(back),
    }
    for name, way in ways.items():
        assert sorted(at_once(*[way] * AT_ONCE)) == [False] * (AT_ONCE - 1) + [True], name


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_printed_codes_that_are_used_at_once_are_all_used_up(asha: Appointment) -> None:
    printed = with_printed_codes(asha.user)
    codes = Authenticator.objects.get()

    def uses(code: str) -> Callable[[], bool]:
        return lambda: RecoveryCodes(codes).validate_code(code)

    assert at_once(*[uses(code) for code in printed[:AT_ONCE]]) == [True] * AT_ONCE
    codes.refresh_from_db()
    assert RecoveryCodes(codes).get_unused_codes() == printed[AT_ONCE:]
