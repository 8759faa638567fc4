"""The bench fills a database and times what it says, with a few records; no figure is held."""

from __future__ import annotations

import json

import pytest

from decisions.followups.gathering import QUESTIONS
from tests.bench.filling import fill
from tests.bench.measuring import PAGES, measure

pytestmark = pytest.mark.django_db
FIGURES = {"best_ms", "median_ms", "cpu_ms", "rows", "queries"}


def test_it_times_every_question_list_and_page_of_what_it_filled() -> None:
    fill(40, homes=1)
    found = json.loads(json.dumps(measure(rounds=1)))
    assert found["rows"]["SharingDecision"] >= 40
    assert found["rows"]["Disclosure"] > 0
    assert set(found["questions"]) == {question.__name__ for question in QUESTIONS}
    assert len(found["lists"]) == 3
    assert len(found["pages"]) == 2 * len(PAGES)
    for kind in ("questions", "lists", "pages"):
        assert all(set(figures) == FIGURES for figures in found[kind].values())
    assert found["questions"]["arrangements_to_review"]["rows"] > 0


def test_it_asks_for_what_is_named_alone_and_shows_its_plan() -> None:
    fill(5, homes=1)
    found = measure("silent", explain=True, rounds=1)
    assert set(found["questions"]) == {"silent_recipients"}
    assert found["questions"]["silent_recipients"]["plan"]
    assert not found["lists"]
    assert not found["pages"]
