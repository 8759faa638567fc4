"""The full form of an urgent record, begun from what the urgent record already says."""

from __future__ import annotations

from django.db import transaction

from decisions.models import Draft, SharingDecision
from decisions.policy.answers import Answers, Concern, Decision, Item, Request, Transfer
from decisions.policy.terms import InformationCategory, Outcome, Severity, Start
from decisions.recording.drafts import start_draft
from decisions.recording.reading import read_decision
from infoshare.organisation.models import Appointment, Home


def complete_urgent(decision: SharingDecision, author: Appointment) -> Draft:
    """This person's draft that completes an urgent record; pressing again finds the same one."""
    with transaction.atomic():
        # Two presses take turns on the home's row; the second finds the draft of the first.
        Home.objects.select_for_update(no_key=True).get(pk=decision.home_id)
        return start_draft(
            decision.home,
            decision.child,
            author,
            answers_from_urgent(read_decision(decision).answers),
            completes=decision,
        )


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
        concern=Concern(severity=Severity.IMMEDIATE),
        items=(said.changed(going=True),),
        decision=Decision(outcome=Outcome.SHARE, reasons=urgent.urgent.why),
    )
