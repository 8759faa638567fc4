"""Reads that would tell somebody of a concern that names them are told to others only."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from decisions.models import AdviceAsked, Draft, SharingDecision
from infoshare.access.reads.models import ReadEntry
from infoshare.organisation.models import User

_QUESTIONS = "adviceasked"


def told_to(user: User, entries: Iterable[ReadEntry]) -> list[ReadEntry]:
    """These reads, without the ones of nothing but what names staff and is not this person's to
    see. A list that held such a record among others tells nothing of it, and stays.
    """
    found = list(entries)
    to_judge = [one for one in found if one.names_staff or _QUESTIONS in one.objects_shown]
    if not to_judge:
        return found
    seen = _seen_by(user, {UUID(hex=pk) for one in to_judge for pk in _ids(one)})
    kept_back = {one.pk for one in to_judge if not any(pk in seen for pk in _ids(one))}
    return [one for one in found if one.pk not in kept_back]


def _ids(entry: ReadEntry) -> list[str]:
    return [pk for ids in entry.objects_shown.values() for pk in ids]


def _seen_by(user: User, ids: set[UUID]) -> set[str]:
    """Of these records, drafts and questions, those that name nobody like this person."""
    asked = dict(AdviceAsked.objects.filter(pk__in=ids).values_list("pk", "draft_id"))
    drafts = ids | set(asked.values())
    records = SharingDecision.objects.once_visible_to(user)
    open_drafts = Draft.objects.exclude(names=user).filter(pk__in=drafts)
    seen = {
        *records.filter(pk__in=ids).values_list("pk", flat=True),
        # A draft that has been signed is the record that it became.
        *records.filter(draft_id__in=drafts).values_list("draft_id", flat=True),
        *open_drafts.values_list("pk", flat=True),
    }
    return {pk.hex for pk in seen | {pk for pk, draft in asked.items() if draft in seen}}
