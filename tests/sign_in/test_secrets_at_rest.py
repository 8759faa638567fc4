"""The database alone opens nothing: the secrets of apps and printed codes are encrypted in it."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from infoshare.organisation.models import Appointment
from tests.sign_in.conftest import SECRET, code_of, with_app, with_printed_codes

pytestmark = pytest.mark.django_db

NEW_KEY = "another key of the site, as long as they have to be, and then some"


def test_secrets_are_encrypted_and_still_read_after_the_key_changed(
    asha: Appointment, settings: Any
) -> None:
    app, codes = with_app(asha.user), with_printed_codes(asha.user)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert not any(code in kept for code in codes)
    assert app.data["secret"].startswith("gAAAA")
    printed = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW_KEY, [old]
    assert RecoveryCodes(printed).get_unused_codes() == codes
    assert TOTP(app).validate_code(code_of())


def test_under_a_key_that_is_not_ours_no_code_fits(asha: Appointment, settings: Any) -> None:
    app, codes = with_app(asha.user), with_printed_codes(asha.user)
    printed = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    settings.SECRET_KEY = NEW_KEY
    assert not TOTP(app).validate_code(code_of())
    assert not RecoveryCodes(printed).validate_code(codes[0])


def test_what_was_changed_in_the_database_is_not_believed(asha: Appointment) -> None:
    app = with_app(asha.user)
    app.data["secret"] = SECRET
    assert not TOTP(app).validate_code(code_of())
