"""What was sent when a session had locked says which page it is of, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Addendum, Review
from infoshare.access.sessions.kept import BY_ONE_PRESS, KEPT, MOST_FORMS, MOST_KEPT
from infoshare.access.sessions.put_away import taken_out
from infoshare.organisation.models import Appointment
from tests.access.expected import ACCOUNT
from tests.access.test_every_route import routes
from tests.followups.made import held_for_approval, share
from tests.sessions.conftest import later
from tests.sessions.test_a_session_locks import TYPED, fields_of, sign_in_again

pytestmark = pytest.mark.django_db

SitsDown = Callable[..., Client]
ADDED = {"kind": "CORRECTION", "words": TYPED, "reason": "I left it out on Friday."}
# What is never sent by one press: an answer, an approval, somebody let in or shut out, something
# put right that may have been put right since, and what a page of its own keeps. A new page with a
# form joins these or `BY_ONE_PRESS`.
ASKED_ANEW = {
    *("already-gone", "answer", "beside", "breach-check", "completion", "refiling"),
    *("confirmation", "escalate", "escalation", "review", "telephone-approval"),
    *("everyday-end", "everyday-renewal", "everyday-share", "rule-review"),
    *("advice-given", "draft-take-over", "guide-start", "guide-step"),
    *("agency-change", "agency-use", "child-change", "involvement-end", "leaving", "lifting"),
    *("professional-change", "relative-change"),
    *("emergency-access", "emergency-end", "emergency-review"),
    *("visit-code", "visit-code-new", "visit-end", "visit-extend", "visits"),
    *("going-live", "home-close", "home-details", "home-new", "home-on-call", "on-call"),
    *("second-person", "second-person-end", "appointment-end", "appointment-move"),
    *("person-appoint", "person-lift", "person-new", "person-suspend", "person-telephone"),
    *("person-training", "person-unlink", "role-answer", "role-propose", "role-withdraw"),
    *("directory", "invitation", "invite", "recovery", "recovery-code", "recovery-start"),
    *("kept-forms", "time-left", "mfa_reauthenticate_webauthn"),
}


def kept_page(client: Client) -> str:
    return client.get(reverse("kept-forms")).content.decode()


def test_an_answer_to_somebody_is_never_sent_by_one_press(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    record = held_for_approval(asha, kit, school)
    client, where = sits_down(maya), reverse("review", args=[record.pk])
    with later(minutes=11):
        client.post(where, {"verdict": "AGREED", "words": TYPED})
        sign_in_again(client, maya)
        page = kept_page(client)
    assert TYPED in page
    assert f'href="{where}"' in page
    assert f'action="{where}"' not in page
    assert "Send it now" not in page
    assert not Review.objects.exists()


def test_each_names_its_page_and_is_sent_as_it_was_chosen(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    record = share(maya, kit, school)
    client, where = sits_down(maya), reverse("addenda", args=[record.pk])
    with later(minutes=11):
        client.post(where, {"kind": "CORRECTION", "words": TYPED})
        sign_in_again(client, maya)
        page = kept_page(client)
    assert "<h2>Add to a record</h2>" in page
    assert 'name="kind" value="CORRECTION"' in page
    assert "Send it now" in page
    assert not Addendum.objects.exists()


def test_more_than_it_holds_is_said_and_not_lost_in_silence(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    where = reverse("addenda", args=[share(maya, kit, school).pk])
    client = sits_down(maya)
    with later(minutes=11):
        client.post(where, {"words": "a " * (MOST_KEPT // 2 + 1)})
        for number in range(MOST_FORMS - 1):
            client.post(where, {"words": f"Tab {number} of many."})
        sign_in_again(client, maya)
        page = kept_page(client)
    assert page.count("It was too long to keep") == 1
    assert all(f"Tab {number} of many." in page for number in range(MOST_FORMS - 1))


def methods_of(view: Any) -> list[str]:
    """What a view may be sent by, as its own guard says."""
    if hasattr(view, "view_class"):
        kind = view.view_class
        return [name.upper() for name in kind.http_method_names if hasattr(kind, name)]
    while view is not None:
        cells = dict(zip(view.__code__.co_freevars, view.__closure__ or (), strict=True))
        if "request_method_list" in cells:
            return list(cells["request_method_list"].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return []


def test_of_every_page_with_a_form_it_is_decided_whether_one_press_sends_it() -> None:
    methods = {
        name: methods_of(pattern.callback) for name, pattern in routes() if name not in ACCOUNT
    }
    assert [name for name in methods if not methods[name]] == []
    assert {name for name in methods if "POST" in methods[name]} == BY_ONE_PRESS | ASKED_ANEW
    assert not BY_ONE_PRESS & ASKED_ANEW


def test_one_press_sends_it_once_and_it_waits_no_longer(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    client, where = sits_down(maya), reverse("addenda", args=[share(maya, kit, school).pk])
    sent = {**fields_of(client.get(where).content.decode()), **ADDED}
    with later(minutes=11):
        # Pressed twice, because nothing seemed to happen: it waits once.
        client.post(where, sent)
        client.post(where, sent)
        sign_in_again(client, maya)
        waits = fields_of(kept_page(client))
        assert kept_page(client).count("Send it now") == 1
        # One that its page refuses goes on waiting.
        assert client.post(where, {**waits, "reason": ""}).status_code == 200
        assert TYPED in kept_page(client)
        assert client.post(where, waits).status_code == 302
        assert client.get(reverse("kept-forms"))["Location"] == "/"
        client.post(where, waits)
    assert Addendum.objects.count() == 1


def test_the_page_is_seen_first_with_all_that_was_chosen(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    client, where = sits_down(maya), reverse("addenda", args=[share(maya, kit, school).pk])
    sent = {**fields_of(client.get(where).content.decode()), **ADDED}
    with later(minutes=11):
        client.post(where, sent)
        sign_in_again(client, maya)
        waits = fields_of(kept_page(client))
        page = client.post(where, {**waits, "read_first": "on"}).content.decode()
        assert "Nothing was sent yet." in page
        assert TYPED in page
        (chosen,) = [one for one in page.split("<input") if 'value="CORRECTION"' in one]
        assert "checked" in chosen
        assert not Addendum.objects.exists()
        # It waits until the page itself was sent; also over another lock.
        with later(minutes=11):
            assert client.get(where).status_code == 302
            sign_in_again(client, maya)
            assert TYPED in kept_page(client)
            assert client.post(where, {**fields_of(page), **ADDED}).status_code == 302
            assert client.get(reverse("kept-forms"))["Location"] == "/"
    assert Addendum.objects.count() == 1


def test_more_pages_than_it_keeps_are_counted(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    client, where = sits_down(maya), reverse("addenda", args=[share(maya, kit, school).pk])
    with later(minutes=11):
        for number in range(MOST_FORMS + 2):
            client.post(where, {"words": f"Tab {number} of many."})
        sign_in_again(client, maya)
        page = kept_page(client)
    assert page.count("Send it now") == MOST_FORMS
    assert "2 of the first are not kept" in page
    assert "Tab 1 of many." not in page
    assert "Tab 2 of many." in page


def test_in_the_database_nobody_reads_it_and_of_an_answer_only_words_wait(
    maya: Appointment, kit: Child, school: Agency, sits_down: SitsDown
) -> None:
    client, where = sits_down(maya), reverse("addenda", args=[share(maya, kit, school).pk])
    with later(minutes=11):
        client.post(where, ADDED)
        client.post(reverse("visit-code"), {"code": "482913", "why": "Kit is ill today."})
        client.post(reverse("going-live", args=[maya.home_id]), {"agreed": "yes", "words": TYPED})
        locked = str(Session.objects.get(pk=client.session.session_key).get_decoded())
        sign_in_again(client, maya)
        held = taken_out(client.session[KEPT]["forms"])
        waits = str(Session.objects.get(pk=client.session.session_key).get_decoded())
        page = kept_page(client)
    for row in (locked, waits):
        assert TYPED not in row
        assert "CORRECTION" not in row
    assert TYPED in page
    # Of the approval of a home its words wait, and nothing that was ticked or is a code.
    (of_home,) = [one["fields"] for one in held if one["route"] == "going-live"]
    assert of_home == [["words", [TYPED]]]
    assert "482913" not in str(held)
