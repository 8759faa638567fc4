"""What a rule is that no assessment yields: one row of the decision table, and what keeps it.

Some rules hold for a record whatever is answered: nothing is changed once it is signed, a visitor
only reads. The database, the ledger, access or a follow-up keeps them. Here they have their words
and their source, as every rule has, and the dotted path of the code that keeps them. One id may
stand here and in the decision table: access keeps what a visitor opens, an assessment what staff
show them.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from decisions.policy.terms import Effect, EmergencyEffect, Force, Sureness


@dataclass(frozen=True)
class RuleElsewhere:
    """One row of the decision table that is kept elsewhere than in an assessment.

    `enforced_by` are the dotted paths of the code that keeps it today. What of it nothing keeps
    yet stands in `planned`, in plain words.
    """

    id: str
    effect: Effect
    emergency: EmergencyEffect
    force: Force
    sureness: Sureness
    _: KW_ONLY
    source: str
    dated: str
    says: str
    why: str
    do: str
    enforced_by: tuple[str, ...] = ()
    planned: str = ""

    @property
    def letter(self) -> str:
        return self.id[0]
