"""Every fact that a rule reads from the record, as values; sealed beside the answers.

Built by one function in `decisions.recording`. With the answers and a date it is all that
`assess` reads, so any record can be assessed again.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from decisions.policy.answers import Group, ShortText
from decisions.policy.moments import Day, Moment
from decisions.policy.terms import (
    Advice,
    AgencyType,
    ConsentGiver,
    ConsentState,
    Gateway,
    Harm,
    InformationCategory,
    ProviderType,
    Purpose,
    Role,
)

# What a provider may choose: a year in hours, ten years in days, the length of a childhood and as
# long again in months. All far beyond use, and still a length of time that a calendar can hold.
MOST_DAYS = 3_660
Hours = Annotated[int, Field(ge=1, le=8_760)]
Days = Annotated[int, Field(ge=1, le=MOST_DAYS)]
Months = Annotated[int, Field(ge=1, le=432)]


class Settings(Group):
    """The provider's choices in force; hours, months, characters and dates."""

    version: int = 1
    controller_relationship: ShortText = "Separate controllers"
    agreement: ShortText = ""
    impact_assessment: ShortText = ""
    policy_version: ShortText = ""
    privacy_notice_version: ShortText = ""
    appropriate_policy_review_on: Day | None = None
    retrospective_hours: Hours = 24
    urgent_completion_hours: Hours = 24
    minimum_reason_length: int = Field(default=20, ge=1)
    many_items: int = Field(default=10, ge=2)
    item_age_months: Months = 12
    approval_hours: Hours = 4
    approval_hours_serious: Hours = 1
    draft_escalation_hours: Hours = 2
    receipt_working_days: Days = 5
    receipt_working_days_serious: Days = 1
    routine_days: Days = 90
    routine_shares: int = Field(default=3, ge=2)
    arrangement_months: int = Field(default=6, ge=1, le=24)
    arrangement_grace_days: int = Field(default=14, ge=0, le=MOST_DAYS)
    # Does the provider keep here until when each person is trained?
    training_recorded: bool = False
    # The bases and conditions that the privacy notice names, by code; empty where none is kept.
    privacy_notice_names: tuple[ShortText, ...] = ()
    abuse_report_hours: Hours = 24
    consent_warning_days: Days = 30
    return_interview_hours: Hours = 72
    pattern_children: int = Field(default=2, ge=2)
    pattern_episodes: int = Field(default=3, ge=2)
    s16la_in_force_from: Day | None = None
    consistent_identifier_from: Day | None = None
    csa_reporting_duty_from: Day | None = None


class HeldAgency(Group):
    """What the directory holds of an agency that the answers name."""

    agency: UUID
    agency_type: AgencyType
    name: ShortText
    number: ShortText = ""
    address: ShortText = ""
    domains: tuple[ShortText, ...] = ()


class NotToBeTold(Group):
    """A person or body on the child's do-not-disclose list."""

    name: ShortText
    agency: UUID | None = None
    lifted: bool = False


class ConsentHeld(Group):
    """A consent on record. State as recorded; expiry and age are judged by the rules."""

    giver: ConsentGiver
    state: ConsentState
    purpose: Purpose
    recipient: UUID | None = None
    recipient_type: AgencyType | None = None
    items: tuple[InformationCategory, ...] = ()
    given_on: Day | None = None
    expires_on: Day | None = None
    explicit: bool = False
    explained: bool = False
    told_of_withdrawal: bool = False
    competence_assessed: bool = False
    responsibility_evidenced: bool = False


class RelativeHeld(Group):
    """Family or a friend of the child, as the child's particulars have them."""

    name: ShortText
    on_placement_plan: bool = False


class AdviceHeld(Group):
    """Advice on record for this decision: what was advised, and by somebody in which role."""

    role: Role
    # None: their words leave it open.
    advises: Advice | None = None


class ToldHeld(Group):
    """A body that has been told about this child lately, of which harm, and under which law.

    `harms` are those of the record it went under, or of the full form that completes that one.
    `linked`: it went under the record that this one completes or follows.
    """

    agency_type: AgencyType
    at: Moment
    purpose: Purpose | None = None
    gateway: Gateway | None = None
    harms: tuple[Harm, ...] = ()
    linked: bool = False


class PatternHeld(Group):
    """What else on record shares a person, a place, a vehicle or a telephone with this record."""

    children: int = Field(default=0, ge=0)
    episodes: int = Field(default=0, ge=0)


class Approved(Group):
    """What an approved record lets go, for the moment of sharing it."""

    categories: tuple[InformationCategory, ...] = ()
    recipient: UUID | None = None
    has_conditions: bool = False
    conditions_met: bool = False


class Reviewer(Group):
    """Who is about to review, for the rules on approval.

    `is_conflicted` is what they say of themselves: named in it, a witness, or close to somebody
    in it. `is_trained`: their training in sharing information has not run out.
    """

    is_author: bool
    may_approve_here: bool
    is_conflicted: bool = False
    is_trained: bool = True


class Circumstances(Group):
    """All facts from the record; every default is the neutral one."""

    now: Moment
    provider_type: ProviderType = ProviderType.PRIVATE
    settings: Settings = Settings()
    author_role: Role = Role.CARE_WORKER
    birth_date: Day | None = None
    requester_held: HeldAgency | None = None
    recipient_held: HeldAgency | None = None
    not_to_be_told: tuple[NotToBeTold, ...] = ()
    consents: tuple[ConsentHeld, ...] = ()
    abuse_already_reported: bool = False
    protectors_already_told: bool = False
    advice: tuple[AdviceHeld, ...] = ()
    relatives: tuple[RelativeHeld, ...] = ()
    # Shares with the same recipient for the same purpose, in the days that the settings name.
    earlier_shares: int = Field(default=0, ge=0)
    arrangement_in_force: bool = False
    # Shares that were made under a consent which has since been withdrawn.
    shared_on_withdrawn_consent: int = Field(default=0, ge=0)
    told: tuple[ToldHeld, ...] = ()
    pattern: PatternHeld = PatternHeld()
    # Has a court, a plan or the do-not-tell list limited who may know where the child lives?
    contact_restricted: bool = False
    # Was the privacy notice, or the Children's Guide, explained to the child? None: not kept.
    notice_explained: bool | None = None
    # The same reasons, word for word, stand in another record of this author's.
    reasons_copied: bool = False
    move_known_on: Day | None = None
    admitted_on: Day | None = None
    discharged_on: Day | None = None
    # Is the placing authority also the council of the area in which the home stands?
    placed_by_its_area: bool = False
    died_on: Day | None = None
    author_trained_until: Day | None = None
    # Of a record that waits for a manager: since when; and whether a manager did not agree to it.
    awaiting_since: Moment | None = None
    manager_refused: bool = False
    approved: Approved | None = None
    reviewer: Reviewer | None = None
