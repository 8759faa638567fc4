"""Alerts are raised as pages are read, once an hour for each home, and by the daily command."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from decisions.inspection.looking.alerts import Alert, alerts_in
from infoshare.access.reads.models import ReadAlert, ReadEntry
from infoshare.common import clock
from infoshare.organisation.models import Home

# A day of a busy home is hundreds of pages.
MOST = 5_000
LOOKED_AT = timedelta(days=1)


def raise_alerts_at(home_id: UUID, since: timedelta = LOOKED_AT) -> list[ReadAlert]:
    """Write down what stands out in what was read lately; what stands already is not told twice.

    Reads of what names a member of staff are left out: who is named may be among those told.
    """
    home, now = Home.objects.get(pk=home_id), clock.now()
    found = ReadEntry.objects.filter(home=home, names_staff=False, at__gt=now - since)
    newest = found.select_related("user", "appointment", "visit").newest_first()[:MOST]
    alerts = {_key(home, one): one for one in alerts_in(home, list(reversed(newest)))}
    with transaction.atomic():
        known = set(ReadAlert.objects.filter(key__in=alerts).values_list("key", flat=True))
        new = [_row(home, key, one) for key, one in alerts.items() if key not in known]
        return ReadAlert.objects.bulk_create(new, ignore_conflicts=True)


def _key(home: Home, alert: Alert) -> str:
    """The same thing about the same person and child is told once a week."""
    year, week, _ = alert.at.astimezone(clock.LONDON).isocalendar()
    child = alert.child.hex if alert.child else ""
    return f"{home.pk.hex} {alert.user.hex} {alert.kind} {child} {year}-{week}"


def _row(home: Home, key: str, alert: Alert) -> ReadAlert:
    return ReadAlert(
        raised_at=clock.now(),
        at=alert.at,
        home=home,
        user_id=alert.user,
        child=alert.child,
        what=alert.what,
        key=key,
    )
