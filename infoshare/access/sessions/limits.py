"""When a session locks: nobody there for some minutes, or a shift is over (ASVS 7.3.1, 7.3.2).

The session itself says when it began and when its person last opened or sent a page; the server
judges it, at each request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from infoshare.common import clock

BEGAN, LAST, OWN_DEVICE = "sitting_began", "sitting_last", "sitting_own_device"
# Pages that follow each other closely are written down once. Far less than any limit.
NOTED_EVERY = timedelta(seconds=5)


@dataclass(frozen=True)
class Sitting:
    """One session, as its limits see it."""

    began: datetime
    last: datetime
    own_device: bool

    @property
    def idle_limit(self) -> timedelta:
        own, shared = settings.IDLE_SECONDS_OWN, settings.IDLE_SECONDS_SHARED
        return timedelta(seconds=own if self.own_device else shared)

    @property
    def ends_at(self) -> datetime:
        """The end of the shift, whatever somebody does."""
        return self.began + timedelta(seconds=settings.SESSION_COOKIE_AGE)

    @property
    def locks_at(self) -> datetime:
        return min(self.last + self.idle_limit, self.ends_at)

    @property
    def seconds_left(self) -> int:
        return max(0, int((self.locks_at - clock.now()).total_seconds()))

    @property
    def is_over(self) -> bool:
        return clock.now() >= self.locks_at


def sitting_of(request: HttpRequest) -> Sitting | None:
    """The sitting of whoever is signed in; None where nobody is."""
    session = request.session
    if SESSION_KEY not in session:
        return None
    if BEGAN not in session:
        # Signed in before sessions were timed.
        begin(session)
    return Sitting(
        began=_moment(session[BEGAN]),
        last=_moment(session[LAST]),
        own_device=session.get(OWN_DEVICE) is True,
    )


def begin(session: SessionBase) -> None:
    """Somebody signed in just now."""
    session[BEGAN] = session[LAST] = clock.now().timestamp()


def carry_on(request: HttpRequest) -> None:
    """Somebody is there."""
    sitting = sitting_of(request)
    if sitting is not None and abs(clock.now() - sitting.last) >= NOTED_EVERY:
        request.session[LAST] = clock.now().timestamp()


def choose_device(session: SessionBase, *, own: bool) -> None:
    """Whether nobody else uses the device; who does not say so has the shorter time."""
    session[OWN_DEVICE] = own


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(float(seconds), UTC)
