"""From a record to the next draft: the full form of an urgent one, an answer to a question."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from decisions.policy.route import missing
from decisions.policy.terms import Outcome, Role, Severity, Start, Verdict
from decisions.recording.completion import complete_urgent
from decisions.recording.decision import seal
from decisions.recording.review import answer_question
from infoshare.organisation.models import Appointment, Home
from tests.cast import make_person
from tests.recording.records import (
    own_initiative,
    reviewed,
    sealed,
    sealed_urgent,
    unverified_caller,
    urgently,
)

SignIn = Callable[..., Client]


@pytest.fixture
def urgent(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))


@pytest.fixture
def returned(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment
) -> SharingDecision:
    record = sealed(rowan_house, kit, asha, unverified_caller())
    reviewed(record, maya, Verdict.QUESTION, "Did you ring back?")
    return record


def test_the_full_form_starts_with_what_the_urgent_record_says(
    urgent: SharingDecision, asha: Appointment, childrens_services: Agency, signed_in: SignIn
) -> None:
    answer = signed_in(asha).post(reverse("completion", args=[urgent.pk]))
    draft = Draft.objects.get()
    assert answer["Location"] == reverse("draft", args=[draft.pk])
    assert (draft.completes, draft.child, draft.author) == (urgent, urgent.child, asha)
    answers = draft.read()
    assert answers.start is Start.OWN_INITIATIVE
    assert answers.transfer.agency == childrens_services.pk
    assert answers.transfer.name == "Duty desk"
    assert answers.request.occurred_at == urgent.occurred_at
    assert answers.concern.severity is Severity.IMMEDIATE
    assert answers.items[0].words.startswith("Kit has not come home")
    assert answers.decision.outcome is Outcome.SHARE
    assert answers.decision.reasons == "He may be seriously ill by the morning"


def test_nothing_that_the_urgent_record_did_not_say_is_taken_as_answered(
    urgent: SharingDecision, asha: Appointment
) -> None:
    answers = complete_urgent(urgent, asha).read()
    assert {"items", "purpose.code", "basis.basis", "openness.child_told"} <= set(missing(answers))


def test_pressing_again_finds_the_same_draft(
    urgent: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    places = {client.post(reverse("completion", args=[urgent.pk]))["Location"] for _ in range(3)}
    assert len(places) == 1
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("person", ["ben", "maya", "dele"])
def test_whoever_is_in_charge_may_fill_it_in(
    urgent: SharingDecision, person: str, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    who: Appointment = request.getfixturevalue(person)
    signed_in(who).post(reverse("completion", args=[urgent.pk]))
    assert Draft.objects.get().author == who


def test_a_colleague_may_not(urgent: SharingDecision, rowan_house: Home, signed_in: SignIn) -> None:
    colleague = make_person("Cara Lund", Role.CARE_WORKER, rowan_house.provider, rowan_house)
    client = signed_in(colleague)
    assert client.post(reverse("completion", args=[urgent.pk])).status_code == 403
    assert (
        "Fill in the full form"
        not in client.get(reverse("record", args=[urgent.pk])).content.decode()
    )
    assert not Draft.objects.exists()


def test_what_is_complete_leads_to_the_full_form_that_stands(
    urgent: SharingDecision,
    asha: Appointment,
    ben: Appointment,
    childrens_services: Agency,
    signed_in: SignIn,
) -> None:
    draft = complete_urgent(urgent, asha)
    draft.answers = own_initiative(childrens_services).model_dump_json()
    draft.save()
    full = seal(draft)
    answer = signed_in(ben).post(reverse("completion", args=[urgent.pk]))
    assert answer["Location"] == reverse("record", args=[full.pk])
    assert not Draft.objects.exists()


def test_an_ordinary_record_needs_no_full_form(
    returned: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    answer = signed_in(asha).post(reverse("completion", args=[returned.pk]))
    assert answer["Location"] == reverse("record", args=[returned.pk])
    assert not Draft.objects.exists()


def test_the_author_sees_the_question_and_answers_with_a_new_draft(
    returned: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    page = client.get(reverse("record", args=[returned.pk])).content.decode()
    assert "Did you ring back?" in page
    assert "Answer the manager’s question" in page
    places = {client.post(reverse("answer", args=[returned.pk]))["Location"] for _ in range(2)}
    draft = Draft.objects.get()
    assert places == {reverse("draft", args=[draft.pk])}
    assert draft.follows == returned


def test_a_question_that_was_answered_leads_to_the_answer(
    returned: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    later = seal(answer_question(returned, asha))
    client = signed_in(asha)
    answer = client.post(reverse("answer", args=[returned.pk]))
    assert answer["Location"] == reverse("record", args=[later.pk])
    assert not Draft.objects.exists()
    page = client.get(reverse("record", args=[returned.pk])).content.decode()
    assert "Answer the manager’s question" not in page


def test_only_the_author_answers(
    returned: SharingDecision, ben: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    for person in (ben, maya):
        assert signed_in(person).post(reverse("answer", args=[returned.pk])).status_code == 403
    assert not Draft.objects.exists()


def test_what_was_not_sent_back_has_no_question_to_answer(
    urgent: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    answer = signed_in(asha).post(reverse("answer", args=[urgent.pk]))
    assert answer["Location"] == reverse("record", args=[urgent.pk])
    assert not Draft.objects.exists()


@pytest.mark.parametrize("name", ["completion", "answer"])
def test_neither_happens_by_following_a_link(
    urgent: SharingDecision, asha: Appointment, signed_in: SignIn, name: str
) -> None:
    assert signed_in(asha).get(reverse(name, args=[urgent.pk])).status_code == 405


@pytest.mark.parametrize("person", ["bryn", "otto", "ada", "dana", "ivy", "ian", "nell"])
@pytest.mark.parametrize("name", ["completion", "answer"])
def test_whoever_does_not_record_at_this_home_finds_no_such_page(
    urgent: SharingDecision,
    person: str,
    name: str,
    signed_in: SignIn,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.post(reverse(name, args=[urgent.pk])).status_code == 404
    assert not Draft.objects.exists()
