"""Small builders of answers and circumstances, for every test that needs some.

`asked()` and `own_initiative()` are complete and clean: nothing in them is blocked, needs a
manager or wants a reason. Change one thing at a time, by group:

    asked(request={"verification": Verification.NONE}, decision={"outcome": Outcome.NOT_SHARE})
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from decisions.policy.answers import Answers, Item
from decisions.policy.assess import assess
from decisions.policy.assessment import Assessment, Finding
from decisions.policy.circumstances import Circumstances, ConsentHeld, HeldAgency
from decisions.policy.terms import (
    AgencyType,
    Basis,
    Channel,
    ConsentGiver,
    ConsentState,
    Contact,
    Effect,
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
    Verification,
    View,
)

NOW = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 9)
AGENCY = UUID("5f0c1f0e-2f63-4d5e-9d6e-1a2b3c4d5e6f")
OTHER_AGENCY = UUID("0b9f6f64-8d0f-4c57-8a51-9f3f5a0d7e11")
FOURTEEN = date(2012, 3, 4)
SIXTEEN = date(2010, 3, 4)
EIGHTEEN = date(2008, 3, 4)

Groups = Mapping[str, Any]


def item(category: InformationCategory = InformationCategory.BEHAVIOUR, **changes: Any) -> Item:
    """A piece of information that is needed, goes, and says where it comes from."""
    values = {
        "words": "He has been out late three times this week.",
        "provenance": Provenance.FACT_WITNESSED,
        "needed": True,
        "going": True,
    }
    return Item.model_validate({"category": category, **values, **changes})


WEIGHED: dict[str, Any] = {
    "purpose": {"code": Purpose.CARE_PLANNING, "words": "To plan how to keep him in school."},
    "concern": {
        "severity": Severity.CONCERN,
        "harms": (Harm.MISSING,),
        "at_risk": (PersonAtRisk.THIS_CHILD,),
        "analysis": "He is out late and tired at school.",
        "returned_at": NOW - timedelta(hours=9),
        "return_interview_offered": True,
    },
    "items": (item(),),
    "necessity": {
        "less_intrusive": LessIntrusive.NONE_WOULD_DO,
        "harm_if_not_shared": "He may be drawn into trouble.",
    },
    "basis": {"basis": Basis.A6_1_EA, "interest": RecognisedInterest.RLI_SAFEGUARDING},
    "agreement": {
        "understanding": Understanding.UNDERSTANDS,
        "view": View.AGREES,
        "words": "That is all right with me.",
    },
    "openness": {"child_told": Told.TOLD, "parents_told": Told.TOLD},
    "decision": {"outcome": Outcome.SHARE, "reasons": "They can help him, and he agrees."},
    "transfer": {"method": TransferMethod.SECURE_EMAIL_DCB1596},
}
REQUEST: dict[str, Any] = {
    "agency": AGENCY,
    "agency_type": AgencyType.LA_PLACING,
    "agency_name": "Northmere Council",
    "name": "Ros Hale",
    "position": "Social worker",
    "channel": Channel.PHONE,
    "verification": Verification.CALLBACK_KNOWN,
    "role_with_child": RoleWithChild.ALLOCATED_SOCIAL_WORKER,
    "doubt": False,
    "asked_for": "How he has been this week.",
    "occurred_at": NOW - timedelta(hours=1),
}
RECIPIENT: dict[str, Any] = {
    "agency": AGENCY,
    "agency_type": AgencyType.SCHOOL,
    "agency_name": "Harrow Lane School",
    "name": "Jo Pike",
    "position": "Designated safeguarding lead",
}


def build(start: Start, base: Groups, changes: Groups) -> Answers:
    """Answers from groups of values, each changed where `changes` says so."""
    values: dict[str, Any] = {"start": start}
    for name in {*base, *changes}:
        before, after = base.get(name), changes.get(name)
        if name in ("items", "people"):
            values[name] = before if after is None else after
        else:
            values[name] = {**(before or {}), **(after or {})}
    return Answers.model_validate(_models(values))


def _models(values: dict[str, Any]) -> dict[str, Any]:
    fields = Answers.model_fields
    return {
        name: fields[name].annotation(**value) if isinstance(value, dict) else value  # type: ignore[misc]
        for name, value in values.items()
    }


def asked(**groups: Any) -> Answers:
    """The placing social worker rings, is rung back, and is told one thing."""
    return build(Start.ASKED, {**WEIGHED, "request": REQUEST}, groups)


def own_initiative(start: Start = Start.OWN_INITIATIVE, **groups: Any) -> Answers:
    """Staff choose to tell the child's school one thing."""
    transfer = {**RECIPIENT, **WEIGHED["transfer"]}
    return build(start, {**WEIGHED, "transfer": transfer}, groups)


def referral(**groups: Any) -> Answers:
    """Staff tell the placing authority of significant harm."""
    to = {"agency_type": AgencyType.LA_PLACING, "agency_name": "Northmere Council"}
    concern = {"severity": Severity.SIGNIFICANT, **groups.pop("concern", {})}
    transfer = {**to, **groups.pop("transfer", {})}
    return own_initiative(concern=concern, transfer=transfer, **groups)


def urgent(**groups: Any) -> Answers:
    """The one page: staff rang 999."""
    base = {
        "transfer": {"agency_type": AgencyType.POLICE, "contact": Contact.RANG_999},
        "urgent": {"said": "She has run off with a man we do not know.", "why": "She is 13."},
        "request": {"occurred_at": NOW - timedelta(minutes=5)},
    }
    return build(Start.URGENT, base, groups)


ALREADY: dict[str, Any] = {
    "urgent": {"said": "He has been out late.", "why": "They plan his week with him."},
    "request": {"occurred_at": NOW - timedelta(hours=1)},
}


def already(**groups: Any) -> Answers:
    """One page, stated afterwards: staff rang the placing authority on the number that we hold."""
    to = {"agency": AGENCY, "agency_type": AgencyType.LA_PLACING}
    base = {**ALREADY, "transfer": {**to, "method": TransferMethod.TELEPHONE}}
    return build(Start.ALREADY_SHARED, base, groups)


def already_in_full(**groups: Any) -> Answers:
    """The school was told something, and afterwards every page was filled in."""
    transfer = {**RECIPIENT, **WEIGHED["transfer"]}
    # What has gone already was decided then.
    base = {**WEIGHED, **ALREADY, "transfer": transfer, "decision": {}}
    return build(Start.ALREADY_SHARED, base, groups)


def routine(**groups: Any) -> Answers:
    """The child's school is told every week how the week was."""
    transfer = {**RECIPIENT, **WEIGHED["transfer"]}
    arrangement = {"how_often": "Every Friday", "review_on": date(2027, 3, 1)}
    base = {**WEIGHED, "transfer": transfer, "arrangement": arrangement}
    return build(Start.ROUTINE, base, groups)


def held(kind: AgencyType, **changes: Any) -> HeldAgency:
    """An agency as the directory holds it."""
    values = {"agency": AGENCY, "name": "Held Agency", "number": "01632 960001"}
    return HeldAgency.model_validate({"agency_type": kind, **values, **changes})


def circumstances(answers: Answers | None = None, **changes: Any) -> Circumstances:
    """A private home, a child of fourteen, and a directory that holds what the answers name."""
    values: dict[str, Any] = {"now": NOW, "birth_date": FOURTEEN}
    if answers is not None:
        who = answers.recipient
        if who.agency is not None and who.agency_type is not None:
            role = "requester_held" if answers.was_asked else "recipient_held"
            values[role] = held(who.agency_type, agency=who.agency)
    return Circumstances.model_validate({**values, **changes})


def consent(**changes: Any) -> ConsentHeld:
    """The child's own consent, good in every way, for the purpose of the builders."""
    values: dict[str, Any] = {
        "giver": ConsentGiver.CHILD,
        "state": ConsentState.GIVEN,
        "purpose": Purpose.CARE_PLANNING,
        "given_on": date(2026, 9, 1),
        "expires_on": date(2027, 3, 1),
        "explained": True,
        "told_of_withdrawal": True,
        "competence_assessed": True,
        "responsibility_evidenced": True,
        "explicit": True,
    }
    return ConsentHeld.model_validate({**values, **changes})


def assessed(answers: Answers, on: date = TODAY, **changes: Any) -> Assessment:
    """The assessment of answers, with the circumstances that they name."""
    return assess(answers, circumstances(answers, **changes), on)


def findings_of(assessment: Assessment, rule: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in assessment.findings if finding.rule == rule)


def effect_of(assessment: Assessment, rule: str) -> Effect | None:
    """The strongest effect that a rule has here; none where it is silent."""
    return max((finding.effect for finding in findings_of(assessment, rule)), default=None)


def rules_of(assessment: Assessment) -> list[str]:
    """The rules that speak, in their order."""
    return [finding.rule for finding in assessment.findings]


def gates_of(assessment: Assessment) -> dict[str, Effect]:
    """The rules that block or ask for approval, with their strongest effect."""
    return {
        finding.rule: effect
        for finding in assessment.findings
        if (effect := effect_of(assessment, finding.rule)) in (Effect.APPROVE, Effect.BLOCK)
    }
