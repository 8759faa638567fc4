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
    RelativeHeld,
    Reviewer,
)
from decisions.policy.terms import (
    Advice,
    AgencyType,
    Basis,
    Channel,
    Check,
    ConsentState,
    Effect,
    Harm,
    InformationCategory,
    LessIntrusive,
    Outcome,
    PersonAtRisk,
    PersonKind,
    ProviderType,
    RecognisedInterest,
    RequestFeature,
    Role,
    RoleWithChild,
    Severity,
    SpecialCondition,
    Told,
    TransferMethod,
    Verification,
    View,
    WithoutConsentReason,
)
from tests.policy.builders import (
    NOW,
    OTHER_AGENCY,
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

    def assessed_in_danger(self) -> Assessment:
        answers = self.answers
        concern = answers.concern.changed(severity=Severity.IMMEDIATE)
        return assessed(answers.changed(concern=concern), **self.changes)


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
    Case("A08", asked(concern={"harms": (Harm.CSE,)}), NOTIFY, None, what="share"),
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
    Case("B03", _feature(RequestFeature.CALLBACK_FAILED), BLOCK, APPROVE),
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
    Case("B09", _feature(RequestFeature.ASKS_FOR_EVERYTHING), APPROVE, None),
    Case("B10", asked(request={"agency_type": AgencyType.MEDIA}), BLOCK, BLOCK),
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
        "B14",
        asked(request={"verification": Verification.KNOWN_PERSON}),
        BLOCK,
        APPROVE,
        {"not_to_be_told": (NotToBeTold(name="ros  HALE"),)},
    ),
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
    Case("C07", asked(necessity={"harm_if_not_shared": " "}), BLOCK, NOTIFY),
    Case("C09", _basis(basis=Basis.A6_1_C, interest=None), BLOCK, NOTIFY),
    Case(
        "C10",
        _basis(basis=Basis.A6_1_E, interest=None),
        BLOCK,
        NOTIFY,
        {"provider_type": ProviderType.COUNCIL},
    ),
    Case("C11", _basis(basis=Basis.A6_1_E, interest=None), APPROVE, NOTIFY),
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
        "D12",
        asked(
            agreement={"view": View.DISAGREES},
            basis={"basis": Basis.A6_1_F, "interest": None},
        ),
        APPROVE,
        NOTIFY,
    ),
    Case("E01", asked(items=SPECIAL), BLOCK, NOTIFY),
    Case("E02", asked(basis={"special": SpecialCondition.A9_2_G}), BLOCK, NOTIFY),
    Case("E03", asked(basis={"special": SpecialCondition.A9_2_G_SCH1_P18}), BLOCK, NOTIFY),
    Case("E05", asked(basis=P18, agreement={"view": View.DISAGREES}), APPROVE, NOTIFY),
    Case("E09", asked(items=(item(InformationCategory.SUSPECTED_OFFENCE),)), BLOCK, NOTIFY),
    Case(
        "E10",
        asked(items=(item(in_confidence=True),), necessity={"harm_if_not_shared": ""}),
        BLOCK,
        NOTIFY,
    ),
    Case("E11", asked(items=(item(in_confidence=True),)), BLOCK, NOTIFY),
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
    Case("F01", asked(items=(item(needed=False),)), BLOCK, NOTIFY),
    Case("F02", asked(decision={"unsure": (Check.ACCURATE,)}), APPROVE, NOTIFY),
    Case("F04", asked(items=(item(provenance=None),)), BLOCK, None),
    Case("F08", asked(necessity={"less_intrusive": LessIntrusive.NOT_CONSIDERED}), REASON, None),
    Case("F10", asked(), WARN, None, {"earlier_shares": 2}),
    Case("F12", asked(items=(item(InformationCategory.THIRD_PARTY_CHILD),)), WARN, WARN),
    Case("G01", asked(openness={"child_told": Told.NOT_TOLD}), BLOCK, INFO),
    Case("G02", asked(openness={"child_told": Told.NOT_WOULD_RAISE_RISK}), REASON, INFO),
    Case("G03", asked(agreement={"words": ""}), REASON, INFO),
    Case("H01", asked(transfer={"method": TransferMethod.SMS}), BLOCK, NOTIFY),
    Case("H02", asked(transfer={"method": TransferMethod.ORDINARY_EMAIL}), BLOCK, NOTIFY),
    Case("H03", own_initiative(transfer={"name": "", "position": ""}), BLOCK, None),
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
)
