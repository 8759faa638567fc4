"""No rule can be made weaker, or ask another question, without a test that fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from decisions.policy.answers import Answers
from decisions.policy.assess import assess
from decisions.policy.circumstances import Circumstances
from tests.mutants.made import Mutant, every_mutant
from tests.mutants.running import equivalent
from tests.policy.builders import TODAY
from tests.policy.strategies import ANSWERS, CIRCUMSTANCES

ROOT = Path(__file__).parents[2]
AT_LEAST = 3000


@pytest.mark.long
def test_every_mutant_of_the_decision_table_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutants", "--json"],
        cwd=ROOT,
        env={**os.environ, "INFOSHARE_MODE": "development"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    told = json.loads(done.stdout)
    assert told["red_without_a_mutant"] == []
    assert told["survivors"] == []
    assert told["allowances_that_do_not_hold"] == []
    assert told["killed"] + told["equivalent"] == told["mutants"] > AT_LEAST


@pytest.fixture(scope="module")
def allowed() -> list[Mutant]:
    names = equivalent()
    return [mutant for mutant in every_mutant() if mutant.name in names]


@pytest.mark.long
@settings(max_examples=200, deadline=None, suppress_health_check=[*HealthCheck])
@given(answers=ANSWERS, circumstances=CIRCUMSTANCES)
def test_what_is_called_equivalent_changes_no_assessment(
    allowed: list[Mutant], answers: Answers, circumstances: Circumstances
) -> None:
    without = assess(answers, circumstances, TODAY)
    for mutant in allowed:
        with mutant.in_place():
            assert assess(answers, circumstances, TODAY) == without, mutant.name
