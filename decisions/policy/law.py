"""The law as dated data: bases, conditions and gateways, read once from `data/`.

Rules, suggestions, pages and reference tables all read the same rows, so that what is offered on
a day is what was in force on that day.
"""

from __future__ import annotations

import tomllib
from datetime import date
from enum import Enum
from functools import cache
from importlib.resources import files

from decisions.policy.answers import Group
from decisions.policy.terms import (
    Basis,
    Gateway,
    OffenceCondition,
    ProviderType,
    RecognisedInterest,
    SpecialCondition,
    Sureness,
    Term,
)
from decisions.policy.versions import LAW_VERSION

__all__ = [
    "LAW_VERSION",
    "Kind",
    "Provision",
    "ReferenceRow",
    "Strength",
    "bases_on",
    "basis_rows",
    "condition_rows",
    "conditions_on",
    "gateways_on",
    "in_force_on",
    "interests_on",
    "offence_conditions_on",
    "provision",
    "provisions",
    "reference_rows",
]


class Kind(Term):
    """What a row of the law is, and the file that holds it."""

    BASIS = "bases", "Lawful basis"
    INTEREST = "interests", "Recognised legitimate interest"
    SPECIAL = "special_conditions", "Special category condition"
    OFFENCE = "offence_conditions", "Offence condition"
    GATEWAY = "gateways", "Law or duty"


class Strength(Term):
    """What a gateway does to a share."""

    DUTY = "DUTY", "Requires it"
    POWER = "POWER", "Allows it"
    CONTEXT = "CONTEXT", "Shows why it is needed"
    LIMIT = "LIMIT", "Limits it"
    JUSTIFICATION = "JUSTIFICATION", "Justifies it"


CODES: dict[Kind, type[Enum]] = {
    Kind.BASIS: Basis,
    Kind.INTEREST: RecognisedInterest,
    Kind.SPECIAL: SpecialCondition,
    Kind.OFFENCE: OffenceCondition,
    Kind.GATEWAY: Gateway,
}


class Provision(Group):
    """One basis, condition or gateway, in plain words, with its dates and its source.

    Without `in_force_from` it is not in force. `used_by` names the kinds of provider that may
    use it, `needs` what a person must then say.
    """

    kind: Kind
    code: str
    title: str
    citation: str
    says: str
    used_by: tuple[ProviderType, ...]
    typical_use: str
    source: str
    sureness: Sureness
    in_force_from: date | None = None
    in_force_until: date | None = None
    needs: tuple[str, ...] = ()
    needs_policy_document: bool = False
    strength: Strength | None = None

    def in_force(self, on: date) -> bool:
        started = self.in_force_from is not None and self.in_force_from <= on
        return started and (self.in_force_until is None or on <= self.in_force_until)


def _provision(kind: Kind, row: dict[str, object]) -> Provision:
    """A row as it stands in the file: an unknown code or word is refused."""
    CODES[kind](row["code"])
    strength = row.get("strength")
    fields: dict[str, object] = {
        **row,
        "kind": kind,
        "used_by": tuple(ProviderType(str(code)) for code in _list(row["used_by"])),
        "needs": tuple(_list(row.get("needs", []))),
        "sureness": Sureness(str(row["sureness"])),
        "strength": None if strength is None else Strength(str(strength)),
    }
    return Provision.model_validate(fields)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list is needed here")
    return value


@cache
def provisions(kind: Kind) -> tuple[Provision, ...]:
    """All rows of a kind, in the order in which they are offered."""
    text = files("decisions.policy").joinpath("data", f"{kind}.toml").read_text("utf-8")
    return tuple(_provision(kind, row) for row in tomllib.loads(text)["provision"])


@cache
def _by_code() -> dict[str, Provision]:
    return {row.code: row for row in reference_rows()}


def provision(code: Term) -> Provision:
    """The row of a code; raises `KeyError` for a code that is not law."""
    return _by_code()[code.value]


@cache
def in_force_on(kind: Kind, on: date, provider_type: ProviderType) -> tuple[Provision, ...]:
    """The rows of a kind that this kind of provider may use on this day."""
    return tuple(
        row for row in provisions(kind) if row.in_force(on) and provider_type in row.used_by
    )


def bases_on(on: date, provider_type: ProviderType) -> tuple[Provision, ...]:
    return in_force_on(Kind.BASIS, on, provider_type)


def interests_on(on: date, provider_type: ProviderType) -> tuple[Provision, ...]:
    return in_force_on(Kind.INTEREST, on, provider_type)


def conditions_on(on: date, provider_type: ProviderType) -> tuple[Provision, ...]:
    return in_force_on(Kind.SPECIAL, on, provider_type)


def offence_conditions_on(on: date, provider_type: ProviderType) -> tuple[Provision, ...]:
    return in_force_on(Kind.OFFENCE, on, provider_type)


def gateways_on(on: date, provider_type: ProviderType) -> tuple[Provision, ...]:
    return in_force_on(Kind.GATEWAY, on, provider_type)


def reference_rows() -> tuple[Provision, ...]:
    """Every row of the law, for reference tables; `kind` and `code` together name a row."""
    return tuple(row for kind in Kind for row in provisions(kind))


class ReferenceRow(Group):
    """A basis or a condition as a reference table holds it."""

    code: str
    title: str
    citation: str
    in_force_from: date
    in_force_until: date | None
    for_council: bool
    for_private: bool
    for_voluntary: bool


def _reference_row(row: Provision) -> ReferenceRow:
    if row.in_force_from is None:
        raise ValueError(f"{row.code} has no day of coming into force")
    return ReferenceRow(
        code=row.code,
        title=row.title,
        citation=row.citation,
        in_force_from=row.in_force_from,
        in_force_until=row.in_force_until,
        for_council=ProviderType.COUNCIL in row.used_by,
        for_private=ProviderType.PRIVATE in row.used_by,
        for_voluntary=ProviderType.VOLUNTARY in row.used_by,
    )


def basis_rows() -> tuple[ReferenceRow, ...]:
    """The lawful bases, for their reference table."""
    return tuple(_reference_row(row) for row in provisions(Kind.BASIS))


def condition_rows() -> tuple[ReferenceRow, ...]:
    """The conditions for special category and for offence information, for their table."""
    rows = (*provisions(Kind.SPECIAL), *provisions(Kind.OFFENCE))
    return tuple(_reference_row(row) for row in rows)
