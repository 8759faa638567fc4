"""How long `assess` takes in process: of every case of a rule, and of full documents."""

from __future__ import annotations

import sys
from collections.abc import Callable
from gc import collect, disable, enable
from statistics import median
from time import thread_time
from typing import Any

from decisions.policy.answers import ITEM_LIMIT, Answers
from decisions.policy.assess import assess
from decisions.policy.circumstances import Circumstances
from decisions.policy.rules import RULES
from tests.policy.builders import TODAY, asked, circumstances, item
from tests.policy.firing import FIRING

ROUNDS, TIMES = 30, 300
LONGEST_MS = 0.5
WORDS = "She told me what had happened and I wrote it down at once. " * 20
Case = tuple[Answers, Circumstances]


def measure() -> dict[str, Any]:
    """Milliseconds a document, beside what pydantic needs to read the same document.

    `full` is a request that is answered on every page. The best of all times is what the work
    takes. Time of this thread alone: what else the machine does is not counted.
    """
    full = asked()
    large = full.changed(items=tuple(item(words=WORDS) for _ in range(ITEM_LIMIT)))
    firing = [(case.answers, circumstances(case.answers, **case.changes)) for case in FIRING]
    found = {
        "full": _timed([(full, circumstances(full))], TIMES),
        f"{ITEM_LIMIT} items": _timed([(large, circumstances(large))], TIMES),
        "firing": _timed(firing, ROUNDS),
    }
    within = found["full"]["assess_ms"]["median"] <= LONGEST_MS
    return {
        "python": sys.version.split()[0],
        "rules": len(RULES),
        "firing_cases": len(FIRING),
        "limit_ms": LONGEST_MS,
        "full_within_limit": within,
        **found,
    }


def _timed(cases: list[Case], rounds: int) -> dict[str, Any]:
    texts = [answers.model_dump_json() for answers, _ in cases]
    for answers, around in cases:
        assess(answers, around, TODAY)
    assessing = _figures(
        [lambda one=one: assess(*one, TODAY) for one in cases],  # type: ignore[misc]
        rounds,
    )
    reading = _figures(
        [lambda text=text: Answers.model_validate_json(text) for text in texts],  # type: ignore[misc]
        rounds,
    )
    ratio = round(assessing["median"] / reading["median"], 1)
    return {"assess_ms": assessing, "model_validate_ms": reading, "ratio": ratio}


def _figures(works: list[Callable[[], object]], rounds: int) -> dict[str, float]:
    """Best, median and 95th percentile of all times of all of them, in milliseconds."""
    took: list[float] = []
    collect()
    disable()
    try:
        for _ in range(rounds):
            for work in works:
                began = thread_time()
                work()
                took.append((thread_time() - began) * 1000)
    finally:
        enable()
    took.sort()
    return {
        "best": round(took[0], 3),
        "median": round(median(took), 3),
        "p95": round(took[int(len(took) * 0.95)], 3),
    }
