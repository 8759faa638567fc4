"""Two homes and another provider's, each with one of everything that an address can name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from children.models import Agency, Child, Involvement, NotToBeTold, Professional, Relative
from children.recording import record_consent
from decisions.models import SharingDecision
from decisions.policy.table import to_review
from decisions.policy.terms import (
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Outcome,
    Purpose,
    Relationship,
    Role,
    RoleWithChild,
    Start,
    Verdict,
    VisitorRole,
)
from decisions.recording.asking import ask_advice
from decisions.recording.disagreement import escalate, may_escalate
from decisions.recording.drafts import blank_answers, start_draft
from infoshare.access.emergency.recording import open_emergency
from infoshare.access.sign_in.recovery.recording import start_recovery
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home, User, Visit
from infoshare.organisation.recording import open_visit
from tests.approval.calls import rung
from tests.cast import make_person
from tests.everyday.made import agreed
from tests.followups.made import (
    gone,
    held_for_approval,
    reviewed,
    share,
    told,
    urgent_share,
)
from tests.people.made import proposed
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

    @property
    def thing(self) -> object:
        """The id that its pages are about, where they are all about one thing."""
        return next(iter(self.addresses.values()))[0]


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
    (question,) = ask_advice(asking, author, [manager], words="May we?", token=uuid4())
    record = share(author, child, agency)
    disclosure = gone(share(author, child, agency), author, agency)
    returned = held_for_approval(author, child, agency)
    reviewed(returned, manager, Verdict.QUESTION, "Which lessons?")
    held = held_for_approval(author, child, agency)
    called, escalated = (
        _called(author, manager, child, agency),
        _escalated(author, manager, child, agency),
    )
    urgent = urgent_share(author, child, agency)
    arrangement = agreed(author, manager, child, agency)
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
    # As if the author had come from elsewhere: one who did would be one more person here.
    emergency = open_emergency(
        child, home, author, reason="I look after the child tonight.", token=uuid4()
    )
    return Place(
        home,
        child,
        {
            "draft": (draft.pk,),
            "draft-take-over": (draft.pk,),
            "guide-step": (draft.pk, "recipient"),
            "advice-given": (asking.pk,),
            "advice-answer": (question.pk,),
            "signed": (record.pk,),
            "record": (record.pk,),
            "disclosures": (record.pk,),
            "receipts": (disclosure.pk,),
            "shares-under": (arrangement.pk,),
            "everyday-share": (arrangement.pk,),
            "everyday-end": (arrangement.pk,),
            "everyday-renewal": (arrangement.pk,),
            "addenda": (record.pk,),
            "already-gone": (held.pk,),
            "breach-check": (disclosure.decision_id,),
            "completion": (urgent.pk,),
            "answer": (returned.pk,),
            "beside": (record.pk,),
            "refiling": (record.pk,),
            "review": (held.pk,),
            "confirmation": (called.pk,),
            "escalation": (escalated.pk,),
            "escalate": (escalated.pk,),
            "telephone-approval": (held.pk,),
            "child": (child.pk,),
            "who-looked": (child.pk,),
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
            "going-live": (home.pk,),
            "second-person": (home.pk,),
            "second-person-end": (home.pk, _second_who_ended(home).pk),
            "on-call": (home.pk,),
            "rules-to-review": (home.provider_id,),
            "rule-review": (home.provider_id, next(iter(to_review()))),
            **dict.fromkeys(
                ("visit-end", "visit-extend", "visit-code-new", "visit-receipt"), (visit.pk,)
            ),
            **_about_people(home, author),
            **_coming_back(author, manager),
            "emergency-end": (emergency.pk,),
            "emergency-review": (emergency.pk,),
        },
        (
            child.given_names + " " + child.family_name,
            child.family_name,
            visit.visitor.name,
            *(
                one.code
                for one in (record, returned, held, urgent, arrangement, disclosure.decision)
            ),
        ),
    )


def _about_people(home: Home, author: Appointment) -> dict[str, tuple[object, ...]]:
    """The pages of a home's people, and a role that another administrator proposed there."""
    admin = make_person(f"Administrator of {home.name}", Role.ADMINISTRATOR, home.provider)
    newcomer = User.objects.create_user(f"newcomer-{home.pk.hex}", name=f"Newcomer of {home.name}")
    proposal = proposed(admin, newcomer, Role.CARE_WORKER, home)
    of_the_person = ("person", "person-appoint", "person-telephone", "person-training")
    return {
        **dict.fromkeys(
            (*of_the_person, "invite", "person-suspend", "person-lift", "person-unlink"),
            (author.user_id,),
        ),
        **dict.fromkeys(("appointment-end", "appointment-move"), (author.pk,)),
        **dict.fromkeys(("home-details", "home-on-call", "home-close"), (home.pk,)),
        **dict.fromkeys(("role-answer", "role-withdraw"), (proposal.pk,)),
    }


def _coming_back(author: Appointment, manager: Appointment) -> dict[str, tuple[object, ...]]:
    """The author lost every factor, and the manager started to bring them back."""
    words = {"checked": "I know them well", "why": "The phone is lost."}
    recovery = start_recovery(author.user, manager, **words, token=uuid4())
    of_it = dict.fromkeys(("recovery", "recovery-code"), (recovery.pk,))
    return {"recovery-start": (author.user_id,), **of_it}


def _second_who_ended(home: Home) -> Appointment:
    """Somebody from outside who answered for the home, and no longer does."""
    second = make_person(f"Second of {home.name}", Role.OUTSIDE_SECOND_PERSON, home.provider)
    second.ends_at = clock.now()
    second.save()
    return second


def _called(
    author: Appointment, manager: Appointment, child: Child, agency: Agency
) -> SharingDecision:
    """Held for approval, and agreed to by telephone."""
    record = held_for_approval(author, child, agency)
    rung(record, author, manager)
    return record


def _escalated(
    author: Appointment, manager: Appointment, child: Child, agency: Agency
) -> SharingDecision:
    """Not agreed to, and taken higher by its author where there is somebody above."""
    record = held_for_approval(author, child, agency)
    reviewed(record, manager, Verdict.NOT_AGREED, "Not that caller.")
    fresh = SharingDecision.objects.get(pk=record.pk)
    if may_escalate(fresh, author.user):
        escalate(fresh, author.user)
    return record


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
