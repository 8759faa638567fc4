"""The register's filters: what may be asked for, and the records that answer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from children.models import Agency
from decisions.models import Addendum, Review, SharingDecision
from decisions.models.standing import Standing
from decisions.policy.terms import (
    SEALABLE,
    AddendumKind,
    AgencyType,
    Outcome,
    ReviewStage,
    Severity,
    Verdict,
    choices,
)
from infoshare.common.clock import LONDON
from infoshare.common.question_form import (
    NOT_ON_THE_PAGE,
    ChoiceQuestion,
    DateQuestion,
    QuestionForm,
)
from infoshare.organisation.models import Home, User

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
_URGENT = [("yes", "Shared urgently"), ("late", "Shared urgently, full form still to come")]
_VERDICTS = {
    Standing.AGREED: Verdict.AGREED,
    Standing.RETURNED: Verdict.QUESTION,
}


class _NameChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, row: Any) -> str:
        return str(row.name)


def _named(label: str, rows: QuerySet[Any]) -> _NameChoice:
    return _NameChoice(
        rows,
        label=label,
        required=False,
        empty_label="Any",
        error_messages={"invalid_choice": NOT_ON_THE_PAGE},
    )


def _any_of(label: str, pairs: list[tuple[str, str]]) -> ChoiceQuestion:
    """A short list to drop down, with “Any” first."""
    question = ChoiceQuestion(label, choices=pairs, dropdown=True, required=False)
    question.choices = [("", "Any"), *pairs]
    return question


class RegisterFilter(QuestionForm):
    """All optional; a record must fit every answer that is given."""

    outcome = _any_of("Decision", choices(one for one in Outcome if one in SEALABLE))
    standing = _any_of("How it stands", choices(Standing))
    urgent = _any_of("Urgent", _URGENT)
    severity = _any_of("Danger", choices(Severity))
    kind = _any_of("Kind of recipient", choices(AgencyType))
    recipient = _named("Recipient", Agency.objects.none())
    author = _named("Signed by", User.objects.none())
    home = _named("Home", Home.objects.none())
    since = DateQuestion("Signed on or after", required=False, earliest=FIRST, latest=LAST)
    until = DateQuestion("Signed on or before", required=False, earliest=FIRST, latest=LAST)

    def __init__(self, *args: Any, records: QuerySet[SharingDecision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = records.order_by()
        # Of each choice: is there one such record? Asked the other way round, all are read.
        this = OuterRef("pk")
        homes = Home.objects.filter(Exists(inside.filter(home=this)))
        recipients = Agency.objects.filter(Exists(inside.filter(recipient=this)))
        fields: dict[str, Any] = self.fields
        fields["recipient"].queryset = recipients
        fields["author"].queryset = User.objects.filter(Exists(inside.filter(author__user=this)))
        fields["home"].queryset = homes
        kinds = set(inside.values_list("recipient_type", flat=True).distinct())
        fields["kind"].choices = [
            ("", "Any"),
            *choices(kind for kind in AgencyType if kind.value in kinds),
        ]
        if len(homes) < 2:
            del self.fields["home"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        since, until = answers.get("since"), answers.get("until")
        if since and until and since > until:
            self.add_error("until", "The second date must be the same as the first, or later.")
        return answers

    @property
    def asked(self) -> bool:
        """Is anything asked for?"""
        return self.is_valid() and any(self.cleaned_data.values())


def narrowed(
    records: QuerySet[SharingDecision], asked: dict[str, Any]
) -> QuerySet[SharingDecision]:
    """The records that fit every answer given."""
    plain = {
        "outcome": asked["outcome"],
        "severity": asked["severity"],
        "recipient_type": asked["kind"],
        "recipient": asked["recipient"],
        "author__user": asked["author"],
        "home": asked.get("home"),
        "recorded_at__gte": _midnight(asked["since"]),
        "recorded_at__lt": _midnight(asked["until"], days=1),
    }
    fitting = records.filter(**{name: value for name, value in plain.items() if value})
    if asked["urgent"]:
        fitting = fitting.filter(urgent=True)
    if asked["urgent"] == "late":
        fitting = fitting.filter(completed_by__isnull=True)
    return standing_so(fitting, asked["standing"]) if asked["standing"] else fitting


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    """When a day begins in England, or the one so many days after it."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time.min, LONDON)


def standing_so(records: QuerySet[SharingDecision], code: str) -> QuerySet[SharingDecision]:
    """The same question as `decisions.models.standing`, put to the database."""
    last = Review.objects.filter(decision=OuterRef("pk")).order_by("-seq").values("verdict")[:1]
    judged = records.annotate(last_verdict=Subquery(last))
    wanted = Standing(code)
    if wanted is Standing.AWAITING:
        return judged.filter(needs_approval=True, last_verdict__isnull=True)
    if wanted is Standing.STANDS:
        unasked = Q(needs_approval=False, last_verdict__isnull=True)
        return judged.filter(unasked | Q(last_verdict=Verdict.REVIEWED_AFTERWARDS.value))
    if wanted in (Standing.NOT_AGREED, Standing.ESCALATED):
        refused = judged.filter(last_verdict=Verdict.NOT_AGREED.value)
        above = _waiting_for_the_last_word()
        return refused.filter(above if wanted is Standing.ESCALATED else ~above)
    return judged.filter(last_verdict=_VERDICTS[wanted].value)


def _waiting_for_the_last_word() -> Q:
    """Taken to the responsible individual, who has not decided yet."""
    taken = Addendum.objects.filter(decision=OuterRef("pk"), kind=AddendumKind.ESCALATED.value)
    decided = Review.objects.filter(decision=OuterRef("pk"), stage=ReviewStage.ESCALATION.value)
    return Q(Exists(taken)) & ~Q(Exists(decided))
