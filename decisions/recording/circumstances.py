"""The one function that gathers what rules read from the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from children.models import Agency, Child
from decisions.models import AdviceGiven, Disclosure, Draft
from decisions.policy.answers import Answers
from decisions.policy.circumstances import (
    Circumstances,
    ConsentHeld,
    HeldAgency,
    NotToBeTold,
    Settings,
)
from decisions.policy.terms import (
    CHILDRENS_SOCIAL_CARE,
    POLICE,
    PROTECTORS,
    AgencyType,
    ConsentGiver,
    ConsentState,
    InformationCategory,
    Purpose,
    Role,
)
from infoshare.organisation.models import Appointment, Home, SettingsVersion


def gather(
    answers: Answers, *, home: Home, child: Child, author: Appointment, now: datetime, draft: Draft
) -> Circumstances:
    """Every fact from the record that a rule may read about these answers, as values."""
    recipient = answers.recipient
    return Circumstances(
        now=now,
        provider_type=home.provider.type,
        settings=settings_in_force(home, now),
        author_role=Role(author.role),
        birth_date=child.birth_date,
        requester_held=_held(home, answers.request.agency),
        recipient_held=_held(home, recipient.agency),
        not_to_be_told=_not_to_be_told(child),
        consents=_consents(child),
        protectors_already_told=_already_told(draft, PROTECTORS),
        abuse_already_reported=_already_told(draft, CHILDRENS_SOCIAL_CARE | POLICE),
        advice_recorded=AdviceGiven.objects.filter(draft_id=draft.pk).exists(),
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


def hours_to_complete(homes: Iterable[Home], now: datetime) -> dict[UUID, int]:
    """By home: in how many hours an urgent record is completed. One query a provider."""
    by_provider: dict[UUID, int] = {}
    found: dict[UUID, int] = {}
    for home in homes:
        if home.provider_id not in by_provider:
            by_provider[home.provider_id] = settings_in_force(home, now).urgent_completion_hours
        found[home.pk] = by_provider[home.provider_id]
    return found


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


def _not_to_be_told(child: Child) -> tuple[NotToBeTold, ...]:
    return tuple(
        NotToBeTold(name=entry.name, agency=entry.agency_id, lifted=entry.lifted_at is not None)
        for entry in child.not_to_be_told.order_by("pk")
    )


def _consents(child: Child) -> tuple[ConsentHeld, ...]:
    return tuple(
        ConsentHeld(
            giver=ConsentGiver(consent.giver),
            state=ConsentState(consent.state),
            purpose=Purpose(consent.purpose),
            recipient=consent.recipient_id,
            recipient_type=AgencyType(consent.recipient_type) if consent.recipient_type else None,
            items=tuple(
                sorted(
                    (InformationCategory(item.category) for item in consent.items.all()), key=str
                )
            ),
            given_on=consent.given_on,
            expires_on=consent.expires_on,
            explicit=consent.explicit,
            explained=consent.explained,
            told_of_withdrawal=consent.told_of_withdrawal,
            competence_assessed=consent.competence_assessed,
            responsibility_evidenced=consent.responsibility_evidenced,
        )
        for consent in child.consents.standing().prefetch_related("items").order_by("pk")
    )


def _already_told(draft: Draft, bodies: frozenset[AgencyType]) -> bool:
    """Did the record that this draft completes or follows reach one of these bodies?

    Only that record counts: an earlier report about something else must not make a new worry
    look as if it had been passed on. Other reports are named by the author, with a reference.
    """
    earlier = [row for row in (draft.completes_id, draft.follows_id) if row is not None]
    return Disclosure.objects.filter(
        decision__in=earlier, recipient_type__in=[body.value for body in bodies]
    ).exists()
