"""An assessment as plain values for JSON: codes with their labels, places with what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from decisions.policy.answers import Answers
from decisions.policy.assess import assess
from decisions.policy.assessment import Assessment, Finding, LawfulSuggestion
from decisions.policy.documents.faults import Fault
from decisions.policy.documents.off_route import pages_of
from decisions.policy.documents.reading import ToAssess
from decisions.policy.route import prune
from decisions.policy.terms import Term

Told = dict[str, Any]


def assessed(document: ToAssess) -> Told:
    """The assessment of a document. It repeats no words that anybody typed."""
    assessment = assess(document.answers, document.circumstances, document.on)
    return {
        "on": document.on.isoformat(),
        "now": document.circumstances.now.isoformat(),
        "provider_type": document.circumstances.provider_type.value,
        "answers_schema": document.answers.answers_schema,
        "notices": list(document.notices),
        "left_out": [{"path": one.path, "pages": list(one.pages)} for one in document.left_out],
        **told(assessment, prune(document.answers)),
    }


def told(assessment: Assessment, answers: Answers) -> Told:
    """An assessment of these answers, which hold nothing that is not on the route."""
    return {
        "rules_version": assessment.rules_version,
        "law_version": assessment.law_version,
        "advice": {
            **_named(assessment.advice),
            "reasons": list(assessment.reasons),
            "other_side": assessment.other_side,
        },
        "emergency": assessment.emergency,
        "blocked": assessment.blocked,
        "needs_approval": assessment.needs_approval,
        "outside_rules": assessment.outside_rules,
        "route": list(assessment.route),
        "findings": [_finding(one) for one in assessment.findings],
        "missing": [
            {"path": f"answers.{field}", "page": _page(field, assessment.route)}
            for field in assessment.missing
        ],
        "bases": [_suggestion(one) for one in assessment.bases],
        "conditions": [_named(one) for one in assessment.conditions],
        "checks": [
            {**_named(one.check), "answer": one.answer.value, "because": one.because}
            for one in assessment.checks
        ],
        "may_go": _items(answers, assessment.may_go),
        "stays": _items(answers, assessment.stays),
    }


def faults_told(faults: Iterable[Fault]) -> list[Told]:
    return [
        {"path": one.path, **({"other": one.other} if one.other else {}), "says": one.says}
        for one in faults
    ]


def _named(term: Term) -> Told:
    return {"code": term.value, "label": term.label}


def _finding(finding: Finding) -> Told:
    return {
        **finding.model_dump(mode="json"),
        "effect": finding.effect.name,
    }


def _suggestion(suggestion: LawfulSuggestion) -> Told:
    return {name: _named(value) if isinstance(value, Term) else value for name, value in suggestion}


def _page(field: str, route: tuple[str, ...]) -> str:
    """The page on the route that asks for this."""
    return next(page for page in pages_of(field) if page in route)


def _items(answers: Answers, places: tuple[int, ...]) -> list[Told]:
    return [{"index": place, "category": _named(answers.items[place].category)} for place in places]
