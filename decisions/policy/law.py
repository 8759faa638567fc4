"""The law as dated data: bases, conditions, gateways, events; read once from `data/`.

Rules, suggestions, pages and reference tables all read the same rows, so that what is offered on
a day is what was in force on that day.
"""

from __future__ import annotations

import tomllib
from datetime import date
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from decisions.policy.answers import Group
from decisions.policy.circumstances import Settings
from decisions.policy.terms import (
    AgencyType,
    Basis,
    CompatiblePurpose,
    Gateway,
    NotifiableEvent,
    OffenceCondition,
    ProviderType,
    Purpose,
    RecognisedInterest,
    SpecialCondition,
    Sureness,
    Term,
)
from decisions.policy.versions import LAW_VERSION

__all__ = [
    "LAW_VERSION",
    "NOTHING_SWITCHED",
    "Kind",
    "Provision",
    "ReferenceRow",
    "Strength",
    "Switches",
    "basis_rows",
    "condition_rows",
    "in_force_on",
    "provision",
    "provisions",
    "reference_rows",
    "switches_of",
]


class Kind(Term):
    """What a row of the law is, and the file that holds it."""

    BASIS = "bases", "Lawful basis"
    INTEREST = "interests", "Recognised legitimate interest"
    SPECIAL = "special_conditions", "Special category condition"
    OFFENCE = "offence_conditions", "Offence condition"
    GATEWAY = "gateways", "Law or duty"
    EVENT = "events", "Serious event"
    COMPATIBLE = "compatible_purposes", "Compatible new purpose"


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
    Kind.EVENT: NotifiableEvent,
    Kind.COMPATIBLE: CompatiblePurpose,
}


class Switches(NamedTuple):
    """What is enacted and not yet in force: the day of each, as the provider's settings have it.

    Without a day it binds nobody.
    """

    s16la_in_force_from: date | None = None
    consistent_identifier_from: date | None = None
    csa_reporting_duty_from: date | None = None

    def day_of(self, setting: str) -> date | None:
        day: date | None = getattr(self, setting)
        return day


NOTHING_SWITCHED = Switches()


def switches_of(settings: Settings) -> Switches:
    return Switches(*(getattr(settings, name) for name in Switches._fields))


class Provision(Group):
    """One row of the law, in plain words, with its dates and its source.

    Without `in_force_from` it is not in force, but for one that a setting switches on. `used_by`
    names the kinds of provider that may use it, `needs` what a person must then say, `tells` and
    `tells_also` whom an event or a notice is told to; `purposes`, `bases` and `interests` are those
    with which a new purpose goes together with the first one. A policy document is not needed for
    what is disclosed to those in `policy_document_not_for`.
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
    switched_by: str = ""
    needs: tuple[str, ...] = ()
    needs_policy_document: bool = False
    policy_document_not_for: tuple[AgencyType, ...] = ()
    strength: Strength | None = None
    tells: tuple[AgencyType, ...] = ()
    tells_also: tuple[str, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    bases: tuple[Basis, ...] = ()
    interests: tuple[RecognisedInterest, ...] = ()

    def begins(self, switches: Switches) -> date | None:
        """The day of coming into force; none where it is not known."""
        by_setting = switches.day_of(self.switched_by) if self.switched_by else None
        return by_setting or self.in_force_from

    def in_force(self, on: date, switches: Switches = NOTHING_SWITCHED) -> bool:
        since = self.begins(switches)
        ended = self.in_force_until is not None and self.in_force_until < on
        return since is not None and since <= on and not ended


def _provision(kind: Kind, row: dict[str, object]) -> Provision:
    """A row as it stands in the file: an unknown code or word is refused."""
    CODES[kind](row["code"])
    if row.get("switched_by", "") not in {"", *Switches._fields}:
        raise ValueError(f"{row['code']} is switched by no setting")
    strength = row.get("strength")
    fields: dict[str, object] = {
        **row,
        "kind": kind,
        "used_by": tuple(ProviderType(str(code)) for code in _list(row["used_by"])),
        "needs": tuple(_list(row.get("needs", []))),
        "policy_document_not_for": _agencies(row, "policy_document_not_for"),
        "tells": _agencies(row, "tells"),
        "tells_also": tuple(_list(row.get("tells_also", []))),
        "purposes": tuple(Purpose(str(code)) for code in _list(row.get("purposes", []))),
        "bases": tuple(Basis(str(code)) for code in _list(row.get("bases", []))),
        "interests": tuple(RecognisedInterest(str(one)) for one in _list(row.get("interests", []))),
        "sureness": Sureness(str(row["sureness"])),
        "strength": None if strength is None else Strength(str(strength)),
    }
    return Provision.model_validate(fields)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list is needed here")
    return value


def _agencies(row: dict[str, object], name: str) -> tuple[AgencyType, ...]:
    return tuple(AgencyType(str(code)) for code in _list(row.get(name, [])))


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
def in_force_on(
    kind: Kind, on: date, provider_type: ProviderType, switches: Switches = NOTHING_SWITCHED
) -> tuple[Provision, ...]:
    """The rows of a kind that this kind of provider may use on this day."""
    return tuple(
        row
        for row in provisions(kind)
        if row.in_force(on, switches) and provider_type in row.used_by
    )


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
