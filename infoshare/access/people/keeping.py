"""The only functions that keep a person's numbers and training, and a home's details.

Each changes the row and writes an entry in the log of each home concerned, together.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import transaction

from infoshare.access.people.queries import homes_concerned
from infoshare.organisation.changes import seal_change
from infoshare.organisation.models import Appointment, Home, User


def keep_telephone(person: User, by: Appointment, *, telephone: str) -> User:
    """Write down the number that an approval by telephone rings; the same changes nothing."""
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=person.pk)
        if row.telephone == telephone:
            return row
        row.telephone = telephone
        row.save(update_fields=["telephone"])
        _seal(row, by, {"act": "telephone", "telephone": telephone})
        return row


def keep_training(person: User, by: Appointment, *, trained_until: date | None) -> User:
    """Write down until when their training lasts; the same changes nothing."""
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=person.pk)
        if row.trained_until == trained_until:
            return row
        row.trained_until = trained_until
        row.save(update_fields=["trained_until"])
        until = trained_until.isoformat() if trained_until else None
        _seal(row, by, {"act": "training", "trained_until": until})
        return row


def _seal(person: User, by: Appointment, facts: dict[str, object]) -> None:
    about = {"person": person.pk.hex, "name": person.name, "said_by": by.signature}
    seal_change(homes_concerned(person, by.provider), uuid4(), {**facts, **about})


def keep_home_details(home: Home, by: Appointment, *, name: str, telephone: str) -> Home:
    """Write down what a home is called, and its number; the same changes nothing."""
    with transaction.atomic():
        row = Home.objects.select_for_update().get(pk=home.pk)
        if (row.name, row.telephone) == (name, telephone):
            return row
        row.name, row.telephone = name, telephone
        row.save(update_fields=["name", "telephone"])
        facts = {"act": "home-details", "name": name, "telephone": telephone}
        seal_change([row], uuid4(), {**facts, "said_by": by.signature})
        return row
