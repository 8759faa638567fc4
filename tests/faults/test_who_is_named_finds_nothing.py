"""Whoever a concern names is kept out of it, and learns of it by nothing else they may read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import AgencyType, Role
from decisions.recording.decision import seal
from decisions.recording.drafts import start_draft
from decisions.recording.kept_out import NotKeptOut
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import make_person
from tests.followups.made import gone, sealed, told, urgent_share
from tests.guide.conftest import NOW, Guide, errors_of, item, text_of
from tests.policy.builders import own_initiative
from tests.recording.test_refiling import explained

Begin = Callable[..., Guide]
SignIn = Callable[..., Client]


@pytest.fixture
def lado(meadowbank: Provider) -> Agency:
    return Agency.objects.create(
        provider=meadowbank,
        agency_type=AgencyType.LADO.value,
        name="Eastmere LADO",
        number="01632 960299",
    )


def naming(author: Appointment, child: Child, to: Agency, *who: Appointment) -> SharingDecision:
    answers = own_initiative(transfer=told(to), request={"occurred_at": NOW})
    staff = tuple(one.user_id for one in who)
    return sealed(author, child, answers.changed(concern=answers.concern.changed(staff=staff)))


def test_what_the_lado_was_told_of_one_person_says_nothing_of_another(
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
    lado: Agency,
    signed_in: SignIn,
) -> None:
    about_ben, client = naming(asha, kit, school, ben), signed_in(maya)
    pages = (reverse("record", args=[about_ben.pk]), reverse("follow-ups"))
    before = [text_of(client.get(one)) for one in pages]
    assert all("LADO" in words for words in before)
    gone(naming(asha, kit, lado, maya), asha, lado)
    assert [text_of(client.get(one)) for one in pages] == before
    gone(naming(asha, kit, lado, ben), asha, lado)
    assert "Tell the LADO" not in text_of(client.get(pages[0]))


@pytest.mark.parametrize(
    "words",
    ["Maya  Okoro", "Okoro, Maya", "Maya\u200b Okoro", "Máya Okoro", "Maya-Okoro", "MAYA\tOKORO"],
)
def test_a_name_on_the_list_is_ticked_however_it_is_written(
    begin: Begin, maya: Appointment, words: str
) -> None:
    guide = begin("own-initiative")
    guide.fill_until("concern")
    said = errors_of(guide.answer("concern", staff_in_words=words))
    assert "Maya Okoro is on the list. Tick the name instead." in said


@pytest.mark.parametrize("words", ["Maya Jones of the agency", "Joy Okoro", "the night worker"])
def test_somebody_else_is_written_in_words(begin: Begin, maya: Appointment, words: str) -> None:
    guide = begin("own-initiative")
    guide.fill_until("concern")
    answer = guide.answer("concern", staff_in_words=words)
    if answer.status_code == 200:
        # Half of Maya's name: asked about once, and no more than that.
        assert "Do you mean Maya Okoro?" in errors_of(answer)
        meant = answer.context["form"]["asked_about"].value()
        answer = guide.answer("concern", staff_in_words=words, asked_about=meant)
    assert answer.status_code == 302


def at_other_people(begin: Begin, *ticked: Appointment, **row: str) -> Guide:
    guide = begin("own-initiative")
    guide.answers["concern"]["staff"] = [str(one.user_id) for one in ticked]
    guide.answers["items"].update(item(category="STAFF", words="She shouted at him"))
    said = {
        "kind": "STAFF",
        "name": "Maya Okoro",
        "part": "MAY_POSE_RISK",
        "proof": "UNPROVEN",
        "review_on_day": "1",
        "review_on_month": "12",
        "review_on_year": "2026",
        **row,
    }
    guide.answers["people"] = {"rows": "1"} | {f"person-0-{one}": said[one] for one in said}
    guide.fill_until("people")
    return guide


def test_an_allegation_about_a_colleague_is_named_where_it_keeps_them_out(
    begin: Begin, maya: Appointment
) -> None:
    guide = at_other_people(begin)
    refused = guide.answer("people")
    assert refused.status_code == 200
    assert "Maya Okoro works here. Go back to “Danger and worry”" in text_of(refused)
    assert 'value="Maya Okoro"' in guide.get("people").content.decode()
    assert not Draft.objects.get().read().people


def test_who_is_ticked_there_may_be_a_row_too(begin: Begin, maya: Appointment) -> None:
    assert at_other_people(begin, maya).answer("people").status_code == 302


def test_a_name_that_is_unticked_afterwards_is_judged_again_when_it_is_signed(
    begin: Begin, maya: Appointment
) -> None:
    guide = at_other_people(begin, maya)
    guide.fill_until("check")
    assert guide.answer("concern", staff=[]).status_code == 302
    page = text_of(guide.get("check"))
    assert "Maya Okoro works here and is named. Tick that name on the page" in page
    draft = Draft.objects.get()
    with pytest.raises(NotKeptOut):
        seal(explained(draft))
    assert "Maya Okoro works here and is named." in text_of(guide.answer("check"))
    assert not SharingDecision.objects.exists()
    assert guide.answer("concern", staff=[str(maya.user_id)]).status_code == 302
    assert seal(explained(Draft.objects.get())).named_staff.get().person == maya.user


def test_somebody_named_in_words_who_came_to_work_here_since_is_kept_out(
    begin: Begin, rowan_house: Home, meadowbank: Provider
) -> None:
    guide = begin("own-initiative")
    guide.answers["concern"]["staff_in_words"] = "Ida Thorne of the agency"
    guide.fill_until("check")
    make_person("Ida Thorne", Role.CARE_WORKER, meadowbank, rowan_house)
    with pytest.raises(NotKeptOut, match="Ida Thorne works here and is named"):
        seal(explained(Draft.objects.get()))


def test_whom_an_earlier_record_names_is_kept_out_of_the_full_form_whatever_was_saved(
    asha: Appointment, ben: Appointment, kit: Child, school: Agency
) -> None:
    first = naming(asha, kit, school, ben)
    answers = own_initiative(transfer=told(school), request={"occurred_at": NOW})
    draft = start_draft(first.home, kit, asha, answers, follows=first)
    draft.answers = answers.model_dump_json()
    draft.save()
    with pytest.raises(NotKeptOut, match="The earlier record names Ben Castell"):
        seal(draft)


def full_form_that_names(
    who: Appointment, by: Appointment, urgent: SharingDecision, school: Agency
) -> Draft:
    answers = own_initiative(transfer=told(school), request={"occurred_at": NOW})
    concern = answers.concern.changed(staff=(who.user_id,))
    return start_draft(
        urgent.home, urgent.child, by, answers.changed(concern=concern), completes=urgent
    )


WHAT_A_COLLEAGUE_OPENS = ("home", "register", "children")


def all_pages(client: Client, urgent: SharingDecision, in_charge: bool) -> dict[str, str]:
    lists = [*WHAT_A_COLLEAGUE_OPENS, *(["drafts"] if in_charge else [])]
    found = {name: text_of(client.get(reverse(name))) for name in lists}
    found["record"] = text_of(client.get(reverse("record", args=[urgent.pk])))
    found["child"] = text_of(client.get(reverse("child", args=[urgent.child_id])))
    return found


@pytest.mark.parametrize("who", ["bea", "ben"])
def test_that_a_full_form_is_begun_is_not_said_to_whom_it_names(
    asha: Appointment,
    ben: Appointment,
    rowan_house: Home,
    meadowbank: Provider,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
    who: str,
) -> None:
    """Neither to a care worker nor to somebody in charge, who could take another draft over."""
    bea = make_person("Bea Lund", Role.CARE_WORKER, meadowbank, rowan_house)
    named = {"bea": bea, "ben": ben}[who]
    urgent, client = urgent_share(asha, kit, school), signed_in(named)
    before = all_pages(client, urgent, named is ben)
    full_form_that_names(named, asha, urgent, school)
    after = all_pages(client, urgent, named is ben)
    if named is ben:
        assert "Somebody else has begun" not in after["record"]
        assert "The full form is still to come, from the person who shared" in after["record"]
        before["record"] = after["record"]
    assert after == before
    answer = client.post(reverse("completion", args=[urgent.pk]))
    assert answer.status_code == 403
    assert "begun" not in text_of(answer)


def test_the_urgent_record_goes_with_the_full_form_from_whom_that_names(
    asha: Appointment,
    ben: Appointment,
    maya: Appointment,
    dele: Appointment,
    kit: Child,
    school: Agency,
    signed_in: SignIn,
) -> None:
    urgent, other = urgent_share(asha, kit, school), urgent_share(asha, kit, school)
    seal(explained(full_form_that_names(maya, asha, urgent, school)))
    for person, sees in ((maya, False), (dele, True), (ben, True), (asha, True)):
        client = signed_in(person)
        status = client.get(reverse("record", args=[urgent.pk])).status_code
        assert status == (200 if sees else 404), person.user.name
        assert client.get(reverse("record", args=[other.pk])).status_code == 200
    client = signed_in(maya)
    for page in ("register", "follow-ups", "approval-queue", "inspection", "home"):
        assert urgent.code not in text_of(client.get(reverse(page))), page
    assert client.get(reverse("review", args=[urgent.pk])).status_code == 404
    assert urgent not in SharingDecision.objects.counted_for(maya.user)


def test_whoever_wrote_the_urgent_record_that_turns_out_to_name_them_sees_no_full_form(
    asha: Appointment, maya: Appointment, kit: Child, school: Agency, signed_in: SignIn
) -> None:
    urgent = urgent_share(asha, kit, school)
    full = seal(explained(full_form_that_names(asha, maya, urgent, school)))
    page = text_of(signed_in(asha).get(reverse("record", args=[urgent.pk])))
    assert "Shared urgently" in page
    assert "Full form" not in page
    assert full.code not in page
    assert "Full form signed" in text_of(signed_in(maya).get(reverse("record", args=[urgent.pk])))


@pytest.mark.parametrize("kind", ["STAFF", "ADULT"])
def test_a_colleague_who_only_saw_it_is_a_plain_row(
    begin: Begin, maya: Appointment, kind: str
) -> None:
    guide = at_other_people(begin, kind=kind, part="SAW_OR_TOLD", proof="NOT_AN_ALLEGATION")
    assert guide.answer("people").status_code == 302
