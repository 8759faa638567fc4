"""I have already shared something: one page, in any way, to anyone, and always saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child, NotToBeTold, Professional, Relative
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Relationship, Start, TransferMethod
from decisions.recording.reading import read_decision, read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.guide.conftest import NOW, WHEN, Guide, draft_at, errors_of, text_of

Begin = Callable[..., Guide]
SCOLDS = ("should not have", "must not have", "against the rules", "you broke", "Breach of")


@pytest.fixture
def already(begin: Begin) -> Guide:
    guide = begin("already-shared")
    guide.answers["already"] = {
        "who": "type:PARENT_NO_PR",
        "name": "Gemma Tolland",
        "method": "SMS",
        "said": "I told her which school Kit goes to",
        "why": "She asked, and I wanted to calm her",
        **WHEN,
    }
    return guide


def signed(guide: Guide, **changes: Any) -> SharingDecision:
    saved = guide.answer("already", **changes)
    assert saved.status_code == 302, errors_of(saved)
    answer = guide.answer("check")
    assert answer.status_code == 302, errors_of(answer)
    return SharingDecision.objects.get()


def test_it_is_a_way_to_start_on_the_start_page_and_the_child_s(
    signed_in: Callable[..., Client], asha: Appointment, kit: Child
) -> None:
    client, way = signed_in(asha), reverse("guide-start", args=["already-shared"])
    assert way in client.get(reverse("home")).content.decode()
    assert way in client.get(reverse("child", args=[kit.pk])).content.decode()
    assert "I have already shared" in text_of(client.get(way))


def test_one_page_leads_to_the_check_that_says_it_can_be_signed_now(already: Guide) -> None:
    saved = already.answer("already")
    assert saved["Location"] == already.url("check")
    page = already.get("check")
    words = text_of(page)
    assert "You can sign now" in words
    assert "Thank you for writing this down." in words
    assert "You can also fill in more" in words
    for optional in ("purpose", "concern", "items", "lawful", "child", "told"):
        assert f'href="{already.url(optional)}?return=check"' in page.content.decode()
    assert "It happened" in words
    assert "It is written down" in words
    assert not [scolding for scolding in SCOLDS if scolding in words]


def test_a_page_that_may_be_filled_in_leads_back_to_the_check(already: Guide) -> None:
    already.answer("already")
    saved = already.post(
        "purpose", {"code": "FAMILY_CONTACT", "words": "To calm her"}, query="?return=check"
    )
    assert saved["Location"] == already.url("check")
    page = already.get("check")
    assert "To calm her" in text_of(page)
    assert page.context["more_pages"][0]["label"] != "What it is for"
    assert already.answer("check").status_code == 302


def test_signing_seals_the_record_and_what_left_together(already: Guide, asha: Appointment) -> None:
    record = signed(already)
    assert (record.start, record.outcome) == (Start.ALREADY_SHARED.value, "SHARE")
    assert not record.needs_approval
    left = record.disclosures.get()
    assert (left.method, left.recorded_by) == (TransferMethod.SMS.value, asha)
    assert left.shared_at == record.occurred_at
    parts = read_sealed(left)
    assert parts["guarded"]["words"] == "I told her which school Kit goes to"
    assert "school" not in str(parts["facts"])
    assert parts["facts"]["to"].startswith("Gemma Tolland")
    assert read_decision(record).sentence.startswith("On 23 November 2026 at 09:30 I, Asha Rahman")
    assert "wrote down what had already been shared about" in read_decision(record).sentence


def test_a_text_message_is_outside_the_rules_and_nobody_is_scolded(already: Guide) -> None:
    record = signed(already)
    assert record.outside_rules
    assert record.disclosures.get().outside_rules
    after = text_of(already.client.get(reverse("signed", args=[record.pk])))
    assert "Thank you for writing this down." in after
    assert "Your manager is told, and looks at it afterwards." in after
    page = text_of(already.client.get(reverse("record", args=[record.pk])))
    assert "Shared outside the rules" in page
    assert "Shared outside the rules" in text_of(already.client.get(reverse("register")))
    for words in (after, page):
        assert not [scolding for scolding in SCOLDS if scolding in words]


def test_signing_twice_gives_one_record(already: Guide) -> None:
    already.answer("already")
    version = already.version
    sent = {"right_child": "on", "version": version}
    answers = [already.client.post(already.url("check"), sent) for _ in range(2)]
    record = SharingDecision.objects.get()
    assert {one["Location"] for one in answers} == {reverse("signed", args=[record.pk])}
    assert record.disclosures.count() == 1


@pytest.mark.parametrize("method", list(TransferMethod))
def test_every_way_is_saved(already: Guide, method: TransferMethod) -> None:
    assert signed(already, method=method.value).disclosures.get().method == method.value


@pytest.mark.parametrize(
    "who",
    [
        {"who": "type:MEDIA", "agency_name": "The Eastmere Echo", "name": None},
        {"who": "type:OTHER", "agency_name": "a neighbour", "name": None},
        {"who": "type:PARENT_PR", "name": None},
        {"who": "type:POLICE", "agency_name": "I do not know", "name": None},
    ],
)
def test_anybody_at_all_is_saved(already: Guide, who: dict[str, Any]) -> None:
    assert signed(already, **who).disclosures.count() == 1


def test_somebody_on_the_do_not_tell_list_is_saved_too(
    already: Guide, kit: Child, maya: Appointment
) -> None:
    mother = Relative.objects.create(
        child=kit, name="Gemma Tolland", relationship=Relationship.MOTHER.value
    )
    NotToBeTold.objects.create(
        child=kit, name="Gemma Tolland", reason="A court order.", added_by=maya, added_at=NOW
    )
    record = signed(already, who=f"relative:{mother.pk}", name=None, method="SPOKEN")
    assert record.outside_rules
    assert not record.needs_approval


def test_a_safe_share_with_somebody_in_the_directory_saves_as_well(
    already: Guide, social_worker: Professional
) -> None:
    record = signed(already, who=f"professional:{social_worker.pk}", name=None, method="TELEPHONE")
    assert record.recipient_id == social_worker.agency_id


def test_what_went_to_the_wrong_person_opens_a_check(already: Guide) -> None:
    record = signed(already, astray="yes")
    assert record.disclosures.get().outside_rules
    assert read_decision(record).answers.transfer.astray is True


def test_who_shared_it_may_be_somebody_else(already: Guide) -> None:
    record = signed(already, told_by="Somebody on the late shift")
    page = text_of(already.client.get(reverse("record", args=[record.pk])))
    assert "Who shared it Somebody on the late shift" in page
    assert read_sealed(record)["guarded"]["answers"]["urgent.told_by"]


def test_what_happened_days_ago_keeps_both_times_and_says_why_it_is_late(already: Guide) -> None:
    already.answer("already", occurred_at_day="19")
    refused = already.answer("check")
    assert "Write your reason" in text_of(refused)
    answer = already.answer("check", explain_I13="I was on leave")
    assert answer.status_code == 302, errors_of(answer)
    record = SharingDecision.objects.get()
    assert (record.occurred_at.day, record.recorded_at.day) == (19, 23)
    page = text_of(already.client.get(reverse("record", args=[record.pk])))
    assert "It happened 19 November 2026, 09:00" in page
    assert "It was written down 23 November 2026, 09:30" in page
    assert "Written down late: 4 days after it happened." in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"who": ""}, "Choose who was told."),
        ({"who": "agency:nobody"}, "Choose from the answers on this page."),
        ({"who": "type:OTHER", "agency_name": ""}, "Write who they are, or “I do not know”."),
        ({"method": ""}, "Choose how it went."),
        ({"method": "PIGEON"}, "Choose from the answers on this page."),
        ({"said": " "}, "Write what was said or sent."),
        ({"said": "x" * 4001}, "Take out at least 1"),
        ({"said": "a\x00b"}, "character"),
        ({"why": ""}, "Write why it was shared."),
        ({"occurred_at_day": ""}, "Add the day."),
        ({"occurred_at_day": "24"}, "The time cannot be in the future."),
        ({"occurred_at_year": "1990"}, "That is before the child was born."),
        ({"occurred_at_time": "25:00"}, "time"),
        ({"astray": "perhaps"}, "Choose from the answers on this page."),
        ({"told_by": "x" * 201}, "Take out at least 1"),
    ],
)
def test_what_is_not_right_is_said_and_all_that_was_typed_stays(
    already: Guide, changes: dict[str, str], sentence: str
) -> None:
    page = already.answer("already", **changes)
    assert page.status_code == 200
    assert sentence in text_of(page)
    if "why" not in changes:
        assert "She asked, and I wanted to calm her" in page.content.decode()
        again = already.get("already").content.decode()
        assert "She asked, and I wanted to calm her" in again
    assert not SharingDecision.objects.exists()


def test_a_body_that_left_the_directory_is_chosen_again(
    already: Guide, childrens_services: Agency
) -> None:
    already.answer("already", who=f"agency:{childrens_services.pk}", method="TELEPHONE")
    Agency.objects.filter(pk=childrens_services.pk).update(active=False)
    led = already.client.get(already.url("check"), follow=True)
    assert already.page_of(led) == "already"
    assert "no longer in the directory" in text_of(led)


def test_two_tabs_choose_between_their_texts(already: Guide) -> None:
    version = already.version
    typed = already.answers["already"]
    assert already.post("already", typed).status_code == 302
    late = already.client.post(
        already.url("already"), {**typed, "said": "Another text", "version": version}
    )
    assert late.status_code == 409
    assert "Another text" in late.content.decode()


# From the urgent page


def told_already(guide: Guide, **changes: Any) -> Any:
    typed = {**guide.answers["urgent"], **changes, "do": "already"}
    return guide.post("urgent", {name: one for name, one in typed.items() if one is not None})


def test_the_urgent_page_offers_to_state_what_was_told_on_another_number(
    begin_urgent: Begin,
) -> None:
    assert "I told them already, on a number we do not hold" in text_of(
        begin_urgent().get("urgent")
    )


def test_everything_typed_on_the_urgent_page_comes_along(
    begin_urgent: Begin, police: Agency, kit: Child
) -> None:
    guide = begin_urgent()
    answer = told_already(
        guide, who=f"agency:{police.pk}", contact="THEY_RANG", name="PC Dunn", told_by="Mrs Pell"
    )
    assert answer["Location"] == guide.url("already")
    draft = Draft.objects.get()
    assert draft.child == kit
    answers = draft.read()
    assert answers.start is Start.ALREADY_SHARED
    assert (answers.transfer.agency, answers.transfer.name) == (police.pk, "PC Dunn")
    assert answers.urgent.said.startswith("Kit has run off")
    assert answers.urgent.why.startswith("Kit may be taken")
    assert answers.concern.told_by == "Mrs Pell"
    assert answers.request.occurred_at is not None
    guide.answers["already"] = {**guide.answers["urgent"], "method": "TELEPHONE"}
    guide.answers["already"] |= {"who": f"agency:{police.pk}", "name": "PC Dunn"}
    record = signed(guide)
    assert record.disclosures.get().outside_rules is record.outside_rules
    assert not record.needs_approval


def test_half_a_page_comes_along_as_well(begin_urgent: Begin) -> None:
    guide = begin_urgent()
    blank = {"child": None, "who": "", "contact": None, "why": ""}
    answer = told_already(guide, said="She is on the bridge", **blank)
    page = guide.client.get(answer["Location"])
    words = page.content.decode()
    assert "She is on the bridge" in words
    assert "Which child?" in words
    assert "There is a problem" not in words


def test_what_cannot_be_used_stays_in_its_box(begin_urgent: Begin) -> None:
    guide = begin_urgent()
    answer = told_already(
        guide, who="type:SCHOOL", agency_name="", occurred_at_day="31", occurred_at_month="2"
    )
    words = guide.client.get(answer["Location"]).content.decode()
    assert 'value="31"' in words
    assert 'value="type:SCHOOL" selected' in words
    assert "This is not saved yet" in words


def test_999_and_another_child_come_along(
    begin_urgent: Begin, lark: Child, ruth: Appointment, kit: Child
) -> None:
    guide = begin_urgent(by=ruth, child=lark.pk)
    guide.client.post(guide.url("urgent"), {"child": str(kit.pk), "do": "leave"})
    answer = told_already(guide, who="999:POLICE")
    assert answer["Location"] == guide.url("already")
    draft = Draft.objects.get()
    assert draft.child == lark
    assert draft.home.name == "Willow Lodge"
    assert str(draft.read().transfer.agency_type) == "POLICE"


def test_pressing_twice_leads_to_the_same_draft(begin_urgent: Begin) -> None:
    guide = begin_urgent()
    version = guide.version
    sent = {**guide.answers["urgent"], "do": "already", "version": version}
    answers = [guide.client.post(guide.url("urgent"), sent) for _ in range(2)]
    assert [one["Location"] for one in answers] == [guide.url("already"), guide.url("check")]
    assert Draft.objects.count() == 1


def test_a_name_too_long_to_carry_stays_on_the_urgent_page(begin_urgent: Begin) -> None:
    guide = begin_urgent()
    page = told_already(guide, told_by="x" * 201)
    assert page.status_code == 200
    assert "x" * 201 in page.content.decode()
    assert Draft.objects.get().read().start is Start.URGENT


# Both times, on every route


def test_own_initiative_asks_when_it_came_up_and_needs_no_answer(begin: Begin) -> None:
    guide = begin("own-initiative")
    assert "When did this come up?" in text_of(guide.get("recipient"))
    assert guide.answer("recipient").status_code == 302
    guide.draft.refresh_from_db()
    assert guide.draft.read().request.occurred_at is None
    assert guide.answer("recipient", **WHEN).status_code == 302
    guide.draft.refresh_from_db()
    assert guide.draft.read().request.occurred_at == NOW.replace(minute=0)


def test_the_record_of_every_start_shows_both_times(begin: Begin) -> None:
    guide = begin("own-initiative")
    guide.answers["recipient"] |= WHEN
    guide.fill_until("check")
    check = text_of(guide.get("check"))
    assert "It happened 23 November 2026, 09:00" in check
    guide.answer("check")
    record = SharingDecision.objects.get()
    page = text_of(guide.client.get(reverse("record", args=[record.pk])))
    assert "It happened 23 November 2026, 09:00" in page
    assert "It was written down 23 November 2026, 09:30" in page


def test_a_draft_begun_twice_and_not_touched_is_one(begin: Begin, kit: Child) -> None:
    guide = begin("already-shared")
    again = guide.client.post(
        reverse("guide-start", args=["already-shared"]), {"child": str(kit.pk)}
    )
    assert draft_at(again) == guide.draft
    assert clock.now() == NOW
