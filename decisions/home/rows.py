"""What the start page shows, as its components want it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timesince import timesince

from decisions.followups.row import FollowUp
from decisions.home.advice import AdviceSoFar, advice_so_far
from decisions.home.waiting import WaitingApproval, what_a_draft_waits_for
from decisions.models import Draft, SharingDecision
from decisions.policy.terms import Outcome, Start
from decisions.recording.arrangement_state import Arrangement
from decisions.recording.standing_words import standing_status
from infoshare.access.people.queries import people_managed_by, roles_waiting
from infoshare.access.reads.models import ReadAlert
from infoshare.access.sign_in.recovery.queries import recoveries_to_answer
from infoshare.common import clock
from infoshare.organisation.models import Invitation, User

Row = dict[str, Any]

STARTS = (
    ("asked", "I was asked for information", "Somebody rang, wrote or came and wants to know."),
    ("own-initiative", "I want to share information", "You are worried, or somebody should know."),
    ("move", "A child is moving", "What the next home and the next council need to know."),
    (
        "already-shared",
        "I have already shared something",
        "In any way, to anyone. Write down what went.",
    ),
    (
        "everyday",
        "Set up everyday sharing",
        "You share the same thing often. A manager agrees once.",
    ),
)
_MOMENT = timedelta(minutes=1)


def start_links() -> list[Row]:
    """The ways to start a record."""
    return [
        {"url": reverse("guide-start", args=[slug]), "label": label, "hint": hint}
        for slug, label, hint in STARTS
    ]


def everyday_links(found: list[Arrangement]) -> list[Row]:
    """A large link for each arrangement; the start page names children by their initials."""
    return [
        {
            "url": reverse("everyday-share", args=[one.decision.pk]),
            "label": f"Share about {one.decision.child.initials} with {one.to_briefly}",
            "hint": ", ".join(one.kinds),
        }
        for one in found
    ]


def draft_rows(drafts: list[Draft], now: datetime) -> list[Row]:
    advice = advice_so_far(drafts)
    return [_draft_row(draft, now, advice.get(draft.pk)) for draft in drafts]


def _draft_row(draft: Draft, now: datetime, advice: AdviceSoFar | None) -> Row:
    status, kind = what_a_draft_waits_for(draft, now, advice)
    about = draft.child.initials if draft.child else "no child chosen yet"
    what = Start(draft.read().start).label
    if draft.completes is not None:
        what = f"The full form of urgent record {draft.completes.code}"
    return {
        "label": f"{what}: {about}",
        "url": reverse("draft", args=[draft.pk]),
        "hint": f"{draft.home.name}. Last worked on {_ago(draft.touched_at, now)}.",
        "status": status,
        "kind": kind,
    }


def waiting_rows(
    follow_ups: list[FollowUp], not_agreed: list[SharingDecision], now: datetime
) -> list[Row]:
    """One's own records that need something, what presses most first."""
    return [
        *(_follow_up_row(row, now) for row in follow_ups),
        *(_not_agreed_row(record) for record in not_agreed),
    ]


def _follow_up_row(row: FollowUp, now: datetime) -> Row:
    late = row.is_late(now)
    return {
        "label": f"{row.what}: {row.about.initials}",
        "url": row.about.url,
        # The code begins its line, so that it is not broken in two.
        "hint": f"{row.about.code}, {row.about.home}, {_ago(row.since, now)}.",
        "status": _time_left(row, now),
        "kind": "danger" if late else "attention",
    }


def _time_left(row: FollowUp, now: datetime) -> str:
    if not row.is_late(now):
        return f"{timesince(now, row.due, depth=1)} left"
    late_by = now - row.due
    return f"Late by {timesince(row.due, now, depth=1)}" if late_by > _MOMENT else "Due now"


def _not_agreed_row(record: SharingDecision) -> Row:
    refused = record.outcome == Outcome.NOT_SHARE.value
    what = "The manager did not agree to keep this back" if refused else "Do not share"
    return {
        "label": f"{what}: {record.child.initials}",
        "url": reverse("record", args=[record.pk]),
        "hint": f"{record.code}, {record.home.name}. Open it to read the manager’s reason.",
        **standing_status(record),
    }


def advice_tile(number: int) -> list[Row]:
    """Questions that this person is to answer; no tile where there are none."""
    if not number:
        return []
    hint = "Colleagues wait for your advice"
    url = reverse("advice-asked")
    return [{"number": number, "label": "to advise on", "url": url, "hint": hint}]


def approval_tile(approval: WaitingApproval, now: datetime, *, label: str = "to approve") -> Row:
    """How many records wait for this person's answer, and since when."""
    oldest = (
        f"The oldest for {timesince(approval.oldest, now, depth=1)}"
        if approval.oldest
        else "Nothing waits"
    )
    return {
        "number": approval.number,
        "label": label,
        "url": reverse("approval-queue"),
        "hint": oldest,
    }


def oversight_tiles(
    approval: WaitingApproval | None, open_now: int, late: int, now: datetime
) -> list[Row]:
    """What waits at the homes that this person answers for."""
    tiles = []
    if approval is not None:
        tiles.append(approval_tile(approval, now))
    tiles.append(
        {
            "number": open_now,
            "label": "to follow up",
            "url": reverse("follow-ups"),
            "hint": f"{late} late" if late else "None late",
        }
    )
    return tiles


def administration_tiles(user: User) -> list[Row]:
    """What waits for an administrator: what a second person agrees to, and who is not in yet."""
    theirs = people_managed_by(user)
    not_in_yet = Invitation.objects.open(clock.now()).filter(person__in=theirs).values("person")
    return [
        {
            "number": roles_waiting(user),
            "label": "roles to agree to",
            "url": reverse("roles-to-agree"),
            "hint": "",
        },
        {
            "number": len(recoveries_to_answer(user)),
            "label": "sign-ins to bring back",
            "url": reverse("recoveries"),
            "hint": "",
        },
        {
            "number": not_in_yet.distinct().count(),
            "label": "invited, not signed in yet",
            "url": reverse("people"),
            "hint": "Each code works for three days",
        },
    ]


def alert_lines(alerts: list[ReadAlert]) -> list[Row]:
    """One line for each home at which something that was read wants a question; nobody's name."""
    by_home = Counter(one.home for one in alerts)
    return [
        {"number": number, "home": home.name, "url": f"{reverse('reads')}?home={home.pk}"}
        for home, number in by_home.items()
    ]


def _ago(moment: datetime, now: datetime) -> str:
    return f"{timesince(moment, now, depth=1)} ago" if now - moment > _MOMENT else "just now"
