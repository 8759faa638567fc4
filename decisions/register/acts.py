"""What this person may do next about a record, by how it stands and who they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from decisions.models import SharingDecision
from decisions.models.standing import Standing, may_be_shared, standing
from decisions.policy.terms import Start
from decisions.recording.arrangement_state import Arrangement, State
from decisions.recording.completion import begun_by_another, is_kept_from, may_take_over
from decisions.recording.review import answer_begun
from decisions.register.approving import answers_offered, call_offered, why_not_yours
from decisions.register.breach import check_offered
from decisions.register.everyday import arrangement_of
from decisions.register.locked import answered_by, why_locked
from infoshare.access.permissions import Permission
from infoshare.access.scope import may
from infoshare.organisation.models import User

BEGUN_BY_ANOTHER = "Somebody else has begun the full form, and has not signed it yet."

STILL_TO_COME = (
    "The full form is still to come, from the person who shared, or whoever is in charge."
)


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
    answers = (Permission.APPROVE, Permission.STAND_IN)
    if any(may(user, one, decision.home) for one in answers):
        _review(acts, decision, user)
        if check_offered(decision, user):
            label = "Check whether this was a data breach"
            # One main button: the review comes first, where it is still to come.
            kind = "secondary" if acts.links else "main"
            acts.links.append(_link(label, "breach-check", decision, kind))
    if may(user, Permission.RECORD, decision.home, decision.child_id):
        _answer_or_complete(acts, decision, user)
        arrangement = arrangement_of(decision)
        if arrangement is None:
            _share(acts, decision)
        else:
            _everyday(acts, arrangement)
        call = call_offered(decision)
        if call is not None:
            mine = decision.author.user_id == user.pk
            acts.links.append(_link(*call, decision, "main" if mine else "secondary"))
        acts.links.append(_link("Add to this record", "addenda", decision))
        acts.links.append(_link("Record the same for another child", "beside", decision))
        if decision.author.user_id == user.pk or may(user, Permission.APPROVE, decision.home):
            wrong = "Wrong child? This is about another child"
            acts.links.append(_link(wrong, "refiling", decision))
    return acts


def _link(
    label: str, name: str, decision: SharingDecision, kind: str = "secondary"
) -> dict[str, str]:
    return {"label": label, "url": reverse(name, args=[decision.pk]), "kind": kind}


def _review(acts: Acts, decision: SharingDecision, user: User) -> None:
    for label, page in answers_offered(decision, user):
        acts.links.append(_link(label, page, decision, "main"))
    why_not = why_not_yours(decision, user)
    if why_not:
        acts.notes.append(why_not)


def _answer_or_complete(acts: Acts, decision: SharingDecision, user: User) -> None:
    is_author = decision.author.user_id == user.pk
    if standing(decision) is Standing.RETURNED:
        _answer(acts, decision, user)
    if not decision.urgent or hasattr(decision, "completed_by"):
        return
    begun = begun_by_another(decision, user)
    if begun is not None and is_kept_from(begun, user):
        acts.notes.append(STILL_TO_COME)
    elif begun is not None:
        if may_take_over(begun, user):
            acts.posts.append(_link("Take over the full form", "completion", decision))
        acts.notes.append(BEGUN_BY_ANOTHER)
    elif is_author or may(user, Permission.TAKE_OVER_DRAFT, decision.home):
        acts.posts.append(_link("Fill in the full form", "completion", decision))
    else:
        acts.notes.append(STILL_TO_COME)


def _answer(acts: Acts, decision: SharingDecision, user: User) -> None:
    """A manager's question is answered once: by the author, or by whoever took the answer over."""
    # What states that it has gone already answers no question.
    if any(later.start != Start.ALREADY_SHARED.value for later in decision.followed_by.all()):
        return
    begun = answer_begun(decision)
    if begun is not None and is_kept_from(begun, user):
        return
    writes = (begun or decision).author.user
    if writes.pk == user.pk:
        acts.posts.append(_link("Answer the manager’s question", "answer", decision))
    elif begun is not None:
        acts.notes.append(answered_by(begun))


def _everyday(acts: Acts, arrangement: Arrangement) -> None:
    acts.notes.append(arrangement.why)
    decision = arrangement.decision
    if arrangement.renewable and arrangement.state is not State.IN_FORCE:
        acts.posts.append(_link("Renew this arrangement", "everyday-renewal", decision))
    if arrangement.usable:
        label = "Share under this arrangement"
        acts.links.append(_link(label, "everyday-share", decision, "main"))
    if arrangement.renewable:
        acts.links.append(_link("End this arrangement", "everyday-end", decision))
    if not arrangement.usable:
        _has_gone(acts, decision)


def _share(acts: Acts, decision: SharingDecision) -> None:
    if decision.start == Start.ALREADY_SHARED.value:
        return
    if may_be_shared(decision):
        already = decision.disclosures.exists()
        label = "Record something else we shared" if already else "Record what we shared"
        acts.links.append(_link(label, "disclosures", decision, "secondary" if already else "main"))
        return
    if decision.shares:
        acts.notes.append(why_locked(decision))
    _has_gone(acts, decision)


def _has_gone(acts: Acts, decision: SharingDecision) -> None:
    """Where nothing may go: what went all the same is stated in one press."""
    acts.posts.append(_link("Something has gone already", "already-gone", decision, "quiet"))
