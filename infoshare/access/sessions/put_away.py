"""Forms that wait stand encrypted in the session's row, which no wall of the database guards."""

from __future__ import annotations

import json
import logging
from typing import Any

from cryptography.fernet import InvalidToken

from infoshare.access.sign_in.secrets_at_rest import ciphers

_PURPOSE = b"infoshare forms that wait 1"
log = logging.getLogger(__name__)


def put_away(forms: list[dict[str, Any]]) -> str:
    """The forms as the row holds them; nothing where there are none."""
    return ciphers(_PURPOSE).encrypt(json.dumps(forms).encode()).decode() if forms else ""


def taken_out(kept: str) -> list[dict[str, Any]]:
    """The forms again; none where the key of the site was changed meanwhile."""
    if not kept:
        return []
    try:
        forms: list[dict[str, Any]] = json.loads(ciphers(_PURPOSE).decrypt(kept.encode()))
    except InvalidToken:
        log.error("Forms that waited cannot be read: their key is not in SECRET_KEY_FALLBACKS.")
        return []
    return forms
