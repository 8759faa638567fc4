"""From a record to the next draft: the full form of an urgent one, an answer to a question."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from decisions.policy.missing import missing
from decisions.policy.terms import Outcome, Role, Severity, Start, Verdict
from decisions.recording.completion import complete_urgent
from decisions.recording.decision import prepare, seal
from decisions.recording.drafts import save_answers
from decisions.recording.handing_over import take_over
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
    there = prepare(complete_urgent(urgent, asha))
    still = set(missing(there.answers, there.circumstances))
    assert {"items", "purpose.code", "basis.basis", "openness.child_told"} <= still


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


WRITES = "Ben Castell is writing the answer to the manager’s question."


@pytest.fixture
def taken_over(returned: SharingDecision, asha: Appointment, ben: Appointment) -> Draft:
    """Asha began the answer, and Ben, who is in charge, took it over."""
    return take_over(answer_question(returned, asha), ben)


def test_an_answer_that_was_taken_over_is_offered_to_whoever_writes_it_now(
    returned: SharingDecision,
    taken_over: Draft,
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    signed_in: SignIn,
) -> None:
    button = f'action="{reverse("answer", args=[returned.pk])}"'
    for who, offered in ((asha, False), (ben, True), (maya, False)):
        shown = signed_in(who).get(reverse("record", args=[returned.pk])).content.decode()
        assert (button in shown, WRITES in shown) == (offered, not offered)
    taken = signed_in(ben).post(reverse("answer", args=[returned.pk]))
    assert taken["Location"] == reverse("draft", args=[taken_over.pk])
    # Pressed in a page that stood open: it says who has it, and begins nothing else.
    late = signed_in(asha).post(reverse("answer", args=[returned.pk]), follow=True)
    assert "Ben Castell" in late.content.decode()
    assert Draft.objects.get() == taken_over


def test_once_whoever_took_over_has_signed_the_answer_nothing_is_offered(
    returned: SharingDecision, taken_over: Draft, asha: Appointment, signed_in: SignIn
) -> None:
    answers = taken_over.read()
    seal(save_answers(taken_over, answers, page="check", version=1, author=taken_over.author))
    client = signed_in(asha)
    shown = client.get(reverse("record", args=[returned.pk])).content.decode()
    assert reverse("answer", args=[returned.pk]) not in shown
    assert WRITES not in shown
    signed = SharingDecision.objects.get(follows=returned)
    pressed = client.post(reverse("answer", args=[returned.pk]))
    assert pressed["Location"] == reverse("record", args=[signed.pk])


def test_an_author_whom_the_answer_names_learns_nothing_of_it(
    returned: SharingDecision, taken_over: Draft, asha: Appointment, signed_in: SignIn
) -> None:
    taken_over.names.add(asha.user)
    client = signed_in(asha)
    shown = client.get(reverse("record", args=[returned.pk])).content.decode()
    assert "Ben Castell" not in shown
    assert reverse("answer", args=[returned.pk]) not in shown
    assert client.post(reverse("answer", args=[returned.pk])).status_code == 403
