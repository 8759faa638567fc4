"""Answers that are complete, and records sealed from them through the product's own functions."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from children.models import Agency, Child
from decisions.models import Disclosure, Review, SharingDecision
from decisions.policy.answers import (
    Agreement,
    Answers,
    Concern,
    Decision,
    Item,
    LawfulReason,
    Necessity,
    Openness,
    PurposeOfSharing,
    Request,
    Transfer,
    Urgent,
)
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Channel,
    Contact,
    Harm,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    Provenance,
    Purpose,
    RecognisedInterest,
    RoleWithChild,
    Severity,
    Start,
    Told,
    TransferMethod,
    Understanding,
    Verdict,
    Verification,
    View,
)
from decisions.recording.decision import seal
from decisions.recording.disclosure import What, disclose, seal_urgent
from decisions.recording.drafts import start_draft
from decisions.recording.parts import answering
from decisions.recording.reading import read_decision
from decisions.recording.review import review
from infoshare.common import clock
from infoshare.organisation.models import Appointment, Home

BEHAVIOUR = Item(
    category=InformationCategory.BEHAVIOUR,
    words="Came back late twice this week and would not say where from",
    provenance=Provenance.FACT_WITNESSED,
    needed=True,
    going=True,
)
SCHOOLING = Item(
    category=InformationCategory.EDUCATION,
    words="Attends four days a week",
    provenance=Provenance.FACT_DOCUMENT,
    needed=True,
    going=True,
)
PRIVATE_WORDS = Item(
    category=InformationCategory.MENTAL_HEALTH,
    words="What the counsellor wrote",
    provenance=Provenance.PROFESSIONAL_OPINION,
    needed=False,
    going=False,
)
ITEMS = (BEHAVIOUR, SCHOOLING, PRIVATE_WORDS)


def own_initiative(to: Agency, **changes: object) -> Answers:
    """A worry that the home tells a body whose number it holds: sealed without a manager."""
    return Answers(
        start=Start.OWN_INITIATIVE,
        transfer=Transfer(
            agency=to.pk,
            name="Priya Nair",
            position="Social worker",
            method=TransferMethod.SECURE_EMAIL_DCB1596,
        ),
        request=Request(occurred_at=clock.now() - timedelta(hours=2)),
        purpose=PurposeOfSharing(
            code=Purpose.CARE_PLANNING, words="So that the plan for the evenings can be changed"
        ),
        concern=Concern(severity=Severity.WELFARE),
        items=ITEMS,
        necessity=Necessity(
            less_intrusive=LessIntrusive.LESS_CHOSEN,
            harm_if_shared="A little upset for Kit",
            harm_if_not_shared="The plan stays as it is",
        ),
        basis=LawfulReason(basis=Basis.A6_1_EA, interest=RecognisedInterest.RLI_SAFEGUARDING),
        agreement=Agreement(
            understanding=Understanding.UNDERSTANDS,
            view=View.AGREES,
            words="She said tell them I am fine",
        ),
        openness=Openness(child_told=Told.TOLD, parents_told=Told.TOLD),
        decision=Decision(
            outcome=Outcome.SHARE_PART,
            reasons="The social worker needs this to change the plan for the evenings.",
        ),
    ).changed(**changes)


def unverified_caller(**changes: object) -> Answers:
    """A school rings, nobody could check who it is, and staff would share: a manager decides."""
    return Answers(
        start=Start.ASKED,
        request=Request(
            agency_type=AgencyType.SCHOOL,
            agency_name="Hollin Bank School",
            name="Joan Ellery",
            position="Head of year",
            channel=Channel.PHONE,
            verification=Verification.NONE,
            role_with_child=RoleWithChild.EDUCATION,
            doubt=True,
            asked_for="How Kit is doing",
            occurred_at=clock.now() - timedelta(hours=1),
        ),
        purpose=PurposeOfSharing(code=Purpose.EDUCATION, words="To plan lessons for Kit"),
        concern=Concern(severity=Severity.WELFARE),
        items=ITEMS,
        necessity=Necessity(
            less_intrusive=LessIntrusive.LESS_CHOSEN,
            harm_if_shared="A little upset",
            harm_if_not_shared="Kit falls behind",
        ),
        basis=LawfulReason(basis=Basis.A6_1_EA, interest=RecognisedInterest.RLI_SAFEGUARDING),
        agreement=Agreement(
            understanding=Understanding.UNDERSTANDS, view=View.AGREES, words="Fine by me"
        ),
        openness=Openness(child_told=Told.TOLD, parents_told=Told.TOLD),
        transfer=Transfer(method=TransferMethod.TELEPHONE),
        decision=Decision(
            outcome=Outcome.SHARE_PART, reasons="The school can plan lessons with this."
        ),
    ).changed(**changes)


def refusing_social_care(by: Agency) -> Answers:
    """Children's social care asks about significant harm and staff would refuse: held too."""
    return Answers(
        start=Start.ASKED,
        request=Request(
            agency=by.pk,
            name="Priya Nair",
            position="Social worker",
            channel=Channel.PHONE,
            verification=Verification.CALLBACK_KNOWN,
            role_with_child=RoleWithChild.ALLOCATED_SOCIAL_WORKER,
            doubt=False,
            asked_for="What happened on Friday",
            occurred_at=clock.now() - timedelta(hours=1),
        ),
        purpose=PurposeOfSharing(code=Purpose.INVESTIGATE_HARM, words="An enquiry"),
        concern=Concern(
            severity=Severity.SIGNIFICANT,
            harms=(Harm.PHYSICAL,),
            at_risk=(PersonAtRisk.THIS_CHILD,),
            analysis="A bruise that nobody can explain",
            refusing_now=True,
        ),
        decision=Decision(
            outcome=Outcome.NOT_SHARE, reasons="I want to ask the manager of that team first."
        ),
    )


def refusing_a_journalist() -> Answers:
    """A refusal that stands without anybody else."""
    return Answers(
        start=Start.ASKED,
        request=Request(
            agency_type=AgencyType.MEDIA,
            agency_name="The Eastmere Echo",
            channel=Channel.PHONE,
            verification=Verification.NONE,
            role_with_child=RoleWithChild.NO_ROLE,
            doubt=True,
            asked_for="A comment",
            occurred_at=clock.now() - timedelta(hours=1),
        ),
        purpose=PurposeOfSharing(code=Purpose.PUBLICITY, words="A story"),
        concern=Concern(severity=Severity.NONE, refusing_now=True),
        decision=Decision(
            outcome=Outcome.NOT_SHARE, reasons="No newspaper is told anything about a child."
        ),
    )


def urgently(to: Agency, contact: Contact = Contact.RANG_HELD_NUMBER) -> Answers:
    """The one page of an urgent share."""
    return Answers(
        start=Start.URGENT,
        request=Request(occurred_at=clock.now() - timedelta(minutes=10)),
        transfer=Transfer(agency=to.pk, contact=contact, name="Duty desk"),
        urgent=Urgent(
            said="Kit has not come home and left without his medicine",
            why="He may be seriously ill by the morning",
            told_by="Mrs Pell next door",
        ),
    )


def sealed(home: Home, child: Child, author: Appointment, answers: Answers) -> SharingDecision:
    """A record, signed by this author."""
    return seal(start_draft(home, child, author, answers))


def sealed_urgent(
    home: Home, child: Child, author: Appointment, answers: Answers
) -> SharingDecision:
    """An urgent record with what was said, as its page seals it."""
    return seal_urgent(start_draft(home, child, author, answers), shared=True)


def shown(decision: SharingDecision) -> str:
    """The hash of the leaf that a reviewer looks at."""
    entry = answering(decision)
    assert entry is not None
    return str(entry["leaf"])


def reviewed(
    decision: SharingDecision, manager: Appointment, verdict: Verdict, words: str = "Well thought"
) -> Review:
    return review(decision, manager.user, verdict=verdict, words=words, shown=shown(decision))


def what_left(
    decision: SharingDecision, numbers: tuple[int, ...] = (1, 2), **changes: object
) -> What:
    """What was decided, sent as decided, just now."""
    usual: dict[str, object] = {
        "numbers": numbers,
        "to": read_decision(decision).recipient,
        "recipient": decision.recipient,
        "recipient_type": AgencyType(decision.recipient_type),
        "method": TransferMethod.TELEPHONE,
        "contact": None,
        "shared_at": clock.now(),
        "words": "I read it out",
    }
    return What(**{**usual, **changes})  # type: ignore[arg-type]


def shared(decision: SharingDecision, by: Appointment, token: UUID | None = None) -> Disclosure:
    return disclose(decision, by, what_left(decision), token=token or uuid4())
