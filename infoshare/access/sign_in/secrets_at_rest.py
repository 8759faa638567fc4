"""The secrets of second factors as the database keeps them: nobody reads a code out of a backup.

The key comes from the site's own key, which stands outside the database. After a change of that
key what was written under the one before is still read, as long as it is named among
SECRET_KEY_FALLBACKS.
"""

from __future__ import annotations

import base64
import logging
import secrets
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"infoshare second factors 1"
log = logging.getLogger(__name__)


def encrypt(text: str) -> str:
    return ciphers(_PURPOSE).encrypt(text.encode()).decode()


def decrypt(kept: str) -> str:
    """What was encrypted; under no key of ours: a secret that no code fits."""
    try:
        return ciphers(_PURPOSE).decrypt(kept.encode()).decode()
    except InvalidToken:
        log.error("A second factor cannot be read: its key is not among SECRET_KEY_FALLBACKS.")
        return base64.b32encode(secrets.token_bytes(20)).decode()


def ciphers(purpose: bytes) -> MultiFernet:
    """Keys of their own for each purpose: what one reads, another does not."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_cipher(str(key), purpose) for key in keys])


@lru_cache(maxsize=16)
def _cipher(key: str, purpose: bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
