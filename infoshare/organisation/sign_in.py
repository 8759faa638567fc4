"""What somebody signs in with for the first time: drawn here, shown once, kept nowhere."""

from __future__ import annotations

import secrets

# Without letters and digits that are mistaken for each other when read aloud.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def drawn(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_passphrase() -> str:
    """Three short groups that can be read aloud and written down."""
    return "-".join(drawn(4) for _ in range(3))
