"""Naming somebody who works here: who is offered, what is refused, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, NamedStaff, SharingDecision
from decisions.recording.completion import complete_urgent
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, errors_of, text_of

Begin = Callable[..., Guide]


def at_concern(begin: Begin, **answers: object) -> Guide:
    guide = begin("own-initiative")
    guide.fill_until("concern")
    guide.answers["concern"].update(answers)
    return guide


def test_people_of_this_home_and_of_the_provider_are_offered_and_nobody_else(
    begin: Begin,
    ben: Appointment,
    maya: Appointment,
    ruth: Appointment,
    bryn: Appointment,
    otto: Appointment,
) -> None:
    page = text_of(at_concern(begin).get("concern"))
    for there in ("Rowan House", "For all homes of Meadowbank Care", "Ben Castell", "Maya Okoro"):
        assert there in page
    assert "Ruth Adeyemi, responsible individual" in page
    assert "Asha Rahman, care worker" in page
    assert "Bryn Hale" not in page
    assert "Otto Lindqvist" not in page


def test_who_is_ticked_is_sealed_as_a_row_and_by_name(begin: Begin, maya: Appointment) -> None:
    guide = begin("own-initiative")
    guide.answers["concern"].update(staff=[str(maya.user_id)])
    guide.sign()
    record = SharingDecision.objects.get()
    assert record.names_staff
    assert [row.person for row in NamedStaff.objects.filter(decision=record)] == [maya.user]
    assert read_decision(record).named_staff == ("Maya Okoro",)


@pytest.mark.parametrize("who", ["otto", "bryn", "nobody"])
def test_somebody_who_is_not_on_the_list_is_refused_with_a_sentence(
    who: str, begin: Begin, request: pytest.FixtureRequest
) -> None:
    key = uuid4() if who == "nobody" else request.getfixturevalue(who).user_id
    guide = at_concern(begin, staff=[str(key)])
    assert "Somebody you ticked does not work here now." in str(errors_of(guide.answer("concern")))
    assert not Draft.objects.get().read().concern.staff


def test_somebody_who_left_since_the_page_was_opened_is_refused_with_a_sentence(
    begin: Begin, ben: Appointment
) -> None:
    guide = at_concern(begin, staff=[str(ben.user_id)])
    guide.get("concern")
    ben.ends_at = clock.now() - timedelta(minutes=1)
    ben.save()
    assert "does not work here now" in str(errors_of(guide.answer("concern")))


def test_somebody_named_before_who_left_since_stays_named(begin: Begin, ben: Appointment) -> None:
    guide = at_concern(begin, staff=[str(ben.user_id)])
    assert guide.answer("concern").status_code == 302
    ben.ends_at = clock.now() - timedelta(minutes=1)
    ben.save()
    assert "Named before" in text_of(guide.get("concern"))
    assert guide.answer("concern").status_code == 302
    assert Draft.objects.get().read().concern.staff == (ben.user_id,)


def test_an_account_that_was_switched_off_can_be_named(begin: Begin, ben: Appointment) -> None:
    ben.user.is_active = False
    ben.user.save()
    assert at_concern(begin, staff=[str(ben.user_id)]).answer("concern").status_code == 302


def test_a_name_that_is_on_the_list_is_ticked_and_not_written(
    begin: Begin, maya: Appointment
) -> None:
    guide = at_concern(begin, staff_in_words="maya okoro, I think")
    assert "Tick the name instead" in str(errors_of(guide.answer("concern")))


def test_an_allegation_that_names_nobody_is_let_through(begin: Begin) -> None:
    guide = begin("own-initiative")
    guide.answers["concern"].update(
        severity="CONCERN",
        harms=["STAFF_ALLEGATION"],
        at_risk=["THIS_CHILD"],
        analysis="Kit will not say who.",
    )
    guide.fill_until("concern")
    assert guide.answer("concern").status_code == 302
    draft = Draft.objects.get()
    assert draft.names_staff
    assert not draft.names.exists()


def test_the_part_stands_open_without_script(begin: Begin) -> None:
    body = at_concern(begin).get("concern").content.decode()
    assert '<details class="more" open data-unfolds-for="harms=STAFF_ALLEGATION">' in " ".join(
        body.split()
    ).replace("  ", " ")


def test_the_urgent_page_names_staff_too_and_the_full_form_keeps_them_out(
    begin_urgent: Begin, maya: Appointment, asha: Appointment
) -> None:
    guide = begin_urgent()
    assert guide.answer("urgent", staff=[str(maya.user_id)]).status_code == 302
    record = SharingDecision.objects.get()
    assert NamedStaff.objects.get(decision=record).person == maya.user
    full = complete_urgent(record, asha)
    assert full.read().concern.staff == (maya.user_id,)
    assert list(full.names.all()) == [maya.user]


def test_a_name_cannot_be_taken_out_of_what_goes_on_from_a_record(
    begin_urgent: Begin, maya: Appointment, asha: Appointment, signed_in: Callable[..., Client]
) -> None:
    begin_urgent().answer("urgent", staff=[str(maya.user_id)])
    full = complete_urgent(SharingDecision.objects.get(), asha)
    answers = {"severity": "WELFARE", "version": str(full.version)}
    signed_in(asha).post(reverse("guide-step", args=[full.pk, "concern"]), answers)
    full.refresh_from_db()
    assert full.read().concern.staff == (maya.user_id,)


ASKED = "Do you mean Maya Okoro? Tick the name, or go on if it is somebody else."


@pytest.mark.parametrize("words", ["Maya, I think", "somebody called okoro", "It was MAYA’S idea"])
def test_a_first_or_a_family_name_alone_is_asked_about_once(
    words: str, begin: Begin, maya: Appointment
) -> None:
    guide = at_concern(begin, staff_in_words=words)
    asked = guide.answer("concern")
    assert ASKED in errors_of(asked)
    assert "<details" in asked.content.decode()
    assert words in unescape(asked.content.decode())
    # Sent again as it is: it is somebody else.
    meant = asked.context["form"]["asked_about"].value()
    assert guide.answer("concern", asked_about=meant).status_code == 302
    assert Draft.objects.get().read().concern.staff_in_words == words
    # And what was answered is not asked again when the page is opened once more.
    assert guide.answer("concern").status_code == 302


def test_taken_up_again_the_page_asks_what_nobody_has_answered(
    begin: Begin, maya: Appointment
) -> None:
    guide = at_concern(begin, staff_in_words="Maya")
    guide.answer("concern", do="leave")
    assert ASKED in text_of(guide.get("concern"))


def test_whoever_is_ticked_is_not_asked_about(
    begin: Begin, maya: Appointment, ben: Appointment
) -> None:
    guide = at_concern(begin, staff=[str(maya.user_id)], staff_in_words="Maya’s cousin on nights")
    assert guide.answer("concern").status_code == 302


def test_in_what_happened_a_name_is_asked_about_once_it_is_about_staff(
    begin: Begin, maya: Appointment
) -> None:
    told = {"severity": "CONCERN", "at_risk": ["THIS_CHILD"], "harms": ["PHYSICAL"]}
    guide = at_concern(begin, **told, analysis="Maya saw the bruise, and maya rang.")
    assert guide.answer("concern").status_code == 302
    about_staff = guide.answer(
        "concern", harms=["STAFF_ALLEGATION"], analysis="Maya was in the room alone with Kit."
    )
    assert ASKED in errors_of(about_staff)
    everyday = guide.answer("concern", analysis="maya is a word of the language that they spoke")
    assert everyday.status_code == 302


def test_nobody_is_asked_whether_they_mean_themselves(begin: Begin, maya: Appointment) -> None:
    guide = begin("own-initiative", by=maya)
    guide.fill_until("concern")
    assert guide.answer("concern", staff_in_words="Not Maya").status_code == 302


def test_an_urgent_page_asks_once_and_is_signed_by_the_second_press(
    begin_urgent: Begin, maya: Appointment
) -> None:
    guide = begin_urgent()
    asked = guide.answer("urgent", staff_in_words="Maya")
    assert ASKED in errors_of(asked)
    meant = asked.context["form"]["asked_about"].value()
    assert guide.answer("urgent", staff_in_words="Maya", asked_about=meant).status_code == 302
    assert SharingDecision.objects.get().names_staff


@pytest.mark.parametrize("forged", ["\x00", "not an id", "x" * 100_000, str(uuid4())])
def test_what_comes_back_in_place_of_the_answer_does_no_harm(
    forged: str, begin: Begin, maya: Appointment
) -> None:
    guide = at_concern(begin, staff_in_words="Maya")
    refused = guide.answer("concern", asked_about=forged)
    assert refused.status_code == 200
    assert ASKED in text_of(refused)
