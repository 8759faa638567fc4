"""Linking a work account is a change of how somebody gets in: asked for, sealed, seen, undone.

ASVS 5.0 6.8.1, 6.8.4, 7.4.2.
"""

from __future__ import annotations

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from decisions.policy.terms import Role
from infoshare.access.people.leaving import suspend
from infoshare.access.sign_in.directory import recording
from infoshare.access.sign_in.directory.adapter import directory_id
from infoshare.access.sign_in.directory.recording import link_directory, unlink_directory
from infoshare.organisation.models import Appointment, Home, Visit
from tests.access.test_going_live import sealed_in
from tests.cast import make_person, passed_second_factor
from tests.sign_in.conftest import code_of, with_app, words
from tests.sign_in.fake_directory import (
    ISSUER,
    FakeDirectory,
    SignIn,
    comes_back,
    goes_there,
    goes_to_link,
    linked,
)

pytestmark = pytest.mark.django_db

NOT_KNOWN = "is not linked to anybody here"


def signs_in_there(directory: FakeDirectory, **claims: Any) -> tuple[Client, str]:
    """A browser in which somebody came from the directory, and what they were told."""
    client = Client()
    answer = comes_back(client, directory, goes_there(client), **claims)
    return client, words(answer)


def test_a_link_is_sealed_told_and_seen_by_the_administrator_who_can_take_it_away(
    asha: Appointment,
    ada: Appointment,
    otto: Appointment,
    rowan_house: Home,
    willow_lodge: Home,
    directory: FakeDirectory,
    signed_in: SignIn,
) -> None:
    with_app(asha.user)
    admin = signed_in(ada)
    page, unlink = (reverse(name, args=[asha.user_id]) for name in ("person", "person-unlink"))
    assert "Work account" not in words(admin.get(page))
    own = signed_in(asha).get(reverse("mfa_index")).content.decode()
    assert f'<form method="post" action="{reverse("directory")}">' in own
    linked(signed_in, directory, asha)
    assert "It is linked to you." in words(signed_in(asha).get(reverse("mfa_index")))
    (facts,) = sealed_in(rowan_house, "directory-linked")
    assert (facts["person"], facts["name"]) == (asha.user_id.hex, "Asha Rahman")
    assert facts["issuer"] == ISSUER
    assert facts["links"] == [{"directory": directory_id(), "subject": "asha-1"}]
    assert not sealed_in(willow_lodge, "directory-linked")

    assert "asha-1, linked" in words(admin.get(page))
    assert f'href="{unlink}"' in admin.get(page).content.decode()
    came, _ = signs_in_there(directory)
    assert came.post(reverse("mfa_authenticate"), {"code": code_of()}).status_code == 302
    here = signed_in(asha)
    assert [one.get("/").status_code for one in (came, here)] == [200, 200]
    for nobody in (asha, otto):
        assert signed_in(nobody).post(unlink, {"why": "x"}).status_code == 404
    assert "Write why" in words(admin.post(unlink, {"why": " "}))
    for _press in range(2):
        answer = admin.post(unlink, {"why": "Her work account was taken over."}, follow=True)
    assert "Work account" not in words(answer)
    (undone,) = sealed_in(rowan_house, "directory-unlinked")
    assert undone["links"] == facts["links"]
    assert undone["unlinked_by"] == "Ada Marsh, administrator"
    for session in (came, here):
        assert session.get("/")["Location"].startswith(reverse("account_login"))
    assert NOT_KNOWN in signs_in_there(directory)[1]
    assert "Your work account was unlinked" in words(signed_in(asha).get("/"))


def test_an_address_that_changes_at_the_directory_links_nobody(
    asha: Appointment, ada: Appointment, directory: FakeDirectory, signed_in: SignIn
) -> None:
    ada.user.email = "ada@meadowbank.example"
    ada.user.save()
    with_app(asha.user)
    linked(signed_in, directory, asha)
    changed = {"email": ada.user.email, "email_verified": True, "name": ada.user.name}
    # The same subject stays the same person, and a new one is nobody's, whatever the address.
    came, _ = signs_in_there(directory, **changed)
    came.post(reverse("mfa_authenticate"), {"code": code_of()})
    assert came.session["_auth_user_id"] == str(asha.user_id)
    stranger, told = signs_in_there(directory, sub="asha-2", **changed)
    assert NOT_KNOWN in told
    assert "_auth_user_id" not in stranger.session
    assert SocialAccount.objects.get().uid == "asha-1"


def test_only_the_button_links_and_only_for_whoever_pressed_it(
    asha: Appointment,
    ben: Appointment,
    ivy: Visit,
    directory: FakeDirectory,
    signed_in: SignIn,
    with_password_only: SignIn,
) -> None:
    client = signed_in(asha)
    assert client.get(reverse("directory"))["Location"] == reverse("mfa_index")
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = signed_in(asha).cookies
    assert forger.post(reverse("directory")).status_code == 403
    assert Client().post(reverse("directory"))["Location"].startswith(reverse("account_login"))
    assert with_password_only(asha).post(reverse("directory"))["Location"] == reverse("mfa_index")
    for visitor in (signed_in(ivy), with_password_only(ivy)):
        assert visitor.post(reverse("directory")).status_code == 404
    # Somebody else took the browser over meanwhile: what Asha began is not finished for them.
    asked = goes_to_link(client)
    session = client.session
    session["_auth_user_id"] = str(ben.user_id)
    session["_auth_user_hash"] = ben.user.get_session_auth_hash()
    session.save()
    passed_second_factor(client, ben.user)
    assert comes_back(client, directory, asked).status_code == 403
    assert not SocialAccount.objects.exists()


def test_linking_asks_again_who_it_is(
    asha: Appointment, directory: FakeDirectory, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    answer = client.post(reverse("directory"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_one_work_account_is_one_persons_and_each_has_one(
    asha: Appointment, ben: Appointment, directory: FakeDirectory, signed_in: SignIn
) -> None:
    linked(signed_in, directory, asha)
    told = []
    for person, subject in ((ben, "asha-1"), (asha, "asha-1")):
        client = signed_in(person)
        sent = goes_to_link_again(client)
        told.append(words(comes_and_reads(client, directory, sent, sub=subject)))
    client = signed_in(asha)
    told.append(words(comes_and_reads(client, directory, goes_to_link_again(client), sub="two")))
    assert "linked to somebody else here" in told[0]
    assert "Linked. From now on you can sign in with Meadowbank account." in told[1]
    assert "Another work account is linked to you already" in told[2]
    assert SocialAccount.objects.get().user_id == asha.user_id


def goes_to_link_again(client: Client) -> dict[str, str]:
    """As from a page that was open in another tab, before it was linked."""
    SocialAccount.objects.update(provider="kept aside")
    asked = goes_to_link(client)
    SocialAccount.objects.update(provider=directory_id())
    return asked


def comes_and_reads(client: Client, directory: FakeDirectory, asked: Any, **claims: Any) -> Any:
    return client.get(comes_back(client, directory, asked, **claims)["Location"])


def test_without_the_entry_there_is_no_link_and_no_end_of_one(
    asha: Appointment, ada: Appointment, directory: FakeDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_as = {"directory": directory_id(), "issuer": ISSUER, "subject": "asha-1"}

    def fails(*_: Any, **__: Any) -> None:
        raise OSError("no room left")

    with monkeypatch.context() as patch:
        patch.setattr(recording, "seal_change", fails)
        with pytest.raises(OSError, match="no room"):
            link_directory(asha.user, **known_as)
        assert not SocialAccount.objects.exists()
    link_directory(asha.user, **known_as)
    monkeypatch.setattr(recording, "seal_change", fails)
    with pytest.raises(OSError, match="no room"):
        unlink_directory(asha.user, ada, why="A concern.")
    assert SocialAccount.objects.count() == 1


def test_it_is_sealed_wherever_they_work_and_a_suspension_holds_for_it(
    asha: Appointment,
    ada: Appointment,
    rowan_house: Home,
    beacon_house: Home,
    directory: FakeDirectory,
    signed_in: SignIn,
) -> None:
    other = make_person("Nia Vaughan", Role(asha.role), beacon_house.provider, beacon_house)
    other.user = asha.user
    other.save()
    linked(signed_in, directory, asha)
    for home in (rowan_house, beacon_house):
        assert len(sealed_in(home, "directory-linked")) == 1
    suspend(asha.user, ada, why="A concern.")
    came, _ = signs_in_there(directory)
    assert came.get("/").status_code == 302
    unlink_directory(asha.user, ada, why="A concern.")
    for home in (rowan_house, beacon_house):
        assert len(sealed_in(home, "directory-unlinked")) == 1
