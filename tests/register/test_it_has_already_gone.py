"""It has gone already: from a record that holds it back, one press leads to where that is stated.

What is planned stays refused; what has happened is always taken, with everything that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from children.models import Agency, Child, Consent, NotToBeTold
from children.recording import record_consent, withdraw_consent
from decisions.models import Disclosure, Draft, SharingDecision
from decisions.policy.answers import LawfulReason
from decisions.policy.terms import (
    Basis,
    ConsentGiver,
    ConsentState,
    Contact,
    InformationCategory,
    Purpose,
    Start,
    TransferMethod,
    Verdict,
)
from decisions.recording.disclosure import seal_urgent
from decisions.recording.drafts import start_draft
from decisions.recording.review import answer_question
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    reviewed,
    sealed,
    unverified_caller,
    urgently,
)

SignIn = Callable[..., Client]


@pytest.fixture
def record(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services))


@pytest.fixture
def held(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    return sealed(rowan_house, kit, asha, unverified_caller())


def typed(moment: datetime) -> dict[str, Any]:
    here = moment.astimezone(clock.LONDON)
    return {
        "shared_at_day": here.day,
        "shared_at_month": here.month,
        "shared_at_year": here.year,
        "shared_at_time": f"{here:%H:%M}",
    }


def usual(**changes: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "items": ["1", "2"],
        "as_decided": "yes",
        "method": TransferMethod.TELEPHONE.value,
        **typed(clock.now()),
        "words": "",
        **changes,
    }


def text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def press(client: Client, record: SharingDecision, **sent: Any) -> Draft:
    answer = client.post(reverse("already-gone", args=[record.pk]), sent)
    assert answer.status_code == 302, text(answer)
    return Draft.objects.get(pk=resolve(urlsplit(answer["Location"]).path).kwargs["pk"])


def fill_in(client: Client, draft: Draft, **changes: Any) -> SharingDecision:
    """What the page already says, with what is typed, then sign."""
    page = client.get(reverse("guide-step", args=[draft.pk, "already"]))
    form = page.context["form"]
    data = {
        field.html_name: getattr(field.value(), "value", field.value()) or ""
        for field in form
        if field.name != "occurred_at"
    }
    now = typed(clock.now())
    moment = {name.replace("shared_at", "occurred_at"): one for name, one in now.items()}
    draft.refresh_from_db()
    sent = {**data, **moment, **changes, "version": draft.version}
    answer = client.post(reverse("guide-step", args=[draft.pk, "already"]), sent)
    assert answer.status_code == 302, form.errors
    draft.refresh_from_db()
    signing = client.post(
        reverse("guide-step", args=[draft.pk, "check"]),
        {"right_child": "on", "version": draft.version},
    )
    assert signing.status_code == 302, text(signing)
    return SharingDecision.objects.get(draft_id=draft.pk)


def test_a_record_that_waits_refuses_and_offers_to_state_what_has_gone(
    held: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    page = client.get(reverse("disclosures", args=[held.pk]))
    assert page.status_code == 403
    assert "A manager must agree before anything goes." in text(page)
    assert f'action="{reverse("already-gone", args=[held.pk])}"' in text(page)
    assert "It has already gone" in text(page)
    record = text(client.get(reverse("record", args=[held.pk])))
    assert "Something has gone already" in record


def test_one_press_begins_a_record_that_follows_with_all_that_is_known(
    held: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    draft = press(client, held)
    assert draft.follows == held
    answers = draft.read()
    assert answers.start is Start.ALREADY_SHARED
    assert answers.transfer.name == "Joan Ellery"
    assert answers.transfer.method is TransferMethod.TELEPHONE
    assert "Came back late twice" in answers.urgent.said
    assert "What the counsellor wrote" not in answers.urgent.said
    assert answers.urgent.why == "The school can plan lessons with this."
    assert answers.request.occurred_at is None
    page = text(client.get(reverse("guide-step", args=[draft.pk, "already"])))
    assert f'This follows <a href="{reverse("record", args=[held.pk])}"' in page
    assert "There is a problem" not in page


def test_it_is_signed_and_the_record_that_waited_stays_as_it_was(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    stated = fill_in(client, press(client, held))
    assert stated.follows == held
    assert stated.outside_rules
    assert stated.disclosures.get().outside_rules
    assert not held.disclosures.exists()
    assert client.get(reverse("disclosures", args=[held.pk])).status_code == 403
    assert "Shared outside the rules" in text(signed_in(maya).get(reverse("approval-queue")))


@pytest.mark.parametrize("verdict", [Verdict.NOT_AGREED, Verdict.QUESTION])
def test_where_a_manager_did_not_agree_it_is_taken_as_well(
    held: SharingDecision,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
    verdict: Verdict,
) -> None:
    reviewed(held, maya, verdict)
    client = signed_in(asha)
    assert fill_in(client, press(client, held)).disclosures.count() == 1


def test_a_decision_not_to_share_can_have_been_followed_by_a_share(
    rowan_house: Home, kit: Child, asha: Appointment, signed_in: SignIn
) -> None:
    refused = sealed(rowan_house, kit, asha, refusing_a_journalist())
    client = signed_in(asha)
    assert "It has already gone" in text(client.get(reverse("disclosures", args=[refused.pk])))
    draft = press(client, refused)
    assert draft.read().transfer.agency_name == "The Eastmere Echo"
    assert draft.read().urgent.why == ""
    more = {"said": "That he lives here", "why": "I thought it was his teacher", "method": "FAX"}
    assert fill_in(client, draft, **more).outside_rules


def test_an_urgent_record_that_is_held_is_taken_with_what_was_said(
    rowan_house: Home, kit: Child, asha: Appointment, police: Agency, signed_in: SignIn
) -> None:
    draft = start_draft(rowan_house, kit, asha, urgently(police, contact=Contact.THEY_RANG))
    urgent = seal_urgent(draft, shared=False)
    client = signed_in(asha)
    assert "It has already gone" in text(client.get(reverse("disclosures", args=[urgent.pk])))
    stating = press(client, urgent).read()
    assert stating.urgent.said == "Kit has not come home and left without his medicine"
    assert stating.urgent.told_by == ""
    assert stating.concern.told_by == "Mrs Pell next door"
    stated = fill_in(client, Draft.objects.get(follows=urgent), method="TELEPHONE")
    assert stated.recipient == police


def test_what_was_typed_on_a_page_that_has_closed_comes_along(
    held: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    words = "I told her on Monday.\nShe <b>knew</b>"
    sent = usual(items=["2"], method="SMS", words=words, **typed(clock.now() - timedelta(hours=1)))
    page = client.post(reverse("disclosures", args=[held.pk]), sent)
    assert page.status_code == 403
    carried = {key: one for key, one in page.context["typed"] if key != "items"}
    assert "I told her on Monday." in page.content.decode()
    draft = press(client, held, items=["2"], **carried)
    said = draft.read().urgent.said
    assert said == "Attends four days a week\n" + words
    assert draft.read().transfer.method is TransferMethod.SMS
    assert draft.read().request.occurred_at is not None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"as_decided": "no"}, "This goes beyond what was approved."),
        (typed(clock.now() - timedelta(days=2)), "That is before you were asked"),
    ],
)
def test_the_refusal_offers_the_same_press(
    record: SharingDecision,
    asha: Appointment,
    signed_in: SignIn,
    changes: dict[str, Any],
    sentence: str,
) -> None:
    client = signed_in(asha)
    before = text(client.get(reverse("disclosures", args=[record.pk])))
    assert "It has already gone" not in before
    page = client.post(reverse("disclosures", args=[record.pk]), usual(**changes))
    assert sentence in text(page)
    assert f'formaction="{reverse("already-gone", args=[record.pk])}"' in text(page)
    assert not Disclosure.objects.exists()


def test_a_time_before_the_manager_agreed_offers_it_too(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    with clock.at(clock.now() + timedelta(hours=3)):
        reviewed(held, maya, Verdict.AGREED)
    with clock.at(clock.now() + timedelta(hours=4)):
        early = usual(**typed(clock.now() - timedelta(hours=2)))
        page = signed_in(asha).post(reverse("disclosures", args=[held.pk]), early)
    assert "That is before a manager agreed." in text(page)
    assert "It has already gone" in text(page)


def test_to_somebody_else_asks_who_that_was(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    draft = press(client, record, **usual(as_decided="no", words="To her mother"))
    answers = draft.read()
    assert (answers.transfer.agency, answers.transfer.name) == (None, "")
    assert answers.urgent.said.endswith("To her mother")


def test_less_than_approved_needs_nothing_more(
    record: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    answer = signed_in(asha).post(reverse("disclosures", args=[record.pk]), usual(items=["1"]))
    assert answer.status_code == 302
    assert Disclosure.objects.get().items.count() == 1
    assert not Disclosure.objects.get().outside_rules


@pytest.mark.parametrize(
    "garbage",
    [
        {"shared_at_day": "31", "shared_at_month": "2", "shared_at_year": "2026"},
        {"method": "PIGEON"},
        {"words": "x" * 4001},
        {"words": "a\x00b"},
    ],
)
def test_what_cannot_be_used_stays_in_its_box(
    held: SharingDecision, asha: Appointment, signed_in: SignIn, garbage: dict[str, str]
) -> None:
    client = signed_in(asha)
    draft = press(client, held, **garbage)
    page = client.get(reverse("guide-step", args=[draft.pk, "already"]))
    assert page.status_code == 200
    assert "This is not saved yet" in text(page)


@pytest.mark.parametrize(
    "garbage", [{"items": ["\x00", "99", "-1"]}, {"as_decided": "\U0001f600"}, {"extra": "x"}]
)
def test_forged_boxes_do_no_harm(
    held: SharingDecision, asha: Appointment, signed_in: SignIn, garbage: dict[str, Any]
) -> None:
    assert press(signed_in(asha), held, **garbage).follows == held


def test_far_too_much_is_said_to_be_too_much(
    held: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    draft = press(client, held, words="x" * 1_000_000)
    page = client.get(reverse("guide-step", args=[draft.pk, "already"]))
    assert "too long to keep" in text(page)


def test_pressing_twice_leads_to_one_draft_and_overwrites_nothing(
    held: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    first = press(client, held, words="First", items=["1"])
    assert press(client, held, words="First", items=["1"]) == first
    filled = first.read()
    again = press(client, held, words="Second", items=["1"])
    assert again == first
    again.refresh_from_db()
    assert again.read() == filled
    page = client.get(reverse("guide-step", args=[first.pk, "already"]))
    assert "Second" in page.content.decode()
    assert "This is not saved yet" in text(page)


def test_it_is_no_answer_to_a_manager_s_question(
    held: SharingDecision, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    reviewed(held, maya, Verdict.QUESTION)
    client = signed_in(asha)
    stating = press(client, held)
    answering = answer_question(held, asha)
    assert answering != stating
    assert answering.read().start is Start.ASKED
    assert press(client, held) == stating
    fill_in(client, stating)
    assert "Answer the manager’s question" in text(client.get(reverse("record", args=[held.pk])))
    led = client.post(reverse("answer", args=[held.pk]))
    assert led["Location"] == reverse("draft", args=[answering.pk])


def test_the_record_of_what_went_takes_nothing_more(
    held: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    stated = fill_in(client, press(client, held))
    page = client.post(reverse("disclosures", args=[stated.pk]), usual())
    assert page.status_code == 403
    assert "This record says what had already gone." in text(page)
    assert stated.disclosures.count() == 1
    record = text(client.get(reverse("record", args=[stated.pk])))
    assert "Record something else we shared" not in record


def test_only_those_who_record_at_the_home_may_press(
    held: SharingDecision,
    ben: Appointment,
    bryn: Appointment,
    otto: Appointment,
    dana: Appointment,
    ivy: Visit,
    signed_in: SignIn,
) -> None:
    assert press(signed_in(ben), held).author == ben
    for who in (bryn, otto, dana, ivy):
        answer = signed_in(who).post(reverse("already-gone", args=[held.pk]))
        assert answer.status_code == 404
    assert signed_in(ben).get(reverse("already-gone", args=[held.pk])).status_code == 405
    assert Draft.objects.count() == 1


# What has come to stand against it since it was signed


def list_them(child: Child, by: Appointment) -> NotToBeTold:
    return NotToBeTold.objects.create(
        child=child, name="Priya Nair", reason="A court order.", added_by=by, added_at=clock.now()
    )


def test_a_recipient_who_was_listed_since_is_said_and_refused(
    record: SharingDecision, kit: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    assert "Do not share this now" not in text(client.get(reverse("disclosures", args=[record.pk])))
    list_them(kit, maya)
    page = text(client.get(reverse("disclosures", args=[record.pk])))
    assert "Do not share this now" in page
    assert "on the child's do-not-tell list" in page
    assert "It has already gone" in page
    refused = client.post(reverse("disclosures", args=[record.pk]), usual())
    assert "on the child's do-not-tell list" in text(refused)
    assert not Disclosure.objects.exists()
    assert fill_in(client, press(client, record, **usual())).outside_rules


@pytest.mark.parametrize("second", [0, 59])
def test_who_was_listed_in_the_minute_that_is_typed_counts_as_listed(
    record: SharingDecision,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    signed_in: SignIn,
    second: int,
) -> None:
    later = clock.now() + timedelta(hours=1)
    with clock.at(later.replace(second=second, microsecond=999_999)):
        list_them(kit, maya)
        client = signed_in(asha)
        refused = client.post(reverse("disclosures", args=[record.pk]), usual())
        assert "on the child's do-not-tell list" in text(refused)
    assert not Disclosure.objects.exists()


def test_what_went_before_they_were_listed_is_recorded_as_ever(
    record: SharingDecision, kit: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    went = clock.now()
    with clock.at(went + timedelta(hours=2)):
        list_them(kit, maya)
        client = signed_in(asha)
        answer = client.post(reverse("disclosures", args=[record.pk]), usual(**typed(went)))
        assert answer.status_code == 302, text(answer)
    assert Disclosure.objects.count() == 1


def test_a_recipient_taken_off_the_list_again_may_be_told(
    record: SharingDecision, kit: Child, asha: Appointment, maya: Appointment, signed_in: SignIn
) -> None:
    entry = list_them(kit, maya)
    entry.lifted_at, entry.lifted_by, entry.lift_reason = clock.now(), maya, "The order ended"
    entry.save()
    assert "Do not share this now" not in text(
        signed_in(asha).get(reverse("disclosures", args=[record.pk]))
    )


def test_a_body_that_left_the_directory_since_is_said_and_refused(
    record: SharingDecision, asha: Appointment, childrens_services: Agency, signed_in: SignIn
) -> None:
    Agency.objects.filter(pk=childrens_services.pk).update(active=False)
    client = signed_in(asha)
    page = text(client.get(reverse("disclosures", args=[record.pk])))
    assert "This organisation is no longer in your directory." in page
    refused = client.post(reverse("disclosures", args=[record.pk]), usual())
    assert "no longer in your directory" in text(refused)
    draft = press(client, record)
    assert draft.read().transfer.agency is None
    assert draft.read().transfer.agency_name == childrens_services.name
    assert fill_in(client, draft).disclosures.count() == 1


@pytest.fixture
def consent(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> Consent:
    return record_consent(
        kit,
        rowan_house,
        asha,
        giver=ConsentGiver.CHILD,
        state=ConsentState.GIVEN,
        purpose=Purpose.CARE_PLANNING,
        recipient=childrens_services,
        items=[InformationCategory.BEHAVIOUR, InformationCategory.EDUCATION],
        given_on=clock.today(),
        expires_on=clock.today() + timedelta(days=10),
        explained="We talked it through",
        told_of_withdrawal=True,
        competence_assessed=True,
    )


@pytest.fixture
def on_consent(
    consent: Consent, rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    basis = LawfulReason(basis=Basis.A6_1_A)
    return sealed(rowan_house, kit, asha, own_initiative(childrens_services, basis=basis))


def test_a_consent_that_was_withdrawn_since_is_said_and_refused(
    on_consent: SharingDecision, consent: Consent, asha: Appointment, signed_in: SignIn
) -> None:
    withdraw_consent(consent, asha, withdrawn_on=clock.today())
    client = signed_in(asha)
    page = text(client.get(reverse("disclosures", args=[on_consent.pk])))
    assert "The consent was withdrawn." in page
    refused = client.post(reverse("disclosures", args=[on_consent.pk]), usual())
    assert "Do not share on consent." in text(refused)
    assert not Disclosure.objects.exists()


def test_a_consent_that_ran_out_since_is_said_and_refused(
    on_consent: SharingDecision, asha: Appointment, signed_in: SignIn
) -> None:
    with clock.at(clock.now() + timedelta(days=11)):
        client = signed_in(asha)
        page = text(client.get(reverse("disclosures", args=[on_consent.pk])))
        assert "The consent has run out." in page
        refused = client.post(reverse("disclosures", args=[on_consent.pk]), usual())
        assert "The consent has run out." in text(refused)
