"""How drafts begin, and how one is found again."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404

from children.models import Child
from decisions.models import Draft, SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import Purpose, Start
from decisions.recording.drafts import blank_answers, start_draft
from decisions.recording.handing_over import HandedOver, handed_over_from
from decisions.recording.reach import children_to_record
from infoshare.access.permissions import Permission
from infoshare.access.scope import appointment_for, appointments_of, homes_where
from infoshare.organisation.models import Home, User

STARTS = {
    "asked": Start.ASKED,
    "own-initiative": Start.OWN_INITIATIVE,
    "move": Start.MOVE,
    "already-shared": Start.ALREADY_SHARED,
    "everyday": Start.ROUTINE,
}


def open_draft(user: User, start: Start, child: Child, home: Home) -> Draft:
    """A draft about this child; one begun the same way and not touched since is found again."""
    answers = blank_answers(start)
    if start is Start.MOVE:
        answers = answers.changed(purpose=answers.purpose.changed(code=Purpose.PLACEMENT_MOVE))
    return _untouched(user, answers, child, home) or _new(user, answers, child, home)


def open_urgent_draft(user: User, child_id: str) -> Draft:
    """An urgent draft, with its child where one was named that this person may record about."""
    child, home = children_to_record(user).get(child_id, (None, None))
    home = home or _own_home(user)
    answers = blank_answers(Start.URGENT)
    return _untouched(user, answers, child, home) or _new(user, answers, child, home)


class NotYoursAnyMore(Http404):
    """Somebody in charge took over this draft, which was this person's: `left` says who."""

    def __init__(self, left: HandedOver) -> None:
        self.left = left
        super().__init__()


def find_draft(user: User, pk: UUID) -> Draft | SharingDecision:
    """One's own draft, or the record that it became; 404 for anybody else's.

    Raises NotYoursAnyMore for one that was taken over from this person.
    """
    draft = (
        Draft.objects.owned_by(user)
        .select_related("home__provider", "child", "author__user", "completes", "follows")
        .filter(pk=pk)
        .first()
    )
    if draft is not None:
        # What is shown names the role in which it would be signed now.
        here = appointment_for(user, Permission.RECORD, draft.home, draft.child_id)
        draft.author = here or draft.author
        return draft
    own = SharingDecision.objects.visible_to(user).filter(author__user=user)
    closed = SharingDecision.objects.closed_to_its_author(user)
    record = own.filter(draft_id=pk).first() or closed.filter(draft_id=pk).first()
    if record is None:
        left = handed_over_from(user, pk)
        raise NotYoursAnyMore(left) if left else Http404
    return record


def found_draft(user: User, pk: UUID) -> Draft:
    """One's own draft, about a child; 404 for anything else."""
    found = find_draft(user, pk)
    if not isinstance(found, Draft) or found.child is None:
        raise Http404
    return found


def _untouched(user: User, answers: Answers, child: Child | None, home: Home) -> Draft | None:
    """The draft that pressing the button twice, or coming back, would make once more."""
    return (
        Draft.objects.owned_by(user)
        .filter(home=home, child=child, answers=answers.model_dump_json(), typed="{}", version=0)
        .filter(completes__isnull=True, follows__isnull=True)
        .first()
    )


def _new(user: User, answers: Answers, child: Child | None, home: Home) -> Draft:
    author = appointment_for(user, Permission.RECORD, home, child.pk if child else None)
    if author is None:
        raise Http404
    return start_draft(home, child, author, answers)


def _own_home(user: User) -> Home:
    """Where an urgent draft stands until its child is chosen."""
    at_home = appointments_of(user).filter(home__isnull=False).values("home")
    homes = homes_where(user, Permission.RECORD)
    return cast(Home, homes.filter(pk__in=at_home).first() or homes.first())
