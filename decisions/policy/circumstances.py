"""Every fact that a rule reads from the record, as values; sealed beside the answers.

Built by one function in `decisions.recording`. With the answers and a date it is all that
`assess` reads, so any record can be assessed again.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from decisions.policy.answers import Group, Moment, ShortText
from decisions.policy.terms import (
    Advice,
    AgencyType,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    ProviderType,
    Purpose,
    Role,
)


class Settings(Group):
    """The provider's choices in force; hours, months, characters and dates."""

    version: int = 1
    controller_relationship: ShortText = "Separate controllers"
    agreement: ShortText = ""
    impact_assessment: ShortText = ""
    policy_version: ShortText = ""
    privacy_notice_version: ShortText = ""
    appropriate_policy_review_on: date | None = None
    retrospective_hours: int = Field(default=24, ge=1)
    urgent_completion_hours: int = Field(default=24, ge=1)
    minimum_reason_length: int = Field(default=20, ge=1)
    many_items: int = Field(default=10, ge=2)
    item_age_months: int = Field(default=12, ge=1)
    approval_hours: int = Field(default=4, ge=1)
    approval_hours_serious: int = Field(default=1, ge=1)
    draft_escalation_hours: int = Field(default=2, ge=1)
    receipt_working_days: int = Field(default=5, ge=1)
    receipt_working_days_serious: int = Field(default=1, ge=1)
    routine_days: int = Field(default=90, ge=1)
    routine_shares: int = Field(default=3, ge=2)
    arrangement_months: int = Field(default=6, ge=1, le=24)
    arrangement_grace_days: int = Field(default=14, ge=0)
    # Does the provider keep here until when each person is trained?
    training_recorded: bool = False
    s16la_in_force_from: date | None = None
    csa_reporting_duty_from: date | None = None


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
    given_on: date | None = None
    expires_on: date | None = None
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
    advises: Advice


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
    birth_date: date | None = None
    requester_held: HeldAgency | None = None
    recipient_held: HeldAgency | None = None
    not_to_be_told: tuple[NotToBeTold, ...] = ()
    consents: tuple[ConsentHeld, ...] = ()
    abuse_already_reported: bool = False
    protectors_already_told: bool = False
    advice_recorded: bool = False
    advice: tuple[AdviceHeld, ...] = ()
    relatives: tuple[RelativeHeld, ...] = ()
    # Shares with the same recipient for the same purpose, in the days that the settings name.
    earlier_shares: int = Field(default=0, ge=0)
    arrangement_in_force: bool = False
    author_trained_until: date | None = None
    # Of a record that waits for a manager: since when; and whether a manager did not agree to it.
    awaiting_since: Moment | None = None
    manager_refused: bool = False
    approved: Approved | None = None
    reviewer: Reviewer | None = None
