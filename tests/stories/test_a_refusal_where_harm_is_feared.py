"""Somebody may come to serious harm and it is not shared: a manager looks, and shares now."""

from __future__ import annotations

from collections.abc import Callable

from children.models import Agency, Child
from decisions.followups.gathering import follow_ups_of
from decisions.models import SharingDecision
from decisions.models.standing import Standing, standing
from decisions.policy.terms import Effect, Outcome, Verdict
from decisions.recording.reading import read_decision, read_sealed
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.stories import pages
from tests.stories.person import Person, record_shown
from tests.stories.visitor import Visitor

WHY_SHARE = "The police cannot keep Kit safe without this. Waiting is the greater danger."


def refuses_the_police(asha: Person) -> SharingDecision:
    pages.begin(asha, pages.ASKED)
    pages.who_asks(asha, "Eastmere Police", name="Tom Reddy", job="Detective constable")
    asha.sees("01632 960202")
    pages.checked(asha, part="They are looking into harm or a crime")
    pages.what_for(
        asha,
        "To prevent or look into a crime",
        "They are looking for the men who send children out with drugs.",
        asked="The names that Kit has spoken of",
        refusing=True,
    )
    pages.danger(
        asha,
        "Suffering, or likely to suffer, significant harm",
        harms=["Criminal exploitation"],
        to=["This child"],
        because="Kit comes back late, with money and a second phone.",
    )
    pages.decide(asha, "Do not share", "Kit begged me not to tell.")
    asha.sees("A manager must agree", "You chose not to share, and someone may be at risk")
    pages.sign(asha)
    asha.sees("It waits for your manager, who must agree.")
    return record_shown(asha)


def shares_now(maya: Person, record: SharingDecision) -> SharingDecision:
    maya.open("/").follow("to approve").follow(record.code).sees("Kit begged me not to tell.")
    pages.answers_for(maya, WHY_SHARE)
    maya.press("Do not agree: share now")
    maya.sees("This follows", record.code)
    pages.information(
        maya,
        pages.Piece("Signs of exploitation", "Two names, and where Kit meets them", "The child"),
    )
    maya.answer(
        "Some of it is about crime. Why may you share that?",
        "As for safeguarding or preventing crime (paragraph 36)",
    )
    pages.lawful(maya)
    pages.childs_view(maya, thinks="They do not agree", words="They will know that it was me.")
    pages.told(maya, "Not yet, but I will")
    pages.decide(maya, "Share", WHY_SHARE, how="Telephone, on a number we hold")
    pages.sign(maya)
    maya.sees("Signed. You may share it")
    return record_shown(maya)


def test_the_manager_does_not_agree_and_shares_in_a_record_that_follows(
    at_screen: Callable[..., Visitor],
    asha: Appointment,
    maya: Appointment,
    kit: Child,
    police: Agency,
) -> None:
    author, manager = at_screen(asha), at_screen(maya)
    refusal = refuses_the_police(author)
    assert refusal.needs_approval
    assert standing(refusal) is Standing.AWAITING
    held_by = read_decision(refusal).assessment.with_effect(Effect.APPROVE)
    assert [one.rule for one in held_by] == ["A03"]

    share = shares_now(manager, refusal)
    review = refusal.reviews.get()
    assert review.verdict == Verdict.NOT_AGREED
    assert read_sealed(review)["text"]["words"] == WHY_SHARE
    assert share.follows == refusal
    assert share.author == maya
    assert share.outcome == Outcome.SHARE
    assert not share.needs_approval
    assert read_decision(share).answers.request.name == "Tom Reddy"

    to = "Tom Reddy, Detective constable, Eastmere Police"
    manager.follow("Record what we shared")
    manager.answer(f"Did it go to {to}, and to nobody else?", "Yes")
    manager.press("Record what we shared").sees(to)
    assert share.disclosures.get().recipient == police

    author.open(f"/records/{refusal.pk}/").sees(WHY_SHARE, "This record was followed by")
    author.follow(share.code).sees("This record follows", refusal.code)
    assert not SharingDecision.objects.get(pk=refusal.pk).disclosures.exists()
    pages.confirmed_in_writing(manager, share)
    assert follow_ups_of(maya.user, clock.now()) == []
