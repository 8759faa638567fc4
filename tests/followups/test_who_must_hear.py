"""Who must still hear of harm: what answers the question, what does not, and which rule asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from children.models import Agency
from decisions.followups.gathering import follow_ups_of, own_follow_ups_of
from decisions.followups.notices import _IN_WORDS
from decisions.followups.row import FollowUp
from decisions.models import SharingDecision
from decisions.policy.circumstances import Settings
from decisions.policy.facts.duty import TOLD_OF_A_DEATH
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    Harm,
    Outcome,
    Purpose,
    Severity,
    Verdict,
    Verification,
)
from infoshare.access.scope import reaches_kept
from infoshare.common import clock
from infoshare.organisation.models import Appointment, SettingsVersion
from tests.followups import cases
from tests.followups.cases import ABUSED, AWAY, DAY, EXPLOITED, HOUR, MONDAY, World, told_to
from tests.followups.made import gone, reviewed, sealed, share, told, urgent_share
from tests.followups.test_each_question import world as world
from tests.policy.builders import asked, own_initiative

pytestmark = pytest.mark.django_db


def asked_at(moment_after: timedelta, person: Appointment, question: str) -> list[FollowUp]:
    moment = MONDAY + moment_after
    with clock.at(moment), reaches_kept():
        return [row for row in follow_ups_of(person.user, moment) if row.question == question]


def settings(world: World, **changes: Any) -> None:
    with clock.at(MONDAY - DAY):
        SettingsVersion.objects.create(
            provider=world.home.provider,
            version=1,
            in_force_from=MONDAY - DAY,
            values=Settings(**changes).model_dump_json(),
        )


def police(world: World) -> Agency:
    return cases.body(world, AgencyType.POLICE)


# Sexual abuse


@pytest.mark.parametrize(("days", "rule"), [(None, "A08"), (1, "A08"), (0, "A09"), (-9, "A09")])
def test_the_law_asks_for_the_report_from_its_day_on(
    days: int | None, rule: str, world: World
) -> None:
    begins = None if days is None else (MONDAY + days * DAY).date()
    settings(world, csa_reporting_duty_from=begins)
    with clock.at(MONDAY):
        told_to(world, world.school, ABUSED)
    (row,) = asked_at(HOUR, world.maya, "sexual-abuse-to-report")
    assert row.rule == rule


def test_how_soon_it_is_reported_is_a_setting(world: World) -> None:
    settings(world, abuse_report_hours=2)
    with clock.at(MONDAY):
        told_to(world, world.school, ABUSED)
    (row,) = asked_at(HOUR, world.maya, "sexual-abuse-to-report")
    assert row.due == MONDAY + HOUR


def test_it_goes_to_whoever_is_in_charge_then_a_manager_then_above(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, world.school, ABUSED)

    def next_people(after: timedelta) -> frozenset[object]:
        (row,) = asked_at(after, world.maya, "sexual-abuse-to-report")
        return frozenset(row.next.people)

    at_first, late, too_long = next_people(HOUR), next_people(DAY), next_people(7 * DAY)
    assert world.asha.user_id in at_first
    assert world.maya.user_id in late
    assert world.asha.user_id not in late
    assert too_long == {world.ruth.user_id}


def test_everyday_news_to_the_council_is_no_report(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, world.school, ABUSED)
        gone(share(world.asha, world.kit, world.council), world.asha, world.council)
    assert asked_at(HOUR, world.maya, "sexual-abuse-to-report")


def test_a_report_before_they_knew_of_this_is_no_report_of_it(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, police(world), ABUSED)
    with clock.at(MONDAY + 3 * HOUR):
        told_to(world, world.school, ABUSED)
    assert len(asked_at(4 * HOUR, world.maya, "sexual-abuse-to-report")) == 1


def test_an_urgent_call_whose_full_form_says_the_same_is_a_report(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, world.school, ABUSED)
        record = urgent_share(world.asha, world.kit, police(world))
        answers = own_initiative(
            transfer=told(world.school), request=cases._an_hour_ago(), concern=ABUSED
        )
        assert asked_at(HOUR, world.maya, "sexual-abuse-to-report")
        sealed(world.asha, world.kit, answers, completes=record)
    assert asked_at(HOUR, world.maya, "sexual-abuse-to-report") == []


def test_what_is_about_to_be_reported_is_asked_for_as_that(world: World) -> None:
    with clock.at(MONDAY):
        share(world.asha, world.kit, police(world), concern=ABUSED)
    assert asked_at(HOUR, world.maya, "sexual-abuse-to-report") == []
    assert asked_at(HOUR, world.maya, "agreed-to-share")


@pytest.mark.parametrize(
    ("verdict", "listed"), [(None, False), (Verdict.AGREED, False), (Verdict.NOT_AGREED, True)]
)
def test_between_two_young_people_it_is_asked_for_once_a_manager_did_not_agree(
    verdict: Verdict | None, listed: bool, world: World
) -> None:
    with clock.at(MONDAY):
        answers = own_initiative(
            transfer=told(world.school),
            request=cases._an_hour_ago(),
            concern={**ABUSED, "between_peers": True},
            decision={"outcome": Outcome.NOT_SHARE, "reasons": "Both are fifteen, and a couple."},
        )
        record = sealed(world.asha, world.kit, answers)
        assert record.said_between_peers
        if verdict is not None:
            reviewed(record, world.maya, verdict)
    assert bool(asked_at(HOUR, world.maya, "sexual-abuse-to-report")) is listed


def test_saying_so_where_nobody_has_to_agree_answers_nothing(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, world.school, {**ABUSED, "between_peers": True})
    assert asked_at(HOUR, world.maya, "sexual-abuse-to-report")


def test_words_that_say_who_was_told_before_answer_it(world: World) -> None:
    reported = {**ABUSED, "already_reported": "Police, log 114 of today."}
    with clock.at(MONDAY):
        told_to(world, world.school, reported)
    assert asked_at(30 * DAY, world.maya, "sexual-abuse-to-report") == []


def test_its_author_finds_it_on_their_own_list(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, world.school, ABUSED)
        told_to(world, world.council, AWAY, world.finn)
        found = {row.question for row in own_follow_ups_of(world.asha.user, MONDAY)}
    assert found >= {"sexual-abuse-to-report", "missing-to-report"}


# A child who is away, and who came back


def test_it_says_who_has_not_heard_that_a_child_is_away(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, world.school, AWAY)
        (row,) = asked_at(HOUR, world.maya, "missing-to-report")
        assert (
            row.what == "Tell the police and the placing authority now that this child is missing"
        )
        told_to(world, police(world), AWAY)
        (row,) = asked_at(HOUR, world.maya, "missing-to-report")
        assert row.what == "Tell the placing authority now that this child is missing"
        told_to(world, world.council, AWAY)
    assert asked_at(HOUR, world.maya, "missing-to-report") == []


def test_an_earlier_time_away_answers_nothing(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, police(world), AWAY)
    with clock.at(MONDAY + 3 * DAY):
        told_to(world, world.council, AWAY)
        back = {**AWAY, "returned_at": MONDAY + 2 * DAY, "return_interview_offered": True}
        told_to(world, world.school, back)
    (row,) = asked_at(3 * DAY + HOUR, world.maya, "missing-to-report")
    assert row.what == "Tell the police now that this child is missing"


def test_a_child_who_is_back_is_not_reported_but_offered_a_talk(world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, world.school, AWAY)
    with clock.at(MONDAY + 5 * HOUR):
        told_to(world, world.school, {**AWAY, "returned_at": clock.now() - HOUR})
    assert asked_at(6 * HOUR, world.maya, "missing-to-report") == []
    (row,) = asked_at(6 * HOUR, world.maya, "return-talk-to-ask-for")
    assert row.due == MONDAY + 4 * HOUR + 72 * HOUR


@pytest.mark.parametrize("severity", [Severity.CONCERN, Severity.WELFARE])
def test_a_worry_that_a_child_may_go_is_no_child_away(severity: Severity, world: World) -> None:
    with clock.at(MONDAY):
        told_to(world, world.school, {**AWAY, "severity": severity})
    assert asked_at(HOUR, world.maya, "missing-to-report") == []


@pytest.mark.parametrize(("offered", "asks"), [(True, False), (False, True), (None, True)])
def test_a_later_record_may_say_that_the_talk_was_offered(
    offered: bool | None, asks: bool, world: World
) -> None:
    with clock.at(MONDAY):
        cases._back(world)
        back = {"returned_at": MONDAY - HOUR, "return_interview_offered": offered}
        told_to(world, world.school, {**AWAY, **back})
    assert len(asked_at(HOUR, world.maya, "return-talk-to-ask-for")) == asks


def test_several_records_of_one_child_ask_once(world: World) -> None:
    with clock.at(MONDAY):
        for concern in (AWAY, EXPLOITED):
            told_to(world, world.school, concern)
            told_to(world, world.school, concern)
        told_to(world, world.school, AWAY, world.finn)
    assert len(asked_at(HOUR, world.maya, "missing-to-report")) == 2
    assert len(asked_at(HOUR, world.maya, "notice-to-give")) == 1


# Notices


def test_telling_ofsted_something_else_is_no_notice(world: World) -> None:
    ofsted = cases.body(world, AgencyType.OFSTED)
    with clock.at(MONDAY):
        told_to(world, world.council, EXPLOITED)
        gone(share(world.asha, world.kit, ofsted), world.asha, ofsted)
    (row,) = asked_at(HOUR, world.maya, "notice-to-give")
    assert row.rule == "A10"


@pytest.mark.parametrize(("days", "asks"), [(89, False), (91, True)])
def test_a_notice_of_these_months_answers_it(days: int, asks: bool, world: World) -> None:
    with clock.at(MONDAY):
        cases.given_notice(AgencyType.OFSTED)(world, None)
    with clock.at(MONDAY + days * DAY):
        told_to(world, world.council, EXPLOITED)
    assert len(asked_at(days * DAY + HOUR, world.maya, "notice-to-give")) == asks


def test_of_an_allegation_the_placing_authority_hears_too(world: World) -> None:
    with clock.at(MONDAY):
        record = share(
            world.asha,
            world.kit,
            world.school,
            concern=cases.NAMING_STAFF,
            decision=cases.WHO_TELLS_THEM,
        )
        gone(record, world.asha, world.school)
        (row,) = asked_at(HOUR, world.maya, "notice-to-give")
        assert (row.rule, row.what) == (
            "A11",
            "Tell Ofsted and the placing authority of the allegation",
        )
        cases.given_notice(AgencyType.OFSTED)(world, None)
        (row,) = asked_at(HOUR, world.maya, "notice-to-give")
        assert row.what == "Tell the placing authority of the allegation"
        cases._about_staff(world)
    assert asked_at(HOUR, world.maya, "notice-to-give") == []


def test_what_went_in_a_concern_about_somebody_else_answers_nothing(world: World) -> None:
    """Whoever that names may read this record, and must not learn of the other one."""
    concern = {**cases.NAMING_STAFF, "harms": (Harm.CSE,), "staff": (world.dele.user_id,)}
    ofsted = cases.body(world, AgencyType.OFSTED)
    with clock.at(MONDAY):
        told_to(world, world.council, EXPLOITED)
        words = "The notice that the law asks for."
        notice = share(
            world.asha,
            world.kit,
            ofsted,
            concern=concern,
            purpose={"code": Purpose.STATUTORY_NOTICE, "words": words},
            decision=cases.WHO_TELLS_THEM,
        )
        gone(notice, world.asha, ofsted)
    assert asked_at(HOUR, world.dele, "notice-to-give")


def test_the_law_names_these_for_a_death() -> None:
    assert set(_IN_WORDS) == set(TOLD_OF_A_DEATH)


def test_of_a_death_each_body_is_named_until_it_has_had_notice(world: World) -> None:
    with clock.at(MONDAY):
        cases._died(world)
        cases.given_notice(AgencyType.OFSTED, AgencyType.ICB)(world, None)
    (row,) = asked_at(HOUR, world.maya, "death-to-give-notice-of")
    assert row.what == (
        "Give notice of the child’s death to the placing authority and the council of this area"
    )


@pytest.mark.parametrize(("left_days_before", "asks"), [(0, True), (1, False)])
def test_a_child_who_had_left_before_is_not_asked_about(
    left_days_before: int, asks: bool, world: World
) -> None:
    with clock.at(MONDAY):
        cases._died(world)
    world.kit.placements.update(ends_on=(MONDAY - left_days_before * DAY).date())
    assert len(asked_at(HOUR, world.maya, "death-to-give-notice-of")) == asks


def test_where_one_council_is_both_it_is_told_once(world: World) -> None:
    area = cases.body(world, AgencyType.LA_AREA)
    with clock.at(MONDAY):
        cases._died(world)
        world.kit.placements.update(placing_authority=area)
        kinds = (AgencyType.OFSTED, AgencyType.ICB, AgencyType.LA_AREA)
        cases.given_notice(*kinds)(world, None)
    assert asked_at(HOUR, world.maya, "death-to-give-notice-of") == []


# A time by which they need an answer


def test_a_record_that_waits_for_a_manager_is_late_when_they_needed_it(world: World) -> None:
    request = {
        "agency": world.school.pk,
        "agency_type": AgencyType.SCHOOL,
        "agency_name": world.school.name,
        "verification": Verification.NONE,
        "occurred_at": MONDAY - HOUR,
        "wanted_by": MONDAY + 2 * HOUR,
    }
    with clock.at(MONDAY):
        sealed(world.asha, world.kit, asked(request=request))
    assert asked_at(2 * HOUR, world.maya, "approval-that-waits") == []
    (row,) = asked_at(3 * HOUR, world.maya, "approval-that-waits")
    assert (row.rule, row.due) == ("B19", MONDAY + 2 * HOUR)


def test_one_draft_is_asked_for_once(world: World) -> None:
    with clock.at(MONDAY):
        draft = cases._wanted(world)
        draft.severity = Severity.SIGNIFICANT.value
        draft.decide_at = MONDAY + 4 * HOUR
        draft.save()
    for after, question in ((3 * HOUR, "request-to-answer"), (4 * HOUR, "draft-put-off")):
        with clock.at(MONDAY + after):
            found = follow_ups_of(world.maya.user, MONDAY + after)
        assert [row.question for row in found if row.about.code == "Draft"] == [question]


def test_a_report_that_a_manager_said_no_to_is_no_report(world: World) -> None:
    with clock.at(MONDAY):
        held = {"severity": Severity.CONCERN, "harms": (Harm.TRAFFICKING_MODERN_SLAVERY,)}
        answers = asked(
            request={
                "agency": world.council.pk,
                "agency_type": AgencyType.LA_PLACING,
                "agency_name": world.council.name,
                "verification": Verification.NONE,
                "occurred_at": MONDAY - HOUR,
            },
            concern=held,
        )
        record = sealed(world.asha, world.kit, answers)
        assert asked_at(HOUR, world.maya, "first-responder-to-tell") == []
        reviewed(SharingDecision.objects.get(pk=record.pk), world.maya, Verdict.NOT_AGREED)
    (row,) = asked_at(HOUR, world.maya, "first-responder-to-tell")
    assert row.about.code == record.code


@pytest.mark.parametrize(
    ("question", "concern", "answered"),
    [
        ("sexual-abuse-to-report", ABUSED, True),
        ("first-responder-to-tell", cases.TRAFFICKED, True),
        ("missing-to-report", AWAY, True),
        ("notice-to-give", cases.NAMING_STAFF, True),
        # A notice is itself something that is shared, and has its own record.
        ("notice-to-give", EXPLOITED, False),
    ],
)
def test_what_was_reported_in_another_way_is_added_to_the_record(
    question: str, concern: dict[str, Any], answered: bool, world: World
) -> None:
    with clock.at(MONDAY):
        record = told_to(world, world.school, concern)
        assert asked_at(HOUR, world.maya, question)
        cases._added(AddendumKind.REPORTED)(world, record)
    assert (asked_at(HOUR, world.maya, question) == []) is answered


def test_a_notice_that_may_go_is_asked_for_as_that(world: World) -> None:
    with clock.at(MONDAY):
        purpose = {"code": Purpose.STATUTORY_NOTICE, "words": "The notice that the law asks for."}
        to = cases.body(world, AgencyType.OFSTED)
        share(world.asha, world.kit, to, concern=EXPLOITED, purpose=purpose)
    assert asked_at(HOUR, world.maya, "notice-to-give") == []
    assert asked_at(HOUR, world.maya, "agreed-to-share")
