"""The other people whom a record is about: who they are, and how far it is found out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Child
from decisions.models import PersonConcerned, SharingDecision
from decisions.policy.answers import PEOPLE_LIMIT
from decisions.policy.terms import PersonKind, PersonPart, Proof
from decisions.recording.reading import read_decision, read_sealed
from infoshare.organisation.models import Appointment
from tests.guide.conftest import Guide, Typed, item, text_of

pytestmark = pytest.mark.django_db

BLUE_CAR = "the man in the blue car"


def day(number: int, on: tuple[str, str, str]) -> Typed:
    boxes = (f"person-{number}-review_on_{part}" for part in ("day", "month", "year"))
    return dict(zip(boxes, on, strict=True))


def person(number: int = 0, *, on: tuple[str, str, str] | None = None, **more: Any) -> Typed:
    said = {
        "kind": "ADULT",
        "name": BLUE_CAR,
        "part": "MAY_POSE_RISK",
        "proof": "NOT_AN_ALLEGATION",
        **more,
    }
    return {f"person-{number}-{name}": one for name, one in said.items()} | (
        day(number, on) if on else {}
    )


@pytest.fixture
def guide(begin: Callable[..., Guide]) -> Guide:
    """At the page about other people: an item that goes is about an adult."""
    found = begin("own-initiative")
    found.answers["items"].update(item(category="THIRD_PARTY_ADULT", words="He waits outside"))
    found.answers["people"] = {"rows": "1", **person()}
    found.answers["lawful"]["special"] = ""
    found.fill_until("people")
    return found


def test_the_page_comes_where_somebody_else_is_spoken_of(begin: Callable[..., Guide]) -> None:
    plain = begin("own-initiative")
    assert "people" not in plain.walk_to("check")


def test_what_goes_about_somebody_else_needs_a_person(guide: Guide) -> None:
    shown = guide.post("people", {"rows": "1"})
    assert shown.status_code == 200
    assert "You share something about somebody else. Write down who they are." in text_of(shown)


def test_a_risk_to_nobody_known_may_be_left_empty(begin: Callable[..., Guide]) -> None:
    guide = begin("own-initiative")
    guide.answers["concern"] = {
        "severity": "CONCERN",
        "harms": ["PHYSICAL"],
        "at_risk": ["ANOTHER_CHILD"],
        "analysis": "Somebody was seen at the fence.",
    }
    guide.fill_until("people")
    assert guide.post("people", {"rows": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Write their name, or how you know them."),
        ({"kind": ""}, "Choose who they are."),
        ({"part": ""}, "Choose what part they have."),
        ({"proof": ""}, "Choose how far it is found out."),
        ({"proof": "GUILTY"}, "Choose from the answers on this page."),
        ({"proof": "UNPROVEN"}, "Say when you will look at this again."),
        ({"proof": "UNPROVEN", "on": ("23", "11", "2026")}, "Choose a day from tomorrow on."),
        ({"proof": "UNPROVEN", "on": ("25", "11", "2027")}, "Choose a day within a year."),
        ({"proof": "UNPROVEN", "on": ("31", "2", "2027")}, "that month has no day 31"),
        ({"name": "x" * 201}, "Use 200 characters or fewer"),
        ({"name": "a\x00b"}, "cannot be kept"),
    ],
)
def test_what_is_not_right_is_said_and_all_that_was_typed_stays(
    guide: Guide, changes: dict[str, Any], says: str
) -> None:
    shown = guide.post("people", {"rows": "2", **person(**changes), **person(1, name="Gran")})
    assert shown.status_code == 200
    assert says in text_of(shown)
    assert "Look at the people" in text_of(shown)
    assert "Gran" in shown.content.decode()
    assert guide.get("people").content.decode().count("Gran") == 1


def test_an_allegation_has_its_day_and_says_so_on_the_check_page(guide: Guide) -> None:
    saved = guide.post("people", {"rows": "1", **person(proof="UNPROVEN", on=("24", "11", "2026"))})
    assert saved.status_code == 302
    guide.fill_until("check")
    said = text_of(guide.get("check"))
    assert BLUE_CAR in said
    assert "An allegation, not proven" in said
    assert "Look at it again on 24 November 2026" in said


def test_a_row_is_added_and_taken_out_with_every_word_of_the_others_and_its_day(
    guide: Guide,
) -> None:
    typed = {
        "rows": "2",
        **person(name="First"),
        **person(1, name="Second", proof="UNPROVEN", on=("1", "12", "2026")),
    }
    added = guide.post("people", typed, do="add")
    assert len(added.context["form"].rows) == 3
    kept = guide.post("people", typed, do="remove-1")
    (row,) = kept.context["form"].rows
    assert row["name"].value() == "Second"
    assert row["review_on"].value() == ["1", "12", "2026"]
    assert not row.errors


@pytest.mark.parametrize("rows", ["", "0", "-4", "999999", "nine", "٣"])
def test_a_forged_number_of_rows_is_no_error_of_ours(guide: Guide, rows: str) -> None:
    assert guide.post("people", {"rows": rows, **person()}).status_code == 302


def test_no_more_people_than_a_record_can_hold(guide: Guide) -> None:
    typed = {"rows": str(PEOPLE_LIMIT)}
    for number in range(PEOPLE_LIMIT):
        typed |= person(number)
    assert len(guide.post("people", typed, do="add").context["form"].rows) == PEOPLE_LIMIT
    assert guide.post("people", typed).status_code == 302


def test_the_name_is_sealed_in_the_guarded_part_alone_and_the_row_holds_codes(
    guide: Guide, kit: Child, asha: Appointment, signed_in: Callable[..., Client]
) -> None:
    guide.answers["people"] = {
        "rows": "1",
        **person(proof="UNPROVEN", on=("7", "12", "2026")),
    }
    guide.fill_until("check")
    for box in guide.get("check").context["form"].to_explain:
        guide.answers["check"][f"explain_{box.rule}"] = "It keeps the children safe."
    assert guide.answer("check").status_code == 302
    record = SharingDecision.objects.get()
    parts = read_sealed(record)
    assert parts["guarded"]["answers"]["people.0.name"] == BLUE_CAR
    assert BLUE_CAR not in f"{parts['facts']} {parts['text']} {parts['child']}"
    (row,) = PersonConcerned.objects.all()
    (said,) = read_decision(record).answers.people
    assert (row.kind, row.part, row.proof, row.review_on) == (
        PersonKind.ADULT,
        PersonPart.MAY_POSE_RISK,
        Proof.UNPROVEN,
        said.review_on,
    )
    shown = text_of(signed_in(asha).get(reverse("record", args=[record.pk])))
    assert f"{BLUE_CAR}" in shown
    assert "An allegation, not proven" in shown
    assert "To be looked at again on 7 December 2026" in shown
    listed = text_of(signed_in(asha).get(reverse("child", args=[kit.pk])))
    assert BLUE_CAR not in listed
    assert record.code in listed
