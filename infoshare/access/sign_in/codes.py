"""What all codes that are handed over on paper share."""

from __future__ import annotations

import hashlib


class NotInvited(ValueError):
    """Nobody can be given a code so; the message says why."""


class InvitedBefore(Exception):
    """The same form made a code before; it was shown then and kept nowhere."""


def digest_of(code: str) -> str:
    """The letters of a code alone count: no hyphens, no blanks, no difference of case."""
    letters = "".join(filter(str.isalnum, code)).upper()
    return hashlib.sha256(letters.encode()).hexdigest()
