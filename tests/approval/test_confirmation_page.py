"""Whoever was rung confirms the call on screen; when that is late, it goes to somebody above."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from decisions.approval.queries import to_confirm
from decisions.models import Review, SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording.disclosure import disclose
from decisions.recording.review import ReviewRefused
from decisions.recording.stages import confirm_by
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.approval.calls import answered, fresh, rung
from tests.recording.records import reviewed, shared, shown, what_left

SignIn = Callable[..., Client]


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def address(record: SharingDecision) -> str:
    return reverse("confirmation", args=[record.pk])


def press(
    client: Client, record: SharingDecision, verdict: str, words: str = "", **changes: str
) -> HttpResponse:
    data = {"shown": shown(record), "verdict": verdict, "words": words, "is_conflicted": "no"}
    return client.post(address(record), {**data, **changes})


def buttons(page: str) -> list[str]:
    main = page.partition("<main")[2]
    return [part.partition("</button>")[0].rpartition(">")[2] for part in main.split("<button")[1:]]


def test_whoever_was_rung_finds_it_first_in_the_queue_and_confirms(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    rung(held, asha, maya, words="Yes, only the lessons")
    client = signed_in(maya)
    queue = text(client.get(reverse("approval-queue")))
    assert "You agreed by telephone: confirm" in queue
    assert address(held) in queue
    page = client.get(address(held))
    assert "Is this what was said?" in text(page)
    assert "Yes, only the lessons" in text(page)
    assert "Came back late twice this week" in text(page)
    assert buttons(text(page)) == ["Confirm: I agreed", "I did not agree to this"]
    assert press(client, held, "AGREED")["Location"] == reverse("approval-queue")
    confirmed = Review.objects.get(stage=ReviewStage.CONFIRMATION.value)
    assert (confirmed.reviewer, confirmed.rung_at) == (maya, None)
    assert standing(fresh(held)) is Standing.AGREED
    assert "You agreed by telephone" not in text(client.get(reverse("approval-queue")))
    record = text(signed_in(asha).get(reverse("record", args=[held.pk])))
    assert "Call confirmed on screen" in record
    assert "Confirmed: the call was as it was written down" in record


def test_i_did_not_agree_needs_words_and_closes_it(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    rung(held, asha, maya)
    shared(fresh(held), asha)
    client = signed_in(maya)
    answer = press(client, held, "NOT_AGREED")
    assert "Write why you do not agree." in text(answer)
    assert not Review.objects.filter(stage=ReviewStage.CONFIRMATION.value).exists()
    press(client, held, "NOT_AGREED", "I said to wait until the morning")
    assert standing(fresh(held)) is Standing.NOT_AGREED
    assert not may_be_shared(fresh(held))
    record = text(signed_in(asha).get(reverse("record", args=[held.pk])))
    assert "Not agreed: this is not what was said on the telephone" in record
    assert "I said to wait until the morning" in record
    assert "Call not confirmed: this is not what was said" in record


def test_a_no_by_telephone_is_confirmed_without_more_words_or_put_right(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    rung(held, asha, maya, Verdict.NOT_AGREED, "No")
    client = signed_in(maya)
    names = ["Confirm: I did not agree", "This is wrong: I agreed"]
    assert buttons(text(client.get(address(held)))) == names
    assert "Write what you said" in text(press(client, held, "AGREED"))
    press(client, held, "NOT_AGREED")
    assert standing(fresh(held)) is Standing.NOT_AGREED
    assert Review.objects.count() == 2


def test_a_no_that_was_written_down_wrongly_lets_it_go(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    rung(held, asha, maya, Verdict.NOT_AGREED, "No")
    press(signed_in(maya), held, "AGREED", "I said yes, and the line was bad")
    assert may_be_shared(fresh(held))


def test_another_manager_is_told_whose_it_is(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    rung(held, asha, maya)
    for other in (dele, ruth):
        client = signed_in(other)
        for answer in (client.get(address(held)), press(client, held, "AGREED")):
            assert answer.status_code == 403
            assert "Maya Okoro, registered manager, must confirm this call." in text(answer)
        assert "confirm" not in text(client.get(reverse("approval-queue"))).partition("<main")[2]
    with pytest.raises(ReviewRefused, match="must confirm this call"):
        answered(held, dele, Verdict.AGREED, ReviewStage.CONFIRMATION)
    assert Review.objects.count() == 1


def test_the_author_cannot_confirm(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    rung(held, asha, maya)
    assert press(signed_in(asha), held, "AGREED").status_code == 404
    assert Review.objects.count() == 1


def test_when_the_next_working_day_has_passed_it_goes_to_the_responsible_individual(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    call = rung(held, asha, maya)
    due = confirm_by(call)
    with clock.at(due):
        assert to_confirm(ruth.user) == []
    with clock.at(due + timedelta(seconds=1)):
        assert to_confirm(ruth.user) == [held]
        assert to_confirm(maya.user) == [held]
        assert to_confirm(dele.user) == []
        assert signed_in(dele).get(address(held)).status_code == 403
        client = signed_in(ruth)
        queue = text(client.get(reverse("approval-queue")))
        assert "Maya Okoro agreed" in queue
        assert "Late" in queue
        assert press(client, held, "AGREED").status_code == 302
        assert to_confirm(maya.user) == []
        assert "Somebody has reviewed this already" in text(signed_in(maya).get(address(held)))


def test_when_whoever_was_rung_has_left_it_goes_up_at_once(
    held: SharingDecision, asha: Appointment, maya: Appointment, ruth: Appointment
) -> None:
    rung(held, asha, maya)
    maya.ends_at = clock.now()
    maya.save()
    assert to_confirm(ruth.user) == [held]
    assert to_confirm(maya.user) == []


@pytest.mark.parametrize(
    ("call", "until"),
    [
        # Friday night; Thursday; the night on which the clocks go back, and forward.
        ("2026-11-27T23:30+00:00", "2026-11-30T23:59:59+00:00"),
        ("2026-11-26T03:00+00:00", "2026-11-27T23:59:59+00:00"),
        ("2026-10-25T00:30+00:00", "2026-10-26T23:59:59+00:00"),
        ("2026-03-27T23:30+00:00", "2026-03-30T22:59:59+00:00"),
    ],
)
def test_it_is_due_by_the_end_of_the_next_working_day_at_the_home(call: str, until: str) -> None:
    rung_at = datetime.fromisoformat(call)
    assert confirm_by(Review(rung_at=rung_at)) == datetime.fromisoformat(until).astimezone(UTC)


def test_pressing_twice_confirms_once(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    rung(held, asha, maya)
    client = signed_in(maya)
    press(client, held, "AGREED")
    assert "You have reviewed this" in text(press(client, held, "AGREED"))
    assert Review.objects.count() == 2


def test_an_answer_on_screen_is_not_confirmed(
    held: SharingDecision, maya: Appointment, signed_in: SignIn
) -> None:
    reviewed(held, maya, Verdict.AGREED)
    place = press(signed_in(maya), held, "AGREED")["Location"]
    assert place == reverse("record", args=[held.pk])
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "QUESTION"},
        {"verdict": "\x00"},
        {"verdict": ""},
        {"shown": ""},
        {"shown": "00" * 32},
        {"is_conflicted": ""},
        {"words": "\x00"},
        {"words": "x" * 1_000_000},
    ],
)
def test_what_cannot_be_is_refused_plainly(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
    changes: dict[str, str],
) -> None:
    rung(held, asha, maya)
    data = {"verdict": "AGREED", "words": "Kept words", **changes}
    answer = press(signed_in(maya), held, **data)
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)
    assert "words" in changes or "Kept words" in text(answer)
    assert Review.objects.count() == 1


def test_the_time_of_the_call_is_when_it_was_let_go_also_after_it_is_confirmed(
    held: SharingDecision, asha: Appointment, maya: Appointment
) -> None:
    rung(held, asha, maya)
    with clock.at(clock.now() + timedelta(hours=9)):
        answered(held, maya, Verdict.AGREED, ReviewStage.CONFIRMATION)
    with clock.at(clock.now() + timedelta(hours=10)):
        left = what_left(fresh(held), shared_at=held.recorded_at + timedelta(minutes=2))
        assert disclose(fresh(held), asha, left, token=uuid4()).shared_at < clock.now()
