"""Signing in with the provider's directory: by issuer and subject, and only whoever was linked.

ASVS 5.0 6.8.1, 6.8.4, 10.2.1, 10.5.1 to 10.5.4.
"""

from __future__ import annotations

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from infoshare.organisation.models import Appointment, User
from tests.sign_in.conftest import code_of, with_app, words
from tests.sign_in.fake_directory import (
    ISSUER,
    FakeDirectory,
    SignIn,
    comes_back,
    goes_there,
    linked,
)

pytestmark = pytest.mark.django_db

STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NOT_KNOWN = "is not linked to anybody here"
DID_NOT_WORK = "did not work"


def test_off_unless_the_settings_name_one(client: Client) -> None:
    for name in ("directory", "directory-callback"):
        assert client.get(reverse(name)).status_code == 404
    assert "Sign in with" not in words(client.get(reverse("account_login")))


def test_somebody_signed_in_links_and_then_signs_in_with_their_own_second_step(
    asha: Appointment, directory: FakeDirectory, signed_in: SignIn, client: Client
) -> None:
    with_app(asha.user)
    linked(signed_in, directory, asha)
    assert SocialAccount.objects.get().extra_data == {}
    assert "Your work account was linked" in words(signed_in(asha).get("/"))
    assert "Sign in with Meadowbank account" in words(client.get(reverse("account_login")))
    asked = goes_there(client, next=reverse("register"))
    assert (asked["scope"], asked["response_type"]) == ("openid", "code")
    assert asked["code_challenge_method"] == "S256"
    claims = {"amr": ["pwd", "mfa"], "acr": "gold"}
    second = comes_back(client, directory, asked, **claims)["Location"]
    assert second.startswith(reverse("mfa_authenticate"))
    assert client.get("/").status_code == 302
    assert client.post(second, {"code": code_of()})["Location"] == reverse("register")
    assert client.get("/").status_code == 200


def test_a_factor_of_the_directory_counts_only_where_the_settings_trust_it(
    asha: Appointment, directory: FakeDirectory, signed_in: SignIn, settings: Any
) -> None:
    with_app(asha.user)
    linked(signed_in, directory, asha)
    settings.DIRECTORY = {**settings.DIRECTORY, "second_factor": frozenset({"mfa"})}
    led = []
    for claims in ({"amr": ["pwd", "mfa"]}, {"amr": ["pwd"]}, {"amr": "mfa"}, {"amr": [{}, []]}):
        client = Client()
        comes_back(client, directory, goes_there(client), **claims)
        led.append(client.get("/").status_code)
    assert led == [200, 302, 302, 302]


def test_nobody_comes_in_who_was_not_linked_whatever_their_address(
    asha: Appointment, directory: FakeDirectory, signed_in: SignIn, client: Client, settings: Any
) -> None:
    User.objects.filter(pk=asha.user_id).update(email="asha@meadowbank.example")
    unknown = comes_back(client, directory, goes_there(client), email_verified=True)
    assert NOT_KNOWN in words(unknown)
    linked(signed_in, directory, asha)
    people = User.objects.count()
    other = "https://other.example"
    settings.DIRECTORY = {**settings.DIRECTORY, "issuer": other}
    directory.config = {"issuer": other, "authorization_endpoint": f"{ISSUER}/ask"}
    elsewhere = Client()
    same_address = comes_back(elsewhere, directory, goes_there(elsewhere), iss=other)
    assert NOT_KNOWN in words(same_address)
    assert elsewhere.get("/").status_code == 302
    assert User.objects.count() == people


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-site"},
        {"aud": ["infoshare", "another"], "azp": "another"},
        {"exp": 1},
        {"iss": "https://other.example"},
        {"sub": ""},
        {"sub": "x" * 300},
        {"sub": 7},
    ],
)
def test_what_is_not_meant_for_this_sign_in_is_refused(
    claims: dict[str, Any],
    asha: Appointment,
    directory: FakeDirectory,
    signed_in: SignIn,
    client: Client,
) -> None:
    linked(signed_in, directory, asha)
    refused = comes_back(client, directory, goes_there(client), **claims)
    assert DID_NOT_WORK in words(refused)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("key", [STRANGER, "kept in a file, by whoever guessed it, long enough"])
def test_what_another_key_signed_is_refused(
    key: Any, asha: Appointment, directory: FakeDirectory, signed_in: SignIn, client: Client
) -> None:
    linked(signed_in, directory, asha)
    directory.key = key
    assert DID_NOT_WORK in words(comes_back(client, directory, goes_there(client)))


def test_the_way_back_works_once_and_only_in_the_same_browser(
    asha: Appointment, directory: FakeDirectory, signed_in: SignIn, client: Client
) -> None:
    linked(signed_in, directory, asha)
    asked = goes_there(client)
    assert DID_NOT_WORK in words(comes_back(Client(), directory, asked))
    assert comes_back(client, directory, asked).status_code == 302
    assert DID_NOT_WORK in words(comes_back(Client(), directory, asked))
    client.post(reverse("account_logout"))
    assert DID_NOT_WORK in words(comes_back(client, directory, asked))
    for typed in ({}, {"state": "\x00"}, {"state": asked["state"], "error": "access_denied"}):
        assert DID_NOT_WORK in words(Client().get(reverse("directory-callback"), typed))


def test_a_directory_that_calls_itself_by_another_name_is_not_asked(
    directory: FakeDirectory, client: Client
) -> None:
    directory.config = {"issuer": "https://other.example"}
    assert DID_NOT_WORK in words(client.get(reverse("directory")))


def test_whoever_is_closed_out_stays_out(
    asha: Appointment, directory: FakeDirectory, signed_in: SignIn, client: Client
) -> None:
    linked(signed_in, directory, asha)
    User.objects.filter(pk=asha.user_id).update(is_active=False)
    comes_back(client, directory, goes_there(client))
    assert client.get("/").status_code == 302
