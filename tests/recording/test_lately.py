"""What rules read of the days before: who was told, moves, and consents that were taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.models import Agency, Child, Placement
from children.models import NotToBeTold as Listed
from children.recording import record_consent, withdraw_consent
from decisions.models import Disclosure
from decisions.policy.answers import Answers, Concern, LawfulReason
from decisions.policy.circumstances import Circumstances
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    Basis,
    ConsentGiver,
    ConsentState,
    Gateway,
    Harm,
    InformationCategory,
    PersonAtRisk,
    Purpose,
    Severity,
)
from decisions.recording.addendum import add
from decisions.recording.circumstances import gather
from decisions.recording.decision import seal
from decisions.recording.drafts import start_draft
from decisions.recording.lately import LATELY, MOVES_SOON, told_lately
from decisions.recording.refiling import refile
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.followups.made import urgent_share
from tests.recording.records import own_initiative, sealed, shared

pytestmark = pytest.mark.django_db


def gathered(home: Home, child: Child, author: Appointment, to: Agency) -> Circumstances:
    draft = start_draft(home, child, author, own_initiative(to))
    return gather(draft.read(), home=home, child=child, author=author, now=clock.now(), draft=draft)


def told(home: Home, child: Child, author: Appointment, answers: Answers) -> Disclosure:
    return shared(sealed(home, child, author, answers), author)


def under(gateway: Gateway, to: Agency) -> Answers:
    return own_initiative(to).changed(
        basis=LawfulReason(basis=Basis.A6_1_C, gateway=gateway),
        purpose={"code": Purpose.STATUTORY_NOTICE, "words": "The notice that the law asks for"},
    )


@pytest.fixture
def area(childrens_services: Agency) -> Agency:
    return Agency.objects.create(
        provider=childrens_services.provider,
        agency_type=AgencyType.LA_AREA.value,
        name="The council of this area",
        number="01632 960555",
    )


# Who was told


def test_whoever_was_told_lately_is_known_with_the_day_and_the_purpose(
    rowan_house: Home,
    kit: Child,
    lark: Child,
    asha: Appointment,
    childrens_services: Agency,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    went = told(rowan_house, kit, asha, own_initiative(childrens_services))
    (one,) = gathered(rowan_house, kit, asha, childrens_services).told
    assert one.agency_type is AgencyType.LA_PLACING
    assert (one.at, one.purpose) == (went.shared_at, Purpose.CARE_PLANNING)
    assert gathered(rowan_house, lark, asha, childrens_services).told == ()
    later = clock.now() + LATELY
    monkeypatch.setattr(clock, "now", lambda: later)
    assert gathered(rowan_house, kit, asha, childrens_services).told == ()


def test_a_record_that_names_staff_is_not_told_of(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    answers = own_initiative(childrens_services)
    named = Concern(severity=answers.concern.severity, staff_in_words="A worker")
    told(rowan_house, kit, asha, answers.changed(concern=named))
    assert gathered(rowan_house, kit, asha, childrens_services).told == ()


def test_what_was_filed_under_the_wrong_child_told_nobody_about_this_one(
    rowan_house: Home,
    kit: Child,
    lark: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    went = told(rowan_house, kit, asha, own_initiative(childrens_services))
    wrong = went.decision
    refile(wrong, maya, lark, rowan_house, maya, reason="It is about Lark.", token=uuid4())
    assert gathered(rowan_house, kit, asha, childrens_services).told == ()


def test_the_notice_of_a_move_is_known_by_its_provision(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency, area: Agency
) -> None:
    told(rowan_house, kit, asha, under(Gateway.CHR2015_R41, area))
    Placement.objects.filter(child=kit).update(starts_on=clock.today() - timedelta(days=5))
    found = gathered(rowan_house, kit, asha, childrens_services)
    assert found.admitted_on == clock.today() - timedelta(days=5)
    assert found.told[0].gateway is Gateway.CHR2015_R41


def test_a_notice_of_an_event_is_known_by_its_provision_under_any_purpose(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    law = LawfulReason(basis=Basis.A6_1_C, gateway=Gateway.CHR2015_R40)
    told(rowan_house, kit, asha, own_initiative(childrens_services).changed(basis=law))
    (one,) = gathered(rowan_house, kit, asha, childrens_services).told
    assert (one.purpose, one.gateway) == (Purpose.CARE_PLANNING, Gateway.CHR2015_R40)


def of_harm(to: Agency, *harms: Harm) -> Answers:
    answers = own_initiative(to)
    concern = answers.concern.changed(
        severity=Severity.CONCERN,
        harms=harms,
        at_risk=(PersonAtRisk.THIS_CHILD,),
        analysis="He came to breakfast in tears.",
    )
    return answers.changed(concern=concern)


def test_it_is_known_of_which_harm_they_were_told_in_the_order_of_telling(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    both = (Harm.EMOTIONAL, Harm.NEGLECT)
    told(rowan_house, kit, asha, of_harm(childrens_services, *both))
    told(rowan_house, kit, asha, own_initiative(childrens_services))
    first, second = gathered(rowan_house, kit, asha, childrens_services).told
    assert (set(first.harms), second.harms) == (set(both), ())
    assert not first.linked


def test_what_was_told_urgently_is_of_the_harm_that_its_full_form_says(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    urgent = urgent_share(asha, kit, childrens_services)
    (one,) = gathered(rowan_house, kit, asha, childrens_services).told
    assert one.harms == ()
    form = of_harm(childrens_services, Harm.NEGLECT)
    draft = start_draft(rowan_house, kit, asha, form, completes=urgent)
    found = gather(
        draft.read(), home=rowan_house, child=kit, author=asha, now=clock.now(), draft=draft
    )
    assert [one.linked for one in found.told] == [True]
    seal(draft)
    (one,) = gathered(rowan_house, kit, asha, childrens_services).told
    assert (one.harms, one.linked) == ((Harm.NEGLECT,), False)


def test_the_record_that_is_answered_counts_although_it_names_staff_and_is_old(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = own_initiative(childrens_services)
    named = answers.concern.changed(staff_in_words="A worker")
    went = told(rowan_house, kit, asha, answers.changed(concern=named))
    later = clock.now() + LATELY
    monkeypatch.setattr(clock, "now", lambda: later)
    draft = start_draft(rowan_house, kit, asha, answers, follows=went.decision)
    found = gather(answers, home=rowan_house, child=kit, author=asha, now=later, draft=draft)
    assert [one.linked for one in found.told] == [True]


def test_who_was_told_takes_one_query(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    for _ in range(2):
        told(rowan_house, kit, asha, own_initiative(childrens_services))
    with CaptureQueriesContext(connection) as asked:
        assert len(told_lately(kit, clock.now())) == 2
    assert len(asked) == 1


# Coming and leaving


def placed(child: Child, starts: date, ends: date | None = None) -> None:
    Placement.objects.filter(child=child).update(starts_on=starts, ends_on=ends)


def test_who_has_lived_here_for_long_was_not_lately_admitted(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    found = gathered(rowan_house, kit, asha, childrens_services)
    moves = (found.admitted_on, found.discharged_on, found.move_known_on)
    assert moves == (None, None, None)
    placed(kit, clock.today() - LATELY)
    assert gathered(rowan_house, kit, asha, childrens_services).admitted_on is None
    placed(kit, clock.today() - LATELY + timedelta(days=1))
    assert gathered(rowan_house, kit, asha, childrens_services).admitted_on is not None


def test_a_move_that_is_near_is_known_and_one_that_is_past_is_a_discharge(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    today, came = clock.today(), date(2025, 1, 6)
    placed(kit, came, today + MOVES_SOON)
    assert gathered(rowan_house, kit, asha, childrens_services).move_known_on == today - LATELY
    placed(kit, came, today + MOVES_SOON + timedelta(days=1))
    assert gathered(rowan_house, kit, asha, childrens_services).move_known_on is None
    placed(kit, came, today)
    found = gathered(rowan_house, kit, asha, childrens_services)
    assert (found.discharged_on, found.move_known_on) == (today, None)


def test_a_council_that_places_in_its_own_area_is_known(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency, area: Agency
) -> None:
    assert not gathered(rowan_house, kit, asha, childrens_services).placed_by_its_area
    Placement.objects.filter(child=kit).update(placing_authority=area)
    assert gathered(rowan_house, kit, asha, childrens_services).placed_by_its_area


def test_a_death_is_known(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> None:
    assert gathered(rowan_house, kit, asha, childrens_services).died_on is None
    kit.died_on = clock.today()
    kit.save()
    assert gathered(rowan_house, kit, asha, childrens_services).died_on == clock.today()


# Who must not know, and what was taken back


def test_contact_is_limited_while_somebody_is_not_to_be_told(
    rowan_house: Home, kit: Child, asha: Appointment, maya: Appointment, childrens_services: Agency
) -> None:
    Listed.objects.filter(child=kit).delete()
    assert not gathered(rowan_house, kit, asha, childrens_services).contact_restricted
    entry = Listed.objects.create(
        child=kit,
        name="Carl Tolland",
        reason="A court said so",
        added_by=maya,
        added_at=clock.now(),
    )
    assert gathered(rowan_house, kit, asha, childrens_services).contact_restricted
    entry.lifted_by, entry.lifted_at, entry.lift_reason = maya, clock.now(), "The order ended"
    entry.save()
    assert not gathered(rowan_house, kit, asha, childrens_services).contact_restricted


def on_consent(to: Agency) -> Answers:
    return own_initiative(to).changed(basis=LawfulReason(basis=Basis.A6_1_A))


def test_those_told_on_a_consent_taken_back_are_counted_until_they_know(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    childrens_services: Agency,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    consent = record_consent(
        kit,
        rowan_house,
        asha,
        giver=ConsentGiver.CHILD,
        state=ConsentState.GIVEN,
        purpose=Purpose.CARE_PLANNING,
        recipient=childrens_services,
        items=(InformationCategory.BEHAVIOUR, InformationCategory.EDUCATION),
        given_on=clock.today() - timedelta(days=3),
        expires_on=clock.today() + timedelta(days=60),
        explained="In plain words",
        told_of_withdrawal=True,
        competence_assessed=True,
    )
    went = told(rowan_house, kit, asha, on_consent(childrens_services))
    assert counted(rowan_house, kit, asha, childrens_services) == 0
    _an_hour_later(monkeypatch)
    withdraw_consent(consent, asha, withdrawn_on=clock.today())
    assert counted(rowan_house, kit, asha, childrens_services) == 1
    _an_hour_later(monkeypatch)
    add(went.decision, asha, kind=AddendumKind.TOLD, words="Rang", reason="Ended", token=uuid4())
    assert counted(rowan_house, kit, asha, childrens_services) == 0


def counted(home: Home, child: Child, author: Appointment, to: Agency) -> int:
    return gathered(home, child, author, to).shared_on_withdrawn_consent


def _an_hour_later(monkeypatch: pytest.MonkeyPatch) -> None:
    later: datetime = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
