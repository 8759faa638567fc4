"""One child of another home, for four hours: that child's pages, and nothing else of the home."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from children.models import Agency, Child, EmergencyAccess
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Role
from infoshare.access.emergency.recording import end_emergency, open_emergency
from infoshare.access.permissions import Permission
from infoshare.access.scope import appointment_for, homes_where, may, reach_of
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home
from tests.access.naming import about_staff
from tests.access.world import furnish
from tests.cast import make_person, place_child
from tests.emergency.conftest import SignIn
from tests.followups.made import share

pytestmark = pytest.mark.django_db


@pytest.fixture
def finch(lark: Child, willow_lodge: Home, childrens_services: Agency) -> Child:
    """Another child of Willow Lodge."""
    return place_child(
        lark.provider, willow_lodge, childrens_services, "Finch", "Arkwright", date(2013, 5, 1)
    )


def test_the_child_opens_and_no_other_child_of_the_home(
    asha: Appointment, lark: Child, finch: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    assert client.get(reverse("child", args=[lark.pk])).status_code == 200
    for page in ("consents", "wishes", "listing"):
        assert client.get(reverse(page, args=[lark.pk])).status_code == 200, page
        assert client.get(reverse(page, args=[finch.pk])).status_code == 404, page
    assert client.get(reverse("child", args=[finch.pk])).status_code == 404
    for page in ("particulars", "child-change", "leaving"):
        assert client.get(reverse(page, args=[lark.pk])).status_code == 404, page


def test_records_about_the_child_open_and_those_about_others_do_not(
    asha: Appointment,
    bryn: Appointment,
    lark: Child,
    finch: Child,
    school: Agency,
    opened: EmergencyAccess,
    signed_in: SignIn,
) -> None:
    hers, others = share(bryn, lark, school), share(bryn, finch, school)
    client = signed_in(asha)
    assert client.get(reverse("record", args=[hers.pk])).status_code == 200
    assert client.get(reverse("record", args=[others.pk])).status_code == 404
    for page in ("register", "children"):
        shown = client.get(reverse(page)).content.decode()
        assert hers.code not in shown
        assert others.code not in shown
        assert "Ibbotson" not in shown
        assert "Arkwright" not in shown
    assert list(SharingDecision.objects.in_register_of(asha.user)) == []


def test_what_another_home_recorded_about_the_child_stays_there(
    asha: Appointment,
    bryn: Appointment,
    lark: Child,
    school: Agency,
    fern_cottage: Home,
    opened: EmergencyAccess,
) -> None:
    record = share(bryn, lark, school)
    elsewhere = SharingDecision.objects.filter(pk=record.pk, home=fern_cottage)
    assert not elsewhere.exists()
    reach = reach_of(asha.user)
    assert reach.emergency_with(Permission.READ_RECORDS, fern_cottage.pk, lark.pk) is None


def test_they_record_about_the_child_under_their_own_name_and_role(
    asha: Appointment, lark: Child, willow_lodge: Home, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    begun = client.post(reverse("guide-start", args=["asked"]), {"child": str(lark.pk)})
    assert begun.status_code == 302
    draft = Draft.objects.get(author__user=asha.user)
    assert (draft.child, draft.home, draft.author) == (lark, willow_lodge, asha)
    assert client.get(reverse("draft", args=[draft.pk]), follow=True).status_code == 200
    with clock.at(opened.until):
        assert client.get(reverse("draft", args=[draft.pk])).status_code == 404


def test_a_decision_is_signed_in_an_emergency(
    asha: Appointment, lark: Child, school: Agency, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    record = share(asha, lark, school)
    client = signed_in(asha)
    assert client.get(reverse("record", args=[record.pk])).status_code == 200
    assert client.get(reverse("disclosures", args=[record.pk])).status_code == 200


def test_it_ends_by_itself_after_four_hours(
    asha: Appointment, lark: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    assert opened.until - opened.recorded_at == timedelta(hours=4)
    client = signed_in(asha)
    with clock.at(opened.until - timedelta(seconds=1)):
        assert client.get(reverse("child", args=[lark.pk])).status_code == 200
    with clock.at(opened.until):
        assert client.get(reverse("child", args=[lark.pk])).status_code == 404


def test_it_ends_at_once_when_they_end_it(
    asha: Appointment, lark: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    for _ in range(2):
        assert client.post(reverse("emergency-end", args=[opened.pk])).status_code == 302
    assert client.get(reverse("child", args=[lark.pk])).status_code == 404
    assert EmergencyAccess.objects.get(pk=opened.pk).end.ended_by == asha


def test_a_leaver_keeps_nothing_of_it(
    asha: Appointment, lark: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    client = signed_in(asha)
    asha.ends_at = clock.now()
    asha.save()
    assert client.get(reverse("child", args=[lark.pk])).status_code == 302
    assert SESSION_KEY not in client.session
    assert reach_of(asha.user).emergencies == ()


def test_a_new_role_does_not_carry_it_on(
    asha: Appointment, meadowbank: object, lark: Child, opened: EmergencyAccess
) -> None:
    asha.ends_at = clock.now()
    asha.save()
    Appointment.objects.create(
        user=asha.user,
        role=Role.ADMINISTRATOR.value,
        provider=asha.provider,
        starts_at=asha.ends_at,
    )
    assert not Child.objects.visible_to(asha.user).filter(pk=lark.pk).exists()


def test_a_child_who_moves_away_meanwhile_is_out(
    asha: Appointment, lark: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    lark.placements.update(ends_on=clock.today())
    assert signed_in(asha).get(reverse("child", args=[lark.pk])).status_code == 404


def test_nobody_else_of_their_home_reaches_the_child(
    ben: Appointment, maya: Appointment, lark: Child, opened: EmergencyAccess, signed_in: SignIn
) -> None:
    for other in (ben, maya):
        assert signed_in(other).get(reverse("child", args=[lark.pk])).status_code == 404


def test_the_home_itself_is_not_reached(
    asha: Appointment, lark: Child, willow_lodge: Home, opened: EmergencyAccess
) -> None:
    for permission in Permission:
        if permission in (Permission.PUBLIC, Permission.SIGNED_IN):
            continue
        assert not may(asha.user, permission, willow_lodge), permission
        assert willow_lodge not in homes_where(asha.user, permission), permission
        assert appointment_for(asha.user, permission, willow_lodge) is None, permission
    given = {one for one in Permission if may(asha.user, one, willow_lodge, lark.pk)}
    assert given == {
        *(Permission.PUBLIC, Permission.SIGNED_IN),
        *(Permission.READ_CHILDREN, Permission.READ_RECORDS, Permission.RECORD),
    }


def test_a_manager_in_an_emergency_approves_nothing_there(
    maya: Appointment,
    bryn: Appointment,
    ruth: Appointment,
    lark: Child,
    willow_lodge: Home,
    school: Agency,
    signed_in: SignIn,
) -> None:
    place = furnish(willow_lodge, lark, bryn, ruth, school)
    open_emergency(lark, willow_lodge, maya, reason="I cover the home tonight.", token=uuid4())
    client = signed_in(maya)
    assert client.get(reverse("record", args=place.addresses["record"])).status_code == 200
    for page in ("review", "escalation", "draft-take-over", "breach-check", "going-live"):
        answer = client.get(reverse(page, args=place.addresses[page]))
        assert answer.status_code in (403, 404), page
    for page in ("draft", "guide-step", "signed", "visit-end", "emergency-review"):
        answer = client.get(reverse(page, args=place.addresses[page]))
        assert answer.status_code in (404, 405), page


def test_a_concern_about_staff_stays_closed_to_them(
    asha: Appointment,
    ruth: Appointment,
    bryn: Appointment,
    lark: Child,
    willow_lodge: Home,
    childrens_services: Agency,
    opened: EmergencyAccess,
    signed_in: SignIn,
) -> None:
    other = make_person("Gil Moran", Role.CARE_WORKER, willow_lodge.provider, willow_lodge)
    for named in (asha, other):
        kept = about_staff(bryn, lark, childrens_services, named, adviser=ruth)
        client = signed_in(asha)
        for record in kept.records:
            assert client.get(reverse("record", args=[record.pk])).status_code == 404
        page = client.get(reverse("child", args=[lark.pk])).content.decode()
        assert not [words for words in kept.words() if words in page]


def test_ending_that_is_over_writes_nothing(asha: Appointment, opened: EmergencyAccess) -> None:
    with clock.at(opened.until):
        assert end_emergency(opened, asha) is None
