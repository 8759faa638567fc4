"""Whoever a concern names sees it nowhere, though others wrote it and read it: place by place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, EmergencyAccess
from infoshare.access.people.leaving import suspend
from infoshare.access.reads.models import ReadAlert
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Visit
from tests.access.naming import Kept, about_staff
from tests.emergency.conftest import opened as opened
from tests.reads.test_batches_are_sealed import looked

pytestmark = pytest.mark.django_db

SignIn = Callable[[Any], Client]
ONCE = re.compile(r'name="(csrfmiddlewaretoken|token)" value="[^"]*"|value="[^"]*" name="token"')
# Place, and the address at which it stands: by name, with what it is about.
PLACES: dict[str, tuple[str, str, str]] = {
    "who looked at a child": ("who-looked", "kit", ""),
    "who looked, the next page": ("who-looked", "kit", "?from=50"),
    "who looked this week": ("reads", "", ""),
    "what is new about reads, and what waits": ("home", "", ""),
    "the receipt of a visit": ("visit-receipt", "ivy", ""),
    "the visits": ("visits", "", ""),
    "an emergency to look at": ("emergency-review", "opened", ""),
    "emergencies": ("emergency-access", "", ""),
    "the follow-ups": ("follow-ups", "", ""),
    "the counts": ("inspection", "", ""),
    "the register": ("register", "", ""),
    "the register, by recipient": ("register", "", "?recipient={school}"),
    "the register, by standing": ("register", "", "?standing=AWAITING"),
    "the register, urgent": ("register", "", "?urgent=yes"),
    "what waits for approval": ("approval-queue", "", ""),
    "drafts, a leaver's too": ("drafts", "", ""),
    "what may be shared each day": ("everyday", "", ""),
    "the children": ("children", "", ""),
    "the child": ("child", "kit", ""),
    "roles that wait": ("roles-to-agree", "", ""),
}


@pytest.fixture
def places(
    request: pytest.FixtureRequest, school: Agency, opened: EmergencyAccess
) -> dict[str, str]:
    """The address of each place."""
    return {
        place: reverse(name, args=[request.getfixturevalue(about).pk] if about else [])
        + query.format(school=school.pk)
        for place, (name, about, query) in PLACES.items()
    }


def seen_by(client: Client, places: dict[str, str]) -> dict[str, str]:
    """What stands at each place, and how many mails go out; that it was looked at is undone."""
    found = {}
    for place, address in places.items():
        with transaction.atomic():
            answer = client.get(address)
            transaction.set_rollback(True)
        found[place] = f"{answer.status_code} {ONCE.sub('', answer.content.decode())}"
    before = len(mail.outbox)
    call_command("read_digest", "--now")
    told = [(one.to, one.subject, one.body) for one in mail.outbox[before:]]
    return {**found, "the mail of reads": str(told)}


def written_and_read_by_others(
    kept: Kept, author: Appointment, readers: list[Appointment | Visit], signed_in: SignIn
) -> None:
    """Each opens each record; the author goes on with the draft."""
    for reader in readers:
        client = signed_in(reader)
        for record in kept.records:
            assert client.get(reverse("record", args=[record.pk])).status_code == 200
    page = reverse("guide-step", args=[kept.draft.pk, "recipient"])
    assert signed_in(author).get(page).status_code == 200


@pytest.mark.parametrize("name", ["maya", pytest.param("ruth", marks=pytest.mark.long)])
def test_every_place_stays_as_it_was(
    name: str,
    asha: Appointment,
    ben: Appointment,
    ada: Appointment,
    dana: Appointment,
    sam: Appointment,
    maya: Appointment,
    ruth: Appointment,
    ivy: Visit,
    kit: Child,
    school: Agency,
    places: dict[str, str],
    signed_in: SignIn,
    settings: Any,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    named: Appointment = {"maya": maya, "ruth": ruth}[name]
    named.user.email = "named@example.org"
    named.user.save()
    # Has the child's family name: each child whom she opens alone stands out.
    sam.user.name = "Sam Tolland"
    sam.user.save()
    client = signed_in(named)
    before = seen_by(client, places)
    closed = {one for one, shown in before.items() if not shown.startswith(("200", "["))}
    assert closed <= {"an emergency to look at", "emergencies"}
    kept = about_staff(ben, kit, school, named, adviser=dana)
    written_and_read_by_others(kept, ben, [sam, dana, ivy], signed_in)
    record = kept.records[0]
    only = {"sharingdecision": [record.pk.hex]}
    looked(60, sam, record.home, kit, names_staff=True, objects_shown=only)
    # Their draft would be to take over.
    suspend(ben.user, ada, why="A concern.")
    after = seen_by(client, places)
    assert {one for one in before if before[one] != after[one]} == set()
    assert not ReadAlert.objects.exists()
    # The same is there for somebody who is not named.
    for place in ("who looked at a child", "who looked this week", "the receipt of a visit"):
        shown = signed_in(dana).get(places[place]).content.decode()
        assert "Sam Tolland" in shown or record.code in shown, place
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert record.code in signed_in(dana).get(places["the register"]).content.decode()
