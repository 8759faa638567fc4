"""What the page before signing shows in full, and what it folds away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from decisions.guide.checking import weighed
from decisions.models import SharingDecision
from decisions.policy.answers import Answers
from decisions.policy.terms import AgencyType, Effect, Outcome, Severity
from decisions.recording.reading import read_decision
from decisions.recording.sheet import sheet
from tests.guide.conftest import Guide, text_of
from tests.policy.builders import already_in_full, asked, assessed, referral, urgent
from tests.policy.firing import FIRING, Case

Begin = Callable[..., Guide]
FOLDS = {Effect.WARN, Effect.INFO}


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_what_stops_asks_or_tells_somebody_is_never_folded(case: Case) -> None:
    in_full, folded = weighed(case.assessed())
    assert {row["finding"].effect for row in folded} <= FOLDS
    assert not any(row["finding"].needs_words for row in folded)
    assert not {row["finding"].effect for row in in_full} & FOLDS


@pytest.mark.parametrize(
    "answers",
    [
        referral(concern={"severity": Severity.SIGNIFICANT, "indecent_image": True}),
        already_in_full(request={"agency_type": AgencyType.MEDIA}),
        urgent(),
        asked(request={"doubt": True}, decision={"outcome": Outcome.NOT_SHARE}),
    ],
)
def test_each_rule_that_fires_is_shown_once(answers: Answers) -> None:
    assessment = assessed(answers)
    in_full, folded = weighed(assessment)
    shown = [row["finding"].rule for row in (*in_full, *folded)]
    assert sorted(shown) == sorted({one.rule for one in assessment.findings})


def test_what_to_do_with_an_indecent_image_stands_in_full(begin: Begin) -> None:
    guide = begin("asked")
    guide.answers["concern"] |= {"indecent_image": "on"}
    guide.fill_until("check")
    said = guide.get("check").content.decode()
    never = said.index("The picture itself never goes to anybody")
    assert "The manager is told" in text_of(guide.get("check"))
    assert "<details" not in said[:never].rpartition("What the law and guidance say")[2]
    assert guide.answer("check").status_code == 302
    record = SharingDecision.objects.get()
    shown = sheet(read_decision(record), record.recorded_at)
    assert [row["finding"].rule for row in shown.leading] == ["E15"]
    assert not any(row["level"] == "notify" for row in shown.folded)
