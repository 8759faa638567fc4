"""Somebody who lost every factor comes back in person: one checks, another agrees, never one alone.

NIST SP 800-63B and ASVS 6.4.4: a lost factor is replaced with the same care as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from infoshare.access.people.leaving import suspend
from infoshare.access.sign_in.codes import InvitedBefore
from infoshare.access.sign_in.recovery.queries import recoveries_to_answer
from infoshare.access.sign_in.recovery.recording import (
    NotRecovered,
    answer_recovery,
    draw_code,
    start_recovery,
)
from infoshare.common import clock
from infoshare.ledger.reading import read_part
from infoshare.organisation.models import (
    Appointment,
    Home,
    Invitation,
    Recovery,
    RecoveryAnswer,
    SignInChange,
)
from tests.access.test_going_live import sealed_in
from tests.cast import PASSWORD
from tests.sign_in.conftest import sign_in, with_app, with_printed_codes, words

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
CHOSEN = "kettle marble sunrise"


def started(asha: Appointment, by: Appointment) -> Recovery:
    said = {"checked": "I know them well", "why": "The phone fell into the lake."}
    return start_recovery(asha.user, by, **said, token=uuid4())


def agreed(recovery: Recovery, by: Appointment) -> RecoveryAnswer:
    return answer_recovery(recovery, by.user, agreed=True, why="")


def token_on(page: Any) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_two_people_bring_somebody_back_and_nothing_old_works_any_more(
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    ben: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
) -> None:
    with_app(asha.user)
    (old_code, *_) = with_printed_codes(asha.user)
    elsewhere, manager, second = signed_in(asha), signed_in(maya), signed_in(ruth)
    start = reverse("recovery-start", args=[asha.user.pk])
    token = token_on(manager.get(start))
    refused = manager.post(start, {"token": token, "why": "  "})
    assert "Choose how you checked who they are" in words(refused)
    assert "Write why" in words(refused)
    typed = {"token": token, "checked": "known", "why": "The phone fell into the lake."}
    for _press in range(2):
        page = manager.post(start, typed, follow=True)
        assert "Now somebody else must agree" in words(page)
    assert "Make the code" not in words(page)
    (recovery,) = Recovery.objects.all()
    address, code_address = (
        reverse(name, args=[recovery.pk]) for name in ("recovery", "recovery-code")
    )
    early = manager.post(code_address, {"token": str(uuid4())}, follow=True)
    assert "A second person must agree first" in words(early)

    assert "1 to answer" in words(second.get("/"))
    assert "The phone fell into the lake." in words(second.get(address))
    assert second.post(address, {}).status_code == 200
    second.post(address, {"agreed": "yes"})
    assert second.post(code_address, {"token": str(uuid4())}).status_code == 404

    page = manager.get(address)
    made = manager.post(code_address, {"token": token_on(page)})
    code = re.findall(r'class="code">([A-Z2-9-]{14})<', made.content.decode())[0]
    again = manager.post(code_address, {"token": token_on(page)}, follow=True)
    assert code not in again.content.decode()
    assert elsewhere.get("/").status_code == 200
    back = Client()
    assert "works once, and for one hour" not in words(back.get(reverse("invitation")))
    back.post(reverse("invitation"), {"code": code, "password": CHOSEN, "again": CHOSEN})

    assert back.get("/")["Location"] == reverse("mfa_index")
    assert elsewhere.get("/")["Location"].startswith(reverse("account_login"))
    assert not Authenticator.objects.filter(user=asha.user).exists()
    assert sign_in(Client(), asha.user, PASSWORD).status_code == 200
    old_factor = Client()
    sign_in(old_factor, asha.user, CHOSEN)
    old_factor.post(reverse("mfa_authenticate"), {"code": old_code})
    assert old_factor.get("/").status_code == 302
    twice = {"code": code, "password": PASSWORD, "again": PASSWORD}
    assert "does not work" in words(Client().post(reverse("invitation"), twice))

    asha.user.refresh_from_db()
    assert "replaced in person" in words(signed_in(asha).get("/"))
    for told in (manager, second):
        assert "Asha Rahman has a new password and second step" in words(told.get("/"))
    assert "Asha Rahman has a new password" not in words(signed_in(ben).get("/"))
    acts = ("recovery-started", "recovery-agreed", "recovery-code-made", "recovery-taken-up")
    for act in acts:
        (facts,) = sealed_in(rowan_house, act)
        assert (facts["person"], facts["name"]) == (asha.user.pk.hex, "Asha Rahman")
        assert code not in str(facts)


def test_the_columns_say_what_was_sealed(
    asha: Appointment, maya: Appointment, ruth: Appointment, dele: Appointment
) -> None:
    recovery = started(asha, maya)
    answer = answer_recovery(recovery, ruth.user, agreed=False, why="I do not know her.")
    began, said = (read_part(row.log, row.seq, "facts") for row in (recovery, answer))
    assert (began["act"], UUID(began["person"])) == ("recovery-started", recovery.person_id)
    assert began["started_by"] == recovery.started_by.signature
    assert recovery.provider_id == recovery.started_by.provider_id
    assert (said["act"], UUID(said["of"])) == ("recovery-refused", recovery.pk)
    assert (said["answered_by"], answer.agreed) == (answer.answered_by.signature, False)
    assert read_part(answer.log, answer.seq, "text")["why"] == "I do not know her."
    with pytest.raises(NotRecovered, match="differently"):
        answer_recovery(recovery, dele.user, agreed=True, why="")
    with pytest.raises(NotRecovered):
        draw_code(recovery, maya.user, token=uuid4())


def test_never_one_alone_and_never_for_oneself(
    asha: Appointment, maya: Appointment, dele: Appointment, otto: Appointment, signed_in: SignIn
) -> None:
    recovery = started(maya, dele)
    for nobody in (dele, maya, asha, otto):
        with pytest.raises(NotRecovered, match="You cannot answer"):
            agreed(recovery, nobody)
    assert recoveries_to_answer(dele.user) == []
    own = reverse("recovery-start", args=[maya.user.pk])
    statuses = [signed_in(who).get(own).status_code for who in (maya, asha, otto)]
    assert statuses == [404, 404, 404]
    assert not RecoveryAnswer.objects.exists()


def test_of_somebody_who_serves_all_homes_the_second_serves_all_homes_too(
    ada: Appointment, maya: Appointment, dele: Appointment, ruth: Appointment
) -> None:
    recovery = started(ada, maya)
    with pytest.raises(NotRecovered):
        agreed(recovery, dele)
    assert agreed(recovery, ruth).agreed


def test_it_lapses_and_its_code_lasts_an_hour(
    asha: Appointment, maya: Appointment, dele: Appointment
) -> None:
    recovery = started(asha, maya)
    with clock.at(recovery.recorded_at + Recovery.LASTS), pytest.raises(NotRecovered, match="over"):
        agreed(recovery, dele)
    agreed(recovery, dele)
    first, first_code = draw_code(recovery, maya.user, token=uuid4())
    with pytest.raises(InvitedBefore):
        draw_code(recovery, maya.user, token=first.pk)
    _second, code = draw_code(recovery, maya.user, token=uuid4())
    typed = {"password": CHOSEN, "again": CHOSEN}
    with clock.at(clock.now() + timedelta(minutes=59)):
        assert "does not work" in words(
            Client().post(reverse("invitation"), {"code": first_code, **typed})
        )
    with clock.at(clock.now() + timedelta(minutes=61)):
        late = Client().post(reverse("invitation"), {"code": code, **typed})
        assert "does not work" in words(late)
    assert not Invitation.objects.filter(used_at__isnull=False).exists()
    assert not SignInChange.objects.exists()


def test_what_a_leaver_started_opens_nothing(
    asha: Appointment, maya: Appointment, dele: Appointment
) -> None:
    recovery = started(asha, maya)
    agreed(recovery, dele)
    maya.ends_at = clock.now()
    maya.save()
    with pytest.raises(NotRecovered):
        draw_code(recovery, maya.user, token=uuid4())


def test_one_at_a_time_and_only_for_whoever_had_a_password(
    asha: Appointment, ben: Appointment, maya: Appointment
) -> None:
    first = started(asha, maya)
    with pytest.raises(NotRecovered, match="already"):
        started(asha, maya)
    same = start_recovery(
        asha.user, maya, checked="I know them well", why="The phone fell into the lake.",
        token=first.pk,
    )  # fmt: skip
    assert same == first
    with pytest.raises(NotRecovered, match="sent before"):
        start_recovery(ben.user, maya, checked="known", why="Lost.", token=first.pk)
    ben.user.set_unusable_password()
    ben.user.save()
    with pytest.raises(NotRecovered, match="invitation"):
        started(ben, maya)


@pytest.mark.parametrize("who", ["maya", "ruth"])
def test_a_code_opens_nothing_once_one_of_the_two_who_agreed_is_out(
    asha: Appointment, maya: Appointment, ruth: Appointment, ada: Appointment, who: str
) -> None:
    recovery = started(asha, maya)
    agreed(recovery, ruth)
    made, code = draw_code(recovery, maya.user, token=uuid4())
    suspend({"maya": maya, "ruth": ruth}[who].user, ada, why="A concern.")
    typed = {"code": code, "password": CHOSEN, "again": CHOSEN}
    shown = words(Client().post(reverse("invitation"), typed))
    assert "Ask your manager to start again" in shown
    asha.user.refresh_from_db()
    assert asha.user.check_password(PASSWORD)
    made.refresh_from_db()
    assert made.used_at is None
