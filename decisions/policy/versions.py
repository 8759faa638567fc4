"""The versions that each record keeps, so that it can be assessed again as it was.

`RULES_VERSION` moves when a rule or its words change, `LAW_VERSION` when the dated law in
`data/` does.
"""

from __future__ import annotations

RULES_VERSION = "2026-11.2"
LAW_VERSION = "2026-11.1"
