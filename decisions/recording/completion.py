"""The full form of an urgent record, begun from what the urgent record already says."""

from __future__ import annotations

from django.db import transaction

from decisions.models import Draft, SharingDecision
from decisions.models.standing import may_be_shared
from decisions.policy.answers import Answers, Concern, Decision, Item, Request, Transfer
from decisions.policy.terms import Channel, Contact, InformationCategory, Outcome, Severity, Start
from decisions.recording.drafts import start_draft
from decisions.recording.locking import hold
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment, User


def complete_urgent(decision: SharingDecision, author: Appointment) -> Draft:
    """The draft that completes an urgent record; pressing again finds the same one.

    Where somebody else began it, it is theirs: whoever is in charge takes it over.
    """
    with transaction.atomic():
        # Two presses take turns on the home's row; the second finds the draft of the first.
        hold(decision)
        urgent = read_decision(decision).answers
        they_rang = urgent.transfer.contact in (Contact.THEY_RANG, Contact.RANG_BACK)
        # A caller whose call still waits for a manager is asked about as any caller is: the full
        # form is no way round the checks that held the urgent record.
        held = they_rang and not may_be_shared(decision)
        answers = request_from_urgent(urgent) if held else answers_from_urgent(urgent)
        return start_draft(decision.home, decision.child, author, answers, completes=decision)


def begun_by_another(decision: SharingDecision, user: User) -> Draft | None:
    """The full form of an urgent record, where somebody other than this person has begun it."""
    begun = Draft.objects.filter(completes=decision).exclude(author__user=user)
    return begun.select_related("author__user").first()


def is_kept_from(draft: Draft, user: User) -> bool:
    """Does a draft name this person, who must not learn that there is one?"""
    return draft.names.filter(pk=user.pk).exists()


def may_take_over(draft: Draft, user: User) -> bool:
    return Draft.objects.waiting_at_homes_of(user).filter(pk=draft.pk).exists()


def request_from_urgent(urgent: Answers) -> Answers:
    """What the full form need not ask again of a caller whom nobody has confirmed."""
    they = urgent.transfer
    return Answers(
        start=Start.ASKED,
        request=Request(
            agency=they.agency,
            agency_type=they.agency_type,
            agency_name=they.agency_name,
            name=they.name,
            position=they.position,
            channel=Channel.PHONE,
            asked_for=urgent.urgent.said,
            occurred_at=urgent.request.occurred_at,
        ),
        concern=_concern(urgent),
        decision=Decision(reasons=urgent.urgent.why),
    )


def _concern(urgent: Answers) -> Concern:
    """Danger at once; staff named in words, as the urgent page has them."""
    return Concern(severity=Severity.IMMEDIATE, staff_in_words=urgent.concern.staff_in_words)


def answers_from_urgent(urgent: Answers) -> Answers:
    """What the full form need not ask again.

    What was said becomes one item that went; whether it was needed, and where it came from, is
    left open, so that its page is seen and its kind put right before anything is signed.
    """
    to = urgent.transfer
    said = Item(category=InformationCategory.INCIDENTS_RESTRAINT, words=urgent.urgent.said)
    return Answers(
        start=Start.OWN_INITIATIVE,
        request=Request(occurred_at=urgent.request.occurred_at),
        transfer=Transfer(
            agency=to.agency,
            agency_type=to.agency_type,
            agency_name=to.agency_name,
            name=to.name,
            position=to.position,
            method=to.method,
            contact=to.contact,
        ),
        concern=_concern(urgent),
        items=(said.changed(going=True),),
        decision=Decision(outcome=Outcome.SHARE, reasons=urgent.urgent.why),
    )
