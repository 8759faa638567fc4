"""Forged, foreign, impossible: a plain sentence or a plain 404, never a failure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from children.models import Agency, Child, Involvement, Professional
from decisions.guide.forms.base import StepForm
from decisions.policy.terms import AgencyType, RoleWithChild
from infoshare.organisation.models import Appointment, Home, Provider
from tests.guide.conftest import Guide, errors_of, text_of

ASKED = ["request", "caller", "purpose", "concern", "items", "lawful", "child", "told", "decision"]
BAD = ["\x00", "nonsense", "professional:", "agency:not-a-uuid", "type:NONE", "a" * 3000, "😀", "‮"]


def refused(guide: Guide, step: str, **typed: object) -> str:
    """The page's words after it was refused."""
    response = guide.answer(step, **typed)
    assert response.status_code == 200, response["Location"]
    words = text_of(response)
    assert "There is a problem" in words
    return words


@pytest.mark.parametrize("step", ASKED)
def test_no_value_of_any_field_fails(begin: Callable[..., Guide], step: str) -> None:
    guide = begin("asked")
    page = guide.fill_until(step)
    form: StepForm = page.context["form"]
    names = form.posted_names()
    for bad in BAD:
        assert guide.post(step, dict.fromkeys(names, bad)).status_code == 200
    for number, name in enumerate(names):
        bad = BAD[number % len(BAD)]
        response = guide.post(step, {**guide.answers[step], name: bad})
        assert response.status_code in (200, 302), (name, bad)


@pytest.mark.parametrize("step", ASKED)
def test_a_page_with_nothing_on_it_says_what_is_missing(
    begin: Callable[..., Guide], step: str
) -> None:
    guide = begin("asked")
    guide.fill_until(step)
    empty = guide.post(step, {})
    assert empty.status_code == 200
    assert "There is a problem" in text_of(empty)


# People and bodies


def test_a_body_of_another_provider_cannot_be_named(
    begin: Callable[..., Guide], wren: Child
) -> None:
    guide = begin("asked")
    theirs = Agency.objects.exclude(provider=guide.draft.home.provider).get()
    assert theirs.name not in text_of(guide.get("request"))
    refused(guide, "request", who=f"agency:{theirs.pk}", name="Jo Vane", position="Manager")


def test_whoever_works_for_two_providers_sees_the_directory_of_the_drafts_home(
    begin: Callable[..., Guide], wren: Child, asha: Appointment, beacon_house: Home
) -> None:
    Appointment.objects.create(
        user=asha.user,
        role=asha.role,
        provider=beacon_house.provider,
        home=beacon_house,
        starts_at=asha.starts_at,
    )
    guide = begin("asked")
    theirs = Agency.objects.get(provider=beacon_house.provider)
    assert theirs.name not in text_of(guide.get("request"))
    refused(guide, "request", who=f"agency:{theirs.pk}", name="Jo Vane", position="Manager")


def test_a_professional_of_another_child_cannot_be_named(
    begin: Callable[..., Guide], lark: Child, school: Agency
) -> None:
    teacher = Professional.objects.create(agency=school, name="Noor Haddad", position="Teacher")
    Involvement.objects.create(
        child=lark,
        professional=teacher,
        role=RoleWithChild.EDUCATION.value,
        starts_on="2025-01-06",
    )
    guide = begin("asked")
    assert "Noor Haddad" not in text_of(guide.get("request"))
    refused(guide, "request", who=f"professional:{teacher.pk}")


def test_one_tap_on_a_professional_fills_name_body_and_position(
    begin: Callable[..., Guide], social_worker: Professional
) -> None:
    guide = begin("asked")
    assert guide.answer("request").status_code == 302
    guide.draft.refresh_from_db()
    request = guide.draft.read().request
    assert (request.agency, request.name, request.position) == (
        social_worker.agency_id,
        "Priya Nair",
        "Social worker",
    )


def test_two_different_people_at_once_are_refused(begin: Callable[..., Guide]) -> None:
    assert "You chose Priya Nair" in refused(begin("asked"), "request", name="Somebody Else")


def test_an_organisation_alone_needs_a_name_and_a_job(
    begin: Callable[..., Guide], police: Agency
) -> None:
    words = refused(begin("asked"), "request", who=f"agency:{police.pk}")
    assert "Write their name, or “would not say”" in words
    assert "Write their job, or “would not say”" in words


def test_a_kind_of_organisation_needs_its_name(begin: Callable[..., Guide]) -> None:
    words = refused(begin("asked"), "request", who="type:MEDIA", name="Jo", position="Reporter")
    assert "Write the name of the organisation" in words


def test_family_has_no_organisation_and_no_job(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    taken = guide.answer("request", who="type:PARENT_NO_PR", name="Carl Tolland")
    assert taken.status_code == 302, errors_of(taken)


def test_family_on_the_childs_page_is_one_tap(begin: Callable[..., Guide], kit: Child) -> None:
    guide = begin("asked")
    taken = guide.answer("request", who=f"relative:{kit.relatives.get().pk}")
    assert taken.status_code == 302, errors_of(taken)
    guide.draft.refresh_from_db()
    request = guide.draft.read().request
    assert (request.name, request.agency_type) == ("Carl Tolland", AgencyType.PARENT_NO_PR)


def test_would_not_say_is_an_answer(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    silent = dict.fromkeys(("name", "position", "agency_name"), "would not say")
    assert guide.answer("request", who="type:OTHER", **silent).status_code == 302
    unknown = {"verification": "NONE", "role_with_child": "UNKNOWN", "doubt": "yes"}
    assert guide.answer("caller", **unknown).status_code == 302


def test_nobody_rings_back_a_number_that_we_do_not_hold(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answer("request", who="type:MEDIA", agency_name="The Post", name="Jo", position="Editor")
    assert "We hold no number for them" in text_of(guide.get("caller"))
    assert "We hold no number" in refused(guide, "caller", verification="CALLBACK_KNOWN")


def test_the_number_that_we_hold_is_shown_big(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answer("request")
    page = guide.get("caller")
    assert 'href="tel:01632960211"' in page.content.decode()
    assert "Never ring a number that the caller gives you" in text_of(page)


def test_a_body_that_left_the_directory_is_asked_for_again(
    begin: Callable[..., Guide], childrens_services: Agency, meadowbank: Provider
) -> None:
    guide = begin("own-initiative")
    guide.fill_until("check")
    Agency.objects.filter(pk=childrens_services.pk).update(active=False)
    for step in ("check", "decision"):
        led = guide.get(step)
        assert led["Location"] == guide.url("recipient")
    assert guide.answer("check")["Location"] == guide.url("recipient")
    page = text_of(guide.get("recipient"))
    assert "no longer in the directory" in page
    Agency.objects.create(
        provider=meadowbank, agency_type=AgencyType.LA_AREA.value, name="Northmere Council"
    )
    again = guide.answer(
        "recipient", who=f"agency:{Agency.objects.get(name='Northmere Council').pk}"
    )
    assert again.status_code == 302
    assert guide.get("check").status_code == 200


# Times


@pytest.mark.parametrize(
    ("year", "says"),
    [("2027", "cannot be in the future"), ("2010", "before the child was born")],
)
def test_a_request_to_come_or_from_before_the_birth_is_refused(
    begin: Callable[..., Guide], year: str, says: str
) -> None:
    guide = begin("asked")
    guide.fill_until("caller")
    assert says in refused(guide, "caller", occurred_at_year=year)


def test_a_day_that_does_not_exist_is_refused_and_stays(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("caller")
    response = guide.answer("caller", occurred_at_day="31", occurred_at_month="2")
    assert 'value="31"' in response.content.decode()
    assert "has no day 31" in text_of(response)


def test_the_time_to_decide_must_be_to_come(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.answers["decision"]["outcome"] = "DECIDE_LATER"
    guide.fill_until("later")
    past = {"decide_at_day": "22", "decide_at_month": "11", "decide_at_year": "2026"}
    response = guide.post("later", {**past, "decide_at_time": "10:00"})
    assert "Choose a time to come" in text_of(response)


# Choices that belong together


@pytest.mark.parametrize("severity", ["IMMEDIATE", "SIGNIFICANT", "CONCERN"])
def test_a_worry_needs_its_people_and_its_grounds_and_harm_its_kind(
    begin: Callable[..., Guide], severity: str
) -> None:
    guide = begin("asked")
    guide.fill_until("concern")
    words = refused(guide, "concern", severity=severity)
    # An accident or an illness is danger too, and none of the kinds of harm.
    assert ("Tick at least one kind of harm" in words) is (severity == "SIGNIFICANT")
    assert "Tick who may be harmed" in words
    assert "Write what makes you think so" in words


def test_nobody_cannot_be_at_risk_beside_somebody(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("concern")
    assert "not both" in refused(guide, "concern", at_risk=["THIS_CHILD", "NOBODY"])


@pytest.mark.parametrize("field", ["category", "words", "provenance", "fate"])
def test_an_item_that_was_begun_is_finished(begin: Callable[..., Guide], field: str) -> None:
    guide = begin("asked")
    guide.fill_until("items")
    refused(guide, "items", **{f"item-0-{field}": ""})


def test_not_telling_the_child_needs_a_reason(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("told")
    assert "Write why they are not told" in refused(guide, "told", child_told="NOT_RIGHT")


def test_sharing_needs_a_way_to_send_and_reasons(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("decision")
    words = refused(guide, "decision", method="", reasons="")
    assert "Choose how you will send it" in words
    assert "Write your reasons" in words


def test_refusing_needs_no_way_to_send(begin: Callable[..., Guide]) -> None:
    guide = begin("asked")
    guide.fill_until("decision")
    assert guide.answer("decision", outcome="NOT_SHARE", method="").status_code == 302
