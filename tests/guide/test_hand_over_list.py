"""Whoever is in charge sees that drafts exist: whose, how old, how serious, and no text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Child
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Role, Severity, Start
from decisions.recording.completion import complete_urgent
from decisions.recording.drafts import blank_answers, save_answers, start_draft
from decisions.recording.handing_over import take_over
from decisions.recording.waiting_drafts import pressing_drafts
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.cast import make_person
from tests.guide.conftest import NOW, Guide, text_of

Begin = Callable[..., Guide]
SignIn = Callable[..., Client]


def list_of(client: Client) -> str:
    return text_of(client.get(reverse("drafts")))


def say_how_serious(draft: Draft, severity: Severity) -> Draft:
    answers = draft.read()
    return save_answers(
        draft,
        answers.changed(concern=answers.concern.changed(severity=severity)),
        page="concern",
        version=draft.version,
        author=draft.author,
    )


def test_the_list_shows_whose_how_old_and_how_serious_and_no_text(
    begin: Begin, signed_in: SignIn, ben: Appointment
) -> None:
    guide = begin("asked")
    guide.fill_until("concern")
    say_how_serious(guide.draft, Severity.SIGNIFICANT)
    with clock.at(NOW + timedelta(hours=3)):
        said = list_of(signed_in(ben))
    assert "Asha Rahman, care worker" in said
    assert Severity.SIGNIFICANT.label in said
    assert "3 hours ago" in said
    for secret in ("Priya Nair", "For the review", "Kit", "Tolland", "Care planning"):
        assert secret not in said


def test_the_text_is_not_even_read_from_the_database(
    begin: Begin, signed_in: SignIn, ben: Appointment
) -> None:
    begin("asked")
    client = signed_in(ben)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("drafts"))
        client.get(reverse("draft-take-over", args=[Draft.objects.get().pk]))
    # The last query is this test's own.
    of_drafts = [one["sql"] for one in asked if "decisions_draft" in one["sql"]]
    about_others = [sql for sql in of_drafts if "author_here" in sql]
    assert about_others
    assert not [sql for sql in about_others if '"answers"' in sql or '"typed"' in sql]


def test_a_draft_without_a_child_and_without_a_severity_says_so(
    begin: Begin, begin_urgent: Begin, signed_in: SignIn, maya: Appointment
) -> None:
    begin("asked")
    begin_urgent()
    said = list_of(signed_in(maya))
    assert "Not said yet" in said
    assert "No child chosen yet" in said
    # An urgent page is about danger from its first moment.
    assert Severity.IMMEDIATE.label in said


def test_a_draft_whose_author_has_left_stays_in_the_list(
    begin: Begin,
    signed_in: SignIn,
    asha: Appointment,
    ben: Appointment,
    ruth: Appointment,
) -> None:
    begin("asked")
    assert "Has left" not in list_of(signed_in(ben))
    Appointment.objects.filter(pk=asha.pk).update(ends_at=NOW)
    for person in (ben, ruth):
        assert "Has left" in list_of(signed_in(person))
    take_over(Draft.objects.get(), ben)
    assert "Has left" not in list_of(signed_in(ruth))


def test_a_new_role_is_no_leaving(
    begin: Begin, signed_in: SignIn, asha: Appointment, maya: Appointment
) -> None:
    begin("asked")
    Appointment.objects.filter(pk=asha.pk).update(ends_at=NOW)
    Appointment.objects.create(
        user=asha.user,
        role="SENIOR_CARE_WORKER",
        provider=asha.provider,
        home=asha.home,
        starts_at=NOW,
    )
    assert "Has left" not in list_of(signed_in(maya))


def test_nobody_sees_drafts_of_another_home_or_their_own(
    begin: Begin, signed_in: SignIn, ben: Appointment, otto: Appointment, willow_lodge: Home
) -> None:
    begin("asked")
    begin("asked", by=ben)
    senior = make_person("Tess Hale", Role.SENIOR_CARE_WORKER, ben.provider, willow_lodge)
    for person in (otto, senior):
        assert "Nobody else has a draft here" in list_of(signed_in(person))
    said = list_of(signed_in(ben))
    assert "Asha Rahman" in said
    assert "Take over the draft of Ben" not in said


def test_the_list_takes_the_same_queries_however_long_it_is(
    begin: Begin, signed_in: SignIn, maya: Appointment, asha: Appointment, kit: Child
) -> None:
    client = signed_in(maya)
    start_draft(asha.home, kit, asha, blank_answers(Start.ASKED))
    client.get(reverse("drafts"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("drafts"))
    for _ in range(30):
        start_draft(asha.home, kit, asha, blank_answers(Start.ASKED))
    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("drafts"))
    assert len(few) == len(many)
    assert "1 to 25 of 31" in text_of(page)
    assert client.get(reverse("drafts") + "?page=x").status_code == 200


# On the start page


def test_the_start_page_says_how_many_and_which_press(
    begin: Begin, signed_in: SignIn, ben: Appointment, asha: Appointment, kit: Child
) -> None:
    client = signed_in(ben)
    assert "by others" not in text_of(client.get(reverse("home")))
    first = begin("asked").draft
    start_draft(asha.home, kit, asha, blank_answers(Start.OWN_INITIATIVE))
    say_how_serious(first, Severity.SIGNIFICANT)
    almost, over = NOW + timedelta(minutes=119), NOW + timedelta(hours=2)
    with clock.at(almost):
        assert not pressing_drafts(ben.user, almost).exists()
        assert "2 drafts by others ." in text_of(client.get(reverse("home")))
    with clock.at(over):
        assert pressing_drafts(ben.user, over).get() == first
        said = text_of(client.get(reverse("home")))
        assert "2 drafts by others , 1 about serious harm for over 2 hours ." in said


def test_a_care_worker_is_shown_no_drafts_of_others(
    begin: Begin, signed_in: SignIn, asha: Appointment, ben: Appointment
) -> None:
    begin("asked", by=ben)
    assert "by others" not in text_of(signed_in(asha).get(reverse("home")))
    assert signed_in(asha).get(reverse("drafts")).status_code == 404


def test_what_was_taken_over_stays_on_its_first_authors_start_page(
    begin: Begin, asha: Appointment, ben: Appointment
) -> None:
    guide = begin("asked")
    take_over(guide.draft, ben)
    said = text_of(guide.client.get(reverse("home")))
    assert "Taken over from you" in said
    assert "Ben Castell took it over at 09:30 on 23 November" in said
    assert "You have no drafts" in said


# The full form of an urgent record


@pytest.fixture
def urgent(begin_urgent: Begin) -> SharingDecision:
    begin_urgent().answer("urgent")
    return SharingDecision.objects.get()


def completes(client: Client, urgent: SharingDecision) -> HttpResponse:
    return client.post(reverse("completion", args=[urgent.pk]))


def test_a_full_form_that_somebody_began_is_taken_over_and_not_begun_twice(
    urgent: SharingDecision, signed_in: SignIn, asha: Appointment, ben: Appointment
) -> None:
    draft = complete_urgent(urgent, asha)
    answer = completes(signed_in(ben), urgent)
    assert answer["Location"] == reverse("draft-take-over", args=[draft.pk])
    assert "Take over the full form" in text_of(
        signed_in(ben).get(reverse("record", args=[urgent.pk]))
    )
    assert Draft.objects.get() == draft


def test_the_author_is_told_that_somebody_in_charge_began_the_full_form(
    urgent: SharingDecision, signed_in: SignIn, asha: Appointment, ben: Appointment
) -> None:
    complete_urgent(urgent, ben)
    answer = completes(signed_in(asha), urgent)
    assert answer.status_code == 403
    assert "Somebody else has begun the full form" in text_of(answer)
    page = text_of(signed_in(asha).get(reverse("record", args=[urgent.pk])))
    assert "Somebody else has begun the full form" in page
    assert "Fill in the full form" not in page


def test_who_handed_the_full_form_over_is_told_who_has_it(
    urgent: SharingDecision, signed_in: SignIn, asha: Appointment, ben: Appointment
) -> None:
    draft = take_over(complete_urgent(urgent, asha), ben)
    answer = signed_in(asha).post(reverse("completion", args=[urgent.pk]), follow=True)
    assert "Ben Castell took this over" in text_of(answer)
    assert Draft.objects.get() == draft
