"""The only function that writes what was read."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from infoshare.access.permissions import Permission
from infoshare.access.reads.models import ReadEntry
from infoshare.access.reads.noting import ShownAtHome, shown_on, view_of
from infoshare.access.scope import Reach, reach_of
from infoshare.common import clock
from infoshare.organisation.models import User


def write_reads(request: HttpRequest) -> list[ReadEntry]:
    """Write who saw what on the page of this request, in one statement; nothing where nothing was
    noted. Raises what the database raises.
    """
    shown = list(shown_on(request))
    user = request.user
    if not shown or not isinstance(user, User):
        return []
    reach, now, one = reach_of(user), clock.now(), uuid4()
    session, view = hashed_session(request), view_of(request)[:60]
    return ReadEntry.objects.bulk_create(
        [
            ReadEntry(
                at=now,
                user=user,
                **_as_what(reach, home, at),
                home_id=home,
                view=view,
                method=str(request.method)[:7],
                session=session,
                request=one,
                **_columns(at),
            )
            for home, at in shown
        ]
    )


def hashed_session(request: HttpRequest) -> str:
    """Tells one sitting from another; the key of the session cannot be found from it."""
    key = request.session.session_key or ""
    return salted_hmac("infoshare.access.reads", key, algorithm="sha256").hexdigest()


def _columns(at: ShownAtHome) -> dict[str, object]:
    return {
        "children": " ".join(sorted(child.hex for child in at.children)),
        "objects_shown": {
            kind: sorted(pk.hex for pk in ids) for kind, ids in sorted(at.rows.items())
        },
        "names_staff": at.names_staff,
    }


def _as_what(reach: Reach, home: UUID, at: ShownAtHome) -> dict[str, object]:
    """The visit, or the appointment: the one at that home before one elsewhere; and the emergency,
    where nothing else opens the child.
    """
    if reach.visit is not None:
        return {"visit": reach.visit}
    elsewhere = next(iter(reach.appointment_at.values()), None)
    as_what = {"appointment_id": reach.appointment_at.get(home, elsewhere)}
    return {**as_what, "emergency": emergency_of(reach, home, at)}


def emergency_of(reach: Reach, home: UUID, at: ShownAtHome) -> UUID | None:
    """The emergency access under which somebody reads a child of this home."""
    if home in reach.where(Permission.READ_CHILDREN):
        return None
    return next(
        (one.id for one in reach.emergencies if one.home.pk == home and one.child in at.children),
        None,
    )
