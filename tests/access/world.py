"""Two homes and another provider's, each with one of everything that an address can name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from children.models import Agency, Child, Involvement, NotToBeTold, Professional, Relative
from children.recording import record_consent
from decisions.policy.terms import (
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Outcome,
    Purpose,
    Relationship,
    RoleWithChild,
    Start,
    Verdict,
    VisitorRole,
)
from decisions.recording.drafts import blank_answers, start_draft
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, Visit
from infoshare.organisation.recording import open_visit
from tests.followups.made import (
    gone,
    held_for_approval,
    reviewed,
    share,
    told,
    urgent_share,
)
from tests.policy.builders import own_initiative

SignIn = Callable[[Any], Client]


@dataclass(frozen=True)
class Place:
    """A home with one child, and what addresses name there."""

    home: Home
    child: Child
    addresses: dict[str, tuple[object, ...]]
    # What must stand on no page of somebody who does not read this home.
    secrets: tuple[str, ...]


def furnish(
    home: Home, child: Child, author: Appointment, manager: Appointment, agency: Agency
) -> Place:
    """One of everything at a home, written by `author`; another manager is needed to review."""
    draft = start_draft(home, child, author, blank_answers(Start.OWN_INITIATIVE))
    wants_advice = {"outcome": Outcome.ASK_ADVICE, "advice_wanted": "May we tell the school?"}
    asking = start_draft(
        home,
        child,
        author,
        own_initiative(
            transfer=told(agency),
            request={"occurred_at": clock.now() - timedelta(hours=1)},
            decision=wants_advice,
        ),
    )
    record = share(author, child, agency)
    disclosure = gone(share(author, child, agency), author, agency)
    returned = held_for_approval(author, child, agency)
    reviewed(returned, manager, Verdict.QUESTION, "Which lessons?")
    held = held_for_approval(author, child, agency)
    urgent = urgent_share(author, child, agency)
    consent = _consent(home, child, author, agency)
    entry = NotToBeTold.objects.create(
        child=child,
        name=f"Uncle of {child.family_name}",
        reason="A court order.",
        added_by=manager,
        added_at=clock.now(),
    )
    relative = Relative.objects.create(
        child=child,
        name=f"Aunt of {child.family_name}",
        relationship=Relationship.OTHER_RELATIVE.value,
    )
    involvement = _involvement(child, agency)
    visit = _visit(home, manager)
    return Place(
        home,
        child,
        {
            "draft": (draft.pk,),
            "guide-step": (draft.pk, "recipient"),
            "advice-given": (asking.pk,),
            "signed": (record.pk,),
            "record": (record.pk,),
            "disclosures": (record.pk,),
            "receipts": (disclosure.pk,),
            "addenda": (record.pk,),
            "completion": (urgent.pk,),
            "answer": (returned.pk,),
            "review": (held.pk,),
            "child": (child.pk,),
            "consents": (child.pk,),
            "wishes": (child.pk,),
            "withdrawal": (child.pk, consent.pk),
            "lifting": (child.pk, entry.pk),
            "listing": (child.pk,),
            "child-new": (home.pk,),
            "particulars": (child.pk,),
            "child-change": (child.pk,),
            "leaving": (child.pk,),
            "relative-new": (child.pk,),
            "relative-change": (child.pk, relative.pk),
            "involvement-new": (child.pk,),
            "involvement-end": (child.pk, involvement.pk),
            "agency-new": (home.provider_id,),
            "agency-change": (agency.pk,),
            "agency-use": (agency.pk,),
            "professional-change": (involvement.professional_id,),
            "visit-end": (visit.pk,),
        },
        (
            child.given_names + " " + child.family_name,
            child.family_name,
            visit.visitor.name,
            *(one.code for one in (record, returned, held, urgent, disclosure.decision)),
        ),
    )


def _consent(home: Home, child: Child, author: Appointment, agency: Agency) -> Any:
    return record_consent(
        child,
        home,
        author,
        giver=ConsentGiver.CHILD,
        state=ConsentState.GIVEN,
        purpose=Purpose.ACTIVITY,
        recipient=agency,
        items=[InformationCategory.IDENTITY],
        given_on=clock.today(),
        expires_on=clock.today() + timedelta(days=90),
    )


def _involvement(child: Child, agency: Agency) -> Involvement:
    return Involvement.objects.create(
        child=child,
        professional=Professional.objects.create(
            agency=agency, name=f"Teacher {child.pk.hex[:6]}", position="Teacher"
        ),
        role=RoleWithChild.EDUCATION.value,
        starts_on=clock.today(),
    )


def _visit(home: Home, manager: Appointment) -> Visit:
    return open_visit(
        home,
        manager,
        role=VisitorRole.OFSTED_INSPECTOR,
        name=f"Inspector of {home.name.split()[0]}shire",
        body="Ofsted",
        until=clock.now() + timedelta(days=1),
        passphrase="three random words",
    ).visit
