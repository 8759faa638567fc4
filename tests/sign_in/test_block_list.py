"""Passwords that others try first are refused, without asking anybody outside."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from infoshare.access.sign_in.block_list import is_guessed_first
from infoshare.organisation.models import User

GUESSED = (
    "password1234",
    "Password2026!",
    "P@ssw0rd1234",
    "passwordpassword",
    "qwertyuiop12",
    "abcdefghijkl",
    "lkjihgfedcba",
    "123412341234",
    "aaaaaaaaaaaa",
    "infoshare2026",
    "safeguarding!!",
    "welcome welcome",
    "letmein letmein",
    "111111111111",
    "sunshinedragon",
)
GOOD = (
    "kettle marble sunrise",
    "three random words",
    "Thornbury lantern 4 oats",
    "żółty parasol wieloryb",
    "🐌🐍🦉🐇🦊 over the hill",
    "correct horse battery staple",
)


@pytest.mark.parametrize("password", GUESSED)
def test_what_others_try_first_is_refused(password: str) -> None:
    assert is_guessed_first(password)


@pytest.mark.parametrize("password", [*GOOD, " ".join(GOOD)[:128], "kettle marble " * 40])
def test_three_random_words_and_long_passwords_are_taken(password: str) -> None:
    validate_password(password, User(sign_in_name="asha.rahman", name="Asha Rahman"))


@pytest.mark.parametrize("password", ["short words", "asha.rahman12", "Asha Rahman 1"])
def test_short_ones_and_ones_own_name_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(sign_in_name="asha.rahman", name="Asha Rahman"))
