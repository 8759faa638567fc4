"""What the start page tells about signing in, of oneself and of those whom one looks after."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.access.sign_in.changes import changes_to_tell
from infoshare.access.sign_in.recovery.queries import lately_recovered, recoveries_to_answer
from infoshare.common import clock
from infoshare.common.times_in_words import moment_in_words
from infoshare.organisation.models import ManyFailures, Recovery, SignInChange, User

SHOWN = 3


def start_page_notices(user: User) -> dict[str, Any]:
    """Changes of one's own sign-in; recoveries and guessing, for those who answer for others."""
    around: dict[str, Any] = {"changes": changes_to_tell(user)[:SHOWN]}
    if may(user, Permission.RECOVER_SIGN_IN):
        around |= {
            "may_recover": True,
            "recoveries_waiting": len(recoveries_to_answer(user)),
            "recovered": [_recovered(one) for one in lately_recovered(user)[:SHOWN]],
        }
    if may(user, Permission.MANAGE_PEOPLE):
        around["guessing"] = [_guessing(one) for one in _many_failures()]
    return around


def _recovered(one: Recovery) -> dict[str, str]:
    """Who came back without a factor, and who let them: their managers are told."""
    words = f"{one.started_by.user.name} started it and {one.answer.answered_by.user.name} agreed."
    heading = f"{one.person.name} has a new password and second step"
    return {"heading": heading, "words": words, "url": reverse("recovery", args=[one.pk])}


def _many_failures() -> list[ManyFailures]:
    since = clock.now() - SignInChange.TOLD_FOR
    return list(ManyFailures.objects.filter(at__gt=since)[:SHOWN])


def _guessing(one: ManyFailures) -> dict[str, str]:
    words = f"{one.failures} within an hour or so, up to {moment_in_words(one.at)}."
    return {"words": words}
