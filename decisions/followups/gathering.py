"""Every question put to records and drafts that a person follows up, as one list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from decisions.followups.advice import advice_to_give, advice_to_give_oneself
from decisions.followups.answers import (
    approvals_that_wait,
    calls_to_confirm,
    disagreements_to_decide,
    questions_to_answer,
    refusals_not_agreed,
)
from decisions.followups.asked import Asked, of_the_author, of_whoever_follows_up
from decisions.followups.breaches import breaches_to_check
from decisions.followups.drafts import (
    drafts_put_off,
    drafts_that_wait,
    drafts_to_file_again,
    requests_to_answer,
)
from decisions.followups.emergencies import emergencies_to_review
from decisions.followups.notices import deaths_to_give_notice_of, notices_to_give
from decisions.followups.people import (
    allegations_to_review,
    designated_officer_to_tell,
    people_to_tell,
)
from decisions.followups.recipients import (
    recipients_of_the_wrong_name,
    recipients_to_tell,
    silent_recipients,
    to_confirm_in_writing,
)
from decisions.followups.reports import (
    first_responders_to_tell,
    missing_to_report,
    sexual_abuse_to_report,
)
from decisions.followups.returns import return_talks_to_ask_for
from decisions.followups.row import FollowUp
from decisions.followups.sharing import agreed_to_share, arrangements_to_review
from decisions.followups.urgent import shares_to_review, urgent_to_complete
from decisions.recording.narrowing.found import asked_once
from infoshare.organisation.models import Home, User

Question = Callable[[Asked], list[FollowUp]]

QUESTIONS: tuple[Question, ...] = (
    urgent_to_complete,
    shares_to_review,
    approvals_that_wait,
    calls_to_confirm,
    disagreements_to_decide,
    questions_to_answer,
    refusals_not_agreed,
    agreed_to_share,
    silent_recipients,
    to_confirm_in_writing,
    recipients_to_tell,
    recipients_of_the_wrong_name,
    people_to_tell,
    allegations_to_review,
    designated_officer_to_tell,
    sexual_abuse_to_report,
    missing_to_report,
    return_talks_to_ask_for,
    first_responders_to_tell,
    notices_to_give,
    deaths_to_give_notice_of,
    breaches_to_check,
    arrangements_to_review,
    advice_to_give,
    drafts_that_wait,
    drafts_put_off,
    requests_to_answer,
    drafts_to_file_again,
    emergencies_to_review,
)
# What an author does something about, and an adviser; their own drafts are on the same page anyway.
OF_THE_AUTHOR: tuple[Question, ...] = (
    urgent_to_complete,
    questions_to_answer,
    agreed_to_share,
    silent_recipients,
    to_confirm_in_writing,
    recipients_to_tell,
    recipients_of_the_wrong_name,
    people_to_tell,
    allegations_to_review,
    sexual_abuse_to_report,
    missing_to_report,
    return_talks_to_ask_for,
    first_responders_to_tell,
    arrangements_to_review,
    advice_to_give_oneself,
)


def follow_ups_of(user: User, now: datetime, home: Home | None = None) -> list[FollowUp]:
    """What is open at the homes whose follow-ups this person reads, or at one of them.

    What came higher to them first, then their own, then what waits for others; in each what
    presses most first.
    """
    found = _put(QUESTIONS, of_whoever_follows_up(user, now, home))
    return sorted(found, key=lambda row: row.place_for(user.pk))


def own_follow_ups_of(user: User, now: datetime) -> list[FollowUp]:
    """What is open about the records that this person wrote, what presses most first."""
    return _put(OF_THE_AUTHOR, of_the_author(user, now))


def _put(questions: tuple[Question, ...], asked: Asked) -> list[FollowUp]:
    with asked_once():
        rows = [row for question in questions for row in question(asked)]
    return by_urgency(rows, asked.now)


def by_urgency(rows: list[FollowUp], now: datetime) -> list[FollowUp]:
    """Late before not late, danger before the rest, and the longest open first."""
    return sorted(rows, key=lambda row: (not row.is_late(now), row.weight, row.due))
