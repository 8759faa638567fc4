"""Nobody opens it unseen: a banner for them, a notice for that home, and somebody who answers."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Child, EmergencyAccess, EmergencyReview
from decisions.followups.gathering import follow_ups_of
from decisions.followups.row import Place
from infoshare.access.emergency.queries import review_is_due
from infoshare.access.emergency.recording import EmergencyRefused, review_emergency
from infoshare.common import clock
from infoshare.common.append_only import RefusedChange
from infoshare.common.working_days import working_days_after
from infoshare.organisation.models import Appointment
from tests.emergency.conftest import REASON, SignIn

pytestmark = pytest.mark.django_db


def test_every_page_says_so_with_the_time_left_and_a_way_to_end_it(
    asha: Appointment, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    with clock.at(opened.until - timedelta(minutes=95)):
        for page in ("home", "register", "children", "guide-start"):
            args = ["asked"] if page == "guide-start" else []
            shown = client.get(reverse(page, args=args)).content.decode()
            assert "Emergency access: LI, Willow Lodge." in shown, page
            assert "1 hour 35 minutes left" in shown
            assert reverse("emergency-end", args=[opened.pk]) in shown
            assert "Ibbotson" not in shown[: shown.index("<main")]
    with clock.at(opened.until):
        assert "Emergency access:" not in client.get(reverse("home")).content.decode()


def test_the_manager_and_the_data_protection_officer_see_it_at_once(
    huw: Appointment, dana: Appointment, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    for person in (huw, dana):
        listed = signed_in(person).get(reverse("follow-ups")).content.decode()
        assert reverse("emergency-review", args=[opened.pk]) in listed
        page = signed_in(person).get(reverse("home")).content.decode()
        assert "Emergency access to look at" in page
        assert "Asha Rahman, care worker: LI" in page
        assert reverse("emergency-review", args=[opened.pk]) in page


def test_nobody_of_the_other_home_is_told(
    maya: Appointment, asha: Appointment, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    for person in (maya, asha):
        page = signed_in(person).get(reverse("home")).content.decode()
        assert "Emergency access to look at" not in page
        address = reverse("emergency-review", args=[opened.pk])
        assert signed_in(person).get(address).status_code == 404


def test_it_is_a_follow_up_due_in_one_working_day_and_then_goes_higher(
    huw: Appointment, dana: Appointment, ruth: Appointment, opened: EmergencyAccess
) -> None:
    now = clock.now()
    for person in (huw, dana):
        (row,) = follow_ups_of(person.user, now)
        assert row.question == "emergency-to-review"
        assert row.due == working_days_after(opened.recorded_at, 1)
        assert row.place_for(person.user_id) is Place.MINE
    assert follow_ups_of(ruth.user, now)[0].place_for(ruth.user_id) is Place.OTHERS
    late = row.due + timedelta(minutes=1)
    assert follow_ups_of(ruth.user, late)[0].place_for(ruth.user_id) is Place.HIGHER
    assert follow_ups_of(huw.user, late)[0].is_late(late)


@pytest.mark.parametrize(("answer", "word"), [("yes", "It was right"), ("no", "It was not right")])
def test_the_manager_says_whether_it_was_right_and_the_childs_file_shows_it(
    huw: Appointment,
    bryn: Appointment,
    lark: Child,
    opened: EmergencyAccess,
    signed_in: SignIn,
    answer: str,
    word: str,
) -> None:
    client, address = signed_in(huw), reverse("emergency-review", args=[opened.pk])
    page = client.get(address).content.decode()
    assert REASON in page
    assert "Lark Ibbotson" in page
    assert "Ibbotson" not in page[page.index("<title>") : page.index("</title>")]
    child = reverse("child", args=[lark.pk])
    assert "Not looked at yet" in signed_in(bryn).get(child).content.decode()
    sent = {"was_right": answer, "words": "I have rung her.", "token": str(uuid4())}
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    review = EmergencyReview.objects.get()
    assert (review.was_right, review.reviewed_by) == (answer == "yes", huw)
    assert "I have rung her." in client.get(address).content.decode()
    assert "Asha Rahman, care worker" in signed_in(bryn).get(child).content.decode()
    assert word in signed_in(bryn).get(child).content.decode()
    assert follow_ups_of(huw.user, clock.now()) == []
    assert "Emergency access to look at" not in client.get(reverse("home")).content.decode()


def test_the_file_of_another_child_says_nothing(
    asha: Appointment, kit: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    page = signed_in(asha).get(reverse("child", args=[kit.pk])).content.decode()
    assert "Reached in an emergency" not in page


def test_an_answer_without_words_is_refused_and_kept(
    huw: Appointment, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    address = reverse("emergency-review", args=[opened.pk])
    for sent in ({"was_right": "yes"}, {"words": "Right."}, {}, {"was_right": "perhaps"}):
        answer = signed_in(huw).post(address, {**sent, "token": str(uuid4())})
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert not EmergencyReview.objects.exists()


def test_the_first_answer_stands(
    huw: Appointment, dana: Appointment, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    review_emergency(opened, huw, was_right=True, words="It was right.", token=uuid4())
    address = reverse("emergency-review", args=[opened.pk])
    sent = {"was_right": "no", "words": "It was not.", "token": str(uuid4())}
    answer = signed_in(dana).post(address, sent)
    assert answer.status_code == 200
    assert "Huw Pritchard has answered this already." in answer.content.decode()
    assert EmergencyReview.objects.get().was_right


def test_nobody_looks_at_what_they_did_themselves(
    asha: Appointment, opened: EmergencyAccess
) -> None:
    with pytest.raises(EmergencyRefused):
        review_emergency(opened, asha, was_right=True, words="I was right.", token=uuid4())


def test_the_manager_of_the_home_ends_it(
    huw: Appointment, asha: Appointment, lark: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    assert signed_in(huw).post(reverse("emergency-end", args=[opened.pk])).status_code == 302
    assert signed_in(asha).get(reverse("child", args=[lark.pk])).status_code == 404


def test_somebody_else_ends_nothing(
    ben: Appointment, bryn: Appointment, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    for person in (ben, bryn):
        assert signed_in(person).post(reverse("emergency-end", args=[opened.pk])).status_code == 404
    assert EmergencyAccess.objects.in_force(clock.now()).exists()


def test_what_is_written_is_never_changed(opened: EmergencyAccess) -> None:
    opened.until += timedelta(hours=4)
    with pytest.raises(RefusedChange):
        opened.save()
    with pytest.raises(RefusedChange):
        EmergencyAccess.objects.update(until=opened.until)


def test_the_start_page_leads_there_only_where_there_is_another_home(
    asha: Appointment, otto: Appointment, ruth: Appointment, willow_lodge: object, signed_in: SignIn
) -> None:
    link = reverse("emergency-access")
    assert link in signed_in(asha).get(reverse("home")).content.decode()
    for person in (otto, ruth):
        assert link not in signed_in(person).get(reverse("home")).content.decode()


def test_one_that_nobody_looked_at_in_time_stands_on_the_counts_until_somebody_does(
    huw: Appointment, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    def late(client: Client) -> str:
        page = client.get(reverse("inspection")).content.decode()
        found = re.search(r"nobody looked at in time</dt>\s*<dd[^>]*>\s*(\d+)", page)
        assert found is not None
        return found[1]

    due = review_is_due(opened)
    with clock.at(due - timedelta(seconds=1)):
        assert late(signed_in(huw)) == "0"
    with clock.at(due):
        manager = signed_in(huw)
        assert late(manager) == "1"
        listed = manager.get(reverse("follow-ups")).content.decode()
        assert "Say whether emergency access was right" in listed
        review_emergency(opened, huw, was_right=True, words="It was right.", token=uuid4())
        assert late(manager) == "0"
