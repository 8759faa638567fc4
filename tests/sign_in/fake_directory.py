"""A directory of ours: its answers are signed with a key made here; nothing is sent anywhere."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from infoshare.organisation.models import Appointment

SignIn = Callable[[Any], Client]
ISSUER = "https://directory.example"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NAMED = {
    "issuer": ISSUER,
    "client_id": "infoshare",
    "secret": "kept in a file",
    "name": "Meadowbank account",
    "second_factor": frozenset(),
}


class Answer:
    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, content: Any) -> None:
        self.content = content

    def json(self) -> Any:
        return self.content

    def raise_for_status(self) -> None:
        """It is never out of order."""


@dataclass
class FakeDirectory:
    """What it says of whoever signs in there; `claims` and `key` are what a test makes of it."""

    claims: dict[str, Any] = field(default_factory=dict)
    key: Any = KEY
    config: dict[str, Any] = field(default_factory=lambda: {"issuer": ISSUER})

    def __enter__(self) -> FakeDirectory:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was opened."""

    def get(self, url: str, **_: Any) -> Answer:
        if url.endswith("/keys"):
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return Answer({"keys": [{**public, "kid": "one", "alg": "RS256"}]})
        ends = {"jwks_uri": "keys", "token_endpoint": "token", "authorization_endpoint": "ask"}
        return Answer({name: f"{ISSUER}/{end}" for name, end in ends.items()} | self.config)

    def request(self, *_: Any, data: dict[str, str], **__: Any) -> Answer:
        assert data["client_secret"] == "kept in a file"
        assert data["code_verifier"]
        algorithm = "HS256" if isinstance(self.key, str) else "RS256"
        token = jwt.encode(self.claims, self.key, algorithm, headers={"kid": "one"})
        return Answer({"access_token": "x", "token_type": "Bearer", "id_token": token})


def goes_there(client: Client, **asked: str) -> dict[str, str]:
    """Off to the directory; what was asked of it."""
    left = client.get(reverse("directory", query=asked))
    assert left["Location"].startswith(f"{ISSUER}/ask?"), left.content
    return {name: values[0] for name, values in parse_qs(urlsplit(left["Location"]).query).items()}


def goes_to_link(client: Client) -> dict[str, str]:
    """The button is pressed, and a page leads on; what was asked of the directory."""
    page = client.post(reverse("directory")).content.decode()
    found = re.search(r'class="button" href="([^"]+)"', page)
    assert found, page
    there = urlsplit(unescape(found[1]))
    assert there.geturl().startswith(f"{ISSUER}/ask?")
    return {name: values[0] for name, values in parse_qs(there.query).items()}


def comes_back(
    client: Client, directory: FakeDirectory, asked: dict[str, str], **claims: Any
) -> Any:
    now = int(time.time())
    directory.claims = {
        "iss": ISSUER,
        "sub": "asha-1",
        "aud": "infoshare",
        "iat": now,
        "exp": now + 300,
        "nonce": asked["nonce"],
        "email": "asha@meadowbank.example",
        **claims,
    }
    typed = {"state": asked["state"], "code": "abc"}
    return client.get(reverse("directory-callback"), typed)


def linked(signed_in: SignIn, directory: FakeDirectory, person: Appointment) -> None:
    client = signed_in(person)
    answer = comes_back(client, directory, goes_to_link(client))
    assert answer["Location"] == reverse("mfa_index")
    assert SocialAccount.objects.filter(user=person.user).count() == 1
