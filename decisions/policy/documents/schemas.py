"""The schemas that answers were ever written in, and what came with each.

A field that came later has a neutral default: in an older document it was never asked, and is read
as not answered.
"""

from __future__ import annotations

from decisions.policy.answers import SCHEMA, Answers
from decisions.policy.documents.faults import Fault

# By schema: the fields that came with it; those of a list as `items.dated`.
CAME_WITH: dict[int, frozenset[str]] = {
    2: frozenset(
        {
            "request.wanted_by",
            "request.outside_uk",
            "concern.returned_at",
            "concern.return_interview_offered",
            "concern.indecent_image",
            "concern.between_peers",
            "items.dated",
            "items.checked_again",
            "items.disputed",
            "items.on_consent",
            "necessity.whole_file",
            "basis.balance",
            "basis.professional",
            "agreement.objections",
            "agreement.under_pressure",
            "transfer.outside_uk",
            "transfer.second_check",
            "transfer.password_apart",
            "decision.more_detrimental",
            "decision.legal_advice",
        }
    ),
}


def came_since(schema: int) -> dict[str, int]:
    """The fields that a document of this schema cannot have, each with the schema it came with."""
    later = range(schema + 1, SCHEMA + 1)
    return {field: version for version in later for field in sorted(CAME_WITH[version])}


def wrong_schema(written: object) -> Fault | None:
    """Nothing in a document of a schema that is not known can be read safely."""
    schema = written.get("answers_schema", SCHEMA) if isinstance(written, dict) else SCHEMA
    if isinstance(schema, bool) or not isinstance(schema, int) or 1 <= schema <= SCHEMA:
        return None
    what = "is newer than this program" if schema > SCHEMA else "was never used"
    return Fault(
        "answers.answers_schema",
        f"Schema {schema} {what}. This program reads schema 1 to {SCHEMA}.",
    )


def asked_too_early(schema: int, written: object) -> list[Fault]:
    """Answers that a document of its own schema cannot have."""
    return [
        Fault(
            f"answers.{place}",
            f"This came with schema {version}, and the document says that it is of "
            f"schema {schema}.",
        )
        for field, version in came_since(schema).items()
        for place in _places(written, field)
    ]


def _places(written: object, field: str) -> list[str]:
    """Where a document has this field; in a list, each place."""
    group, name = field.split(".")
    held = written.get(group) if isinstance(written, dict) else None
    if isinstance(held, list):
        rows = enumerate(held)
        return [f"{group}[{n}].{name}" for n, row in rows if isinstance(row, dict) and name in row]
    return [field] if isinstance(held, dict) and name in held else []


def notices(answers: Answers) -> tuple[str, ...]:
    """What a person should know of how an older document was read."""
    schema = answers.answers_schema
    if schema == SCHEMA:
        return ()
    return (
        f"These answers are of schema {schema}; this program writes schema {SCHEMA}. What came "
        f"since was never asked, and counts as not answered: {', '.join(came_since(schema))}.",
    )
