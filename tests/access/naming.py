"""A concern that names staff, with one of everything that can stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from children.models import Agency, Child
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    Contact,
    InformationCategory,
    Outcome,
    ReceiptOutcome,
    Verdict,
    Verification,
)
from decisions.recording.addendum import add
from decisions.recording.advice import record_advice
from decisions.recording.approvers import approvers
from decisions.recording.decision import seal
from decisions.recording.disclosure import receive, seal_urgent
from decisions.recording.drafts import start_draft
from decisions.recording.review import answer_question
from infoshare.common import clock
from infoshare.organisation.models import Appointment
from tests.followups.made import gone, reviewed, sealed, told
from tests.policy.builders import asked, item, own_initiative, urgent

# Stands in every text of these records, and nowhere else.
CANARY = "quagga"


@dataclass(frozen=True)
class Kept:
    """What was made: records, their ids and those of all beside them, and a draft."""

    records: list[SharingDecision]
    draft: Draft

    def shared(self) -> list[UUID]:
        """The ids of what was shared under these records."""
        return [pk for one in self.records for pk in one.disclosures.values_list("pk", flat=True)]

    def words(self) -> list[str]:
        """What must stand on no page of whoever is named."""
        return [CANARY, *(one.code for one in self.records), *(str(one.pk) for one in self.records)]


def about_staff(
    author: Appointment, child: Child, to: Agency, *named: Appointment, adviser: Appointment
) -> Kept:
    """Five records that name these people, with reviews, shares and additions, and a draft."""
    shared = _shared(author, child, to, named, adviser)
    held = _held(author, child, to, named)
    returned = _held(author, child, to, named)
    reviewed(returned, approvers(returned)[0], Verdict.QUESTION, f"Who saw it? {CANARY}")
    answered = seal(answer_question(returned, author))
    told_urgently = _urgent(author, child, to, named)
    return Kept([shared, held, returned, answered, told_urgently], _draft(author, child, to, named))


def concern(*named: Appointment) -> dict[str, Any]:
    return {
        "analysis": f"Kit told us. {CANARY}",
        "staff": tuple(one.user_id for one in named),
        "staff_in_words": f"An agency worker. {CANARY}",
    }


def _share(to: Agency, named: tuple[Appointment, ...], **more: Any) -> dict[str, Any]:
    words = f"A member of staff shouted. {CANARY}"
    return {
        "transfer": told(to),
        "request": {"occurred_at": clock.now() - timedelta(hours=1)},
        "concern": concern(*named),
        "items": (item(InformationCategory.BEHAVIOUR, words=words),),
        **more,
    }


def _shared(
    author: Appointment,
    child: Child,
    to: Agency,
    named: tuple[Appointment, ...],
    adviser: Appointment,
) -> SharingDecision:
    home = child.placements.get(ends_on__isnull=True).home
    draft = start_draft(home, child, author, own_initiative(**_share(to, named)))
    record_advice(draft, author, adviser=adviser, words=CANARY, given_at=clock.now(), token=uuid4())
    record = seal(draft)
    left = gone(record, author, to)
    receive(
        left,
        author,
        outcome=ReceiptOutcome.RECEIVED,
        heard_at=clock.now(),
        words=CANARY,
        token=uuid4(),
    )
    add(record, author, kind=AddendumKind.ADDITION, words=CANARY, reason=CANARY, token=uuid4())
    return record


def _held(
    author: Appointment, child: Child, by: Agency, named: tuple[Appointment, ...]
) -> SharingDecision:
    request = {
        "agency": by.pk,
        "agency_type": AgencyType(by.agency_type),
        "agency_name": by.name,
        "verification": Verification.NONE,
        "asked_for": CANARY,
        "occurred_at": clock.now() - timedelta(hours=1),
    }
    return sealed(author, child, asked(request=request, concern=concern(*named)))


def _urgent(
    author: Appointment, child: Child, to: Agency, named: tuple[Appointment, ...]
) -> SharingDecision:
    home = child.placements.get(ends_on__isnull=True).home
    answers = urgent(
        transfer={
            "agency": to.pk,
            "agency_type": AgencyType(to.agency_type),
            "contact": Contact.RANG_HELD_NUMBER,
        },
        request={"occurred_at": clock.now() - timedelta(minutes=5)},
        concern={"staff": tuple(one.user_id for one in named)},
        urgent={"said": CANARY, "why": CANARY},
    )
    return seal_urgent(start_draft(home, child, author, answers), shared=True)


def _draft(author: Appointment, child: Child, to: Agency, named: tuple[Appointment, ...]) -> Draft:
    home = child.placements.get(ends_on__isnull=True).home
    wanted = {"outcome": Outcome.ASK_ADVICE, "advice_wanted": CANARY}
    answers = own_initiative(**_share(to, named, decision=wanted))
    return start_draft(home, child, author, answers)
