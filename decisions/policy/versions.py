"""The versions that each record keeps, so that it can be assessed again as it was.

`RULES_VERSION` moves when a rule or its words change, `LAW_VERSION` when the dated law in
`data/` does. Every set of rules that a record was ever assessed by stays in `RULE_SETS`.
"""

from __future__ import annotations

from datetime import date

RULES_VERSION = "2026-11.3"
LAW_VERSION = "2026-11.3"

# Each set of rules with the day on which it began, oldest first. The last one is running: its day
# is the day on which it was put in place, and never one to come.
RULE_SETS: dict[str, date] = {
    "2026-11.1": date(2026, 11, 1),
    "2026-11.2": date(2026, 11, 16),
    "2026-11.3": date(2026, 11, 23),
}
