"""A manager who will not agree: the direct routes stay open, and one tap asks somebody above."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from decisions.approval.queries import to_have_the_last_word
from decisions.models import Addendum, Draft, Review, SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import AddendumKind, Outcome, ReviewStage, Verdict
from decisions.recording.review import share_instead
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.approval.calls import answered, fresh, rung
from tests.recording.records import reviewed, shared, shown

SignIn = Callable[..., Client]
ASK = "Ask the responsible individual to decide"


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def record_page(client: Client, record: SharingDecision) -> str:
    return text(client.get(reverse("record", args=[record.pk])))


def escalate(client: Client, record: SharingDecision) -> HttpResponse:
    return client.post(reverse("escalate", args=[record.pk]))


def decide(
    client: Client, record: SharingDecision, verdict: str, words: str = "", **changes: str
) -> HttpResponse:
    data = {"shown": shown(record), "verdict": verdict, "words": words, "is_conflicted": "no"}
    return client.post(reverse("escalation", args=[record.pk]), {**data, **changes})


@pytest.fixture
def not_agreed(held_in_fear: SharingDecision, maya: Appointment) -> SharingDecision:
    reviewed(held_in_fear, maya, Verdict.NOT_AGREED, "We do not know who that is")
    return held_in_fear


def test_the_author_sees_the_direct_routes_on_the_record_and_at_the_start(
    not_agreed: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    client = signed_in(asha)
    for page in (record_page(client, not_agreed), text(client.get("/"))):
        assert "If you still fear harm" in page
        assert "go straight to the council" in page
    assert ASK in record_page(client, not_agreed)
    manager = record_page(signed_in(maya), not_agreed)
    assert "If you still fear harm" not in manager
    assert ASK not in manager


def test_where_nobody_fears_harm_the_author_may_still_ask_somebody_above(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    reviewed(held, maya, Verdict.NOT_AGREED, "Not that caller")
    page = record_page(signed_in(asha), held)
    assert "If you still fear harm" not in page
    assert ASK in page


def test_one_tap_takes_it_to_the_responsible_individual_whose_word_is_the_last(
    not_agreed: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    author = signed_in(asha)
    assert escalate(author, not_agreed)["Location"] == reverse("record", args=[not_agreed.pk])
    assert standing(fresh(not_agreed)) is Standing.ESCALATED
    assert not may_be_shared(fresh(not_agreed))
    assert "With the responsible individual" in record_page(author, not_agreed)
    assert ASK not in record_page(author, not_agreed)
    above = signed_in(ruth)
    queue = text(above.get(reverse("approval-queue")))
    assert "You have the last word" in queue
    page = text(above.get(reverse("escalation", args=[not_agreed.pk])))
    assert "What do you decide?" in page
    assert "We do not know who that is" in page
    with clock.at(clock.now() + timedelta(minutes=5)):
        answer = decide(above, not_agreed, "AGREED", "The harm is too great to wait")
        assert answer["Location"] == reverse("approval-queue")
        assert standing(fresh(not_agreed)) is Standing.AGREED
        shared(fresh(not_agreed), asha)
    timeline = record_page(author, not_agreed).partition("Everything that happened")[2]
    views = ("We do not know who that is", "Added: the author asked", "The harm is too great")
    places = [timeline.index(said) for said in views]
    assert places == sorted(places)
    assert to_have_the_last_word(ruth.user) == []


def test_the_responsible_individual_may_say_no_too(
    not_agreed: SharingDecision, asha: Appointment, ruth: Appointment, signed_in: SignIn
) -> None:
    escalate(signed_in(asha), not_agreed)
    above = signed_in(ruth)
    assert "Write why you do not agree." in text(decide(above, not_agreed, "NOT_AGREED"))
    decide(above, not_agreed, "NOT_AGREED", "I agree with Maya")
    assert standing(fresh(not_agreed)) is Standing.NOT_AGREED
    author = signed_in(asha)
    page = record_page(author, not_agreed)
    assert "I agree with Maya" in page
    assert "If you still fear harm" in page
    assert ASK not in page
    escalate(author, not_agreed)
    assert Addendum.objects.count() == 1


def test_asking_twice_asks_once(
    not_agreed: SharingDecision, asha: Appointment, ruth: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    assert [escalate(client, not_agreed).status_code for _ in range(3)] == [302] * 3
    asked = Addendum.objects.get()
    assert (asked.kind, asked.author) == (AddendumKind.ESCALATED, asha)


def test_the_database_keeps_one(
    not_agreed: SharingDecision, asha: Appointment, ruth: Appointment, signed_in: SignIn
) -> None:
    escalate(signed_in(asha), not_agreed)
    asked = Addendum.objects.get()
    columns = {one.attname: getattr(asked, one.attname) for one in Addendum._meta.concrete_fields}
    columns |= {"id": not_agreed.pk, "seq": 999, "submit_token": not_agreed.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Addendum.objects.create(**columns)


def test_if_the_responsible_individual_did_not_agree_it_goes_to_somebody_else(
    held_in_fear: SharingDecision,
    asha: Appointment,
    ruth: Appointment,
    sam: Appointment,
    signed_in: SignIn,
) -> None:
    reviewed(held_in_fear, ruth, Verdict.NOT_AGREED, "No")
    escalate(signed_in(asha), held_in_fear)
    assert to_have_the_last_word(ruth.user) == []
    assert to_have_the_last_word(sam.user) == [held_in_fear]
    assert decide(signed_in(ruth), held_in_fear, "NOT_AGREED", "No").status_code == 403
    assert decide(signed_in(sam), held_in_fear, "AGREED").status_code == 302


def test_another_manager_is_told_whose_decision_it_is(
    not_agreed: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    dele: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    escalate(signed_in(asha), not_agreed)
    for other in (maya, dele):
        answer = decide(signed_in(other), not_agreed, "AGREED")
        assert answer.status_code == 403
        assert "This is for Ruth Adeyemi, responsible individual, to answer." in text(answer)
    assert Review.objects.count() == 1


def test_only_the_author_asks(
    not_agreed: SharingDecision, ben: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    for other in (ben, maya):
        answer = escalate(signed_in(other), not_agreed)
        assert answer.status_code == 403
        assert "Only the person who signed this" in text(answer)
    assert not Addendum.objects.exists()


@pytest.mark.parametrize("person", ["bryn", "otto", "dana", "ada", "nell", "ivy", "ian"])
def test_others_find_nothing_there(
    not_agreed: SharingDecision,
    person: str,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    assert escalate(signed_in(request.getfixturevalue(person)), not_agreed).status_code == 404
    assert not Addendum.objects.exists()


def test_an_author_who_left_asks_nothing(
    not_agreed: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    asha.ends_at = clock.now()
    asha.save()
    assert escalate(signed_in(asha), not_agreed).status_code == 404
    assert not Addendum.objects.exists()


@pytest.mark.parametrize("verdict", [None, Verdict.AGREED, Verdict.QUESTION])
def test_nothing_else_is_taken_higher(
    held_in_fear: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
    verdict: Verdict | None,
) -> None:
    if verdict is not None:
        reviewed(held_in_fear, maya, verdict)
    client = signed_in(asha)
    assert ASK not in record_page(client, held_in_fear)
    assert escalate(client, held_in_fear).status_code == 302
    assert "does not wait for somebody above" in record_page(client, held_in_fear)
    assert not Addendum.objects.exists()
    place = decide(signed_in(ruth), held_in_fear, "AGREED")["Location"]
    assert place == reverse("record", args=[held_in_fear.pk])


def test_what_was_taken_higher_is_not_confirmed_as_well(
    held_in_fear: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    rung(held_in_fear, asha, maya, Verdict.NOT_AGREED, "No")
    escalate(signed_in(asha), held_in_fear)
    answered(held_in_fear, ruth, Verdict.AGREED, ReviewStage.ESCALATION)
    place = signed_in(maya).get(reverse("confirmation", args=[held_in_fear.pk]))["Location"]
    assert place == reverse("record", args=[held_in_fear.pk])
    assert standing(fresh(held_in_fear)) is Standing.AGREED


def test_a_refusal_that_was_not_agreed_is_shared_by_whoever_has_the_last_word(
    refusal: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    reviewed(refusal, maya, Verdict.NOT_AGREED, "They must know")
    assert ASK in record_page(signed_in(asha), refusal)
    escalate(signed_in(asha), refusal)
    place = decide(signed_in(ruth), refusal, "NOT_AGREED", "They must know today")["Location"]
    draft = Draft.objects.get()
    assert place == reverse("draft", args=[draft.pk])
    assert (draft.author, draft.follows) == (ruth, refusal)
    assert draft.read().decision.outcome is Outcome.SHARE


def test_a_refusal_is_kept_back_where_the_last_word_agrees_with_its_author(
    refusal: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
) -> None:
    reviewed(refusal, maya, Verdict.NOT_AGREED, "They must know")
    share_instead(refusal, maya)
    escalate(signed_in(asha), refusal)
    decide(signed_in(ruth), refusal, "AGREED")
    assert standing(fresh(refusal)) is Standing.AGREED


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "QUESTION"},
        {"verdict": "\x00"},
        {"shown": "00" * 32},
        {"is_conflicted": ""},
        {"words": "\x00"},
        {"conditions": "x" * 1_000_000},
    ],
)
def test_what_cannot_be_is_refused_plainly(
    not_agreed: SharingDecision,
    asha: Appointment,
    ruth: Appointment,
    signed_in: SignIn,
    changes: dict[str, str],
) -> None:
    escalate(signed_in(asha), not_agreed)
    data = {"verdict": "AGREED", "words": "Kept words", **changes}
    answer = decide(signed_in(ruth), not_agreed, **data)
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)
    assert "words" in changes or "Kept words" in text(answer)
    assert Review.objects.count() == 1
