"""The other records that a record's page names, with a link for those who may open them."""

from __future__ import annotations

from django.urls import reverse

from decisions.models import SharingDecision
from decisions.recording.beside import records_beside
from decisions.recording.locking import refiled
from decisions.recording.reading import read_sealed
from decisions.recording.refiling import begun_from
from infoshare.organisation.models import User

Link = dict[str, str]
MISFILED = {"status": "Filed under the wrong child", "kind": "attention"}
REPLACES = "This replaces a record that was filed under the wrong child"


def linked(decision: SharingDecision, user: User) -> list[Link]:
    """What this record completes, follows or stands beside, and what completes or follows it.

    Without a link where this person may not open the other one. What was filed under the wrong
    child is named to those alone who may open it.
    """
    others = [
        ("This is the full form of the urgent record", decision.completes),
        ("The full form of this urgent record is", getattr(decision, "completed_by", None)),
        ("This record follows", decision.follows),
        *(("This record was followed by", later) for later in decision.followed_by.all()),
    ]
    replaced = decision.refiles
    if replaced is not None:
        others.append((REPLACES, replaced))
    there = [(says, other) for says, other in others if other is not None]
    beside = [("Recorded beside", other) for other in records_beside(decision, user)]
    keys = [other.pk for _says, other in (*there, *beside)]
    opened = SharingDecision.objects.opened_by(user).filter(pk__in=keys)
    may_open = set(opened.values_list("pk", flat=True))
    return [
        *(_link(says, other) for says, other in there if other.pk in may_open),
        *([{"says": f"{REPLACES}."}] if replaced and replaced.pk not in may_open else []),
        *(
            _link(says, other) if other.pk in may_open else {"says": says, "code": other.code}
            for says, other in beside
        ),
    ]


def what_became_of(decision: SharingDecision) -> dict[str, object] | None:
    """That it was filed under the wrong child: when, by whom, why, and the record in its place."""
    said = refiled(decision)
    if said is None:
        return None
    now, parts = begun_from(decision), read_sealed(said)
    return {
        "when": said.recorded_at,
        "who": parts["facts"]["author"]["signature"],
        "reason": parts["text"]["reason"],
        "now": now if isinstance(now, SharingDecision) else None,
    }


def _link(says: str, other: SharingDecision) -> Link:
    return {"says": says, "code": other.code, "url": reverse("record", args=[other.pk])}
