"""Somebody new is invited by a code: they alone choose the password, once and within three days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from infoshare.access.sign_in.codes import InvitedBefore, NotInvited
from infoshare.access.sign_in.inviting import (
    CodeRefused,
    Invited,
    accept,
    invite,
)
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Invitation, Provider, User
from tests.access.test_going_live import sealed_in
from tests.cast import PASSWORD
from tests.sign_in.conftest import sign_in, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
CHOSEN = "kettle marble sunrise"


@pytest.fixture
def asha_is_new(asha: Appointment) -> User:
    """Asha Rahman before she chose a password."""
    asha.user.set_unusable_password()
    asha.user.save()
    return asha.user


@pytest.fixture
def invited(asha_is_new: User, ada: Appointment) -> Invited:
    return invite(asha_is_new, ada.provider, ada, token=uuid4())


def take_up(client: Client, code: str, password: str = CHOSEN, again: str | None = None) -> Any:
    typed = {"code": code, "password": password, "again": password if again is None else again}
    return client.post(reverse("invitation"), typed)


def test_the_code_leads_to_a_password_of_ones_own_and_then_to_the_second_factor(
    invited: Invited, client: Client
) -> None:
    assert take_up(client, invited.code)["Location"] == "/"
    assert client.get("/")["Location"] == reverse("mfa_index")
    assert "Your sign-in name is asha.rahman." in words(client.get(reverse("mfa_index")))
    assert sign_in(Client(), User.objects.get(name="Asha Rahman"), CHOSEN).status_code == 302


@pytest.mark.parametrize("spelt", [str.lower, lambda code: code.replace("-", " "), str.strip])
def test_the_code_counts_however_it_is_spelt(
    invited: Invited, client: Client, spelt: Callable[[str], str]
) -> None:
    assert take_up(client, spelt(invited.code)).status_code == 302


def test_the_code_works_once(invited: Invited) -> None:
    take_up(Client(), invited.code)
    second = take_up(Client(), invited.code, "another three words")
    assert "This code does not work" in words(second)
    with pytest.raises(CodeRefused):
        accept(invited.code, "another three words")
    assert User.objects.get(name="Asha Rahman").check_password(CHOSEN)


@pytest.mark.parametrize(("hours", "status"), [(71, 302), (72, 200)])
def test_the_code_works_for_seventy_two_hours(
    invited: Invited, client: Client, hours: int, status: int
) -> None:
    with clock.at(invited.invitation.made_at + timedelta(hours=hours)):
        assert take_up(client, invited.code).status_code == status


def test_a_new_code_ends_the_one_before(
    invited: Invited, asha_is_new: User, ada: Appointment
) -> None:
    newer = invite(asha_is_new, ada.provider, ada, token=uuid4())
    assert take_up(Client(), invited.code).status_code == 200
    assert take_up(Client(), newer.code).status_code == 302


def test_the_code_of_somebody_who_was_suspended_opens_nothing(invited: Invited) -> None:
    User.objects.filter(pk=invited.invitation.person_id).update(is_active=False)
    assert take_up(Client(), invited.code).status_code == 200


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "\x00", "x" * 5000, "' OR 1=1", "١٢٣٤"])
def test_a_code_that_is_none_opens_nothing(invited: Invited, client: Client, code: str) -> None:
    answer = take_up(client, code)
    assert answer.status_code == 200
    assert "There is a problem" in words(answer) or "code" in words(answer)
    assert not User.objects.get(name="Asha Rahman").has_usable_password()


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("kettle", "kettle", "too short"),
        ("password123456", "password123456", "others try first"),
        (CHOSEN, "kettle marble sunset", "not the same"),
        ("asha rahman", "asha rahman", "too"),
        ("", "", "Choose a password"),
    ],
)
def test_a_password_that_will_not_do_uses_no_code_up(
    invited: Invited, client: Client, password: str, again: str, said: str
) -> None:
    answer = take_up(client, invited.code, password, again)
    assert said in words(answer)
    assert invited.code in answer.content.decode()
    assert password not in answer.content.decode() or not password
    assert take_up(client, invited.code).status_code == 302


def test_a_password_of_128_characters_with_marks_and_blanks_is_taken_as_it_is(
    invited: Invited, client: Client
) -> None:
    long = (" Kettle–marble 🐌 é\t" * 10)[:128]
    take_up(client, invited.code, long)
    assert User.objects.get(name="Asha Rahman").check_password(long)


def test_only_the_digest_of_the_code_is_kept(invited: Invited) -> None:
    row = Invitation.objects.values().get()
    assert invited.code not in str(row)
    assert invited.code.replace("-", "") not in str(row)


def test_the_invitation_and_its_use_are_sealed(invited: Invited, rowan_house: Home) -> None:
    accept(invited.code, CHOSEN)
    (made,) = sealed_in(rowan_house, "invited")
    (used,) = sealed_in(rowan_house, "invitation-taken-up")
    assert made["invited_by"] == "Ada Marsh, administrator"
    assert used["of"] == invited.invitation.pk.hex


def test_an_administrator_makes_the_code_on_the_page_and_sees_it_once(
    asha_is_new: User, ada: Appointment, signed_in: SignIn
) -> None:
    client, address = signed_in(ada), reverse("invite", args=[asha_is_new.pk])
    page = client.get(address).content.decode()
    assert 'type="password"' not in page
    token = re.search(r'name="token" value="([^"]+)"', page)[1]  # type: ignore[index]
    made = client.post(address, {"token": token})
    code = re.findall(r'class="code">([A-Z2-9-]{14})<', made.content.decode())[0]
    again = client.post(address, {"token": token}, follow=True)
    assert "it is kept nowhere" in words(again)
    assert code not in again.content.decode()
    assert Invitation.objects.count() == 1
    assert take_up(Client(), code).status_code == 302


def test_nobody_is_invited_into_an_account_that_has_a_password(
    asha: Appointment, ada: Appointment, signed_in: SignIn
) -> None:
    with pytest.raises(NotInvited):
        invite(asha.user, ada.provider, ada, token=uuid4())
    answer = signed_in(ada).post(reverse("invite", args=[asha.user.pk]), {"token": str(uuid4())})
    assert "has a password already" in words(answer)
    assert not Invitation.objects.exists()


def test_a_token_sent_again_draws_no_second_code(asha_is_new: User, ada: Appointment) -> None:
    token = uuid4()
    invite(asha_is_new, ada.provider, ada, token=token)
    with pytest.raises(InvitedBefore):
        invite(asha_is_new, ada.provider, ada, token=token)


def test_only_whoever_manages_people_invites_and_only_their_own(
    asha_is_new: User, ada: Appointment, maya: Appointment, otto: Appointment, signed_in: SignIn
) -> None:
    theirs = reverse("invite", args=[asha_is_new.pk])
    assert [signed_in(who).get(theirs).status_code for who in (maya, otto)] == [404, 404]
    assert signed_in(ada).get(reverse("invite", args=[otto.user.pk])).status_code == 404
    assert signed_in(ada).get(reverse("invite", args=[uuid4()])).status_code == 404


BEGINNING = {
    "provider": "Meadowbank Care",
    "type": "PRIVATE",
    "home": "Rowan House",
    "number": "SC900001",
    "name": "Ada Marsh",
}


def test_the_first_administrator_is_made_once_and_by_a_command(
    db: None, capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    assert not User.objects.exists()
    call_command("first_administrator", **BEGINNING)
    lost = re.search(r"Code: (\S+)", capsys.readouterr().out)[1]  # type: ignore[index]
    # Until they chose a password, the command draws them a new code and opens nothing more.
    call_command("first_administrator", **BEGINNING | {"name": "Eve", "number": "SC900002"})
    told = capsys.readouterr().out
    assert "This was begun before, for Ada Marsh." in told
    code = re.search(r"Code: (\S+)", told)[1]  # type: ignore[index]
    assert "This code does not work" in words(take_up(Client(), lost))
    assert (Provider.objects.count(), Home.objects.count(), User.objects.count()) == (1, 1, 1)
    assert take_up(client, code).status_code == 302
    assert client.get("/")["Location"] == reverse("mfa_index")
    with pytest.raises(CommandError):
        call_command("first_administrator", **BEGINNING)
    assert Provider.objects.count() == User.objects.count() == 1
    assert PASSWORD not in capsys.readouterr().out
