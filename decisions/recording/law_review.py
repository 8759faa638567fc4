"""The only function that records what a data protection officer found of a rule or of the law.

The law belongs to the provider and not to one home: the entry stands in the log of each of its
homes, and the row points to the first.
"""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from django.db import transaction

from decisions.models import LawReview
from decisions.policy.table import Reviewable, to_review
from decisions.policy.terms import LawReviewOutcome
from decisions.policy.versions import LAW_VERSION, RULES_VERSION
from decisions.recording.parts import Part, UsedElsewhere, signed
from decisions.recording.reading import read_sealed
from infoshare.common import clock
from infoshare.ledger.append import Entry, append
from infoshare.ledger.kinds import Kind
from infoshare.organisation.models import Appointment, Provider
from infoshare.organisation.recording import YEARS_VISITS_ARE_KEPT


class NothingToReview(LookupError):
    """This is not marked as unverified, or not any more."""


class ReadsDifferently(ValueError):
    """It was changed after the reviewer had read it."""


def record_review(
    provider: Provider,
    by: Appointment,
    *,
    code: str,
    digest: str,
    outcome: LawReviewOutcome,
    note: str,
    token: UUID,
) -> LawReview:
    """Record what was found of the row with this code. The same page sent again gives its row.

    `digest` is that of the words that were read. Raises NothingToReview, ReadsDifferently, and
    UsedElsewhere for a page that was sent before with another answer.
    """
    row = to_review().get(code)
    if row is None:
        raise NothingToReview(code)
    if row.digest != digest:
        raise ReadsDifferently(code)
    # Of this row and this person only: a page's token from elsewhere names another review.
    submit_token = uuid5(token, f"{provider.pk.hex} {by.user_id.hex} {code}")
    with transaction.atomic():
        # The lock makes two sendings at once take turns.
        Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
        before = LawReview.objects.filter(submit_token=submit_token).first()
        if before is not None:
            return _sent_before(before, outcome, note)
        contents = {
            "facts": _facts(row, by, outcome, submit_token),
            "text": {"note": note},
        }
        ref, keep = uuid4(), clock.today().year + YEARS_VISITS_ARE_KEPT
        homes = provider.homes.order_by("pk")
        leaf = append([Entry(home.log, Kind.CHANGE, ref, keep, contents) for home in homes])[0]
        return LawReview.objects.create(
            **leaf.columns(),
            provider=provider,
            code=code,
            digest=digest,
            rules_version=RULES_VERSION,
            law_version=LAW_VERSION,
            outcome=outcome.value,
            reviewed_by=by,
            submit_token=submit_token,
        )


def _sent_before(before: LawReview, outcome: LawReviewOutcome, note: str) -> LawReview:
    if (before.outcome, read_sealed(before)["text"]["note"]) != (outcome.value, note):
        raise UsedElsewhere
    return before


def _facts(row: Reviewable, by: Appointment, outcome: LawReviewOutcome, token: UUID) -> Part:
    return {
        "act": "law-reviewed",
        "code": row.code,
        "is_rule": row.is_rule,
        "says": row.says,
        "source": row.source,
        "digest": row.digest,
        "rules_version": RULES_VERSION,
        "law_version": LAW_VERSION,
        "outcome": outcome.value,
        "outcome_label": outcome.label,
        "reviewed_by": signed(by),
        "token": token.hex,
    }
