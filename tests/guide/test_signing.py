"""Check, then sign: once, what was shown, and nothing that was not answered on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency
from decisions.models import Draft, SharingDecision
from decisions.policy.answers import Answers, Group
from decisions.policy.route import prune
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, item, text_of


def sealed_answers() -> Answers:
    return read_decision(SharingDecision.objects.get()).answers


def answered(answers: Answers) -> set[str]:
    """The dotted names of everything that holds an answer."""
    names: set[str] = set()
    for name, value in answers:
        if isinstance(value, Group):
            names |= {f"{name}.{one}" for one, held in value if held not in (None, "", (), False)}
        elif value not in (None, "", ()):
            names.add(name)
    return names - {"answers_schema", "start"}


REQUEST = {
    "request.agency", "request.name", "request.position", "request.channel",
    "request.verification", "request.role_with_child", "request.occurred_at", "request.asked_for",
}  # fmt: skip
WEIGHED = {
    "items", "necessity.less_intrusive", "necessity.harm_if_shared",
    "necessity.harm_if_not_shared", "basis.basis", "basis.interest", "agreement.understanding",
    "agreement.view", "agreement.words", "openness.child_told", "openness.parents_told",
}  # fmt: skip
PURPOSE = {"purpose.code", "purpose.words", "concern.severity"}
DECIDED = {"decision.outcome", "decision.reasons"}
SENT = {"transfer.method"}


def test_a_share_on_request_seals_its_own_fields(begin: Callable[..., Guide]) -> None:
    begin("asked").sign()
    assert answered(sealed_answers()) == REQUEST | PURPOSE | WEIGHED | DECIDED | SENT


def test_a_share_of_ones_own_seals_its_own_fields(begin: Callable[..., Guide]) -> None:
    begin("own-initiative").sign()
    own = {"transfer.agency", "transfer.position"}
    assert answered(sealed_answers()) == own | PURPOSE | WEIGHED | DECIDED | SENT


def test_a_refusal_known_from_the_start_seals_no_weighing(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    guide.answer("purpose", refusing_now="on")
    guide.answer("decision", outcome="NOT_SHARE", reasons="They would not say why they ask.")
    assert guide.answer("check").status_code == 302
    known = {"concern.refusing_now"}
    assert answered(sealed_answers()) - SENT == REQUEST | PURPOSE | DECIDED | known


def test_a_share_without_a_name_seals_no_lawful_reason(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    guide.answer("items", less_intrusive="NOT_NAMED")
    assert guide.answer("check").status_code == 302
    lawful = {"basis.basis", "basis.interest"}
    assert answered(sealed_answers()) == (REQUEST | PURPOSE | WEIGHED | DECIDED | SENT) - lawful


def test_what_was_put_off_and_then_decided_seals_no_time(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["decision"]["outcome"] = "DECIDE_LATER"
    guide.fill_until("later")
    day = {"decide_at_day": "24", "decide_at_month": "11", "decide_at_year": "2026"}
    guide.post("later", {**day, "decide_at_time": "10:00"})
    guide.answer("decision", outcome="SHARE")
    assert guide.answer("check").status_code == 302
    assert "decision.decide_at" not in answered(sealed_answers())


def test_only_what_the_route_holds_is_sealed(begin: Callable[..., Guide]) -> None:
    begin("asked").sign()
    sealed = sealed_answers()
    assert prune(sealed) == sealed


def test_one_tap_on_a_suggestion_fills_basis_interest_and_condition(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    guide.answers["items"].update(item(0, category="MENTAL_HEALTH"))
    page = guide.fill_until("lawful")
    groups = page.context["form"].fields["reason"].choices
    assert groups[0][0] == "What fits here"
    assert groups[0][1][0][0] == "A6_1_EA+RLI_SAFEGUARDING"
    special = "A9_2_G_SCH1_P18+P18_B_CANNOT_REASONABLY_OBTAIN"
    guide.answer("lawful", special=special)
    guide.draft.refresh_from_db()
    basis = guide.draft.read().basis
    assert (basis.basis, basis.interest) == ("A6_1_EA", "RLI_SAFEGUARDING")
    assert (basis.special, basis.without_consent) == (
        "A9_2_G_SCH1_P18",
        ("P18_B_CANNOT_REASONABLY_OBTAIN",),
    )


@pytest.mark.parametrize(
    ("category", "asked"),
    [
        ("EDUCATION", set()),
        ("MENTAL_HEALTH", {"special"}),
        ("SUSPECTED_OFFENCE", {"offence"}),
    ],
)
def test_conditions_are_asked_only_for_what_needs_them(
    begin: Callable[..., Guide], category: str, asked: set[str]
) -> None:
    guide = begin("asked")
    guide.answers["items"].update(item(0, category=category))
    fields = set(guide.fill_until("lawful").context["form"].fields)
    assert fields & {"special", "offence"} == asked


def test_a_sensitive_item_that_stays_asks_for_no_condition(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["items"].update({"rows": "2", **item(1, category="MENTAL_HEALTH", fate="STAYS")})
    assert "special" not in guide.fill_until("lawful").context["form"].fields


def test_a_condition_no_longer_needed_is_not_kept(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["items"].update(item(0, category="MENTAL_HEALTH"))
    guide.answers["lawful"]["special"] = "A9_2_H_SCH1_P2"
    guide.fill_until("check")
    guide.answer("items", **item(0))
    guide.answer("lawful", special=None)
    guide.answer("check")
    assert sealed_answers().basis.special is None


# Signing


def test_the_check_shows_child_sentence_answers_and_checks(begin: Callable[..., Guide]) -> None:
    page = text_of(begin("asked").fill_until("check"))
    assert "Kit Tolland, born 14 March 2011" in page
    assert "I, Asha Rahman, care worker, decided to share information about Kit Tolland" in page
    for word in ("Necessary", "Proportionate", "Secure", "Attendance this term", "Change"):
        assert word in page
    assert "Separate controllers" in page


def test_without_the_tick_nothing_is_signed(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    refused = guide.post("check", {})
    assert "Tick the box when you have checked the child" in text_of(refused)
    assert not SharingDecision.objects.exists()


def test_leaving_the_check_signs_nothing_and_keeps_the_reasons(
    begin: Callable[..., Guide],
) -> None:
    guide = against_the_childs_wish(begin)
    guide.fill_until("check")
    words = "A reason that took a while to write"
    left = guide.post("check", {**dict.fromkeys(boxes(guide), words), "do": "leave"})
    assert left["Location"] == reverse("home")
    assert words in text_of(guide.get("check"))
    assert not SharingDecision.objects.exists()


def test_signing_twice_seals_once_and_leads_to_the_record(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("check")
    typed = {"version": guide.version, "right_child": "on"}
    first = guide.client.post(guide.url("check"), typed)
    second = guide.client.post(guide.url("check"), typed)
    assert first["Location"] == second["Location"]
    assert SharingDecision.objects.count() == 1


@pytest.mark.parametrize("step", ["check", "request", "items", "urgent"])
def test_a_signed_drafts_pages_lead_to_its_record(begin: Callable[..., Guide], step: str) -> None:
    guide = begin("asked")
    signed = guide.sign()["Location"]
    address = reverse("guide-step", args=[guide.draft.pk, step])
    assert guide.client.get(address)["Location"] == signed
    assert guide.client.post(address, {"version": "1"})["Location"] == signed
    assert guide.client.get(reverse("draft", args=[guide.draft.pk]))["Location"] == signed


def test_a_colleague_is_not_led_to_the_record(
    begin: Callable[..., Guide], signed_in: Callable[..., Client], ben: Appointment
) -> None:
    guide = begin("asked")
    guide.sign()
    assert signed_in(ben).get(guide.url("check")).status_code == 404


def against_the_childs_wish(begin: Callable[..., Guide]) -> Guide:
    guide = begin("asked")
    guide.answers["child"]["view"] = "DISAGREES"
    return guide


def boxes(guide: Guide) -> list[str]:
    fields: dict[str, Any] = guide.get("check").context["form"].fields
    return [name for name in fields if name.startswith("explain_")]


def test_a_rule_that_wants_a_reason_has_a_box_for_it(begin: Callable[..., Guide]) -> None:
    guide = against_the_childs_wish(begin)
    guide.fill_until("check")
    assert boxes(guide)
    assert "Write your reason" in text_of(guide.answer("check"))
    assert not SharingDecision.objects.exists()


def test_reasons_are_sealed_and_the_manager_must_agree(begin: Callable[..., Guide]) -> None:
    guide = against_the_childs_wish(begin)
    guide.fill_until("check")
    assert "Your manager must agree first" in text_of(guide.get("check"))
    words = "The plan cannot be made without it, and I told Kit so."
    signed = guide.answer("check", **dict.fromkeys(boxes(guide), words))
    record = SharingDecision.objects.get()
    assert record.needs_approval
    assert {one.words for one in sealed_answers().decision.explanations} == {words}
    page = text_of(guide.client.get(signed["Location"]))
    assert "Do not share it yet" in page
    assert "until your manager has agreed" in page


def test_a_reason_that_is_no_longer_wanted_is_not_sealed(begin: Callable[..., Guide]) -> None:
    guide = against_the_childs_wish(begin)
    guide.fill_until("check")
    guide.post("check", dict.fromkeys(boxes(guide), "Because"))
    guide.answer("child", view="AGREES")
    guide.post("check", {"do": "forget"})
    guide.answer("check")
    assert sealed_answers().decision.explanations == ()


def test_what_is_blocked_cannot_be_signed_and_the_page_says_why(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    guide.answers["decision"]["method"] = "FAX"
    guide.fill_until("check")
    assert "You cannot sign this yet" in text_of(guide.get("check"))
    refused = guide.answer("check")
    assert refused.status_code == 200
    assert "You must do this" in text_of(refused)
    assert not SharingDecision.objects.exists()
    assert Draft.objects.filter(pk=guide.draft.pk).exists()
    guide.answer("decision", method="TELEPHONE")
    assert guide.answer("check").status_code == 302


def test_a_manager_reads_what_no_lawyer_has_confirmed(
    begin: Callable[..., Guide], maya: Appointment
) -> None:
    for person, reads in ((None, False), (maya, True)):
        guide = begin("asked", **({"by": person} if person else {}))
        guide.answers["child"]["view"] = "DISAGREES"
        guide.answers["lawful"]["reason"] = "A6_1_C"
        page = text_of(guide.fill_until("check"))
        assert ("Not confirmed by a lawyer" in page) is reads


def serious(guide: Guide) -> None:
    guide.answers["concern"] = {
        "severity": "SIGNIFICANT",
        "harms": ["PHYSICAL"],
        "at_risk": ["THIS_CHILD"],
        "analysis": "Bruises on both arms, and Kit will not say how.",
    }


def test_an_unreachable_manager_is_asked_about_only_when_it_matters(
    begin: Callable[..., Guide], police: Agency
) -> None:
    calm = begin("asked")
    assert "manager_unreachable" not in calm.fill_until("check").context["form"].fields
    grave = begin("own-initiative")
    serious(grave)
    grave.answers["decision"].update(outcome="NOT_SHARE", reasons="I want to wait a little.")
    page = grave.fill_until("check")
    assert page.context["form"].around.assessment.needs_approval
    assert "manager_unreachable" in page.context["form"].fields


def test_a_referral_never_waits_for_a_legal_field(begin: Callable[..., Guide]) -> None:
    guide = begin("own-initiative")
    serious(guide)
    guide.answers["purpose"]["code"] = "PROTECT_FROM_HARM"
    guide.answers["lawful"]["reason"] = ""
    signed = guide.sign()
    assert signed.status_code == 302, text_of(signed)
    assert not SharingDecision.objects.get().needs_approval
