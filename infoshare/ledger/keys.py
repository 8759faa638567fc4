"""The key that signs a log's checkpoints, kept in a file outside the database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# Where a lost key costs nothing, a missing one is made. Everywhere else somebody must know of it.
MODES_THAT_MAKE_A_KEY = ("development", "demo")


def public_key() -> bytes:
    """The 32 bytes of the public key, which a log's first entry names.

    Raises ImproperlyConfigured, with what to do, when there is no key to be had.
    """
    return _private_key().public_key().public_bytes_raw()


def _private_key() -> Ed25519PrivateKey:
    path = Path(settings.INFOSHARE_LEDGER_KEY_FILE)
    if not path.exists():
        _make_key(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError):
        # The cause is left out: nothing of a private key belongs in a log.
        raise ImproperlyConfigured(
            f"The ledger's key file {path} cannot be read. It must hold one Ed25519 private key "
            "in PEM form without a password, readable by the account that runs InfoShare."
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"The key in the ledger's key file {path} is not Ed25519.")
    return key


def _make_key(path: Path) -> None:
    if settings.MODE not in MODES_THAT_MAKE_A_KEY:
        raise ImproperlyConfigured(
            f"The ledger's key file {path} is not there. Put back the copy that you keep. For a "
            f"new service make one, once: openssl genpkey -algorithm ed25519 -out {path}"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    # Written aside (mkstemp gives the owner alone the right to read) and then linked, so that of
    # two processes that start together one makes the key and both read a whole one.
    handle, aside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        Path(aside).unlink()
