"""Nobody gives a role alone: one proposes it, another agrees, and it is sealed at each home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.policy.terms import Role
from infoshare.access.people.answering import (
    NotAnswered,
    agree,
    refuse,
    stands_without_a_second,
)
from infoshare.access.people.proposing import Period
from infoshare.common import clock
from infoshare.ledger.models import Leaf
from infoshare.ledger.reading import read_part
from infoshare.organisation.models import (
    Appointment,
    GoneLive,
    Home,
    RoleAnswer,
    RoleProposal,
    User,
)
from tests.cast import make_person
from tests.people.conftest import a_role
from tests.people.made import proposed

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


def acts(home: Home) -> list[str]:
    """What was sealed at a home about people, in order."""
    rows = Leaf.objects.filter(log=home.log, kind="change").order_by("seq")
    return [read_part(one.log, one.seq, "facts")["act"] for one in rows][1:]


def test_a_proposed_role_opens_nothing_until_another_agrees(
    ada: Appointment, maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    form = {**a_role(Role.CARE_WORKER, rowan_house), "name": "Noor Haddad"}
    answer = signed_in(ada).post(reverse("person-new"), form)
    proposal = RoleProposal.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("person", args=[proposal.person_id])
    noor = User.objects.get(name="Noor Haddad")
    assert (noor.sign_in_name, noor.has_usable_password()) == ("noor.haddad", False)
    assert not noor.appointments.exists()

    page = reverse("role-answer", args=[proposal.pk])
    assert b"Noor Haddad" in signed_in(maya).get(page).content
    assert signed_in(maya).post(page, {"agreed": "yes"}).status_code == 302
    held = noor.appointments.get()
    assert (held.role, held.home) == (Role.CARE_WORKER, rowan_house)
    assert signed_in(noor).get(reverse("register")).status_code == 200
    assert acts(rowan_house) == ["role-proposed", "role-agreed"]


def test_whoever_proposed_it_or_is_concerned_cannot_answer(
    ada: Appointment, adam: Appointment, maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    own = proposed(ada, maya.user, Role.DEPUTY_MANAGER, rowan_house)
    page = reverse("role-answer", args=[own.pk])
    for nobody in (ada, maya):
        assert signed_in(nobody).get(page).status_code == 403
        assert signed_in(nobody).post(page, {"agreed": "yes"}).status_code == 403
        with pytest.raises(NotAnswered):
            agree(own, nobody.user)
    assert not hasattr(RoleProposal.objects.get(), "answer")
    assert agree(own, adam.user).agreed


def test_a_manager_answers_for_their_own_home_and_for_no_other(
    ada: Appointment,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    there = proposed(ada, asha.user, Role.CARE_WORKER, willow_lodge)
    everywhere = proposed(ada, asha.user, Role.SAFEGUARDING_LEAD, None)
    for one in (there, everywhere):
        page = reverse("role-answer", args=[one.pk])
        assert signed_in(maya).post(page, {"agreed": "yes"}).status_code == 404
        with pytest.raises(NotAnswered):
            agree(one, maya.user)
        assert agree(one, ruth.user).agreed


def test_a_role_for_all_homes_is_sealed_at_each(
    ada: Appointment,
    asha: Appointment,
    ruth: Appointment,
    rowan_house: Home,
    willow_lodge: Home,
    beacon_house: Home,
) -> None:
    agree(proposed(ada, asha.user, Role.SAFEGUARDING_LEAD, None), ruth.user)
    assert acts(rowan_house) == acts(willow_lodge) == ["role-proposed", "role-agreed"]
    assert acts(beacon_house) == []


def test_a_refusal_gives_no_role_and_says_why_to_whoever_proposed_it(
    ada: Appointment, asha: Appointment, maya: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    proposal = proposed(ada, asha.user, Role.DEPUTY_MANAGER, rowan_house)
    page = reverse("role-answer", args=[proposal.pk])
    without_why = signed_in(maya).post(page, {"agreed": "no", "why": ""})
    assert "Write why you do not agree." in without_why.content.decode()
    signed_in(maya).post(page, {"agreed": "no", "why": "Not trained yet."})
    assert asha.user.appointments.count() == 1
    shown = signed_in(ada).get(reverse("person", args=[asha.user_id])).content.decode()
    assert "Not trained yet." in shown
    assert acts(rowan_house) == ["role-proposed", "role-refused"]


def test_answering_twice_is_one_answer_and_the_other_answer_is_refused(
    ada: Appointment, asha: Appointment, maya: Appointment, ruth: Appointment, rowan_house: Home
) -> None:
    proposal = proposed(ada, asha.user, Role.DEPUTY_MANAGER, rowan_house)
    first = agree(proposal, maya.user)
    assert agree(proposal, ruth.user) == first
    with pytest.raises(NotAnswered):
        refuse(proposal, ruth.user, why="Too late.")
    assert asha.user.appointments.count() == 2


def test_a_page_sent_twice_proposes_once_and_makes_one_account(
    ada: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    form = {**a_role(Role.CARE_WORKER, rowan_house), "name": "Noor Haddad"}
    for _ in range(2):
        assert signed_in(ada).post(reverse("person-new"), form).status_code == 302
    assert User.objects.filter(name="Noor Haddad").count() == 1
    changed = {**form, "role": Role.REGISTERED_MANAGER.value}
    answer = signed_in(ada).post(reverse("person-new"), {**changed, "another": "on"})
    assert answer.status_code == 200
    assert "This page was sent before." in answer.content.decode()
    assert RoleProposal.objects.count() == 1


def test_somebody_of_the_same_name_is_asked_about(
    ada: Appointment, asha: Appointment, rowan_house: Home, signed_in: SignIn
) -> None:
    form = {**a_role(Role.CARE_WORKER, rowan_house), "name": "asha rahman"}
    answer = signed_in(ada).post(reverse("person-new"), form)
    assert "has an account here" in answer.content.decode()
    signed_in(ada).post(reverse("person-new"), {**form, "another": "on"})
    assert User.objects.filter(sign_in_name="asha.rahman2").exists()


def test_what_an_administrator_proposed_falls_when_they_leave(
    ada: Appointment, asha: Appointment, maya: Appointment, rowan_house: Home
) -> None:
    proposal = proposed(ada, asha.user, Role.DEPUTY_MANAGER, rowan_house)
    ada.ends_at = clock.now()
    ada.save()
    with pytest.raises(NotAnswered, match="no longer manages"):
        agree(proposal, maya.user)
    assert not refuse(proposal, maya.user, why="Ada has left.").agreed


def test_a_role_begins_when_agreed_and_never_before(
    ada: Appointment, asha: Appointment, maya: Appointment, rowan_house: Home
) -> None:
    soon, later = clock.now() + timedelta(hours=1), clock.now() + timedelta(days=2)
    proposal = proposed(
        ada, asha.user, Role.DEPUTY_MANAGER, rowan_house, period=Period(starts_at=soon)
    )
    with clock.at(later):
        appointment = agree(proposal, maya.user).appointment
    assert appointment is not None
    assert appointment.starts_at == later


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"role": "OWNER"}, "Choose from the answers on this page."),
        ({"role": "OUTSIDE_SECOND_PERSON"}, "Choose from the answers on this page."),
        ({"place": "00000000-0000-0000-0000-000000000000"}, "Choose from the answers"),
        ({"role": "RESPONSIBLE_INDIVIDUAL"}, "is for all homes"),
        ({"starts_at_day": "1"}, "Add the month."),
        ({"place": ""}, "Choose a home, or all homes."),
        ({"token": "x"}, "This page was out of date"),
    ],
)
def test_what_is_wrong_is_said_and_gives_no_role(
    ada: Appointment,
    asha: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
    wrong: dict[str, str],
    sentence: str,
) -> None:
    form = {**a_role(Role.CARE_WORKER, rowan_house), **wrong}
    answer = signed_in(ada).post(reverse("person-appoint", args=[asha.user_id]), form)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not RoleProposal.objects.exists()


def test_another_provider_s_home_and_people_are_not_there(
    ada: Appointment, otto: Appointment, beacon_house: Home, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(ada)
    assert client.get(reverse("person", args=[otto.user_id])).status_code == 404
    form = a_role(Role.CARE_WORKER, beacon_house)
    answer = client.post(reverse("person-appoint", args=[asha.user_id]), form)
    assert answer.status_code == 200
    assert b"Beacon House" not in client.get(reverse("homes")).content
    assert not RoleProposal.objects.exists()


def test_the_first_roles_of_a_provider_stand_alone_until_a_home_begins(
    ada: Appointment, fern_cottage: Home, rowan_house: Home
) -> None:
    ruth = User.objects.create_user("ruth", name="Ruth Adeyemi")
    live = proposed(ada, ruth, Role.RESPONSIBLE_INDIVIDUAL, None)
    assert stands_without_a_second(live) is None
    assert GoneLive.objects.exists()


def test_before_any_home_has_begun_the_first_role_stands_and_the_next_does_not(
    ada: Appointment, fern_cottage: Home
) -> None:
    ruth = User.objects.create_user("ruth", name="Ruth Adeyemi")
    first = stands_without_a_second(proposed(ada, ruth, Role.RESPONSIBLE_INDIVIDUAL, None))
    assert first is not None
    assert read_part(first.log, first.seq, "facts")["second_person"] is False
    maya = make_person("Kai Moss", Role.CARE_WORKER, ada.provider, fern_cottage)
    second = proposed(ada, maya.user, Role.REGISTERED_MANAGER, fern_cottage)
    assert stands_without_a_second(second) is None
    assert agree(second, ruth).agreed


def test_a_manager_proposes_at_their_own_home_and_who_serves_all_agrees(
    ada: Appointment,
    adam: Appointment,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    rowan_house: Home,
    willow_lodge: Home,
    signed_in: SignIn,
) -> None:
    manager, page = signed_in(maya), reverse("role-propose")
    other = make_person("Olga Marsh", Role.REGISTERED_MANAGER, rowan_house.provider, rowan_house)
    shown = manager.get(page).content.decode()
    assert str(willow_lodge.pk) not in shown
    assert "all-" not in shown
    assert Role.ADMINISTRATOR.label not in shown
    senior = a_role(Role.SENIOR_CARE_WORKER, rowan_house, colleague=str(asha.user_id))
    nameless = manager.post(page, {**senior, "colleague": "new"}).content.decode()
    assert "Write their full name" in nameless
    elsewhere = {**senior, "place": str(willow_lodge.pk)}
    assert manager.post(page, elsewhere).status_code == 200
    assert not RoleProposal.objects.exists()
    for _ in range(2):
        assert manager.post(page, senior)["Location"] == reverse("roles-to-agree")
    proposal = RoleProposal.objects.get()
    assert (proposal.proposed_by, proposal.person) == (maya, asha.user)
    answer = reverse("role-answer", args=[proposal.pk])
    # Not the manager, and not the other manager of the same home.
    for nobody in (manager, signed_in(other)):
        assert nobody.post(answer, {"agreed": "yes"}).status_code == 403
        listed = nobody.get(reverse("roles-to-agree")).content.decode()
        assert f'href="{answer}"' not in listed
    assert str(proposal.pk) in signed_in(ada).get(reverse("roles-to-agree")).content.decode()
    assert signed_in(ruth).post(answer, {"agreed": "yes"}).status_code == 302
    assert asha.user.appointments.filter(role=Role.SENIOR_CARE_WORKER.value).exists()
    new = a_role(Role.CARE_WORKER, rowan_house, colleague="new", name="Noor Haddad")
    assert manager.post(page, new).status_code == 302
    assert RoleProposal.objects.waiting().get().person.name == "Noor Haddad"


def test_whoever_proposed_withdraws_it_and_then_nobody_can_agree(
    ada: Appointment,
    adam: Appointment,
    asha: Appointment,
    ruth: Appointment,
    rowan_house: Home,
    signed_in: SignIn,
) -> None:
    proposal = proposed(ada, asha.user, Role.SENIOR_CARE_WORKER, rowan_house)
    page = reverse("role-withdraw", args=[proposal.pk])
    for other in (adam, ruth, asha):
        assert signed_in(other).post(page, {"why": "No."}).status_code == 404
    admin = signed_in(ada)
    assert page in admin.get(reverse("person", args=[asha.user_id])).content.decode()
    assert page in admin.get(reverse("roles-to-agree")).content.decode()
    assert "Write why" in admin.post(page, {"why": ""}).content.decode()
    for _ in range(2):
        assert admin.post(page, {"why": "The wrong home."}).status_code == 302
    leaf = RoleAnswer.objects.get()
    assert read_part(leaf.log, leaf.seq, "facts")["act"] == "role-withdrawn"
    with pytest.raises(NotAnswered, match="answered this before you"):
        agree(proposal, ruth.user)
    shown = admin.get(reverse("person", args=[asha.user_id])).content.decode()
    assert "Ada Marsh, administrator withdrew it: The wrong home." in shown
    assert not asha.user.appointments.filter(role=Role.SENIOR_CARE_WORKER.value).exists()
    # Who was too late to withdraw is told so.
    late = proposed(ada, asha.user, Role.DEPUTY_MANAGER, rowan_house)
    agree(late, ruth.user)
    told = admin.post(reverse("role-withdraw", args=[late.pk]), {"why": "No."}).content.decode()
    assert "answered this before you" in told
