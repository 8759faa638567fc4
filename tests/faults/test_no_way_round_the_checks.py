"""Nobody gets round verification, approval or the do-not-tell list by another door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from children.models import Agency, Child, NotToBeTold
from decisions.models import Disclosure, Draft, SharingDecision
from decisions.policy.terms import Start, Verdict
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, errors_of, text_of
from tests.recording.records import reviewed

Begin = Callable[..., Guide]
CLAIMED = {"agency_name": "Eastmere General", "name": "Jo Marsh"}


def a_held_call(guide: Guide, who: str, **more: str) -> SharingDecision:
    """An urgent record of a caller whom nobody has rung back: it waits for a manager."""
    signed = guide.answer("urgent", who=who, contact="THEY_RANG", **CLAIMED, **more)
    assert signed.status_code == 302, errors_of(signed)
    record = SharingDecision.objects.get(urgent=True)
    assert record.needs_approval
    assert not record.disclosures.exists()
    return record


def completed(guide: Guide, record: SharingDecision, who: str) -> SharingDecision:
    """The full form of that record, by somebody who still could not check the caller."""
    guide.client.post(reverse("completion", args=[record.pk]))
    full = Guide(guide.client, Draft.objects.get(completes=record))
    full.answers["request"] = {"who": who, "position": "Nurse", "channel": "PHONE", **CLAIMED}
    full.answers["recipient"] = {"who": who, "position": "Nurse", **CLAIMED}
    full.answers["caller"]["verification"] = "NONE"
    full.answers["concern"] = {
        "severity": "IMMEDIATE",
        "harms": ["PHYSICAL"],
        "at_risk": ["THIS_CHILD"],
        "analysis": "They say so.",
        "already_reported": "To the council, 1234",
    }
    # What the draft begins with is left to its pages: nothing is taken over from the record.
    full.saved.clear()
    signed = full.sign()
    assert signed.status_code == 302, errors_of(signed)
    return SharingDecision.objects.get(completes=record)


@pytest.mark.parametrize("who", ["type:HEALTH_HOSPITAL", "type:POLICE", "type:SCHOOL"])
def test_the_full_form_of_a_held_call_is_held_too(begin_urgent: Begin, who: str) -> None:
    guide = begin_urgent()
    full = completed(guide, a_held_call(guide, who), who)
    assert full.needs_approval
    page = reverse("disclosures", args=[full.pk])
    assert guide.client.get(page).status_code == 403
    assert guide.client.post(page, {"token": str(uuid4()), "items": ["1"]}).status_code == 403
    assert not Disclosure.objects.exists()


def test_a_call_that_a_manager_agreed_to_is_completed_as_a_share(
    begin_urgent: Begin, maya: Appointment
) -> None:
    guide = begin_urgent()
    record = a_held_call(guide, "type:HEALTH_HOSPITAL")
    reviewed(record, maya, Verdict.AGREED)
    guide.client.post(reverse("completion", args=[record.pk]))
    assert Draft.objects.get(completes=record).read().start is Start.OWN_INITIATIVE


@pytest.mark.parametrize("who", ["type:SCHOOL", "type:POLICE", "type:PARENT_NO_PR"])
def test_another_caller_is_checked_anew_when_the_first_page_is_changed(
    begin: Begin, who: str
) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    job = "" if who == "type:PARENT_NO_PR" else "Teacher"
    typed = {"who": who, "position": job, "channel": "PHONE", **CLAIMED}
    changed = guide.post("request", typed, query="?return=check")
    assert changed.status_code == 302, errors_of(changed)
    guide.answer("check")
    record = SharingDecision.objects.first()
    assert record is None or record.needs_approval


def test_family_whose_number_we_do_not_hold_was_not_rung_back(begin: Begin) -> None:
    guide = begin("asked")
    guide.answer("request", who="type:PARENT_NO_PR", name="Carl Tolland")
    assert "We hold no number for them" in text_of(guide.get("caller"))
    assert guide.answer("caller", verification="CALLBACK_KNOWN").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "CARL  tolland",
        "Mr Carl Tolland",
        "Carl Tolland (her dad)",
        "Tolland, Carl",
        "Carl Tólland",
        "Carl\u200bTolland",
    ],
)
def test_a_name_on_the_list_is_known_however_it_is_written(
    begin: Begin, kit: Child, maya: Appointment, name: str
) -> None:
    NotToBeTold.objects.create(
        child=kit, name="Carl Tolland", reason="Order", added_by=maya, added_at=clock.now()
    )
    guide = begin("asked")
    guide.answers["request"] = {"who": "type:RELATIVE_OTHER", "name": name, "channel": "PHONE"}
    guide.answers["caller"] |= {"verification": "KNOWN_PERSON", "role_with_child": "FAMILY"}
    page = guide.fill_until("check")
    assert "do-not-tell list" in text_of(page)


@pytest.mark.parametrize("who", ["type:MEDIA", "type:PARENT_NO_PR", "type:OTHER"])
def test_danger_now_lets_nothing_go_to_an_outsider_without_a_manager(
    begin: Begin, begin_urgent: Begin, who: str
) -> None:
    urgent = begin_urgent()
    urgent.answer("urgent", who=who, contact="RANG_BACK", **CLAIMED)
    assert SharingDecision.objects.get().needs_approval
    guide = begin("asked")
    guide.answers["request"] = {"who": who, "position": "Editor", "channel": "PHONE", **CLAIMED}
    guide.answers["caller"] |= {"verification": "NONE", "role_with_child": "NO_ROLE"}
    guide.answers["concern"] = {
        "severity": "IMMEDIATE",
        "harms": ["PHYSICAL"],
        "at_risk": ["THIS_CHILD"],
        "analysis": "They say so.",
    }
    guide.answers["check"]["manager_unreachable"] = "yes"
    page = guide.fill_until("check")
    reasons = {one: "No time." for one in page.context["form"].fields if "explain" in one}
    guide.answer("check", **reasons)
    assert not SharingDecision.objects.filter(urgent=False, needs_approval=False).exists()


def test_forged_fields_change_nothing(
    begin: Begin, childrens_services: Agency, maya: Appointment, lark: Child
) -> None:
    guide = begin("own-initiative")
    guide.fill_until("check")
    forged = {
        "needs_approval": "",
        "outcome": "NOT_SHARE",
        "author": str(maya.pk),
        "child": str(lark.pk),
        "home": str(lark.placements.get().home_id),
        "recorded_at": str(clock.now() - timedelta(days=9)),
        "code": "AAAA-AAAA",
        "start": "ALREADY_SHARED",
    }
    assert guide.answer("check", **forged).status_code == 302
    record = SharingDecision.objects.get()
    assert (record.author.user.name, record.child.given_names) == ("Asha Rahman", "Kit")
    assert (record.outcome, record.start, record.recipient) == (
        "SHARE",
        "OWN_INITIATIVE",
        childrens_services,
    )
    assert record.recorded_at == clock.now()
