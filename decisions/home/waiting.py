"""What waits for the person who signed in: drafts to finish, and records that need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from decisions.approval.queries import (
    awaiting,
    to_confirm,
    to_have_the_last_word,
    to_review_afterwards,
)
from decisions.followups.standing import still_open, with_last_verdict
from decisions.home.advice import AdviceSoFar, near_moment
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Outcome, Verdict
from decisions.recording.narrowing.answers import said_no_to_since
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.organisation.models import User

NOT_AGREED_IS_SHOWN_FOR = timedelta(days=14)
DRAFTS_SHOWN = 25


@dataclass(frozen=True)
class WaitingApproval:
    """How many records wait for this manager, and since when the oldest one."""

    number: int
    oldest: datetime | None


def drafts_to_finish(user: User) -> QuerySet[Draft]:
    """This person's drafts, touched last first."""
    return (
        Draft.objects.owned_by(user)
        .select_related("home", "child", "completes")
        .order_by("-touched_at")[:DRAFTS_SHOWN]
    )


def records_of_author(user: User) -> QuerySet[SharingDecision]:
    """What this person wrote, at homes where they still record."""
    return SharingDecision.objects.visible_to(user).filter(
        author__user=user, home__in=homes_where(user, Permission.RECORD)
    )


def not_agreed_lately(user: User, now: datetime) -> QuerySet[SharingDecision]:
    """One's own records that a manager did not agree to, which nothing has followed yet."""
    lately = now - NOT_AGREED_IS_SHOWN_FOR
    not_agreed = records_of_author(user).filter(pk__in=said_no_to_since(lately))
    return (
        still_open(
            with_last_verdict(not_agreed).filter(
                last_verdict=Verdict.NOT_AGREED.value, last_reviewed_at__gte=lately
            )
        )
        .select_related("child", "home")
        .prefetch_related("reviews", "addenda")
        .order_by("-last_reviewed_at")
    )


def waiting_for_approval(user: User) -> WaitingApproval:
    """What is held for this person, and concerns about staff that come to them; never their own."""
    return _waiting(user, awaiting(user), to_review_afterwards(user).filter(names_staff=True))


def waiting_for_an_answer(user: User) -> WaitingApproval:
    """As above, with all that went ahead: for those who have no list of follow-ups."""
    return _waiting(user, awaiting(user), to_review_afterwards(user))


def _waiting(user: User, *questions: QuerySet[SharingDecision]) -> WaitingApproval:
    others = [one.exclude(author__user=user).order_by() for one in questions]
    found = [one.aggregate(number=Count("pk"), oldest=Min("recorded_at")) for one in others]
    later = [*to_confirm(user), *to_have_the_last_word(user)]
    since = [
        *(one["oldest"] for one in found if one["oldest"] is not None),
        *(one.recorded_at for one in later),
    ]
    number = sum(one["number"] for one in found) + len(later)
    return WaitingApproval(number, min(since, default=None))


def what_a_draft_waits_for(
    draft: Draft, now: datetime, advice: AdviceSoFar | None = None
) -> tuple[str, str]:
    """A word for the state of a draft, and how it looks."""
    decision = draft.read().decision
    if decision.outcome is Outcome.ASK_ADVICE:
        if advice is not None and advice.has_come:
            return "Advice given", "done"
        if advice is not None and advice.waits_since is not None:
            return f"Waits for advice since {near_moment(advice.waits_since, now)}", "attention"
        return "Waits for advice", "attention"
    if decision.outcome is Outcome.DECIDE_LATER and decision.decide_at is not None:
        until = near_moment(decision.decide_at, now)
        late = decision.decide_at <= now
        return ("Decide now", "danger") if late else (f"Decide by {until}", "attention")
    return "Not finished", "neutral"
