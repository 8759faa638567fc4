"""Whoever is too close to a record says so once; from then on it is for the next who may answer."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from children.models import Agency
from decisions.approval.queries import awaiting, to_have_the_last_word, to_review_afterwards
from decisions.followups.gathering import follow_ups_of
from decisions.home.waiting import waiting_for_approval
from decisions.models import Review, SharingDecision, StoodAside
from decisions.policy.terms import ReviewStage, Role, Verdict
from decisions.recording.approvers import approver, approvers, may_answer
from decisions.recording.disagreement import escalate, may_escalate
from decisions.recording.reading import read_sealed
from decisions.recording.review import review
from decisions.recording.reviewer import ReviewRefused, stand_aside
from decisions.recording.telephone import held_numbers
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from tests.approval.calls import fresh, rung
from tests.cast import make_person
from tests.recording.records import reviewed, sealed, shown, unverified_caller

SignIn = Callable[..., Client]
NOBODY = "Nobody who is free: ring the provider"


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def too_close(
    client: Client, record: SharingDecision, page: str = "review", **typed: str
) -> HttpResponse:
    said = {"shown": shown(record), "verdict": "AGREED", "is_conflicted": "yes", **typed}
    return client.post(reverse(page, args=[record.pk]), said)


def who_may(record: SharingDecision, stage: ReviewStage = ReviewStage.FIRST) -> set[str]:
    return {one.user.name for one in approvers(fresh(record), stage)}


def test_it_is_sealed_with_who_when_and_at_which_stage_and_nothing_more(
    held: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    answer = too_close(signed_in(maya), held, words="Because he is my brother")
    assert answer.status_code == 200
    row = StoodAside.objects.get()
    assert (row.decision, row.person, row.reviewer, row.stage) == (held, maya.user, maya, "FIRST")
    parts = read_sealed(row)
    assert parts["facts"]["reviewer"]["user"] == maya.user_id.hex
    assert parts["facts"]["of"]["leaf"] == shown(held)
    assert "brother" not in str(parts)
    assert not Review.objects.exists()


def test_whoever_says_it_is_told_who_has_it_now_and_sees_what_they_typed(
    held: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    said = text(too_close(client, held, words="Words that stay", conditions="These too"))
    assert "You have stood aside" in said
    assert "It is with Dele Finch, deputy manager, now." in said
    assert "Words that stay" in said
    assert "These too" in said
    again = text(client.get(reverse("review", args=[held.pk])))
    assert "You have stood aside" in again
    assert 'name="verdict"' not in again


@pytest.mark.parametrize("typed", [{"verdict": ""}, {"verdict": "QUESTION"}, {"shown": "x"}])
def test_it_counts_whatever_else_the_page_says(
    held: SharingDecision,
    maya: Appointment,
    dele: Appointment,
    signed_in: SignIn,
    typed: dict[str, str],
) -> None:
    assert "You have stood aside" in text(too_close(signed_in(maya), held, **typed))


def test_it_is_said_once_and_pressing_again_or_answering_in_another_tab_changes_nothing(
    held: SharingDecision, maya: Appointment, dele: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(maya)
    for _press in range(2):
        too_close(client, held)
    answer = too_close(client, held, is_conflicted="no", words="Words of the other tab")
    assert "You have stood aside" in text(answer)
    assert "Words of the other tab" in text(answer)
    assert StoodAside.objects.count() == 1
    assert not Review.objects.exists()


def test_it_goes_to_another_manager_in_every_list_and_no_more_to_whoever_stood_aside(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    signed_in: SignIn,
) -> None:
    before = {one.manager for one in held_numbers(held, asha.user)}
    assert maya in before
    too_close(signed_in(maya), held)
    record = fresh(held)
    assert who_may(held) == {"Dele Finch"}
    assert approver(record, maya.user) is None
    assert may_answer([record], maya.user) == []
    assert [list(awaiting(one.user)) for one in (maya, dele)] == [[], [held]]
    assert waiting_for_approval(maya.user).number == 0
    assert maya not in {one.manager for one in held_numbers(record, asha.user)}
    with clock.at(clock.now() + timedelta(days=1)):
        (row,) = [one for one in follow_ups_of(maya.user, clock.now()) if one.about.code]
    assert row.next.people == {dele.user_id}
    assert signed_in(dele).get(reverse("review", args=[held.pk])).status_code == 200
    assert reviewed(held, dele, Verdict.AGREED).reviewer == dele


def test_the_author_sees_who_has_it_now_and_that_somebody_stood_aside(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    too_close(signed_in(maya), held)
    page = text(signed_in(asha).get(reverse("record", args=[held.pk])))
    assert "It is with Ruth Adeyemi, responsible individual, now." in page
    assert "Stood aside: somebody else answers" in page
    reviewed(held, ruth, Verdict.AGREED)
    page = text(signed_in(asha).get(reverse("record", args=[held.pk])))
    assert "Somebody stood aside" not in page
    assert "Stood aside: somebody else answers" in page


def test_the_only_one_stands_aside_and_page_and_list_say_whom_to_ring(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dana: Appointment,
    signed_in: SignIn,
) -> None:
    said = text(too_close(signed_in(maya), held))
    assert f"{NOBODY}." in said
    assert f"{NOBODY}." in text(signed_in(asha).get(reverse("record", args=[held.pk])))
    with clock.at(clock.now() + timedelta(days=5)):
        listed = text(signed_in(dana).get(reverse("follow-ups")))
    assert NOBODY in listed
    assert held.code in listed


def test_the_outside_second_person_is_the_next_where_nobody_else_is(
    held: SharingDecision,
    maya: Appointment,
    petra: Appointment,
    signed_in: SignIn,
) -> None:
    too_close(signed_in(maya), held)
    assert list(awaiting(petra.user)) == [held]
    assert signed_in(petra).get(reverse("review", args=[held.pk])).status_code == 200


def named_concern(
    home: Home, held: SharingDecision, by: Appointment, who: Appointment
) -> SharingDecision:
    concern = unverified_caller().concern.changed(staff=(who.user_id,), staff_in_words="Somebody")
    return sealed(home, held.child, by, unverified_caller(concern=concern))


def test_the_alternate_answers_where_the_responsible_individual_stood_aside(
    held: SharingDecision,
    asha: Appointment,
    ben: Appointment,
    ruth: Appointment,
    nell: Appointment,
    sam: Appointment,
    signed_in: SignIn,
) -> None:
    record = named_concern(held.home, held, asha, ben)
    assert signed_in(nell).get(reverse("review", args=[record.pk])).status_code == 404
    too_close(signed_in(ruth), record)
    assert who_may(record) == {"Nell Ferris"}
    assert list(awaiting(nell.user)) == [record]
    assert signed_in(nell).get(reverse("review", args=[record.pk])).status_code == 200
    # Only that record: the other one is none of the alternate's.
    assert list(SharingDecision.objects.visible_to(nell.user)) == [record]
    too_close(signed_in(nell), record)
    assert who_may(record) == {"Sam Whitlock"}


def test_who_has_the_last_word_may_be_too_close_and_it_goes_on(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    ruth: Appointment,
    sam: Appointment,
    signed_in: SignIn,
) -> None:
    reviewed(held, maya, Verdict.NOT_AGREED, "No")
    escalate(fresh(held), asha.user)
    assert "It is with Sam Whitlock" in text(too_close(signed_in(ruth), held, "escalation"))
    assert StoodAside.objects.get().stage == "ESCALATION"
    assert who_may(held, ReviewStage.ESCALATION) == {"Sam Whitlock"}
    assert [to_have_the_last_word(one.user) for one in (ruth, sam)] == [[], [held]]


def test_nobody_is_asked_to_decide_where_whoever_stands_above_stood_aside(
    held: SharingDecision, asha: Appointment, maya: Appointment, ruth: Appointment
) -> None:
    reviewed(held, maya, Verdict.NOT_AGREED, "No")
    assert may_escalate(fresh(held), asha.user)
    escalate(fresh(held), asha.user)
    stand_aside(fresh(held), ruth.user, ReviewStage.ESCALATION)
    assert who_may(held, ReviewStage.ESCALATION) == set()


def test_a_call_is_confirmed_by_somebody_above_where_whoever_was_rung_is_too_close(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    rung(held, asha, maya)
    too_close(signed_in(maya), held, "confirmation")
    page = signed_in(ruth).get(reverse("confirmation", args=[held.pk]))
    assert page.status_code == 200
    assert who_may(held, ReviewStage.CONFIRMATION) == {"Ruth Adeyemi"}


def test_what_went_ahead_is_reviewed_by_the_next(
    rowan_house: Home,
    held: SharingDecision,
    asha: Appointment,
    ben: Appointment,
    ruth: Appointment,
    sam: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    record = named_concern(rowan_house, held, asha, ben)
    too_close(signed_in(ruth), record)
    assert record not in to_review_afterwards(ruth.user)
    assert who_may(record) == {"Sam Whitlock"}


def test_nobody_stands_aside_from_what_does_not_wait_for_them(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    otto: Appointment,
    signed_in: SignIn,
) -> None:
    for stranger in (asha, otto):
        assert too_close(signed_in(stranger), held).status_code in (403, 404)
        with pytest.raises(ReviewRefused):
            stand_aside(held, stranger.user, ReviewStage.FIRST)
    reviewed(held, dele, Verdict.AGREED)
    assert "Somebody has reviewed this already" in text(too_close(signed_in(maya), held))
    assert not StoodAside.objects.exists()


def test_an_answer_is_refused_in_the_very_moment_after_standing_aside(
    held: SharingDecision,
    maya: Appointment,
    dele: Appointment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The other tab's answer had passed every check but the last, under the home's lock."""
    appointment = approver(held, maya.user)
    stand_aside(held, maya.user, ReviewStage.FIRST)
    monkeypatch.setattr("decisions.recording.review.turn_of", lambda *_: appointment)
    with pytest.raises(ReviewRefused, match="stood aside"):
        review(held, maya.user, verdict=Verdict.AGREED, words="", shown=shown(held))
    assert not Review.objects.exists()


def test_others_are_told_the_fact_alone(
    held: SharingDecision,
    ben: Appointment,
    maya: Appointment,
    meadowbank: Provider,
    signed_in: SignIn,
) -> None:
    make_person("Ida Thorne", Role.DEPUTY_MANAGER, meadowbank, held.home)
    too_close(signed_in(maya), held, words="He is my brother")
    page = text(signed_in(ben).get(reverse("record", args=[held.pk])))
    assert "Stood aside: somebody else answers" in page
    assert "brother" not in page
