"""A home without a number on call, and a person whose role changed with a page open."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from decisions.models import SharingDecision
from decisions.policy.terms import Role
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.guide.conftest import Guide, text_of


def promoted(person: Appointment, role: Role) -> Appointment:
    """The same person at the same home in another role from now on."""
    person.ends_at = clock.now()
    person.save()
    return Appointment.objects.create(
        user=person.user,
        role=role.value,
        provider=person.provider,
        home=person.home,
        starts_at=clock.now(),
    )


def test_no_page_offers_to_ring_a_number_that_a_home_does_not_have(
    maya: Appointment, rowan_house: Home, signed_in: Callable[..., Client]
) -> None:
    Home.objects.filter(pk=rowan_house.pk).update(on_call_name="", on_call_number="")
    client = signed_in(maya)
    for name in ("home", "children", "register", "urgent-start"):
        page = client.get(reverse(name)).content.decode()
        assert 'href="tel:"' not in page
        assert 'href="tel:999"' in page


def test_whoever_wrote_a_record_does_not_agree_to_it_as_a_manager(
    begin: Callable[..., Guide], asha: Appointment
) -> None:
    guide = begin("asked")
    guide.answers["caller"]["verification"] = "NONE"
    assert guide.sign().status_code == 302
    record = SharingDecision.objects.get()
    assert record.needs_approval
    promoted(asha, Role.REGISTERED_MANAGER)
    page = reverse("review", args=[record.pk])
    assert guide.client.get(page).status_code == 403
    assert guide.client.post(page, {"verdict": "AGREED"}).status_code == 403
    assert not record.reviews.exists()


def test_the_sentence_shown_names_the_role_in_which_it_is_signed(
    begin: Callable[..., Guide], asha: Appointment
) -> None:
    guide = begin("own-initiative")
    guide.fill_until("check")
    promoted(asha, Role.DEPUTY_MANAGER)
    shown = text_of(guide.get("check"))
    assert guide.answer("check").status_code == 302
    assert read_decision(SharingDecision.objects.get()).signature in shown
