"""The start page: what each person can begin, and what waits for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft
from decisions.policy.terms import Outcome, Start, Verdict
from decisions.recording.drafts import blank_answers, start_draft
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Invitation, User, Visit
from infoshare.organisation.recording import end_visit
from tests.followups.made import SUNDAY, gone, held_for_approval, reviewed, share, urgent_share
from tests.policy.builders import own_initiative

pytestmark = pytest.mark.django_db

SignIn = Callable[[Appointment | Visit | User], Client]


@pytest.fixture
def start_of(signed_in: SignIn) -> Callable[[Appointment | Visit | User], str]:
    def read(person: Appointment | Visit | User) -> str:
        answer = signed_in(person).get(reverse("home"))
        assert answer.status_code == 200
        return answer.content.decode()

    return read


Read = Callable[[Appointment | Visit | User], str]


def test_staff_begin_in_three_ways(asha: Appointment, start_of: Read) -> None:
    body = start_of(asha)
    for slug in ("asked", "own-initiative", "move"):
        assert f'href="{reverse("guide-start", args=[slug])}"' in body
    assert reverse("urgent-start") in body
    assert "You have no drafts." in body
    assert "No record waits for you." in body


def test_a_draft_says_what_it_is_and_leads_back_to_it(
    asha: Appointment, kit: Child, start_of: Read
) -> None:
    draft = _draft(asha, kit, Start.ASKED)
    with clock.at(SUNDAY + timedelta(hours=3)):
        body = start_of(asha)
    assert "I was asked for information: KT" in body
    assert "3\xa0hours ago" in body
    assert reverse("draft", args=[draft.pk]) in body
    assert kit.full_name not in body


def test_nobody_else_sees_a_draft(
    asha: Appointment, ben: Appointment, maya: Appointment, kit: Child, start_of: Read
) -> None:
    draft = _draft(asha, kit, Start.ASKED)
    for other in (ben, maya):
        assert reverse("draft", args=[draft.pk]) not in start_of(other)


def test_an_urgent_draft_without_a_child_is_listed(asha: Appointment, start_of: Read) -> None:
    _draft(asha, None, Start.URGENT)
    assert "Share urgently: no child chosen yet" in start_of(asha)


def test_a_draft_that_was_put_off_says_when_its_time_has_come(
    asha: Appointment, kit: Child, start_of: Read
) -> None:
    when = {"outcome": Outcome.DECIDE_LATER, "decide_at": SUNDAY + timedelta(hours=2)}
    assert asha.home
    start_draft(asha.home, kit, asha, own_initiative(decision=when))
    assert "Decide by 2" in start_of(asha)
    with clock.at(SUNDAY + timedelta(hours=2)):
        assert "Decide now" in start_of(asha)


def test_what_a_manager_sent_back_or_did_not_agree_to_waits_for_its_author(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, start_of: Read
) -> None:
    questioned = held_for_approval(asha, kit, school)
    refused = held_for_approval(asha, kit, school)
    reviewed(questioned, maya, Verdict.QUESTION, "Which lessons?")
    reviewed(refused, maya, Verdict.NOT_AGREED, "Not to this school.")
    body = start_of(asha)
    assert "Answer the manager’s question: KT" in body
    assert f"{questioned.code}, Rowan House" in body
    assert "Do not share: KT" in body
    assert f"{refused.code}, Rowan House. Open it to read" in body
    assert "Not to this school." not in body
    assert reverse("record", args=[refused.pk]) in body
    with clock.at(SUNDAY + timedelta(days=15)):
        assert refused.code not in start_of(asha)


def test_what_waits_stands_above_what_can_be_begun_and_nothing_stands_below_it(
    asha: Appointment, maya: Appointment, kit: Child, childrens_services: Agency, start_of: Read
) -> None:
    calm = start_of(asha)
    assert calm.index("Record a decision") < calm.index("No record waits for you.")
    urgent_share(asha, kit, childrens_services)
    waits = start_of(asha)
    assert waits.index("Waiting for you") < waits.index("Record a decision")
    assert waits.count("Waiting for you") == 1


def test_an_agreed_record_waits_until_it_was_shared(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, start_of: Read
) -> None:
    record = held_for_approval(asha, kit, school)
    assert record.code not in start_of(asha)
    reviewed(record, maya, Verdict.AGREED)
    assert "Share it, then write down what was shared: KT" in start_of(asha)
    assert record.code in start_of(asha)
    gone(record, asha, school)
    assert record.code not in start_of(asha)


def test_an_urgent_record_says_how_long_is_left(
    asha: Appointment, ben: Appointment, kit: Child, school: Agency, start_of: Read
) -> None:
    record = urgent_share(asha, kit, school)
    with clock.at(SUNDAY + timedelta(hours=4)):
        body = start_of(asha)
        assert "Complete the urgent record: KT" in body
        assert f"{record.code}, Rowan House, 4\xa0hours ago." in body
        assert "20\xa0hours left" in body
        assert record.code not in start_of(ben)
    with clock.at(SUNDAY + timedelta(hours=30)):
        assert "Late by 6\xa0hours" in start_of(asha)


def test_a_manager_sees_how_many_wait_and_since_when(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, start_of: Read
) -> None:
    held_for_approval(asha, kit, school)
    held_for_approval(maya, kit, school)
    with clock.at(SUNDAY + timedelta(hours=5)):
        body = start_of(maya)
    # Her own waits for somebody else.
    assert '<span class="tile-number">1</span>' in body
    assert "The oldest for 5\xa0hours" in body
    assert reverse("approval-queue") in body
    assert reverse("follow-ups") in body


def test_the_data_protection_officer_follows_up_and_does_not_approve_or_record(
    dana: Appointment, asha: Appointment, kit: Child, school: Agency, start_of: Read
) -> None:
    held_for_approval(asha, kit, school)
    body = start_of(dana)
    assert reverse("follow-ups") in body
    assert reverse("approval-queue") not in body
    assert reverse("guide-start", args=["asked"]) not in body


@pytest.mark.parametrize("person", ["ruth", "sam"])
def test_those_who_serve_all_homes_see_all_of_them(
    person: str,
    asha: Appointment,
    bryn: Appointment,
    kit: Child,
    lark: Child,
    school: Agency,
    start_of: Read,
    request: pytest.FixtureRequest,
) -> None:
    held_for_approval(asha, kit, school)
    held_for_approval(bryn, lark, school)
    body = start_of(request.getfixturevalue(person))
    assert '<span class="tile-number">2</span>' in body
    assert "your 2 homes" in body


def test_an_administrator_is_led_to_people_and_homes_and_to_no_child(
    ada: Appointment, kit: Child, start_of: Read
) -> None:
    body = start_of(ada)
    assert "No child’s record is shown to you" in body
    for name in ("person-new", "people", "recoveries", "homes", "access-report"):
        assert f'href="{reverse(name)}"' in body
    assert "Share urgently" not in body


def test_an_administrator_sees_who_was_invited_and_is_not_in_yet(
    ada: Appointment, asha: Appointment, otto: Appointment, start_of: Read
) -> None:
    one = '<span class="tile-number">1</span>'
    assert one not in start_of(ada)
    for invited in (asha, otto):
        Invitation.objects.create(
            person=invited.user,
            provider=invited.provider,
            code_digest=invited.user.sign_in_name,
            made_at=clock.now(),
            expires_at=clock.now() + timedelta(days=3),
        )
    # Otto works for another provider.
    assert start_of(ada).count(one) == 1


def test_an_inspector_is_told_until_when_and_where_to_read(ivy: Visit, start_of: Read) -> None:
    body = start_of(ivy)
    assert "Your visit to Rowan House" in body
    assert "9 November 2026, 20:00" in body
    for name in ("register", "children", "inspection"):
        assert f'href="{reverse(name)}"' in body


def test_the_independent_person_is_led_to_counts_alone(ian: Visit, start_of: Read) -> None:
    body = start_of(ian)
    assert reverse("inspection") in body
    assert f'href="{reverse("register")}"' not in body
    assert f'href="{reverse("children")}"' not in body
    assert "Regulation 44" in body


def test_whoever_has_left_has_no_role(asha: Appointment, start_of: Read) -> None:
    asha.ends_at = clock.now() - timedelta(hours=1)
    asha.save()
    assert "You have no role at a home now" in start_of(asha)


def test_a_visit_that_is_over_says_so(ivy: Visit, maya: Appointment, start_of: Read) -> None:
    end_visit(ivy, maya)
    assert "Your visit has ended" in start_of(ivy)


def test_without_sign_in_it_leads_to_the_sign_in_page(client: Client) -> None:
    assert client.get(reverse("home")).status_code == 302


def test_the_number_of_queries_does_not_grow_with_what_waits(
    maya: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    def several() -> None:
        _draft(maya, kit, Start.ASKED)
        share(maya, kit, school)
        urgent_share(maya, kit, school)

    def queries() -> int:
        client = signed_in(maya)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("home")).status_code == 200
        return len(captured)

    several()
    few = queries()
    for _ in range(4):
        several()
    assert queries() == few


def _draft(author: Appointment, child: Child | None, start: Start) -> Draft:
    assert author.home
    return start_draft(author.home, child, author, blank_answers(start))
