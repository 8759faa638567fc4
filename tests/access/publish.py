"""Writes who may open what into the product: `python -m tests.access.publish`.

The table is that of `expected`, which every run holds against what each person really opens.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from decisions.policy.terms import Role, VisitorRole
from infoshare.access.who_opens.table import FILE
from tests.access.expected import expected_lists, expected_things
from tests.access.page_words import SECTIONS

AT_A_HOME = {
    "asha": Role.CARE_WORKER,
    "ben": Role.SENIOR_CARE_WORKER,
    "dele": Role.DEPUTY_MANAGER,
    "maya": Role.REGISTERED_MANAGER,
}
FOR_THE_PROVIDER = {
    "ruth": Role.RESPONSIBLE_INDIVIDUAL,
    "nell": Role.NOMINATED_ALTERNATE,
    "sam": Role.SAFEGUARDING_LEAD,
    "dana": Role.DATA_PROTECTION_OFFICER,
    "ada": Role.ADMINISTRATOR,
    "petra": Role.OUTSIDE_SECOND_PERSON,
}
VISITING = {"ivy": VisitorRole.OFSTED_INSPECTOR, "ian": VisitorRole.INDEPENDENT_PERSON}
OPENS = frozenset("of")

Letters = Mapping[str, str]


def whole_table() -> list[dict[str, Any]]:
    """Each section with its pages, from what is expected and measured of each."""
    return [
        {"section": section, "pages": [_page(name, words) for name, words in pages.items()]}
        for section, pages in SECTIONS.items()
    ]


def _page(name: str, words: str) -> dict[str, Any]:
    lists, things = expected_lists(), expected_things()
    here = lists[name] if name in lists else things[name, "rowan"]
    there = lists[name] if name in lists else things[name, "willow"]
    everywhere = [one for one in FOR_THE_PROVIDER if {here[one], there[one]} <= OPENS]
    return {
        "page": name,
        "words": words,
        "own_home": [role.value for one, role in AT_A_HOME.items() if here[one] in OPENS],
        "all_homes": [FOR_THE_PROVIDER[one].value for one in everywhere],
        "visit": [role.value for one, role in VISITING.items() if here[one] in OPENS],
        # A list is their own home's anyway.
        "emergency": name not in lists and here["eve"] in OPENS and here["bryn"] not in OPENS,
    }


def in_words() -> str:
    return json.dumps(whole_table(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(in_words(), encoding="utf-8")
    print(f"{sum(len(one['pages']) for one in whole_table())} pages are in {FILE.name}")
