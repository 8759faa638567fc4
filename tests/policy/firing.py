"""One case in which each rule fires, and what it does in and out of an emergency.

The emergency is the same answers with somebody in danger now: told to, or asked by, the placing
authority. `None` means that the rule says nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from decisions.policy.answers import Answers, PersonConcerned
from decisions.policy.assessment import Assessment
from decisions.policy.circumstances import (
    AdviceHeld,
    Approved,
    NotToBeTold,
    PatternHeld,
    RelativeHeld,
    Reviewer,
    Settings,
)
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Basis,
    Channel,
    Check,
    ConsentGiver,
    ConsentState,
    Effect,
    Harm,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    PersonKind,
    Provenance,
    ProviderType,
    Purpose,
    RecognisedInterest,
    RequestFeature,
    Role,
    RoleWithChild,
    Severity,
    SpecialCondition,
    Told,
    TransferMethod,
    Understanding,
    Verification,
    View,
    WithoutConsentReason,
)
from tests.policy.builders import (
    EIGHTEEN,
    NOW,
    OTHER_AGENCY,
    SIXTEEN,
    TODAY,
    already_in_full,
    asked,
    assessed,
    consent,
    item,
    own_initiative,
)

INFO, WARN, NOTIFY = Effect.INFO, Effect.WARN, Effect.NOTIFY
REASON, APPROVE, BLOCK = Effect.REASON, Effect.APPROVE, Effect.BLOCK
NOT_SHARE = {"outcome": Outcome.NOT_SHARE, "reasons": "It would put him at more risk."}
CONSENT = {"basis": Basis.A6_1_A, "interest": None}
ANOTHER_IN_CARE = (PersonConcerned(kind=PersonKind.LOOKED_AFTER_CHILD, name="Jay"),)
SPECIAL = (item(InformationCategory.MENTAL_HEALTH),)
P18 = {
    "special": SpecialCondition.A9_2_G_SCH1_P18,
    "without_consent": (WithoutConsentReason.P18_C_WOULD_PREJUDICE,),
}
POLICY_LAPSED = {"settings": Settings(appropriate_policy_review_on=date(2026, 11, 8))}


@dataclass(frozen=True)
class Case:
    """Answers that make one rule fire, its effect, and its effect in an emergency."""

    rule: str
    answers: Answers
    effect: Effect
    emergency: Effect | None
    changes: dict[str, Any] = field(default_factory=dict)
    what: str = ""

    def __str__(self) -> str:
        return f"{self.rule} {self.what}".strip()

    def assessed(self) -> Assessment:
        return assessed(self.answers, **self.changes)

    def answers_in_danger(self) -> Answers:
        concern = self.answers.concern.changed(severity=Severity.IMMEDIATE)
        return self.answers.changed(concern=concern)

    def assessed_in_danger(self) -> Assessment:
        return assessed(self.answers_in_danger(), **self.changes)


def _consented(**consent_changes: Any) -> dict[str, Any]:
    return {"consents": (consent(**consent_changes),)}


def _basis(**values: Any) -> Answers:
    return asked(basis=values)


def _feature(*features: RequestFeature) -> Answers:
    return asked(request={"features": features})


FIRING: tuple[Case, ...] = (
    Case("A01", asked(concern={"severity": Severity.IMMEDIATE}), NOTIFY, NOTIFY),
    Case("A02", asked(concern={"severity": Severity.SIGNIFICANT}), INFO, None),
    Case(
        "A03",
        asked(concern={"severity": Severity.SIGNIFICANT}, decision=NOT_SHARE),
        APPROVE,
        APPROVE,
    ),
    Case(
        "A04",
        asked(concern={"severity": Severity.SIGNIFICANT}, decision=NOT_SHARE),
        BLOCK,
        BLOCK,
        {"settings": Settings(s16la_in_force_from=TODAY)},
        what="not said to be worse",
    ),
    Case(
        "A04",
        asked(
            concern={"severity": Severity.SIGNIFICANT},
            decision={**NOT_SHARE, "more_detrimental": True},
        ),
        APPROVE,
        APPROVE,
        {"settings": Settings(s16la_in_force_from=TODAY)},
        what="said to be worse",
    ),
    Case(
        "A05",
        own_initiative(
            concern={"severity": Severity.SIGNIFICANT},
            transfer={"agency_type": AgencyType.HEALTH_HOSPITAL},
        ),
        REASON,
        NOTIFY,
    ),
    Case("A06", asked(concern={"severity": Severity.UNKNOWN}), WARN, None, what="share"),
    Case(
        "A06",
        asked(concern={"severity": Severity.UNKNOWN}, decision=NOT_SHARE),
        REASON,
        None,
        what="not share",
    ),
    Case(
        "A07",
        asked(concern={"severity": Severity.SIGNIFICANT}, basis=CONSENT),
        REASON,
        None,
        _consented(),
    ),
    Case(
        "A08",
        asked(concern={"harms": (Harm.SEXUAL,)}, decision=NOT_SHARE),
        BLOCK,
        BLOCK,
        what="not share",
    ),
    Case(
        "A08",
        asked(concern={"harms": (Harm.SEXUAL,), "between_peers": True}, decision=NOT_SHARE),
        APPROVE,
        BLOCK,
        what="between peers",
    ),
    Case("A08", asked(concern={"harms": (Harm.CSE,)}), NOTIFY, None, what="share"),
    Case(
        "A09",
        own_initiative(
            concern={"harms": (Harm.SEXUAL,)},
            request={"occurred_at": NOW - timedelta(hours=25)},
        ),
        WARN,
        None,
        {"settings": Settings(csa_reporting_duty_from=TODAY)},
        what="after a day",
    ),
    Case(
        "A09",
        own_initiative(
            concern={"harms": (Harm.SEXUAL,)},
            request={"occurred_at": NOW - timedelta(days=8)},
        ),
        NOTIFY,
        None,
        {"settings": Settings(csa_reporting_duty_from=TODAY)},
        what="after a week",
    ),
    Case("A10", asked(concern={"harms": (Harm.CSE,)}), REASON, INFO),
    Case("A11", asked(concern={"harms": (Harm.STAFF_ALLEGATION,)}), REASON, INFO),
    Case(
        "A12",
        own_initiative(concern={"harms": (Harm.TRAFFICKING_MODERN_SLAVERY,)}),
        WARN,
        INFO,
    ),
    Case(
        "A13",
        asked(concern={"severity": Severity.SIGNIFICANT, "returned_at": None}),
        REASON,
        INFO,
    ),
    Case(
        "A14",
        asked(
            concern={
                "returned_at": NOW - timedelta(hours=73),
                "return_interview_offered": None,
            }
        ),
        INFO,
        None,
    ),
    Case("A15", asked(), NOTIFY, None, {"pattern": PatternHeld(children=1)}),
    Case("A16", asked(concern={"harms": (Harm.POSES_RISK_TO_OTHERS,)}), WARN, None),
    Case("B01", asked(request={"verification": Verification.NONE}), APPROVE, APPROVE),
    Case(
        "B02",
        asked(
            request={
                "channel": Channel.EMAIL,
                "verification": Verification.OFFICIAL_EMAIL_DOMAIN,
            }
        ),
        APPROVE,
        APPROVE,
    ),
    Case(
        "B03",
        asked(
            request={
                "verification": Verification.NONE,
                "features": (RequestFeature.CALLBACK_FAILED,),
            }
        ),
        BLOCK,
        APPROVE,
    ),
    Case(
        "B04",
        asked(request={"doubt": True, "verification": Verification.KNOWN_PERSON}),
        APPROVE,
        APPROVE,
    ),
    Case("B04", asked(request={"doubt": True}), APPROVE, NOTIFY, what="rung back"),
    Case(
        "B05",
        asked(
            request={
                "role_with_child": RoleWithChild.UNKNOWN,
                "verification": Verification.KNOWN_PERSON,
            }
        ),
        APPROVE,
        APPROVE,
    ),
    Case("B06", asked(request={"name": " "}), BLOCK, None),
    Case("B07", asked(purpose={"words": "As requested."}), BLOCK, NOTIFY),
    Case("B08", asked(request={"agency_type": AgencyType.POLICE}), APPROVE, None),
    Case("B09", _feature(RequestFeature.ASKS_FOR_EVERYTHING), APPROVE, None),
    Case("B10", asked(request={"agency_type": AgencyType.MEDIA}), BLOCK, BLOCK),
    Case("B11", asked(request={"agency_type": AgencyType.SOLICITOR}), APPROVE, APPROVE),
    Case(
        "B12",
        asked(request={"agency_type": AgencyType.PARENT_PR}),
        APPROVE,
        APPROVE,
        what="not on the plan",
    ),
    Case(
        "B12",
        asked(
            request={
                "agency_type": AgencyType.PARENT_PR,
                "features": (RequestFeature.ASKS_FOR_RECORDS,),
            }
        ),
        APPROVE,
        APPROVE,
        {"relatives": (RelativeHeld(name="Ros Hale", on_placement_plan=True),)},
        what="records",
    ),
    Case(
        "B13",
        asked(
            request={"agency_type": AgencyType.PARENT_PR},
            items=(item(InformationCategory.VICTIM_OF_OFFENCE),),
        ),
        APPROVE,
        APPROVE,
    ),
    Case(
        "B14",
        asked(request={"verification": Verification.KNOWN_PERSON}),
        BLOCK,
        APPROVE,
        {"not_to_be_told": (NotToBeTold(name="ros  HALE"),)},
    ),
    Case("B15", _feature(RequestFeature.COURT_ORDER), INFO, None, what="share"),
    Case("B15", _feature(RequestFeature.SCOPE_UNCLEAR), APPROVE, None, what="unclear"),
    Case(
        "B15",
        asked(request={"features": (RequestFeature.COURT_ORDER,)}, decision=NOT_SHARE),
        BLOCK,
        BLOCK,
        what="not share",
    ),
    Case(
        "B16",
        asked(request={"features": (RequestFeature.SAFEGUARDING_PARTNER,)}, decision=NOT_SHARE),
        BLOCK,
        BLOCK,
    ),
    Case(
        "B17",
        asked(request={"agency_type": AgencyType.OFSTED}, decision=NOT_SHARE),
        BLOCK,
        BLOCK,
    ),
    Case("B18", asked(request={"outside_uk": True}), APPROVE, NOTIFY),
    Case(
        "B19",
        asked(request={"wanted_by": NOW - timedelta(hours=1)}, decision={"outcome": None}),
        INFO,
        None,
    ),
    Case("B20", asked(decision={"outcome": Outcome.ASK_ADVICE}), INFO, INFO),
    Case("C01", _basis(basis=None, interest=None), BLOCK, NOTIFY),
    Case(
        "C02",
        _basis(basis=Basis.A6_1_F, interest=None),
        BLOCK,
        NOTIFY,
        {"provider_type": ProviderType.COUNCIL},
    ),
    Case("C03", _basis(interest=None), BLOCK, NOTIFY),
    Case("C04", _basis(interest=RecognisedInterest.RLI_PUBLIC_TASK_REQUEST), BLOCK, NOTIFY),
    Case(
        "C05",
        own_initiative(concern={"at_risk": (PersonAtRisk.OTHER_ADULT,)}),
        BLOCK,
        NOTIFY,
    ),
    Case("C06", _basis(interest=RecognisedInterest.RLI_EMERGENCY), WARN, WARN),
    Case("C07", asked(necessity={"harm_if_not_shared": " "}), BLOCK, NOTIFY),
    Case("C08", _basis(basis=Basis.A6_1_F, interest=None), BLOCK, NOTIFY),
    Case("C09", _basis(basis=Basis.A6_1_C, interest=None), BLOCK, NOTIFY),
    Case(
        "C10",
        _basis(basis=Basis.A6_1_E, interest=None),
        BLOCK,
        NOTIFY,
        {"provider_type": ProviderType.COUNCIL},
    ),
    Case("C11", _basis(basis=Basis.A6_1_E, interest=None), APPROVE, NOTIFY),
    Case("C12", _basis(basis=Basis.A6_1_D, interest=None), REASON, None),
    Case("C13", _basis(basis=Basis.A6_1_B, interest=None), APPROVE, None),
    Case("C14", own_initiative(items=(item(on_consent=True),)), BLOCK, NOTIFY),
    Case(
        "C15",
        asked(purpose={"code": Purpose.STATUTORY_NOTICE}, decision=NOT_SHARE),
        BLOCK,
        BLOCK,
    ),
    Case("C16", own_initiative(), APPROVE, NOTIFY, _consented(state=ConsentState.REFUSED)),
    Case("D01", asked(basis=CONSENT), BLOCK, NOTIFY, _consented(state=ConsentState.WITHDRAWN)),
    Case("D02", asked(basis=CONSENT), BLOCK, NOTIFY, _consented(expires_on=date(2026, 11, 8))),
    Case("D03", asked(basis=CONSENT), BLOCK, NOTIFY),
    Case(
        "D04",
        asked(basis=CONSENT),
        BLOCK,
        NOTIFY,
        _consented(items=(InformationCategory.EDUCATION,)),
    ),
    Case("D05", asked(basis=CONSENT), BLOCK, NOTIFY, _consented(explained=False)),
    Case("D06", asked(basis=CONSENT), BLOCK, NOTIFY, _consented(competence_assessed=False)),
    Case(
        "D07",
        asked(basis=CONSENT, agreement={"understanding": Understanding.DOES_NOT}),
        BLOCK,
        NOTIFY,
        {**_consented(competence_assessed=False), "birth_date": SIXTEEN},
    ),
    Case(
        "D08",
        asked(basis=CONSENT),
        BLOCK,
        NOTIFY,
        _consented(giver=ConsentGiver.PARENT, responsibility_evidenced=False),
    ),
    Case(
        "D09",
        asked(basis=CONSENT, agreement={"view": View.DISAGREES}),
        APPROVE,
        NOTIFY,
        _consented(giver=ConsentGiver.PARENT),
    ),
    Case(
        "D10",
        asked(basis=CONSENT, agreement={"under_pressure": True}),
        WARN,
        None,
        _consented(),
    ),
    Case("D11", asked(), WARN, None, _consented(state=ConsentState.REQUESTED)),
    Case(
        "D12",
        asked(
            agreement={"view": View.DISAGREES},
            basis={"basis": Basis.A6_1_F, "interest": None},
        ),
        APPROVE,
        NOTIFY,
    ),
    Case(
        "D13",
        asked(basis=CONSENT),
        BLOCK,
        NOTIFY,
        {**_consented(given_on=date(2026, 3, 3)), "birth_date": EIGHTEEN},
    ),
    Case("D14", asked(basis=CONSENT), INFO, None, _consented(expires_on=date(2026, 12, 1))),
    Case(
        "D15",
        asked(items=SPECIAL, basis={"special": SpecialCondition.A9_2_A}),
        BLOCK,
        NOTIFY,
        _consented(explicit=False),
    ),
    Case("D16", asked(), INFO, None, {"shared_on_withdrawn_consent": 1}),
    Case("E01", asked(items=SPECIAL), BLOCK, NOTIFY),
    Case("E02", asked(basis={"special": SpecialCondition.A9_2_G}), BLOCK, NOTIFY),
    Case("E03", asked(basis={"special": SpecialCondition.A9_2_G_SCH1_P18}), BLOCK, NOTIFY),
    Case("E04", asked(basis=P18), WARN, None, _consented()),
    Case("E05", asked(basis=P18, agreement={"view": View.DISAGREES}), APPROVE, NOTIFY),
    Case(
        "E06",
        own_initiative(items=SPECIAL, basis=P18),
        APPROVE,
        None,
        POLICY_LAPSED,
        what="day to day",
    ),
    Case(
        "E06",
        asked(items=SPECIAL, basis=P18),
        NOTIFY,
        None,
        POLICY_LAPSED,
        what="to those who protect",
    ),
    Case("E07", asked(basis={"special": SpecialCondition.A9_2_C}), BLOCK, NOTIFY),
    Case(
        "E08",
        own_initiative(basis={"special": SpecialCondition.A9_2_H_SCH1_P2}),
        REASON,
        None,
    ),
    Case("E09", asked(items=(item(InformationCategory.SUSPECTED_OFFENCE),)), BLOCK, NOTIFY),
    Case(
        "E10",
        asked(items=(item(in_confidence=True),), necessity={"harm_if_not_shared": ""}),
        BLOCK,
        NOTIFY,
    ),
    Case("E11", asked(items=(item(in_confidence=True),)), BLOCK, NOTIFY),
    Case("E12", asked(items=(item(InformationCategory.COURT_PAPERS),)), APPROVE, NOTIFY),
    Case(
        "E13",
        asked(items=(item(InformationCategory.ADOPTION_HISTORY),)),
        BLOCK,
        NOTIFY,
        what="no legal advice",
    ),
    Case(
        "E13",
        asked(
            items=(item(InformationCategory.ADOPTION_HISTORY),),
            decision={"legal_advice": "Ann Lee, council lawyer: they may know."},
        ),
        APPROVE,
        NOTIFY,
        what="legal advice",
    ),
    Case(
        "E14",
        own_initiative(items=(item(InformationCategory.PLACEMENT_ADDRESS),)),
        APPROVE,
        NOTIFY,
        {"contact_restricted": True},
    ),
    Case("E15", asked(concern={"indecent_image": True}), NOTIFY, NOTIFY),
    Case("E16", asked(items=(item(InformationCategory.SOURCE_IDENTITY),)), REASON, None),
    Case(
        "E17",
        asked(
            items=(item(InformationCategory.SEND_EHC),),
            basis={"special": SpecialCondition.A9_2_H_SCH1_P2},
        ),
        REASON,
        None,
    ),
    Case(
        "E18",
        asked(items=(item(InformationCategory.THIRD_PARTY_CHILD),), people=ANOTHER_IN_CARE),
        APPROVE,
        NOTIFY,
        what="goes",
    ),
    Case(
        "E18",
        asked(concern={"at_risk": (PersonAtRisk.ANOTHER_CHILD,)}, people=ANOTHER_IN_CARE),
        INFO,
        INFO,
        what="is part of it",
    ),
    Case("E19", asked(items=(item(InformationCategory.IMMIGRATION),)), WARN, None),
    Case(
        "E20",
        asked(
            items=(item(provenance=Provenance.CHILD_SAID, in_confidence=True),),
            necessity={"harm_if_shared": "He may stop trusting us."},
        ),
        REASON,
        None,
    ),
    Case("F01", asked(items=(item(needed=False),)), BLOCK, NOTIFY),
    Case("F02", asked(decision={"unsure": (Check.ACCURATE,)}), APPROVE, NOTIFY),
    Case("F03", asked(necessity={"whole_file": True}), APPROVE, NOTIFY),
    Case("F04", asked(items=(item(provenance=None),)), BLOCK, None),
    Case("F05", asked(items=(item(dated=date(2025, 11, 8)),)), WARN, None),
    Case("F06", asked(items=(item(disputed=True),)), WARN, None),
    Case(
        "F07",
        own_initiative(items=(item(provenance=Provenance.UNVERIFIED_INTELLIGENCE),)),
        APPROVE,
        NOTIFY,
    ),
    Case("F08", asked(necessity={"less_intrusive": LessIntrusive.NOT_CONSIDERED}), REASON, None),
    Case("F09", asked(decision={"reasons": "He agrees."}), WARN, None),
    Case("F10", asked(), WARN, None, {"earlier_shares": 2}),
    Case("F11", asked(necessity={"whole_file": True}), WARN, None),
    Case("F12", asked(items=(item(InformationCategory.THIRD_PARTY_CHILD),)), WARN, WARN),
    Case("G01", asked(openness={"child_told": Told.NOT_TOLD}), BLOCK, INFO),
    Case("G02", asked(openness={"child_told": Told.NOT_WOULD_RAISE_RISK}), REASON, INFO),
    Case("G03", asked(agreement={"words": ""}), REASON, INFO),
    Case("G04", asked(openness={"parents_told": Told.NOT_TOLD}), REASON, INFO),
    Case("G05", asked(), WARN, None, {"notice_explained": False}),
    Case("G06", asked(), WARN, None, {"settings": Settings(privacy_notice_names=("A6_1_C",))}),
    Case(
        "G07",
        asked(agreement={"view": View.DISAGREES, "objections": (ConsentGiver.CHILD,)}),
        APPROVE,
        NOTIFY,
    ),
    Case("H01", asked(transfer={"method": TransferMethod.SMS}), BLOCK, NOTIFY),
    Case("H02", asked(transfer={"method": TransferMethod.ORDINARY_EMAIL}), BLOCK, NOTIFY),
    Case("H03", own_initiative(transfer={"name": "", "position": ""}), BLOCK, None),
    Case("H04", asked(request={"agency": None}), WARN, None),
    Case(
        "H05",
        asked(items=SPECIAL, transfer={"method": TransferMethod.TRACKED_POST}),
        APPROVE,
        None,
    ),
    Case(
        "H06",
        asked(transfer={"method": TransferMethod.ENCRYPTED_ATTACHMENT, "password_apart": False}),
        BLOCK,
        NOTIFY,
    ),
    Case("H07", asked(transfer={"method": TransferMethod.TELEPHONE}), INFO, INFO),
    Case("H08", asked(), INFO, INFO),
    Case("H09", already_in_full(transfer={"astray": True}), NOTIFY, NOTIFY),
    Case("H10", asked(), BLOCK, NOTIFY, {"approved": Approved(recipient=OTHER_AGENCY)}),
    Case("I01", asked(decision={"reasons": " "}), BLOCK, NOTIFY),
    Case(
        "I02",
        asked(),
        BLOCK,
        BLOCK,
        {"reviewer": Reviewer(is_author=True, may_approve_here=True)},
    ),
    Case(
        "I03",
        asked(),
        BLOCK,
        BLOCK,
        {"reviewer": Reviewer(is_author=False, may_approve_here=True, is_conflicted=True)},
    ),
    Case(
        "I04",
        asked(),
        BLOCK,
        BLOCK,
        {"reviewer": Reviewer(is_author=False, may_approve_here=False)},
    ),
    Case("I05", asked(), INFO, INFO, {"awaiting_since": NOW - timedelta(hours=5)}),
    Case(
        "I06",
        asked(concern={"severity": Severity.SIGNIFICANT}, decision={"manager_unreachable": True}),
        NOTIFY,
        NOTIFY,
    ),
    Case("I07", asked(), INFO, INFO, {"manager_refused": True}),
    Case(
        "I08",
        asked(),
        BLOCK,
        NOTIFY,
        {"approved": Approved(categories=(InformationCategory.BEHAVIOUR,), has_conditions=True)},
    ),
    Case(
        "I09",
        asked(decision={"outcome": Outcome.DECIDE_LATER}),
        BLOCK,
        BLOCK,
    ),
    Case(
        "I10",
        asked(decision={"outcome": Outcome.DECIDE_LATER, "decide_at": NOW - timedelta(hours=1)}),
        INFO,
        INFO,
    ),
    Case(
        "I11",
        asked(),
        WARN,
        None,
        {"author_trained_until": date(2026, 11, 8)},
        what="author",
    ),
    Case(
        "I11",
        asked(),
        WARN,
        None,
        {"reviewer": Reviewer(is_author=False, may_approve_here=True, is_trained=False)},
        what="reviewer",
    ),
    Case(
        "I12",
        asked(),
        REASON,
        NOTIFY,
        {"advice": (AdviceHeld(role=Role.SAFEGUARDING_LEAD, advises=Advice.DO_NOT_SHARE),)},
    ),
    Case("I13", asked(request={"occurred_at": NOW - timedelta(hours=25)}), REASON, REASON),
    Case("I14", asked(), INFO, None, {"move_known_on": TODAY}),
    Case("I15", asked(), INFO, INFO, {"admitted_on": TODAY}),
    Case(
        "J05",
        asked(
            request={
                "agency_type": AgencyType.REG44_VISITOR,
                "role_with_child": RoleWithChild.OVERSIGHT,
            },
            purpose={"code": Purpose.INSPECTION},
        ),
        BLOCK,
        None,
        _consented(purpose=Purpose.INSPECTION),
    ),
    Case("J12", asked(), INFO, None, {"died_on": TODAY}),
)
