"""A manager agrees only if something is done first: nothing is recorded until it was."""

from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from decisions.models import Disclosure, Review, SharingDecision
from decisions.models.standing import may_be_shared
from decisions.policy.terms import ReviewStage, Verdict
from decisions.recording.disagreement import escalate
from decisions.recording.disclosure import DisclosureRefused
from decisions.recording.reading import read_sealed
from decisions.recording.review import ReviewRefused, review
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.organisation.models import Appointment
from tests.approval.calls import answered, fresh, rung
from tests.recording.records import reviewed, shared, shown

SignIn = Callable[..., Client]
FIRST = "Ring the school’s office back first"


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def press(client: Client, record: SharingDecision, verdict: str, **changes: str) -> HttpResponse:
    data = {"shown": shown(record), "verdict": verdict, "words": "Fine", "is_conflicted": "no"}
    return client.post(
        reverse("review", args=[record.pk]), {**data, "conditions": FIRST, **changes}
    )


def write_down(client: Client, record: SharingDecision, **changes: str) -> HttpResponse:
    now = clock.now().astimezone(LONDON)
    data = {
        "items": ["1"],
        "as_decided": "yes",
        "method": "TELEPHONE",
        "shared_at_day": str(now.day),
        "shared_at_month": str(now.month),
        "shared_at_year": str(now.year),
        "shared_at_time": f"{now:%H:%M}",
        "words": "Kept words",
    }
    return client.post(reverse("disclosures", args=[record.pk]), {**data, **changes})


def test_they_stand_on_the_record_and_on_the_page_for_what_was_shared(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    press(signed_in(maya), held, "AGREED")
    written = Review.objects.get()
    assert written.has_conditions
    assert read_sealed(written)["text"]["conditions"] == FIRST
    assert may_be_shared(fresh(held))
    client = signed_in(asha)
    assert f"Only if: {FIRST}" in text(client.get(reverse("record", args=[held.pk])))
    page = text(client.get(reverse("disclosures", args=[held.pk])))
    assert "Was this done first?" in page
    assert FIRST in page


def test_what_was_shared_is_written_down_once_they_were_met(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    press(signed_in(maya), held, "AGREED")
    assert write_down(signed_in(asha), held, conditions_met="yes").status_code == 302
    assert read_sealed(Disclosure.objects.get())["facts"]["conditions_met"] is True


@pytest.mark.parametrize("said", ["no", "", "perhaps", "\x00"])
def test_nothing_is_written_down_where_they_were_not(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn, said: str
) -> None:
    press(signed_in(maya), held, "AGREED")
    answer = write_down(signed_in(asha), held, conditions_met=said)
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)
    assert "Kept words" in text(answer)
    if said == "no":
        assert "A manager agreed on a condition, and it is not met yet." in text(answer)
    assert not Disclosure.objects.exists()


def test_whoever_writes_it_by_another_way_is_refused_too(
    held: SharingDecision, asha: Appointment, maya: Appointment
) -> None:
    rung(held, asha, maya, conditions=FIRST)
    with pytest.raises(DisclosureRefused, match="not met yet"):
        shared(fresh(held), asha)


def test_without_conditions_nobody_is_asked(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    press(signed_in(maya), held, "AGREED", conditions="")
    assert "Was this done first?" not in text(
        signed_in(asha).get(reverse("disclosures", args=[held.pk]))
    )
    assert write_down(signed_in(asha), held).status_code == 302


@pytest.mark.parametrize("verdict", ["NOT_AGREED", "QUESTION"])
def test_they_go_with_a_yes_alone(
    held: SharingDecision, maya: Appointment, signed_in: SignIn, verdict: str
) -> None:
    answer = press(signed_in(maya), held, verdict)
    assert "Conditions go with agreeing." in text(answer)
    assert FIRST in text(answer)
    assert not Review.objects.exists()


def test_a_refusal_has_none(refusal: SharingDecision, maya: Appointment, signed_in: SignIn) -> None:
    page = text(signed_in(maya).get(reverse("review", args=[refusal.pk])))
    assert "only if something is done first" not in page
    with pytest.raises(ReviewRefused, match="Conditions go with agreeing"):
        review(
            refusal,
            maya.user,
            verdict=Verdict.AGREED,
            words="",
            shown=shown(refusal),
            conditions=FIRST,
        )


def test_confirming_a_call_keeps_its_conditions(
    held: SharingDecision, asha: Appointment, maya: Appointment
) -> None:
    rung(held, asha, maya, conditions=FIRST)
    answered(held, maya, Verdict.AGREED, ReviewStage.CONFIRMATION)
    with pytest.raises(DisclosureRefused, match="not met yet"):
        shared(fresh(held), asha)


def test_the_last_word_has_conditions_of_its_own_or_none(
    held: SharingDecision, asha: Appointment, maya: Appointment, ruth: Appointment
) -> None:
    rung(held, asha, maya, conditions=FIRST)
    answered(held, maya, Verdict.NOT_AGREED, ReviewStage.CONFIRMATION)
    escalate(fresh(held), asha.user)
    answered(held, ruth, Verdict.AGREED, ReviewStage.ESCALATION)
    assert shared(fresh(held), asha)


def test_a_manager_who_does_not_agree_has_none(held: SharingDecision, maya: Appointment) -> None:
    assert not reviewed(held, maya, Verdict.NOT_AGREED).has_conditions
