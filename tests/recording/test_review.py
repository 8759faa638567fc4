"""A manager's answer: never one's own, never twice, and to exactly what was shown."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from children.models import Agency, Child
from decisions.models import Draft, Review, SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import Outcome, Role, Verdict
from decisions.recording.reading import read_sealed
from decisions.recording.review import (
    AlreadyReviewed,
    ReviewRefused,
    answer_question,
    review,
    share_instead,
    verdicts_for,
)
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Provider
from tests.cast import LONG_AGO
from tests.recording.records import (
    own_initiative,
    refusing_a_journalist,
    refusing_social_care,
    reviewed,
    sealed,
    sealed_urgent,
    shown,
    unverified_caller,
    urgently,
)


@pytest.fixture
def held(rowan_house: Home, kit: Child, asha: Appointment) -> SharingDecision:
    return sealed(rowan_house, kit, asha, unverified_caller())


@pytest.fixture
def refusal(
    rowan_house: Home, kit: Child, asha: Appointment, childrens_services: Agency
) -> SharingDecision:
    return sealed(rowan_house, kit, asha, refusing_social_care(childrens_services))


def fresh(decision: SharingDecision) -> SharingDecision:
    return SharingDecision.objects.get(pk=decision.pk)


@pytest.mark.parametrize(
    ("verdict", "stands", "may_go"),
    [
        (Verdict.AGREED, Standing.AGREED, True),
        (Verdict.NOT_AGREED, Standing.NOT_AGREED, False),
        (Verdict.QUESTION, Standing.RETURNED, False),
    ],
)
def test_the_answer_decides_how_a_share_stands(
    held: SharingDecision, maya: Appointment, verdict: Verdict, stands: Standing, may_go: bool
) -> None:
    written = reviewed(held, maya, verdict, "Because I said so")
    assert (standing(fresh(held)), may_be_shared(fresh(held))) == (stands, may_go)
    parts = read_sealed(written)
    assert parts["text"]["words"] == "Because I said so"
    assert parts["facts"]["reviewer"]["signature"] == "Maya Okoro, registered manager"
    assert parts["facts"]["of"]["leaf"] == shown(held)


def test_nobody_reviews_what_they_signed(rowan_house: Home, kit: Child, maya: Appointment) -> None:
    own = sealed(rowan_house, kit, maya, unverified_caller())
    with pytest.raises(ReviewRefused, match="You recorded this"):
        reviewed(own, maya, Verdict.AGREED)
    assert not Review.objects.exists()


def test_a_second_appointment_does_not_make_an_author_a_second_person(
    held: SharingDecision, asha: Appointment, meadowbank: Provider
) -> None:
    Appointment.objects.create(
        user=asha.user,
        role=Role.SAFEGUARDING_LEAD.value,
        provider=meadowbank,
        starts_at=LONG_AGO,
    )
    with pytest.raises(ReviewRefused, match="You recorded this"):
        reviewed(held, asha, Verdict.AGREED)


def test_the_database_refuses_a_review_of_ones_own_whoever_writes_it(
    held: SharingDecision, asha: Appointment, maya: Appointment
) -> None:
    written = reviewed(held, maya, Verdict.AGREED)
    columns = {
        field.attname: getattr(written, field.attname) for field in Review._meta.concrete_fields
    }
    columns |= {"id": held.pk, "seq": 999, "stage": "ESCALATION"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**{**columns, "reviewer_person_id": asha.user_id})


def test_it_refuses_those_who_are_not_managers_of_this_home(
    held: SharingDecision, ben: Appointment, otto: Appointment, dana: Appointment
) -> None:
    for person in (ben, otto, dana):
        with pytest.raises(ReviewRefused):
            reviewed(held, person, Verdict.AGREED)
    assert not Review.objects.exists()


def test_it_refuses_a_manager_whose_role_has_ended(
    held: SharingDecision, maya: Appointment
) -> None:
    maya.ends_at = clock.now() - timedelta(minutes=1)
    maya.save()
    with pytest.raises(ReviewRefused, match="may not approve"):
        reviewed(held, maya, Verdict.AGREED)


def test_the_responsible_individual_and_the_safeguarding_lead_may_answer_too(
    rowan_house: Home, kit: Child, asha: Appointment, ruth: Appointment, sam: Appointment
) -> None:
    for person in (ruth, sam):
        record = sealed(rowan_house, kit, asha, unverified_caller())
        assert reviewed(record, person, Verdict.AGREED).reviewer == person


def test_a_second_answer_finds_the_first(
    held: SharingDecision, maya: Appointment, dele: Appointment
) -> None:
    first = reviewed(held, maya, Verdict.AGREED)
    for person in (maya, dele):
        with pytest.raises(AlreadyReviewed) as told:
            reviewed(held, person, Verdict.NOT_AGREED)
        assert told.value.review == first
    assert Review.objects.count() == 1


@pytest.mark.parametrize("verdict", [Verdict.NOT_AGREED, Verdict.QUESTION])
def test_the_author_is_owed_words(
    held: SharingDecision, maya: Appointment, verdict: Verdict
) -> None:
    with pytest.raises(ReviewRefused, match="Write what the author should know"):
        reviewed(held, maya, verdict, "  \n ")


def test_it_refuses_an_answer_to_something_else_than_was_shown(
    held: SharingDecision, refusal: SharingDecision, maya: Appointment
) -> None:
    for forged in (shown(refusal), "", "00" * 32):
        with pytest.raises(ReviewRefused, match="Look again"):
            review(held, maya.user, verdict=Verdict.AGREED, words="", shown=forged)
    assert not Review.objects.exists()


def test_a_review_afterwards_never_lets_go_what_is_held(
    held: SharingDecision, maya: Appointment
) -> None:
    with pytest.raises(ReviewRefused, match="does not wait for that"):
        reviewed(held, maya, Verdict.REVIEWED_AFTERWARDS)
    assert not may_be_shared(fresh(held))


def test_what_does_not_wait_for_a_manager_takes_no_answer(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    plain = sealed(rowan_house, kit, asha, own_initiative(childrens_services))
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    assert verdicts_for(plain) == ()
    assert verdicts_for(urgent) == (Verdict.REVIEWED_AFTERWARDS,)
    for record in (plain, urgent):
        with pytest.raises(ReviewRefused):
            reviewed(record, maya, Verdict.NOT_AGREED)


def test_an_urgent_share_is_reviewed_afterwards_and_stands(
    rowan_house: Home,
    kit: Child,
    asha: Appointment,
    maya: Appointment,
    childrens_services: Agency,
) -> None:
    urgent = sealed_urgent(rowan_house, kit, asha, urgently(childrens_services))
    reviewed(urgent, maya, Verdict.REVIEWED_AFTERWARDS, "Quick and right. Next time ring sooner.")
    assert standing(fresh(urgent)) is Standing.STANDS
    assert urgent.disclosures.count() == 1


def test_not_agreeing_to_a_refusal_opens_one_share_that_follows_it(
    refusal: SharingDecision, maya: Appointment
) -> None:
    reviewed(refusal, maya, Verdict.NOT_AGREED, "They must know today")
    draft = share_instead(refusal, maya)
    assert share_instead(refusal, maya) == draft
    assert Draft.objects.count() == 1
    assert (draft.follows, draft.author, draft.child) == (refusal, maya, refusal.child)
    answers = draft.read()
    assert answers.decision.outcome is Outcome.SHARE
    assert answers.decision.reasons == ""
    assert answers.concern.refusing_now is False
    assert answers.request.name == "Priya Nair"


def test_answering_a_question_opens_one_draft_that_cites_the_old_record(
    held: SharingDecision, asha: Appointment, maya: Appointment
) -> None:
    reviewed(held, maya, Verdict.QUESTION, "Did you ring the school back?")
    draft = answer_question(held, asha)
    assert answer_question(held, asha) == draft
    assert (draft.follows, draft.author) == (held, asha)
    assert draft.read() == read_answers(held)


def read_answers(decision: SharingDecision) -> object:
    from decisions.recording.reading import read_decision

    return read_decision(decision).answers


def test_a_refusal_of_a_journalist_goes_straight_through(
    rowan_house: Home, kit: Child, asha: Appointment
) -> None:
    record = sealed(rowan_house, kit, asha, refusing_a_journalist())
    assert standing(record) is Standing.STANDS
    assert verdicts_for(record) == ()


def test_a_reviewer_who_is_close_to_it_is_refused_and_others_are_named(
    held: SharingDecision, maya: Appointment, ruth: Appointment
) -> None:
    with pytest.raises(ReviewRefused, match="close to somebody in it.*Ruth Adeyemi"):
        review(
            held,
            maya.user,
            verdict=Verdict.AGREED,
            words="",
            shown=shown(held),
            is_conflicted=True,
        )
    assert not Review.objects.exists()


def columns_of(written: Review, **changes: object) -> dict[str, object]:
    """The columns of another review, with a place of its own in the log."""
    columns = {one.attname: getattr(written, one.attname) for one in Review._meta.concrete_fields}
    return {**columns, "id": written.decision_id, "seq": 999, "stage": "CONFIRMATION", **changes}


@pytest.mark.parametrize(
    "changes",
    [
        # Conditions go with a yes; a call has a time; what was written by another is a call.
        {"verdict": "NOT_AGREED", "has_conditions": True},
        {"rung_at": None, "by": "asha"},
        {"rung_at": "now", "by": "maya"},
        {"stage": "FIRST"},
        {"stage": "SECOND"},
        {"verdict": "PERHAPS"},
    ],
)
def test_the_database_refuses_what_no_review_can_be(
    held: SharingDecision, asha: Appointment, maya: Appointment, changes: dict[str, object]
) -> None:
    written = reviewed(held, maya, Verdict.AGREED)
    wrong = dict(changes)
    if "by" in wrong:
        wrong["recorded_by_id"] = (asha if wrong.pop("by") == "asha" else maya).pk
    if wrong.get("rung_at") == "now":
        wrong["rung_at"] = clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**columns_of(written, **wrong))
    assert Review.objects.create(**columns_of(written)).stage == "CONFIRMATION"
