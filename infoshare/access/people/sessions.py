"""Ending what somebody is signed in with, on every device."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from infoshare.access.sessions.limits import sitting_of
from infoshare.common import clock
from infoshare.organisation.models import Appointment, User


def sessions_of(person: User) -> list[Session]:
    """The sessions in which this person is signed in. A session names nobody in the open."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    mine = str(person.pk)
    return [one for one in alive.iterator() if one.get_decoded().get(SESSION_KEY) == mine]


def end_sessions(person: User) -> int:
    """Sign this person out everywhere; how many sessions there were."""
    found = [one.pk for one in sessions_of(person)]
    Session.objects.filter(pk__in=found).delete()
    return len(found)


def sign_out_who_left(request: HttpRequest) -> None:
    """Sign out of a session that outlived a role, whenever the end of the role was written down.

    Nothing need run at that moment: the next request from any device finds that a role ended
    after the session began. Who moved, or has another role, signs in again and goes on.
    """
    sitting = sitting_of(request)
    if sitting is None:
        return
    over = Appointment.objects.filter(
        user=request.session[SESSION_KEY], ends_at__gt=sitting.began, ends_at__lte=clock.now()
    )
    if over.exists():
        logout(request)
