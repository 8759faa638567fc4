"""The cases: over a year and a half of decisions at two homes, by what they are about."""

from __future__ import annotations

from infoshare.demo.cases import (
    advised,
    already,
    arrangements,
    callers,
    concerns,
    consents,
    disagreements,
    drafts,
    family,
    health,
    incidents,
    moves,
    oversight,
    police,
    school,
    staff,
    telephone,
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
    *arrangements.CASES,
    *telephone.CASES,
    *disagreements.CASES,
    *advised.CASES,
    *already.CASES,
    *staff.CASES,
    *incidents.CASES,
    *drafts.CASES,
    *waiting.CASES,
)
