"""The only functions that open, end and review emergency access: row and ledger entry together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from children.models import (
    Child,
    EmergencyAccess,
    EmergencyEnd,
    EmergencyMiss,
    EmergencyReview,
)
from infoshare.access.emergency.queries import the_one_child, tries_too_often
from infoshare.access.wall.homes import open_at
from infoshare.common import clock
from infoshare.common.submit_token import SENT_BEFORE
from infoshare.ledger.append import Appended, Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.ledger.reading import read_parts
from infoshare.organisation.models import Appointment, Home, User

OPEN_FOR = timedelta(hours=4)
LEAST_REASON = 20
_USED_BEFORE = "This page was used before. Look through it, then send it again."
TOO_SHORT = (
    f"Say why in at least {LEAST_REASON} characters, such as what happened and what you need."
)


class EmergencyRefused(ValueError):
    """It cannot be opened, or reviewed, so; the message says what to change."""


class NoOneChild(Exception):
    """No one child fits what was typed: none, or several. Nobody is told which."""


class TooManyTries(Exception):
    """This person typed what fits nobody too often, and waits."""


def find_and_open(
    by: Appointment, home: Home, *, name: str, born: date, reason: str, token: UUID
) -> EmergencyAccess:
    """Open emergency access to the one child of this home with this name and date of birth.

    Raises NoOneChild, which is counted, TooManyTries after a few of those, and EmergencyRefused.
    """
    with transaction.atomic():
        # The lock makes somebody who sends many at once take turns.
        User.objects.select_for_update().get(pk=by.user_id)
        if tries_too_often(by.user):
            raise TooManyTries
        with open_at([home.pk]):
            child = the_one_child(home, name, born)
        if child is None:
            EmergencyMiss.objects.create(person=by.user, home=home, at=clock.now())
    # Outside the transaction: that it was tried is kept.
    if child is None:
        raise NoOneChild
    return open_emergency(child, home, by, reason=reason, token=token)


def open_emergency(
    child: Child, home: Home, by: Appointment, *, reason: str, token: UUID
) -> EmergencyAccess:
    """Let one person reach one child for four hours; what is open already is found again.

    `token` becomes the id of the row. Raises EmergencyRefused for a short reason, for another
    provider's home, and for a `token` that stands for something else.
    """
    if len(reason.strip()) < LEAST_REASON:
        raise EmergencyRefused(TOO_SHORT)
    if not home.provider_id == child.provider_id == by.provider_id:
        raise EmergencyRefused("This home belongs to another provider.")
    now = clock.now()
    try:
        with open_at([home.pk]), transaction.atomic():
            User.objects.select_for_update().get(pk=by.user_id)
            about = EmergencyAccess.objects.filter(child=child, home=home, by__user=by.user_id)
            sent = EmergencyAccess.objects.filter(pk=token).first()
            if sent is not None:
                return _sent_before(sent, about.filter(pk=token).exists(), reason)
            is_open = about.in_force(now).first()
            if is_open is not None:
                return is_open
            until = now + OPEN_FOR
            facts = {
                "act": "emergency-opened",
                "by": by.signature,
                "person": by.user_id.hex,
                "until": until.isoformat(),
            }
            leaf = _append(child, home, token, facts, {"reason": reason}, now=now)
            return EmergencyAccess.objects.create(
                **leaf.columns(), child=child, home=home, by=by, until=until
            )
    except IntegrityError:
        # The token is the id of something else in this log.
        raise EmergencyRefused(_USED_BEFORE) from None


def _sent_before(sent: EmergencyAccess, same: bool, reason: str) -> EmergencyAccess:
    if not same:
        raise EmergencyRefused(_USED_BEFORE)
    if reason_of(sent) != reason:
        raise EmergencyRefused(SENT_BEFORE)
    return sent


def reason_of(access: EmergencyAccess) -> str:
    """Why they opened it, as sealed."""
    return str(read_parts(access.log, access.seq)["text"]["reason"])


def words_of(review: EmergencyReview) -> str:
    """What the reviewer said, as sealed."""
    return str(read_parts(review.log, review.seq)["text"]["words"])


def end_emergency(access: EmergencyAccess, ended_by: Appointment) -> EmergencyEnd | None:
    """End it before its time. Ending it again changes nothing; None where its time is over."""
    with transaction.atomic():
        # The lock makes two people who press at once take turns.
        User.objects.select_for_update().get(pk=access.by.user_id)
        ended = EmergencyEnd.objects.filter(access=access).first()
        if ended is not None or access.until <= clock.now():
            return ended
        facts = {"act": "emergency-ended", "of": access.pk.hex, "ended_by": ended_by.signature}
        leaf = _append(access.child, access.home, uuid4(), facts, {})
        return EmergencyEnd.objects.create(**leaf.columns(), access=access, ended_by=ended_by)


def review_emergency(
    access: EmergencyAccess, reviewed_by: Appointment, *, was_right: bool, words: str, token: UUID
) -> EmergencyReview:
    """Say whether it was right, once; the same again gives the row that it made.

    Raises EmergencyRefused for one's own, and where somebody has said it before.
    """
    if access.by.user_id == reviewed_by.user_id:
        raise EmergencyRefused("Somebody else looks at what you did.")
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=access.by.user_id)
            before = EmergencyReview.objects.filter(access=access).first()
            if before is not None:
                return _said_before(before, was_right, words, token)
            facts = {
                "act": "emergency-reviewed",
                "of": access.pk.hex,
                "was_right": was_right,
                "reviewed_by": reviewed_by.signature,
            }
            leaf = _append(access.child, access.home, token, facts, {"words": words})
            return EmergencyReview.objects.create(
                **leaf.columns(), access=access, reviewed_by=reviewed_by, was_right=was_right
            )
    except IntegrityError:
        raise EmergencyRefused(_USED_BEFORE) from None


def _said_before(
    before: EmergencyReview, was_right: bool, words: str, token: UUID
) -> EmergencyReview:
    same = before.was_right == was_right and words_of(before) == words
    if before.pk == token and same:
        return before
    raise EmergencyRefused(f"{before.reviewed_by.user.name} has answered this already.")


def _append(
    child: Child,
    home: Home,
    ref: UUID,
    facts: Mapping[str, object],
    text: Mapping[str, object],
    *,
    now: datetime | None = None,
) -> Appended:
    """Kept as long as the child's records: it says who has read them."""
    contents = {"facts": {**facts, "child": child.pk.hex}, "text": dict(text)}
    entry = Entry(home.log, Kind.VISIT, ref, child.keep_until_year, contents)
    (leaf,) = append([entry], now=now)
    return leaf
