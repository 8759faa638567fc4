"""A session locks when nobody is there, and after a shift; nothing typed is lost by it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Addendum, Draft
from decisions.policy.terms import Start
from decisions.recording.drafts import blank_answers, start_draft
from infoshare.access.sessions.limits import OWN_DEVICE
from infoshare.organisation.models import Appointment
from tests.cast import PASSWORD
from tests.followups.made import share
from tests.sessions.conftest import later
from tests.sign_in.conftest import with_printed_codes, words

pytestmark = pytest.mark.django_db

SitsDown = Callable[..., Client]
SIGN_IN = "/account/login/"
TYPED = "She told me at tea that she will not go home on Friday."


def is_in(client: Client, **headers: str) -> bool:
    return client.get(reverse("home"), headers=headers).status_code == 200


@pytest.mark.parametrize(("own_device", "minutes"), [(False, 10), (True, 15)])
def test_it_locks_when_nobody_is_there(
    own_device: bool, minutes: int, asha: Appointment, sits_down: SitsDown
) -> None:
    client = sits_down(asha, own_device=own_device)
    with later(minutes=minutes, seconds=-1):
        assert is_in(client)
        # That was somebody: it begins again.
        with later(minutes=minutes, seconds=-1):
            assert is_in(client)
            with later(minutes=minutes, seconds=1):
                answer = client.get(reverse("home"))
                assert answer["Location"] == SIGN_IN
                assert '"cache"' in answer["Clear-Site-Data"]
                assert f"nobody used it for {minutes} minutes" in says(client, SIGN_IN)
    assert not is_in(client)


def test_it_locks_after_a_shift_whoever_is_there(asha: Appointment, sits_down: SitsDown) -> None:
    client = sits_down(asha)
    for moment in range(9 * 60, 12 * 60 * 60, 9 * 60):
        with later(seconds=moment):
            assert client.post(reverse("time-left")).json()["left"] > 0
    with later(hours=12, seconds=-1):
        assert is_in(client)
        assert client.post(reverse("time-left")).json() == {"left": 1}
    with later(hours=12, seconds=1):
        assert not is_in(client)
        assert "signed in for 12 hours" in says(client, SIGN_IN)


def test_the_limits_are_settings(asha: Appointment, sits_down: SitsDown, settings: Any) -> None:
    settings.IDLE_SECONDS_SHARED, settings.SESSION_COOKIE_AGE = 300, 3600
    client = sits_down(asha)
    with later(seconds=299):
        assert is_in(client)
        with later(seconds=301):
            assert not is_in(client)


def test_what_a_page_fetches_by_itself_keeps_nothing_open(
    asha: Appointment, sits_down: SitsDown
) -> None:
    client = sits_down(asha)
    with later(minutes=9):
        assert client.get(reverse("time-left")).json() == {"left": 60}
        assert is_in(client, **{"Sec-Fetch-Dest": "image"})
        assert is_in(client, **{"Sec-Fetch-Dest": "document", "Sec-Purpose": "prefetch"})
    with later(minutes=10, seconds=1):
        assert client.get(reverse("time-left")).json() == {"left": 0}
        assert client.post(reverse("time-left")).json() == {"left": 0}
        assert not is_in(client)
    assert Client().get(reverse("time-left")).json() == {"left": 0}


def test_carry_on_gives_the_whole_time_again(asha: Appointment, sits_down: SitsDown) -> None:
    client = sits_down(asha)
    with later(minutes=9):
        page = client.get(reverse("home"), headers={"Sec-Fetch-Dest": "image"}).content.decode()
        assert 'data-locks-in="60"' in page
        # Without script the page says it.
        assert "If you do nothing, InfoShare locks at 20:10." in page
        assert re.search(r"<button[^>]*>Carry on</button>", page)
        assert client.post(reverse("time-left")).json() == {"left": 600}
        with later(minutes=10, seconds=-1):
            assert is_in(client)


def test_a_page_of_the_guide_that_came_too_late_is_there_again(
    asha: Appointment, ben: Appointment, kit: Child, sits_down: SitsDown
) -> None:
    assert asha.home
    draft = start_draft(asha.home, kit, asha, blank_answers(Start.OWN_INITIATIVE))
    client = sits_down(asha)
    where = reverse("guide-step", args=[draft.pk, "recipient"])
    page = client.get(where).content.decode()
    box = re.findall(r'<input type="text" name="([^"]+)"', page)[0]
    with later(minutes=11):
        answer = client.post(where, {"version": draft.version, box: TYPED})
        assert answer["Location"] == SIGN_IN
        # Another person in the same browser learns nothing of it, and is not led there.
        other = sign_in_again(client, ben)
        assert other["Location"] == "/"
        assert TYPED not in client.get("/").content.decode()
        assert client.get(where).status_code == 404
    with later(minutes=25):
        client = sits_down(asha)
        with later(minutes=11):
            client.post(where, {"version": draft.version, box: TYPED})
            assert sign_in_again(client, asha)["Location"] == where
            assert TYPED in client.get(where).content.decode()
    assert Draft.objects.count() == 1


def test_any_other_form_that_came_too_late_waits_and_is_sent_with_one_press(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    record = share(maya, kit, school)
    client, where = sits_down(maya), reverse("addenda", args=[record.pk])
    sent = fields_of(client.get(where).content.decode())
    answers = {**sent, "kind": "OTHER", "text": TYPED, "what_happened": TYPED}
    with later(minutes=11):
        assert client.post(where, answers)["Location"] == SIGN_IN
        # A second tab that comes after it is kept too.
        client.post(where, {**answers, "text": "Second tab, other words."})
        assert sign_in_again(client, maya)["Location"] == reverse("kept-forms")
        page = client.get(reverse("kept-forms")).content.decode()
        assert TYPED in page
        assert "Second tab, other words." in page
        assert f'action="{where}"' in page
        kept = fields_of(page)
        assert {name: kept[name] for name in sent} == sent
        assert client.post(reverse("kept-forms"))["Location"] == "/"
        assert client.get(reverse("kept-forms"))["Location"] == "/"
    assert not Addendum.objects.exists()


def test_what_is_kept_for_one_is_never_shown_to_another(
    asha: Appointment, ben: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    record = share(asha, kit, school)
    client, where = sits_down(asha), reverse("addenda", args=[record.pk])
    with later(minutes=11):
        client.post(where, {"text": TYPED})
        assert sign_in_again(client, ben)["Location"] == "/"
        assert client.get(reverse("kept-forms"))["Location"] == "/"
        assert TYPED not in str(dict(client.session.items()))


def test_the_sign_in_page_asks_whose_device_it_is(asha: Appointment) -> None:
    cache.clear()
    client = Client()
    page = says(client, SIGN_IN)
    assert "Only I use this computer or phone" in page
    for typed, own in (({}, False), ({"own_device": "on"}, True), ({}, False)):
        client = Client()
        with later(minutes=0):
            sign_in_again(client, asha, **typed)
            assert client.session[OWN_DEVICE] is own


def says(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    return words(answer)


def sign_in_again(client: Client, person: Appointment, **typed: str) -> Any:
    """Both steps on the sign-in page, in this browser; the last answer."""
    cache.clear()
    codes = getattr(person, "codes", None) or with_printed_codes(person.user)
    person.codes = codes  # type: ignore[attr-defined]
    name = person.user.sign_in_name
    client.post(SIGN_IN, {"login": name, "password": PASSWORD, **typed})
    return client.post(reverse("mfa_authenticate"), {"code": codes.pop()})


def fields_of(page: str) -> dict[str, str]:
    main = page[page.index("<main") :]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', main)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}
