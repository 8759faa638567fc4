"""Ofsted reads every record, who decided and who approved, and can change nothing.

The independent person sees counts, and no child.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft, Review, SharingDecision
from infoshare.ledger.models import Leaf
from infoshare.organisation.models import Appointment, Visit
from tests.stories.test_a_child_tells_of_abuse_at_night import TOLD, shares_urgently
from tests.stories.test_a_child_who_understands_says_no import NO, a_no_is_respected
from tests.stories.test_a_journalist_is_refused import WHY, a_journalist_rings
from tests.stories.test_a_school_asks_for_everything import (
    NARROWED,
    cuts_it_to_part,
    records_that_they_have_it,
    records_what_went,
    the_manager_agrees,
)
from tests.stories.test_an_unverified_caller_says_it_is_urgent import (
    WHY_NOT,
    a_caller_cannot_be_confirmed,
    the_manager_does_not_agree,
)
from tests.stories.visitor import Visitor

BY_ASHA, BY_MAYA = "Asha Rahman, care worker", "Maya Okoro, registered manager"
AT = "23 November 2026, 09:30"


def a_week_at_the_home(asha: Visitor, maya: Visitor) -> dict[SharingDecision, tuple[str, ...]]:
    """Five records, and of each what an inspector must be able to read in it."""
    caller = a_caller_cannot_be_confirmed(asha)
    the_manager_does_not_agree(maya, caller)
    school = cuts_it_to_part(asha)
    the_manager_agrees(maya, school)
    records_what_went(asha, school)
    records_that_they_have_it(asha)
    urgent = shares_urgently(asha)
    refused = a_no_is_respected(asha)
    journalist = a_journalist_rings(asha)
    return {
        caller: ("Not agreed", WHY_NOT, BY_MAYA, "01632 960201", "Nothing is recorded as shared"),
        school: ("Agreed by a manager", NARROWED, BY_MAYA, "They confirm that they have it"),
        urgent: (TOLD, "Full form still to come", "Review to come"),
        refused: (NO, "Nothing was shared."),
        journalist: (WHY, "Eastmere Echo"),
    }


def opens_a_visit(maya: Visitor, role: str, name: str, body: str) -> Visitor:
    """The manager opens a visit, and its sign-in is given on paper; the visitor signs in."""
    maya.open("/").follow("Visits").answer("Who is visiting?", role)
    maya.answer("Their full name", name).answer("Whom do they come from?", body)
    maya.answer("Until when may they read?", "The end of tomorrow").press("Open the visit")
    on_paper = r"Sign-in name (\S+) Passphrase (\S+) One-time code, for the next 10 minutes (\S+)"
    paper = re.search(on_paper, maya.words)
    assert paper, maya.words
    visitor = Visitor(Client()).open("/").answer("Sign-in name", paper[1])
    visitor.answer("Password", paper[2]).press("Sign in")
    visitor.answer("The one-time code", paper[3]).press("Begin to read")
    return visitor.sees("Your visit to Rowan House")


def test_an_inspector_reads_them_all_and_changes_nothing(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    lark: Child,
    childrens_services: Agency,
    school: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    records = a_week_at_the_home(author, manager)
    ivy = opens_a_visit(manager, "Ofsted inspector", "Ivy Brandt", "Ofsted")
    before = what_is_kept()

    ivy.follow("Records").sees(*(record.code for record in records))
    for record, stands in records.items():
        ivy.open(reverse("register")).follow(record.code)
        ivy.sees("Kit Tolland", BY_ASHA, AT, *stands)
        assert ivy.buttons_that_write == []
        ivy.is_offered_no("Record what we shared", "Add to this record", "Look at it and decide")
    for address in ("/", reverse("register"), reverse("children"), reverse("inspection")):
        assert ivy.open(address).buttons_that_write == []
    ivy.open(reverse("child", args=[kit.pk])).sees("Kit Tolland")
    assert ivy.buttons_that_write == []
    assert ivy.client.get(reverse("child", args=[lark.pk])).status_code == 404

    assert posted_everywhere(ivy, records, kit) == {404}
    assert what_is_kept() == before


def test_the_independent_person_sees_counts_and_no_child(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    records = {a_journalist_rings(author): (), shares_urgently(author): ()}
    ian = opens_a_visit(manager, "Independent person (Regulation 44)", "Ian Moss", "Moss Reviews")
    before = what_is_kept()

    ian.is_offered_no("Records", "Children").follow("Counts and the home’s own records")
    ian.sees("Rowan House").sees_no("Kit", "Tolland", "KT", *(one.code for one in records))
    assert ian.buttons_that_write == []
    for name, about in (
        ("register", []),
        ("children", []),
        ("child", [kit.pk]),
        *(("record", [one.pk]) for one in records),
    ):
        assert ian.client.get(reverse(name, args=about)).status_code == 404, name
    assert posted_everywhere(ian, records, kit) == {404}
    assert what_is_kept() == before


def posted_everywhere(
    visitor: Visitor, records: dict[SharingDecision, tuple[str, ...]], child: Child
) -> set[int]:
    """The answers to sending forms to every address that keeps something."""
    visit = Visit.objects.get(visitor=visitor.client.session["_auth_user_id"])
    about_records = ("disclosures", "addenda", "completion", "answer", "review")
    addresses = [
        *(reverse(name, args=[one.pk]) for one in records for name in about_records),
        *(reverse("guide-start", args=[start]) for start in ("asked", "own-initiative", "move")),
        reverse("urgent-start"),
        reverse("consents", args=[child.pk]),
        reverse("wishes", args=[child.pk]),
        reverse("withdrawal", args=[child.pk, uuid4()]),
        reverse("guide-step", args=[uuid4(), "check"]),
        reverse("receipts", args=[uuid4()]),
        reverse("visits"),
        *(
            reverse(name, args=[visit.pk])
            for name in ("visit-end", "visit-extend", "visit-code-new")
        ),
    ]
    sent = {"child": str(child.pk), "words": "x", "verdict": "AGREED", "right_child": "on"}
    return {visitor.client.post(address, sent).status_code for address in addresses}


def what_is_kept() -> tuple[int, ...]:
    """How many sealed entries, records, reviews and drafts there are."""
    kept = (Leaf, SharingDecision, Review, Draft)
    return tuple(model.objects.count() for model in kept)
