"""The page that shows everything once more before it is signed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from decisions.guide.forms.base import NOT_ANSWERED, Row
from decisions.guide.forms.check import box_of
from decisions.guide.steps import BY_SLUG, Step, route_of
from decisions.guide.surroundings import Surroundings
from decisions.policy.assessment import Assessment, Finding
from decisions.policy.circumstances import Circumstances
from decisions.policy.terms import Check, CheckAnswer, Start
from decisions.recording.decision import child_of
from decisions.recording.kept_out import who_is_not_kept_out
from decisions.recording.reach import named
from decisions.recording.sheet import LEVELS, has_a_consequence, were_weighed
from decisions.recording.sheet_sections import began_in_words
from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.common.times_in_words import moment_in_words

_CHECK_KINDS = {
    CheckAnswer.YES: "done",
    CheckAnswer.NO: "danger",
    CheckAnswer.NOT_SURE: "attention",
}


def check_page(around: Surroundings) -> dict[str, Any]:
    """Child, sentence, answers, checks, findings by weight, and what happens next."""
    prepared = around.prepared
    in_full, folded = weighed(prepared.assessment)
    return {
        "child_named": named(child_of(around.draft)),
        "sentence": prepared.sentence,
        "sections": answers_by_page(around),
        "checks": seven_checks(around),
        "findings": in_full,
        "folded": folded,
        "for_manager": may(around.user, Permission.APPROVE, around.draft.home),
        "provider_rows": answered_by_the_provider(around, prepared.circumstances),
        "next": what_happens_next(around),
        "times": both_times(around),
        "already": around.answers.start is Start.ALREADY_SHARED,
        "more_pages": more_pages(around),
        "blocked": prepared.assessment.blocked,
        "not_kept_out": who_is_not_kept_out(around.draft, prepared.answers),
        "concern_url": to_change(BY_SLUG["concern"], around),
    }


def weighed(assessment: Assessment) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Findings that ask for something or set something going, heaviest first; and the rest to fold.

    One finding a rule: a rule that speaks of several items says the same of each.
    """
    once: dict[str, Finding] = {}
    for finding in assessment.findings:
        once.setdefault(finding.rule, finding)
    in_full: list[dict[str, Any]] = []
    folded: list[dict[str, Any]] = []
    for one in once.values():
        row: dict[str, Any] = {"finding": one, "level": LEVELS[one.effect], "box": ""}
        if one.needs_words:
            row["box"] = box_of(one.rule)
        (in_full if has_a_consequence(one) else folded).append(row)
    return in_full, folded


def answers_by_page(around: Surroundings) -> list[dict[str, Any]]:
    """Each page's questions and answers, with the way back to it."""
    left_out = left_empty(around)
    return [
        {
            "heading": step.short,
            "url": to_change(step, around),
            "rows": _worth_reading(step.form(None, around).questions_and_answers()),
            "written_by": around.written_by_others.get(step.slug, ""),
        }
        for step in route_of(around)
        if step != BY_SLUG["check"] and step not in left_out
    ]


def more_pages(around: Surroundings) -> list[dict[str, str]]:
    """The pages that may be filled in of what has gone already, and that nobody has yet."""
    return [{"label": step.short, "url": to_change(step, around)} for step in left_empty(around)]


def left_empty(around: Surroundings) -> list[Step]:
    """Of what has gone already: the pages that nobody has filled in."""
    if around.answers.start is not Start.ALREADY_SHARED or around.draft.child is None:
        return []
    optional = [one for one in route_of(around) if one.slug not in ("already", "check")]
    return [
        step
        for step in optional
        if all(
            row["value"] == NOT_ANSWERED for row in step.form(None, around).questions_and_answers()
        )
    ]


def to_change(step: Step, around: Surroundings) -> str:
    """The way to a page that leads back to the check."""
    return reverse("guide-step", args=[around.draft.pk, step.slug]) + "?return=check"


def both_times(around: Surroundings) -> list[Row]:
    """When it happened, where that was said, and that it is written down now (rule I13)."""
    happened = around.answers.request.occurred_at
    if happened is None:
        return []
    return [
        {"key": began_in_words(around.answers), "value": moment_in_words(happened)},
        {"key": "It is written down", "value": moment_in_words(around.now)},
    ]


def _worth_reading(rows: list[Row]) -> list[Row]:
    """What was answered; a page with nothing answered says so once."""
    answered = [row for row in rows if row["value"] != NOT_ANSWERED]
    return answered or [{"key": "This page", "value": NOT_ANSWERED}]


def seven_checks(around: Surroundings) -> list[dict[str, Any]]:
    """How the answers meet each check; nothing where nothing was weighed."""
    if not were_weighed(around.prepared.answers):
        return []
    return [
        {
            "key": Check(one.check).label,
            "value": one.because,
            "status": one.answer.label,
            "kind": _CHECK_KINDS[one.answer],
        }
        for one in around.assessment.checks
    ]


def answered_by_the_provider(
    around: Surroundings, circumstances: Circumstances
) -> list[dict[str, Any]]:
    """What is not a care worker's to answer, read-only."""
    settings = circumstances.settings
    child = child_of(around.draft)
    not_set = "Not set yet. Your manager is asked, not you."
    return [
        {"key": "Who answers for the information", "value": settings.controller_relationship},
        {"key": "Sharing agreement", "value": settings.agreement or not_set},
        {"key": "Impact assessment", "value": settings.impact_assessment or not_set},
        {"key": "Information policy", "value": settings.policy_version or not_set},
        {"key": "Privacy notice", "value": settings.privacy_notice_version or not_set},
        {"key": "Kept until", "value": f"The end of {child.keep_until_year - 1} or later"},
    ]


def what_happens_next(around: Surroundings) -> str:
    """What signing will set going, in one sentence or two."""
    prepared, assessment = around.prepared, around.assessment
    if prepared.answers.start is Start.ALREADY_SHARED:
        told = "Your manager is told, and looks at it too." if assessment.outside_rules else ""
        return f"It stands in the record as shared. {told}".strip()
    if assessment.blocked:
        return "You cannot sign yet. First change what is marked “You must do this”."
    if assessment.needs_approval and prepared.answers.shares and _regularly(around):
        return "Your manager must agree once. After that, each share is one short page."
    if assessment.needs_approval and prepared.answers.shares:
        return "Your manager must agree first. Do not share anything until they have."
    if assessment.needs_approval:
        return "Your manager must agree to this. They are told as soon as you sign."
    if prepared.answers.shares:
        return "You may share it as soon as you have signed. Then write down what you shared."
    return "Nothing is shared. The record stands with your reasons."


def _regularly(around: Surroundings) -> bool:
    return around.answers.start is Start.ROUTINE
