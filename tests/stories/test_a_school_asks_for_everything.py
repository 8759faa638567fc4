"""A school asks for "everything": it is cut to what it needs, and a manager agrees to that."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from decisions.models import Disclosure, SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import (
    Effect,
    InformationCategory,
    Outcome,
    ReceiptOutcome,
    RequestFeature,
    TransferMethod,
)
from decisions.recording.reading import read_decision, read_sealed
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, guide_pages, record_shown
from tests.stories.visitor import Visitor

ATTENDANCE = "Which mornings Kit cannot come, until the move is over"
SPEAKING = "Loud rooms make it hard for Kit to listen"
FAMILY = "Why Kit came into care"
NARROWED = "The school needs what helps Kit to learn. The rest of the file does not."
EVERYTHING = "They ask for everything."


def cuts_it_to_part(asha: Person) -> SharingDecision:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "Hollin Bank School", name="Ines Duarte", job="Pastoral lead", how="Email")
    asha.sees("01632 960203")
    pages.checked(
        asha,
        "I will reply only to the address we already hold",
        part="They teach or support the child",
        true=["They ask for everything, or the whole file"],
    )
    pages.what_for(
        asha,
        "To help with school or learning",
        "They want to help Kit to settle in class.",
        asked="Everything that you hold on Kit",
    )
    pages.danger(asha, "Everyday welfare")
    pages.information(
        asha,
        pages.Piece("Education", ATTENDANCE),
        pages.Piece("Behaviour", SPEAKING, "A professional's opinion"),
        pages.Piece("Family and parental responsibility", FAMILY, fate=pages.STAYS),
        less="Yes, and I have cut it down to that",
    )
    pages.lawful(asha)
    pages.childs_view(asha, words="They can know about mornings. Not about home.")
    pages.told(asha)
    pages.decide(
        asha,
        "Share part",
        "It helps Kit in class. The family’s story does not belong there.",
        how="Encrypted email",
    )
    asha.sees("A manager must agree", EVERYTHING, FAMILY)
    pages.sign(asha, (EVERYTHING, NARROWED))
    asha.sees("Signed. Do not share it yet").is_offered_no("Record what we shared")
    return record_shown(asha)


def the_manager_agrees(maya: Person, record: SharingDecision) -> None:
    maya.open("/").follow("to approve").sees(EVERYTHING).follow(record.code)
    maya.sees("Do you agree?", ATTENDANCE, FAMILY, NARROWED, "Stays")
    pages.answers_for(maya)
    maya.press("Agree: share").sees("You agreed.")


def records_what_went(asha: Person, record: SharingDecision) -> None:
    """Only what goes is offered; Kit's mornings go, the rest of it is left for later."""
    asha.open("/").follow("Share it, then write down what was shared").sees("Agreed by a manager")
    asha.follow("Record what we shared").sees("Ines Duarte", ATTENDANCE, SPEAKING).sees_no(FAMILY)
    asha.answer("What did you share?", f"Education: {ATTENDANCE}")
    asha.answer(
        "Did it go to Ines Duarte, Pastoral lead, Hollin Bank School, and to nobody else?", "Yes"
    )
    asha.press("Record what we shared").sees("What we shared is in the record.")


def records_that_they_have_it(asha: Person) -> None:
    asha.follow("Record what they said")
    asha.answer("What did they say?", "They confirm that they have it")
    asha.press("Record what they said").sees("They confirm that they have it")


def test_it_is_cut_to_part_agreed_to_and_only_that_goes(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    school: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    record = cuts_it_to_part(author)
    assert len(guide_pages(author)) <= 10
    assert record.outcome == Outcome.SHARE_PART
    assert standing(record) is Standing.AWAITING

    sealed = read_decision(record)
    assert RequestFeature.ASKS_FOR_EVERYTHING in sealed.answers.request.features
    assert [item.words for item in sealed.answers.going] == [ATTENDANCE, SPEAKING]
    assert [(item.number, item.going) for item in record.items.all()] == [
        (1, True),
        (2, True),
        (3, False),
    ]
    assert [one.rule for one in sealed.assessment.with_effect(Effect.APPROVE)] == ["B09"]
    assert [(one.rule, one.words) for one in sealed.answers.decision.explanations] == [
        ("B09", NARROWED)
    ]

    the_manager_agrees(manager, record)
    assert standing(SharingDecision.objects.get(pk=record.pk)) is Standing.AGREED

    an_item_that_stays_cannot_be_sent(author, record)
    records_what_went(author, record)
    went = record.disclosures.get()
    assert [item.category for item in went.items.all()] == [InformationCategory.EDUCATION]
    assert went.recipient == school
    assert went.method == TransferMethod.ENCRYPTED_EMAIL
    assert read_sealed(went)["facts"]["to"] == sealed.recipient

    records_that_they_have_it(author)
    receipt = went.receipts.get()
    assert receipt.outcome == ReceiptOutcome.RECEIVED
    assert read_sealed(receipt)["facts"]["recorded_by"]["signature"] == asha.signature
    author.open("/").sees("No record waits for you.")


def an_item_that_stays_cannot_be_sent(asha: Visitor, record: SharingDecision) -> None:
    """The third item is not on the page; sending its number all the same is refused."""
    asha.open(f"/records/{record.pk}/shared/")
    form = next(form for form in asha.page.forms if form.buttons[0].words.startswith("Record"))
    sent = form.sent_by(form.buttons[0]) | {"items": ["1", "3"], "as_decided": ["yes"]}
    answer = asha.client.post(asha.address, sent)
    assert answer.status_code == 200
    assert "Choose from the answers on this page." in answer.content.decode()
    assert not Disclosure.objects.exists()
