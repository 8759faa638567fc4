"""The same events for another child: what goes along, and what never does."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from children.models import Agency, Child
from decisions.models import Draft
from decisions.policy.answers import (
    Answers,
    Item,
    PurposeOfSharing,
    Request,
    Transfer,
    Urgent,
)
from decisions.policy.terms import (
    AgencyType,
    Harm,
    InformationCategory,
    PersonAtRisk,
    PersonKind,
    PersonPart,
    Proof,
    Provenance,
    Purpose,
    Severity,
    Start,
    TransferMethod,
)
from decisions.recording.beside import (
    drafts_beside,
    record_beside,
    recorded_children,
    records_beside,
    shared_facts,
)
from decisions.recording.decision import seal
from decisions.recording.disclosure import seal_already_shared
from decisions.recording.drafts import save_answers, start_draft
from decisions.recording.handing_over import take_over
from decisions.recording.reach import children_to_record
from decisions.recording.reading import read_decision, read_sealed
from decisions.recording.refiling import refile
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import place_child
from tests.recording.records import (
    own_initiative,
    sealed,
    sealed_urgent,
    unverified_caller,
    urgently,
)

pytestmark = pytest.mark.django_db

FIGHT = Item(
    category=InformationCategory.INCIDENTS_RESTRAINT,
    words="Kit Tolland pushed Finn, and Jude watched",
    provenance=Provenance.FACT_WITNESSED,
    needed=True,
    going=True,
)
HEALTH = Item(
    category=InformationCategory.PHYSICAL_HEALTH,
    words="Kit has asthma",
    provenance=Provenance.FACT_DOCUMENT,
    needed=False,
    going=False,
)
TOLD_ALONE = Item(
    category=InformationCategory.BEHAVIOUR,
    words="Kit was afraid",
    provenance=Provenance.CHILD_SAID,
    needed=False,
    going=False,
    in_confidence=True,
)


@pytest.fixture
def finn(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    return place_child(
        meadowbank, rowan_house, childrens_services, "Finn", "Abara", date(2012, 5, 4)
    )


@pytest.fixture
def jude(meadowbank: Provider, rowan_house: Home, childrens_services: Agency) -> Child:
    return place_child(
        meadowbank, rowan_house, childrens_services, "Jude", "Marlow", date(2013, 1, 9)
    )


def reach(author: Appointment, *children: Child) -> dict[str, tuple[Child, Home]]:
    every = children_to_record(author.user)
    return {str(child.pk): every[str(child.pk)] for child in children}


def test_the_shared_facts_go_along_and_what_is_this_childs_own_does_not(
    rowan_house: Home, kit: Child, finn: Child, jude: Child, asha: Appointment, school: Agency
) -> None:
    first = sealed(
        rowan_house,
        kit,
        asha,
        own_initiative(school).changed(
            items=(FIGHT, HEALTH, TOLD_ALONE, FIGHT),
            purpose={
                "code": Purpose.CARE_PLANNING,
                "words": "So that K.T. and Finn are kept apart",
            },
            concern={
                "severity": Severity.WELFARE,
                "harms": (Harm.PHYSICAL,),
                "at_risk": (PersonAtRisk.THIS_CHILD, PersonAtRisk.ANOTHER_CHILD),
                "analysis": "Kit told me",
                "told_by": "Kit’s teacher",
            },
            people=(
                {
                    "kind": PersonKind.CHILD,
                    "name": "Finn",
                    "part": PersonPart.OTHER,
                    "proof": Proof.NOT_AN_ALLEGATION,
                },
            ),
        ),
    )
    (draft,) = record_beside(first, asha.user, reach(asha, finn))
    begun, said = draft.read(), read_decision(first).answers
    assert (draft.child, draft.beside, draft.home) == (finn, first, rowan_house)
    assert begun.start is Start.OWN_INITIATIVE
    assert begun.request.occurred_at == said.request.occurred_at
    assert begun.transfer == said.transfer
    assert begun.purpose.words == "So that another child and Finn are kept apart"
    assert begun.concern.severity is Severity.WELFARE
    assert begun.concern.harms == (Harm.PHYSICAL,)
    assert begun.concern.told_by == "Another child’s teacher"
    assert begun.concern.analysis == ""
    assert begun.basis.basis == said.basis.basis
    # Each kind is ticked once, and what it says of this child is written anew.
    assert begun.items == tuple(Item(category=one.category) for one in (FIGHT, HEALTH, TOLD_ALONE))
    for own in ("agreement", "openness", "decision", "people", "necessity"):
        assert getattr(begun, own) == type(begun).model_fields[own].default
    kept = draft.answers.lower()
    assert not any(
        name in kept
        for name in ("kit", "tolland", "jude", "asthma", "pushed", "afraid", kit.pk.hex)
    )


def test_what_was_said_of_the_first_child_stays_behind_where_it_had_already_gone(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment, school: Agency
) -> None:
    gone = Answers(
        start=Start.ALREADY_SHARED,
        request=Request(occurred_at=clock.now() - timedelta(hours=1)),
        transfer=Transfer(agency=school.pk, method=TransferMethod.TELEPHONE),
        urgent=Urgent(said="He has asthma", why="They asked"),
    )
    first = seal_already_shared(start_draft(rowan_house, kit, asha, gone))
    (draft,) = record_beside(first, asha.user, reach(asha, finn))
    begun = draft.read()
    assert begun.urgent.said == ""
    assert begun.urgent.why == "They asked"
    assert "asthma" not in draft.answers


@pytest.mark.parametrize("signs", ["ben", "asha"])
def test_a_page_keeps_whoever_wrote_it_until_it_is_changed(
    rowan_house: Home,
    kit: Child,
    finn: Child,
    asha: Appointment,
    ben: Appointment,
    school: Agency,
    signs: str,
) -> None:
    """Ben took the draft over after Asha had written what it is for."""
    answers = own_initiative(school)
    blank = answers.changed(purpose=PurposeOfSharing())
    written = start_draft(rowan_house, kit, asha, blank)
    save_answers(written, answers, page="purpose", version=0, author=asha)
    first = seal(take_over(written, ben))
    (draft,) = record_beside(first, {"asha": asha, "ben": ben}[signs].user, reach(ben, finn))
    authors = {page.slug: page.author for page in draft.pages.all()}
    assert authors["purpose"] == asha
    assert authors["recipient"] == ben
    # What is not copied is nobody's so far.
    assert not {"child", "told"} & set(authors)
    save_answers(draft, draft.read(), page="purpose", version=0, author=ben)
    assert draft.pages.get(slug="purpose").author == asha


def test_what_was_said_of_the_first_child_alone_stays_there(childrens_services: Agency) -> None:
    answers = own_initiative(childrens_services)
    said_of_kit = FIGHT.changed(
        dated=date(2026, 1, 9), checked_again=True, disputed=True, on_consent=True
    )
    to, concern = answers.transfer, answers.concern
    begun = shared_facts(
        answers.changed(
            items=(said_of_kit,),
            concern=concern.changed(
                indecent_image=True,
                returned_at=answers.request.occurred_at,
                return_interview_offered=True,
            ),
            basis=answers.basis.changed(balance="Kit agrees", professional="Kit’s nurse"),
            transfer=to.changed(second_check=True, password_apart=True, outside_uk=True),
        ),
        str,
    )
    assert begun.items == (Item(category=FIGHT.category),)
    assert begun.concern == concern
    assert begun.basis == answers.basis
    assert begun.transfer == to.changed(outside_uk=True)


def test_who_asks_and_how_they_were_checked_goes_along(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment
) -> None:
    first = sealed(rowan_house, kit, asha, unverified_caller())
    (draft,) = record_beside(first, asha.user, reach(asha, finn))
    said, begun = read_decision(first).answers.request, draft.read().request
    assert begun == said.changed(asked_for="How another child is doing", role_with_child=None)


def test_family_of_the_first_child_is_asked_about_again(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment
) -> None:
    answers = unverified_caller()
    father = answers.request.changed(
        agency_type=AgencyType.PARENT_NO_PR, agency_name="", name="Carl Tolland", position="Father"
    )
    first = sealed(rowan_house, kit, asha, answers.changed(request=father))
    (draft,) = record_beside(first, asha.user, reach(asha, finn))
    begun = draft.read().request
    assert (begun.agency_type, begun.name, begun.position) == (None, "", "")
    assert begun.occurred_at == father.occurred_at


def test_an_urgent_record_is_one_page_for_the_next_child_too(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment, childrens_services: Agency
) -> None:
    first = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    (draft,) = record_beside(first, asha.user, reach(asha, finn))
    begun = draft.read()
    assert begun.urgent.said == "Another child has not come home and left without his medicine"
    assert begun.urgent.told_by == "Mrs Pell next door"
    assert begun.transfer == read_decision(first).answers.transfer
    record = seal(draft)
    assert (record.urgent, record.child, record.beside) == (True, finn, first)


def test_pressing_again_gives_the_same_draft_and_none_for_a_child_recorded_already(
    rowan_house: Home,
    kit: Child,
    finn: Child,
    jude: Child,
    asha: Appointment,
    childrens_services: Agency,
) -> None:
    first = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    begun = record_beside(first, asha.user, reach(asha, finn, jude))
    assert record_beside(first, asha.user, reach(asha, finn, jude)) == begun
    assert set(drafts_beside(first, asha.user)) == set(begun)
    second = seal(begun[0])
    # From the second record too: the same events, so the same drafts.
    assert record_beside(second, asha.user, reach(asha, finn, jude)) == begun[1:]
    assert Draft.objects.count() == 1
    assert set(recorded_children(second, asha.user)) == {kit.pk, finn.pk}


def test_each_record_names_the_code_of_the_other_and_the_bytes_only_its_place(
    rowan_house: Home, kit: Child, finn: Child, asha: Appointment, childrens_services: Agency
) -> None:
    first = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    second = seal(record_beside(first, asha.user, reach(asha, finn))[0])
    assert records_beside(first, asha.user) == [second]
    assert records_beside(second, asha.user) == [first]
    sealed_as = read_sealed(second)
    assert sealed_as["facts"]["beside"]["seq"] == first.seq
    held = str(sealed_as).lower()
    assert not any(word in held for word in ("kit", "tolland", kit.pk.hex, first.code.lower()))


def test_a_record_that_was_filed_under_the_wrong_child_is_named_beside_none(
    rowan_house: Home,
    kit: Child,
    finn: Child,
    jude: Child,
    asha: Appointment,
    childrens_services: Agency,
) -> None:
    first = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    second = seal(record_beside(first, asha.user, reach(asha, finn))[0])
    refile(first, asha, jude, rowan_house, asha, reason="It was Jude", token=uuid4())
    assert records_beside(second, asha.user) == []
    assert set(recorded_children(second, asha.user)) == {finn.pk}


def test_a_concern_about_staff_is_named_only_to_those_who_may_see_it(
    rowan_house: Home,
    kit: Child,
    finn: Child,
    asha: Appointment,
    ben: Appointment,
    ruth: Appointment,
    childrens_services: Agency,
) -> None:
    urgent = urgently(childrens_services)
    about_ben = urgent.changed(concern=urgent.concern.changed(staff=(ben.user_id,)))
    first = sealed_urgent(rowan_house, kit, asha, about_ben)
    (draft,) = record_beside(first, asha.user, reach(asha, finn))
    assert list(draft.names.all()) == [ben.user]
    second = seal(draft)
    assert records_beside(second, asha.user) == [first]
    assert records_beside(second, ruth.user) == [first]
    assert records_beside(second, ben.user) == []
