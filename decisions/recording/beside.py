"""The same events recorded for another child: a record of that child's own, begun with what both
share.

Each child's file holds what concerns that child, so nothing that belongs to the first child goes
along: not what they think, not what they were told, not the words of any information about them,
and no child's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from children.models import Child
from decisions.models import Draft, SharingDecision
from decisions.policy.answers import (
    Answers,
    Concern,
    Item,
    LawfulReason,
    PurposeOfSharing,
    Transfer,
    Urgent,
)
from decisions.policy.terms import Start
from decisions.recording.drafts import start_draft
from decisions.recording.keeping_back import to_write_on
from decisions.recording.reach import Reachable
from decisions.recording.reading import SealedDecision
from decisions.recording.words import Reword, long, names_replaced, short, without_the_name
from decisions.recording.written_by import keep_who_wrote
from infoshare.access.permissions import Permission
from infoshare.access.scope import appointment_for
from infoshare.organisation.models import Home, User

ANOTHER_CHILD = "another child"


def record_beside(decision: SharingDecision, user: User, chosen: Reachable) -> list[Draft]:
    """A draft for each of these children, begun with the shared facts; none for one recorded
    already.

    Pressing again gives this person's drafts that were begun before. `chosen` are children about
    whom this person may record.
    """
    first = first_of(decision)
    with transaction.atomic():
        # Two presses take turns on the home's row; the second finds the drafts of the first.
        Home.objects.select_for_update(no_key=True).get(pk=first.home_id)
        sealed = to_write_on(decision, user)
        recorded = recorded_children(decision, user)
        return [
            _begun(first, user, child) or _begin(decision, user, sealed, child, home)
            for child, home in chosen.values()
            if child.pk not in recorded
        ]


def first_of(decision: SharingDecision) -> SharingDecision:
    """The record that was signed first of those about the same events."""
    return decision.beside or decision


def recorded_children(decision: SharingDecision, user: User) -> dict[UUID, SharingDecision]:
    """The children for whom these events are recorded, as far as this person may see; by id."""
    seen = SharingDecision.objects.visible_to(user)
    return {record.child_id: record for record in seen.filter(_same_events(decision))}


def drafts_beside(decision: SharingDecision, user: User) -> QuerySet[Draft]:
    """This person's drafts about the same events for other children, in the order begun."""
    first = decision.beside_id or decision.pk
    return (
        Draft.objects.owned_by(user)
        .filter(beside=first)
        .select_related("child")
        .order_by("created_at", "pk")
    )


def records_beside(decision: SharingDecision, user: User) -> list[SharingDecision]:
    """The records beside which this one may be said to stand.

    Their codes say nothing of another child. One that names staff is known to those alone who may
    see it.
    """
    seen = SharingDecision.objects.visible_to(user).filter(_same_events(decision))
    rows = SharingDecision.objects.filter(_same_events(decision)).exclude(pk=decision.pk)
    known = rows.rightly_filed().filter(Q(names_staff=False) | Q(pk__in=seen.values("pk")))
    return list(known.order_by("code"))


def shared_facts(answers: Answers, reword: Reword) -> Answers:
    """What is the same for another child: who, when, what for, the danger, the recipient.

    The rest is this child's own and is asked anew: what was needed and goes, what the child
    thinks, who is told, the decision.
    """
    asked, to = answers.request, answers.transfer
    return Answers(
        start=answers.start,
        request=without_the_name(asked, reword).changed(
            role_with_child=None, asked_for=long(asked.asked_for, reword)
        ),
        purpose=PurposeOfSharing(
            code=answers.purpose.code, words=long(answers.purpose.words, reword)
        ),
        concern=_concern(answers.concern, reword),
        items=_kinds(answers.items),
        basis=_lawful(answers.basis, reword),
        transfer=_sent(without_the_name(to, reword)),
        urgent=_told(answers, reword),
    )


def _begin(
    decision: SharingDecision, user: User, sealed: SealedDecision, child: Child, home: Home
) -> Draft:
    first = first_of(decision)
    author = appointment_for(user, Permission.RECORD, home, child.pk)
    if author is None:
        raise ValueError("this person does not record at the child's home")
    reword = names_replaced(_others([first, decision], child, home), ANOTHER_CHILD)
    answers = shared_facts(sealed.answers, reword)
    draft = start_draft(home, child, author, answers, beside=first)
    keep_who_wrote(draft, decision, sealed)
    return draft


def _begun(first: SharingDecision, user: User, child: Child) -> Draft | None:
    return Draft.objects.owned_by(user).filter(beside=first, child=child).first()


def _others(records: Sequence[SharingDecision], child: Child, home: Home) -> Iterable[Child]:
    """The children of these records, and all who have lived in their homes or in this one: any of
    them may be named.
    """
    lived = Child.objects.filter(placements__home__in=[home.pk, *(row.home_id for row in records)])
    known = Q(pk__in=[row.child_id for row in records]) | Q(pk__in=lived)
    return Child.objects.filter(known).exclude(pk=child.pk)


def _same_events(decision: SharingDecision) -> Q:
    first = decision.beside_id or decision.pk
    return Q(pk=first) | Q(beside=first)


def _concern(concern: Concern, reword: Reword) -> Concern:
    return Concern(
        severity=concern.severity,
        harms=concern.harms,
        at_risk=concern.at_risk,
        told_by=short(concern.told_by, reword),
        staff=concern.staff,
        staff_in_words=short(concern.staff_in_words, reword),
    )


def _kinds(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each kind of information once, as a reminder: what it says of this child is written anew.

    Words about one child have no place in another child's file, whatever their kind.
    """
    kinds = dict.fromkeys(item.category for item in items)
    return tuple(Item(category=kind) for kind in kinds)


def _sent(to: Transfer) -> Transfer:
    """Without what was checked of this one letter or file: each child's own is checked."""
    return to.changed(second_check=None, password_apart=None)


def _told(answers: Answers, reword: Reword) -> Urgent:
    """What happened, as it was told urgently, and why.

    Of what had already gone, what was said is the information about the first child itself.
    """
    told = answers.urgent
    gone = answers.start is Start.ALREADY_SHARED
    return Urgent(
        said="" if gone else long(told.said, reword),
        why=long(told.why, reword),
        told_by=short(told.told_by, reword),
    )


def _lawful(reason: LawfulReason, reword: Reword) -> LawfulReason:
    """Without what was said of the first child: their consent, what is fair to them, who cares."""
    return reason.changed(
        provision=short(reason.provision, reword), without_consent=(), balance="", professional=""
    )
