"""What waits for the person who signed in: drafts to finish, and records that need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from decisions.approval.queries import awaiting
from decisions.followups.questions import (
    agreed_to_share,
    questions_to_answer,
    urgent_to_complete,
)
from decisions.followups.row import FollowUp
from decisions.followups.standing import still_open, with_last_verdict
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Outcome, Verdict
from decisions.recording.circumstances import hours_to_complete
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


def waiting_for_author(user: User, now: datetime) -> list[FollowUp]:
    """Urgent records to complete, questions to answer, agreed records to share: one's own."""
    mine = records_of_author(user)
    hours = hours_to_complete(homes_where(user, Permission.RECORD), now)
    return [
        *urgent_to_complete(mine, now, hours),
        *questions_to_answer(mine, now),
        *agreed_to_share(mine, now),
    ]


def not_agreed_lately(user: User, now: datetime) -> QuerySet[SharingDecision]:
    """One's own records that a manager did not agree to, which nothing has followed yet."""
    return (
        still_open(
            with_last_verdict(records_of_author(user)).filter(
                last_verdict=Verdict.NOT_AGREED.value,
                last_reviewed_at__gte=now - NOT_AGREED_IS_SHOWN_FOR,
            )
        )
        .select_related("child", "home")
        .order_by("-last_reviewed_at")
    )


def waiting_for_approval(user: User) -> WaitingApproval:
    """What this person may approve: never their own."""
    others = awaiting(user).exclude(author__user=user).order_by()
    found = others.aggregate(number=Count("pk"), oldest=Min("recorded_at"))
    return WaitingApproval(found["number"], found["oldest"])


def what_a_draft_waits_for(draft: Draft, now: datetime) -> tuple[str, str]:
    """A word for the state of a draft, and how it looks."""
    decision = draft.read().decision
    if decision.outcome is Outcome.ASK_ADVICE:
        return "Waits for advice", "attention"
    if decision.outcome is Outcome.DECIDE_LATER and decision.decide_at is not None:
        late = decision.decide_at <= now
        return ("Decide now", "danger") if late else ("Decide later", "attention")
    return "Not finished", "neutral"
