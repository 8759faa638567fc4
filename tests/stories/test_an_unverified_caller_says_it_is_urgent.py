"""A caller says that she is a social worker and that it is urgent; she could not be confirmed.

She is rung back on the number that the home holds, sharing is held for the manager, the manager
does not agree, and all of it is in the record.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.urls import reverse

from children.models import Agency, Child
from decisions.models import Disclosure, SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import Contact, Effect, Outcome, RequestFeature, Verdict, Verification
from decisions.recording.reading import read_decision, read_sealed
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

COUNCIL = "Eastmere Council children's services"
HELD_NUMBER = "01632 960201"
WHY_NOT = "The number led to nobody of that name. Keep quiet, and tell Priya Nair."


def a_caller_cannot_be_confirmed(asha: Person) -> SharingDecision:
    """Asha takes the call, rings back on the held number, and signs what she would share."""
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, COUNCIL, name="Jo Marsh", job="Social worker")
    asha.sees("Ring back on this number", HELD_NUMBER, "Never ring a number that the caller gives")
    pages.checked(
        asha,
        "I have not been able to check",
        part="I do not know",
        doubt="Yes",
        true=("They say it is an emergency", "I rang back and could not confirm them"),
    )
    pages.what_for(
        asha,
        "To protect a child or adult from harm",
        "She says that a man is on his way to Kit.",
        asked="Where Kit is this evening",
    )
    pages.danger(
        asha,
        "Someone is in danger now",
        harms=["Physical abuse"],
        to=["This child"],
        because="Only what she said. Nothing else points to it.",
    )
    pages.information(asha, pages.Piece("Where the child lives now", "Where Kit is this evening"))
    pages.lawful(asha)
    pages.childs_view(asha, "I have not been able to find out", "I have not asked")
    pages.told(asha, "Not yet, but I will")
    pages.decide(
        asha,
        "Share",
        "If it is true, the council must know at once.",
        how="Telephone, on a number we hold",
    )
    asha.sees(
        "A manager must agree",
        "You have not checked that this person is who they say.",
        "You could not ring this person back.",
        "Your manager must agree first. Do not share anything until they have.",
    )
    pages.sign(asha)
    asha.sees("Signed. Do not share it yet", "Ring them back", HELD_NUMBER, "I will ring you back")
    asha.is_offered_no("Record what we shared")
    return record_shown(asha)


def nothing_may_be_recorded_as_shared(asha: Person, record: SharingDecision, why: str) -> None:
    asha.open(f"/records/{record.pk}/").sees(why).is_offered_no("Record what we shared")


def the_manager_does_not_agree(maya: Person, record: SharingDecision) -> None:
    maya.open("/").follow("to approve").sees("You could not ring this person back.")
    maya.follow(record.code).sees("Do you agree?", "Jo Marsh", "Where Kit is this evening")
    maya.press("Do not agree: do not share", refused=True)
    maya.sees("Write why you do not agree. The author sees it.")
    pages.answers_for(maya, WHY_NOT)
    maya.press("Do not agree: do not share")
    maya.sees("You did not agree. The author sees why.")


def the_author_sees_why(asha: Person, record: SharingDecision) -> None:
    asha.open("/").sees("Not agreed").follow("Do not share:")
    asha.sees(record.code, WHY_NOT, "Maya Okoro", "Nothing may go out under this record.")
    asha.is_offered_no("Record what we shared")


def test_she_is_rung_back_held_for_the_manager_and_refused(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = a_caller_cannot_be_confirmed(author)
    waiting = "A manager must agree before anything goes."
    nothing_may_be_recorded_as_shared(author, record, waiting)
    posting_it_directly_is_refused(author, record)
    assert standing(record) is Standing.AWAITING

    the_manager_does_not_agree(manager, record)
    the_author_sees_why(author, record)
    posting_it_directly_is_refused(author, record)
    posting_it_directly_is_refused(manager, record)

    sealed = read_decision(record)
    assert sealed.answers.request.name == "Jo Marsh"
    assert sealed.answers.request.agency == childrens_services.pk
    assert sealed.answers.request.verification is Verification.NONE
    assert RequestFeature.CALLBACK_FAILED in sealed.answers.request.features
    assert sealed.circumstances.requester_held is not None
    assert sealed.circumstances.requester_held.number == HELD_NUMBER
    held_by = {one.rule for one in sealed.assessment.with_effect(Effect.APPROVE)}
    assert {"B01", "B03", "B04", "B05"} <= held_by
    assert record.needs_approval
    assert not may_be_shared(record)

    review = record.reviews.get()
    assert review.verdict == Verdict.NOT_AGREED
    assert review.reviewer_person == maya.user
    assert read_sealed(review)["text"]["words"] == WHY_NOT
    assert not Disclosure.objects.exists()


def posting_it_directly_is_refused(person: Visitor, record: SharingDecision) -> None:
    """Somebody who knows the address sends the form of a page that was never shown."""
    sent = {
        "token": str(uuid4()),
        "items": ["1"],
        "as_decided": "yes",
        "method": "TELEPHONE",
        "shared_at_day": "23",
        "shared_at_month": "11",
        "shared_at_year": "2026",
        "shared_at_time": "09:30",
        "words": "",
    }
    answer = person.client.post(reverse("disclosures", args=[record.pk]), sent)
    assert answer.status_code == 403
    assert not record.disclosures.exists()


def test_on_the_urgent_page_a_caller_who_was_not_rung_back_waits_for_the_manager_too(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    kit: Child,
    childrens_services: Agency,
) -> None:
    author = at_screen(asha)
    author.open("/").press("Share urgently").sees("I will ring you straight back")
    author.answer("Which child?", "Kit Tolland")
    author.answer("Who did you tell, or who rang?", COUNCIL)
    author.answer("How were you in touch?", "They rang, and I have not rung back yet")
    author.answer("What did you say?", "Nothing. She wants to know where Kit is.")
    author.answer("Why was it urgent?", "She says that a man is on his way.")
    author.press("Sign this urgent record")
    author.sees("Do not share it yet", "Ring them back", HELD_NUMBER)

    record = record_shown(author)
    posting_it_directly_is_refused(author, record)
    sealed = read_decision(record)
    assert sealed.answers.transfer.contact is Contact.THEY_RANG
    assert record.urgent
    assert record.needs_approval
    assert record.outcome == Outcome.SHARE
    assert not record.disclosures.exists()
