"""Share urgently: one page, at most six answers, signed at once, nobody's way round the checks."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.guide.whose import signed_for
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import AgencyType, Contact
from decisions.recording.completion import complete_urgent
from decisions.recording.disclosure import seal_urgent
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, errors_of, text_of

WithUrgent = Callable[..., Guide]


def test_it_is_one_page(begin_urgent: WithUrgent) -> None:
    signed = begin_urgent().answer("urgent")
    assert signed["Location"] == reverse("signed", args=[SharingDecision.objects.get().pk])


def test_what_was_said_to_999_is_recorded_as_shared(begin_urgent: WithUrgent) -> None:
    begin_urgent().answer("urgent", told_by="A neighbour", name="Sergeant Bell")
    record = SharingDecision.objects.get()
    assert record.urgent
    assert not record.needs_approval
    assert record.disclosures.get().contact == Contact.RANG_999.value
    sealed = read_decision(record).answers
    assert sealed.transfer.agency_type is AgencyType.POLICE
    assert (sealed.transfer.name, sealed.urgent.told_by) == ("Sergeant Bell", "A neighbour")


def test_the_signed_page_says_code_who_is_told_and_until_when(begin_urgent: WithUrgent) -> None:
    guide = begin_urgent()
    page = guide.client.get(guide.answer("urgent")["Location"])
    words = text_of(page)
    record = SharingDecision.objects.get()
    assert record.code in words
    assert "Your manager is told" in words
    assert "24 November, 09:30" in words
    assert f'action="{reverse("completion", args=[record.pk])}"' in page.content.decode()


def test_a_caller_who_was_not_rung_back_is_held(begin_urgent: WithUrgent, police: Agency) -> None:
    guide = begin_urgent()
    signed = guide.answer("urgent", who=f"agency:{police.pk}", contact="THEY_RANG")
    assert signed.status_code == 302, errors_of(signed)
    record = SharingDecision.objects.get()
    assert record.needs_approval
    assert not record.disclosures.exists()
    page = guide.client.get(signed["Location"])
    assert "Ring them back" in text_of(page)
    assert 'href="tel:01632960202"' in page.content.decode()
    assert "I will ring you back on the number that we hold" in text_of(page)


@pytest.mark.parametrize(
    ("contact", "shared"), [("THEY_RANG", False), ("RANG_BACK", True), ("RANG_HELD_NUMBER", True)]
)
def test_only_what_has_gone_is_recorded_as_shared(
    begin_urgent: WithUrgent, police: Agency, contact: str, shared: bool
) -> None:
    guide = begin_urgent()
    with patch("decisions.guide.signing.seal_urgent", wraps=seal_urgent) as sealing:
        guide.answer("urgent", who=f"agency:{police.pk}", contact=contact)
    assert sealing.call_args.kwargs == {"shared": shared}
    assert SharingDecision.objects.get().disclosures.exists() is shared


def test_a_caller_nobody_knows_is_held_without_a_number(begin_urgent: WithUrgent) -> None:
    guide = begin_urgent()
    signed = guide.answer(
        "urgent", who="type:OTHER", agency_name="would not say", contact="THEY_RANG"
    )
    page = text_of(guide.client.get(signed["Location"]))
    assert "We hold no number for them" in page
    assert SharingDecision.objects.get().needs_approval


def test_a_held_number_of_those_who_protect_is_ungated(
    begin_urgent: WithUrgent, childrens_services: Agency
) -> None:
    guide = begin_urgent()
    guide.answer("urgent", who=f"agency:{childrens_services.pk}", contact="RANG_HELD_NUMBER")
    record = SharingDecision.objects.get()
    assert not record.needs_approval
    assert record.disclosures.get().recipient == childrens_services


@pytest.mark.parametrize(
    ("who", "contact", "says"),
    [
        ("999:POLICE", "THEY_RANG", "You chose 999 above"),
        ("type:MEDIA", "RANG_999", "999 reaches the police"),
        ("type:PARENT_PR", "", "Choose how you were in touch"),
    ],
)
def test_who_and_how_must_fit(begin_urgent: WithUrgent, who: str, contact: str, says: str) -> None:
    refused = begin_urgent().answer("urgent", who=who, contact=contact, agency_name="The Post")
    assert says in text_of(refused)
    assert not SharingDecision.objects.exists()


@pytest.mark.parametrize(
    ("year", "says"), [("2027", "cannot be in the future"), ("2010", "before the child was born")]
)
def test_a_time_to_come_or_before_the_birth_is_refused(
    begin_urgent: WithUrgent, year: str, says: str
) -> None:
    assert says in text_of(begin_urgent().answer("urgent", occurred_at_year=year))


def test_another_homes_child_cannot_be_named(
    begin_urgent: WithUrgent, lark: Child, wren: Child
) -> None:
    guide = begin_urgent()
    for child in (lark, wren):
        refused = guide.answer("urgent", child=str(child.pk))
        assert "There is a problem" in text_of(refused)
    assert not SharingDecision.objects.exists()


def test_whoever_serves_several_homes_signs_at_the_childs_home(
    begin_urgent: WithUrgent, ruth: Appointment, kit: Child, lark: Child
) -> None:
    guide = begin_urgent(by=ruth, child=lark.pk)
    assert "Willow Lodge" in text_of(guide.get("urgent"))
    signed = guide.answer("urgent")
    assert signed.status_code == 302, errors_of(signed)
    record = SharingDecision.objects.get()
    assert (record.home.name, record.child) == ("Willow Lodge", lark)
    assert read_decision(record).signature == "Ruth Adeyemi, responsible individual"


def test_signing_twice_seals_once(begin_urgent: WithUrgent) -> None:
    guide = begin_urgent()
    typed = {**guide.answers["urgent"], "version": "0"}
    first = guide.client.post(guide.url("urgent"), typed)
    second = guide.client.post(guide.url("urgent"), typed)
    assert first["Location"] == second["Location"]
    assert SharingDecision.objects.count() == 1
    assert SharingDecision.objects.get().disclosures.count() == 1


def test_the_full_form_completes_the_urgent_record(
    begin: Callable[..., Guide], begin_urgent: WithUrgent, asha: Appointment
) -> None:
    begin_urgent().answer("urgent")
    urgent = SharingDecision.objects.get()
    guide = begin("own-initiative")
    guide.draft = complete_urgent(urgent, asha)
    guide.answers["concern"] = {
        "severity": "IMMEDIATE",
        "harms": ["MISSING"],
        "at_risk": ["THIS_CHILD"],
        "analysis": "Kit went off with a man whom we do not know.",
    }
    guide.answers["recipient"] = {
        "who": "type:POLICE",
        "agency_name": "999",
        "position": "Call handler",
    }
    first = guide.client.get(reverse("draft", args=[guide.draft.pk]), follow=True)
    assert guide.page_of(first) == "recipient"
    assert urgent.code in text_of(first)
    assert first.context["form"].initial["agency_name"] == "999"
    signed = guide.sign()
    assert signed.status_code == 302, text_of(signed)
    assert urgent.completed_by.child == urgent.child


def test_a_record_that_a_colleague_completed_first_is_shown(
    begin: Callable[..., Guide], begin_urgent: WithUrgent, asha: Appointment, ben: Appointment
) -> None:
    begin_urgent().answer("urgent")
    urgent = SharingDecision.objects.get()
    guides = []
    for person in (asha, ben):
        guide = begin("own-initiative", by=person)
        # As from before the second could see that the first had begun.
        Draft.objects.filter(pk=guide.draft.pk).update(completes=urgent)
        guide.answers["recipient"] = {
            "who": "type:POLICE",
            "agency_name": "999",
            "position": "Call handler",
        }
        guide.fill_until("check")
        guides.append(guide)
    assert guides[0].answer("check").status_code == 302
    second = guides[1].answer("check")
    assert second["Location"] == reverse("record", args=[urgent.completed_by.pk])


def test_refused_text_stays(begin_urgent: WithUrgent) -> None:
    guide = begin_urgent()
    guide.answer("urgent", said="Everything I said to them", why="")
    assert "Everything I said to them" in text_of(guide.get("urgent"))


def test_an_expired_session_keeps_the_urgent_page(begin_urgent: WithUrgent) -> None:
    guide = begin_urgent()
    token = signed_for(guide.draft.author.user, guide.draft.pk)
    Client().post(guide.url("urgent"), {**guide.answers["urgent"], "page_for": token})
    assert "blue van" in text_of(guide.get("urgent"))
    assert Draft.objects.filter(pk=guide.draft.pk).exists()


def test_no_value_of_any_field_fails(begin_urgent: WithUrgent) -> None:
    guide = begin_urgent()
    for name in guide.get("urgent").context["form"].posted_names():
        for bad in ("\x00", "999:NOBODY", "agency:x", "😀"):
            typed = {**guide.answers["urgent"], name: bad, "contact": "nonsense"}
            assert guide.post("urgent", typed).status_code == 200


def test_an_urgent_draft_has_no_other_page(begin_urgent: WithUrgent) -> None:
    guide = begin_urgent()
    for step in ("request", "decision", "check"):
        assert guide.get(step)["Location"] == guide.url("urgent")
        assert guide.post(step, {"words": "x"})["Location"] == guide.url("urgent")
        assert Client().post(guide.url(step), {"words": "x"}).status_code == 302
