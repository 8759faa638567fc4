"""The cases: over a year and a half of decisions at two homes, by what they are about."""

from __future__ import annotations

from infoshare.demo.cases import (
    callers,
    concerns,
    consents,
    family,
    health,
    moves,
    oversight,
    police,
    school,
    urgent,
    waiting,
)
from infoshare.demo.telling import Case

CASES: tuple[Case, ...] = (
    *health.CASES,
    *school.CASES,
    *police.CASES,
    *callers.CASES,
    *family.CASES,
    *urgent.CASES,
    *consents.CASES,
    *concerns.CASES,
    *moves.CASES,
    *oversight.CASES,
    *waiting.CASES,
)
