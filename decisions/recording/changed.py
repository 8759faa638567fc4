"""What has come to stand against a record since it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from children.models import Agency
from decisions.models import SharingDecision
from decisions.policy.assess import assess
from decisions.policy.circumstances import Circumstances
from decisions.policy.terms import Effect
from decisions.recording.held import consents_at, listed_at
from decisions.recording.reading import SealedDecision
from infoshare.common.clock import LONDON

# The do-not-disclose list, and consents that were taken back, ran out or turned out to be none.
MAY_CHANGE = frozenset({"B14", "D01", "D02", "D03", "D13"})
# Times are typed to the minute: what was said within that minute counts.
_REST_OF_THE_MINUTE = timedelta(minutes=1, microseconds=-1)


@dataclass(frozen=True)
class Changed:
    """What somebody who is about to share reads: what has changed, and what to do."""

    says: str
    do: str


def changed_since(decision: SharingDecision, sealed: SealedDecision, at: datetime) -> list[Changed]:
    """What held nothing back when the record was signed, and holds it back at this moment."""
    moment = at + _REST_OF_THE_MINUTE
    found = assess(
        sealed.answers,
        _circumstances_at(decision, sealed.circumstances, moment),
        moment.astimezone(LONDON).date(),
    ).findings
    stood_before = {finding.rule for finding in sealed.assessment.findings}
    holding = {
        finding.rule: Changed(finding.says, finding.do)
        for finding in found
        if finding.rule in MAY_CHANGE - stood_before and finding.effect >= Effect.APPROVE
    }
    return [*holding.values(), *_left_the_directory(decision)]


def _circumstances_at(
    decision: SharingDecision, sealed: Circumstances, moment: datetime
) -> Circumstances:
    return sealed.changed(
        now=moment,
        not_to_be_told=listed_at(decision.child, moment),
        consents=consents_at(decision.child, moment),
    )


def _left_the_directory(decision: SharingDecision) -> list[Changed]:
    key = decision.recipient_id
    if key is None or Agency.objects.in_use().filter(pk=key).exists():
        return []
    return [
        Changed(
            "This organisation is no longer in your directory.",
            "Ask your manager who to tell now, and start a new record.",
        )
    ]
