"""The one function that gathers what rules read from the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from children.models import Agency, Child
from decisions.models import AdviceGiven, Disclosure, Draft, SharingDecision
from decisions.models.standing import may_be_shared
from decisions.policy.answers import Answers
from decisions.policy.circumstances import (
    AdviceHeld,
    Approved,
    Circumstances,
    HeldAgency,
    RelativeHeld,
    Settings,
)
from decisions.policy.facts.basics import FAMILY
from decisions.policy.terms import (
    CHILDRENS_SOCIAL_CARE,
    POLICE,
    PROTECTORS,
    AddendumKind,
    Advice,
    AgencyType,
    InformationCategory,
    Purpose,
    Role,
    Start,
    Verdict,
)
from decisions.recording.arrangements import arrangement_in_force
from decisions.recording.held import consents_of, not_to_be_told_of
from decisions.recording.lately import moves_of, shared_on_withdrawn_consent, told_lately
from infoshare.common.clock import LONDON
from infoshare.organisation.models import Appointment, Home, SettingsVersion


def gather(
    answers: Answers, *, home: Home, child: Child, author: Appointment, now: datetime, draft: Draft
) -> Circumstances:
    """Every fact from the record that a rule may read about these answers, as values."""
    settings = settings_in_force(home, now)
    recipient = _held(home, answers.recipient.agency)
    kind = recipient.agency_type if recipient else answers.recipient.agency_type
    told = _told_before(draft)
    given = AdviceGiven.objects.filter(draft_id=draft.pk).select_related("adviser")
    agency, purpose = answers.recipient.agency, answers.purpose.code
    today, listed = now.astimezone(LONDON).date(), not_to_be_told_of([child])[child.pk]
    consents, moves = consents_of([child])[child.pk], moves_of(child, home, today)
    return Circumstances(
        now=now,
        provider_type=home.provider.type,
        settings=settings,
        author_role=Role(author.role),
        author_trained_until=author.user.trained_until,
        birth_date=child.birth_date,
        requester_held=recipient if answers.was_asked else None,
        recipient_held=recipient,
        not_to_be_told=listed,
        contact_restricted=any(not one.lifted for one in listed),
        consents=consents,
        shared_on_withdrawn_consent=shared_on_withdrawn_consent(child, consents),
        told=told_lately(child, now, linked=(draft.completes_id, draft.follows_id)),
        admitted_on=moves.admitted_on,
        discharged_on=moves.discharged_on,
        move_known_on=moves.known_on,
        placed_by_its_area=moves.placed_by_its_area,
        died_on=child.died_on,
        # Who is family is read, and kept, only where it is family that would be told.
        relatives=_relatives(child) if kind in FAMILY else (),
        protectors_already_told=not told.isdisjoint(PROTECTORS),
        abuse_already_reported=not told.isdisjoint(CHILDRENS_SOCIAL_CARE | POLICE),
        advice=_advice(given),
        earlier_shares=_earlier_shares(child, agency, purpose, now, settings.routine_days),
        arrangement_in_force=arrangement_in_force(child, agency, purpose, today),
        approved=_approved_before(answers, draft.follows),
    )


def settings_in_force(home: Home, now: datetime) -> Settings:
    """The provider's settings at a moment; the product's defaults where there are none."""
    version = (
        SettingsVersion.objects.filter(provider=home.provider_id, in_force_from__lte=now)
        .order_by("-version")
        .first()
    )
    if version is None:
        return Settings()
    return Settings.model_validate_json(version.values)


def settings_by_home(homes: Iterable[Home], now: datetime) -> dict[UUID, Settings]:
    """By home: its provider's settings at a moment. One query a provider."""
    by_provider: dict[UUID, Settings] = {}
    found: dict[UUID, Settings] = {}
    for home in homes:
        if home.provider_id not in by_provider:
            by_provider[home.provider_id] = settings_in_force(home, now)
        found[home.pk] = by_provider[home.provider_id]
    return found


def hours_to_complete(homes: Iterable[Home], now: datetime) -> dict[UUID, int]:
    """By home: in how many hours an urgent record is completed. One query a provider."""
    settings = settings_by_home(homes, now)
    return {home: held.urgent_completion_hours for home, held in settings.items()}


def _held(home: Home, agency: UUID | None) -> HeldAgency | None:
    if agency is None:
        return None
    row = Agency.objects.in_use().filter(provider=home.provider_id, pk=agency).first()
    if row is None:
        return None
    return HeldAgency(
        agency=row.pk,
        agency_type=AgencyType(row.agency_type),
        name=row.name,
        number=row.number,
        address=row.address,
        domains=tuple(row.domains.split()),
    )


def _told_before(draft: Draft) -> frozenset[str]:
    """The kinds of body that the record which this draft completes, follows or re-files reached.

    Only that record counts: an earlier report about something else must not make a new worry
    look as if it had been passed on. Other reports are named by the author, with a reference.
    """
    records = (draft.completes_id, draft.follows_id, draft.refiles_id)
    earlier = [row for row in records if row is not None]
    reached = Disclosure.objects.filter(decision__in=earlier)
    return frozenset(reached.values_list("recipient_type", flat=True))


def _relatives(child: Child) -> tuple[RelativeHeld, ...]:
    return tuple(
        RelativeHeld(name=relative.name, on_placement_plan=relative.on_placement_plan)
        for relative in child.relatives.order_by("name", "pk")
    )


def _advice(given: Iterable[AdviceGiven]) -> tuple[AdviceHeld, ...]:
    """Who advised on this decision, and what each said last where they said what to decide."""
    in_order = sorted(given, key=lambda one: (one.given_at, one.recorded_at, one.seq))
    last: dict[UUID, AdviceGiven] = {}
    for one in in_order:
        if one.advises or one.adviser.user_id not in last:
            last[one.adviser.user_id] = one
    return tuple(
        AdviceHeld(
            role=Role(one.adviser.role), advises=Advice(one.advises) if one.advises else None
        )
        for one in last.values()
    )


def _earlier_shares(
    child: Child, agency: UUID | None, purpose: Purpose | None, now: datetime, days: int
) -> int:
    """How often the same was shared lately, apart from what an arrangement covers.

    A record that names staff does not count: whoever it names must not learn of it by a number.
    """
    if agency is None or purpose is None:
        return 0
    return (
        Disclosure.objects.filter(
            decision__child=child,
            decision__purpose=purpose.value,
            decision__names_staff=False,
            recipient=agency,
            shared_at__gt=now - timedelta(days=days),
        )
        .exclude(decision__start=Start.ROUTINE.value)
        .exclude(decision__addenda__kind=AddendumKind.REFILED.value)
        .count()
    )


def _approved_before(answers: Answers, decided: SharingDecision | None) -> Approved | None:
    """Of what has already been shared beside a record that a manager was to agree to: what they
    had let go by then. It is nothing where they had not agreed, or where the record refuses.
    """
    if answers.start is not Start.ALREADY_SHARED or decided is None:
        return None
    if may_be_shared(decided) and not decided.needs_approval:
        return None
    agreed = [one for one in decided.reviews.all() if one.verdict == Verdict.AGREED.value]
    since = min((one.rung_at or one.recorded_at for one in agreed), default=None)
    happened = answers.request.occurred_at
    # Times are typed to the minute.
    in_time = since is not None and (
        happened is None or happened >= since.replace(second=0, microsecond=0)
    )
    if not in_time or not may_be_shared(decided):
        return Approved()
    going = decided.items.filter(going=True).values_list("category", flat=True)
    categories = tuple(InformationCategory(one) for one in going)
    return Approved(categories=categories, recipient=decided.recipient_id) if categories else None
