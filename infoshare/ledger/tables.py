"""The SQL that makes the ledger's tables, for each database. Used by migration 0001 alone."""

from __future__ import annotations

_TEMPLATE = (
    """
    CREATE TABLE ledger_log (
        id {uuid} PRIMARY KEY,
        opened_at {moment} NOT NULL
    )
    """,
    """
    CREATE TABLE ledger_head (
        log {uuid} PRIMARY KEY REFERENCES ledger_log (id) DEFERRABLE INITIALLY DEFERRED,
        size bigint NOT NULL CHECK (size >= 0),
        last_at {moment} NOT NULL,
        frontier {bytes} NOT NULL CHECK (length(frontier) % 32 = 0)
    )
    """,
    """
    CREATE TABLE ledger_leaf (
        log {uuid} NOT NULL REFERENCES ledger_log (id) DEFERRABLE INITIALLY DEFERRED,
        seq bigint NOT NULL CHECK (seq >= 0),
        kind varchar(16) NOT NULL,
        at {moment} NOT NULL,
        keep smallint NOT NULL CHECK (keep BETWEEN 2000 AND 9999),
        ref {uuid} NOT NULL,
        body {bytes} NOT NULL CHECK (length(body) <= 131072),
        hash {bytes} NOT NULL CHECK (length(hash) = 32),
        PRIMARY KEY (log, seq),
        CONSTRAINT ledger_leaf_log_ref UNIQUE (log, ref)
    )
    """,
    """
    CREATE TABLE ledger_part (
        log {uuid} NOT NULL,
        seq bigint NOT NULL,
        name varchar(16) NOT NULL,
        salt {bytes} NULL CHECK (length(salt) = 32),
        content {bytes} NULL CHECK (length(content) <= 1048576),
        PRIMARY KEY (log, seq, name),
        FOREIGN KEY (log, seq) REFERENCES ledger_leaf (log, seq) DEFERRABLE INITIALLY DEFERRED,
        CHECK ((salt IS NULL) = (content IS NULL))
    )
    """,
)

_TYPES = {
    "postgresql": {"uuid": "uuid", "moment": "timestamp with time zone", "bytes": "bytea"},
    "sqlite": {"uuid": "char(32)", "moment": "datetime", "bytes": "BLOB"},
}


def statements(vendor: str) -> list[str]:
    """The statements for one database vendor; KeyError for one that InfoShare does not run on."""
    return [template.format(**_TYPES[vendor]) for template in _TEMPLATE]
