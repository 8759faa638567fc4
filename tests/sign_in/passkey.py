"""A passkey in software, as a browser would answer with it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY, WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from infoshare.organisation.models import User

SITE = "testserver"
_BOTH = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class Passkey:
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def belongs_to(self, user: User) -> None:
        """As after it was added on the page of their own sign-in."""
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(b"\0" * 16, self.number, public)
        flags = _BOTH | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(sha256(SITE.encode()).digest(), flags, 0, made)
        attested = AttestationObject.create("none", data, {})
        said = CollectedClientData.create("webauthn.create", b"x" * 32, f"https://{SITE}")
        WebAuthn.add(user, "Phone", self._answer(said, attestationObject=attested))

    def answers(self, client: Client) -> str:
        """What it makes of the question that this browser was last asked."""
        challenge = client.session[STATE_SESSION_KEY]["challenge"]
        said = CollectedClientData.create("webauthn.get", challenge, f"https://{SITE}")
        data = AuthenticatorData.create(sha256(SITE.encode()).digest(), _BOTH, 1)
        signed = self.key.sign(bytes(data) + said.hash, ec.ECDSA(SHA256()))
        return json.dumps(self._answer(said, authenticatorData=data, signature=signed))

    def _answer(self, said: CollectedClientData, **parts: bytes) -> dict[str, Any]:
        number = websafe_encode(self.number)
        response = {name: websafe_encode(bytes(part)) for name, part in parts.items()}
        return {
            "id": number,
            "rawId": number,
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {"clientDataJSON": websafe_encode(bytes(said)), **response},
        }
