"""What this person may do next about a record, by how it stands and who they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from decisions.models import SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.recording.review import verdicts_for
from decisions.register.locked import why_locked
from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.organisation.models import User


@dataclass
class Acts:
    """Links to open, buttons that post, and plain words for what is not open now."""

    links: list[dict[str, str]] = field(default_factory=list)
    posts: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.links or self.posts or self.notes)


def acts_for(decision: SharingDecision, user: User) -> Acts:
    """What this person may do; nothing for visitors and those who only read."""
    acts = Acts()
    if may(user, Permission.APPROVE, decision.home):
        _review(acts, decision, user)
    if may(user, Permission.RECORD, decision.home):
        _answer_or_complete(acts, decision, user)
        _share(acts, decision)
        acts.links.append(_link("Add to this record", "addenda", decision))
    return acts


def _link(
    label: str, name: str, decision: SharingDecision, kind: str = "secondary"
) -> dict[str, str]:
    return {"label": label, "url": reverse(name, args=[decision.pk]), "kind": kind}


def _review(acts: Acts, decision: SharingDecision, user: User) -> None:
    if decision.reviews.all() or not verdicts_for(decision):
        return
    if decision.author.user_id == user.pk:
        acts.notes.append("You signed this, so somebody else must review it.")
        return
    label = "Look at it and decide" if decision.needs_approval else "Review this urgent share"
    acts.links.append(_link(label, "review", decision, "main"))


def _answer_or_complete(acts: Acts, decision: SharingDecision, user: User) -> None:
    is_author = decision.author.user_id == user.pk
    answered = any(later.author.user_id == user.pk for later in decision.followed_by.all())
    if standing(decision) is Standing.RETURNED and is_author and not answered:
        acts.posts.append(_link("Answer the manager’s question", "answer", decision))
    if not decision.urgent or hasattr(decision, "completed_by"):
        return
    if is_author or may(user, Permission.TAKE_OVER_DRAFT, decision.home):
        acts.posts.append(_link("Fill in the full form", "completion", decision))
    else:
        acts.notes.append(
            "The full form is still to come, from the person who shared, or whoever is in charge."
        )


def _share(acts: Acts, decision: SharingDecision) -> None:
    if may_be_shared(decision):
        already = decision.disclosures.all()
        label = "Record something else we shared" if already else "Record what we shared"
        acts.links.append(_link(label, "disclosures", decision, "secondary" if already else "main"))
    elif decision.shares:
        acts.notes.append(why_locked(decision))
