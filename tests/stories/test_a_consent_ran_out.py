"""A consent that ran out is no reason to share; another reason fits, and it is shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from children.models import Agency, Child
from decisions.models import SharingDecision
from decisions.policy.terms import Basis, ConsentState, Outcome, RecognisedInterest
from decisions.recording.reading import read_decision
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

RAN_OUT = "The consent has run out."
MARKS = "Kit’s marks in maths, and where help is needed"
LATER = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)


def kit_gives_consent_until_january(asha: Person) -> None:
    asha.open("/").follow("Children").follow("Kit Tolland").follow("Record a consent")
    for question, answers in {
        "Who gives or refuses it?": ("The child",),
        "What did they say?": ("They gave consent",),
        "What is it for?": ("To help with school or learning",),
        "Who may be told?": ("Hollin Bank School",),
        "What may they be told?": ("Education",),
        "When did they say it, or when did we ask?": ("23", "11", "2026"),
        "Until when does it hold?": ("31", "1", "2027"),
        "How was it explained to them?": ("Asha went through it with Kit, in pictures.",),
        "Were they told that they can take it back at any time?": ("Yes",),
        "Does the child understand this well enough to decide, and did somebody check that?": (
            "Yes",
        ),
        "Did they say yes in so many words, or sign?": ("Yes",),
    }.items():
        asha.answer(question, *answers)
    asha.press("Record what they said").sees("Given")


def would_share_on_that_consent(asha: Person) -> None:
    pages.begin(asha, pages.OWN)
    pages.whom_to_tell(asha, "Hollin Bank School", job="Maths teacher")
    pages.what_for(asha, "To help with school or learning", "So that Kit gets help in maths.")
    pages.danger(asha, "Everyday welfare")
    pages.information(asha, pages.Piece("Education", MARKS))
    pages.lawful(asha, "Consent")
    pages.childs_view(asha, words="Yes, tell them.")
    pages.told(asha)
    pages.decide(asha, "Share", "Kit wants to catch up in maths.", how="Encrypted email")
    asha.sees("You cannot sign this yet", "You must do this", RAN_OUT)
    asha.sees("Ask again, or choose another basis that fits.")


def finds_a_reason_that_fits(asha: Person) -> SharingDecision:
    asha.follow("Change Lawful reason").sees("What fits here")
    pages.lawful(asha)
    asha.sees_no(RAN_OUT, "You cannot sign this yet")
    pages.sign(asha)
    asha.sees("Signed. You may share it")
    return record_shown(asha)


def test_it_is_blocked_as_a_basis_and_shared_on_another_one(
    at_screen: Callable[..., Visitor], asha: Appointment, kit: Child, school: Agency
) -> None:
    author = at_screen(asha)
    kit_gives_consent_until_january(author)
    with clock.at(LATER):
        would_share_on_that_consent(author)
        pages.sign(author)
        author.sees(RAN_OUT)
        assert not SharingDecision.objects.exists()

        record = finds_a_reason_that_fits(author)
        author.follow("Record what we shared")
        author.answer("Did it go to Maths teacher, Hollin Bank School, and to nobody else?", "Yes")
        author.press("Record what we shared").sees("What we shared is in the record.")

    sealed = read_decision(record)
    assert record.outcome == Outcome.SHARE
    assert not record.needs_approval
    assert sealed.answers.basis.basis is Basis.A6_1_EA
    assert sealed.answers.basis.interest is RecognisedInterest.RLI_SAFEGUARDING
    consent = sealed.circumstances.consents[0]
    assert consent.state in (ConsentState.GIVEN, ConsentState.EXPIRED)
    assert f"{consent.expires_on:%d.%m.%Y}" == "31.01.2027"
    assert record.disclosures.get().recipient == school
