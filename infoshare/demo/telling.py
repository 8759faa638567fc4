"""How a case of the demo is told: what somebody answered, and what happened next.

A case is the guide's questions with their answers, and the steps that follow it. `driving` acts
it out through the functions that the pages use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from decisions.policy.answers import Item, LawfulReason
from decisions.policy.terms import (
    AddendumKind,
    AgencyType,
    Basis,
    Channel,
    Check,
    Contact,
    Gateway,
    Harm,
    InformationCategory,
    LessIntrusive,
    OffenceCondition,
    Outcome,
    PersonAtRisk,
    PersonKind,
    PersonPart,
    Proof,
    Provenance,
    Purpose,
    ReceiptOutcome,
    RecognisedInterest,
    RequestFeature,
    ReviewStage,
    RoleWithChild,
    Severity,
    SpecialCondition,
    Start,
    Told,
    TransferMethod,
    Understanding,
    Verdict,
    Verification,
    View,
    WithoutConsentReason,
)
from infoshare.demo.timeline import When, minutes

Info = InformationCategory

SEEN = Provenance.FACT_WITNESSED
PAPER = Provenance.FACT_DOCUMENT
SAID = Provenance.CHILD_SAID
HEARD = Provenance.REPORTED_BY_OTHER
EXPERT = Provenance.PROFESSIONAL_OPINION
OUR_VIEW = Provenance.STAFF_VIEW
UNCONFIRMED = Provenance.UNVERIFIED_INTELLIGENCE

SAFEGUARDING = LawfulReason(basis=Basis.A6_1_EA, interest=RecognisedInterest.RLI_SAFEGUARDING)
CRIME = LawfulReason(basis=Basis.A6_1_EA, interest=RecognisedInterest.RLI_CRIME)
PUBLIC_TASK_ASKED = LawfulReason(
    basis=Basis.A6_1_EA, interest=RecognisedInterest.RLI_PUBLIC_TASK_REQUEST
)
FAIR = "It is little, the child would expect it, and it helps the child."
OWN_INTEREST = LawfulReason(basis=Basis.A6_1_F, balance=FAIR)
LIFE_AT_RISK = LawfulReason(basis=Basis.A6_1_D)
CONSENT = LawfulReason(basis=Basis.A6_1_A)
CARE_CONDITION = SpecialCondition.A9_2_H_SCH1_P2
OFFENCE_CONDITION = OffenceCondition.A10_SCH1_P36


# How long most records took to write, and how long before signing it had happened.
TOOK = minutes(12)
HEARD_BEFORE = minutes(35)


def duty(gateway: Gateway) -> LawfulReason:
    """A legal obligation, with the law that it comes from."""
    return LawfulReason(basis=Basis.A6_1_C, gateway=gateway)


def with_care(reason: LawfulReason, professional: str = "") -> LawfulReason:
    """The same, for health and social care information too; `professional` keeps it confidential,
    where whoever receives it is none.
    """
    return reason.changed(special=CARE_CONDITION, professional=professional)


def with_safeguarding(
    reason: LawfulReason,
    without_consent: WithoutConsentReason = WithoutConsentReason.P18_B_CANNOT_REASONABLY_OBTAIN,
) -> LawfulReason:
    """The same, for sensitive information that goes to keep a child safe."""
    return reason.changed(
        special=SpecialCondition.A9_2_G_SCH1_P18, without_consent=(without_consent,)
    )


def with_offence(reason: LawfulReason) -> LawfulReason:
    """The same, for information about a crime or a suspected one too."""
    return reason.changed(offence=OFFENCE_CONDITION)


def goes(
    category: InformationCategory,
    words: str,
    source: Provenance,
    *,
    confided: bool = False,
    other: bool = False,
) -> Item:
    """A piece of information that is needed and goes."""
    return Item(
        category=category,
        words=words,
        provenance=source,
        needed=True,
        going=True,
        in_confidence=confided,
        identifies_other=other,
    )


def stays(
    category: InformationCategory, words: str, source: Provenance = PAPER, *, needed: bool = False
) -> Item:
    """A piece of information that was asked for or thought of, and does not go."""
    return Item(category=category, words=words, provenance=source, needed=needed, going=False)


@dataclass(frozen=True)
class Other:
    """Somebody else whom a case speaks of; `look_again` is in days from signing."""

    kind: PersonKind
    name: str
    part: PersonPart
    proof: Proof = Proof.NOT_AN_ALLEGATION
    look_again: int | None = None


@dataclass(frozen=True)
class Step:
    """What happened after a record was signed: so long afterwards, by whom."""

    after: timedelta
    by: str


@dataclass(frozen=True)
class Reviewed(Step):
    """A manager's review, in the manager's words."""

    verdict: Verdict
    words: str = ""
    conditions: str = ""
    stage: ReviewStage = ReviewStage.FIRST


def agreed(after: timedelta, by: str, words: str = "", *, conditions: str = "") -> Reviewed:
    return Reviewed(after, by, Verdict.AGREED, words, conditions)


def not_agreed(after: timedelta, by: str, words: str) -> Reviewed:
    return Reviewed(after, by, Verdict.NOT_AGREED, words)


def questioned(after: timedelta, by: str, words: str) -> Reviewed:
    return Reviewed(after, by, Verdict.QUESTION, words)


def looked_at_afterwards(after: timedelta, by: str, words: str) -> Reviewed:
    return Reviewed(after, by, Verdict.REVIEWED_AFTERWARDS, words)


@dataclass(frozen=True)
class Shared(Step):
    """What really left: all that was decided, or these items by their numbers.

    `earlier` when it had been said before signing; `as_asked` when a manager's conditions were met.
    """

    words: str = ""
    earlier: bool = False
    numbers: tuple[int, ...] = ()
    as_asked: bool = False


@dataclass(frozen=True)
class Received(Step):
    outcome: ReceiptOutcome
    words: str


def acted(after: timedelta, by: str, words: str) -> Received:
    return Received(after, by, ReceiptOutcome.ACTED, words)


def received(after: timedelta, by: str, words: str) -> Received:
    return Received(after, by, ReceiptOutcome.RECEIVED, words)


def not_received(after: timedelta, by: str, words: str) -> Received:
    return Received(after, by, ReceiptOutcome.NOT_RECEIVED, words)


@dataclass(frozen=True)
class Added(Step):
    kind: AddendumKind
    words: str
    reason: str


@dataclass(frozen=True)
class Completed(Step):
    """The full form of an urgent record."""

    case: Case


@dataclass(frozen=True)
class DecidedAgain(Step):
    """A new record after a manager's question or disagreement: what was answered differently."""

    changes: Mapping[str, object]


@dataclass(frozen=True)
class AnsweredAQuestion(DecidedAgain):
    """By the author, to a manager who asked."""


@dataclass(frozen=True)
class SharedInstead(DecidedAgain):
    """By the manager who did not agree to a refusal."""


@dataclass(frozen=True)
class Advised:
    """Advice given while the decision was still a draft, so long before it was signed."""

    before: timedelta
    by: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """One record: who it is about, who wrote it and when, each answer, and what followed.

    `who` is a key of the directory of agencies; `kind` and `body` name somebody outside it.
    `heard` is how long before signing it happened, `back` how long before it a child came back;
    `tell_by` is in days from signing.
    `named` are members of staff whom a concern names, by their keys; `pages` those that were
    filled in. A case that is `left` stays a draft. Of one that has already been shared,
    `asked_for` is what was told and `because` is why.
    """

    name: str
    child: str
    by: str
    at: When | None = None
    start: Start = Start.ASKED
    took: timedelta = TOOK
    heard: timedelta = HEARD_BEFORE
    who: str = ""
    kind: AgencyType | None = None
    body: str = ""
    person: str = ""
    position: str = ""
    channel: Channel | None = None
    checked: Verification | None = None
    role: RoleWithChild | None = None
    doubt: bool = False
    features: tuple[RequestFeature, ...] = ()
    asked_for: str = ""
    purpose: Purpose | None = None
    what_for: str = ""
    severity: Severity | None = Severity.WELFARE
    harms: tuple[Harm, ...] = ()
    at_risk: tuple[PersonAtRisk, ...] = ()
    analysis: str = ""
    reported: str = ""
    back: timedelta | None = None
    talk_offered: bool | None = None
    refusing: bool = False
    named: tuple[str, ...] = ()
    named_in_words: str = ""
    items: tuple[Item, ...] = ()
    people: tuple[Other, ...] = ()
    less: LessIntrusive | None = LessIntrusive.NONE_WOULD_DO
    if_shared: str = ""
    if_not_shared: str = ""
    basis: LawfulReason = SAFEGUARDING
    understands: Understanding | None = Understanding.UNDERSTANDS
    view: View | None = View.AGREES
    said: str = ""
    told: Told | None = Told.TOLD
    parents_told: Told | None = None
    why_not: str = ""
    tell_by: int | None = None
    method: TransferMethod | None = None
    contact: Contact | None = None
    told_by: str = ""
    astray: bool | None = None
    how_often: str = ""
    review_in: int | None = None
    outcome: Outcome | None = Outcome.SHARE
    because: str = ""
    unsure: tuple[Check, ...] = ()
    explain: Mapping[str, str] = field(default_factory=dict)
    advice_wanted: str = ""
    advised: Advised | None = None
    pages: tuple[str, ...] = ("decision",)
    decide_in: timedelta | None = None
    left: bool = False
    then: tuple[Step, ...] = ()
