"""From a valid form to the row that it records, once."""

from __future__ import annotations

from children.forms import ConsentForm, WishForm
from children.models import Consent, Placement, Wish
from children.recording import record_consent, record_wish
from infoshare.organisation.models import Appointment


def save_consent(placement: Placement, recorder: Appointment, form: ConsentForm) -> bool:
    """Record a consent; False where this page recorded the same before. Raises ConsentRefused."""
    said = form.cleaned_data
    before = Consent.objects.filter(child=placement.child, pk=said["token"]).exists()
    record_consent(
        placement.child,
        placement.home,
        recorder,
        giver=said["giver"],
        state=said["state"],
        purpose=said["purpose"],
        recipient=form.chosen_recipient,
        items=said["items"],
        given_on=said["given_on"],
        expires_on=said["expires_on"],
        explicit=bool(said["explicit"]),
        explained=said["explained"],
        told_of_withdrawal=bool(said["told_of_withdrawal"]),
        competence_assessed=bool(said["competence_assessed"]),
        responsibility_evidenced=bool(said["responsibility_evidenced"]),
        words=said["words"],
        ref=said["token"],
    )
    return not before


def save_wish(placement: Placement, recorder: Appointment, form: WishForm) -> bool:
    """Record a wish; False where this page recorded the same before. Raises ConsentRefused."""
    said = form.cleaned_data
    before = Wish.objects.filter(child=placement.child, pk=said["token"]).exists()
    record_wish(
        placement.child,
        placement.home,
        recorder,
        giver=said["giver"],
        view=said["view"],
        purpose=said["purpose"],
        recipient=form.chosen_recipient,
        said_on=said["said_on"],
        words=said["words"],
        ref=said["token"],
    )
    return not before
