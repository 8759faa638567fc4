"""Pages and answers: an urgent share takes a minute, a full one four.

An answer that stands on the page already when it is first shown (now; the role that we hold)
counts too.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from decisions.models import SharingDecision
from tests.guide.conftest import WHEN, Guide, Typed, errors_of, item

# The least that a full share takes; each line but the hidden count of rows is an answer.
FULL_SHARE: dict[str, list[str]] = {
    "request": ["who", "channel"],
    "caller": ["verification", "role_with_child", "doubt", "occurred_at"],
    "purpose": ["asked_for", "code", "words"],
    "concern": ["severity"],
    "items": [
        "item-0-category",
        "item-0-words",
        "item-0-provenance",
        "item-0-fate",
        "less_intrusive",
        "harm_if_not_shared",
    ],
    "lawful": ["reason"],
    "child": ["understanding", "view", "words"],
    "told": ["child_told"],
    "decision": ["outcome", "reasons", "method"],
    "check": ["right_child"],
}
URGENT = ["child", "who", "contact", "said", "why", "occurred_at"]


def least(typed: Typed, names: list[str]) -> Typed:
    """What is typed for these answers alone; a time is one answer in four boxes."""
    return {
        name: value
        for name, value in typed.items()
        if name in (*names, "rows") or (name in WHEN and "occurred_at" in names)
    }


def without(typed: Typed, name: str) -> Typed:
    return {key: value for key, value in typed.items() if not key.startswith(name)}


def test_a_full_share_takes_ten_pages_and_twenty_five_answers(
    begin: Callable[..., Guide],
) -> None:
    guide = begin("asked")
    for step, names in FULL_SHARE.items():
        typed = least(guide.answers[step], names)
        for name in names:
            refused = guide.post(step, without(typed, name))
            assert refused.status_code == 200, f"{step} does not need {name}"
        guide.client.post(guide.url(step), {"do": "forget"})
        saved = guide.post(step, typed)
        assert saved.status_code == 302, errors_of(saved)
    assert SharingDecision.objects.get().outcome == "SHARE"
    assert (len(FULL_SHARE), sum(map(len, FULL_SHARE.values()))) == (10, 25)


@pytest.mark.parametrize("by_999", [True, False])
def test_an_urgent_share_takes_one_page_and_six_answers_at_most(
    begin_urgent: Callable[..., Guide], by_999: bool
) -> None:
    guide = begin_urgent()
    if not by_999:
        guide.answers["urgent"].update(who="type:PARENT_PR", contact="RANG_HELD_NUMBER")
    names = [name for name in URGENT if not (by_999 and name == "contact")]
    typed = least(guide.answers["urgent"], names)
    for name in names:
        refused = guide.post("urgent", without(typed, name))
        assert refused.status_code == 200, f"the urgent page does not need {name}"
    assert not SharingDecision.objects.exists()
    assert guide.post("urgent", typed).status_code == 302
    assert SharingDecision.objects.count() == 1
    assert len(names) <= 6


def test_an_item_row_asks_for_four_answers() -> None:
    assert len([name for name in FULL_SHARE["items"] if name in item()]) == 4
