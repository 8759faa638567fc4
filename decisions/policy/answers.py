"""Every fact that a person answers. The only place where an answered fact is defined.

`None` (or an empty text or tuple) means not answered. The groups are those of the guide's pages.
A document is read only by `Answers.model_validate_json` and written only by `model_dump_json`.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from decisions.policy.moments import Day, Moment
from decisions.policy.terms import (
    SHARING,
    AgencyType,
    Basis,
    Channel,
    Check,
    ConsentGiver,
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
    RecognisedInterest,
    RequestFeature,
    RoleWithChild,
    Severity,
    SpecialCondition,
    Start,
    Told,
    TransferMethod,
    Understanding,
    Verification,
    View,
    WithoutConsentReason,
)

SCHEMA = 2
TEXT_LIMIT = 5_000
SHORT_TEXT_LIMIT = 200
ITEM_LIMIT = 40
PEOPLE_LIMIT = 20
STAFF_LIMIT = 40


def _in_the_ledgers_spelling(text: str) -> str:
    """Refuse what the forms would have cleaned: the same words must give the same bytes."""
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("text must be in Unicode normal form C")
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and character not in "\n\t"):
            raise ValueError("text must hold no control characters and no lone surrogates")
    return text


Text = Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(_in_the_ledgers_spelling)]
ShortText = Annotated[
    str, Field(max_length=SHORT_TEXT_LIMIT), AfterValidator(_in_the_ledgers_spelling)
]


class Group(BaseModel):
    """Frozen and strict; a refused value is never repeated in the error."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False
    )

    def changed(self, **changes: object) -> Self:
        """A validated copy with other values (`model_copy` would skip validation)."""
        return type(self).model_validate({**dict(self), **changes})


class Request(Group):
    """Who asks, how, and how far they were checked; empty where nobody asked."""

    agency: UUID | None = None
    agency_type: AgencyType | None = None
    agency_name: ShortText = ""
    name: ShortText = ""
    position: ShortText = ""
    channel: Channel | None = None
    verification: Verification | None = None
    role_with_child: RoleWithChild | None = None
    doubt: bool | None = None
    features: tuple[RequestFeature, ...] = ()
    asked_for: Text = ""
    # The day and time by which they say that they need an answer.
    wanted_by: Moment | None = None
    outside_uk: bool | None = None
    occurred_at: Moment | None = None


class PurposeOfSharing(Group):
    code: Purpose | None = None
    words: Text = ""


class Concern(Group):
    severity: Severity | None = None
    harms: tuple[Harm, ...] = ()
    at_risk: tuple[PersonAtRisk, ...] = ()
    analysis: Text = ""
    already_reported: ShortText = ""
    refusing_now: bool | None = None
    # Of a child who was missing: when they came back, and whether they were offered a talk with
    # somebody independent.
    returned_at: Moment | None = None
    return_interview_offered: bool | None = None
    # An indecent image of a child, or what may be one: the file itself never enters a record.
    indecent_image: bool | None = None
    # Of sexual contact: were both young people of about the same age, who both wanted it?
    between_peers: bool | None = None
    # Who saw or heard it, where that is not the author.
    told_by: ShortText = ""
    # Accounts of those who work here and are named in the concern; in words, those without one.
    staff: Annotated[tuple[UUID, ...], Field(max_length=STAFF_LIMIT)] = ()
    staff_in_words: ShortText = ""


class Item(Group):
    """One piece of information: what it is, where it comes from, whether it goes."""

    category: InformationCategory
    words: Text = ""
    provenance: Provenance | None = None
    needed: bool | None = None
    going: bool | None = None
    in_confidence: bool = False
    identifies_other: bool = False
    # When it was seen, said or written, where that is known; and whether it was checked since.
    dated: Day | None = None
    checked_again: bool = False
    disputed: bool = False
    # Was it collected because somebody consented, for another purpose than this one?
    on_consent: bool = False


class PersonConcerned(Group):
    """Somebody else whom the record is about, who is not a child of this provider's homes."""

    kind: PersonKind
    name: ShortText = ""
    part: PersonPart | None = None
    proof: Proof | None = None
    review_on: Day | None = None


class Necessity(Group):
    less_intrusive: LessIntrusive | None = None
    whole_file: bool | None = None
    harm_if_shared: Text = ""
    harm_if_not_shared: Text = ""


class LawfulReason(Group):
    basis: Basis | None = None
    interest: RecognisedInterest | None = None
    gateway: Gateway | None = None
    provision: ShortText = ""
    special: SpecialCondition | None = None
    offence: OffenceCondition | None = None
    without_consent: tuple[WithoutConsentReason, ...] = ()
    # Why the interest is not outweighed by what is best for the child (Article 6(1)(f)).
    balance: Text = ""
    # The health or social work professional, or the duty of confidence (Article 9(2)(h)).
    professional: ShortText = ""


class Agreement(Group):
    """The child's understanding, view and words. Agreement is not consent."""

    understanding: Understanding | None = None
    view: View | None = None
    words: Text = ""
    # Who objects to it: more than a wish that somebody should not be told.
    objections: tuple[ConsentGiver, ...] = ()
    # Were they asked within the hour of a sanction, a restraint or a decision on their placement?
    under_pressure: bool | None = None


class Openness(Group):
    child_told: Told | None = None
    parents_told: Told | None = None
    why_not: Text = ""
    look_again_on: Day | None = None


class Transfer(Group):
    """Where it will go; in a request the recipient is whoever asked, and only the method stands."""

    agency: UUID | None = None
    agency_type: AgencyType | None = None
    agency_name: ShortText = ""
    name: ShortText = ""
    position: ShortText = ""
    method: TransferMethod | None = None
    contact: Contact | None = None
    outside_uk: bool | None = None
    # Has a second person looked at the address; does the password go another way than the file?
    second_check: bool | None = None
    password_apart: bool | None = None
    # Of what has already been shared: did it go to the wrong person, or was it more than agreed?
    astray: bool | None = None


class RoutineArrangement(Group):
    """How often something is shared under one approval, and when that is looked at again."""

    how_often: ShortText = ""
    review_on: Day | None = None


class Urgent(Group):
    """What was told, and why, of an urgent share and of one that has already happened."""

    said: Text = ""
    why: Text = ""
    told_by: ShortText = ""


class Explanation(Group):
    """What a person wrote where a rule asks for a reason."""

    rule: Annotated[str, Field(pattern=r"^[A-J][0-9]{2}$")]
    words: Text = ""


class Decision(Group):
    outcome: Outcome | None = None
    reasons: Text = ""
    unsure: tuple[Check, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    decide_at: Moment | None = None
    advice_wanted: Text = ""
    manager_unreachable: bool | None = None
    # Of a refusal: would sharing do the child more harm than not sharing (Children Act 2004
    # section 16LA), and what legal advice was taken, from whom.
    more_detrimental: bool | None = None
    legal_advice: ShortText = ""


class Answers(Group):
    """All answers of one share-or-not decision."""

    answers_schema: int = Field(default=SCHEMA, ge=1, le=SCHEMA)
    start: Start
    request: Request = Request()
    purpose: PurposeOfSharing = PurposeOfSharing()
    concern: Concern = Concern()
    items: Annotated[tuple[Item, ...], Field(max_length=ITEM_LIMIT)] = ()
    people: Annotated[tuple[PersonConcerned, ...], Field(max_length=PEOPLE_LIMIT)] = ()
    necessity: Necessity = Necessity()
    basis: LawfulReason = LawfulReason()
    agreement: Agreement = Agreement()
    openness: Openness = Openness()
    transfer: Transfer = Transfer()
    arrangement: RoutineArrangement = RoutineArrangement()
    urgent: Urgent = Urgent()
    decision: Decision = Decision()

    @property
    def was_asked(self) -> bool:
        return self.start is Start.ASKED

    @property
    def recipient(self) -> Request | Transfer:
        """Whom the information would go to: whoever asked, else whom staff chose."""
        return self.request if self.was_asked else self.transfer

    @property
    def going(self) -> tuple[Item, ...]:
        return tuple([item for item in self.items if item.going])

    @property
    def shares(self) -> bool:
        return self.decision.outcome in SHARING

    @property
    def names_staff(self) -> bool:
        """Is somebody who works here named in the concern, by account, in words or by its kind?"""
        concern = self.concern
        named = bool(concern.staff or concern.staff_in_words.strip())
        return named or Harm.STAFF_ALLEGATION in concern.harms
