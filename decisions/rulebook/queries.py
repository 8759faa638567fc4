"""What was found by those who reviewed a row, as it was sealed; and the settings that begin law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from decisions.models import LawReview
from decisions.policy.law import Switches, switches_of
from decisions.policy.table import to_review
from decisions.policy.terms import LawReviewOutcome
from decisions.recording.circumstances import settings_in_force
from decisions.recording.reading import read_rows
from decisions.rulebook.words import FOUND
from infoshare.access.permissions import Permission
from infoshare.access.scope import homes_where
from infoshare.common import clock
from infoshare.common.clock import LONDON
from infoshare.ledger.reading import LedgerMismatch, NoSuchEntry
from infoshare.organisation.models import Provider, User


@dataclass(frozen=True)
class Reviewed:
    """One review: by whom, when, what was found, and whether the row still says the same."""

    by: str
    on: date
    found: str
    provider: UUID
    provider_name: str
    needs_changing: bool
    stands: bool
    note: str


@dataclass(frozen=True)
class Reviews:
    """By code: every review that this reader may see, the newest first.

    `unsealed`: what is stored of them is not what was sealed, so that none is shown.
    """

    of: Mapping[str, list[Reviewed]] = field(default_factory=dict)
    unsealed: bool = False

    def last(self, code: str) -> list[Reviewed]:
        """The last review of each provider: there is one line for most readers."""
        by_provider: dict[UUID, Reviewed] = {}
        for one in self.of.get(code, []):
            by_provider.setdefault(one.provider, one)
        return list(by_provider.values())


def reviews_for(user: User, *, provider: Provider | None = None) -> Reviews:
    """The reviews of this reader's providers, or of the one given."""
    rows = LawReview.objects.visible_to(user).filter(code__in=to_review())
    rows = rows.select_related("provider").order_by("-recorded_at", "-seq")
    found = list(rows if provider is None else rows.filter(provider=provider))
    try:
        return Reviews(_by_code(found))
    except (LedgerMismatch, NoSuchEntry):
        return Reviews(unsealed=True)


def _by_code(rows: Iterable[LawReview]) -> dict[str, list[Reviewed]]:
    reviews = list(rows)
    sealed, by_code = read_rows(reviews), defaultdict(list)
    several = len({one.provider_id for one in reviews}) > 1
    for row in reviews:
        facts, outcome = sealed[row.pk]["facts"], LawReviewOutcome(row.outcome)
        by_code[row.code].append(
            Reviewed(
                by=facts["reviewed_by"]["signature"],
                on=row.recorded_at.astimezone(LONDON).date(),
                found=FOUND[outcome],
                provider=row.provider_id,
                provider_name=row.provider.name if several else "",
                needs_changing=outcome is LawReviewOutcome.NEEDS_CHANGING,
                stands=facts["digest"] == to_review()[row.code].digest,
                note=sealed[row.pk]["text"]["note"],
            )
        )
    return dict(by_code)


def switches_for(user: User) -> Switches:
    """The days that the settings of this reader's provider name for duties still to come."""
    home = homes_where(user, Permission.READ_RULES).first()
    return switches_of(settings_in_force(home, clock.now())) if home else Switches()
